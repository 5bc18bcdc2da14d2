import Checklist

/// What the rules of a moment still have to know about a session.
///
/// It is given with the command, or asked at a terminal; the answers come out as events.
struct LiveQuestions {
    private let console: Console
    private let cast: Cast
    private let now: Timestamp
    private let before: Draft
    private var conversation: Conversation
    /// Whether people and the chat may be named too, as they can at the start.
    private let isStart: Bool

    /// `facts` is what the log will tell once the event itself is in it.
    init(
        _ facts: LiveFacts,
        of judge: SessionJudge,
        cast: Cast,
        moment: String,
        now: Timestamp,
        _ console: Console
    ) throws(Refusal) {
        self.console = console
        self.cast = cast
        self.now = now
        isStart = moment == "start"
        do throws(Diagnostics) {
            let document = try facts.document(conditions: judge.conditions.count)
            before = Draft(judge.form, document)
            conversation = try Conversation(judge.subject(moment: moment, now: now), before)
        } catch {
            throw Refusal("nothing can be asked about the session", problems: error)
        }
    }

    private static let present = Place([.field("present")])

    /// Takes the answers that were given with the command.
    mutating func take(_ given: GivenAnswers, keepsText: Bool = true) throws(Refusal) {
        try given.apply(to: &conversation, console, keepsText: keepsText)
        try allow()
        let named = try fillIn(conversation.draft)
        do throws(Diagnostics) {
            try conversation.adjust(named)
        } catch {
            throw Refusal("these answers cannot be recorded", problems: error)
        }
    }

    /// What the log itself tells is not answered.
    private func allow() throws(Refusal) {
        let allowed: Set<String> =
            isStart ? ["present", "aware", "confirmations", "chat", "recording"] : []
        for (name, value) in conversation.draft.root.members {
            guard LiveFacts.told.contains(name), !allowed.contains(name),
                value.canonical() != before.root.member(name)?.canonical()
            else { continue }
            throw .isTold(name)
        }
    }

    /// Asks what is still open; false if somebody stopped before the end.
    mutating func ask(_ introduction: String) throws(Refusal) -> Bool {
        guard conversation.next != nil else { return true }
        var dialogue = Dialogue(console, conversation) { _ throws(Refusal) in }
        dialogue.introduction = introduction
        let end = try dialogue.run()
        conversation = dialogue.conversation
        return end == .finished
    }

    /// Gives everybody who is named as present their part, and the time.
    private func fillIn(_ draft: Draft) throws(Refusal) -> Draft {
        var draft = draft
        for person in draft[LiveQuestions.present]?.elements ?? [] {
            guard let typed = person.member("id")?.text else { continue }
            let member = try cast.require(typed)
            let place = Place([.field("present"), .element(typed)])
            if person.member("role") == nil {
                let part = JSON.string(member.part.rawValue)
                draft = draft.setting(part, at: place.appending("role"))
            }
            if person.member("joinedAt") == nil {
                draft = draft.setting(.string(now.rfc3339), at: place.appending("joinedAt"))
            }
        }
        return draft
    }

    /// What the answers tell, as events.
    func events() throws(Refusal) -> [SessionEvent] {
        var events: [SessionEvent] = []
        var answers: [(field: String, value: JSON)] = []
        for (name, value) in conversation.draft.root.members {
            let old = before.root.member(name)
            guard value.canonical() != old?.canonical() else { continue }
            switch name {
            case "present": events += try joined(value, old)
            case "aware":
                if let id = value.member("id")?.text {
                    let member = cast.member(id)
                    events.append(.told(member?.who ?? SessionEvent.Somebody(id, isStaff: false)))
                }
            case "confirmations": events += confirmed(value, old)
            case "chat": events.append(.chat(value.text ?? "off"))
            case "recording": events.append(.recording(value.text ?? "off"))
            default: answers.append((name, value))
            }
        }
        if !answers.isEmpty { events.append(.answers(answers)) }
        return events
    }

    private func joined(_ value: JSON, _ old: JSON?) throws(Refusal) -> [SessionEvent] {
        let known = (old?.elements ?? []).compactMap { $0.member("id")?.text }
        var events: [SessionEvent] = []
        for person in value.elements {
            guard let id = person.member("id")?.text, !known.contains(id) else { continue }
            let member = try cast.require(id)
            let part = person.member("role")?.text.flatMap(SessionEvent.Part.init) ?? member.part
            events.append(.join(member.who, as: part, isPlanned: member.isPlanned))
        }
        return events
    }

    private func confirmed(_ value: JSON, _ old: JSON?) -> [SessionEvent] {
        value.elements.compactMap { confirmation in
            let isKnown = (old?.elements ?? []).contains {
                $0.canonical() == confirmation.canonical()
            }
            guard !isKnown, let id = confirmation.member("id")?.text else { return nil }
            var answers: [SessionEvent.GoAhead: Bool] = [:]
            for answer in SessionEvent.GoAhead.allCases {
                if case .bool(let truth)? = confirmation.member(answer.rawValue) {
                    answers[answer] = truth
                }
            }
            let who = cast.member(id)?.who ?? SessionEvent.Somebody(id, isStaff: false)
            return .confirmed(who, answers)
        }
    }
}

extension Refusal {
    fileprivate static func isTold(_ name: String) -> Refusal {
        let command: String? =
            switch name {
            case "present": "join` or `leave"
            case "chat", "recording": name
            case "wentWrong": "close"
            case "startedAt": "start"
            case "endedAt": "end"
            default: nil
            }
        return Refusal(
            "\(name.quoted) is not answered: the log tells it",
            hint: command.map { "`\(Program.name) \($0)` notes it" }
        )
    }
}
