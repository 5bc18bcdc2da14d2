import Checklist

extension Report {
    /// The rules that somebody has to approve and that nobody has, with how each stands to it.
    var unapproved: [OpenedSession.Unapproved] {
        findings(.needsApproval).filter { $0.level != .advice && $0.rule.isWord }.map { finding in
            let state = standings[finding.rule].map { ApprovalState($0.state) } ?? .none
            return OpenedSession.Unapproved(rule: finding.rule, state: state)
        }
    }
}

extension ApprovalState {
    /// In one word, for the record.
    fileprivate init(_ state: Standing.State) {
        switch state {
        case .none: self = .none
        // It counts, and the rule is not met all the same: not by somebody who may allow it.
        case .valid: self = .void
        case .declined: self = .declined
        case .withdrawn: self = .withdrawn
        case .void(_, let reasons): self = ApprovalState(reasons)
        }
    }

    private init(_ reasons: [VoidReason]) {
        var (isStale, isExpired) = (false, false)
        for reason in reasons {
            switch reason {
            case .changed: isStale = true
            case .outsidePeriod: isExpired = true
            default: break
            }
        }
        self = isStale ? .stale : isExpired ? .expired : .void
    }
}
