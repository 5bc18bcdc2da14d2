import Checklist
import Testing

@testable import StreamGuard

/// What somebody does to the files who can write to them: fault tests 12 to 14.
@Suite struct Tampering {
    /// Every bit of a log, and every bit of the ledger: none may flip unseen.
    @Test func withAnyBitIsSeen() throws {
        let (store, log) = try RecordStore.filled(isExhaustive ? 20 : 5)
        _ = try store.append(log, .incident)
        try store.note(log)
        let checkpoint = try store.workspace().issueCheckpoint(by: store.author)
        try expectSeen(store, try store.node(log), checkpoint)
        try expectSeen(store, try store.ledger, checkpoint)
    }

    private func expectSeen(
        _ store: RecordStore,
        _ node: MemoryDisk.Node,
        _ checkpoint: Checkpoint
    ) throws {
        let whole = node.bytes
        let last = try #require(whole.dropLast().lastIndex(of: 0x0A)) + 1
        var unseen: [Int] = []
        for bit in stride(from: 0, to: whole.count * 8, by: isExhaustive ? 1 : 97) {
            var bytes = whole
            bytes[bit / 8] ^= 1 << (bit % 8)
            store.put(bytes, in: node)
            // An undecided end of the ledger is all that can look like a crash: what the ledger
            // and the checkpoint know of must be there.
            let exit = try store.verify([checkpoint]).exitCode
            let isEndOfLedger = node === (try store.ledger) && bit / 8 >= last
            if exit != .no, !(isEndOfLedger && exit == .recoverable) { unseen.append(bit) }
        }
        store.put(whole, in: node)
        #expect(unseen.isEmpty)
        #expect(try store.verify([checkpoint]).exitCode == .yes)
    }

    @Test func byCuttingOffEntriesIsSeenWithACheckpoint() throws {
        let (store, log) = try RecordStore.filled(8)
        let checkpoint = try store.workspace().issueCheckpoint(by: store.author)
        let all = lines(try store.bytes(log))
        for count in 0..<all.count {
            store.put(Array(all[..<count].joined()), in: try store.node(log))
            #expect(try store.verify([checkpoint]).exitCode == .no, "\(count) entries left")
        }
    }

    /// Without one it is not, and the program must say that it cannot know.
    @Test func byCuttingOffEntriesIsNotSeenOtherwise() throws {
        let (store, log) = try RecordStore.filled(8)
        let all = lines(try store.bytes(log))
        store.put(Array(all[..<5].joined()), in: try store.node(log))
        #expect(try store.verify().exitCode == .unvouched)
    }

    @Test func byCuttingTheLedgerIsSeenWithACheckpoint() throws {
        let (store, _) = try RecordStore.filled(3)
        let checkpoint = try store.workspace().issueCheckpoint(by: store.author)
        let all = lines(try store.ledger.bytes)
        for count in 1..<checkpoint.size {
            store.put(Array(all[..<count].joined()), in: try store.ledger)
            #expect(try store.verify([checkpoint]).exitCode == .no, "\(count) entries left")
        }
    }

    @Test func withEntriesIsNamed() throws {
        let (store, log) = try RecordStore.filled(8)
        let other = try store.open()
        try store.note(other, "elsewhere")
        let all = lines(try store.bytes(log))
        let foreign = lines(try store.bytes(other))[1]
        let changed = try changing(all[4])
        let cases: [(String, [[UInt8]], String)] = [
            ("deleted", Array(all[..<3] + all[4...]), "some are missing between them"),
            ("doubled", Array(all[..<4] + all[3...]), "entry 4 stands after entry 4"),
            ("swapped", all[..<3] + [all[4], all[3]] + all[5...], "some are missing"),
            ("inserted", all[..<3] + [foreign] + all[3...], "an entry of another chain"),
            ("changed", all[..<4] + [changed] + all[5...], "though entries follow"),
            ("rehashed", all[..<4] + [try rehashed(all[4])] + all[5...], "does not follow"),
        ]
        for (name, lines, text) in cases {
            store.put(Array(lines.joined()), in: try store.node(log))
            let outcome = try store.verify()
            #expect(outcome.exitCode == .no, "\(name)")
            let found = outcome.problems.filter { $0.severity == .damage }
            #expect(found.contains { $0.text.contains(text) }, "\(name): \(found)")
            #expect(found.allSatisfy { $0.offset != nil && $0.file == log.journal.path(1) })
        }
    }

    @Test func withFilesIsNamed() throws {
        let (store, log) = try RecordStore.filled(4)
        let other = try store.open()
        let folder = try #require(store.memory.find("/store/sessions/2026/11"))
        let (name, otherName) = ("\(log.id.text).jsonl", "\(other.id.text).jsonl")
        let node = folder.names[name]
        folder.names[name] = nil
        try expectDamage(store, "its file is gone")
        folder.names[name] = folder.names[otherName]
        try expectDamage(store, "an entry of another chain")
        folder.names[name] = node
        folder.names["20261124-zzzzzzzzzzzzzzzz.jsonl"] = node
        try expectDamage(store, "the ledger knows nothing of this session")
    }

    /// The whole record made anew with other contents stands by itself; only what is held outside
    /// tells.
    @Test func byWritingAllAnewIsSeenWithACheckpoint() throws {
        let (store, _) = try RecordStore.filled(4)
        let checkpoint = try store.workspace().issueCheckpoint(by: store.author)
        let forged = RecordStore()
        try forged.create()
        for _ in 0..<checkpoint.size { try forged.note(try forged.open()) }
        #expect(try forged.verify().exitCode == .unvouched)
        let outcome = try forged.verify([
            Checkpoint(
                origin: try forged.workspace().origin.line,
                size: checkpoint.size,
                root: checkpoint.root
            )
        ])
        #expect(outcome.exitCode == .no)
        #expect(outcome.problems.contains { $0.text.contains("the ledger was written anew") })
        try expectDamage(
            forged,
            "it is of another ledger",
            [Checkpoint(origin: "x", size: 1, root: checkpoint.root)]
        )
        try expectDamage(
            forged,
            "more than are there",
            [
                Checkpoint(
                    origin: try forged.workspace().origin.line,
                    size: 99,
                    root: checkpoint.root
                )
            ]
        )
    }

    @Test func byDroppingAnIncidentIsSeen() throws {
        let (store, log) = try RecordStore.filled(3)
        _ = try store.append(log, .incident)
        let all = lines(try store.bytes(log))
        store.put(Array(all.dropLast().joined()), in: try store.node(log))
        try expectDamage(store, "of the ledger tells of it")
    }

    private func expectDamage(_ store: RecordStore, _ text: String, _ held: [Checkpoint] = [])
        throws
    {
        let outcome = try store.verify(held)
        #expect(outcome.exitCode == .no)
        #expect(
            outcome.problems.contains { $0.severity == .damage && $0.text.contains(text) },
            "\(outcome.problems)"
        )
    }

    /// Another word in the body, and the old hash.
    private func changing(_ line: [UInt8]) throws -> [UInt8] {
        let text = try #require(String(validating: line, as: UTF8.self))
        return Array(text.replacing("\"what\":\"note\"", with: "\"what\":\"nota\"").utf8)
    }

    /// A change with a hash that fits it: the entry after it no longer follows.
    private func rehashed(_ line: [UInt8]) throws -> [UInt8] {
        let text = try #require(String(validating: line.dropLast(), as: UTF8.self))
            .replacing("\"what\":\"note\"", with: "\"what\":\"nil\"")
        let document = try Document(parsing: SourceText(name: "", text: text))
        let body = try #require(document.root.member("body"))
        let bytes = document.source.bytes[body.span]
        let hash = try #require(document.root.member("hash")?.string)
        return Array(text.replacing(hash, with: RecordHash.entry(bytes)).utf8) + [0x0A]
    }
}
