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
        let digest = try workspace.savePlan(plan(" " + text + "\n"))
        let back = try workspace.plan(digest: digest)
        #expect(JSON(back.root).canonical() == JSON(try plan(text).root).canonical())
        #expect(try store.verify().exitCode == .unvouched)
    }

    @Test func haveTheFormThatTheFormatSays() throws {
        let workspace = try store.create()
        let digest = try workspace.savePlan(plan(#"{"n": 1, "id": "x"}"#))
        let text = String(decoding: try node(digest).bytes, as: UTF8.self)
        let form = try #require(
            text.wholeMatch(of: /\{"nonce":"([0-9a-f]{32})","plan":\{"id":"x","n":1\}\}/)
        )
        #expect(form.1.contains { $0 != "0" })
        #expect(Digest("slog/1/plan\0\(text)".utf8).hex == digest)
    }

    /// Else a list of likely plans could be tried against the digest of an erased one.
    @Test func haveAnotherDigestEachTime() throws {
        let workspace = try store.create()
        let same = try plan(#"{"id":"x"}"#)
        let digests = try Set((0..<20).map { _ in try workspace.savePlan(same) })
        #expect(digests.count == 20)
        #expect(!digests.contains(Digest(ofPlan: same).hex))
    }

    @Test func showEveryChangeToTheirFile() throws {
        let workspace = try store.create()
        let digest = try workspace.savePlan(plan(#"{"id":"x","pupils":1}"#))
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

    @Test func areRefusedIfTheyCouldNotBeReadAgain() throws {
        let workspace = try store.create()
        let depth = 64
        let deep = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        #expect(throws: JournalError.self) { try workspace.savePlan(plan(deep)) }
        let wide = "{\"id\":\"\(String(repeating: "\u{202E}", count: 2_000_000))\"}"
        #expect(throws: JournalError.self) { try workspace.savePlan(plan(wide)) }
        #expect(try workspace.names(["plans"]).isEmpty)
    }

    @Test(arguments: ["", "../ledger", "x", String(repeating: "é", count: 32)])
    func areNotLookedForByWhatIsNoDigest(name: String) throws {
        let workspace = try store.create()
        #expect(throws: JournalError.self) { try workspace.plan(digest: name) }
    }
}
