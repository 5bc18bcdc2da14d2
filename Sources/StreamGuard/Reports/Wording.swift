import Checklist

// The words in which reports name what the engine found.

extension Decision {
    /// The first words of a report.
    var headline: String {
        switch self {
        case .ready: "READY"
        case .needsApproval: "NEEDS APPROVAL"
        case .needsAnswers: "NEEDS ANSWERS"
        case .doNotRun: "DO NOT RUN"
        }
    }

    /// After a count of plans: "3 need answers".
    func phrase(_ count: Int) -> String {
        switch self {
        case .ready: "ready"
        case .needsApproval: count == 1 ? "needs approval" : "need approval"
        case .needsAnswers: count == 1 ? "needs answers" : "need answers"
        case .doNotRun: "must not run"
        }
    }

    /// A second sign for eyes that see colour; the headline says it all.
    var ink: Page.Ink {
        switch self {
        case .ready: .green
        case .needsApproval, .needsAnswers: .yellow
        case .doNotRun: .red
        }
    }
}

extension Status {
    /// The status as a person says it.
    var words: String {
        switch self {
        case .met: "met"
        case .notMet: "NOT MET"
        case .advice: "advice"
        case .needsApproval: "NEEDS APPROVAL"
        case .approved: "approved"
        case .unanswered: "UNANSWERED"
        case .notApplicable: "does not apply"
        case .later: "later"
        case .broken: "BROKEN"
        }
    }
}

/// "1 plan", "2 plans": a count with its noun.
func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    count == 1 ? "1 \(one)" : "\(count) \(many ?? one + "s")"
}

/// "a, b and c": words listed as one would say them.
func listed(_ words: [String], joinedBy last: String = "and") -> String {
    guard let final = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(last) " + final
}
