import Checklist
import Foundation
import Testing

@testable import StreamGuard

/// The bytes of an entry, and what is refused: fault tests 19, 22 to 24, 28 and 36.
@Suite struct RecordFormat {
    private static func line(_ entry: NewEntry) throws -> RecordLine {
        let at = try #require(Timestamp(inRecord: "2026-11-22T10:15:30.123Z"))
        let reading = ClockReading(at: at, uptime: 123_456, boot: "9f")
        return try RecordLine(
            entry,
            id: EntryID(random: Array(0..<16)),
            chain: "20261122-0123456789abcdef",
            seq: 7,
            previous: RecordHash.nothing,
            author: Author(by: "u-7f3a", uid: 1000, host: "desk-3"),
            reading: reading,
            clockStepped: false,
            afterClose: false,
            random: { (0..<$0).map { UInt8($0) } }
        )
    }

    /// The format is for ever: if this test fails, old records can no longer be read.
    @Test func isWhatItWasInVersion1() throws {
        let line = try Self.line(
            NewEntry(.incident, facts: ["what": .string("other")], texts: ["note": "camera froze"])
        )
        let commitment = RecordHash.text("note", salt: Array(0..<16), "camera froze")
        let body =
            #"{"at":"2026-11-22T10:15:30.123Z","boot":"9f","by":"u-7f3a","commit":{"note":""#
            + commitment
            + #""},"facts":{"what":"other"},"host":"desk-3","id":"000102030405060708090a0b0c0d0e0f","#
            + #""kind":"incident","mono":123456,"prev":""# + RecordHash.nothing
            + #"","seq":7,"sid":"20261122-0123456789abcdef","uid":1000,"v":1}"#
        let hash = Digest("slog/1/entry\0".utf8 + Array(body.utf8)).hex
        #expect(
            String(decoding: line.bytes, as: UTF8.self) == #"{"body":"# + body + #","hash":""#
                + hash
                + #"","open":{"note":["000102030405060708090a0b0c0d0e0f","camera froze"]}}"# + "\n"
        )
        #expect(
            commitment
                == Digest(
                    "slog/1/field\0note\0".utf8 + Array(0..<16) + Array("camera froze".utf8)
                ).hex
        )
    }

    @Test(arguments: [
        "", "plain", "é\u{301}\u{202E}\u{200B}\u{2028}\u{7F}\u{9B}31m", "\"\\\n\r\t\u{0}\u{1}",
        String(repeating: "\n", count: 16_384), String(repeating: "x", count: 16_384),
    ])
    func keepsTextsExactly(text: String) throws {
        let line = try Self.line(NewEntry(.event, texts: ["note": text]))
        let entry = try Entry(line: line.bytes.dropLast())
        #expect(try #require(entry.text("note")).utf8.elementsEqual(text.utf8))
        #expect(!line.bytes.dropLast().contains { $0 < 0x20 || $0 == 0x7F })
    }

    @Test func refusesWhatIsTooLongOrNoWord() {
        let refused: [NewEntry] = [
            NewEntry(.event, texts: ["note": String(repeating: "x", count: 16_385)]),
            NewEntry(.event, texts: ["note": String(repeating: "\u{1}", count: 16_000)]),
            NewEntry(.event, texts: ["Note": "x"]),
            NewEntry(.event, facts: ["what": .string("two words")]),
            NewEntry(.event, facts: ["what": .string("")]),
            NewEntry(.event, facts: ["n": .int(1 << 53)]),
            NewEntry(.event, facts: ["n": .double(1.5)]),
            NewEntry(.event, facts: ["n": .array([.array([])])]),
        ]
        for entry in refused {
            let error = #expect(throws: JournalError.self) { try Self.line(entry) }
            #expect(error?.cause == .usage)
        }
    }

    @Test func readsOnlyItsOwnSpelling() throws {
        let line = try Self.line(NewEntry(.event, texts: ["note": "a/b"])).bytes.dropLast()
        let text = try #require(String(validating: line, as: UTF8.self))
        let other: [(String, EntryFault)] = [
            (text.replacing("\"seq\":7", with: "\"seq\": 7"), .notCanonical),
            (text.replacing("\"seq\":7", with: "\"seq\":7.0"), .notCanonical),
            (text.replacing("\"seq\":7", with: "\"seq\":7,\"seq\":7"), .notJSON),
            (text.replacing("a/b", with: "a\\/b"), .notCanonical),
            (text.replacing("a/b", with: "\\u0061/b"), .notCanonical),
            (text + " ", .notCanonical), ("\u{FEFF}" + text, .notJSON),
            (text + "\r", .notCanonical),
            (text.replacing("}}", with: ",}}"), .notJSON),
            (text.replacing("\"seq\":7", with: "\"seq\":8"), .wrongHash),
            (String(text.dropLast(50)) + "}", .notJSON),
            (String(repeating: "[", count: 60_000), .notJSON),
            (String(repeating: "x", count: 70_000), .tooLong), ("{}", .wrongShape("hash")),
        ]
        for (text, fault) in other {
            #expect(throws: fault) { try Entry(line: Array(text.utf8)) }
        }
        #expect(throws: EntryFault.notJSON) { try Entry(line: line + [0xFF]) }
    }

    @Test func doesNotTouchANewerVersion() throws {
        let (store, log) = try RecordStore.filled(2)
        let old = try store.bytes(log)
        let text = try #require(String(validating: lines(old)[1].dropLast(), as: UTF8.self))
            .replacing("\"v\":1", with: "\"v\":2")
        let document = try Document(parsing: SourceText(name: "", text: text))
        let body = try #require(document.root.member("body"))
        let hash = try #require(document.root.member("hash")?.string)
        let new = text.replacing(hash, with: RecordHash.entry(document.source.bytes[body.span]))
        store.put(old + Array(new.utf8) + [0x0A], in: try store.node(log))
        let error = try #require(throws: JournalError.self) { try store.note(log) }
        #expect(error.cause == .newer)
        #expect(try store.verify().exitCode == .noAnswer)
    }

    @Test(arguments: [
        "../x", "a/b", "20261124-0123456789abcde/", "20261124-0123456789abcdei", "",
        "20261324-0123456789abcdef", "20261124-0123456789ABCDEF", "20261124-0123456789abcde\u{0}",
        "２０２６１１２４-0123456789abcdef", String(repeating: "0", count: 300), "-rf",
    ])
    func hasNoOtherIDs(text: String) { #expect(SessionID(text) == nil) }

    @Test func namesSessionsByDayAndChance() {
        #expect(
            SessionID(day: "20261124", random: Array(repeating: 255, count: 10))?.text
                == "20261124-zzzzzzzzzzzzzzzz"
        )
        #expect(SessionID("20261124-0123456789abcdef")?.folders == ["sessions", "2026", "11"])
        #expect(SessionID(day: "20260230", random: Array(repeating: 0, count: 10)) == nil)
    }

    @Test(arguments: [
        (60, 60_000, false), (3600, 3_600_000, false), (-1, 1000, true), (3600, 1000, true),
        (10, 3_600_000, true), (6, 1000, false), (7, 1000, true),
    ])
    func marksStepsOfTheClock(seconds: Int64, uptime: Int, isStep: Bool) throws {
        let (store, log) = try RecordStore.filled(2)
        // Each look moves both clocks by a second.
        store.clock.seconds += seconds - 1
        store.clock.uptime += uptime - 1000
        let receipt = try store.note(log)
        #expect(receipt.notes.contains { $0.contains("clock was set") } == isStep)
        let entries = try store.workspace().session(log.id).read().records
        #expect(entries.map(\.clockStepped) == [false, false, isStep])
    }

    @Test(arguments: [-62_135_596_800, 0, 4_102_444_800, 253_402_300_000])
    func takesEntriesAtAnyTime(seconds: Int64) throws {
        let (store, log) = try RecordStore.filled(2)
        store.clock.seconds = seconds
        store.clock.boot = "b2"
        try store.note(log)
        #expect(try store.verify().exitCode == .unvouched)
    }
}

/// Checkpoints: the tree of RFC 6962, and the texts that people hold.
@Suite struct Checkpoints {
    /// The roots that RFC 6962 implementations test with: the first leaves of Certificate
    /// Transparency's reference tree.
    @Test func haveTheRootsOfRFC6962() {
        let leaves = [
            "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
            "606162636465666768696a6b6c6d6e6f",
        ]
        let roots = [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ]
        var tree = CheckpointTree()
        #expect(tree.root.hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        for (leaf, root) in zip(leaves, roots) {
            tree.append(leaf.bytesOfHex ?? [])
            #expect(tree.root.hex == root)
        }
    }

    @Test func comeBackFromTheirTexts() throws {
        let checkpoint = Checkpoint(
            origin: "a/slog/3f9c2a71",
            size: 4812,
            root: Digest("x".utf8).bytes
        )
        #expect(Checkpoint(checkpoint.body, origins: [""]) == checkpoint)
        let line = checkpoint.minuteLine(day: "22 Nov 2026")
        #expect(line.hasPrefix("Ledger 3f9c2a71, 4,812 entries to 22 Nov 2026: "))
        #expect(Checkpoint(line, origins: ["a/slog/3f9c2a71"]) == checkpoint)
        let misread = line.replacing("0", with: "O").replacing("1", with: "l")
            .replacing("4,8l2", with: "4,812").replacing("2O26", with: "2026")
        #expect(Checkpoint("Minutes\n\(misread)\n", origins: ["a/slog/3f9c2a71"]) == checkpoint)
        #expect(Checkpoint(String(line.dropLast()), origins: ["a"]) == nil)
        #expect(Checkpoint("a\n-1\n\n", origins: ["a"]) == nil)
        #expect(Checkpoint(checkpoint.body.replacing("4812", with: "04812"), origins: ["a"]) == nil)
    }

    @Test func vouchForOpenSessionsAndSurviveErasures() throws {
        let (store, log) = try RecordStore.filled(4)
        let checkpoint = try store.workspace().issueCheckpoint(by: store.author)
        try store.note(log)
        #expect(try store.verify([checkpoint]).exitCode == .yes)
        try store.erase(2, "note", of: log)
        #expect(try store.verify([checkpoint]).exitCode == .yes)
        let again = try store.workspace().issueCheckpoint(by: store.author)
        #expect(again.size > checkpoint.size)
        #expect(try store.verify([checkpoint, again]).exitCode == .yes)
    }
}
