import Checklist

// How events are said, in receipts and in the timeline.

extension SessionEvent {
    /// What happened, in a few words; what somebody wrote is given apart.
    func words(_ clock: LocalTime) -> String {
        switch self {
        case .start: return "the session started"
        case .told(let who): return "\(who.words) knows that it is starting"
        case .join(let who, let part, let isPlanned):
            let role = part == .pupil ? "" : " (\(part.words))"
            return "\(who.words)\(role) joined" + (isPlanned ? "" : ", not in the plan")
        case .leave(let who): return "\(who.words) left"
        case .confirmed(let who, let answers):
            let noes = GoAhead.allCases.filter { answers[$0] != true }
            return noes.isEmpty
                ? "\(who.words) says yes to all four"
                : "\(who.words) does not say yes to: \(listed(noes.map(\.rawValue)))"
        case .answers(let answers):
            return answers.map { "\($0.field) is \(SessionEvent.shown($0.value))" }
                .joined(separator: ", ")
        case .chat(let mode): return "the chat is \(mode)"
        case .recording(let mode): return "recording is \(mode)"
        case .note: return "note"
        case .incident(let note):
            if note.about == IncidentNote.nobody { return "incident: \(note.category)" }
            let who = note.who.map { " (\($0))" } ?? ""
            return "incident: \(note.category), about \(note.about)\(who)"
        case .handedOver(let of, let to): return "incident \(of) was handed to \(to.words)"
        case .deviation(let spell): return "\(spell.rule) broken since \(time(spell.since, clock))"
        case .deviationOver(let spell):
            guard let until = spell.until, !spell.isVoid else {
                return "\(spell.rule) was not broken at \(time(spell.since, clock)) after all"
            }
            return "\(spell.rule) no longer broken since \(time(until, clock))"
        case .end: return "the session ended"
        case .close(let answer):
            return "the log is finished; what went wrong: \(answer)"
        case .other(let name): return "\(name) (of a later version of this program)"
        }
    }

    private func time(_ instant: Timestamp, _ clock: LocalTime) -> String {
        clock.clockTime(instant).text
    }

    private static func shown(_ value: JSON) -> String {
        switch value {
        case .bool(let truth): truth ? "yes" : "no"
        case .string(let text): text
        case .array(let elements):
            elements.isEmpty ? "none" : listed(elements.map { shown($0) })
        default: value.canonical()
        }
    }
}

extension Duration {
    /// "3 minutes", "2 hours": for how late, or how long, something was.
    var howLong: String {
        let minutes = max(seconds, 0) / 60
        if minutes < 1 { return "less than a minute" }
        if minutes < 120 { return counted(Int(minutes), "minute") }
        let hours = minutes / 60
        return hours < 48 ? counted(Int(hours), "hour") : counted(Int(hours / 24), "day")
    }
}
