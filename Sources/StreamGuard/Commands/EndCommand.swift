import Checklist

extension Command {
    static let end = Command(
        name: "end",
        summary: "note that the session has ended",
        about: "Notes that the session has ended, for everybody who is still in it. At a terminal "
            + "it asks what the rules still have to know; answers may also be given as "
            + "FIELD=VALUE.",
        operands: Operands(
            name: "FIELD=VALUE",
            count: 0...Int.max,
            help: "Answers, such as signedOut=yes welfareConcern=none."
        ),
        options: SessionDesk.options,
        examples: [
            ("streamguard end", "The session has ended now."),
            ("streamguard end --occurred 10:40 signedOut=yes", "It ended at 10:40."),
        ]
    ) { (invocation, console) throws(Refusal) in
        try console.keeping { () throws(SessionFailure) in
            var desk = try SessionDesk(invocation, console)
            if invocation.value(.corrects) == nil, let end = desk.timeline.end {
                throw .refused(.endedAlready(end, desk.clock))
            }
            let events = try desk.finishing(.end, moment: "end", invocation.operands)
            return try desk.record(events)
        }
    }

    static let close = Command(
        name: "close",
        summary: "finish the session's log",
        about: "Finishes the log once the session has ended. It asks whether anything went wrong, "
            + "and `nothing` has to be said. What is still to be added later comes in as a late "
            + "entry.",
        operands: Operands(
            name: "ANSWER",
            count: 0...Int.max,
            help: "`nothing` or `something`: did anything go wrong? And answers such as "
                + "recordingStored=mydrive."
        ),
        options: SessionDesk.options,
        examples: [
            ("streamguard close nothing", "Nothing went wrong."),
            ("streamguard close something", "The incidents are in the log."),
        ]
    ) { (invocation, console) throws(Refusal) in
        try console.keeping { () throws(SessionFailure) in
            var desk = try SessionDesk(invocation, console)
            let isCorrection = invocation.value(.corrects) != nil
            guard isCorrection || desk.timeline.close == nil else {
                throw .refused(.closedAlready(desk.opened))
            }
            guard desk.timeline.end != nil else { throw .refused(.notEnded) }
            let words = invocation.operands
            let answer = try refusing { () throws(Refusal) in try desk.wentWrong(words) }
            let close = SessionEvent.close(wentWrong: answer)
            let rest = words.filter { $0.contains("=") }
            var events = [close]
            if !isCorrection { events = try desk.finishing(close, moment: "after", rest) }
            let status = try desk.record(events)
            desk.sayWhatRemains()
            return status
        }
    }
}

extension SessionDesk {
    /// The event, and the answers that its moment needs.
    fileprivate func finishing(
        _ event: SessionEvent,
        moment: String,
        _ words: [String]
    ) throws(SessionFailure) -> [SessionEvent] {
        if invocation.value(.corrects) != nil, words.isEmpty { return [event] }
        var instant = try now()
        if let earlier = try occurred() { instant = earlier }
        return try refusing { () throws(Refusal) in
            let given = try GivenAnswers(
                words,
                files: 0...0,
                of: invocation.command.name,
                console
            )
            guard let judge else {
                if given.isEmpty { return [event] }
                throw Refusal("answers cannot be read without the school's rules")
            }
            var expected = facts
            expected.add(event, at: instant, seq: .max)
            var questions = try LiveQuestions(
                expected,
                of: judge,
                cast: cast,
                moment: moment,
                now: instant,
                console
            )
            try questions.take(given)
            if console.inputIsTerminal {
                for condition in judge.conditions where moment == "after" {
                    console.remark("A condition of the approval: \(condition)")
                }
                _ = try questions.ask("A few questions before it is saved; `skip` leaves one open.")
            }
            let answers = try questions.events()
            // The log is finished by its last word.
            return moment == "after" ? answers + [event] : [event] + answers
        }
    }

    /// The answer to whether anything went wrong; nobody else can give it.
    fileprivate func wentWrong(_ words: [String]) throws(Refusal) -> String {
        let choices = ["nothing", "something"]
        let given = words.filter { !$0.contains("=") }
        var answer = given.first?.lowercased()
        if given.isEmpty, console.inputIsTerminal {
            var page = Page(width: console.errors.width, colour: false)
            page.paragraph("Did anything go wrong? Type `nothing` or `something`.")
            if case .text(let line) = console.ask(page.text, "> ") {
                answer = Reply.trimmed(line).lowercased()
            }
        }
        guard let answer, choices.contains(answer), given.count < 2 else {
            throw .sayWhetherWrong(given.first ?? answer)
        }
        let numbers = timeline.incidents.filter { item in
            if case .incident(let note) = item.event {
                reader.mayRead(note, by: item.by)
            } else {
                false
            }
        }.map { String($0.seq) }
        if answer == "nothing", !numbers.isEmpty { throw .incidentsThere(numbers) }
        // One that is kept from this reader may be what they mean.
        if answer == "something", timeline.incidents.isEmpty { throw .noIncident }
        return answer
    }

    /// After the close: whatever is not handed over stays in sight.
    fileprivate func sayWhatRemains() {
        guard !HandoversDue(timeline, for: reader).isEmpty else { return }
        console.remark("The log is finished, but the incident has still to be handed over.")
    }
}

extension Refusal {
    fileprivate static func endedAlready(
        _ end: Timeline.Item,
        _ clock: LocalTime
    ) -> Refusal {
        Refusal(
            "the session ended at \(clock.clockTime(end.occurred).text) already (entry \(end.seq))",
            hint: "if that is wrong: `\(Program.name) end --corrects \(end.seq) --occurred TIME "
                + "--because TEXT`"
        )
    }

    fileprivate static func closedAlready(_ session: OpenedSession) -> Refusal {
        Refusal(
            "the log of \(session.id.quoted) is finished already",
            hint: "what is still to be said can be added with `note`, `incident` or "
                + "`\(Option.corrects.typed)`"
        )
    }

    fileprivate static let notEnded = Refusal(
        "the session has not ended",
        hint: "write `\(Program.name) end` first, with `\(Option.occurred.typed) 10:40` if it was "
            + "earlier"
    )

    fileprivate static func sayWhetherWrong(_ typed: String?) -> Refusal {
        Refusal(
            typed.map { "\($0.quoted) does not say whether anything went wrong" }
                ?? "whether anything went wrong has to be said",
            hint: "write `\(Program.name) close nothing`, or `close something`"
        )
    }

    fileprivate static func incidentsThere(_ numbers: [String]) -> Refusal {
        Refusal(
            "the log holds \(counted(numbers.count, "incident")) (\(listed(numbers))), so "
                + "something went wrong",
            hint: "write `\(Program.name) close something`"
        )
    }

    fileprivate static let noIncident = Refusal(
        "the log does not say what went wrong",
        hint: "write `\(Program.name) incident` first, then `close something`"
    )
}
