import Checklist
import Foundation

/// A text that is to be erased, and on whose word.
struct Erasure {
    let seq: Int
    let field: String
    /// Why it may be: the retention date that has passed, or the legal basis.
    let basis: String
    /// The second person, besides the one who writes.
    let second: String
}

extension SessionLog {
    /// Erases a text, and all remains of cut-off entries, which may hold a copy of it.
    ///
    /// The order: both chains tell of it, a copy without the text is made and verified, and takes
    /// the file's place. A crash between leaves the old file or the new one, and the text shows
    /// as resurrected until the erasure is applied again (fault test 29).
    func erase(_ erasure: Erasure, by author: Author) throws(JournalError) -> Receipt {
        guard erasure.second != author.by else { throw .onePersonOnly }
        return try locked(by: author) { (open) throws(JournalError) in
            let history = try readLocked()
            guard let record = history.records.first(where: { $0.seq == erasure.seq }) else {
                throw .noEntry(erasure.seq, id)
            }
            switch history.state(of: erasure.field, in: record) {
            case nil: throw .noText(erasure.field, erasure.seq)
            case .erased: throw .erasedAlready(erasure.field, erasure.seq)
            // To call it erased now would cover up that somebody has taken it out.
            case .withheld: throw .textGone(erasure.field, erasure.seq)
            default: break
            }
            var all = [History.Erasable(seq: erasure.seq, name: erasure.field)]
            all += history.remains.map { History.Erasable(seq: $0, name: "torn") }
            var receipt: Receipt?
            for erasable in all {
                let new = try enter(erasable, erasure.basis, erasure.second, open, author)
                if receipt == nil { receipt = new }
            }
            guard let receipt else { throw .noText(erasure.field, erasure.seq) }
            try open.rewrite(try readLocked())
            return receipt
        }
    }

    /// Erases again what was erased and is there all the same, and says how many texts that were.
    ///
    /// It comes to that after a crash, or when an old copy was put back.
    func reapplyErasures(by author: Author, second: String) throws(JournalError) -> Int {
        guard second != author.by else { throw .onePersonOnly }
        return try locked(by: author) { (open) throws(JournalError) in
            let history = try readLocked()
            let resurrected = history.resurrected
            for erasable in resurrected {
                _ = try enter(erasable, "erased before", second, open, author)
            }
            try open.rewrite(try readLocked())
            return resurrected.count
        }
    }

    private func readLocked() throws(JournalError) -> History {
        let view = LedgerView(try workspace.ledger.journal.read(after: nil))
        var history = try journal.read(after: view.start(of: id), isLocked: true)
        history.add(erasures: view.erasures[id.text] ?? [])
        return history
    }

    private func enter(
        _ erasable: History.Erasable,
        _ basis: String,
        _ second: String,
        _ open: OpenJournal,
        _ author: Author
    ) throws(JournalError) -> Receipt {
        var facts: [String: JSON] = [
            "of": .int(Int64(erasable.seq)), "field": .string(erasable.name),
            "second": .string(second),
        ]
        let receipt = try open.append(
            NewEntry(.redact, facts: facts, texts: ["basis": basis]),
            by: author
        )
        facts["sid"] = .string(id.text)
        facts["n"] = .int(Int64(receipt.seq))
        facts["head"] = .string(receipt.hash)
        let draft = NewEntry(.redact, facts: facts)
        _ = try workspace.ledger.locked(by: author) { (ledger) throws(JournalError) in
            try ledger.append(draft, by: author)
        }
        return receipt
    }
}

extension Ledger {
    /// Erases a text of the ledger itself.
    func erase(_ erasure: Erasure, by author: Author) throws(JournalError) -> Receipt {
        guard erasure.second != author.by else { throw .onePersonOnly }
        return try locked(by: author) { (open) throws(JournalError) in
            let history = try journal.read(after: nil, isLocked: true)
            guard let record = history.records.first(where: { $0.seq == erasure.seq }),
                let state = history.state(of: erasure.field, in: record)
            else { throw .noText(erasure.field, erasure.seq) }
            if case .erased = state { throw .erasedAlready(erasure.field, erasure.seq) }
            if case .withheld = state { throw .textGone(erasure.field, erasure.seq) }
            let names = [(erasure.seq, erasure.field)] + history.remains.map { ($0, "torn") }
            var receipt: Receipt?
            for (seq, field) in names {
                let facts: [String: JSON] = [
                    "of": .int(Int64(seq)), "field": .string(field),
                    "second": .string(erasure.second),
                ]
                let texts = ["basis": erasure.basis]
                let new = try open.append(NewEntry(.redact, facts: facts, texts: texts), by: author)
                if receipt == nil { receipt = new }
            }
            guard let receipt else { throw .noText(erasure.field, erasure.seq) }
            try open.rewrite(try journal.read(after: nil, isLocked: true))
            return receipt
        }
    }

    /// Erases again what was erased from the ledger and is there all the same.
    func reapplyErasures(by author: Author) throws(JournalError) -> Int {
        try locked(by: author) { (open) throws(JournalError) in
            let history = try journal.read(after: nil, isLocked: true)
            try open.rewrite(history)
            return history.resurrected.count
        }
    }
}

extension History {
    /// The entries that closed remains of others, which are still there.
    fileprivate var remains: [Int] {
        oddities.compactMap { oddity in
            guard case .closed(_, let seq) = oddity else { return nil }
            return erasures[Erasable(seq: seq, name: "torn")] == nil ? seq : nil
        }
    }

    /// What was erased and is there all the same.
    fileprivate var resurrected: [Erasable] {
        var found: [Erasable] = []
        for record in records {
            for (name, _) in record.texts {
                if case .resurrected? = state(of: name, in: record) {
                    found.append(Erasable(seq: record.seq, name: name))
                }
            }
        }
        return found
    }
}

extension JournalError {
    fileprivate static let onePersonOnly = JournalError(
        .usage,
        "nobody erases alone: a second person has to be named"
    )

    fileprivate static func noEntry(_ seq: Int, _ id: SessionID) -> JournalError {
        JournalError(.notFound, "\(id.text.quoted) has no entry \(seq)")
    }

    fileprivate static func noText(_ field: String, _ seq: Int) -> JournalError {
        JournalError(.notFound, "entry \(seq) has no text \(field.quoted)")
    }

    fileprivate static func textGone(_ field: String, _ seq: Int) -> JournalError {
        JournalError(.damaged, "the text \(field.quoted) of entry \(seq) is gone already")
    }

    fileprivate static func erasedAlready(_ field: String, _ seq: Int) -> JournalError {
        JournalError(.usage, "the text \(field.quoted) of entry \(seq) is erased already")
    }
}
