import Checklist
import Platform

extension Workspace {
    /// Tells the ledger how far each open session has come, and makes a checkpoint of it all.
    ///
    /// It is kept in the store too, but only the copies outside vouch for anything.
    func issueCheckpoint(by author: Author) throws(JournalError) -> Checkpoint {
        let records = try ledger.journal.read(after: nil)
        let view = LedgerView(records)
        let recent = records.sessionsSinceCheckpoint
        var heads: [Entry] = []
        for id in try sessionIDs() {
            let isClosed = view.closed.contains(id.text)
            // Whoever wrote to it last may have been killed before the ledger was told.
            if isClosed, !recent.contains(id.text) { continue }
            let known = view.heads[id.text]?.last?.link
            // Sessions first and then the ledger, as everywhere: so nobody waits for each other.
            let last = try SessionLog(id: id, workspace: self)
                .locked(by: author) { (open) throws(JournalError) in
                    // What a power cut may still take away must not be vouched for.
                    try open.secure(author)
                    return open.last
                }
            if !isClosed, let last, last.link != known { heads.append(last) }
        }
        return try ledger.locked(by: author) { (open) throws(JournalError) in
            for head in heads {
                let facts: [String: JSON] = [
                    "sid": .string(head.chain), "n": .int(Int64(head.seq)),
                    "head": .string(head.hash),
                ]
                _ = try open.append(NewEntry(.sessionHead, facts: facts), by: author)
            }
            try open.secure(author)
            let history = try ledger.journal.read(after: nil, isLocked: true)
            let checkpoint = history.checkpoint(of: origin)
            let file = "\(checkpoint.size).ckpt"
            let folder = try LedgerFiles("checkpoints", of: self, under: open)
            defer { folder.close() }
            try folder.save(Array(checkpoint.body.utf8), as: file)
            let facts: [String: JSON] = [
                "size": .int(Int64(checkpoint.size)), "root": .string(checkpoint.root.hex),
            ]
            _ = try open.append(NewEntry(.checkpoint, facts: facts), by: author)
            return checkpoint
        }
    }
}

extension Checkpoint {
    /// As the first entry of the next ledger cites it.
    var fact: JSON {
        .object([
            ("origin", .string(origin)), ("size", .int(Int64(size))), ("root", .string(root.hex)),
        ])
    }

    init?(fact: JSON) {
        guard case .string(let origin)? = fact.member("origin"),
            case .int(let size)? = fact.member("size"), size >= 0,
            case .string(let root)? = fact.member("root"),
            let root = root.bytesOfHex, root.count == 32
        else { return nil }
        self.init(origin: origin, size: Int(size), root: root)
    }
}

extension History {
    /// The sessions that a ledger tells of since its last checkpoint.
    fileprivate var sessionsSinceCheckpoint: Set<String> {
        let start = records.lastIndex { $0.kind == .checkpoint } ?? 0
        return Set(records[start...].compactMap { $0.fact("sid") })
    }

    /// The checkpoint of a ledger as it stands.
    func checkpoint(of origin: Workspace.Origin) -> Checkpoint {
        var tree = CheckpointTree()
        for index in records.indices { tree.append(body(index)) }
        return Checkpoint(origin: origin.line, size: tree.size, root: tree.root)
    }
}
