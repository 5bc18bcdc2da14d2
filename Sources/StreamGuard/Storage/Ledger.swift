import Checklist
import Platform

/// The installation's own chain: plans, approvals, openings, closings, reviews, erasures.
///
/// Whatever in a session must not vanish is anchored here, so that dropping it means to write
/// two chains anew.
struct Ledger {
    static let chain = "ledger"

    let workspace: Workspace

    var journal: Journal { workspace.journal(folders: [], stem: Ledger.chain, chain: Ledger.chain) }

    /// Saves an entry; returns when it is on the disk.
    func append(_ draft: NewEntry, by author: Author) throws(JournalError) -> Receipt {
        guard draft.kind.isForLedger else { throw .wrongKind(draft.kind, "the ledger") }
        return try locked(by: author) { (open) throws(JournalError) in
            try open.append(draft, by: author)
        }
    }

    func read() throws(JournalError) -> History {
        var history = try journal.read(after: Link(seq: 0, hash: RecordHash.nothing))
        history.judgeTexts(unfinished: history.unfinishedDisposals)
        return history
    }

    /// Runs work under the ledger's lock, once the last session's file is there.
    ///
    /// INVARIANT: only the last entry can be an opening without its file, for the lock is held
    /// until the file is on the disk; and whoever comes next makes the file first. A session is
    /// never without its opening, and an opening is never without its session for long.
    func locked<T>(
        by author: Author,
        _ work: (OpenJournal) throws(JournalError) -> T
    ) throws(JournalError) -> T {
        try journal.locked { (open) throws(JournalError) in
            if let last = open.last, last.kind == .sessionOpen,
                let id = last.fact("sid").flatMap({ SessionID($0) })
            {
                try open.secure(author)
                try SessionLog(id: id, workspace: workspace).finish(after: last, by: author)
            }
            return try work(open)
        }
    }

    /// Tells the ledger of an entry of a session; `isNew` if it cannot know of it yet.
    func anchor(
        _ entry: Entry,
        as kind: EntryKind,
        isNew: Bool,
        by author: Author
    ) throws(JournalError) {
        let facts: [String: JSON] = [
            "sid": .string(entry.chain), "n": .int(Int64(entry.seq)), "head": .string(entry.hash),
        ]
        do throws(JournalError) {
            try locked(by: author) { (open) throws(JournalError) in
                if !isNew, try knows(entry, open) {
                    // Whoever told it may have been killed before it was on the disk.
                    try open.secure(author)
                } else {
                    _ = try open.append(NewEntry(kind, facts: facts), by: author)
                }
            }
        } catch {
            throw .notAnchored(entry, error)
        }
    }

    /// Whether the ledger tells of an entry of a session; for whoever holds its lock.
    private func knows(_ entry: Entry, _ open: OpenJournal) throws(JournalError) -> Bool {
        func tells(_ record: Entry) -> Bool {
            record.fact("head") == entry.hash && record.fact("sid") == entry.chain
        }
        let lines = try journal.lines(holding: "\"head\":\"\(entry.hash)\"")
        guard lines.contains(where: tells) else { return false }
        // What the disk did not confirm stands at the end of a file before this one, and does
        // not count (fault test 29a).
        guard open.segment > 1 else { return true }
        return try journal.read(after: nil, isLocked: true).records.contains(where: tells)
    }
}

extension JournalError {
    static func wrongKind(_ kind: EntryKind, _ place: String) -> JournalError {
        JournalError(.usage, "an entry of kind \(kind.rawValue.quoted) cannot be added to \(place)")
    }

    fileprivate static func notAnchored(
        _ entry: Entry,
        _ error: JournalError
    ) -> JournalError {
        JournalError(
            .notAnchored,
            "entry \(entry.seq) of \(entry.chain) was saved, but the ledger could not be told of "
                + "it: write it on paper as well: \(error.message)",
            hint: error.hint,
            code: error.code
        )
    }
}
