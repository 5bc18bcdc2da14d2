import Checklist

/// A disposal that two people have decided, ready to be carried out.
struct DisposalOrder {
    /// The ledger's entry that proposed it.
    let proposal: Int
    /// The session that it names, for the ledger's entry.
    let about: String?
    /// The other of the two people, besides the one who carries it out.
    let second: String
    /// What of a session's log goes.
    let log: (id: SessionID, texts: Erasure.Texts)?
    /// What of the ledger goes, plans too.
    let ledger: [History.Erasable]
}

extension Workspace {
    /// Carries disposals out: logs first, then the ledger with the plans, and last it is entered
    /// that it has been done.
    ///
    /// Whoever is stopped leaves it confirmed and not done; to carry it out again does what is
    /// left.
    func carryOut(
        _ orders: [DisposalOrder],
        by author: Author
    ) throws(JournalError) -> [Receipt] {
        for order in orders {
            guard let (id, texts) = order.log else { continue }
            try session(id).erase(
                Erasure(texts: texts, proposal: order.proposal, second: order.second),
                by: author
            )
        }
        let erasures = orders.filter { !$0.ledger.isEmpty }.map { order in
            Erasure(texts: .these(order.ledger), proposal: order.proposal, second: order.second)
        }
        if !erasures.isEmpty { try ledger.erase(erasures, by: author) }
        var receipts: [Receipt] = []
        for order in orders {
            let done = DisposalEntry.follow(.done, of: order.proposal, session: order.about)
            let receipt = try ledger.locked(by: author) { (open) throws(JournalError) -> Receipt? in
                // Somebody else may have carried it out at the same time.
                let now = try ledger.journal.read(after: nil, isLocked: true)
                guard now.unfinishedDisposals.contains(order.proposal) else { return nil }
                return try open.append(done, by: author)
            }
            if let receipt { receipts.append(receipt) }
        }
        return receipts
    }

    /// Erases again all that was erased and is there all the same; says how many texts and plans.
    func reapplyErasures(
        by author: Author,
        second: (Int) -> String
    ) throws(JournalError) -> Int {
        let view = LedgerView(try ledger.journal.read(after: nil))
        var count = 0
        for id in try sessionIDs() where view.erasures[id.text] != nil {
            let history = try session(id).read()
            guard !history.resurrected.isEmpty else { continue }
            count += try session(id).reapplyErasures(by: author, second: second)
        }
        return count + (try ledger.reapplyErasures(by: author, second: second))
    }
}
