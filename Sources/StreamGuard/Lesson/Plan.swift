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
    /// The ids of the other adults who take part.
    var adults: [String] = []
    /// How many pupils are invited; nothing until the plan says so.
    var pupils: Int?
    var mode: String?
    var platform: String?
    /// Until when the session's log has to be closed.
    var due: Timestamp?
    /// Whether it will be recorded; a plan that leaves it open does not plan it.
    var isRecordingPlanned = false
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
        adults = answers.list("plan.adults").compactMap { $0.text(of: "id") }
        pupils = answers.pupils
        mode = answers.text("plan.mode")
        platform = answers.text("plan.platform")
        if case .bool(true)? = answers.value(at: "plan.recording.planned") {
            isRecordingPlanned = true
        }
        if case .duration(let limit)? = answers.value(at: "school.limits.logWithin") {
            due = end?.adding(limit)
        }
    }
}

extension Answers {
    fileprivate func text(_ path: String) -> String? {
        if case .string(let text)? = value(at: path) { text } else { nil }
    }

    fileprivate func time(_ path: String) -> Timestamp? {
        if case .timestamp(let time)? = value(at: path) { time } else { nil }
    }

    fileprivate func list(_ path: String) -> [Value] {
        if case .list(let elements)? = value(at: path) { elements } else { [] }
    }

    /// The plan's own pupils, or those that the school's list has in its group.
    fileprivate var pupils: Int? {
        if case .list(let pupils)? = value(at: "plan.pupils") { return pupils.count }
        guard let group = text("plan.group"),
            let listed = list("school.groups").first(where: { $0.text(of: "id") == group }),
            case .record(let record) = listed,
            case .list(let pupils)? = record.value(of: "pupils")
        else { return nil }
        return pupils.count
    }
}

extension Value {
    /// The text in a field of a group.
    fileprivate func text(of name: String) -> String? {
        guard case .record(let record) = self, case .string(let text)? = record.value(of: name)
        else { return nil }
        return text
    }
}
