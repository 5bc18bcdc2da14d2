/// What the findings come to, best first.
public enum Decision: String, Sendable, CaseIterable {
    /// Nothing stands in the way.
    case ready
    /// Somebody with the right role has to allow something first.
    case needsApproval = "needs-approval"
    /// Answers are missing.
    case needsAnswers = "needs-answers"
    /// A rule is broken.
    case doNotRun = "do-not-run"

    /// The worse of two decisions.
    public func worse(_ other: Decision) -> Decision {
        rank >= other.rank ? self : other
    }

    private var rank: Int {
        switch self {
        case .ready: 0
        case .needsApproval: 1
        case .needsAnswers: 2
        case .doNotRun: 3
        }
    }
}

/// A question that is still open.
public struct Question: Sendable {
    /// The field that is not answered.
    public let path: Path
    /// The form that the field belongs to.
    public let form: String
    /// The question in words.
    public let ask: String
    /// Help for whoever answers.
    public let help: String?
    /// The answers to choose from; empty if the answer is free.
    public let choices: [Choice]
    /// How many unanswered rules wait for this answer.
    public let settles: Int
    /// True if one of those rules holds the decision back.
    public let holdsBack: Bool
}

/// One of the answers to choose from.
public struct Choice: Sendable, Equatable {
    /// The answer as a document gives it.
    public let value: String
    /// The answer in words.
    public let means: String
}

/// What a rulebook says of a set of answers at one moment.
public struct Verdict: Sendable {
    /// The moment that was judged.
    public let moment: String
    /// What the findings come to.
    public let decision: Decision
    /// One finding for each rule, in the checklists' order.
    public let findings: [Finding]
    /// The open questions; first those that settle the most rules, then in the forms' order.
    public let questions: [Question]
}
