import Checklist

/// What was decided about plans, as far as the ledger's facts tell: nothing of it changes when the
/// facts that an approval was bound to are erased.
struct ReviewDecisions {
    private let all: [Decision]
    /// The entry that took an approval back.
    private let withdrawals: [Int: Int]
    private let places: [Int: Int]
    private let byPlan: [String: [Int]]
    private let people: People
    private let isTrial: Bool

    private struct Decision {
        let entry: Int
        let at: Timestamp
        let author: Author
        let decision: ApprovalFacts.Decision
        let rule: String
        /// The digest of the version.
        let plan: String
        let from: Timestamp
        let until: Timestamp
        let once: Bool
        /// Whether the approver had the role, and was believed to.
        let hadRole: Bool
    }

    init(_ ledger: [Entry], people: People, isTrial: Bool) {
        self.people = people
        self.isTrial = isTrial
        var all: [Decision] = []
        var withdrawals: [Int: Int] = [:]
        var places: [Int: Int] = [:]
        var byPlan: [String: [Int]] = [:]
        var roles = RoleRegister()
        for entry in ledger {
            if entry.kind == .roles { roles.take(entry, people) }
            guard entry.kind == .approval,
                let decision = entry.fact("decision").flatMap(ApprovalFacts.Decision.init),
                let rule = entry.fact("rule"), let plan = entry.fact("plan")
            else { continue }
            if decision == .withdraw, let of = entry.number("of"), withdrawals[of] == nil {
                withdrawals[of] = entry.seq
            }
            let role = entry.fact("role") ?? ""
            let isLast = roles.entered.map { $0.digest == entry.fact("roles") } ?? false
            places[entry.seq] = all.count
            byPlan[plan, default: []].append(all.count)
            all.append(
                Decision(
                    entry: entry.seq,
                    at: entry.at,
                    author: entry.author,
                    decision: decision,
                    rule: rule,
                    plan: plan,
                    from: entry.time("not_before") ?? entry.at,
                    until: entry.time("not_after") ?? entry.at,
                    once: entry.flag("once"),
                    hadRole: isLast && roles.believed.includes(entry.author.by, as: role)
                        && roles.entered?.includes(entry.author.by, as: role) ?? false
                )
            )
        }
        self.all = all
        self.withdrawals = withdrawals
        self.places = places
        self.byPlan = byPlan
    }

    // MARK: Sessions

    /// How a session stood to the approvals that its plan needed.
    ///
    /// The opening itself tells which rules lacked an approval, and why. Openings of older versions
    /// do not: there it is what was decided about the plan before, or the last such decision.
    ///
    /// - Parameters:
    ///   - opened: the session.
    ///   - plan: its plan, if the ledger has it.
    ///   - log: what its log tells; the rules that were broken from the start on are asked of it.
    ///   - words: which rules somebody may allow.
    /// - Returns: what weighs most, if several approvals were needed.
    func state(
        of opened: OpenedSession,
        plan: PlannedSession?,
        log: LogSummary?,
        words: ReviewNames
    ) -> ApprovalState {
        if let unapproved = opened.unapproved, !unapproved.isEmpty {
            return worst(unapproved.map(\.state))
        }
        let held = opened.approvals.map { number in
            places[number].map { state(of: all[$0], for: opened, plan) ?? .approved } ?? .void
        }
        if let lost = worst(held.filter(\.isMissing), or: nil) { return lost }
        if opened.unapproved == nil {
            let broken = (log?.spells ?? []).filter { spell in
                spell.moment == "start" && words.rules[spell.rule]?.mayBeApproved ?? false
            }
            if opened.verdict == .needsApproval || !broken.isEmpty {
                return decided(before: opened, plan, rules: Set(broken.map(\.rule)))
            }
        }
        return held.isEmpty ? .notNeeded : .approved
    }

    /// What had been decided about the plan of a session that lacked an approval; without names of
    /// rules, about any of its rules.
    private func decided(
        before opened: OpenedSession,
        _ plan: PlannedSession?,
        rules: Set<String>
    ) -> ApprovalState {
        let settled = Set(opened.approvals.compactMap { places[$0].map { all[$0].rule } })
        var last: [String: ApprovalState] = [:]
        for rule in rules { last[rule] = ApprovalState.none }
        for number in numbers(about: plan) {
            let decision = all[number]
            guard decision.entry < opened.link.seq, !settled.contains(decision.rule),
                rules.isEmpty || rules.contains(decision.rule)
            else { continue }
            switch decision.decision {
            case .decline: last[decision.rule] = .declined
            case .approve:
                last[decision.rule] = state(of: decision, for: opened, plan) ?? .stale
            case .withdraw: break
            }
        }
        return worst(Array(last.values))
    }

    /// Why an approval did not count for a session when that was opened; nothing if it did, as far
    /// as facts tell.
    private func state(
        of decision: Decision,
        for opened: OpenedSession,
        _ plan: PlannedSession?
    ) -> ApprovalState? {
        guard decision.decision == .approve, decision.entry < opened.link.seq else { return .void }
        if let back = withdrawals[decision.entry], back < opened.link.seq { return .withdrawn }
        let start = opened.starts ?? opened.at
        let late = start.adding(ApprovalBook.grace) ?? start
        if late < decision.from || start > decision.until { return .expired }
        let isOwn = [opened.host, opened.second].contains { id in
            id.map { people.isSame($0, decision.author.by) } ?? false
        }
        let isAuthor = plan.map { isSame($0.first.author, decision.author) } ?? false
        if isOwn || isAuthor || !decision.hadRole || decision.at >= start { return .void }
        return nil
    }

    /// The numbers of the decisions about a plan, in whatever version.
    private func numbers(about plan: PlannedSession?) -> [Int] {
        (plan?.versions ?? []).flatMap { byPlan[$0.digest] ?? [] }.sorted()
    }

    private func isSame(_ one: Author, _ other: Author) -> Bool {
        if people.isSame(one.by, other.by) { return true }
        return !isTrial && one.uid == other.uid && one.host == other.host
    }

    private func worst(_ states: [ApprovalState]) -> ApprovalState {
        worst(states, or: ApprovalState.none) ?? .none
    }

    private func worst(_ states: [ApprovalState], or other: ApprovalState?) -> ApprovalState? {
        let order: [ApprovalState] = [.declined, .withdrawn, .none, .void, .expired, .stale]
        return order.first(where: states.contains) ?? other
    }

    // MARK: Plans that never ran

    /// Why a plan never ran, as far as the ledger tells.
    func reason(of plan: PlannedSession) -> UnheldSession.Reason {
        var last: [String: Decision] = [:]
        for number in numbers(about: plan) {
            let decision = all[number]
            // A withdrawal says what its approval is now.
            if decision.decision != .withdraw { last[decision.rule] = decision }
        }
        if last.values.contains(where: { $0.decision == .decline }) { return .declined }
        if last.values.contains(where: { withdrawals[$0.entry] != nil }) { return .notApproved }
        let start = plan.last.start
        let isLeft = (plan.last.needs ?? []).contains { rule in
            last[rule] == nil && !mayBeCovered(rule, at: start)
        }
        return isLeft ? .notApproved : .unknown
    }

    /// Whether an approval that was given for another plan may cover this one too: nobody can tell
    /// once the facts are erased that it was bound to.
    private func mayBeCovered(_ rule: String, at start: Timestamp?) -> Bool {
        guard let start else { return true }
        return all.contains { decision in
            decision.decision == .approve && decision.rule == rule && !decision.once
                && decision.from <= start && start <= decision.until
                && withdrawals[decision.entry] == nil
        }
    }
}
