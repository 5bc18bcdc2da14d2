import Checklist

/// Drives a conversation over the console, line by line, and saves after every answer.
struct Dialogue {
    private let console: Console
    private(set) var conversation: Conversation
    private let save: (inout Conversation) throws(Refusal) -> Void
    private var heading: String?
    /// The lists of the school that were shown in full in this sitting.
    private var listsShown: Set<String> = []
    /// What is said before the first question.
    var introduction =
        "Type the number of an answer, or its words. `?` explains a question, `back` undoes the "
        + "last answer, `skip` leaves a question open, `why` shows the rules that need it, `quit` "
        + "stops. Every answer is saved at once."
    /// How many answers were asked for, for whoever counts.
    private(set) var asked = 0

    /// How a dialogue ended.
    enum End {
        /// Nothing is left to ask.
        case finished
        /// Whoever answers has stopped, or the terminal has gone.
        case stopped
    }

    /// What to do after a line was read.
    private enum Step { case again, next, stop }

    init(
        _ console: Console,
        _ conversation: Conversation,
        save: @escaping (inout Conversation) throws(Refusal) -> Void
    ) {
        self.console = console
        self.conversation = conversation
        self.save = save
    }

    /// Asks until nothing is left, or until somebody stops.
    mutating func run() throws(Refusal) -> End {
        if !introduction.isEmpty { say(introduction) }
        while let prompt = conversation.next {
            console.say("")
            let text = words(of: prompt)
            var shown = text
            var step = Step.again
            while step == .again {
                switch console.ask(shown, "Answer: ") {
                case .end:
                    console.say("")
                    return .stopped
                case .unreadable:
                    say("That was no text: arrow keys do not work here. Please type it again.")
                case .text(let line): step = try take(Reply.trimmed(line), prompt)
                }
                shown = ""
            }
            if step == .stop { return .stopped }
        }
        return .finished
    }

    /// What the last answers came to, as one line.
    private func report() {
        console.say(String(text.status(conversation.assessment).dropLast()))
    }

    // MARK: One line

    private mutating func take(_ line: String, _ prompt: Prompt) throws(Refusal) -> Step {
        switch line.lowercased() {
        case "quit", "exit", "q": return .stop
        case "back":
            guard conversation.back() else {
                say(
                    "There is nothing to go back to in this sitting. To change an earlier answer, "
                        + "quit and give it on the command line, as in `plan ask FILE chat.mode=off`."
                )
                return .again
            }
            try save(&conversation)
            say("Undone.")
            return .next
        case "skip":
            conversation.skip()
            return .next
        case "?", "help": return explain(prompt, all: false)
        case "why": return explain(prompt, all: true)
        default: break
        }
        switch prompt {
        case .ask(let ask): return try answer(line, ask)
        case .together(let together): return try answer(line, together)
        case .offer: return decide(line, prompt)
        }
    }

    private func explain(_ prompt: Prompt, all: Bool) -> Step {
        let verdict = conversation.assessment.verdict
        switch prompt {
        case .ask(let ask):
            // Whoever asks for help sees the whole list again.
            let list = ask.choices.count > 6 && ask.isFree ? text.list(ask) : ""
            let words = all ? text.why(ask, verdict) : list + text.help(ask, verdict)
            console.say(String(words.dropLast()))
        case .together:
            say("These facts have to be found out anew each time. Are they as they were?")
        case .offer:
            say("These questions never hold the plan back; their answers may bring advice.")
        }
        return .again
    }

    private mutating func answer(_ line: String, _ ask: Ask) throws(Refusal) -> Step {
        let value: JSON
        if line.isEmpty {
            guard let suggestion = ask.suggestion else {
                say("Please type an answer, or `skip` to leave it open, or `?` for help.")
                return .again
            }
            value = suggestion
        } else {
            let typed = line.hasPrefix("=") ? Reply.trimmed(String(line.dropFirst())) : line
            do throws(Reply.Unclear) {
                let reply = try ask.reply(typed)
                guard try isConfirmed(typed, ask) else { return .again }
                value = reply.value
                if let understood = reply.understood { say("Understood: \(understood).") }
            } catch {
                say(error.reason)
                return .again
            }
        }
        return try put(value, at: ask.place)
    }

    private mutating func answer(_ line: String, _ together: Together) throws(Refusal) -> Step {
        switch line.lowercased() {
        case "", "y", "yes", "1": return try put(together.value, at: together.place)
        case "n", "no", "2":
            conversation.goInto(.together(together))
            return .next
        default:
            say("Please press Enter for yes, or answer no.")
            return .again
        }
    }

    private mutating func decide(_ line: String, _ prompt: Prompt) -> Step {
        switch line.lowercased() {
        case "y", "yes", "1": conversation.goInto(prompt)
        case "n", "no", "2": conversation.skip()
        default:
            say("Please answer yes or no.")
            return .again
        }
        return .next
    }

    private mutating func put(_ value: JSON, at place: Place) throws(Refusal) -> Step {
        do throws(Diagnostics) {
            try conversation.answer(value, at: place)
        } catch {
            for problem in error.all.prefix(3) {
                let help = problem.help.map { " – \($0)" } ?? ""
                say("That cannot be saved: \(problem.message)\(help).")
            }
            return .again
        }
        asked += 1
        try save(&conversation)
        report()
        return .next
    }

    /// Free text that looks private is pointed out; it is saved only if it is confirmed.
    private func isConfirmed(_ typed: String, _ ask: Ask) throws(Reply.Unclear) -> Bool {
        guard ask.field.type.isWords, !ask.choices.contains(where: { $0.value == typed }),
            let remark = PrivateText.remark(on: typed)
        else { return true }
        say(remark)
        let answer = console.ask(
            "",
            "Type `keep` to save it as it is, or Enter to change it: "
        )
        return answer == .text("keep")
    }

    // MARK: Words

    private var text: PromptText {
        PromptText(
            width: console.errors.width,
            colour: console.errors.colour,
            zone: conversation.subject.zone(of: conversation.draft),
            zones: conversation.subject.zones
        )
    }

    private func say(_ words: String) { console.remark(words) }

    /// A part's heading is shown when its first question comes.
    private mutating func words(of prompt: Prompt) -> String {
        switch prompt {
        case .ask(let ask):
            let isElement = ask.place.element != nil
            let new = isElement ? nil : ask.enclosing?.ask
            defer { heading = new }
            let isShort =
                ask.choices.count > 6 && ask.isFree
                && !listsShown.insert(ask.field.from ?? "").inserted
            return text.question(ask, heading: new == heading ? nil : new, shortList: isShort)
        case .together(let together):
            guard case .group(let group)? = field(at: together.place)?.type else { return "" }
            return text.question(together, group)
        case .offer(let count):
            return text.offer(count, adviceOnly: conversation.assessment.verdict != nil)
        }
    }

    private func field(at place: Place) -> Field? {
        var group: Group? = conversation.subject.form.fields
        var found: Field?
        for case .field(let name) in place.steps {
            found = group?.slot(of: name).flatMap { slot in group?.fields[slot] }
            group = group?.inside(.field(name))
        }
        return found
    }
}

extension Console {
    /// A sentence on standard error, wrapped.
    func remark(_ words: String) {
        var page = Page(width: errors.width, colour: false)
        page.paragraph(words)
        say(String(page.text.dropLast()))
    }

    /// Where something is saved; a long name stands on a line of its own, so that it stays whole.
    func tell(_ words: String, _ path: String) {
        let name = shown(path).quotedPath
        let fits = words.count + name.count + 2 <= errors.width
        say(fits ? "\(words) \(name)." : "\(words):\n\(name)")
    }

    /// A path as people know it: relative where it lies in the folder they work in.
    func shown(_ path: String) -> String { Paths.shown(path, from: workingFolder) }
}
