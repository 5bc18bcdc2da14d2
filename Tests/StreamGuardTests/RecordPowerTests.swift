import Checklist
import Foundation
import Testing

@testable import StreamGuard

/// Power cuts on the worst of disks (fault test 4): whatever was not synced is there, or is
/// zeros, or is garbage, sector by sector; and names that were not synced are there or not.
@Suite struct PowerCuts {
    /// What can become of a sector that was written and not synced.
    private enum Fate: CaseIterable { case written, zeros, garbage }

    /// A small life of a record.
    private enum Step: CaseIterable {
        case create, open, first, plan, incident, second, erase, close
    }

    /// Takes a step, and keeps what was confirmed.
    private static func take(
        _ step: Step,
        _ store: RecordStore,
        _ confirmed: inout Confirmed
    ) throws(JournalError) {
        guard let log = confirmed.log else {
            if step == .create { try store.create() } else { confirmed.log = try store.open() }
            return
        }
        switch step {
        case .create, .open: break
        case .first: confirmed.hashes.append(try store.note(log, "first").hash)
        case .plan: confirmed.plans.append(try store.keepPlan())
        case .incident: confirmed.hashes.append(try store.append(log, .incident).hash)
        case .second: confirmed.hashes.append(try store.note(log, "second").hash)
        case .erase:
            try store.erase(2, "note", of: log)
            if let head = try store.hashes(log).last { confirmed.hashes.append(head) }
        case .close: confirmed.hashes.append(try store.append(log, .close).hash)
        }
    }

    private struct Confirmed {
        var log: SessionLog?
        var hashes: [String] = []
        var plans: [String] = []
    }

    /// The computer stops at each call; then each thing that can be left of it is taken up again.
    @Test func loseNothingThatWasConfirmed() throws {
        var cuts = 0
        var call = 0
        while true {
            call += 1
            let memory = MemoryDisk()
            let store = RecordStore(memory)
            var confirmed = Confirmed()
            let stop = call
            memory.fault = { [memory] _, _ in memory.calls >= stop ? EIO : nil }
            let isOver = Self.live(store, &confirmed)
            memory.fault = { _, _ in nil }
            memory.killProgram()
            if isOver { break }
            if !isExhaustive, call % 3 != 0 { continue }
            for disk in Self.remains(of: memory, limit: isExhaustive ? 300 : 8) {
                cuts += 1
                try Self.expectWhole(store.on(disk), confirmed, "stopped at call \(call)")
            }
        }
        #expect(cuts > 100)
    }

    /// The program is killed at each call, another goes on, and then power fails: what the first
    /// left in memory must not be built on.
    @Test func afterAKilledProgramLoseNothing() throws {
        for stop in stride(from: 40, to: 400, by: isExhaustive ? 1 : 11) {
            let memory = MemoryDisk()
            let store = RecordStore(memory)
            var confirmed = Confirmed()
            memory.fault = { [memory] _, _ in memory.calls >= stop ? EIO : nil }
            if Self.live(store, &confirmed) { break }
            memory.killProgram()
            guard let log = confirmed.log, memory.find(RecordStore.path) != nil else { continue }
            let start = memory.calls
            for second in stride(from: 1, to: 60, by: isExhaustive ? 1 : 7) {
                // A killed program loses nothing, so the second one starts from what is seen; but
                // it is not certain yet.
                let copy = memory.twin()
                let next = store.on(copy)
                var more = confirmed
                copy.fault = { [copy] _, _ in copy.calls >= second ? EIO : nil }
                if let receipt = try? next.note(log, "third") { more.hashes.append(receipt.hash) }
                copy.killProgram()
                for disk in Self.remains(of: copy, limit: isExhaustive ? 100 : 4) {
                    try Self.expectWhole(next.on(disk), more, "killed at \(stop), cut at \(second)")
                }
            }
            #expect(memory.calls == start)
        }
    }

    /// Runs the steps; false if a call failed before the end.
    private static func live(_ store: RecordStore, _ confirmed: inout Confirmed) -> Bool {
        for step in Step.allCases {
            do throws(JournalError) {
                try take(step, store, &confirmed)
            } catch {
                return false
            }
        }
        return true
    }

    /// What the disk can look like after the cut; at most so many of all.
    private static func remains(of memory: MemoryDisk, limit: Int) -> [MemoryDisk] {
        let (files, names) = memory.uncertain
        var found: [MemoryDisk] = []
        let chance = RecordStore.Chance()
        let kept = min(1 << names.count, limit)
        for mask in 0..<kept {
            let lost = Set(names.indices.filter { mask >> $0 & 1 == 1 }.map { names[$0] })
            for fates in fates(files.isEmpty ? 0 : 3) {
                var next = 0
                found.append(
                    memory.afterPowerCut(keep: { !lost.contains($0) }) { _, durable, uncertain in
                        // Sectors lie where they lie in the file; the certain part of the first
                        // is safe, as disks promise.
                        var bytes: [UInt8] = []
                        var rest = uncertain
                        var room = 512 - durable.count % 512
                        while !rest.isEmpty {
                            let sector = rest.prefix(room)
                            rest = rest.dropFirst(room)
                            room = 512
                            switch fates.isEmpty ? .written : fates[next % fates.count] {
                            case .written: bytes += sector
                            case .zeros: bytes += [UInt8](repeating: 0, count: sector.count)
                            case .garbage:
                                bytes +=
                                    sector.count > 10_000
                                    ? Array(sector) : chance.bytes(sector.count)
                            }
                            next += 1
                        }
                        return bytes
                    }
                )
            }
        }
        guard found.count > limit else { return found }
        // The first and the last are the plainest and the worst.
        let step = Double(found.count - 1) / Double(limit - 1)
        return (0..<limit).map { found[Int(Double($0) * step)] }
    }

    private static func fates(_ sectors: Int) -> [[Fate]] {
        (0..<sectors).reduce([[]]) { fates, _ in
            fates.flatMap { fate in Fate.allCases.map { fate + [$0] } }
        }
    }

    private static func expectWhole(
        _ store: RecordStore,
        _ confirmed: Confirmed,
        _ what: String
    ) throws {
        guard let log = confirmed.log else {
            // Nobody was told that there is a record: it is there whole, or can be made.
            if store.memory.find(RecordStore.path) == nil {
                try store.create()
            }
            let again = try store.open()
            try store.note(again)
            #expect(try store.verify().exitCode == .unvouched, "\(what)")
            return
        }
        let before = try store.verify()
        let problems = before.problems.filter { $0.severity == .damage }
        // An erasure that was stopped is unfinished, and no damage.
        #expect(problems.isEmpty, "\(what): \(problems)")
        let hashes = Set(try store.hashes(log))
        #expect(confirmed.hashes.allSatisfy(hashes.contains), "\(what)")
        try store.late(log)
        try store.finish()
        try store.keepPlan()
        let plans = try store.workspace().names(["plans"])
        #expect(plans.allSatisfy { $0.hasSuffix(".json") }, "\(what): \(plans)")
        for digest in confirmed.plans { _ = try store.workspace().plan(digest: digest) }
        let again = try store.open()
        try store.note(again)
        let after = try store.verify()
        #expect(after.exitCode == .unvouched, "\(what): \(after.problems)")
        let later = Set(try store.hashes(log))
        #expect(confirmed.hashes.allSatisfy(later.contains), "\(what)")
    }
}

extension RecordStore {
    /// Carries out what was confirmed and stopped, and erases again what came back.
    fileprivate func finish() throws(JournalError) {
        for proposal in DisposalBook(try workspace().ledger.read().records).unfinished {
            guard case .text(let text, let id, _) = proposal.subject,
                let id = SessionID(id)
            else { continue }
            try carryOut(
                Erasure(texts: .these([text]), proposal: proposal.entry, second: "u-2"),
                of: workspace().session(id)
            )
        }
        _ = try workspace().reapplyErasures(by: author) { _ in "u-2" }
    }

    /// Hands a plan in.
    @discardableResult
    fileprivate func keepPlan() throws(JournalError) -> String {
        let text = SourceText(name: "p", text: #"{"id":"x"}"#)
        guard let plan = try? Document(parsing: text) else { throw JournalError(.usage, "no plan") }
        return try keep(plan)
    }

    /// An entry that is taken before the close and after it.
    fileprivate func late(_ log: SessionLog) throws(JournalError) {
        _ = try append(log, .late)
    }
}
