import Checklist
import Platform

/// Texts of one chain that two people have decided to erase.
struct Erasure {
    let texts: Texts
    /// The ledger's entry in which it was proposed.
    let proposal: Int
    /// The other of the two people, besides the one who writes.
    let second: String

    enum Texts {
        /// All of the entries up to this one.
        case all(upTo: Int)
        case these([History.Erasable])
    }

    /// How many texts one entry names at the most, so that it never grows too long.
    fileprivate static let most = 1_000
}

extension SessionLog {
    /// Erases texts, and all remains of cut-off entries, which may hold copies of them; says how
    /// many that were.
    ///
    /// The order: both chains tell of it, a copy without the texts is made and verified, and takes
    /// the file's place. A crash between leaves the old file or the new one, and to do it again
    /// does what is left (fault test 29).
    @discardableResult
    func erase(_ erasure: Erasure, by author: Author) throws(JournalError) -> Int {
        guard erasure.second != author.by else { throw .onePersonOnly }
        return try locked(by: author) { (open) throws(JournalError) in
            let (history, told) = try readLocked()
            let wanted = try history.erasable(erasure.texts) + history.remains
            var new = wanted.filter { told[$0] == nil }
            if new.isEmpty { new = history.resurrected }
            for part in new.parts {
                try enter(part, erasure, open, author)
            }
            try open.rewrite(try readLocked().history)
            return new.count
        }
    }

    /// Erases again what was erased and is there all the same, and says how many texts that were.
    ///
    /// It comes to that when an old copy was put back. `second` names the other person by the
    /// number of the proposal.
    ///
    /// INVARIANT: the last entry of a file that takes another's place is an erasure. Whoever writes
    /// next sees by that that the name may not be on the disk yet.
    @discardableResult
    func reapplyErasures(
        by author: Author,
        second: (Int) -> String
    ) throws(JournalError) -> Int {
        try locked(by: author) { (open) throws(JournalError) in
            let history = try readLocked().history
            for erasure in history.repeated(second) {
                guard case .these(let texts) = erasure.texts else { continue }
                for part in texts.parts { try enter(part, erasure, open, author) }
            }
            try open.rewrite(try readLocked().history)
            return history.resurrected.count
        }
    }

    /// The log, and the erasures that the ledger tells of.
    private func readLocked() throws(JournalError) -> (
        history: History, told: [History.Erasable: History.Cause]
    ) {
        let view = LedgerView(try workspace.ledger.journal.read(after: nil))
        var history = try journal.read(after: view.start(of: id), isLocked: true)
        let told = view.erasures[id.text] ?? [:]
        history.add(erasures: told)
        return (history, told)
    }

    private func enter(
        _ texts: [History.Erasable],
        _ erasure: Erasure,
        _ open: OpenJournal,
        _ author: Author
    ) throws(JournalError) {
        var facts = erasure.facts(texts)
        let receipt = try open.append(NewEntry(.redact, facts: facts), by: author)
        facts["sid"] = .string(id.text)
        facts["n"] = .int(Int64(receipt.seq))
        facts["head"] = .string(receipt.hash)
        let draft = NewEntry(.redact, facts: facts)
        _ = try workspace.ledger.locked(by: author) { (ledger) throws(JournalError) in
            try ledger.append(draft, by: author)
        }
    }
}

extension Ledger {
    /// Erases texts of the ledger itself, and with them the versions of plans that entries of it
    /// handed in; says how many that were.
    ///
    /// INVARIANT: the lock is held until the files of the plans are gone. So whoever reads the
    /// ledger finds in it the erasure of each plan that is gone, and no file of one whose erasure
    /// it tells of, unless somebody was stopped between.
    @discardableResult
    func erase(_ erasures: [Erasure], by author: Author) throws(JournalError) -> Int {
        for erasure in erasures where erasure.second == author.by { throw .onePersonOnly }
        return try locked(by: author) { (open) throws(JournalError) in
            let before = try journal.read(after: nil, isLocked: true)
            var told = Set(before.erasures.keys)
            var count = 0
            for erasure in erasures {
                let wanted = try before.erasable(erasure.texts) + before.remains
                var new = wanted.filter { !told.contains($0) }
                // Where all is told already, for the file that takes the place of this one.
                if new.isEmpty, count == 0 { new = before.resurrected }
                for part in new.parts {
                    let draft = NewEntry(.redact, facts: erasure.facts(part))
                    _ = try open.append(draft, by: author)
                }
                told.formUnion(new)
                count += new.count
            }
            let history = try journal.read(after: nil, isLocked: true)
            try open.rewrite(history)
            _ = try removePlans(erasedIn: history, open)
            return count
        }
    }

    /// Erases again what was erased from the ledger and is there all the same, plans too.
    @discardableResult
    func reapplyErasures(
        by author: Author,
        second: (Int) -> String
    ) throws(JournalError) -> Int {
        try locked(by: author) { (open) throws(JournalError) in
            let history = try journal.read(after: nil, isLocked: true)
            for erasure in history.repeated(second) {
                guard case .these(let texts) = erasure.texts else { continue }
                for part in texts.parts {
                    _ = try open.append(NewEntry(.redact, facts: erasure.facts(part)), by: author)
                }
            }
            try open.rewrite(try journal.read(after: nil, isLocked: true))
            return try history.resurrected.count + removePlans(erasedIn: history, open)
        }
    }
}

extension Ledger {
    /// Removes the files of the plans whose erasure the ledger tells of, and what is left of plans
    /// that were never entered.
    private func removePlans(
        erasedIn history: History,
        _ open: OpenJournal
    ) throws(JournalError) -> Int {
        let folder: LedgerFiles
        do throws(JournalError) {
            folder = try LedgerFiles(Workspace.plans, of: workspace, under: open, creating: false)
        } catch {
            if error.code == ENOENT { return 0 }
            throw error
        }
        defer { folder.close() }
        try folder.clear { () throws(JournalError) in try plansEntered() }
        return try folder.remove(history.erasedPlans.sorted().map(PlanVersion.file))
    }
}

extension Erasure {
    fileprivate func facts(_ texts: [History.Erasable]) -> [String: JSON] {
        [
            "texts": .array(texts.map { .string($0.word) }), "second": .string(second),
            "proposal": .int(Int64(proposal)),
        ]
    }
}

extension History {
    /// The disposals that were confirmed and not carried out to the end; of a ledger.
    var unfinishedDisposals: Set<Int> {
        var open: Set<Int> = []
        for record in records where record.kind == .disposal {
            guard let of = record.number("of") else { continue }
            switch record.fact("what") {
            case "confirm": open.insert(of)
            case "done": open.remove(of)
            default: break
            }
        }
        return open
    }

    /// The digests of the plans whose erasure it tells of; of a ledger.
    var erasedPlans: Set<String> {
        let seqs = erasures.keys.filter { $0.name == Erasable.plan }.map(\.seq)
        let wanted = Set(seqs)
        return Set(
            records.filter {
                wanted.contains($0.seq) && ($0.kind == .plan || $0.kind == .planRevised)
            }.compactMap { $0.fact("plan") }
        )
    }

    /// The texts to erase; refused if one is missing without an erasure, for to call it erased
    /// now would cover up that somebody has taken it out.
    fileprivate func erasable(_ texts: Erasure.Texts) throws(JournalError) -> [Erasable] {
        switch texts {
        case .these(let texts):
            for text in texts {
                guard let record = records.first(where: { $0.seq == text.seq }) else {
                    throw .noEntry(text.seq, chain)
                }
                let isPlan =
                    text.name == Erasable.plan
                    && (record.kind == .plan || record.kind == .planRevised)
                if !isPlan { try check(text.name, in: record) }
            }
            return texts
        case .all(let last):
            var all: [Erasable] = []
            for record in records where record.seq <= last {
                for (name, _) in record.texts {
                    try check(name, in: record)
                    all.append(Erasable(seq: record.seq, name: name))
                }
            }
            return all
        }
    }

    private func check(_ name: String, in record: Entry) throws(JournalError) {
        switch state(of: name, in: record) {
        case nil: throw .noText(name, record.seq)
        case .withheld, .altered: throw .textGone(name, record.seq)
        case .open, .erased, .resurrected: return
        }
    }

    /// The entries that closed remains of others, which are still there.
    fileprivate var remains: [Erasable] {
        oddities.compactMap { oddity in
            guard case .closed(_, let seq) = oddity else { return nil }
            return Erasable(seq: seq, name: Erasable.torn)
        }
    }

    /// What has to be erased again, by what it was proposed in.
    fileprivate func repeated(_ second: (Int) -> String) -> [Erasure] {
        var texts: [Int: [Erasable]] = [:]
        for text in resurrected { texts[erasures[text]?.proposal ?? 0, default: []].append(text) }
        return texts.sorted { $0.key < $1.key }.map { proposal, texts in
            Erasure(
                texts: .these(texts),
                proposal: proposal,
                second: second(proposal)
            )
        }
    }

    /// What was erased and is there all the same.
    var resurrected: [Erasable] {
        var found: [Erasable] = []
        for record in records {
            for (name, _) in record.texts {
                if case .resurrected? = state(of: name, in: record) {
                    found.append(Erasable(seq: record.seq, name: name))
                }
            }
        }
        return found + remains.filter { erasures[$0] != nil }
    }
}

extension [History.Erasable] {
    fileprivate var parts: [[History.Erasable]] {
        stride(from: 0, to: count, by: Erasure.most).map {
            Array(self[$0..<Swift.min($0 + Erasure.most, count)])
        }
    }
}

extension JournalError {
    fileprivate static let onePersonOnly = JournalError(
        .usage,
        "nobody erases alone: two people have to decide it"
    )

    fileprivate static func noEntry(_ seq: Int, _ chain: String) -> JournalError {
        JournalError(.notFound, "\(chain.quoted) has no entry \(seq)")
    }

    fileprivate static func noText(_ field: String, _ seq: Int) -> JournalError {
        JournalError(.notFound, "entry \(seq) has no text \(field.quoted)")
    }

    fileprivate static func textGone(_ field: String, _ seq: Int) -> JournalError {
        JournalError(
            .damaged,
            "the text \(field.quoted) of entry \(seq) is gone or changed, and no entry says why: "
                + "`\(Program.name) verify` says more"
        )
    }
}
