import Checklist

/// What has to be known before a session starts: given with the command, or asked at a terminal.
struct StartQuestions {
    let invocation: Invocation
    let console: Console
    let cast: Cast
    let judge: SessionJudge
    let plan: Document
    let instant: Timestamp

    /// The facts as they will be once all this has been recorded.
    func facts(_ events: [SessionEvent]) -> LiveFacts {
        var facts = LiveFacts()
        for (index, event) in ([.start] + events).enumerated() {
            facts.add(event, at: instant, seq: index)
        }
        facts.isPresenceKnown = events.contains { event in
            if case .join = event { true } else { false }
        }
        return facts
    }

    /// Everything that was given or asked, as events.
    func events() throws(Refusal) -> [SessionEvent] {
        if console.inputIsTerminal {
            console.remark(
                "Before it starts: type a number or the words. `skip` leaves a question open, `?` "
                    + "explains it, `back` undoes the last answer, `quit` stops asking."
            )
        }
        var events = try present()
        events += try goAhead(of: facts(events))
        if let told = try told() { events.append(.told(told)) }
        var questions = try LiveQuestions(
            facts(events),
            of: judge,
            cast: cast,
            moment: "start",
            now: instant,
            console
        )
        let words = Array(invocation.operands.dropFirst())
        try questions.take(GivenAnswers(words, files: 0...0, of: "start", console))
        if console.inputIsTerminal { _ = try questions.ask("") }
        return events + (try questions.events())
    }

    // MARK: Who is there

    private func present() throws(Refusal) -> [SessionEvent] {
        var ids = invocation.ids(.present)
        let isGiven = invocation.operands.contains { $0.hasPrefix("present=") }
        if ids.isEmpty, !isGiven, console.inputIsTerminal {
            let planned = [cast.host, cast.second].compactMap { $0 }
            let usual = planned.isEmpty ? "" : " Enter for \(listed(planned)); else type the ids."
            let question = "Who is in the session now?\(usual)"
            return try asked(question) { (line) throws(Refusal) in
                if ["none", "nobody"].contains(line) { return [] }
                ids = line.isEmpty ? planned : named(in: line)
                return try joins(ids)
            } ?? []
        }
        return try joins(ids)
    }

    private func named(in line: String) -> [String] {
        line.split(whereSeparator: { ", ;".contains($0) }).map(String.init).filter { $0 != "and" }
    }

    private func joins(_ ids: [String]) throws(Refusal) -> [SessionEvent] {
        var events: [SessionEvent] = []
        for id in ids {
            let member = try cast.require(id)
            events.append(.join(member.who, as: member.part, isPlanned: member.isPlanned))
        }
        return events
    }

    // MARK: The go-ahead

    /// Four questions in one, for each of those who have to say yes to all of them; whoever does
    /// not is asked one by one.
    private func goAhead(of facts: LiveFacts) throws(Refusal) -> [SessionEvent] {
        let all = Dictionary(uniqueKeysWithValues: SessionEvent.GoAhead.allCases.map { ($0, true) })
        var events: [SessionEvent] = []
        let given = invocation.ids(.goAhead)
        for id in given { events.append(.confirmed(try cast.requireStaff(id), all)) }
        guard console.inputIsTerminal else { return events }
        for person in facts.present where person.part == .host || person.part == .second {
            if given.contains(where: { cast.member($0)?.who.id == person.id }) { continue }
            let who = SessionEvent.Somebody(person.id, isStaff: true)
            let answer = try asked(
                "\(person.id): do you understand the system, and will it be safe, reliable and "
                    + "better for teaching? `yes` to all four, or `no`."
            ) { (line) throws(Refusal) -> Bool? in
                if ["y", "yes", "1"].contains(line.lowercased()) { return true }
                return ["n", "no", "2"].contains(line.lowercased()) ? false : nil
            }
            guard let answer else { continue }
            events.append(.confirmed(who, answer ? all : try oneByOne(person.id)))
        }
        return events
    }

    private func oneByOne(_ id: String) throws(Refusal) -> [SessionEvent.GoAhead: Bool] {
        var answers: [SessionEvent.GoAhead: Bool] = [:]
        for question in SessionEvent.GoAhead.allCases {
            answers[question] = try asked("\(id): \(question.asks) yes or no") {
                (line) throws(Refusal) -> Bool? in
                if ["y", "yes", "1"].contains(line.lowercased()) { return true }
                return ["n", "no", "2"].contains(line.lowercased()) ? false : nil
            }
        }
        return answers
    }

    // MARK: The colleague outside

    private func told() throws(Refusal) -> SessionEvent.Somebody? {
        if let id = invocation.value(.toldAtStart) { return try cast.requireStaff(id) }
        let isGiven = invocation.operands.contains { $0.hasPrefix("aware.") }
        guard !isGiven, console.inputIsTerminal else { return nil }
        let planned = plan.root.member("aware")?.string
        let usual = planned.map { " Enter for \($0); else type an id." } ?? ""
        return try asked(
            "Which colleague outside the session knows that it starts now?\(usual)"
        ) { (line) throws(Refusal) in
            guard let id = line.isEmpty ? planned : line else { return nil }
            return try cast.requireStaff(id)
        }
    }

    /// Asks until the answer is one; nothing for a question that is left open.
    private func asked<T>(
        _ question: String,
        _ read: (String) throws(Refusal) -> T?
    ) throws(Refusal) -> T? {
        var page = Page(width: console.errors.width, colour: console.errors.colour)
        page.paragraph(question, ink: .bold)
        var shown = "\n" + page.text
        while true {
            switch console.ask(shown, "Answer: ") {
            case .end: return nil
            case .unreadable: console.remark("That was no text. Please type it again.")
            case .text(let typed):
                let line = Reply.trimmed(typed)
                if ["skip", "quit"].contains(line.lowercased()) { return nil }
                do throws(Refusal) {
                    if let value = try read(line) { return value }
                    console.remark("Please answer that, or type `skip`.")
                } catch {
                    console.complain(error)
                }
            }
            shown = ""
        }
    }
}

extension SessionEvent.GoAhead {
    /// The question.
    fileprivate var asks: String {
        switch self {
        case .understand: "do you understand the system?"
        case .safe: "will it be safe?"
        case .reliable: "will it be reliable?"
        case .worthwhile: "will teaching be better for it?"
        }
    }
}
