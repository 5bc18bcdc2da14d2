import Checklist
import Testing

@testable import StreamGuard

/// How a session begins.
@Suite struct SessionStartTests {
    @Test func `it opens a log and says when that is due`() throws {
        let stage = try SessionStage()
        let run = try stage.start()
        #expect(run.status == .yes, "\(run.output)\(run.errors)")
        #expect(SessionID(stage.session) != nil)
        #expect(run.output.contains("is open: Year 5 maths: adding fractions"))
        #expect(run.output.contains("due by Tue 24 Nov 2026, 20:40"))
        let shown = try stage.shown()
        #expect(shown.text("started") == "2026-11-24T09:58:00Z")
        #expect(shown.text("due") == "2026-11-24T20:40:00Z")
        #expect(shown.text("opened", "verdict") == "ready")
        #expect(shown.text("opened", "by") == "teacher-5b")
        #expect(shown.text("plan", "id") == "maths-5b-2026-11-24")
        #expect(stage.console.run("verify").status == .unvouched)
    }

    @Test func `what is wrong is said, and nothing is opened`() throws {
        let stage = try SessionStage()
        let run = try stage.start("09:58", ["chat=off"])
        #expect(run.status == .no)
        #expect(run.output.contains("NEEDS ANSWERS"))
        #expect(run.errors.contains("--despite"))
        #expect(stage.run(nil, "show").output.contains("No session is open"))
    }

    @Test func `starting all the same is recorded and flagged`() throws {
        let stage = try SessionStage()
        let reason = "the second adult is late; the class waits"
        let run = try stage.start("09:58", ["--present", "teacher-5b", "--despite", reason])
        #expect(run.status == .no)
        #expect(run.output.contains("STARTED AGAINST THE RULES"))
        let shown = try stage.shown()
        #expect(shown.text("opened", "reason") == reason)
        #expect(shown.member("opened")?.member("despite").map { JSON($0).canonical() } == "true")
        for words in [["show"], ["show", stage.session]] {
            #expect(stage.run(nil, words).output.contains("STARTED AGAINST THE RULES"))
        }
        let text = stage.run(nil, "show", stage.session).output
        #expect(
            text.split(separator: " ").joined().replacing("\n", with: "").contains(
                "thesecondadultislate;theclasswaits"
            )
        )
    }

    @Test func `a reason that was not needed is not kept`() throws {
        let stage = try SessionStage()
        let run = try stage.start("09:58", SessionStage.ready + ["--despite", "just in case"])
        #expect(run.status == .yes)
        #expect(try stage.shown().text("opened", "reason") == nil)
    }

    @Test func `a plan that is running is not started again`() throws {
        let stage = try SessionStage()
        try stage.start()
        let again = try stage.start("10:05")
        #expect(again.status == .noAnswer)
        #expect(again.errors.contains(stage.session))
        stage.run("10:40", "end", "signedOut=yes", "welfareConcern=none")
        stage.run("10:41", "close", "nothing")
        let first = stage.session
        let after = try stage.start("10:45")
        #expect(after.errors.contains("already (session"), "\(after.errors)")
        #expect(stage.session != first)
    }

    @Test func `a plan far from its time is asked about`() throws {
        let stage = try SessionStage()
        #expect(try stage.start("08:30").errors.contains("is it the right one?"))
        let late = try SessionStage()
        #expect(try late.start("11:00").errors.contains("is it the right one?"))
        let near = try SessionStage()
        #expect(try !near.start("10:10").errors.contains("is it the right one?"))
    }

    @Test func `a plan that was handed in is named by its id`() throws {
        let stage = try SessionStage()
        try stage.start()
        stage.run("10:40", "end", "signedOut=yes", "welfareConcern=none")
        stage.run("10:41", "close", "nothing")
        let wrong = stage.run("10:45", ["start", "maths-5b-2026-11-25"] + SessionStage.ready)
        #expect(wrong.errors.contains("did you mean `maths-5b-2026-11-24`?"))
        let run = stage.run("10:45", ["start", "maths-5b-2026-11-24"] + SessionStage.ready)
        #expect(run.output.contains("is open"), "\(run.errors)")
    }

    @Test(arguments: [
        ["--present", "teacher-5x"], ["--told", "haed"], ["--told", "p-5b-01"],
        ["--go-ahead", "nobody-1"], ["aware.id="], ["startedAt=2026-11-24T09:00"],
        ["attended=7"], ["nosuchfield=1"], ["chat=loud"], ["--occurred", "11:00"],
    ])
    func `a slip is refused before anything is opened`(words: [String]) throws {
        let stage = try SessionStage()
        let run = try stage.start("09:58", words)
        if words != ["aware.id="] { #expect(run.status == .noAnswer, "\(run.output)") }
        #expect(stage.run(nil, "show").output.contains("No session is open"))
    }

    @Test func `at a terminal only what is still open is asked`() throws {
        let stage = try SessionStage()
        stage.console.typed = [
            "teacher-5b teacher-5x", "", "perhaps", "yes", "y", "haed", "", "n", "n", "y", "y", "y",
            "y", "2",
        ]
        let run = try stage.start("09:58", [])
        #expect(run.status == .yes, "\(run.output)\(run.errors)")
        #expect(run.errors.contains("Who is in the session now?"))
        #expect(run.errors.contains("nobody is called `teacher-5x`"))
        #expect(run.errors.contains("did you mean `head`?"))
        stage.console.typed = nil
        let events = try stage.shown().member("entries")?.elements.compactMap { $0.text("what") }
        #expect(
            events == [
                "start", "join", "join", "confirmed", "confirmed", "told", "chat", "answers",
            ]
        )
    }

    @Test func `at a terminal a reason can be typed when something is wrong`() throws {
        let stage = try SessionStage()
        let answers = Array(SessionStage.ready.dropFirst(2))
        stage.console.typed = ["teacher-5b", ""]
        let refused = try stage.start("09:58", answers)
        #expect(refused.status == .no)
        #expect(refused.errors.contains("Start all the same?"))
        stage.console.typed = ["teacher-5b", "she is on her way"]
        #expect(try stage.start("09:59", answers).output.contains("STARTED AGAINST"))
    }

    @Test func `whoever does not say yes to all is asked one by one`() throws {
        let stage = try SessionStage()
        let words = SessionStage.ready.filter { !$0.contains("teacher-5b,teacher-5a") }
            .filter { $0 != "--present" && $0 != "--go-ahead" }
        stage.console.typed = ["", "no", "y", "n", "y", "y", "yes", ""]
        let run = try stage.start("09:58", words)
        #expect(run.status == .no)
        #expect(run.output.contains("C19 If in doubt"), "\(run.output)\(run.errors)")
    }

    @Test func `an account that the list does not know starts and records all the same`() throws {
        let stage = try SessionStage()
        stage.clock("09:58")
        let file = stage.folder.file("demo/lesson.plan.json")
        let run = stage.console.run(["start", file] + SessionStage.ready)
        #expect(run.output.contains("is open"), "\(run.output)\(run.errors)")
        #expect(run.errors.contains("nobody's on the school's list"))
        #expect(run.errors.contains("account:tester"))
        let show = stage.console.run("show", "--format", "json")
        #expect(show.status == .no)
        let join = stage.console.run("join", "p-5b-01")
        #expect(join.output.contains("saved"))
    }

    @Test func `two open sessions are told apart by whose they are, or by name`() throws {
        let stage = try SessionStage()
        try stage.start()
        let first = stage.session
        try stage.edit("\"id\": \"maths-5b-2026-11-24\"", "\"id\": \"other\"")
        try stage.edit("\"id\": \"teacher-5b\"", "\"id\": \"teacher-2a\"")
        try stage.edit("\"id\": \"teacher-5a\"", "\"id\": \"ta-2\"")
        stage.person = "teacher-2a"
        let words = SessionStage.ready.map {
            $0.replacing("teacher-5b", with: "teacher-2a").replacing("teacher-5a", with: "ta-2")
        }
        let run = try stage.start("09:59", words)
        #expect(stage.session != first, "\(run.output)\(run.errors)")
        #expect(stage.run("10:00", "join", "p-5b-01").output.contains("teacher-2a (host)"))
        stage.person = "head"
        let which = stage.run("10:01", "note", "looking in")
        #expect(which.status == .noAnswer)
        #expect(which.errors.contains(String(first.suffix(4))))
        let named = stage.run("10:01", "note", "looking in", "--session", String(first.suffix(4)))
        #expect(named.output.contains("teacher-5b (host)"))
        #expect(stage.run(nil, "note", "x", "--session", "zz").status == .noAnswer)
    }

    @Test func `no session is open`() throws {
        let stage = try SessionStage()
        for words in [["join", "p-5b-01"], ["end"], ["close", "nothing"], ["chat", "off"]] {
            let run = stage.run("10:00", words)
            #expect(run.status == .noAnswer)
            #expect(run.errors.contains("no session is open"))
        }
    }

    @Test func `without a record it is said that nothing was saved`() throws {
        let stage = try SessionStage()
        stage.console.folder = stage.folder.path
        let run = stage.console.run("join", "p-5b-01")
        #expect(run.status == .noAnswer)
        #expect(run.errors.contains("NOT SAVED"))
    }
}
