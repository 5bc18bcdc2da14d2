import Checklist
import Testing

@testable import StreamGuard

/// What is written late, or corrected, is judged by the time at which it happened; everything
/// stays visible.
@Suite struct SessionCorrectionTests {
    private func running() throws -> SessionStage {
        let stage = try SessionStage()
        try stage.start()
        stage.run("10:01", "join", "--everyone")
        return stage
    }

    private func number(_ run: Run) -> String {
        String(run.output.split(separator: " ").first ?? "")
    }

    @Test func `a correction needs an entry and a reason`() throws {
        let stage = try running()
        let left = number(stage.run("10:05", "leave", "p-5b-03"))
        for words in [
            ["join", "p-5b-04", "--corrects", left],
            ["join", "p-5b-04", "--corrects", "999", "--because", "x"],
            ["join", "p-5b-04", "--corrects", "x", "--because", "x"],
            ["join", "p-5b-04", "p-5b-05", "--corrects", left, "--because", "x"],
            ["note", "--because", "x", "text"],
            ["note", "--corrects", "2", "--because", "x", "no"],
        ] {
            let run = stage.run("10:06", words)
            #expect(run.status == .noAnswer, "\(words) \(run.output)")
        }
        #expect(try stage.shown().member("attended").map { JSON($0).canonical() } == "24")
    }

    @Test func `the corrected entry and the correction stay visible`() throws {
        let stage = try running()
        let wrong = number(stage.run("10:05", "leave", "p-5b-03"))
        let because = ["--corrects", wrong, "--because", "it was the neighbour"]
        let run = stage.run("10:07", ["leave", "p-5b-04"] + because)
        #expect(run.status == .yes, "\(run.output)\(run.errors)")
        let present = try stage.shown().member("present")?.elements.compactMap { $0.text("id") }
        #expect(present?.contains("p-5b-03") == true)
        #expect(present?.contains("p-5b-04") == false)
        let text = stage.run(nil, "show", stage.session).output
        #expect(text.contains("p-5b-03 left [CORRECTED by"))
        #expect(text.contains("corrects \(wrong): it was the neighbour"))
        // The correction tells of the time of what it corrects.
        let entry = try stage.shown().member("entries")?.elements.last
        #expect(entry?.text("occurred") == "2026-11-24T10:05:00Z")
    }

    @Test func `a correction of a correction counts, and only that`() throws {
        let stage = try running()
        let first = number(stage.run("10:05", "leave", "p-5b-03"))
        let second = number(
            stage.run("10:06", "leave", "p-5b-04", "--corrects", first, "--because", "a slip")
        )
        stage.run("10:07", "leave", "p-5b-05", "--corrects", first, "--because", "another slip")
        var present = try stage.shown().member("present")?.elements.compactMap { $0.text("id") }
        #expect(present?.count == 25)
        #expect(present?.contains("p-5b-05") == false)
        stage.run("10:08", "note", "nobody left", "--corrects", second, "--because", "none at all")
        present = try stage.shown().member("present")?.elements.compactMap { $0.text("id") }
        #expect(present?.count == 26)
    }

    @Test func `a deviation that a correction undoes is not there after all`() throws {
        let stage = try running()
        let wrong = number(stage.run("10:05", "leave", "teacher-5a"))
        #expect(try stage.deviations() == ["C09-second-there 10:05 …"])
        let run = stage.run(
            "10:08",
            "leave",
            "p-5b-05",
            "--corrects",
            wrong,
            "--because",
            "typed the wrong id"
        )
        #expect(run.status == .yes, "\(run.output)")
        #expect(run.output.contains("Not wrong after all: C09"))
        #expect(try stage.deviations() == ["C09-second-there 10:05 void"])
        #expect(stage.run(nil, "show", stage.session, "--all").output.contains("after all"))
    }

    @Test func `what is written late is judged at its own time`() throws {
        let stage = try running()
        stage.run("10:15", "note", "all is well")
        let left = stage.run("10:20", "leave", "teacher-5a", "--occurred", "10:10")
        #expect(left.status == .no)
        let back = stage.run("10:21", "join", "teacher-5a", "--occurred", "10:12")
        #expect(back.status == .yes, "\(back.output)")
        #expect(try stage.deviations() == ["C09-second-there 10:10 10:12"])
        let text = stage.run(nil, "show", stage.session).output
        #expect(text.contains("written down 10 minutes later"))
        let entry = try stage.shown().member("entries")?.elements.last { $0.text("what") == "join" }
        #expect(entry?.text("occurred") == "2026-11-24T10:12:00Z")
        #expect(entry?.text("at") == "2026-11-24T10:21:00Z")
    }

    @Test func `a spell that turns out shorter is recorded anew`() throws {
        let stage = try running()
        stage.run("10:05", "leave", "teacher-5a")
        stage.run("10:15", "join", "teacher-5a")
        #expect(try stage.deviations() == ["C09-second-there 10:05 10:15"])
        stage.run("10:16", "join", "cover-1", "--role", "second", "--occurred", "10:07")
        #expect(try stage.deviations() == ["C09-second-there 10:05 10:07"])
    }

    @Test func `a late entry shows a deviation that nobody noticed`() throws {
        let stage = try running()
        stage.run("10:30", "note", "nothing to say")
        let run = stage.run("10:35", "recording", "on", "--occurred", "10:20")
        #expect(run.output.contains("WRONG NOW: C16"))
        #expect(stage.run("10:36", "recording", "off", "--occurred", "10:25").status == .yes)
        #expect(try stage.deviations() == ["C16-decided 10:20 10:25"])
    }

    @Test(arguments: ["10:30", "2026-11-25T09:00", "2027-01-01T10:00:00Z", "tomorrow 10:00"])
    func `nothing has happened in the future`(time: String) throws {
        let stage = try running()
        let run = stage.run("10:10", "leave", "p-5b-01", "--occurred", time)
        #expect(run.status == .noAnswer)
        #expect(run.errors.contains("still to come"), "\(run.errors)")
    }

    @Test(arguments: ["soon", "5 minutes", "25:00", "10:05:00:00", "", "31.02.2026 10:00"])
    func `a time has to be one`(time: String) throws {
        let stage = try running()
        #expect(stage.run("10:10", "leave", "p-5b-01", "--occurred", time).status == .noAnswer)
    }

    @Test func `a time without a day belongs to the day of the session`() throws {
        let stage = try running()
        stage.run("2026-11-25T09:00:00Z", "end", "--occurred", "10:41", "signedOut=yes")
        #expect(try stage.shown().text("ended") == "2026-11-24T10:41:00Z")
    }

    @Test func `an hour that the clocks show twice can be told by its offset`() throws {
        let stage = try SessionStage(at: "2026-10-25T00:20:00Z")
        try stage.edit("2026-11-24T10:00", "2026-10-25T01:30")
        try stage.edit("2026-11-24T10:40", "2026-10-25T03:00")
        try stage.edit("2026-11-24T08:15", "2026-10-24T08:15")
        try stage.start("2026-10-25T00:25:00Z", SessionStage.ready + ["--despite", "night"])
        // On the clocks of London 01:35 comes twice this night.
        stage.run("2026-10-25T02:00:00Z", "chat", "off", "--occurred", "2026-10-25T01:35:00+01:00")
        stage.run(nil, "chat", "off", "--occurred", "2026-10-25T01:35:00+00:00")
        let times = try stage.shown().member("entries")?.elements
            .filter { $0.text("what") == "chat" }.compactMap { $0.text("occurred") }
        #expect(times?.suffix(2) == ["2026-10-25T00:35:00Z", "2026-10-25T01:35:00Z"])
    }

    @Test func `an hour that the clocks skip did not happen`() throws {
        let stage = try running()
        let time = "2026-03-29T01:30"
        #expect(stage.run("10:10", "note", "x", "--occurred", time).status == .noAnswer)
    }

    @Test func `a computer whose clock was set back loses nothing`() throws {
        let stage = try running()
        stage.run("10:20", "leave", "teacher-5a")
        let run = stage.run("10:15", "join", "teacher-5a")
        #expect(run.output.contains("saved"))
        let text = stage.run(nil, "show", stage.session).output
        #expect(text.contains("the computer's clock was set before this"))
    }

    @Test func `what comes after the close is late and is judged`() throws {
        let stage = try running()
        stage.run("10:40", "end", "signedOut=yes", "welfareConcern=none")
        #expect(stage.run("10:45", "close", "nothing").status == .yes)
        #expect(stage.run("10:46", "close", "nothing").status == .noAnswer)
        let id = ["--session", stage.session]
        let run = stage.run("11:00", ["leave", "teacher-5a", "--occurred", "10:38"] + id)
        #expect(run.output.contains("C09-second-there"), "\(run.output)\(run.errors)")
        #expect(try stage.deviations() == ["C09-second-there 10:38 10:40"])
        let entries = try stage.shown().member("entries")?.elements ?? []
        #expect(entries.last { $0.text("what") == "leave" }?.text("kind") == "late")
        #expect(stage.console.run("verify").status == .unvouched)
    }

    @Test func `the answer of the close is corrected`() throws {
        let stage = try running()
        stage.run("10:40", "end", "signedOut=yes", "welfareConcern=none")
        stage.run("10:45", "close", "nothing")
        let id = ["--session", stage.session]
        stage.run("11:00", ["incident", "technical", "--about", "nobody"] + id)
        #expect(try stage.deviations() == ["C11-what-went-wrong 11:00 …"])
        let close = try stage.shown().member("entries")?.elements.first {
            $0.text("what") == "close"
        }
        let seq = close?.member("seq").map { JSON($0).canonical() } ?? ""
        let words = ["close", "something", "--corrects", seq, "--because", "the sound failed"]
        stage.run("11:01", words + id)
        #expect(try stage.shown().text("wentWrong") == "something")
        #expect(try stage.shown().text("closed") == "2026-11-24T10:45:00Z")
    }

    @Test func `a session that is not closed by its deadline is overdue everywhere`() throws {
        let stage = try running()
        stage.run("10:40", "end", "signedOut=yes", "welfareConcern=none")
        let next = "2026-11-25T08:00:00Z"
        let list = stage.run(next, "show")
        #expect(list.status == .no)
        #expect(list.output.contains("OVERDUE"))
        #expect(stage.run(next, "show", stage.session).output.contains("OVERDUE since"))
        #expect(try stage.shown(next).member("overdue").map { JSON($0).canonical() } == "true")
        let close = stage.run(next, "close", "nothing")
        #expect(close.output.contains("WRONG NOW: C11"))
        #expect(stage.run(next, "show").output.contains("No session is open"))
        #expect(stage.run(nil, "show", stage.session).output.contains("LATE"))
    }

    @Test func `another session that is overdue is pointed at`() throws {
        let stage = try running()
        stage.clock("2026-11-25T09:58:00Z")
        try stage.edit("\"id\": \"maths-5b-2026-11-24\"", "\"id\": \"maths-again\"")
        try stage.edit("2026-11-24T1", "2026-11-25T1")
        let first = stage.session
        let run = try stage.start("2026-11-25T09:58:00Z")
        #expect(stage.session != first)
        #expect(run.errors.contains("is overdue"), "\(run.output)\(run.errors)")
        #expect(stage.run(nil, "join", "p-5b-01").status == .noAnswer)
        let join = stage.run(nil, "join", "p-5b-01", "--session", String(stage.session.suffix(4)))
        #expect(join.errors.contains("is overdue"))
    }
}
