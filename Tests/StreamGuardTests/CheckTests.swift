import Checklist
import Foundation
import Testing

@testable import StreamGuard

@Suite struct CheckingAPlan {
    @Test(arguments: [
        (TinySchool.ready, ExitCode.yes, "READY  Fractions"),
        (TinySchool.alone, .no, "NEEDS APPROVAL  a"),
        (TinySchool.unsupervised, .no, "DO NOT RUN  a"),
        ("", .no, "NEEDS ANSWERS  a"),
        (#""second": "ta-1", "pupils": 12, "chat": "on""#, .yes, "READY  a"),
        (#""second": "ta-1", "pupils": 12"#, .yes, "READY  a"),
    ])
    func comesToADecision(answers: String, status: ExitCode, head: String) throws {
        let school = try TinySchool()
        let run = school.check(try school.plan("a.plan.json", answers))
        #expect(run.status == status)
        #expect(run.output.hasPrefix(head + "\n"))
        #expect(run.output.contains("no time has been given · Mill Lane School"))
        #expect(run.errors.isEmpty)
    }

    @Test func fromStandardInput() throws {
        var school = try TinySchool()
        school.console.input = Array("{\"id\": \"a\", \(TinySchool.alone)}".utf8)
        let run = school.check("-")
        #expect(run.status == .no)
        #expect(run.output.hasPrefix("NEEDS APPROVAL  a\n"))
        school.console.input = Array("{\"id\": \"a\",\n \"pupil\": 2}".utf8)
        let refused = school.check("-")
        #expect(refused.status == .noAnswer)
        #expect(refused.errors.hasPrefix("standard input:2:2: error: "))
        #expect(refused.errors.contains("did you mean `pupils`?"))
        #expect(refused.errors.hasSuffix("error: `standard input` was not judged\n"))
        #expect(school.check("-", "-").errors.contains("`-` is given twice"))
    }

    @Test func atAMoment() throws {
        let school = try TinySchool()
        let plan = try school.plan()
        let live = try school.folder.write("live.json", #"{"adults": 1}"#)
        #expect(school.check(plan, "--moment", "start").output.contains("Met: 1 of 1 rule."))
        let during = school.check(plan, "--moment", "during", "--live", live)
        #expect(during.status == .no)
        #expect(during.output.contains("Only 1 adults are there."))
        #expect(during.output.contains("Asked at this moment: during"))
        let after = school.check(plan, "--moment", "after")
        #expect(after.status == .noAnswer)
        #expect(after.output.isEmpty)
        #expect(after.errors.contains("no checklist asks anything at the moment `after`"))
        let two = school.check(plan, try school.plan("b.plan.json"), "--live", live)
        #expect(two.errors.contains("`--live` tells of one session"))
    }

    @Test(arguments: [
        ("2026-06-24T09:30", "2026-06-24T08:30:00Z"), ("2026-06-24", "2026-06-23T23:00:00Z"),
        ("2026-06-24T09:30:00+09:00", "2026-06-24T00:30:00Z"),
    ])
    func atATime(text: String, at: String) throws {
        let school = try TinySchool()
        let run = school.check(try school.plan(), "--format", "json", "--at", text)
        #expect(run.output.contains("\"at\": \"\(at)\""))
    }

    @Test(arguments: ["noon", "2026-13-01", "2026-03-29T01:30", "\u{1b}[2J"])
    func notAtATimeThatIsNone(text: String) throws {
        let school = try TinySchool()
        let run = school.check(try school.plan(), "--at", text)
        #expect(run.status == .noAnswer)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("error: `--at` cannot be `\(text.inert)`"))
    }

    @Test func understandsTimesOnTheSchoolsClock() throws {
        let school = try TinySchool()
        let times = #""start": "2026-06-24T09:30", "end": "2026-06-24T09:15:00Z""#
        let plan = try school.plan("a.plan.json", times)
        #expect(
            school.check(plan).output.contains("Wed 24 Jun 2026, 09:30 to 10:15 (Europe/London)")
        )
        let json = school.check(plan, "--format", "json").output
        #expect(json.contains(#""start": "2026-06-24T09:30:00+01:00""#))
        #expect(json.contains(#""end": "2026-06-24T10:15:00+01:00""#))
    }

    @Test func listsEverythingOnRequest() throws {
        let school = try TinySchool()
        let run = school.check(try school.plan(), "--all")
        #expect(run.output.contains("Every rule of Checklist tiny 1.0.0"))
        #expect(run.output.contains("  later  T1-adults: Two adults are there."))
        #expect(!run.output.contains("`--all`"))
    }
}

@Suite struct CheckingPlans {
    @Test func oneAfterTheOther() throws {
        let school = try TinySchool()
        let first = try school.plan("a.plan.json")
        let second = try school.plan("b.plan.json", TinySchool.alone)
        let run = school.check(first, second)
        #expect(run.status == .no)
        let rule = "\n" + String(repeating: "-", count: 80) + "\n"
        #expect(run.output.components(separatedBy: rule).count == 3)
        #expect(run.output.hasSuffix("2 plans: 1 needs approval, 1 ready.\n"))
        #expect(run.output.contains("\n  \(first)\n"))
        #expect(school.check(first, first).output.hasSuffix("1 plan: 1 ready.\n"))
    }

    @Test func inAFolder() throws {
        let school = try TinySchool()
        _ = try school.plan("plans/b.plan.json")
        _ = try school.plan("plans/year5/a.plan.json", TinySchool.unsupervised)
        let run = school.check(school.folder.file("plans"))
        #expect(run.status == .no)
        #expect(run.output.hasSuffix("2 plans: 1 must not run, 1 ready.\n"))
        let empty = school.check(school.folder.file("shipped"))
        #expect(empty.status == .noAnswer)
        #expect(empty.errors.contains("holds no plan\nhint: a plan's name ends in `.plan.json`"))
    }

    @Test func oneBadFileDoesNotHideTheOthers() throws {
        let school = try TinySchool()
        let good = try school.plan("good.plan.json")
        let bad = try school.folder.write("bad.plan.json", "{\"id\": \"bad\",}")
        let run = school.check(bad, good, school.folder.file("none"))
        #expect(run.status == .noAnswer)
        #expect(run.output.contains("READY  Fractions"))
        #expect(run.output.hasSuffix("3 plans: 1 ready, 2 could not be judged.\n"))
        #expect(run.errors.contains("\(bad):1:13: error: "))
        #expect(run.errors.contains("there is no file `\(school.folder.file("none"))`"))
        let json = school.check(bad, good, "--format", "json")
        #expect(json.status == .noAnswer)
        #expect(json.output.contains("\"decision\": null"))
        #expect(json.output.contains("\"column\": 13"))
    }

    @Test func withTheSameIdAreRemarkedOn() throws {
        let school = try TinySchool()
        let run = school.check(
            try school.plan("x/a.plan.json"),
            try school.plan("y/a.plan.json")
        )
        #expect(run.status == .yes)
        #expect(run.errors.hasPrefix("streamguard: warning: "))
        #expect(run.errors.hasSuffix("have the same id `a`\n"))
    }

    @Test func asOneObject() throws {
        let school = try TinySchool()
        let one = school.check(try school.plan(), "--format", "json")
        let document = try Document(parsing: SourceText(name: "one", text: one.output))
        #expect(document.root.member("decision")?.string == "ready")
        #expect(JSON(document.root).pretty() + "\n" == one.output)
        let two = school.check(
            try school.plan(),
            try school.plan("b.plan.json", ""),
            "--format",
            "json"
        )
        let several = try Document(parsing: SourceText(name: "two", text: two.output))
        #expect(several.root.member("decision")?.string == "needs-answers")
        #expect(several.root.member("plans")?.elements.count == 2)
        // A folder is several plans, however many it holds.
        let folder = school.check(school.folder.path, "--format", "json")
        #expect(folder.output.contains("\"plans\": ["))
    }
}

@Suite struct CheckingAgainst {
    @Test func theNearestSchool() throws {
        let school = try TinySchool()
        try school.folder.write("year5/school.json", #"{"id": "five", "name": "Year Five"}"#)
        let plan = try school.plan("year5/plans/a.plan.json")
        #expect(school.check(plan).output.contains("Year Five"))
        let named = school.check(plan, "--school", school.folder.file("school.json"))
        #expect(named.output.contains("Mill Lane School"))
    }

    @Test func noSchool() throws {
        let school = try TinySchool()
        try FileManager.default.removeItem(atPath: school.folder.file("school.json"))
        let plan = try school.plan()
        let run = school.check(plan)
        #expect(run.status == .noAnswer)
        #expect(
            run.errors == """
                streamguard: error: no `school.json` was found beside `\(plan)` or in any folder above
                hint: name the school's profile with `--school FILE`; samples lie in \
                `\(school.folder.file("shipped/schools"))`

                """
        )
        var console = school.console
        console.input = Array(#"{"id": "a"}"#.utf8)
        #expect(console.run("check", "-").errors.contains("was found in this folder"))
    }

    @Test(arguments: [
        (
            #"{"id": "x", "checklists": ["tinny"]}"#,
            "school.json:1:28: error: there is no checklist"
        ),
        (#"{"id": "x", "checklists": "tiny"}"#, "school.json:1:27: error: "),
        (#"{"id": "x", "timeZone": "BST"}"#, "school.json:1:25: error: "),
        (#"{"id": "x", "timeZone": 1}"#, "school.json:1:25: error: "),
        (#"{"name": "x"}"#, "school.json:1:1: error: "),
        (#"{"id": "x", "nam": "x"}"#, "did you mean `name`?"),
        ("[]", "school.json:1:1: error: "),
        ("", "school.json:1:1: error: "),
    ])
    func aSchoolWithErrorsOnce(text: String, message: String) throws {
        let school = try TinySchool()
        try school.folder.write("school.json", text)
        let run = school.check(try school.plan(), try school.plan("b.plan.json"))
        #expect(run.status == .noAnswer)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains(message), "\(run.errors)")
        #expect(run.errors.components(separatedBy: "school.json:1:").count <= 3)
        #expect(run.errors.hasSuffix("because the school's profile `school.json` cannot be used\n"))
    }

    @Test func onlyTheChecklistsThatAreOn() throws {
        let school = try TinySchool()
        let plan = try school.plan()
        #expect(!school.check(plan, "--all").output.contains("O1-second"))
        try school.folder.write("school.json", #"{"id": "x", "checklists": ["other", "tiny"]}"#)
        let both = school.check(plan, "--all").output
        #expect(both.contains("O1-second") && both.contains("T1-second"))
        #expect(both.contains("Met: 6 of 6 rules."))
    }

    @Test func anAddedChecklist() throws {
        let school = try TinySchool()
        let plan = try school.plan()
        let added = try school.folder.write("mine.json", TinySchool.checklist(id: "mine", "M"))
        #expect(school.check(plan, "--checklist", added).output.contains("Met: 6 of 6 rules."))
        // One of the same id takes the place of the one that ships.
        let text = TinySchool.checklist(id: "tiny").replacing("'nobody'", with: "'ta-1'")
        let replacing = try school.folder.write("more/x.checklist.json", text)
        #expect(school.check(plan, "--checklist", replacing).output.hasPrefix("DO NOT RUN"))
        #expect(
            school.check(plan, "--checklist", school.folder.file("more")).output
                .hasPrefix("DO NOT RUN")
        )
    }

    @Test func aReplacedForm() throws {
        let school = try TinySchool()
        let form = TinySchool.planForm.replacing("How many pupils take part?", with: "How many?")
        let path = try school.folder.write("plan.form.json", form)
        let run = school.check(try school.plan("a.plan.json", ""), "--checklist", path)
        #expect(run.output.contains("How many?"))
    }

    @Test func nothingIfAChecklistHasErrors() throws {
        let school = try TinySchool()
        let plan = try school.plan()
        let text = TinySchool.checklist(id: "mine", "M").replacing("plan.chat", with: "plan.chta")
        let broken = try school.folder.write("mine.json", text)
        let run = school.check(plan, "--checklist", broken)
        #expect(run.status == .noAnswer)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("\(broken):"))
        #expect(run.errors.contains("chat"))
        #expect(run.errors.hasSuffix("error: the checklists have errors, so no plan was judged\n"))
    }

    @Test func nothingThatIsNoChecklist() throws {
        let school = try TinySchool()
        let plan = try school.plan()
        let empty = try school.folder.write("empty/readme", "")
        for (path, message) in [
            (plan, "is no checklist, no form and no routes"),
            (Paths.folder(of: empty), "holds no checklist, no form and no routes"),
            (empty, "cannot be read as JSON"), (school.folder.file("none"), "there is no file"),
        ] {
            let run = school.check(plan, "--checklist", path)
            #expect(run.status == .noAnswer)
            #expect(run.errors.contains(message))
        }
    }

    @Test func nothingIfTheProgramIsNotWhole() throws {
        var school = try TinySchool()
        let plan = try school.plan()
        school.console.environment["STREAMGUARD_CHECKLISTS"] = school.folder.file("year5")
        #expect(school.check(plan).errors.contains("which has no folder `forms`"))
        school.console.environment = [:]
        let run = school.check(plan)
        #expect(run.status == .noAnswer)
        #expect(run.errors.contains("are not where they should be\nhint: looked for "))
    }
}
