import Checklist

extension DisposalDesk {
    /// Where texts of a session may have gone: the recipients have to be told of an erasure.
    func exports(of session: String?) -> [HandedOut] {
        guard let session else { return [] }
        let day = opening(session).map { self.day($0.starts ?? $0.at) }
        return ledger.records.filter { $0.kind == .export }.compactMap { entry in
            HandedOut(entry, covers: session, on: day)
        }
    }
}

/// Something that was handed out of the record.
struct HandedOut {
    let at: Timestamp
    let words: String

    /// Nothing if it cannot have held a session of that day.
    init?(_ entry: Entry, covers session: String, on day: Day?) {
        if let only = entry.fact("sid"), only != session { return nil }
        if let day {
            if let from = entry.fact("from").flatMap({ Day(iso: $0) }), day < from { return nil }
            if let to = entry.fact("to").flatMap({ Day(iso: $0) }), to < day { return nil }
        }
        // What was made for governors holds figures only.
        if entry.fact("view") == ReviewView.governors.rawValue { return nil }
        at = entry.at
        let recipient = entry.text("recipient") ?? entry.text("to") ?? "somebody"
        words = "\(recipient) (entry \(entry.seq) of the ledger, by \(entry.author.by))"
    }
}
