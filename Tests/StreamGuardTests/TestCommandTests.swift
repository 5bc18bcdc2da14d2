import Checklist
import Foundation
import Testing

@testable import StreamGuard

@Suite struct TestingAChecklist {
    /// A school whose shipped checklist `tiny` has cases.
    private static func school(
        cases: String = pair,
        statuses: String = statuses,
        more: String = ""
    ) throws -> TinySchool {
        let school = try TinySchool()
        try school.folder.write("shipped/schools/mill.json", #"{"id": "mill"}"#)
        try school.folder.write("shipped/tiny.cases.json", file(cases, statuses, more))
        return school
    }

    private static func file(_ cases: String, _ statuses: String, _ more: String) -> String {
        """
        {"casesFor": "tiny",
         "bases": {"class": {"moment": "plan", "now": "2026-11-20T12:00:00Z",
          "documents": {"school": "schools/mill.json", "plan": {"id": "a", \(TinySchool.ready)}},
          "expect": {"decision": "ready", "statuses": \(statuses)}}},
         "cases": [\(cases)]\(more)}
        """
    }

    private static let statuses = """
        {"met": ["T1-second", "T2-group", "T3-chat"], "later": ["T1-adults"]}
        """
    private static let pair = """
        {"name": "a pupil alone", "from": "class", "given": {"plan.pupils": 1},
         "expect": {"decision": "needs-approval", "rules": {"T2-group": "needs-approval"}}}
        """
    private static let wrong = """
        {"name": "nobody else", "from": "class", "given": {"plan.second": "nobody"},
         "expect": {"decision": "ready"}}
        """

    @Test func saysWhatIsNeverSeenAndWhatNobodyNotices() throws {
        let school = try Self.school()
        let run = school.console.run("test")
        #expect(run.status == .yes)
        #expect(run.errors == "")
        #expect(
            run.output == """
                tiny: 1 base and 1 case
                  shipped/tiny.cases.json

                Never seen (16 of 24 outcomes)
                  T1-second (tiny.checklist.json:8)
                    is never not-met or unanswered
                    requires: `plan.second != 'nobody'` is never false or unanswered
                  T1-adults (tiny.checklist.json:11)
                    is never met, not-met or unanswered
                    requires: `live.adults >= 2` is never true, false or unanswered
                  T2-group (tiny.checklist.json:16)
                    is never unanswered
                    requires: `plan.pupils != 1` is never unanswered
                  T3-chat (tiny.checklist.json:23)
                    is never advice or unanswered
                    requires: `plan.chat == 'off'` is never false or unanswered

                Changes that no case notices (2 of 5 mutants)
                  T1-adults (tiny.checklist.json:12)
                    requires: `live.adults >= 2` becomes `live.adults < 2`
                    requires: `live.adults >= 2` becomes `live.adults > 2`

                PASSED tiny: all 2 as expected, coverage 33 %, 60 % of 5 mutants noticed.

                """
        )
    }

    @Test func saysWhatIsNotAsExpected() throws {
        let school = try Self.school(cases: Self.wrong)
        let run = school.console.run("test", "--no-mutants")
        #expect(run.status == .no)
        #expect(
            run.output.hasPrefix(
                """
                tiny: 1 base and 1 case
                  shipped/tiny.cases.json

                Not as expected (2)

                nobody else (from `class`)
                shipped/tiny.cases.json:5:21: error: `T1-second` should be `met` but is `not-met`
                   "cases": [{"name": "nobody else", "from": "class", "given": {"plan.second": …
                                      ^~~~~~~~~~~~~
                  help: so it is in the base `class`; if the change is meant, name the rule in `rules`
                    it says: Nobody else is there.
                    plan.second is 'nobody'
                shipped/tiny.cases.json:6:25: error: the decision should be `ready` but is `do-not-run`
                   "expect": {"decision": "ready"}}]}
                                          ^~~~~~~
                    because of T1-second

                Never seen
                """
            )
        )
        #expect(
            run.output.hasSuffix(
                "FAILED tiny: 1 of 2 not as expected, coverage 33 %, mutants not tried.\n"
            )
        )
    }

    @Test func demandsAMinimum() throws {
        let school = try Self.school()
        #expect(school.console.run("test", "--minimum-coverage", "33").status == .yes)
        #expect(school.console.run("test", "--minimum-mutants", "60").status == .yes)
        let low = school.console.run("test", "--minimum-coverage=34", "--minimum-mutants=61")
        #expect(low.status == .no)
        #expect(low.output.contains("FAILED tiny: all 2 as expected"))
        let words = low.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("The coverage of 33 % is below the minimum of 34 %."))
        #expect(words.contains("The 60 % of mutants noticed are below the minimum of 61 %."))
        let wrong = try Self.school(cases: Self.wrong)
        let failed = wrong.console.run("test", "--minimum-mutants=1")
        #expect(failed.output.contains("mutants were not tried, because"))
        for text in ["101", "-1", "x", "1.5"] {
            let refused = school.console.run("test", "--minimum-coverage=\(text)")
            #expect(refused.status == .noAnswer)
            #expect(refused.errors.contains("`--minimum-coverage` cannot be `\(text)`"))
        }
        let both = school.console.run("test", "--no-mutants", "--minimum-mutants", "5")
        #expect(both.status == .noAnswer)
    }

    @Test func recordsWhatABaseComesTo() throws {
        let school = try Self.school(statuses: "{}")
        #expect(school.console.run("test").status == .noAnswer)
        let run = school.console.run("test", "--record")
        #expect(run.status == .yes)
        #expect(
            run.output == """
                base "class":
                "expect": {
                  "decision": "ready",
                  "statuses": {
                    "met": [
                      "T1-second", "T2-group", "T3-chat"
                    ],
                    "later": [
                      "T1-adults"
                    ]
                  }
                }

                """
        )
    }

    @Test func answersAProgram() throws {
        let school = try Self.school(cases: Self.wrong)
        let run = school.console.run("test", "--format", "json")
        #expect(run.status == .no)
        let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        let answer = try #require(json as? [String: Any])
        #expect(answer["passed"] as? Bool == false)
        let file = try #require((answer["files"] as? [[String: Any]])?.first)
        #expect(file["checklist"] as? String == "tiny")
        #expect(file["mutants"] is NSNull)
        let failure = try #require((file["failures"] as? [[String: Any]])?.first)
        #expect(failure["rule"] as? String == "T1-second")
        #expect(failure["line"] as? Int == 5)
        #expect(
            failure["details"] as? [String] == [
                "it says: Nobody else is there.", "plan.second is 'nobody'",
            ]
        )
    }

    @Test func findsFiles() throws {
        let school = try Self.school()
        let summary = "PASSED tiny: all 2 as expected"
        for name in ["shipped", "shipped/tiny.cases.json", "shipped/tiny.checklist.json"] {
            #expect(school.console.run("test", school.folder.file(name)).output.contains(summary))
        }
        let none = school.console.run("test", school.folder.file("shipped/other.checklist.json"))
        #expect(none.status == .noAnswer)
        #expect(none.errors.contains("there are no test cases beside"))
        try school.folder.write("empty/a.txt", "")
        let empty = school.console.run("test", school.folder.file("empty"))
        #expect(empty.errors.contains("holds no test cases"))
        #expect(school.console.run("test", "nowhere.cases.json").status == .noAnswer)
    }

    @Test func takesTheChecklistBesideTheCases() throws {
        let school = try Self.school()
        let own = TinySchool.checklist(id: "tiny").replacing("'nobody'", with: "'ta-1'")
        try school.folder.write("own/schools/mill.json", #"{"id": "mill"}"#)
        let cases = Self.file(Self.pair, Self.statuses, "")
        let path = try school.folder.write("own/tiny.cases.json", cases)
        #expect(school.console.run("test", path).status == .yes)
        let checklist = try school.folder.write("own/tiny.checklist.json", own)
        let run = school.console.run("test", path)
        #expect(run.status == .no)
        #expect(run.output.contains("`T1-second` should be `met` but is `not-met`"))
        let shipped = school.folder.file("shipped/tiny.checklist.json")
        #expect(school.console.run("test", path, "--checklist", shipped).status == .yes)
        try school.folder.write("own/tiny.checklist.json", own.replacing("T1-second", with: ""))
        let broken = school.console.run("test", checklist)
        #expect(broken.status == .noAnswer)
        #expect(broken.errors.contains("own/tiny.checklist.json:"))
        #expect(broken.errors.contains("tiny.cases.json` was not run"))
    }

    @Test(arguments: [
        ("schools/mill.json", "schools/none.json", "there is no file"),
        ("schools/mill.json", "../school.json", "does not lie below the file of cases"),
        ("schools/mill.json", "/etc/passwd", "does not lie below the file of cases"),
        ("\"tiny\"", "\"tinny\"", "there is no checklist `tinny`\n"),
        ("\"tiny\"", "\"../tiny\"", "there is no checklist `../tiny`\n"),
        ("\"now\": \"2026", "\"now\": \"x", "is not a time"),
        ("\"pupils\": 12", "\"pupils\": \"x\"", "`plan.pupils` must be a whole number"),
    ])
    func tellsWhatIsWrongWithAFile(old: String, new: String, message: String) throws {
        let school = try Self.school()
        let text = Self.file(Self.pair, Self.statuses, "")
        try #require(text.contains(old))
        try school.folder.write("shipped/tiny.cases.json", text.replacing(old, with: new))
        let run = school.console.run("test")
        #expect(run.status == .noAnswer)
        #expect(run.output == "")
        #expect(run.errors.contains(message))
        #expect(run.errors.contains("shipped/tiny.cases.json:"))
        #expect(run.errors.hasSuffix("tiny.cases.json` was not run\n"))
    }

    @Test func runsTheOthersWhenOneIsWrong() throws {
        let school = try Self.school()
        try school.folder.write("shipped/other.cases.json", "{")
        let run = school.console.run("test", "--format", "json")
        #expect(run.status == .noAnswer)
        #expect(run.output.contains("\"notRun\": [\n    {"))
        #expect(run.output.contains("\"checklist\": \"tiny\""))
        #expect(run.output.contains("\"passed\": false\n}"))
    }
}
