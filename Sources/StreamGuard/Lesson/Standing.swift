import Checklist

/// What the record knows of the approval that one rule's finding needs.
///
/// It is worked out anew at each use and never stored: a change of a fact makes an approval void
/// without anybody having to notice the change.
struct Standing {
    /// The rule that has to be allowed.
    let rule: String
    let state: State

    /// What became of it, by the last decision that says something about this plan.
    enum State {
        /// Nobody has decided.
        case none
        /// An approval counts; the number of sessions that were opened under it.
        case valid(ApprovalFacts, uses: Int)
        /// There is an approval and it does not count, for at least one reason.
        case void(ApprovalFacts, [VoidReason])
        case declined(ApprovalFacts)
        /// The approval, and the decision that took it back.
        case withdrawn(ApprovalFacts, by: ApprovalFacts)
    }

    /// The approval, if it counts.
    var valid: ApprovalFacts? {
        if case .valid(let facts, _) = state { facts } else { nil }
    }

    /// What lifts a finding; nothing unless the approval counts and its role may allow the rule.
    func grant(for finding: Finding) -> Grant? {
        guard case .valid(let facts, _) = state, rule == finding.rule, facts.rule == rule,
            let role = finding.approval?.by.first(where: { $0.name == facts.role })
        else { return nil }
        return Grant(
            role: role,
            by: facts.by,
            at: facts.at,
            from: facts.notBefore,
            until: facts.notAfter,
            conditions: facts.conditions,
            reference: facts.link.reference
        )
    }
}

/// One decision of somebody who may approve, as the ledger has it.
struct ApprovalFacts {
    enum Decision: String {
        case approve, decline, withdraw
    }

    let decision: Decision
    /// Where the ledger has it.
    let link: Link
    /// When it was decided.
    let at: Timestamp
    /// The id of the person who decided.
    let by: String
    /// The role in which they decided, such as `slt`.
    let role: String
    let rule: String
    /// The id of the plan they had before them.
    let planID: String
    /// The digest of the version they had before them.
    let plan: String
    /// The plans it covers start between these instants, both included.
    let notBefore: Timestamp
    let notAfter: Timestamp
    /// Whether it covers this one plan only, and no others with the same facts.
    let once: Bool
    /// Why they decided so; nothing if it was erased.
    let because: String?
    let conditions: [String]
    /// The facts that the decision is bound to: a path or the name of a variable, and the value.
    let material: [(path: String, value: JSON)]
}

/// Why an approval does not count for a plan.
enum VoidReason {
    /// A fact that it is bound to is another now. `old` is nothing if the fact was not among
    /// those it is bound to, `new` if the rule no longer names the fact.
    ///
    /// `by` and `at` tell who handed the change in and when; nothing if nobody has.
    case changed(path: String, old: JSON?, new: JSON?, by: String?, at: Timestamp?)
    /// The plan does not start between `notBefore` and `notAfter`.
    case outsidePeriod
    /// It was given for one other plan.
    case otherPlan
    /// It was given when the session had begun, or after.
    case afterStart
    case approverIsHost
    case approverIsSecond
    /// Another adult of the session.
    case approverInSession
    /// Whoever first handed the plan in.
    case approverIsAuthor
    /// Whoever handed in the version in which the facts were last changed.
    case approverIsLastEditor
    /// The approver did not have the role when they decided.
    case hadNoRole
    /// The approver's role was new, and nobody else had confirmed it.
    case roleUnconfirmed
    /// The record is damaged, so nothing in it can be relied on.
    case damagedRecord
}

extension Link {
    /// As people cite an entry: `7 a1b2c3d4`.
    var reference: String { "\(seq) \(hash.prefix(8))" }
}
