import Checklist

/// How the ledger keeps what people decide about disposal.
enum DisposalEntry {
    /// The fact `what`.
    enum What: String {
        /// Somebody proposes to erase something.
        case propose
        /// Somebody else says yes to that; what follows does it.
        case confirm
        /// It has been done.
        case done
        /// A proposal is given up.
        case drop
        /// Nothing of a session, or nothing at all, may be erased.
        case hold
        /// Somebody proposes to end a hold.
        case release
        /// Somebody else says yes to that, and the hold ends.
        case released
        /// What was erased before was erased again.
        case reapply
    }

    /// What a proposal would erase.
    enum Subject: Hashable {
        /// All texts of a session, in its log up to this entry and in the ledger.
        case session(String, upTo: Link)
        /// One text of a session's log, as it was up to this entry.
        case text(History.Erasable, of: String, upTo: Link)
        /// A plan that no session was opened with, by the entry that first handed it in: all its
        /// versions, and the decisions on it.
        case plan(Int)
        /// One text of the ledger, or all of an entry.
        case ledger(Int, field: String?)

        /// The session it is about, if it is about one.
        var session: String? {
            switch self {
            case .session(let id, _), .text(_, let id, _): id
            case .plan, .ledger: nil
            }
        }

        /// Whether both are about the same, whatever the log holds by now.
        func isSame(as other: Subject) -> Bool {
            switch (self, other) {
            case (.session(let one, _), .session(let other, _)): one == other
            case (.text(let one, let id, _), .text(let other, let otherID, _)):
                one == other && id == otherID
            default: self == other
            }
        }

        fileprivate var facts: [String: JSON] {
            switch self {
            case .session(let id, let link):
                ["sid": .string(id)].merging(link.facts) { first, _ in first }
            case .text(let text, let id, let link):
                ["sid": .string(id), "text": .string(text.word)]
                    .merging(link.facts) { first, _ in first }
            case .plan(let entry): ["text": .string("\(entry).plan")]
            case .ledger(let entry, let field?): ["text": .string("\(entry).\(field)")]
            case .ledger(let entry, nil): ["entry": .int(Int64(entry))]
            }
        }

        fileprivate init?(_ entry: Entry) {
            let text = entry.fact("text").flatMap { History.Erasable(word: $0) }
            if let id = entry.fact("sid") {
                guard let seq = entry.number("n"), let hash = entry.fact("head") else {
                    return nil
                }
                let link = Link(seq: seq, hash: hash)
                self = text.map { .text($0, of: id, upTo: link) } ?? .session(id, upTo: link)
            } else if let text {
                self =
                    text.name == History.Erasable.plan
                    ? .plan(text.seq) : .ledger(text.seq, field: text.name)
            } else if let seq = entry.number("entry") {
                self = .ledger(seq, field: nil)
            } else {
                return nil
            }
        }
    }

    /// Why something may be erased, as facts tell it for ever.
    struct Ground: Equatable {
        /// The kind of record that it was kept as; nothing for a single text.
        let kind: Retention.Kind?
        /// How long that is kept, in days, by the profile of the day.
        let days: Int?
        /// From when on it may be erased.
        let from: Day?
        /// Whether it is erased before that, or although no date alone decides.
        let isEarly: Bool
    }

    static func propose(_ subject: Subject, _ ground: Ground, because: String?) -> NewEntry {
        var facts = subject.facts
        facts["what"] = .string(What.propose.rawValue)
        facts["kept"] = ground.kind.map { .string($0.rawValue) }
        facts["days"] = ground.days.map { .int(Int64($0)) }
        facts["from"] = ground.from.map { .string($0.text) }
        facts["early"] = .bool(ground.isEarly)
        return NewEntry(.disposal, facts: facts, texts: because.map { ["because": $0] } ?? [:])
    }

    /// What follows a proposal, or a hold.
    static func follow(
        _ what: What,
        of entry: Int,
        session: String?,
        because: String? = nil
    ) -> NewEntry {
        var facts: [String: JSON] = ["what": .string(what.rawValue), "of": .int(Int64(entry))]
        facts["sid"] = session.map { .string($0) }
        return NewEntry(.disposal, facts: facts, texts: because.map { ["because": $0] } ?? [:])
    }

    /// `session` is nothing for a hold on everything.
    static func hold(_ session: String?, because: String) -> NewEntry {
        var facts: [String: JSON] = ["what": .string(What.hold.rawValue)]
        facts["sid"] = session.map { .string($0) }
        return NewEntry(.disposal, facts: facts, texts: ["because": because])
    }

    static func reapply(_ count: Int) -> NewEntry {
        NewEntry(
            .disposal,
            facts: ["what": .string(What.reapply.rawValue), "count": .int(Int64(count))]
        )
    }
}

/// Something that somebody proposed to erase, and what became of it.
struct Proposal {
    /// The ledger's entry.
    let entry: Int
    let hash: String
    let author: Author
    let at: Timestamp
    let subject: DisposalEntry.Subject
    let ground: DisposalEntry.Ground
    /// Nothing if nobody gave a reason, or if it was erased.
    let because: String?
    var state = State.open

    enum State {
        case open
        case dropped
        /// Somebody else has said yes; not all of it is done.
        case confirmed(by: Author)
        case done(by: Author, at: Timestamp)
    }

    var isOpen: Bool { if case .open = state { true } else { false } }

    /// Nothing for an entry that proposes nothing that is known here.
    init?(_ entry: Entry) {
        guard let subject = DisposalEntry.Subject(entry) else { return nil }
        self.entry = entry.seq
        hash = entry.hash
        author = entry.author
        at = entry.at
        self.subject = subject
        ground = DisposalEntry.Ground(
            kind: entry.fact("kept").flatMap(Retention.Kind.init),
            days: entry.number("days"),
            from: entry.fact("from").flatMap { Day(iso: $0) },
            isEarly: entry.flag("early")
        )
        because = entry.text("because")
    }
}

/// A hold: nothing that it is about may be erased.
struct Hold {
    /// The ledger's entry.
    let entry: Int
    let author: Author
    let at: Timestamp
    /// Nothing for one on everything.
    let session: String?
    let because: String?
    /// Somebody proposed to end it, and nobody else has said yes or no to that.
    var release: (entry: Int, hash: String, author: Author, because: String?)?
    var isOver = false

    func covers(_ subject: DisposalEntry.Subject) -> Bool {
        !isOver && (session == nil || session == subject.session)
    }
}

extension Link {
    fileprivate var facts: [String: JSON] { ["n": .int(Int64(seq)), "head": .string(hash)] }
}
