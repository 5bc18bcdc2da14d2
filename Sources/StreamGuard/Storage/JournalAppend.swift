import Checklist
import Platform

extension OpenJournal {
    /// Saves an entry; returns when it is on the disk.
    func append(_ draft: NewEntry, by author: Author) throws(JournalError) -> Receipt {
        if let id = draft.id, let receipt = try receipt(of: id, draft, author) { return receipt }
        let id = draft.id ?? EntryID(random: journal.surroundings.random(16))
        do throws(JournalError) {
            return try save(draft, id, author)
        } catch {
            // Space of its own helps against a full disk, not against a limit on one file.
            guard error.cause == .noSpace, error.code != EFBIG, journal.releaseReserve() else {
                throw error
            }
            notes.append("the disk is full: the space kept for that was used, free some now")
            // The first try may have left a part of a line.
            try look()
            return try save(draft, id, author)
        }
    }

    private func save(
        _ draft: NewEntry,
        _ id: EntryID,
        _ author: Author
    ) throws(JournalError) -> Receipt {
        try secure(author)
        // Certainly on the disk, which the entry to come is not if `fsync` fails.
        let safe = last
        do throws(JournalError) {
            return try write(draft, id, author)
        } catch {
            guard error.cause == .notSynced, let safe else { throw error }
            try goOn(after: safe, author)
            return try write(draft, id, author)
        }
    }

    /// Brings all that the chain holds to the disk, in another file if this one fails.
    func secure(_ author: Author) throws(JournalError) {
        let safe = last
        do throws(JournalError) {
            try settle(author)
        } catch {
            guard error.cause == .notSynced, let safe else { throw error }
            try goOn(after: safe, author)
        }
    }

    // MARK: Mending

    /// Brings the end of the file in order and to the disk, before anything follows it.
    ///
    /// Whoever wrote last may have been killed before it came to `fsync`.
    private func settle(_ author: Author) throws(JournalError) {
        guard !end.isSettled else { return }
        try sync()
        // Whoever wrote these made a file, or put one in the place of another.
        if end.isUnborn || last?.kind == .genesis || last?.kind == .redact { try folders.sync() }
        switch end.tail {
        case .clean: break
        case .unended:
            // The entry is whole, and nobody was told so: it counts.
            try put([0x0A])
            try sync()
            end.tail = .clean
            notes.append("an entry that was cut off at its very end was completed")
        case .torn:
            let facts: [String: JSON] = [
                "len": .int(Int64(end.torn.count)), "sha": .string(RecordHash.torn(end.torn)),
            ]
            let count = end.torn.count
            try write(NewEntry(.recovered, facts: facts), nil, author, before: [0x0A])
            end.torn = []
            end.tail = .clean
            notes.append("\(count) bytes of an entry that was cut off were closed in place")
        }
        if end.isUnborn, segment > 1 { try writeGenesis(author) }
        end.isSettled = true
    }

    /// Goes on in a file of its own.
    ///
    /// After a failed `fsync` the kernel takes pages for written that are not. To build on them
    /// would lose what is confirmed later, and a second `fsync` would succeed without a reason
    /// (fault test 5). That the new file is there tells all others.
    private func goOn(after safe: Entry, _ author: Author) throws(JournalError) {
        notes.append("the disk did not confirm \(path.quotedPath): have it looked at")
        segment += 1
        let new = try doing("made") { () throws(SystemError) in
            try folders.last.file(journal.name(segment), O_RDWR | O_APPEND | O_CREAT | O_EXCL)
        }
        handles.append(new)
        try lock()
        last = safe
        end = End(isUnborn: true)
        try writeGenesis(author)
        try folders.sync()
        end.isSettled = true
        notes.append("the entries go on in \(path.quotedPath)")
    }

    private func writeGenesis(_ author: Author) throws(JournalError) {
        let facts: [String: JSON] = [
            "after": .int(Int64(last?.seq ?? 0)), "segment": .int(Int64(segment)),
        ]
        try write(NewEntry(.genesis, facts: facts), nil, author)
    }

    // MARK: Writing

    @discardableResult
    private func write(
        _ draft: NewEntry,
        _ id: EntryID?,
        _ author: Author,
        before: [UInt8] = []
    ) throws(JournalError) -> Receipt {
        let surroundings = journal.surroundings
        guard let link else { throw .noBeginning(path) }
        let (uptime, boot) = surroundings.uptime()
        // A clock out of all range must not keep anybody from writing down what happened.
        let now = surroundings.now() ?? Timestamp(seconds: 0)
        guard let now else { throw .noBeginning(path) }
        let reading = ClockReading(at: now, uptime: uptime, boot: boot)
        let line = try RecordLine(
            draft,
            id: id ?? EntryID(random: surroundings.random(16)),
            chain: journal.chain,
            seq: link.seq + 1,
            previous: link.hash,
            author: author,
            reading: reading,
            clockStepped: last?.reading.stepped(to: reading) ?? false,
            afterClose: last.map { $0.afterClose || $0.kind == .close } ?? false,
            random: surroundings.random
        )
        try put(before + line.bytes)
        try sync()
        guard let record = try? Entry(line: line.bytes.dropLast()) else {
            throw .notReadBack(path)
        }
        if record.clockStepped { notes.append("the computer's clock was set since the last entry") }
        last = record
        if draft.kind == .genesis { end.isUnborn = false }
        let receipt = Receipt(chain: record.chain, seq: record.seq, hash: record.hash, notes: notes)
        return receipt
    }

    /// Writes at the end of the file, and looks whether it arrived there.
    ///
    /// A disk or a network that takes bytes and drops them is found out here (fault test 15).
    private func put(_ bytes: [UInt8]) throws(JournalError) {
        let start = end.size
        try doing("written") { () throws(SystemError) in try handle.write(bytes) }
        end.size = start + bytes.count
        let stored = try read(start..<end.size + 1)
        guard stored == bytes else { throw .notReadBack(path) }
    }

    private func sync() throws(JournalError) {
        do throws(SystemError) {
            try handle.sync()
        } catch {
            throw .notSynced(path, error)
        }
    }

    // MARK: Second tries

    /// The receipt of the entry with this id, if an earlier try has saved it.
    private func receipt(
        of id: EntryID,
        _ draft: NewEntry,
        _ author: Author
    ) throws(JournalError) -> Receipt? {
        let history = try journal.read(after: nil, isLocked: true)
        guard let record = history.records.first(where: { $0.id == id }) else { return nil }
        guard record.isSame(as: draft) else { throw .idTaken(id) }
        // It may stand there without being on the disk.
        try secure(author)
        return Receipt(chain: record.chain, seq: record.seq, hash: record.hash, notes: notes)
    }
}

extension Entry {
    /// Whether this is what the draft says.
    fileprivate func isSame(as draft: NewEntry) -> Bool {
        guard kind == draft.kind, facts.count == draft.facts.count,
            texts.count == draft.texts.count
        else { return false }
        for (name, value) in facts {
            guard let other = draft.facts[name],
                other.canonical().hasSameBytes(as: value.canonical())
            else { return false }
        }
        for (name, text) in texts {
            guard let other = draft.texts[name] else { return false }
            if case .open(_, let text) = text, !text.hasSameBytes(as: other) { return false }
        }
        return true
    }
}

extension JournalError {
    fileprivate static func notSynced(_ path: String, _ error: SystemError) -> JournalError {
        JournalError(
            .notSynced,
            "the disk did not confirm \(path.quotedPath): \(error.text)",
            hint: "the disk may be failing: have it looked at",
            code: error.code
        )
    }

    fileprivate static func notReadBack(_ path: String) -> JournalError {
        JournalError(
            .io,
            "what was written to \(path.quotedPath) does not stand there",
            hint: "the disk may be failing: have it looked at"
        )
    }

    fileprivate static func noBeginning(_ path: String) -> JournalError {
        JournalError(.damaged, "\(path.quotedPath) holds no entry that another could follow")
    }

    fileprivate static func idTaken(_ id: EntryID) -> JournalError {
        JournalError(.usage, "another entry has the id \(id.text.quoted) already")
    }
}
