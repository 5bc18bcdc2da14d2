import Checklist
import Testing

@testable import StreamGuard

/// `streamguard lint` as a whole.
@Suite struct LintCommandTests {
    private let place: TinySchool

    init() throws {
        place = try TinySchool()
    }

    /// Writes a checklist with one thing changed and looks it over.
    private func lint(_ old: String, _ new: String, _ words: String...) throws -> Run {
        let text = TinySchool.checklist(id: "ours", "U")
            .replacing("\"about\": \"x\"", with: "\"about\": \"It is a test.\"")
        #expect(text.contains(old))
        try place.folder.write("ours.checklist.json", text.replacing(old, with: new))
        return place.console.run(["lint", place.folder.file("ours.checklist.json")] + words)
    }

    @Test func `what ships is looked over without a finding`() throws {
        let run = Shipped.run(["lint"])
        #expect(run.output.hasSuffix("11 files looked over: nothing found\n"), "\(run.output)")
        #expect(run.status == .yes)
    }

    @Test func `a good checklist has no findings`() throws {
        let run = try lint("plan.chat == 'off'", "plan.chat != 'on'")
        #expect(run.output == "1 file looked over: nothing found\n")
        #expect(run.status == .yes)
    }

    @Test func `a finding has its place, a caret, a code and help`() throws {
        let run = try lint("plan.pupils != 1", "plan.pupils != 1 || plan.pupils > 0")
        let file = place.folder.file("ours.checklist.json")
        #expect(
            run.output == """
                \(file):17:19: warning: this is true whatever the answers are [always-true]
                       "requires": "plan.pupils != 1 || plan.pupils > 0", "says": "This is a gr…
                                    ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
                  help: it asks nothing; correct it, or take it out
                1 file looked over: 1 warning found

                """
        )
        #expect(run.status == .no)
    }

    @Test func `json tells the same`() throws {
        let run = try lint("The chat is on.", "the chat is on.", "--format", "json")
        let json = try Document(parsing: SourceText(name: "output", text: run.output))
        let finding = try #require(json.root.member("findings")?.elements.first)
        #expect(finding.member("code")?.string == "not-a-sentence")
        #expect(finding.member("severity")?.string == "warning")
        #expect(finding.member("file")?.string == place.folder.file("ours.checklist.json"))
        #expect(run.status == .no)
    }

    @Test func `sarif names its rules and their places`() throws {
        let run = try lint("plan.chat == 'off'", "plan.chat != plan.chat", "--format", "sarif")
        let json = try Document(parsing: SourceText(name: "output", text: run.output))
        #expect(json.root.member("version")?.string == "2.1.0")
        let sarif = try #require(json.root.member("runs")?.elements.first)
        let driver = try #require(sarif.member("tool")?.member("driver"))
        let rules = driver.member("rules")?.elements.compactMap { $0.member("id")?.string }
        let result = try #require(sarif.member("results")?.elements.first)
        #expect(result.member("ruleId")?.string == "never-true")
        #expect(rules?.contains("never-true") == true)
        #expect(result.member("level")?.string == "warning")
        #expect(result.member("message")?.member("text")?.string?.isEmpty == false)
        let place = result.member("locations")?.elements.first?.member("physicalLocation")
        #expect(place?.member("region")?.member("startLine") != nil)
    }

    @Test func `a checklist that cannot be used is told as it is`() throws {
        let run = try lint("plan.chat == 'off'", "plan.chatt == 'off'")
        #expect(run.errors.contains("`plan` has no field `chatt`"))
        #expect(run.errors.contains("help: did you mean `chat`?"))
        #expect(run.output.isEmpty)
        #expect(run.status == .noAnswer)
        let json = try lint("plan.chat == 'off'", "plan.chatt == 'off'", "--format", "json")
        #expect(json.output.contains("\"code\": \"cannot-load\""))
        #expect(json.status == .noAnswer)
    }

    @Test func `a folder is gone through, and a file that is neither is refused`() throws {
        let folder = place.console.run(["lint", place.folder.file("shipped")])
        #expect(folder.output.hasSuffix("5 files looked over: 12 warnings found\n"))
        let other = place.console.run(["lint", try place.plan()])
        #expect(other.errors.contains("is no checklist, no form and no routes"))
        #expect(other.status == .noAnswer)
    }
}
