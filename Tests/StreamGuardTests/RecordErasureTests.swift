import Foundation
import Testing

@testable import StreamGuard

/// Erasures: fault tests 29 and 30.
@Suite struct Erasures {
    private static func erased() throws -> (store: RecordStore, log: SessionLog, old: [UInt8]) {
        let (store, log) = try RecordStore.filled(3)
        let old = try store.bytes(log)
        try store.erase(2, "note", of: log)
        return (store, log, old)
    }

    @Test func leaveNothingOfTheTextAndKeepTheChain() throws {
        let (store, log, _) = try Self.erased()
        #expect(!String(decoding: try store.bytes(log), as: UTF8.self).contains("note 1"))
        #expect(try store.texts(log) == ["note 2"])
        let history = try store.workspace().session(log.id).read()
        #expect(history.state(of: "note", in: history.records[1]) == .erased(by: 4))
        #expect(try store.verify().exitCode == .unvouched)
    }

    @Test func needTwoPeople() throws {
        let (store, log) = try RecordStore.filled(3)
        let texts = Erasure.Texts.these([History.Erasable(seq: 2, name: "note")])
        let alone = Erasure(texts: texts, proposal: 1, second: store.author.by)
        #expect(throws: JournalError.self) { try log.erase(alone, by: store.author) }
        #expect(try store.texts(log) == ["note 1", "note 2"])
    }

    @Test func withoutAnEntryAreTampering() throws {
        let (store, log) = try RecordStore.filled(3)
        var all = lines(try store.bytes(log))
        let text = String(decoding: all[1], as: UTF8.self)
        let open = try #require(text.range(of: ",\"open\""))
        all[1] = Array((text[..<open.lowerBound] + "}\n").utf8)
        store.put(Array(all.joined()), in: try store.node(log))
        let outcome = try store.verify()
        #expect(outcome.exitCode == .no)
        #expect(outcome.problems.contains { $0.seq == 2 && $0.text.contains("withheld") })
        // To erase it now would cover that up.
        let erasure = try store.decided(2, "note", of: log)
        let error = #expect(throws: JournalError.self) {
            try log.erase(erasure, by: store.author)
        }
        #expect(error?.cause == .damaged)
    }

    @Test func ofAnotherTextAreSeen() throws {
        let (store, log) = try RecordStore.filled(3)
        let text = String(decoding: try store.bytes(log), as: UTF8.self)
        store.put(Array(text.replacing("note 1", with: "note 9").utf8), in: try store.node(log))
        let outcome = try store.verify()
        #expect(outcome.exitCode == .no)
        #expect(outcome.problems.contains { $0.text.contains("is not what was saved") })
    }

    /// The file from before the erasure is put back; the ledger still knows.
    @Test func areAppliedAgainToAnOldCopy() throws {
        let (store, log, old) = try Self.erased()
        _ = try store.note(log, "later")
        let current = try store.bytes(log)
        let all = lines(current)
        store.put(Array((lines(old)[..<3] + all[3...]).joined()), in: try store.node(log))
        let outcome = try store.verify()
        #expect(outcome.exitCode == .no)
        #expect(outcome.problems.contains { $0.text.contains("there though it was erased") })
        let count = try store.workspace().reapplyErasures(by: store.author) { _ in "u-2" }
        #expect(count == 1)
        #expect(try store.verify().exitCode == .unvouched)
        #expect(try store.texts(log) == ["note 2", "later"])
    }

    /// Stopped at each call of it: the old file or the new one, and in the end the text is gone.
    @Test func surviveACrashAtEachStep() throws {
        for stop in 1..<200 {
            let (store, log) = try RecordStore.filled(3)
            let erasure = try store.decided(2, "note", of: log)
            let start = store.memory.calls
            store.memory.fault = { [memory = store.memory] _, _ in
                memory.calls >= start + stop ? EIO : nil
            }
            let isDone = (try? store.carryOut(erasure, of: log)) != nil
            store.memory.killProgram()
            let texts = try store.texts(log)
            #expect(texts == ["note 1", "note 2"] || texts == ["note 2"], "stopped at \(stop)")
            if isDone {
                #expect(texts == ["note 2"])
                #expect(stop > 10)
                return
            }
            // What was stopped is told as such, never as damage.
            #expect([.recoverable, .unvouched].contains(try store.verify().exitCode), "at \(stop)")
            try store.carryOut(erasure, of: log)
            #expect(try store.texts(log) == ["note 2"], "stopped at \(stop)")
            #expect(try store.verify().exitCode == .unvouched, "stopped at \(stop)")
        }
    }

    /// Remains of a cut-off entry may hold a copy of the text: they go with it.
    @Test func takeRemainsAlong() throws {
        let (store, log) = try RecordStore.filled(3)
        let copy = lines(try store.bytes(log))[1].dropLast(5)
        store.put(try store.bytes(log) + copy, in: try store.node(log))
        try store.note(log, "after")
        try store.erase(2, "note", of: log)
        #expect(!String(decoding: try store.bytes(log), as: UTF8.self).contains("note 1"))
        #expect(try store.verify().exitCode == .unvouched)
    }

    @Test func inTheLedgerNeverMoveTheRoot() throws {
        let store = RecordStore()
        try store.create()
        let ledger = try store.workspace().ledger
        let entry = NewEntry(.approval, texts: ["because": "MARKER"])
        let receipt = try ledger.append(entry, by: store.author)
        let checkpoint = try store.workspace().issueCheckpoint(by: store.author)
        try store.erase(receipt.seq, "because", of: nil)
        #expect(!String(decoding: try store.ledger.bytes, as: UTF8.self).contains("MARKER"))
        #expect(try store.verify([checkpoint]).exitCode == .yes)
    }
}
