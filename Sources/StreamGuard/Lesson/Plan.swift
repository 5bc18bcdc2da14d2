import Checklist

/// The few things about a planned session that the program itself has to know.
///
/// Everything else in a plan is for the rules.
struct Plan {
    let id: String?
    let title: String?
    let start: Timestamp?
    let end: Timestamp?
    /// The class or group it is for.
    let group: String?
    /// The ids of the adults who hold it.
    let host: String?
    let second: String?
    let digest: String
}

extension Plan {
    /// The plan among `answers`, which were read from `document`.
    init(_ answers: Answers, _ document: Document) {
        id = answers.text("plan.id")
        title = answers.text("plan.title")
        start = answers.time("plan.start")
        end = answers.time("plan.end")
        group = answers.text("plan.group")
        host = answers.text("plan.host.id")
        second = answers.text("plan.second.id")
        digest = Digest(ofPlan: document).hex
    }
}

extension Answers {
    fileprivate func text(_ path: String) -> String? {
        if case .string(let text)? = value(at: path) { text } else { nil }
    }

    fileprivate func time(_ path: String) -> Timestamp? {
        if case .timestamp(let time)? = value(at: path) { time } else { nil }
    }
}
