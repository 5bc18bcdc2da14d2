import Checklist

/// What the ledger tells of one session, and that a checkpoint vouches for it: for somebody who
/// may not see the other sessions.
struct SessionProof {
    let session: SessionID
    let checkpoint: Checkpoint
    let entries: [Entry]

    struct Entry {
        /// Counted from 1, as in the ledger.
        let seq: Int
        /// The body as it is stored: no text that could be erased is in it.
        let body: [UInt8]
        /// The way to the root.
        let path: [[UInt8]]
    }

    /// As a file: canonical JSON and a line end.
    var text: String {
        let entries = entries.map { entry in
            JSON.object([
                ("body", .string(String(decoding: entry.body, as: UTF8.self))),
                ("path", .array(entry.path.map { .string($0.hex) })),
                ("seq", .int(Int64(entry.seq))),
            ])
        }
        return JSON.object([
            ("checkpoint", .string(checkpoint.body)), ("entries", .array(entries)),
            ("session", .string(session.text)), ("v", .int(1)),
        ]).canonical() + "\n"
    }

    /// Reads such a file; nothing if it is anything else.
    init?(_ document: Document) {
        guard document.root.number("v") == 1,
            let session = document.root.member("session")?.string.flatMap({ SessionID($0) }),
            let text = document.root.member("checkpoint")?.string,
            let checkpoint = Checkpoint(text, origins: []), checkpoint.body == text
        else { return nil }
        var entries: [Entry] = []
        for node in document.root.member("entries")?.elements ?? [] {
            guard let seq = node.number("seq"), seq >= 1, let body = node.member("body")?.string
            else {
                return nil
            }
            let path = (node.member("path")?.elements ?? []).map { $0.string?.bytesOfHex ?? [] }
            guard path.allSatisfy({ $0.count == 32 }) else { return nil }
            entries.append(Entry(seq: seq, body: Array(body.utf8), path: path))
        }
        guard !entries.isEmpty else { return nil }
        (self.session, self.checkpoint, self.entries) = (session, checkpoint, entries)
    }

    fileprivate init(_ session: SessionID, _ checkpoint: Checkpoint, _ entries: [Entry]) {
        (self.session, self.checkpoint, self.entries) = (session, checkpoint, entries)
    }
}

extension Workspace {
    /// A proof of what the ledger tells of a session.
    func proof(
        of session: SessionID,
        in checkpoint: Checkpoint
    ) throws(JournalError) -> SessionProof {
        let history = try ledger.read()
        guard history.records.count >= checkpoint.size else { throw .notProvable }
        let leaves = (0..<checkpoint.size).map { CheckpointTree.leaf(history.body($0)) }
        var entries: [SessionProof.Entry] = []
        for (index, record) in history.records.prefix(checkpoint.size).enumerated()
        where record.fact("sid") == session.text {
            guard record.seq == index + 1 else { throw .notProvable }
            let path = CheckpointPath.path(to: index, in: leaves)
            entries.append(.init(seq: record.seq, body: Array(history.body(index)), path: path))
        }
        guard !entries.isEmpty else { throw .noSession(session) }
        let proof = SessionProof(session, checkpoint, entries)
        guard proof.problems.isEmpty else { throw .notProvable }
        return proof
    }
}

extension SessionProof {
    /// The entries as the record reads them; only those that are of this session.
    var records: [StreamGuard.Entry] { entries.compactMap { record($0) } }

    /// Why it proves nothing; none if it does.
    var problems: [String] {
        var problems: [String] = []
        for entry in entries {
            let root = CheckpointPath.root(
                of: CheckpointTree.leaf(entry.body),
                at: entry.seq - 1,
                among: checkpoint.size,
                entry.path
            )
            if root != checkpoint.root {
                problems.append("entry \(entry.seq) is not what the checkpoint vouches for")
            } else if record(entry) == nil {
                problems.append("entry \(entry.seq) does not tell of this session")
            }
        }
        if !records.contains(where: { $0.kind == .sessionOpen }) {
            problems.append("it does not tell of the opening of this session")
        }
        return problems
    }

    private func record(_ entry: Entry) -> StreamGuard.Entry? {
        let hash = RecordHash.entry(entry.body)
        let line = RecordLine.line(body: entry.body, hash: hash, open: []).dropLast()
        guard let record = try? StreamGuard.Entry(line: line), record.seq == entry.seq,
            record.chain == Ledger.chain, record.fact("sid") == session.text
        else { return nil }
        return record
    }

    /// Judges the session's own file, or its files, by what the ledger tells of it.
    func problems(of files: [History.File]) -> [RecordProblem] {
        guard let opening = records.first(where: { $0.kind == .sessionOpen }) else { return [] }
        let start = Link(seq: 0, hash: RecordHash.genesis(after: opening.hash))
        var history = History(chain: session.text, files: files, after: start)
        var erasures: [History.Erasable: History.Cause] = [:]
        for record in records {
            let cause = History.Cause(by: record.seq, proposal: record.number("proposal"))
            for text in record.erased { erasures[text] = cause }
        }
        history.add(erasures: erasures)
        history.judgeTexts()
        var problems = history.problems
        let hashes = Dictionary(history.records.map { ($0.seq, $0.hash) }) { first, _ in first }
        for record in records {
            guard let seq = record.number("n"), let hash = record.fact("head"),
                hashes[seq] != hash
            else { continue }
            problems.append(
                RecordProblem(
                    severity: .damage,
                    file: files.last?.path ?? "",
                    seq: seq,
                    text: "it is not there as it was saved: entry \(record.seq) of the ledger "
                        + "tells of it"
                )
            )
        }
        return problems
    }
}

extension Node {
    /// The whole number that a member is.
    fileprivate func number(_ name: String) -> Int? {
        if case .number(let number)? = member(name)?.content {
            number.int.map(Int.init)
        } else {
            nil
        }
    }
}

extension JournalError {
    fileprivate static let notProvable = JournalError(
        .damaged,
        "the ledger is not whole, so nothing in it can be proved",
        hint: "`streamguard verify` says more"
    )
}
