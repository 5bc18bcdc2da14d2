import Checklist
import Foundation
import Testing

@testable import StreamGuard

/// A record in memory, with clocks and chance made up.
final class RecordStore {
    let memory: MemoryDisk
    private let chance: Chance
    let author = Author(by: "u-7f3a", uid: 1000, host: "desk-3")
    static let path = "/store"

    /// The time of day moves a second with each look, the uptime with it.
    final class Chance {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        var seconds: Int64 = 1_795_338_000  // 2026-11-22T09:00:00Z
        var uptime = 1_000_000
        var boot = "b1"

        func bytes(_ count: Int) -> [UInt8] {
            // The space that is kept back needs no chance, and would take long.
            if count > 10_000 { return Array(repeating: 7, count: count) }
            return (0..<count).map { _ in
                state ^= state << 13
                state ^= state >> 7
                state ^= state << 17
                return UInt8(truncatingIfNeeded: state >> 32)
            }
        }
    }

    init(_ memory: MemoryDisk = MemoryDisk(), _ chance: Chance = Chance()) {
        self.memory = memory
        self.chance = chance
    }

    var clock: Chance { chance }

    var surroundings: Surroundings {
        Surroundings(
            disk: memory.disk,
            now: { [chance] in
                chance.seconds += 1
                return Timestamp(seconds: chance.seconds, nanos: 123_456_789)
            },
            uptime: { [chance] in
                chance.uptime += 1000
                return (chance.uptime, chance.boot)
            },
            random: { [chance] in chance.bytes($0) }
        )
    }

    func workspace() throws(JournalError) -> Workspace {
        try Workspace(at: RecordStore.path, surroundings)
    }

    @discardableResult
    func create() throws(JournalError) -> Workspace {
        try Workspace.create(
            at: RecordStore.path,
            name: "harbour-lane.example",
            trial: true,
            by: author,
            surroundings
        )
    }

    /// The same record after a power cut, or as another copy.
    func on(_ memory: MemoryDisk) -> RecordStore { RecordStore(memory, chance) }

    func open() throws(JournalError) -> SessionLog {
        try workspace().openSession(day: "20261124", facts: ["host": .string("u-7f3a")], by: author)
            .log
    }

    @discardableResult
    func note(_ log: SessionLog, _ text: String = "camera froze") throws(JournalError) -> Receipt {
        try SessionLog(id: log.id, workspace: workspace()).append(
            NewEntry(.event, facts: ["what": .string("note")], texts: ["note": text]),
            by: author
        )
    }

    /// Hands a plan in; returns the digest of its version.
    @discardableResult
    func keep(_ plan: Document) throws(JournalError) -> String {
        try workspace().ledger.handIn(plan, by: author) { digest in
            NewEntry(.plan, facts: ["plan": .string(digest)])
        }.digest
    }

    /// Puts a file where an older program, or somebody with access to the disk, has left it.
    func put(_ bytes: [UInt8], as name: String, in folder: String) throws {
        let chain = try FolderChain(
            root: RecordStore.path,
            [folder],
            creating: true,
            on: memory.disk
        )
        defer { chain.close() }
        let file = try chain.last.file(name, O_WRONLY | O_CREAT | O_EXCL)
        defer { file.close() }
        try file.write(bytes)
    }

    func append(_ log: SessionLog, _ kind: EntryKind) throws(JournalError) -> Receipt {
        try SessionLog(id: log.id, workspace: workspace()).append(
            NewEntry(kind, texts: ["note": "told the DSL"]),
            by: author
        )
    }

    /// A session with so many entries, its genesis included.
    static func filled(_ count: Int) throws -> (store: RecordStore, log: SessionLog) {
        let store = RecordStore()
        try store.create()
        let log = try store.open()
        for index in 1..<count { try store.note(log, "note \(index)") }
        return (store, log)
    }

    func node(_ log: SessionLog, segment: Int = 1) throws -> MemoryDisk.Node {
        try #require(memory.find("\(RecordStore.path)/\(log.journal.path(segment))"))
    }

    var ledger: MemoryDisk.Node {
        get throws { try #require(memory.find("\(RecordStore.path)/ledger.jsonl")) }
    }

    func bytes(_ log: SessionLog) throws -> [UInt8] { try node(log).bytes }

    /// Puts other bytes in a file, as somebody with access to the disk would.
    func put(_ bytes: [UInt8], in node: MemoryDisk.Node) {
        node.bytes = bytes
        node.durable = bytes
    }

    func verify(_ held: [Checkpoint] = []) throws(JournalError) -> Verifier.Outcome {
        let workspace = try Workspace(at: RecordStore.path, surroundings, toJudge: true)
        var verifier = Verifier(workspace, against: held.map { ("held.ckpt", $0) })
        return try verifier.run()
    }

    /// The second of the two people who decide on an erasure.
    static let other = Author(by: "u-2", uid: 1002, host: "desk-4")

    /// Enters that two people have decided to erase a text of a session, or of the ledger.
    func decided(
        _ seq: Int,
        _ field: String,
        of log: SessionLog?
    ) throws(JournalError) -> Erasure {
        try workspace().decided(seq, field, of: log?.id, by: author)
    }

    /// Erases a text that two people have decided to erase.
    func erase(_ seq: Int, _ field: String, of log: SessionLog?) throws(JournalError) {
        try workspace().erase(seq, field, of: log?.id, by: author)
    }

    func carryOut(_ erasure: Erasure, of log: SessionLog?) throws(JournalError) {
        try workspace().carryOut(erasure, of: log?.id, by: author)
    }

    func texts(_ log: SessionLog) throws(JournalError) -> [String] {
        try SessionLog(id: log.id, workspace: workspace()).read().records
            .compactMap { $0.text("note") }
    }

    func hashes(_ log: SessionLog) throws(JournalError) -> [String] {
        try SessionLog(id: log.id, workspace: workspace()).read().records.map(\.hash)
    }
}

/// Whether the long run is wanted: every case instead of a sample.
let isExhaustive = ProcessInfo.processInfo.environment["STREAMGUARD_EXHAUSTIVE"] != nil

/// The lines of a file, each with its end.
func lines(_ bytes: [UInt8]) -> [[UInt8]] {
    var lines: [[UInt8]] = [[]]
    for byte in bytes {
        lines[lines.count - 1].append(byte)
        if byte == 0x0A { lines.append([]) }
    }
    return lines.filter { !$0.isEmpty }
}

extension Workspace {
    /// Enters that two people have decided to erase a text of a session, or of the ledger.
    func decided(
        _ seq: Int,
        _ field: String,
        of id: SessionID?,
        by author: Author
    ) throws(JournalError) -> Erasure {
        let text = History.Erasable(seq: seq, name: field)
        var subject = DisposalEntry.Subject.ledger(seq, field: field)
        if let id {
            let head = try SessionLog(id: id, workspace: self).read().head
            let link = head ?? Link(seq: seq, hash: RecordHash.nothing)
            subject = .text(text, of: id.text, upTo: link)
        }
        let ground = DisposalEntry.Ground(kind: nil, days: nil, from: nil, isEarly: true)
        let proposal = try ledger.append(
            DisposalEntry.propose(subject, ground, because: "a test"),
            by: RecordStore.other
        )
        _ = try ledger.append(
            DisposalEntry.follow(.confirm, of: proposal.seq, session: id?.text),
            by: author
        )
        return Erasure(texts: .these([text]), proposal: proposal.seq, second: "u-2")
    }

    /// Erases a text that two people have decided to erase.
    func erase(
        _ seq: Int,
        _ field: String,
        of id: SessionID?,
        by author: Author
    ) throws(JournalError) {
        try carryOut(try decided(seq, field, of: id, by: author), of: id, by: author)
    }

    func carryOut(
        _ erasure: Erasure,
        of id: SessionID?,
        by author: Author
    ) throws(JournalError) {
        guard case .these(let texts) = erasure.texts else { return }
        let order = DisposalOrder(
            proposal: erasure.proposal,
            about: id?.text,
            second: erasure.second,
            log: id.map { ($0, erasure.texts) },
            ledger: id == nil ? texts : []
        )
        _ = try carryOut([order], by: author)
    }
}
