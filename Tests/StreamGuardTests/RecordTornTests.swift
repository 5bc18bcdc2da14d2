import Checklist
import Testing

@testable import StreamGuard

/// Entries that were cut off: fault tests 9 to 11.
@Suite struct TornTails {
    /// A file cut at a byte, and what follows from it.
    @Test func areClosedInPlaceAtEveryByte() throws {
        let (store, log) = try RecordStore.filled(6)
        let whole = try store.bytes(log)
        let ends = whole.indices.filter { whole[$0] == 0x0A }.map { $0 + 1 }
        for cut in stride(from: whole.count, through: ends[0], by: isExhaustive ? -1 : -11) {
            let copy = store.on(store.memory.copied())
            copy.put(Array(whole[..<cut]), in: try copy.node(log))
            try expectMended(copy, log, isWhole: ends.contains(cut) || ends.contains(cut + 1))
        }
    }

    /// A file that has lost even its first entry, which is all that anybody was told of.
    @Test func ofTheFirstEntryAreMadeAgain() throws {
        let store = RecordStore()
        try store.create()
        let log = try store.open()
        let whole = try store.bytes(log)
        for cut in stride(from: 0, through: whole.count, by: isExhaustive ? 1 : 23) {
            let copy = store.on(store.memory.copied())
            copy.put(Array(whole[..<cut]), in: try copy.node(log))
            #expect(try copy.verify().exitCode == (cut == whole.count ? .unvouched : .recoverable))
            try copy.note(log)
            #expect(try copy.verify().exitCode == .unvouched, "cut at \(cut)")
            #expect(try copy.texts(log) == ["camera froze"])
        }
    }

    @Test func ofTheLedgerAreClosedInPlace() throws {
        let store = RecordStore()
        try store.create()
        let approval = NewEntry(.approval, texts: ["because": "cover is arranged"])
        _ = try store.workspace().ledger.append(approval, by: store.author)
        let whole = try store.ledger.bytes
        let first = try #require(whole.firstIndex(of: 0x0A)) + 1
        for cut in stride(from: first, to: whole.count, by: isExhaustive ? 1 : 23) {
            let copy = store.on(store.memory.copied())
            copy.put(Array(whole[..<cut]), in: try copy.ledger)
            #expect(try copy.verify().exitCode == (cut == first ? .unvouched : .recoverable))
            _ = try copy.workspace().ledger.append(approval, by: copy.author)
            #expect(try copy.verify().exitCode == .unvouched)
        }
    }

    @Test(arguments: [1, 511, 4096])
    func mayBeAnything(length: Int) throws {
        let (store, log) = try RecordStore.filled(4)
        let whole = try store.bytes(log)
        let noise = RecordStore.Chance().bytes(length)
        let broken = noise.map { $0 % 3 == 0 ? 0x0A : $0 }
        let half = Array(lines(whole)[3].prefix(250))
        for tail in [
            [UInt8](repeating: 0, count: length), noise, broken, half, [0x0A], [0x0A, 0x0A],
        ] {
            let copy = store.on(store.memory.copied())
            copy.put(whole + tail, in: try copy.node(log))
            #expect(try copy.verify().exitCode == .recoverable)
            let receipt = try copy.note(log, "after")
            #expect(
                receipt.notes == [
                    "\(tail.count) bytes of an entry that was cut off were closed in place"
                ]
            )
            let read = try copy.workspace().session(log.id).read()
            #expect(read.records.count == 6)
            let recovered = try #require(read.records.first { $0.kind == .recovered })
            #expect(recovered.number("len") == tail.count)
            #expect(recovered.fact("sha") == RecordHash.torn(tail))
            #expect(try copy.verify().exitCode == .unvouched)
        }
    }

    /// The program is killed, or power fails, at each byte of the write that mends, at each byte
    /// of the entry that had been cut off: twice in a row, and then all is mended.
    @Test func surviveCrashesDuringRecovery() throws {
        let (store, log) = try RecordStore.filled(3)
        let whole = try store.bytes(log)
        let ends = whole.indices.filter { whole[$0] == 0x0A }.map { $0 + 1 }
        var cases = 0
        for cut in stride(from: ends[1] + 1, through: whole.count, by: isExhaustive ? 1 : 67) {
            let torn = store.on(store.memory.copied())
            torn.put(Array(whole[..<cut]), in: try torn.node(log))
            let mended = torn.on(torn.memory.copied())
            try mended.note(log, "after")
            let after = try mended.bytes(log)
            for stop in stride(from: cut + 1, to: after.count, by: isExhaustive ? 1 : 37) {
                let copy = torn.on(torn.memory.copied())
                copy.put(Array(after[..<stop]), in: try copy.node(log))
                #expect([.recoverable, .unvouched].contains(try copy.verify().exitCode))
                try copy.note(log, "last")
                #expect(
                    try copy.verify().exitCode == .unvouched,
                    "cut at \(cut), stopped at \(stop)"
                )
                let texts = try copy.texts(log)
                #expect(texts.first == "note 1" && texts.last == "last")
                cases += 1
            }
        }
        #expect(cases > 80)
    }

    /// Three and four crashes in a row, at random places, and then an erasure before them all.
    @Test func surviveManyCrashesAndAnErasure() throws {
        let chance = RecordStore.Chance()
        for round in 0..<(isExhaustive ? 2000 : 12) {
            let (store, log) = try RecordStore.filled(4)
            var firm = try store.bytes(log).count
            for _ in 0..<(3 + round % 2) {
                try store.note(log, "lost")
                let bytes = try store.bytes(log)
                let random = Int(chance.bytes(2).reduce(0) { $0 << 8 | UInt16($1) })
                let cut = firm + random % (bytes.count - firm)
                store.put(Array(bytes[..<cut]), in: try store.node(log))
                firm = cut
            }
            try store.note(log, "last")
            #expect(try store.verify().exitCode == .unvouched)
            let texts = try store.texts(log)
            #expect(texts.prefix(3) == ["note 1", "note 2", "note 3"] && texts.last == "last")
            try store.erase(2, "note", of: log)
            #expect(try store.verify().exitCode == .unvouched)
        }
    }

    /// Nobody can declare saved entries to be remains of a crash.
    @Test func holdNoEntries() throws {
        let (store, log) = try RecordStore.filled(6)
        let all = lines(try store.bytes(log))
        let hidden = all[3...].flatMap { $0 }
        let cut = all[..<3].flatMap { $0 }
        let last = try Entry(line: all[2].dropLast())
        let line = try RecordLine(
            NewEntry(
                .recovered,
                facts: [
                    "len": .int(Int64(hidden.count)), "sha": .string(RecordHash.torn(hidden)),
                ]
            ),
            id: .random(),
            chain: log.id.text,
            seq: last.seq + 1,
            previous: last.hash,
            author: store.author,
            reading: last.reading,
            clockStepped: false,
            afterClose: false,
            random: { RecordStore.Chance().bytes($0) }
        )
        store.put(cut + hidden + [0x0A] + line.bytes, in: try store.node(log))
        #expect(try store.verify().exitCode == .no)
    }

    private func expectMended(_ store: RecordStore, _ log: SessionLog, isWhole: Bool) throws {
        let before = try store.workspace().session(log.id).read().records.count
        try store.note(log, "after")
        let history = try store.workspace().session(log.id).read()
        #expect(history.records.last?.text("note") == "after")
        #expect(history.records.contains { $0.kind == .recovered } == !isWhole)
        #expect(history.records.count == before + (isWhole ? 1 : 2))
        #expect(try store.verify().exitCode == .unvouched)
    }
}
