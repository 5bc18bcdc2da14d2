import Checklist

extension DisposalDesk {
    /// All that is past its date, as far as whoever asks may know.
    func due() throws(Refusal) -> DueList {
        var list = DueList(today: today, holds: book.holds.filter { !$0.isOver })
        for opened in openings { try add(opened, to: &list) }
        addPlans(to: &list)
        addReviews(to: &list)
        let scope = DisposalScope(ledger.records, at: now)
        for entry in scope.leftApprovals() {
            let until = entry.time("not_after") ?? entry.at
            add(.ledger(entry.seq, field: nil), .routine, max(day(until), day(entry.at)), to: &list)
        }
        list.items.sort { ($0.from, $0.day, $0.sortKey) < ($1.from, $1.day, $1.sortKey) }
        return list
    }

    private func add(_ opened: OpenedSession, to list: inout DueList) throws(Refusal) {
        // Nothing in a log makes it due sooner: so most logs need not be read.
        let earliest = day([opened.at, opened.starts, opened.ends].compactMap { $0 }.max() ?? now)
        guard retention.soonest(from: earliest) <= today else {
            return later(retention.soonest(from: earliest), &list)
        }
        let one = try look(at: opened)
        if let disposed = book.disposed(opened.id), one.last.seq <= disposed || !one.hasTexts {
            return
        }
        guard one.from <= today else { return later(one.from, &list) }
        guard one.hindrances.isEmpty else {
            list.notForYou += 1
            return
        }
        list.items.append(
            item(one.subject, one.kind, one.day, one.from, one.blockers, one.opened.host, one.group)
        )
    }

    private func item(
        _ subject: DisposalEntry.Subject,
        _ kind: Retention.Kind,
        _ day: Day,
        _ from: Day,
        _ blockers: [DueItem.Blocker] = [],
        _ host: String? = nil,
        _ group: String? = nil
    ) -> DueItem {
        let holds = book.holds(on: subject)
        var state = DueItem.State.due
        if kind.needsPerson { state = .needsPerson }
        if !blockers.isEmpty { state = .blocked(blockers) }
        if let waiting = book.waiting(for: subject) { state = .waiting(waiting) }
        if !holds.isEmpty { state = .held(holds) }
        return DueItem(
            subject: subject,
            day: day,
            host: host,
            group: group,
            kind: kind,
            days: retention.days(kind),
            from: from,
            state: state
        )
    }

    private func later(_ from: Day, _ list: inout DueList) {
        list.later += 1
        list.next = list.next.map { min($0, from) } ?? from
    }

    private func add(
        _ subject: DisposalEntry.Subject,
        _ kind: Retention.Kind,
        _ day: Day,
        _ blockers: [DueItem.Blocker] = [],
        to list: inout DueList
    ) {
        let from = retention.end(of: kind, from: day)
        guard from <= today else { return later(from, &list) }
        list.items.append(item(subject, kind, day, from, blockers))
    }

    /// Plans that no session was opened with.
    private func addPlans(to list: inout DueList) {
        let erased = ledger.erasedPlans
        for chain in chains.all
        where chain.sessions.isEmpty && !erased.contains(chain.first.fact("plan") ?? "") {
            add(.plan(chain.first.seq), .plan, day(chain.latest), to: &list)
        }
    }

    /// What reviews found and resolved, those of single sessions left out: they go with these.
    private func addReviews(to list: inout DueList) {
        let open = Dictionary(grouping: acts.actions().filter(\.isOpen), by: \.entry)
        for entry in ledger.records where entry.kind == .review {
            guard entry.fact("sid") == nil, entry.hasText else { continue }
            let ids = (open[entry.seq] ?? []).map(\.id)
            let subject = DisposalEntry.Subject.ledger(entry.seq, field: nil)
            add(subject, .review, day(entry.at), ids.isEmpty ? [] : [.actions(ids)], to: &list)
        }
    }
}

extension DueItem {
    fileprivate var sortKey: String {
        switch subject {
        case .session(let id, _), .text(_, let id, _): id
        case .plan(let entry), .ledger(let entry, _): "\(entry)"
        }
    }
}
