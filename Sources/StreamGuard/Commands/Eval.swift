import Checklist

extension Command {
    static let eval = Command(
        name: "eval",
        summary: "try an expression of the rule language",
        about: "Works out an expression and shows its value and type; what is not answered is "
            + "named by its questions. Without an expression it reads one from each line: at a "
            + "keyboard `:help` shows what else can be typed. Exit status 0 means that every "
            + "expression was worked out, 2 that one was not.",
        operands: Operands(
            name: "EXPR",
            count: 0...1,
            help: "The expression, in quotation marks: 'size(plan.adults) > 2'."
        ),
        options: [.plan, .school, .live, .history, .checklist, .at, .format],
        examples: [
            ("streamguard eval 'size([3,4])==2'", "Work out an expression."),
            (
                "streamguard eval 'plan.end-plan.start' --plan fractions.plan.json",
                "The same over a plan and its school."
            ),
        ]
    ) { (invocation, console) throws(Refusal) in
        let evaluation = try Evaluation(invocation, console)
        if let text = invocation.operands.first { return evaluation.run(text) }
        return try evaluation.runLines()
    }
}

/// One run of `eval`.
private struct Evaluation {
    private let console: Console
    private let asJSON: Bool
    private let scratch: Scratch
    private let clock: LocalTime

    init(_ invocation: Invocation, _ console: Console) throws(Refusal) {
        self.console = console
        asJSON = invocation.value(.format) == "json"
        let files = invocation.values(.checklist)
        guard files.count <= 1 else { throw .oneChecklistOnly }
        let sitting = try Sitting(
            invocation,
            console,
            plan: invocation.value(.plan),
            needsSchool: false
        )
        var checklist: Checklist?
        if let file = files.first {
            let id = try Texts.document(file).root.member("checklist")?.string
            checklist = sitting.rulebook.checklists.first { $0.id == id }
            if checklist == nil { throw .notAChecklist(file) }
        }
        clock = sitting.clock
        scratch = Scratch(
            sitting.rulebook,
            try sitting.answers(),
            variablesOf: checklist,
            now: sitting.now
        )
    }

    /// One expression.
    func run(_ text: String) -> ExitCode {
        do throws(Diagnostics) {
            let formula = try scratch.formula(text)
            let value = scratch.value(of: formula)
            if case .error(let failure) = value { throw scratch.problem(failure, in: formula) }
            show(value, formula.typeText)
            return .yes
        } catch {
            if asJSON {
                let problems = error.all.map { problem in
                    JSON.object([
                        ("message", .string(problem.message)),
                        ("help", problem.help.map { .string($0) } ?? .null),
                        ("column", .int(Int64(problem.location.column))),
                    ])
                }
                write(.object([("errors", .array(problems))]))
            } else {
                console.output.flush()
                console.errors.write(error.rendered() + "\n")
                console.errors.flush()
            }
            return .noAnswer
        }
    }

    private func show(_ value: Value, _ type: String) {
        var questions: [GivenAnswer] = []
        if case .unknown(let unknown) = value { questions = scratch.questions(unknown) }
        guard !asJSON else {
            return write(
                .object([
                    ("state", .string(value.state)), ("type", .string(type)),
                    ("value", value.json), ("literal", .string(value.literal)),
                    ("needs", .array(questions.map { .string($0.path.text) })),
                ])
            )
        }
        guard case .unknown = value else {
            return console.output.write("\(value.literal.inert) (\(type))\n")
        }
        console.output.write("not answered (\(type)); it waits for\n")
        for question in questions {
            console.output.write("  ‘\(question.ask.inert)’ (\(question.path.text.inert))\n")
        }
    }

    private func write(_ json: JSON) {
        console.output.write(json.canonical() + "\n")
    }

    // MARK: Lines

    /// One expression a line, until the input ends.
    func runLines() throws(Refusal) -> ExitCode {
        var status = ExitCode.yes
        if console.inputIsTerminal {
            console.say("an expression a line; `:help` for help, Ctrl-D ends")
            while true {
                switch console.ask("", "> ") {
                case .text(let line):
                    if !isCommand(line), run(line) == .noAnswer { status = .noAnswer }
                case .unreadable: console.say("that line is no text")
                case .end:
                    console.say("")
                    return status
                }
            }
        }
        let bytes = try console.input(FileReader.limit)
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notText }
        for line in text.split(whereSeparator: { $0.isNewline }) {
            if !isCommand(String(line)), run(String(line)) == .noAnswer { status = .noAnswer }
        }
        return status
    }

    /// Obeys a line that is no expression.
    private func isCommand(_ line: String) -> Bool {
        let words = line.split(separator: " ", maxSplits: 1)
        switch words.first {
        case nil: return true
        case ":help":
            console.output.write(
                """
                EXPR         works out an expression
                :type EXPR   shows only its type
                :vars        lists the names that can be used
                Ctrl-D       ends

                """
            )
        case ":vars":
            for name in scratch.names {
                let means = name.means.map { ": \($0)" } ?? ""
                console.output.write("\(name.name) (\(name.type))\(means.inert)\n")
            }
        case ":type":
            do throws(Diagnostics) {
                let formula = try scratch.formula(words.count > 1 ? String(words[1]) : "")
                console.output.write(formula.typeText + "\n")
            } catch {
                console.output.flush()
                console.errors.write(error.rendered() + "\n")
                console.errors.flush()
            }
        default: return false
        }
        return true
    }
}

extension Refusal {
    fileprivate static let oneChecklistOnly = Refusal(
        "`--checklist` is given twice",
        hint: "the names of one checklist can be used at a time"
    )

    fileprivate static let notText = Refusal("standard input is not valid UTF-8 text")

    fileprivate static func notAChecklist(_ file: String) -> Refusal {
        Refusal("\(file.quotedPath) is not a checklist")
    }
}
