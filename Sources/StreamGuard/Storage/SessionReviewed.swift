import Checklist

extension Workspace {
    /// Enters in the ledger what somebody says of a session up to one of its entries.
    ///
    /// INVARIANT: the ledger never tells of what a power cut may still take away: the session is
    /// on the disk first, and its lock is held until the ledger is told.
    ///
    /// `link` is the last entry that somebody was shown; `hasGrown` says whether more has been
    /// written since.
    func enter(
        _ draft: NewEntry,
        about id: SessionID,
        upTo link: Link,
        by author: Author
    ) throws(JournalError) -> (receipt: Receipt, hasGrown: Bool) {
        let log = try session(id)
        return try log.locked(by: author) { (open) throws(JournalError) in
            try open.secure(author)
            let records = try log.journal.read(after: nil, isLocked: true).records
            guard let place = records.firstIndex(where: { $0.link == link }) else {
                throw .exchanged(id)
            }
            var receipt = try ledger.append(draft, by: author)
            receipt.notes = open.notes + receipt.notes
            return (receipt, records[(place + 1)...].contains { !$0.isHousekeeping })
        }
    }
}

extension JournalError {
    fileprivate static func exchanged(_ id: SessionID) -> JournalError {
        JournalError(
            .damaged,
            "\(id.text.quoted) is no longer what you were shown: entries of it are gone",
            hint: "`streamguard verify` says more"
        )
    }
}
