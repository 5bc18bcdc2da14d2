import Testing

@testable import StreamGuard

/// `verify` and `checkpoint` as people type them, on the real disk.
@Suite struct RecordCommands {
    private static let author = Author(by: "u-7f3a", uid: 1000, host: "desk-3")

    /// A store in a folder that is gone when the test ends.
    private final class RealStore {
        let folder: TemporaryFolder
        let workspace: Workspace
        let log: SessionLog
        var path: String { folder.file(Workspace.name) }

        init() throws {
            folder = try TemporaryFolder()
            let surroundings = Surroundings(
                disk: .system(),
                now: { RecordStore().surroundings.now() },
                uptime: { (1, "b") },
                random: { count in (0..<count).map { _ in .random(in: 0...255) } }
            )
            workspace = try Workspace.create(
                at: folder.file(Workspace.name),
                name: "harbour-lane.example",
                trial: false,
                by: author,
                surroundings
            )
            log = try workspace.openSession(day: "20261124", facts: [:], by: author).log
            for text in ["one", "two"] {
                _ = try log.append(NewEntry(.event, texts: ["note": text]), by: author)
            }
        }

        func run(_ words: String...) -> Run {
            var console = TestConsole()
            console.folder = folder.path
            return console.run(words)
        }
    }

    @Test func sayWhetherTheRecordIsWhole() throws {
        let store = try RealStore()
        let alone = store.run("verify")
        #expect(alone.status == .unvouched)
        #expect(
            alone.output.hasPrefix("WHOLE, NOT VOUCHED FOR  5 entries, 1 session, ledger of 2\n")
        )
        let made = store.run("checkpoint", "held.ckpt")
        #expect(made.status == .yes)
        #expect(made.output.contains(#/\nLedger [0-9a-f]{8}, 3 entries to 22 Nov 2026: /#))
        let held = store.run("verify", "--against", store.folder.file("held.ckpt"))
        #expect(held.status == .yes)
        #expect(held.output.hasPrefix("WHOLE  7 entries"))
        try store.folder.write("minutes/2026.txt", "Item 4\n" + made.output)
        #expect(store.run("verify", "--against", store.folder.file("minutes")).status == .yes)
        let json = store.run("verify", "--format", "json")
        #expect(json.output.contains("\"outcome\": \"not-vouched-for\""))
    }

    @Test func nameWhatWasChanged() throws {
        let store = try RealStore()
        let file = "\(store.path)/\(store.log.journal.path(1))"
        var bytes = try FileReader.read(file)
        bytes[600] ^= 1
        try store.folder.write("\(Workspace.name)/\(store.log.journal.path(1))", bytes: bytes)
        let run = store.run("verify")
        #expect(run.status == .no)
        #expect(run.output.contains("DAMAGED  \(store.log.journal.path(1)), byte "))
        #expect(run.output.contains("NOT AS IT WAS SAVED"))
    }

    @Test func refuseWhatIsNotThere() throws {
        let store = try RealStore()
        #expect(store.run("verify", "--against", store.folder.path).status == .noAnswer)
        #expect(store.run("verify", "--against", "/no/such").status == .noAnswer)
        #expect(store.run("verify", "../x").status == .noAnswer)
        #expect(store.run("verify", "--store", "/no/such").status == .noAnswer)
        let made = store.run("checkpoint", "--store", "/no/such")
        #expect(made.status == .noAnswer)
        #expect(made.errors.contains("NOT SAVED – write it on paper"))
        let elsewhere = TestConsole().run("verify")
        #expect(elsewhere.status == .noAnswer)
        #expect(elsewhere.errors.contains("there is no record here"))
    }

    @Test func findTheStoreByTheEnvironment() throws {
        let store = try RealStore()
        var console = TestConsole()
        console.environment[Workspace.variable] = store.path
        #expect(console.run("verify").status == .unvouched)
    }
}
