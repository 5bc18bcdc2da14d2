import Checklist

// What every form of a report says in the same words.

extension Report {
    /// How much there is of each kind, as in "1 approval is needed".
    var reckoning: String {
        let parts = [
            some(
                findings(.broken),
                "rule could not be worked out",
                "rules could not be worked out"
            ),
            some(
                findings(.notMet),
                "thing stands in the way",
                "things stand in the way"
            ),
            some(openQuestions, "question is open", "questions are open"),
            some(
                findings(.needsApproval),
                "approval is needed",
                "approvals are needed"
            ),
        ].compactMap { $0 }
        guard parts.isEmpty else { return parts.joined(separator: ", ") + "." }
        guard verdict.decision == .ready else { return "This cannot be decided yet." }
        let approved = findings(.approved)
        let way =
            approved.isEmpty
            ? "Nothing stands in the way"
            : "Nothing stands in the way, as \(counted(approved.count, "thing")) "
                + (approved.count == 1 ? "has been approved" : "have been approved")
        return findings(.advice).isEmpty ? "\(way)." : "\(way), but there is advice."
    }

    /// What is met, and how many rules the report says nothing else about.
    var remainder: String {
        let later = some(findings(.later), "is asked later", "are asked later")
        let idle = some(findings(.notApplicable), "does not apply", "do not apply")
        let asked = verdict.findings.count { ![.later, .notApplicable].contains($0.status) }
        var line = "Met: \(findings(.met).count) of \(counted(asked, "rule"))."
        let approved = some(findings(.approved), "is approved", "are approved")
        let rest = [approved, idle, later].compactMap { $0 }
        if !rest.isEmpty { line += " \(listed(rest))." }
        let advisory = QuestionGroup.grouping(verdict.questions.filter { !$0.holdsBack })
        if let more = some(
            advisory,
            "open question only serves advice",
            "open questions only serve advice"
        ) {
            line += " \(more)."
        }
        return line
    }

    /// The questions that hold the decision back.
    var openQuestions: [QuestionGroup] {
        QuestionGroup.grouping(verdict.questions.filter(\.holdsBack))
    }

    private func some<T>(_ things: [T], _ one: String, _ many: String) -> String? {
        things.isEmpty ? nil : counted(things.count, one, many)
    }
}

enum ReportWords {
    /// "p-01, p-02 and 19 more".
    static func abridged(_ words: [String]) -> String {
        let limit = 6
        return words.count <= limit + 1
            ? listed(words) : listed(words.prefix(limit) + ["\(words.count - limit) more"])
    }
}

extension Source {
    /// Where a rule comes from, with a word of caution if that is uncertain.
    var place: String {
        let place = [title, section, number.map { "no. \($0)" }].compactMap { $0 }
        let caution = certainty.map { $0 == "verified" ? "" : " (\($0))" } ?? ""
        return place.joined(separator: ", ") + caution
    }
}

extension Question {
    /// The words to answer with, explained as long as that stays short; nothing for a free answer.
    var choiceWords: String? {
        if choices.isEmpty { return nil }
        if choices.count > 6 { return choices.map(\.value).joined(separator: ", ") }
        return choices.map { "\($0.value) (\($0.means))" }.joined(separator: "; ")
    }
}
