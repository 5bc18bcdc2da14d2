import Checklist
import Foundation
import Testing

@testable import StreamGuard

/// `submit` hands plans in.
@Suite struct SubmitCommand {
    private let school: DemoSchool

    init() throws { school = try DemoSchool() }

    @Test func keepsThePlanAndSaysWhatIsNext() throws {
        let run = school.run(as: "ta-1", "submit", "plans/reading.plan.json")
        #expect(run.status == .no)
        #expect(run.output.hasPrefix("HANDED IN  One-to-one reading support\n"))
        #expect(run.output.contains("NEEDS APPROVAL: 1 approval is needed."))
        #expect(run.output.contains("- May ta-1 hold one-to-one sessions with p-5b-04"))
        #expect(run.output.contains("May decide: head and deputy-head\n"))
        #expect(run.output.contains("ledger 3 "))
        #expect(run.errors.contains("TRIAL RECORD"))
        let entry = try #require(try school.ledger.records.last)
        #expect(entry.kind == .plan)
        #expect(entry.author.by == "ta-1")
        #expect(entry.fact("host") == "ta-1")
        #expect(entry.fact("second") == "teacher-5b")
        #expect(entry.fact("start") == "2026-11-24T14:00:00Z")
        #expect(entry.fact("end") == "2026-11-24T14:25:00Z")
        #expect(entry.fact("due") == "2026-11-25T00:25:00Z")
        #expect(entry.fact("mode") == "video")
        #expect(entry.fact("platform") == "teams")
        #expect(entry.number("pupils") == 1)
        #expect(entry.text("id") == "reading-p-5b-04-2026-11-24")
        #expect(entry.text("group") == "reading-5b-04")
        // Whom it is about stands nowhere in what can never be erased.
        let facts = JSON.object(entry.facts.map { ($0.name, $0.value) }).canonical()
        #expect(!facts.contains("5b-04"))
    }

    @Test func countsThePupilsOfTheSchoolsGroup() throws {
        #expect(school.run(as: "teacher-5b", "submit", "plans/maths.plan.json").status == .yes)
        #expect(try school.ledger.records.last?.number("pupils") == 24)
    }

    @Test func takesAnyVerdict() throws {
        let half = school.run(as: "teacher-5b", "submit", "plans/history.plan.json")
        #expect(half.status == .no)
        #expect(half.output.contains("NEEDS ANSWERS: questions are open."))
        let broken = school.run(as: "teacher-5b", "submit", "plans/science.plan.json")
        #expect(broken.status == .no)
        #expect(broken.output.contains("DO NOT RUN: it must not run like this."))
        #expect(try school.ledger.records.filter { $0.kind == .plan }.count == 2)
    }

    @Test func saysThatNothingHasChanged() throws {
        school.run(as: "ta-1", "submit", "plans/reading.plan.json")
        let count = try school.ledger.records.count
        // The same answers in another layout, handed in by somebody else.
        try school.edit(
            "plans/reading.plan.json",
            "\"platform\": \"teams\"",
            "\"platform\":\"teams\""
        )
        let again = school.run(as: "teacher-5b", "submit", "plans/reading.plan.json")
        #expect(again.status == .no)
        #expect(again.output.contains("Nothing has changed since ta-1 handed it in on"))
        #expect(!again.output.contains("saved"))
        #expect(try school.ledger.records.count == count)
    }

    @Test func keepsEachVersionWithWhatChanged() throws {
        school.run(as: "ta-1", "submit", "plans/reading.plan.json")
        let first = try #require(try school.ledger.records.last)
        try school.edit(
            "plans/reading.plan.json",
            "\"id\": \"teacher-5b\"",
            "\"id\": \"teacher-5a\""
        )
        let run = school.run(as: "teacher-5b", "submit", "plans/reading.plan.json")
        #expect(run.output.contains("This is version 2. What has changed:"))
        #expect(run.output.contains("- second.id: teacher-5b → teacher-5a"))
        let entry = try #require(try school.ledger.records.last)
        #expect(entry.kind == .planRevised)
        #expect(entry.fact("previous") == first.fact("plan"))
        #expect(entry.text("changes") == #"[["plan.second.id","teacher-5b","teacher-5a"]]"#)
        #expect(entry.author.by == "teacher-5b")
        #expect(HandedIn(try school.ledger.records).plans[0].versions.count == 2)
    }

    @Test func refusesAPlanWhoseSessionHasBegun() throws {
        school.run(as: "teacher-5b", "submit", "plans/maths.plan.json")
        let digest = try #require(try school.ledger.records.last?.fact("plan"))
        let store = try Workspace(
            at: Paths.joined(school.path, Workspace.name),
            RecordStore().surroundings(on: .system())
        )
        _ = try store.openSession(
            day: "20261122",
            facts: ["plan": .string(digest)],
            by: Author(by: "teacher-5b", uid: 1000, host: "desk-3")
        )
        try school.edit("plans/maths.plan.json", "Year 5", "Year 6")
        let run = school.run(as: "teacher-5b", "submit", "plans/maths.plan.json")
        #expect(run.status == .noAnswer)
        #expect(run.errors.contains("has been opened already, as 20261122-"))
        #expect(run.errors.contains("plan copy"))
    }

    @Test func remindsOfALogThatIsOverdue() throws {
        let store = try Workspace(
            at: Paths.joined(school.path, Workspace.name),
            RecordStore().surroundings(on: .system())
        )
        let log = try store.openSession(
            day: "20261121",
            facts: ["host": .string("ta-1"), "due": .string("2026-11-21T20:00:00Z")],
            by: Author(by: "ta-1", uid: 1000, host: "desk-3")
        ).log
        let own = school.run(as: "ta-1", "submit", "plans/reading.plan.json")
        #expect(own.errors.contains("is overdue: `streamguard close --session \(log.id.text)`"))
        #expect(!school.run(as: "head", "approvals").errors.contains("is overdue"))
    }

    @Test func handsInTheOthersIfOneCannotBeRead() throws {
        try school.folder.write("\(Demo.folder)/plans/bad.plan.json", #"{"id": "x", "hots": 1}"#)
        let run = school.run(as: "teacher-5b", "submit", "plans")
        #expect(run.status == .noAnswer)
        #expect(run.errors.contains("`plan` has no field `hots`"))
        #expect(run.errors.contains("bad.plan.json:1:13"))
        #expect(try school.ledger.records.filter { $0.kind == .plan }.count == 4)
    }

    @Test func asksWhoYouAre() throws {
        let stranger = school.run(as: nil, "submit", "plans/reading.plan.json")
        #expect(stranger.status == .noAnswer)
        #expect(stranger.errors.contains("the account `tester` is nobody's on the list of"))
        let nobody = school.run(as: "ta-9", "submit", "plans/reading.plan.json")
        #expect(nobody.status == .noAnswer)
        #expect(nobody.errors.contains("nobody on the school's list has the id `ta-9`"))
        #expect(try school.ledger.records.count == 2)
        school.console.account.login = "ta-1"
        #expect(school.run(as: nil, "submit", "plans/reading.plan.json").status == .no)
        #expect(try school.ledger.records.last?.author.by == "ta-1")
    }

    @Test func speaksForOthersInATrialOnly() throws {
        let real = school.folder.file("real")
        try school.folder.write("real/school.json", try school.read("school.json"))
        try school.folder.write(
            "real/plans/reading.plan.json",
            try school.read("plans/reading.plan.json")
        )
        #expect(school.console.run("init", "--record", real).status == .yes)
        school.console.folder = real
        let plan = "\(real)/plans/reading.plan.json"
        let other = school.console.run("submit", plan, "--as", "ta-1")
        #expect(other.status == .noAnswer)
        #expect(other.errors.contains("`--as` is for a trial record only"))
        school.console.account.login = "ta-1"
        let own = school.console.run("submit", plan)
        #expect(own.status == .no)
        #expect(!own.errors.contains("TRIAL"))
    }

    @Test func saysThatItWasNotSaved() throws {
        let plans = Paths.joined(school.path, "\(Workspace.name)/plans")
        let saved = school.run(as: "ta-1", "submit", "plans/reading.plan.json")
        #expect(saved.status == .no)
        // Something else stands where plans are kept.
        try? FileManager.default.removeItem(atPath: plans)
        try school.folder.write("\(Demo.folder)/\(Workspace.name)/plans", "x")
        let run = school.run(as: "ta-1", "submit", "plans/maths.plan.json")
        #expect(run.status == .notSaved)
        #expect(run.errors.contains("NOT SAVED"))
        #expect(!run.output.contains("HANDED IN"))
    }
}
