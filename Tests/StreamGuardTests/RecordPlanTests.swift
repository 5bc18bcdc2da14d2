import Foundation
import Testing

@testable import Checklist
@testable import StreamGuard

/// Plans as they were handed in, kept under a digest that gives nothing away.
@Suite struct RecordPlans {
    private let store = RecordStore()

    private func plan(_ text: String) throws -> Document {
        try Document(parsing: SourceText(name: "a.plan.json", text: text))
    }

    private func node(_ digest: String) throws -> MemoryDisk.Node {
        try #require(store.memory.find("\(RecordStore.path)/plans/\(digest).json"))
    }

    @Test func comeBackAsTheyWere() throws {
        let workspace = try store.create()
        let text = #"{"id":"read-1","note":"é\u202e<b>","pupils":["p-2","p-1"]}"#
        let digest = try store.keep(plan(" " + text + "\n"))
        let back = try workspace.plan(digest: digest)
        #expect(JSON(back.root).canonical() == JSON(try plan(text).root).canonical())
        #expect(try store.verify().exitCode == .unvouched)
    }

    @Test func haveTheFormThatTheFormatSays() throws {
        try store.create()
        let digest = try store.keep(plan(#"{"n": 1, "id": "x"}"#))
        let text = String(decoding: try node(digest).bytes, as: UTF8.self)
        let form = try #require(
            text.wholeMatch(of: /\{"nonce":"([0-9a-f]{32})","plan":\{"id":"x","n":1\}\}/)
        )
        #expect(form.1.contains { $0 != "0" })
        #expect(Digest("slog/1/plan\0\(text)".utf8).hex == digest)
    }

    /// Else a list of likely plans could be tried against the digest of an erased one.
    @Test func haveAnotherDigestEachTime() throws {
        try store.create()
        let same = try plan(#"{"id":"x"}"#)
        let digests = try Set((0..<20).map { _ in try store.keep(same) })
        #expect(digests.count == 20)
        #expect(!digests.contains(Digest(ofPlan: same).hex))
    }

    @Test func showEveryChangeToTheirFile() throws {
        let workspace = try store.create()
        let digest = try store.keep(plan(#"{"id":"x","pupils":1}"#))
        let file = try node(digest)
        let whole = file.bytes
        var undetected = 0
        for bit in 0..<whole.count * 8 {
            var bytes = whole
            bytes[bit / 8] ^= 1 << (bit % 8)
            store.put(bytes, in: file)
            if (try? workspace.plan(digest: digest)) != nil { undetected += 1 }
        }
        for count in 0..<whole.count {
            store.put(Array(whole[..<count]), in: file)
            if (try? workspace.plan(digest: digest)) != nil { undetected += 1 }
        }
        for bytes in [whole + [0x0A], [0x20] + whole, whole + whole] {
            store.put(bytes, in: file)
            if (try? workspace.plan(digest: digest)) != nil { undetected += 1 }
        }
        #expect(undetected == 0)
        #expect(try store.verify().exitCode == .no)
    }

    /// A plan that was never entered must not lie about for ever: no disposal would find it.
    @Test func leaveNothingThatIsNotEntered() throws {
        var left = 0
        for stop in 1... {
            let store = RecordStore()
            try store.create()
            try store.keep(plan(#"{"id":"x"}"#))
            let start = store.memory.calls
            store.memory.fault = { [memory = store.memory] _, _ in
                memory.calls >= start + stop ? EIO : nil
            }
            let digest = try? store.keep(plan(#"{"id":"secret"}"#))
            store.memory.fault = { _, _ in nil }
            store.memory.killProgram()
            let before = try store.verify()
            #expect([.unvouched, .recoverable].contains(before.exitCode), "\(before.problems)")
            left += before.problems.count { $0.file.contains(".json.new-") }
            try store.keep(plan(#"{"id":"y"}"#))
            let kept = try store.workspace().ledger.read().records.compactMap(\.planHandedIn)
            #expect(
                try store.workspace().names(["plans"]) == kept.map(PlanVersion.file).sorted(),
                "stopped at call \(stop)"
            )
            #expect(kept.count == 3 || digest == nil)
            let after = try store.verify().problems
            #expect(after.allSatisfy { !$0.file.hasPrefix("plans/") }, "\(after)")
            if digest != nil { break }
        }
        #expect(left > 3)
    }

    /// When an older ledger was put back, plans are evidence of what is missing in it.
    @Test func thatNoEntryNamesAreLeftAloneUnlessTheyAreMarked() throws {
        let store = RecordStore()
        let workspace = try store.create()
        let before = try store.ledger.bytes
        let digest = try store.keep(plan(#"{"id":"x"}"#))
        store.put(before, in: try store.ledger)
        try store.keep(plan(#"{"id":"y"}"#))
        #expect(try workspace.names(["plans"]).contains(PlanVersion.file(digest)))
    }

    /// Nobody can say then of which plans it told.
    @Test func areLeftAloneWhereTheLedgerIsDamaged() throws {
        let store = RecordStore()
        let workspace = try store.create()
        let digest = try store.keep(plan(#"{"id":"x"}"#))
        try store.keep(plan(#"{"id":"y"}"#))
        try store.put([], as: "\(digest).json.new-01", in: "plans")
        var entries = lines(try store.ledger.bytes)
        let index = try #require(
            entries.firstIndex { String(decoding: $0, as: UTF8.self).contains(digest) }
        )
        entries[index][20] ^= 1
        store.put(Array(entries.joined()), in: try store.ledger)
        try store.keep(plan(#"{"id":"z"}"#))
        #expect(try workspace.names(["plans"]).contains(PlanVersion.file(digest)))
    }

    @Test func takeWhatOthersHaveLeftWithThemWhenTheyAreErased() throws {
        let store = RecordStore()
        let workspace = try store.create()
        let seq = try workspace.ledger.handIn(plan(#"{"id":"x"}"#), by: store.author) { digest in
            NewEntry(.plan, facts: ["plan": .string(digest)], texts: ["id": "x"])
        }.receipt.seq
        let nonce = store.surroundings.random(16)
        let secret = PlanVersion(try plan(#"{"id":"secret"}"#), nonce: nonce)
        for end in [".new-01", ".new-0123456789abcdef"] {
            try store.put(secret.bytes, as: secret.file + end, in: "plans")
        }
        try store.put(secret.bytes, as: secret.file, in: "plans")
        #expect(try store.verify().problems.count == 2)
        try store.erase(seq, History.Erasable.plan, of: nil)
        #expect(try workspace.names(["plans"]).isEmpty)
        #expect(try store.verify().problems.allSatisfy { !$0.file.hasPrefix("plans/") })
    }

    @Test func areRefusedIfTheyCouldNotBeReadAgain() throws {
        let workspace = try store.create()
        let depth = 64
        let deep = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        #expect(throws: JournalError.self) { try store.keep(plan(deep)) }
        let wide = "{\"id\":\"\(String(repeating: "\u{202E}", count: 2_000_000))\"}"
        #expect(throws: JournalError.self) { try store.keep(plan(wide)) }
        #expect(try workspace.names(["plans"]).isEmpty)
    }

    @Test(arguments: ["", "../ledger", "x", String(repeating: "é", count: 32)])
    func areNotLookedForByWhatIsNoDigest(name: String) throws {
        let workspace = try store.create()
        #expect(throws: JournalError.self) { try workspace.plan(digest: name) }
    }
}
