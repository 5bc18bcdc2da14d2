import Checklist
import Testing

@testable import StreamGuard

/// What a running session breaks is said at once, with what to do, and is in the record.
@Suite struct SessionDeviationTests {
    private func expectWrong(
        _ run: Run,
        _ item: String,
        _ rule: String,
        _ stage: SessionStage,
        _ time: String
    ) throws {
        #expect(run.status == .no, "\(run.output)\(run.errors)")
        #expect(run.output.contains("WRONG NOW: \(item)"), "\(run.output)")
        #expect(run.output.contains("Do:"))
        #expect(try stage.deviations().contains("\(rule) \(time) …"))
    }

    @Test func `nothing is wrong in a session that goes as planned`() throws {
        let stage = try SessionStage()
        #expect(try stage.start().status == .yes)
        #expect(stage.run("10:01", "join", "--everyone").status == .yes)
        #expect(stage.run("10:05", "note", "sound failed for a minute").status == .yes)
        #expect(stage.run("10:40", "end", "signedOut=yes", "welfareConcern=none").status == .yes)
        let close = stage.run("10:45", "close", "nothing")
        #expect(close.status == .yes, "\(close.output)\(close.errors)")
        #expect(try stage.deviations().isEmpty)
        #expect(stage.console.run("verify").status == .unvouched)
    }

    @Test func `the second member of staff is not there at the real start`() throws {
        let stage = try SessionStage()
        var words = SessionStage.ready
        words[1] = "teacher-5b"
        let refused = try stage.start("09:58", words)
        #expect(refused.status == .no)
        #expect(refused.output.contains("DO NOT RUN"))
        let run = try stage.start("09:59", words + ["--despite", "she is on her way"])
        try expectWrong(run, "C09", "C09-second-there", stage, "09:59")
        #expect(run.output.contains("STARTED AGAINST THE RULES"))
        #expect(stage.run("10:03", "join", "teacher-5a").status == .yes)
        #expect(try stage.deviations() == ["C09-second-there 09:59 10:03"])
    }

    @Test func `the second member of staff has gone, and comes back`() throws {
        let stage = try SessionStage()
        try stage.start()
        stage.run("10:01", "join", "--everyone")
        let run = stage.run("10:05", "leave", "teacher-5a")
        try expectWrong(run, "C09", "C09-second-there", stage, "10:05")
        let still = stage.run("10:06", "note", "she has lost her connection")
        #expect(still.status == .no)
        #expect(still.output.contains("STILL WRONG\n  - C09: The second member"))
        #expect(!still.output.contains("WRONG NOW"))
        #expect(stage.run("10:12", "join", "teacher-5a").status == .yes)
        #expect(try stage.deviations() == ["C09-second-there 10:05 10:12"])
    }

    @Test func `another member of staff stands in`() throws {
        let stage = try SessionStage()
        try stage.start()
        stage.run("10:05", "leave", "teacher-5a")
        // Somebody who only looks in does not take the part.
        #expect(stage.run("10:06", "join", "cover-1").status == .no)
        #expect(stage.run("10:07", "join", "cover-1", "--role", "second").status == .yes)
        #expect(try stage.deviations() == ["C09-second-there 10:05 10:07"])
        // A volunteer cannot.
        stage.run("10:08", "leave", "cover-1")
        #expect(stage.run("10:09", "join", "volunteer-1", "--role", "second").status == .no)
    }

    @Test func `one pupil is left`() throws {
        let stage = try SessionStage()
        try stage.start()
        #expect(stage.run("10:01", "join", "p-5b-01", "p-5b-02").status == .yes)
        let run = stage.run("10:20", "leave", "p-5b-02")
        try expectWrong(run, "C13", "C13-stays-a-group", stage, "10:20")
        #expect(run.output.contains("p-5b-01"))
        #expect(stage.run("10:22", "join", "p-5b-03").status == .yes)
        #expect(try stage.deviations() == ["C13-stays-a-group 10:20 10:22"])
    }

    @Test func `those who leave together do not leave one by one`() throws {
        let stage = try SessionStage()
        try stage.start()
        stage.run("10:01", "join", "--everyone")
        stage.run("10:38", "chat", "off")
        #expect(stage.run("10:39", "leave", "--everyone").status == .yes)
        #expect(try stage.deviations().isEmpty)
        let end = stage.run("10:40", "end", "signedOut=yes", "welfareConcern=none")
        #expect(end.status == .yes, "\(end.output)")
    }

    @Test func `somebody nobody knows is in the session`() throws {
        let stage = try SessionStage()
        try stage.start()
        stage.run("10:01", "join", "--everyone")
        let run = stage.run("10:10", "join", "--unknown")
        try expectWrong(run, "C09", "C09-no-strangers", stage, "10:10")
        #expect(run.output.contains("unknown-1"))
        #expect(stage.run("10:11", "leave", "unknown-1").status == .yes)
        #expect(try stage.deviations() == ["C09-no-strangers 10:10 10:11"])
    }

    @Test func `somebody the school knows but does not employ was not expected`() throws {
        let stage = try SessionStage()
        try stage.start()
        let run = stage.run("10:10", "join", "trainee-1")
        try expectWrong(run, "C09", "C09-no-strangers", stage, "10:10")
    }

    @Test func `the chat is on and no adult is there`() throws {
        let stage = try SessionStage()
        try stage.start()
        stage.run("10:01", "join", "--everyone")
        let run = stage.run("10:30", "leave", "teacher-5a", "teacher-5b")
        try expectWrong(run, "C12", "C12-staff-there", stage, "10:30")
        try expectWrong(run, "C09", "C09-host-there", stage, "10:30")
        #expect(stage.run("10:31", "chat", "off").status == .no)
        #expect(try stage.deviations().contains("C12-staff-there 10:30 10:31"))
    }

    @Test func `nobody reads along in the chat`() throws {
        let stage = try SessionStage()
        try stage.start()
        try expectWrong(stage.run("10:05", "chat", "on"), "C12", "C12-as-planned", stage, "10:05")
        #expect(stage.run("10:06", "chat", "moderated").status == .yes)
    }

    @Test func `the recording was not planned`() throws {
        let stage = try SessionStage()
        try stage.start()
        let run = stage.run("10:05", "recording", "on")
        try expectWrong(run, "C16", "C16-decided", stage, "10:05")
        #expect(stage.run("10:06", "recording", "paused").status == .no)
        #expect(stage.run("10:07", "recording", "off").status == .yes)
        #expect(try stage.deviations() == ["C16-decided 10:05 10:07"])
    }

    @Test func `the host left before the last pupil`() throws {
        let stage = try SessionStage()
        try stage.start()
        stage.run("10:01", "join", "--everyone")
        let run = stage.run("10:38", "leave", "teacher-5b")
        try expectWrong(run, "C09", "C09-host-there", stage, "10:38")
        stage.run("10:39", "leave", "--everyone", "--except", "p-5b-01")
        stage.run("10:40", "leave", "p-5b-01")
        let end = stage.run("10:41", "end", "signedOut=yes", "welfareConcern=none")
        #expect(end.output.contains("R20-staff-last"))
        #expect(try stage.deviations().contains("C09-host-there 10:38 10:40"))
        #expect(try stage.deviations().contains("R20-staff-last 10:41 …"))
    }

    @Test func `pupils come back after the end, and nobody is there`() throws {
        let stage = try SessionStage()
        try stage.start()
        stage.run("10:01", "join", "--everyone")
        stage.run("10:40", "end", "signedOut=yes", "welfareConcern=none")
        let run = stage.run("10:43", "join", "p-5b-01", "p-5b-02")
        try expectWrong(run, "C09", "C09-host-there", stage, "10:43")
    }

    @Test func `the chat stays open after the end`() throws {
        let stage = try SessionStage()
        // Then the system does not close the chat by itself.
        try stage.edit("\"staff-present\"", "\"any-time\"", in: "school.json")
        _ = try stage.start("09:58", SessionStage.ready + ["--despite", "settings"])
        stage.run("10:01", "join", "--everyone")
        let end = stage.run("10:40", "end", "signedOut=yes", "welfareConcern=none")
        try expectWrong(end, "C12", "C12-closed-at-end", stage, "10:40")
        #expect(stage.run("10:41", "chat", "off").status == .yes)
        #expect(try stage.deviations().contains("C12-closed-at-end 10:40 10:41"))
    }

    @Test func `what is asked at the start only stays as it was found`() throws {
        let stage = try SessionStage()
        let words = SessionStage.ready.map {
            $0 == "accountsChecked=yes" ? "accountsChecked=no" : $0
        }
        _ = try stage.start("09:58", words + ["--despite", "one log-in fails"])
        #expect(stage.run("10:05", "note", "all on their own accounts now").status == .yes)
        #expect(try stage.deviations() == ["C01-checked-at-start 09:58 …"])
        #expect(stage.run(nil, "show", stage.session).output.contains("at the start, 09:58"))
    }

    @Test func `what can be seen is noted as an answer`() throws {
        let stage = try SessionStage()
        try stage.start()
        let run = stage.run("10:05", "note", "inView=bedroom")
        try expectWrong(run, "C04", "C04-nothing-seen", stage, "10:05")
        #expect(stage.run("10:06", "note", "inView=none").status == .yes)
        #expect(try stage.deviations() == ["C04-nothing-seen 10:05 10:06"])
        let twice = stage.run("10:07", "note", "inView=none")
        #expect(twice.errors.contains("what the log says already"))
    }

    @Test func `a pupil who was not planned is recorded and marked`() throws {
        let stage = try SessionStage()
        try stage.start()
        let run = stage.run("10:05", "join", "p-2a-01")
        #expect(run.errors.contains("not in the plan"))
        #expect(run.output.contains("not in the plan"))
        let present = try stage.shown().member("present")?.elements.last
        #expect(present?.text("id") == "p-2a-01")
        #expect(present?.text("role") == "pupil")
        #expect(present?.member("planned").map { JSON($0).canonical() } == "false")
    }

    @Test func `the conditions of an approval are told, and one is not kept`() throws {
        let stage = try SessionStage(plan: "needs-approval-one-to-one-reading")
        // The example is for two days later.
        let id = "reading-p-5b-04-2026-11-26"
        stage.person = "ta-1"
        let file = stage.folder.file("demo/lesson.plan.json")
        #expect(stage.run("12:00", "submit", file).status == .no)
        stage.person = "head"
        let queue = stage.run(nil, "approvals", "--format", "json").output
        let code = try #require(queue.firstMatch(of: /"code": "([0-9a-f]{8})"/)).1
        let approve = stage.run(
            nil,
            "approve",
            id,
            "--seen",
            String(code),
            "--because",
            "The support plan asks for it.",
            "--condition",
            "The door stays open."
        )
        #expect(approve.status == .yes, "\(approve.errors)")
        stage.person = "ta-1"
        let words = [
            "--present", "ta-1,teacher-5b", "--told", "senco", "--go-ahead", "ta-1,teacher-5b",
            "chat=off", "linkChanged=no", "settingsChanged=no", "accountsChecked=yes",
            "placesChecked=yes", "rulesRead=yes", "dslReachable=yes",
        ]
        let asked = try stage.start("2026-11-26T13:55:00Z", words)
        #expect(asked.status == .no)
        #expect(asked.output.contains("live.conditionsKept"))
        let run = try stage.start("2026-11-26T13:56:00Z", words + ["conditionsKept=yes"])
        #expect(run.status == .yes, "\(run.output)\(run.errors)")
        #expect(run.output.contains("A condition of the approval: The door stays open."))
        #expect(stage.run("2026-11-26T14:00:00Z", "join", "p-5b-04").status == .yes)
        let shut = stage.run("2026-11-26T14:10:00Z", "note", "conditionsKept=no")
        try expectWrong(shut, "C13", "C13-conditions-kept", stage, "14:10")
        #expect(stage.run("2026-11-26T14:12:00Z", "note", "conditionsKept=yes").status == .yes)
        #expect(try stage.deviations() == ["C13-conditions-kept 14:10 14:12"])
        // It was used once.
        let all = stage.run(nil, "approvals", "--all").output
        #expect(all.contains("used for 1 session"), "\(all)")
    }
}
