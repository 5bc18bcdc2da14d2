import Checklist

/// What `check` says of one plan, before anybody decides how it looks.
struct Report {
    /// The plan's file as it was named; nothing for standard input.
    let file: String?
    let plan: Plan
    let school: School
    let checklists: [CheckedList]
    private(set) var verdict: Verdict
    /// The instant that stood for "now".
    let at: Timestamp
    let clock: LocalTime
    /// What the record knows of the approvals that findings need, by rule; empty without a record.
    var standings: [String: Standing] = [:]
    /// What was judged, by the names of the forms, and the forms.
    var documents: [String: Document] = [:]
    var forms: [Form] = []

    /// A checklist that was asked.
    struct CheckedList {
        let id: String
        let version: String
        let title: String
    }

    /// The same with what the record knows of approvals: what they allow is lifted.
    func granting(_ standings: [String: Standing]) -> Report {
        var report = self
        report.standings = standings
        report.verdict = verdict.granting { standings[$0.rule]?.grant(for: $0) }
        return report
    }

    /// The findings of one status, in the checklists' order.
    func findings(_ status: Status) -> [Finding] {
        // A finding has many parts: none is copied but those that are wanted.
        let all = verdict.findings
        return all.indices.filter { all[$0].status == status }.map { all[$0] }
    }

    /// When the session is, as the school's clock shows it; nothing until the plan says so.
    var when: String? {
        plan.start.map { "\(clock.span($0, plan.end)) (\(clock.zone))" }
    }
}

/// Questions that ask the same of several elements of a list, as one.
struct QuestionGroup {
    /// The question that stands for all.
    let question: Question
    /// The path with `[…]` in place of the elements.
    let shape: String
    /// The elements' names; empty for a question outside lists.
    private(set) var elements: [String]

    /// Groups what is asked in the same words at the same field, in the questions' order.
    static func grouping(_ questions: [Question]) -> [QuestionGroup] {
        var groups: [QuestionGroup] = []
        var places: [String: Int] = [:]
        for question in questions {
            let (shape, element) = split(question.path.text)
            let key = "\(shape)\n\(question.ask)"
            if let place = places[key], let element {
                groups[place].elements.append(element)
            } else {
                places[key] = groups.count
                groups.append(
                    QuestionGroup(
                        question: question,
                        shape: shape,
                        elements: element.map { [$0] } ?? []
                    )
                )
            }
        }
        return groups
    }

    /// `plan.pupils[p-1].account` is `plan.pupils[…].account` and `p-1`.
    private static func split(_ path: String) -> (shape: String, element: String?) {
        var shape = String.UnicodeScalarView()
        var elements: [String] = []
        var inside: String.UnicodeScalarView?
        for scalar in path.unicodeScalars {
            if scalar == "[", inside == nil {
                inside = String.UnicodeScalarView()
            } else if scalar == "]", let element = inside {
                elements.append(String(element))
                shape.append(contentsOf: "[…]".unicodeScalars)
                inside = nil
            } else if inside != nil {
                inside?.append(scalar)
            } else {
                shape.append(scalar)
            }
        }
        return (String(shape), elements.isEmpty ? nil : elements.joined(separator: "/"))
    }
}
