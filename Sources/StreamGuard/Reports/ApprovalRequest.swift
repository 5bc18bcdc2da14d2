import Checklist

/// One thing that a plan needs approved, as it lies before whoever may decide.
struct ApprovalRequest {
    /// What is said of the plan, with what is approved.
    let report: Report
    let finding: Finding
    let need: ApprovalNeed
    let standing: Standing
    /// Short for the facts: whoever decides says which ones they saw.
    let code: String
    /// The facts in words.
    let facts: [(name: String, words: String)]
    /// The versions that were handed in, if any was.
    let versions: [HandedVersion]
    /// The ids of those who may decide.
    let deciders: [String]
    /// Why the person at the keyboard may not; empty if they may.
    let hindrances: [VoidReason]

    var rule: String { finding.rule }

    /// Whether somebody still has to decide.
    var waits: Bool {
        switch standing.state {
        case .none, .void: true
        case .valid, .declined, .withdrawn: false
        }
    }
}

extension VoidReason {
    /// Why you yourself may not approve this.
    var told: String {
        switch self {
        case .afterStart: "the session has begun"
        case .approverIsHost: "you are the host of this session"
        case .approverIsSecond: "you are the second member of staff of this session"
        case .approverInSession: "you are one of the adults in this session"
        case .approverIsAuthor: "you handed this plan in"
        case .approverIsLastEditor: "you handed in the last change of what is to be approved"
        case .hadNoRole: "you do not have the role"
        case .roleUnconfirmed:
            "your role is new, and nobody has confirmed it with "
                + "`\(Program.name) approvals \(Option.confirmRoles.typed)`"
        case .damagedRecord: "the record is damaged, so no approval in it counts"
        case .changed, .outsidePeriod, .otherPlan: "it is about something else"
        }
    }
}
