import Checklist
import Platform

/// One session's chain.
struct SessionLog {
    let id: SessionID
    let workspace: Workspace

    var journal: Journal {
        workspace.journal(folders: id.folders, stem: id.text, chain: id.text)
    }

    /// Saves an entry; returns when it is on the disk.
    ///
    /// An incident, the close and all that comes after it are anchored in the ledger before
    /// anybody is told that they are saved. Where a crash came between, the next entry does so.
    func append(_ draft: NewEntry, by author: Author) throws(JournalError) -> Receipt {
        guard draft.kind.isForSessions else { throw .wrongKind(draft.kind, "a session") }
        return try locked(by: author) { (open) throws(JournalError) in
            if draft.kind == .close, let last = open.last, last.isClosing, draft.id == nil {
                throw .closedAlready(id)
            }
            var receipt = try open.append(draft, by: author)
            if let last = open.last, last.seq == receipt.seq, let kind = last.anchor {
                try workspace.ledger.anchor(last, as: kind, isNew: draft.id == nil, by: author)
            }
            receipt.notes = open.notes
            return receipt
        }
    }

    /// All entries, judged by what the ledger knows of the session.
    func read() throws(JournalError) -> History {
        let ledger = try workspace.ledger.journal.read(after: nil)
        let known = LedgerView(ledger)
        var history = try journal.read(after: known.start(of: id))
        history.add(erasures: known.erasures[id.text] ?? [:])
        history.judgeTexts(unfinished: known.unfinished)
        return history
    }

    // MARK: Anchors

    /// Runs work under the session's lock, once its last entry is anchored if it has to be.
    func locked<T>(
        by author: Author,
        _ work: (OpenJournal) throws(JournalError) -> T
    ) throws(JournalError) -> T {
        if let result = try lockedIfBorn(by: author, work) { return result }
        // Its maker was killed: whoever has the ledger's lock next makes it.
        try workspace.ledger.locked(by: author) { _ throws(JournalError) in }
        guard let result = try lockedIfBorn(by: author, work) else { throw .noSession(id) }
        return result
    }

    private func lockedIfBorn<T>(
        by author: Author,
        _ work: (OpenJournal) throws(JournalError) -> T
    ) throws(JournalError) -> T? {
        let open: OpenJournal
        do throws(JournalError) {
            open = try OpenJournal(journal)
        } catch {
            if error.code == ENOENT { return nil }
            throw error
        }
        defer { open.close() }
        guard !open.isUnborn else { return nil }
        // Whoever was killed before it came to this may have been followed by somebody who was
        // killed after mending the file: so not simply the last entry counts (fault test 4).
        if let last = open.lastOfPeople, let kind = last.anchor {
            // The ledger must not tell of what a power cut may still take away.
            try open.secure(author)
            try workspace.ledger.anchor(last, as: kind, isNew: false, by: author)
        }
        return try work(open)
    }

    // MARK: Opening

    /// Makes the file; for whoever holds the ledger's lock.
    func create(
        _ draft: NewEntry,
        after opening: Link,
        limit: Int = Journal.lockLimit,
        by author: Author
    ) throws(JournalError) -> Receipt? {
        let start = Link(seq: 0, hash: RecordHash.genesis(after: opening.hash))
        let open = try OpenJournal(creating: journal, after: start, limit: limit)
        defer { open.close() }
        if open.isUnborn { return try open.append(draft, by: author) }
        try open.secure(author)
        return nil
    }

    /// Makes the file of the session that was opened last, if its opener was killed.
    func finish(after opening: Entry, by author: Author) throws(JournalError) {
        var facts = Dictionary(uniqueKeysWithValues: opening.facts.map { ($0.name, $0.value) })
        facts["sid"] = nil
        facts["late"] = .bool(true)
        var waited = 0
        while try !hasGoneOn() {
            do throws(JournalError) {
                _ = try create(
                    NewEntry(.genesis, facts: facts),
                    after: opening.link,
                    limit: 0,
                    by: author
                )
                return
            } catch {
                // Who holds the session may wait for the ledger, which is held here: so this does
                // not wait for the session, but until the other has gone on.
                guard error.cause == .busy, waited < Journal.lockLimit else { throw error }
            }
            workspace.surroundings.disk.pause(2)
            waited += 2
        }
    }

    /// Whether a second entry stands in the file: then the first is on the disk.
    private func hasGoneOn() throws(JournalError) -> Bool {
        do throws(JournalError) {
            return try journal.read(after: nil, isLocked: true).records.count > 1
        } catch {
            if error.cause == .notFound || error.code == ENOENT { return false }
            throw error
        }
    }
}

extension Entry {
    /// Whether the store wrote it for its own sake.
    var isHousekeeping: Bool { kind == .recovered || kind == .genesis }

    /// As what the ledger is told of this entry of a session, if it is told.
    var anchor: EntryKind? {
        switch kind {
        case .incident: .incidentHead
        case .close: .sessionClose
        case .redact: .sessionHead
        case .recovered, .genesis: nil
        default: afterClose ? .sessionHead : nil
        }
    }

    fileprivate var isClosing: Bool { kind == .close || afterClose }
}

extension JournalError {
    fileprivate static func closedAlready(_ id: SessionID) -> JournalError {
        JournalError(
            .usage,
            "\(id.text.quoted) is closed already",
            hint: "what is still to be said can be added as a late entry or a correction"
        )
    }

    static func noSession(_ id: SessionID) -> JournalError {
        JournalError(.notFound, "there is no session \(id.text.quoted) in the record")
    }
}
