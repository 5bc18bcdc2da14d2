import Checklist
import Testing

@testable import StreamGuard

/// What is shown of a session fits a telephone, says all, and is inert.
@Suite struct SessionShowTests {
    private static let hostile = "=cmd()\u{1b}[2J <b>x</b> \u{202e}evil\u{200b} \"q\" \\ 🙂"

    private func eventful() throws -> (SessionStage, [Run]) {
        let stage = try SessionStage()
        stage.console.width = 40
        var runs = [try stage.start()]
        func run(_ time: String, _ words: String...) { runs.append(stage.run(time, words)) }
        run("10:01", "join", "--everyone", "--except", "p-5b-17")
        run("10:05", "leave", "teacher-5a")
        run("10:06", "note", Self.hostile)
        run("10:07", "join", "--unknown")
        run("10:08", "leave", "unknown-1")
        run("10:09", "join", "teacher-5a")
        run("10:10", "incident", "message", "--about", "unknown", "--facts", Self.hostile)
        run("10:11", "incident", "--told", "osc")
        run("10:12", "recording", "on")
        run("10:13", "recording", "off")
        run("10:14", "leave", "p-5b-03", "--occurred", "10:02")
        run("10:40", "end", "signedOut=yes", "welfareConcern=none")
        run("10:45", "close", "something")
        run("10:46", "note", "late", "--session", stage.session, "--occurred", "10:30")
        run("10:47", "show")
        run("10:48", "show", stage.session)
        run("10:49", "show", stage.session, "--all")
        return (stage, runs)
    }

    @Test func `every line fits forty columns and steers no terminal`() throws {
        let (_, runs) = try eventful()
        for run in runs {
            #expect(run.status != .noAnswer, "\(run.errors)")
            for line in run.output.split(separator: "\n") {
                #expect(Wrapping.columns(String(line)) <= 40, "\(line)")
                #expect(String(line).inert == String(line))
            }
        }
    }

    @Test func `text is stored as it was typed`() throws {
        let (stage, _) = try eventful()
        let note = try stage.shown().member("entries")?.elements.first { $0.text("what") == "note" }
        #expect(note?.text("texts", "note") == Self.hostile)
    }

    @Test func `the session is shown whole`() throws {
        let (stage, _) = try eventful()
        stage.console.width = 80
        let run = stage.run("11:00", "show", stage.session)
        for words in [
            "Year 5 maths: adding fractions", "Session \(stage.session)",
            "Planned: Tue 24 Nov 2026, 10:00 to 10:40", "Actual: Tue 24 Nov 2026, 09:58 to 10:40",
            "Staff: host teacher-5b, second teacher-5a", "Log: finished Tue 24 Nov 2026, 10:45",
            "Pupils who came: 23 of 24", "C09-second-there: 10:05 to 10:09",
            "C16-decided: 10:12 to 10:13", "written down 12 minutes later", "told: osc",
        ] {
            #expect(run.output.contains(words), "\(words)\n\(run.output)")
        }
        #expect(run.errors.contains("TRIAL RECORD"))
    }

    @Test func `what is settled answers yes`() throws {
        let stage = try SessionStage()
        try stage.start()
        stage.run("10:01", "join", "--everyone")
        #expect(stage.run(nil, "show", stage.session).status == .no)
        stage.run("10:40", "end", "signedOut=yes", "welfareConcern=none")
        stage.run("10:45", "close", "nothing")
        #expect(stage.run(nil, "show", stage.session).status == .yes)
        #expect(stage.run(nil, "show").status == .yes)
    }

    @Test func `hostile words in every place are refused or inert`() throws {
        let stage = try SessionStage()
        try stage.start()
        let evil = Self.hostile
        for words in [
            ["join", evil], ["leave", evil], ["chat", evil], ["recording", evil], ["close", evil],
            ["incident", evil], ["incident", "other", "--about", evil], ["show", evil],
            ["note", "x", "--session", evil], ["note", "x", "--occurred", evil],
            ["note", "x", "--corrects", evil, "--because", evil], ["end", "signedOut=\(evil)"],
            ["start", evil], ["incident", "--told", evil],
            ["join", "--everyone", "--except", evil],
        ] {
            let run = stage.run("10:05", words)
            #expect(run.status == .noAnswer, "\(words) \(run.output)")
            for line in (run.output + run.errors).split(separator: "\n") {
                #expect(String(line).inert == String(line))
            }
        }
    }

    @Test(arguments: ["../x", "20261124-0123456789abcdef", "k3", "a/b", "", "2026", "20261123"])
    func `a session that is not there is said to be`(name: String) throws {
        let stage = try SessionStage()
        try stage.start()
        #expect(stage.run(nil, "show", name).status == .noAnswer)
    }

    @Test func `a session can be named by its day, if it is the only one`() throws {
        let stage = try SessionStage()
        try stage.start()
        #expect(stage.run(nil, "show", "20261124").output.contains(stage.session))
        stage.run("10:40", "end", "signedOut=yes", "welfareConcern=none")
        stage.run("10:41", "close", "nothing")
        try stage.start("10:45")
        #expect(stage.run(nil, "show", "20261124").errors.contains("2 sessions are meant"))
    }

    @Test func `an entry of a later version is shown, not lost`() throws {
        let stage = try SessionStage()
        try stage.start()
        let workspace = try Workspace.find(
            store: stage.folder.file("demo/.streamguard"),
            TestConsole.console(stage.console.account, nil)
        )
        let id = try #require(SessionID(stage.session))
        _ = try workspace.session(id).append(
            NewEntry(.event, facts: ["what": .string("poll"), "votes": .int(7)]),
            by: Author(by: "teacher-5b", uid: 1, host: "desk")
        )
        let run = stage.run("10:10", "show", stage.session)
        #expect(run.output.contains("poll (of a later version of this program)"))
        #expect(stage.run("10:11", "join", "p-5b-01", "p-5b-02").status == .yes)
    }
}
