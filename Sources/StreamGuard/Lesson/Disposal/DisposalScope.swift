import Checklist

/// What the disposal of something takes from the ledger besides a session's own log: its texts
/// about the session, and the plan that nobody needs any more.
///
/// The name of a class stays where two pupils or more were planned, since reviews count by it;
/// all other texts go, and all facts stay.
struct DisposalScope {
    private let ledger: [Entry]
    private let chains: PlanChains
    private let book: DisposalBook
    private let now: Timestamp

    init(_ ledger: [Entry], at now: Timestamp) {
        self.ledger = ledger
        self.now = now
        chains = PlanChains(ledger)
        book = DisposalBook(ledger)
    }

    /// `besides` are sessions that are disposed of at the same time.
    func texts(
        of subject: DisposalEntry.Subject,
        besides: Set<String> = []
    ) -> [History.Erasable] {
        switch subject {
        case .session(let id, _): texts(ofSession: id, book.disposed.union(besides).union([id]))
        case .text: []
        case .plan(let entry): chains.chain(from: entry).map { texts(of: $0, []) } ?? []
        case .ledger(let seq, let field?): [History.Erasable(seq: seq, name: field)]
        case .ledger(let seq, nil):
            ledger.first { $0.seq == seq }.map { texts($0) { _ in true } } ?? []
        }
    }

    private func texts(ofSession id: String, _ gone: Set<String>) -> [History.Erasable] {
        var texts: [History.Erasable] = []
        if let chain = chains.chain(of: id), isFree(chain, gone) {
            texts += self.texts(of: chain, gone)
        }
        // Approvals of other plans that this session was the last to use.
        for entry in ledger where entry.kind == .approval {
            guard chains.uses[entry.seq]?.contains(id) ?? false,
                let chain = entry.fact("plan").flatMap({ chains.chain(holding: $0) }),
                isFree(chain, gone), isSpent(entry, gone)
            else { continue }
            texts += self.texts(entry) { _ in true }
        }
        for entry in ledger where entry.kind == .review && entry.fact("sid") == id {
            texts += self.texts(entry) { _ in true }
        }
        var seen: Set<History.Erasable> = []
        return texts.filter { seen.insert($0).inserted }
    }

    /// Whether no session needs a plan: all that were opened with it are gone, or none was and
    /// its time is over.
    private func isFree(_ chain: PlanChain, _ gone: Set<String>) -> Bool {
        chain.sessions.isEmpty
            ? chain.latest < now : chain.sessions.allSatisfy { gone.contains($0.id) }
    }

    private func texts(of chain: PlanChain, _ gone: Set<String>) -> [History.Erasable] {
        var texts: [History.Erasable] = []
        for entry in chain.versions {
            texts += self.texts(entry) { $0 != "group" || chain.isOneToOne }
            texts.append(History.Erasable(seq: entry.seq, name: History.Erasable.plan))
        }
        for entry in chain.decisions where isSpent(entry, gone) {
            texts += self.texts(entry) { _ in true }
        }
        return texts
    }

    /// Whether no session can be opened under an approval any more, and none is left that was.
    func isSpent(_ decision: Entry, _ gone: Set<String>) -> Bool {
        guard decision.fact("decision") == ApprovalFacts.Decision.approve.rawValue else {
            return true
        }
        let isUsed = chains.uses[decision.seq].map { !$0.isSubset(of: gone) } ?? false
        let until = decision.time("not_after")?.adding(ApprovalBook.grace) ?? decision.at
        return !isUsed && until < now
    }

    /// The approvals of plans that are gone, whose own time came later.
    func leftApprovals() -> [Entry] {
        let gone = book.disposed
        var plans: Set<Int> = []
        for proposal in book.proposals {
            if case .done = proposal.state, case .plan(let entry) = proposal.subject {
                plans.insert(entry)
            }
        }
        return chains.all.flatMap { chain -> [Entry] in
            let isGone =
                chain.sessions.isEmpty
                ? plans.contains(chain.first.seq)
                : chain.sessions.allSatisfy { gone.contains($0.id) }
            guard isGone else { return [] }
            return chain.decisions.filter { $0.hasText && isSpent($0, gone) }
        }
    }

    private func texts(_ entry: Entry, where keeps: (String) -> Bool) -> [History.Erasable] {
        entry.texts.filter { text in
            if case .absent = text.text { false } else { keeps(text.name) }
        }.map { History.Erasable(seq: entry.seq, name: $0.name) }
    }
}

extension Entry {
    /// Whether any of its texts is there.
    var hasText: Bool {
        texts.contains { if case .absent = $0.text { false } else { true } }
    }
}
