import Checklist

/// Something that happened in a session, as one entry of its log tells it.
enum SessionEvent {
    case start
    /// A colleague outside the session was told that it starts.
    case told(Somebody)
    case join(Somebody, as: Part, isPlanned: Bool)
    case leave(Somebody)
    /// The go-ahead of one member of staff: each of its four answers.
    case confirmed(Somebody, [GoAhead: Bool])
    /// Answers to questions of the `live` form, by the names of its fields.
    case answers([(field: String, value: JSON)])
    case chat(String)
    case recording(String)
    /// Nothing if the text was erased.
    case note(String?)
    case incident(IncidentNote)
    /// An incident, by the number of its entry, was handed to somebody.
    case handedOver(of: Int, to: Somebody)
    case deviation(Spell)
    case deviationOver(Spell)
    case end
    case close(wentWrong: String)
    /// An entry of a later version: shown, never lost.
    case other(String)

    /// Somebody by their id.
    struct Somebody: Hashable {
        /// Nothing if it was erased.
        let id: String?
        /// Whether the school's list of people has them: only such ids may stand in clear for ever.
        let isStaff: Bool

        init(_ id: String?, isStaff: Bool) {
            self.id = id
            // What is no single word cannot stand among the facts.
            self.isStaff = isStaff && id?.isWord ?? false
        }

        var words: String { id ?? "somebody (erased)" }
    }

    /// In which part somebody is in the session; the words of the `live` form.
    enum Part: String, CaseIterable {
        case host, second, staff, pupil, adult, unknown

        var isStaff: Bool { self == .host || self == .second || self == .staff }

        /// After a name, in brackets.
        var words: String {
            switch self {
            case .host: "host"
            case .second: "second member of staff"
            case .staff: "staff"
            case .pupil: "pupil"
            case .adult: "visitor"
            case .unknown: "UNKNOWN"
            }
        }
    }

    /// The four things that host and second member of staff say yes to before a session starts.
    enum GoAhead: String, CaseIterable {
        case understand, safe, reliable, worthwhile
    }

    /// What is written down of an incident: no more than who has to be told, and neutral facts.
    struct IncidentNote {
        let category: String
        /// Whom it is about, in one of a few words: `pupil`, `staff`, `nobody`.
        let about: String
        /// Who that is, as it was typed; nothing if nobody said, or if it was erased.
        let who: String?
        /// Nothing if nobody wrote them, or if they were erased.
        let facts: String?
        /// Who had to be told when it was written down, in that order; nothing if it was erased.
        var tell: [Telling]?

        /// Whether only those may see it who have to know: it is about somebody who works or
        /// helps in school.
        var isConfidential: Bool { about == IncidentNote.staff }

        static let staff = "staff"
        static let nobody = "nobody"
    }

    /// One conversation that has to be had about an incident.
    struct Telling {
        /// Any one of them, by id.
        let people: [String]
        /// Who may be told instead.
        let instead: [String]
    }

    /// The time over which a session broke a rule.
    struct Spell: Equatable, Sendable {
        let rule: String
        let item: String
        /// The moment at which the rule was asked.
        let moment: String
        let since: Timestamp
        /// Nothing as long as it goes on; the same as `since` if it was not so after all.
        var until: Timestamp?

        var isVoid: Bool { until == since }
    }
}

extension SessionEvent {
    /// The fact `what`.
    var name: String {
        switch self {
        case .start: "start"
        case .told: "told"
        case .join: "join"
        case .leave: "leave"
        case .confirmed: "confirmed"
        case .answers: "answers"
        case .chat: "chat"
        case .recording: "recording"
        case .note: "note"
        case .incident: "incident"
        case .handedOver: "handed-over"
        case .deviation: "deviation"
        case .deviationOver: "deviation-over"
        case .end: "end"
        case .close: "close"
        case .other(let name): name
        }
    }

    /// Whether the program wrote it by itself, after judging.
    var isJudgement: Bool {
        switch self {
        case .deviation, .deviationOver: true
        default: false
        }
    }
}
