import Checklist

extension Command {
    static let note = Command(
        name: "note",
        summary: "note something about the session",
        about: "Adds a note to the log of the running session, or an answer about it. Write what "
            + "happened in a few neutral words, with ids instead of names; what belongs in the "
            + "safeguarding lead's own record does not belong here. Without words it asks.",
        operands: Operands(
            name: "TEXT",
            count: 0...Int.max,
            help: "The note, or `-` to read it from standard input, so that it stands in no "
                + "history of commands; or answers such as linkChanged=yes."
        ),
        options: SessionDesk.options,
        examples: [
            ("streamguard note \"sound failed for five minutes\"", "Add a note."),
            ("streamguard note inView=other-people", "Something can be seen that should not be."),
            (
                "streamguard note --corrects 12 --because \"wrong pupil\" \"nobody left\"",
                "Entry 12 was a mistake."
            ),
        ]
    ) { (invocation, console) throws(Refusal) in
        try console.keeping { () throws(SessionFailure) in
            var desk = try SessionDesk(invocation, console)
            let events = try desk.noted()
            return try desk.record(events)
        }
    }
}

extension SessionDesk {
    fileprivate func noted() throws(SessionFailure) -> [SessionEvent] {
        let words = invocation.operands
        if !words.isEmpty, words.allSatisfy(\.looksLikeAnswer) { return try answered(words) }
        return try refusing { () throws(Refusal) in
            let texts = SessionText(console)
            let question = "What is to be noted? A few neutral words, ids instead of names."
            var text = try texts.given(words, question)
            if text == nil { text = try texts.asked(question) }
            guard let text else { throw .noNote }
            return [.note(text)]
        }
    }

    private func answered(_ words: [String]) throws(SessionFailure) -> [SessionEvent] {
        let instant = try now()
        let moment = timeline.moment(at: instant) ?? "during"
        return try refusing { () throws(Refusal) in
            guard let judge else { throw .noForm }
            var questions = try LiveQuestions(
                facts,
                of: judge,
                cast: cast,
                moment: moment,
                now: instant,
                console
            )
            try questions.take(GivenAnswers(words, files: 0...0, of: "note", console))
            let events = try questions.events()
            guard !events.isEmpty else { throw .nothingNew }
            return events
        }
    }
}

extension String {
    /// `linkChanged=yes`, but no sentence.
    fileprivate var looksLikeAnswer: Bool {
        guard let equals = firstIndex(of: "="), equals > startIndex else { return false }
        return self[..<equals].allSatisfy {
            $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".")
        }
    }
}

extension Refusal {
    fileprivate static let noNote = Refusal(
        "there is nothing to note",
        hint: "write it behind `note`, or write `-` and send it on standard input"
    )

    fileprivate static let noForm = Refusal(
        "answers cannot be read without the school's rules",
        hint: "note it in words"
    )

    fileprivate static let nothingNew = Refusal(
        "that is what the log says already",
        hint: "nothing was recorded"
    )
}
