import Checklist

/// What the ledger tells of disposal: proposals, what became of each, and holds.
struct DisposalBook {
    /// In the order of the ledger.
    private(set) var proposals: [Proposal] = []
    private(set) var holds: [Hold] = []

    init(_ ledger: [Entry]) {
        var places: [Int: Int] = [:]
        for entry in ledger where entry.kind == .disposal {
            let of = entry.number("of")
            let place = of.flatMap { places[$0] }
            let hold = of.flatMap { of in holds.firstIndex { $0.entry == of } }
            let releasing = of.flatMap { of in holds.firstIndex { $0.release?.entry == of } }
            switch entry.fact("what").flatMap(DisposalEntry.What.init) {
            case .propose:
                guard let proposal = Proposal(entry) else { continue }
                places[proposal.entry] = proposals.count
                proposals.append(proposal)
            case .confirm:
                if let place, proposals[place].isOpen {
                    proposals[place].state = .confirmed(by: entry.author)
                }
            case .done:
                if let place, case .confirmed(let author) = proposals[place].state {
                    proposals[place].state = .done(by: author, at: entry.at)
                }
            case .drop:
                if let place, proposals[place].isOpen { proposals[place].state = .dropped }
                if let releasing { holds[releasing].release = nil }
            case .hold:
                holds.append(
                    Hold(
                        entry: entry.seq,
                        author: entry.author,
                        at: entry.at,
                        session: entry.fact("sid"),
                        because: entry.text("because")
                    )
                )
            case .release:
                if let hold, !holds[hold].isOver {
                    holds[hold].release = (
                        entry.seq, entry.hash, entry.author, entry.text("because")
                    )
                }
            case .released:
                if let releasing { holds[releasing].isOver = true }
            case .reapply, nil: break
            }
        }
    }

    func proposal(_ entry: Int) -> Proposal? { proposals.first { $0.entry == entry } }

    /// What waits for a second person.
    var open: [Proposal] { proposals.filter(\.isOpen) }

    /// What was decided and not carried out to the end.
    var unfinished: [Proposal] {
        proposals.filter { if case .confirmed = $0.state { true } else { false } }
    }

    /// The holds that somebody proposed to end.
    var releases: [Hold] { holds.filter { !$0.isOver && $0.release != nil } }

    /// The holds that keep something from being erased.
    func holds(on subject: DisposalEntry.Subject) -> [Hold] { holds.filter { $0.covers(subject) } }

    func holds(on session: String) -> [Hold] {
        holds.filter { !$0.isOver && ($0.session == nil || $0.session == session) }
    }

    /// The proposal about the same that waits, if there is one.
    func waiting(for subject: DisposalEntry.Subject) -> Proposal? {
        open.first { $0.subject.isSame(as: subject) }
    }

    /// Up to which entry of its log a session was disposed of; nothing if it was not.
    func disposed(_ session: String) -> Int? {
        proposals.compactMap { proposal in
            guard case .done = proposal.state, case .session(session, let link) = proposal.subject
            else { return nil }
            return link.seq
        }.max()
    }

    /// The sessions that were disposed of.
    var disposed: Set<String> {
        Set(
            proposals.compactMap { proposal in
                guard case .done = proposal.state, case .session(let id, _) = proposal.subject
                else { return nil }
                return id
            }
        )
    }

    /// Of the two people of a decision, the one who is not `id`.
    func other(than id: String, _ proposal: Int) -> String {
        guard let proposal = self.proposal(proposal) else { return "" }
        switch proposal.state {
        case .confirmed(let author), .done(let author, _):
            return proposal.author.by == id ? author.by : proposal.author.by
        case .open, .dropped: return proposal.author.by
        }
    }
}
