import Checklist

/// What the ledger knows of approvals, asked anew at each use.
///
/// INVARIANT: only what can be shown to count does. A damaged ledger, a role that nothing in it
/// vouches for, a fact that differs: each makes an approval void, with the reason.
struct ApprovalBook {
    let handedIn: HandedIn
    let people: People
    /// Whether the ledger can be relied on.
    let isSound: Bool
    /// Who is believed to hold which role.
    let roles: RoleRegister
    private let isTrial: Bool
    private let decisions: [Decision]
    /// How many sessions were opened under each approval.
    private let uses: [Int: Int]

    /// How much earlier than the period a session may start.
    static let grace = Duration(seconds: 15 * 60)

    /// A decision, and what the ledger knew when it was made.
    private struct Decision {
        let facts: ApprovalFacts
        /// The facts it is bound to, as one text.
        let material: String
        let author: Author
        /// Who held which role, and who was believed to, if that is the list which it cites.
        let roles: RoleRegister?
        /// The approval that a withdrawal takes back.
        let of: Int?
    }

    /// In a trial one account acts for everybody, so that accounts tell nothing.
    init(_ ledger: History, people: People, isTrial: Bool) {
        self.people = people
        self.isTrial = isTrial
        isSound = ledger.isSound
        handedIn = HandedIn(ledger.records)
        var decisions: [Decision] = []
        var uses: [Int: Int] = [:]
        var roles = RoleRegister()
        for entry in ledger.records {
            switch entry.kind {
            case .roles: roles.take(entry, people)
            case .approval:
                guard let facts = ApprovalFacts(entry) else { continue }
                let isLast = roles.entered.map { $0.digest == entry.fact("roles") } ?? false
                decisions.append(
                    Decision(
                        facts: facts,
                        material: MaterialDigest.text(facts.material),
                        author: entry.author,
                        roles: isLast ? roles : nil,
                        of: entry.number("of")
                    )
                )
            case .sessionOpen:
                for case .int(let seq) in entry.value("approvals")?.elements ?? [] {
                    uses[Int(seq), default: 0] += 1
                }
            default: break
            }
        }
        self.decisions = decisions
        self.uses = uses
        self.roles = roles
    }

    /// The roles of somebody that are in the profile and that the ledger believes.
    func rolesBelieved(of person: People.Person) -> [String] {
        person.roles.filter { roles.believed.includes(person.id, as: $0) }
    }

    /// What is known of the approval that a rule asks for.
    func standing(of question: ApprovalQuestion) -> Standing {
        var last = Standing.State.none
        var valid: Standing.State?
        let material = MaterialDigest.text(question.facts)
        for decision in decisions where decision.facts.rule == question.rule {
            let facts = decision.facts
            let isSame = decision.material.hasSameBytes(as: material)
            switch facts.decision {
            case .approve where isSame || question.isAbout(facts):
                if let back = withdrawal(of: facts) {
                    last = .withdrawn(facts, by: back)
                    continue
                }
                let reasons = reasons(against: decision, question)
                if reasons.isEmpty {
                    valid = .valid(facts, uses: uses[facts.link.seq] ?? 0)
                    last = .none
                } else {
                    last = .void(facts, reasons)
                }
            case .decline where isSame:
                // Whoever says no later, says no to all that was allowed before.
                (valid, last) = (nil, .declined(facts))
            default: break
            }
        }
        return Standing(rule: question.rule, state: valid ?? last)
    }

    /// Whether anything was ever decided about a plan.
    func knowsDecision(about plan: HandedPlan) -> Bool {
        decisions.contains { plan.holds($0.facts.plan) }
    }

    /// The approvals that were given for a plan and not taken back, first to last.
    func approvals(about plan: HandedPlan) -> [ApprovalFacts] {
        decisions.map(\.facts).filter { facts in
            facts.decision == .approve && plan.holds(facts.plan) && withdrawal(of: facts) == nil
        }
    }

    private func withdrawal(of approval: ApprovalFacts) -> ApprovalFacts? {
        decisions.first { $0.facts.decision == .withdraw && $0.of == approval.link.seq }?.facts
    }

    // MARK: Why an approval does not count

    private func reasons(against decision: Decision, _ question: ApprovalQuestion) -> [VoidReason] {
        let facts = decision.facts
        if !isSound { return [.damagedRecord] }
        var reasons = changes(since: facts, question)
        if facts.once, !question.isAbout(facts) { reasons.append(.otherPlan) }
        if !covers(facts, question) { reasons.append(.outsidePeriod) }
        let held = decision.roles?.entered?.includes(facts.by, as: facts.role) ?? false
        let isBelieved = decision.roles?.believed.includes(facts.by, as: facts.role) ?? false
        reasons += hindrances(
            to: decision.author,
            at: facts.at,
            roles: held ? [facts.role] : [],
            believed: isBelieved ? [facts.role] : [],
            question
        )
        // It may have been given for another plan: there, too, it had to be somebody else's.
        if let approved = handedIn.plan(holding: facts.plan) {
            let versions = approved.versions.filter { $0.entry < facts.link.seq }
            for reason in own(decision.author, versions, question)
            where !reasons.contains(where: { $0.isSameKind(as: reason) }) {
                reasons.append(reason)
            }
        }
        return reasons
    }

    /// However long it was given for, it lasts no longer than the rule lets it.
    private func covers(_ facts: ApprovalFacts, _ question: ApprovalQuestion) -> Bool {
        guard let start = question.start, let late = start.adding(ApprovalBook.grace) else {
            return false
        }
        let limit = question.lasts.flatMap { facts.notBefore.adding($0) } ?? facts.notAfter
        return late >= facts.notBefore && start <= min(facts.notAfter, limit)
    }

    /// Each fact that is another than it was bound to, and who made it so.
    private func changes(
        since decision: ApprovalFacts,
        _ question: ApprovalQuestion
    ) -> [VoidReason] {
        let versions = question.planID.flatMap { handedIn.plan(id: $0) }?.versions ?? []
        let then = decision.material
        let paths = question.facts.map(\.path) + then.map(\.path)
        var seen: Set<String> = []
        return paths.filter { seen.insert($0).inserted }.compactMap { path in
            let old = then.first { $0.path == path }?.value
            let new = question.facts.first { $0.path == path }?.value
            if old?.canonical() == new?.canonical() { return nil }
            let edit = question.lastEdit(of: path, in: versions)
            return .changed(path: path, old: old, new: new, by: edit?.author.by, at: edit?.at)
        }
    }

    // MARK: Who may not approve

    /// Why somebody may not approve, or might not have: a session's own people, its plan's own
    /// authors, whoever lacks the role, and everybody once it has begun.
    ///
    /// `roles` are those that the person holds, `believed` those that they are believed to hold.
    func hindrances(
        to author: Author,
        at time: Timestamp,
        roles: [String],
        believed: [String],
        _ question: ApprovalQuestion
    ) -> [VoidReason] {
        var reasons: [VoidReason] = []
        if let start = question.start, time >= start { reasons.append(.afterStart) }
        if question.host.map({ people.isSame($0, author.by) }) ?? false {
            reasons.append(.approverIsHost)
        }
        if question.second.map({ people.isSame($0, author.by) }) ?? false {
            reasons.append(.approverIsSecond)
        }
        if question.adults.contains(where: { people.isSame($0, author.by) }) {
            reasons.append(.approverInSession)
        }
        let versions = question.planID.flatMap { handedIn.plan(id: $0) }?.versions ?? []
        reasons += own(author, versions, question)
        if !roles.contains(where: question.roles.contains) {
            reasons.append(.hadNoRole)
        } else if !believed.contains(where: question.roles.contains) {
            reasons.append(.roleUnconfirmed)
        }
        return reasons
    }

    /// Whether it is somebody's own plan, or their own change.
    private func own(
        _ author: Author,
        _ versions: [HandedVersion],
        _ question: ApprovalQuestion
    ) -> [VoidReason] {
        if let first = versions.first, isSame(first.author, author) { return [.approverIsAuthor] }
        if let edit = question.lastEdit(of: versions), isSame(edit.author, author) {
            return [.approverIsLastEditor]
        }
        return []
    }

    private func isSame(_ one: Author, _ other: Author) -> Bool {
        if people.isSame(one.by, other.by) { return true }
        // Whatever a profile says: one account of one computer is one person.
        return !isTrial && one.uid == other.uid && one.host == other.host
    }
}

extension VoidReason {
    /// Whether both say the same of an approver.
    fileprivate func isSameKind(as other: VoidReason) -> Bool {
        switch (self, other) {
        case (.approverIsAuthor, .approverIsAuthor): true
        case (.approverIsLastEditor, .approverIsLastEditor): true
        default: false
        }
    }
}
