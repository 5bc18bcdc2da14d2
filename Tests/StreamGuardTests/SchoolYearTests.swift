import Testing

@testable import StreamGuard

/// A record that follows the one of the school year before.
@Suite struct SchoolYears {
    private let folder: TemporaryFolder
    private var console = TestConsole()

    init() throws {
        folder = try TemporaryFolder()
        console.folder = folder.path
        console.environment["STREAMGUARD_CHECKLISTS"] = Shipped.folder
        try folder.write("school.json", #"{"id": "mill", "name": "Mill Lane School"}"#)
        #expect(console.run("init", "--record").status == .yes)
        try folder.rename(".streamguard", to: "2025-26")
    }

    private func follow() -> Run { console.run("init", "--record", "--after", "2025-26") }

    @Test func citeTheLastCheckpointOfTheYearBefore() throws {
        let made = follow()
        #expect(made.status == .yes, "\(made.errors)")
        #expect(made.output.contains("The record before this one ended so:\nLedger "))
        let verify = console.run("verify")
        #expect(verify.status == .unvouched)
        #expect(verify.output.contains("it follows the record `mill/slog/"))
        // Its genesis and its roles; the checkpoint is the third entry.
        #expect(verify.output.contains("which had 2 entries: "))
        let old = console.run(
            "verify",
            "--store",
            "2025-26",
            "--against",
            folder.file("2025-26/checkpoints")
        )
        #expect(old.status == .yes)
    }

    @Test func areJudgedByCheckpointsOfBoth() throws {
        let made = follow()
        let oldHeld = folder.file("2025-26/checkpoints/2.ckpt")
        let old = console.run("verify", "--against", oldHeld)
        #expect(old.output.contains("the record before this one ended as the ledger begins with"))
        // It says nothing about the end of this one.
        #expect(old.status == .unvouched)
        try folder.write("minutes/a.txt", made.output)
        try folder.write("minutes/b.txt", console.run("checkpoint").output)
        #expect(console.run("verify", "--against", folder.file("minutes")).status == .yes)
        // The year before went on: that is for its own record to judge.
        let later = console.run("checkpoint", "--store", "2025-26", folder.file("later.ckpt"))
        #expect(later.status == .yes)
        let note = console.run("verify", "--against", folder.file("later.ckpt"))
        #expect(note.status == .unvouched)
        #expect(note.output.contains("it is of the record before this one"))
    }

    @Test func noticeAnotherYearBefore() throws {
        _ = follow()
        let held = String(
            decoding: try FileReader.read(folder.file("2025-26/checkpoints/2.ckpt")),
            as: UTF8.self
        )
        let lines = held.split(separator: "\n")
        try folder.write("wrong.ckpt", "\(lines[0])\n2\n\(String(repeating: "A", count: 43))=\n")
        let run = console.run("verify", "--against", folder.file("wrong.ckpt"))
        #expect(run.status == .no)
        #expect(run.output.contains("the record before this one did not end as"))
    }

    @Test func goOnAfterADamagedYear() throws {
        var bytes = try FileReader.read(folder.file("2025-26/ledger.jsonl"))
        bytes += Array("{\"body\":{}}\n".utf8) + bytes
        try folder.write("2025-26/ledger.jsonl", bytes: bytes)
        let made = follow()
        #expect(made.status == .yes)
        #expect(made.errors.contains("`2025-26` is damaged"))
    }

    @Test func doNotFollowWhatIsNotThereOrATrial() throws {
        #expect(console.run("init", "--demo").status == .yes)
        for old in ["no/such", "streamguard-demo/.streamguard"] {
            let run = console.run("init", "--record", "--after", old)
            #expect(run.status == .noAnswer)
            #expect(!FileReader.exists(folder.file(".streamguard")))
        }
        #expect(console.run("init", "--after", "2025-26").status == .noAnswer)
        #expect(console.run("init", "--demo", "d", "--after", "2025-26").status == .noAnswer)
    }

    /// The old record is not ended for nothing.
    @Test func doNotTouchTheOldOneIfThereIsANewOne() throws {
        try folder.write(".streamguard/x", "x")
        let before = try FileReader.read(folder.file("2025-26/ledger.jsonl"))
        let run = follow()
        #expect(run.status == .noAnswer)
        #expect(run.errors.contains("there is a record `.streamguard` already"))
        #expect(try FileReader.read(folder.file("2025-26/ledger.jsonl")) == before)
    }
}
