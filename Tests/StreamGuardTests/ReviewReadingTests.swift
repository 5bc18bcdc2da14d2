import Checklist
import Foundation
import Testing

@testable import StreamGuard

/// `review` as people run it: which records, which days, for whom, and the exit status.
@Suite struct ReviewReadingTests {
    /// A lesson that ran with a second adult who left, so that there is something to look at.
    private static func stage() throws -> SessionStage {
        let stage = try SessionStage()
        try stage.start()
        stage.run("10:00", "join", "--everyone")
        stage.run("10:20", "leave", "teacher-5a")
        stage.run("10:40", "leave", "--everyone")
        stage.run("10:41", "end")
        stage.person = "head"
        return stage
    }

    @Test func `an empty record waits for nothing`() throws {
        let stage = try SessionStage()
        stage.person = "head"
        let run = stage.run("18:00", "review")
        #expect(run.status == .yes)
        #expect(run.output.contains("No session was planned for these days, and none was run."))
        #expect(run.output.hasPrefix("TRIAL RECORD"))
    }

    @Test func `a session to look at is exit status 1, with why and how to look`() throws {
        let stage = try ReviewReadingTests.stage()
        let run = stage.run("18:00", "review")
        #expect(run.status == .no)
        let text = run.output.replacing(/\s+/, with: " ")
        let short = stage.session.suffix(4)
        #expect(text.contains("WAITING: 1 session to look at."))
        #expect(text.contains("Ran 1 "))
        #expect(text.contains("1. \(short) Tue 24 Nov 2026, 10:00 host teacher-5b"))
        #expect(text.contains("Broke C09-second-there"))
        #expect(text.contains("`streamguard show \(short)` shows all of a session."))
        #expect(stage.run("18:00", "show", String(short)).output.contains("teacher-5b"))
    }

    // MARK: Days

    @Test(
        arguments: [
            (["--from", "2026-11-24", "--to", "2026-11-24"], 1),
            (["--from", "2026-11-24"], 1), (["--to", "2026-11-24"], 1),
            (["--to", "2026-11-23"], 0), (["--from", "2026-11-25", "--to", "2026-11-30"], 0),
            (["--closure", "autumn"], 1), ([], 1),
        ] as [([String], Int)]
    )
    func `days count whole, the last one too`(words: [String], count: Int) throws {
        let stage = try ReviewReadingTests.stage()
        let run = stage.run("18:00", ["review"] + words)
        #expect(run.status == (count > 0 ? .no : .yes), "\(run.output)")
        #expect(run.output.contains("Ran               1") == (count > 0))
    }

    @Test(
        arguments: [
            (["--closure", "autum"], "did you mean `autumn`?"),
            (["--closure", "x"], "it has `autumn` (Mon 23 Nov 2026 to Fri 27 Nov 2026)"),
            (["--closure", "autumn", "--to", "2026-11-24"], "has its own days"),
            (["--from", "2026-11-25", "--to", "2026-11-24"], "before they begin (2026-11-25)"),
            (["--from", "24.11."], "write a day such as 2026-11-23"),
            (["--from", "2026-11-31"], "write a day such as 2026-11-23"),
            (["--queue", "many"], "write 0 to 100000"),
            (["--jobs", "0"], "write 1 to 256"),
            (["--sample", "3"], "needs a `--phrase`"),
            (["--phrase", "a red kite"], "add `--sample`"),
            (["--sample", "3", "--phrase", "x"], "take eight letters or more"),
        ]
    )
    func `what cannot be meant is refused`(words: [String], told: String) throws {
        let stage = try SessionStage()
        stage.person = "head"
        let run = stage.run("18:00", ["review"] + words)
        #expect(run.status == .noAnswer)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains(told), "\(run.errors)")
    }

    @Test func `a closure that goes on lasts until today`() throws {
        let clock = LocalTime(zone: "Europe/London", zones: .iana(knowing: "Europe/London"))
        let text = """
            {"closures": [{"id": "a", "from": "2026-11-23"},
                          {"id": "b", "from": "2026-07-01T23:30:00Z", "until": "2026-07-03"},
                          {"id": "c", "from": "2026-11-23", "until": "2026-11-20"},
                          {"id": "d", "from": "2026-11-23", "until": "next week"},
                          {"id": "e"}]}
            """
        let document = try Document(parsing: SourceText(name: "school", text: text))
        let closures = Closure.all(in: document, clock)
        // What ends before it begins, or at no day, must not pass for one that goes on.
        #expect(closures.map(\.id) == ["a", "b"])
        #expect(closures[1].from.text == "2026-07-02")
        let now = try #require(Timestamp(rfc3339: "2026-12-01T23:59:00Z"))
        let scope = try ReviewPeriod.closure("a").scope(
            of: closures,
            all: nil,
            clock: clock,
            now: now
        )
        #expect(scope.from.text == "2026-11-23" && scope.to.text == "2026-12-01")
        #expect(scope.closure == "a")
    }

    // MARK: Who

    @Test func `whoever is not on the list is shown nothing`() throws {
        let stage = try ReviewReadingTests.stage()
        let run = stage.console.run("review")
        #expect(run.status == .notPermitted)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("nothing of that record is shown"))
    }

    @Test func `a host sees their own sessions, others nothing of them`() throws {
        let stage = try ReviewReadingTests.stage()
        stage.person = "teacher-5b"
        let own = stage.run("18:00", "review")
        #expect(own.output.contains("your own sessions only"))
        #expect(own.status == .no)
        stage.person = "teacher-2a"
        let other = stage.run("18:00", "review")
        #expect(other.status == .yes)
        #expect(!other.output.contains("teacher-5b"))
        let refused = stage.run("18:00", "review", "--for", "dsl")
        #expect(refused.status == .notPermitted)
        #expect(refused.output.isEmpty)
        #expect(refused.errors.contains("`--for host` is yours"))
    }

    // MARK: Several records

    @Test func `several records are one review, whichever way they are named`() throws {
        let (one, other) = (try ReviewReadingTests.stage(), try ReviewReadingTests.stage())
        let paths = [one.folder.file("demo"), other.folder.file("demo/.streamguard")]
        let alone = one.run("18:00", ["review", "--jobs", "1"] + paths)
        let run = one.run("18:00", ["review", "--jobs", "2"] + paths)
        #expect(run.status == .no)
        #expect(run.output == alone.output)
        let text = run.output.replacing(/\s+/, with: " ")
        #expect(text.contains("Ran 2 "))
        #expect(text.contains("WAITING: 2 sessions to look at."))
        #expect(text.contains("--store"))
        let twice = one.run("18:00", ["review", paths[0], paths[0] + "/.streamguard"])
        #expect(twice.status == .noAnswer)
        #expect(twice.errors.contains("are one record, which must not be counted twice"))
        let both = one.run("18:00", ["review", paths[0], "--store", paths[1]])
        #expect(both.status == .noAnswer)
        #expect(both.errors.contains("leave it out"))
    }

    @Test func `one that cannot be read is told, and stops no other`() throws {
        let (one, other) = (try ReviewReadingTests.stage(), try ReviewReadingTests.stage())
        let paths = [
            one.folder.file("nowhere"), one.folder.file("demo"), other.folder.file("demo"),
        ]
        try other.folder.write("demo/school.json", "{")
        let run = one.run("18:00", ["review"] + paths)
        #expect(run.status == .noAnswer)
        #expect(run.output.contains("Ran               1"))
        #expect(run.output.contains("NOT TO BE RELIED ON"))
        for path in [paths[0], paths[2]] {
            #expect(run.errors.contains("`\(path)` is left out"), "\(run.errors)")
        }
    }

    @Test func `one whose list does not have the person is named, and nothing else of it`() throws {
        let (one, other) = (try ReviewReadingTests.stage(), try ReviewReadingTests.stage())
        try other.edit("\"login\": \"head\"", "\"login\": \"boss\"", in: "school.json")
        for id in ["\"id\": \"head\"", "\"approvedBy\": \"head\""] {
            try other.edit(id, id.replacing("\"head\"", with: "\"boss\""), in: "school.json")
        }
        let run = one.run("18:00", "review", one.folder.file("demo"), other.folder.file("demo"))
        #expect(run.status != .yes && run.status != .no)
        #expect(run.output.contains("Ran               1"))
        #expect(!run.output.contains(other.session.suffix(4)))
        #expect(run.errors.contains(other.folder.file("demo")))
    }

    // MARK: Damage

    @Test func `a damaged ledger is exit status 2, with all that could be read`() throws {
        let stage = try ReviewReadingTests.stage()
        let path = stage.folder.file("demo/.streamguard/ledger.jsonl")
        var bytes = try FileReader.read(path)
        let place = try #require(bytes.lastIndex(of: 0x0A).map { bytes[..<$0].count - 40 })
        bytes[place] ^= 1
        bytes += Array("{\"body\":1}\n".utf8)
        try stage.folder.write("demo/.streamguard/ledger.jsonl", bytes: bytes)
        let run = stage.run("18:00", "review")
        #expect(run.status == .noAnswer)
        #expect(run.output.contains("NOT TO BE RELIED ON"))
        #expect(run.output.contains("Its ledger is damaged"))
    }

    @Test func `a log that is gone is in the queue, one that nobody opened is told`() throws {
        let stage = try ReviewReadingTests.stage()
        let id = try #require(SessionID(stage.session))
        let folder = "demo/.streamguard/\(id.folders.joined(separator: "/"))"
        let log = stage.folder.file("\(folder)/\(id.text).jsonl")
        let bytes = try FileReader.read(log)
        let stray = "\(id.text.dropLast(4))zzzz.jsonl"
        try stage.folder.write("\(folder)/\(stray)", bytes: bytes)
        let strange = stage.run("18:00", "review")
        #expect(strange.status == .noAnswer)
        #expect(strange.output.contains("1 log of which the ledger knows nothing"))
        try FileManager.default.removeItem(atPath: stage.folder.file("\(folder)/\(stray)"))
        // Something later stands in the ledger, so the opening is not merely unfinished.
        #expect(stage.console.run("checkpoint", "--as", "head").status == .yes)
        try FileManager.default.removeItem(atPath: log)
        let gone = stage.run("18:00", "review")
        #expect(gone.status == .no)
        #expect(gone.output.contains("Its log is damaged or gone"), "\(gone.output)")
    }

    // MARK: The sample

    @Test func `a sample rests on a checkpoint that the ledger fits`() throws {
        let stage = try ReviewReadingTests.stage()
        let words = ["review", "--sample", "3", "--phrase", "a red kite over the yard"]
        let none = stage.run("18:00", words)
        #expect(none.status == .noAnswer)
        #expect(none.output.contains("it has no checkpoint yet"))
        let file = stage.folder.file("kept.ckpt")
        #expect(stage.run("18:01", "checkpoint", file).status == .yes)
        let drawn = stage.run("18:02", words)
        #expect(drawn.status == .no)
        #expect(drawn.output.contains("1. \(stage.session.suffix(4))  Tue 24 Nov 2026, 10:00"))
        #expect(drawn.output.contains("of which only the record tells"), "\(drawn.output)")
        // The same are drawn; that others hold what they are drawn by is told.
        let held = stage.run("18:02", words + ["--against", file])
        #expect(held.output.contains("1. \(stage.session.suffix(4))  Tue 24 Nov 2026, 10:00"))
        #expect(held.output.contains("that others hold"))
        #expect(!held.output.contains("only the record"))
        let other = try ReviewReadingTests.stage()
        let foreign = other.run("18:02", words + ["--against", file])
        #expect(foreign.output.contains("none of the checkpoints is of it"))
        let lines = String(decoding: try FileReader.read(file), as: UTF8.self)
        let size = try #require(lines.split(separator: "\n").dropFirst().first)
        try stage.folder.write("kept.ckpt", lines.replacing("\n\(size)\n", with: "\n1\n"))
        let false_ = stage.run("18:02", words + ["--against", file])
        #expect(false_.status == .noAnswer)
        #expect(false_.output.contains("does not fit its ledger"))
    }
}
