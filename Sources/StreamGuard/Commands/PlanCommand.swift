import Checklist

extension Command {
    static let plan = Command(
        name: "plan",
        summary: "write a plan by answering questions",
        about: "`plan new` asks what still matters for a new plan and saves every answer at once; "
            + "`plan ask` goes on with a plan; `plan copy` makes a new plan from an old one, with "
            + "everything open again that has to be confirmed each time. It ends with the verdict "
            + "that `check` gives. Answers may also be given as PATH=VALUE, or as a JSON object "
            + "on standard input with `-`; if that is no terminal, nothing is asked.",
        operands: Operands(
            name: "WORD",
            count: 1...Int.max,
            help: "`new [FILE]`, `ask FILE` or `copy FILE [NEW]`, then answers such as "
                + "host.place=school."
        ),
        options: [.start, .school, .checklist, .at, .format, .keepText],
        examples: [
            ("streamguard plan new", "Write a plan from nothing."),
            ("streamguard plan ask fractions.plan.json", "Go on where it stopped."),
            (
                "streamguard plan copy fractions.plan.json --start 2026-12-01T10:00",
                "Next week's plan from this week's."
            ),
            (
                "streamguard plan ask fractions.plan.json chat.mode=off prepared=all",
                "Change two answers."
            ),
        ],
        verbs: [
            Verb(name: "new", operands: "[FILE] [PATH=VALUE…]", summary: "write a new plan"),
            Verb(name: "ask", operands: "FILE [PATH=VALUE…]", summary: "go on with a plan"),
            Verb(
                name: "copy",
                operands: "FILE [NEW] [PATH=VALUE…]",
                summary: "make a new plan from an old one"
            ),
        ]
    ) { (invocation, console) throws(Refusal) in
        let words = Array(invocation.operands.dropFirst())
        switch invocation.operands[0] {
        case "new": return try PlanNew(invocation, console).run(words)
        case "ask": return try PlanAsk(invocation, console).run(words)
        case "copy": return try PlanCopying(invocation, console).run(words)
        default: throw .noVerb(invocation)
        }
    }
}

/// `plan new`: a plan from nothing.
private struct PlanNew {
    let invocation: Invocation
    let console: Console

    init(_ invocation: Invocation, _ console: Console) {
        (self.invocation, self.console) = (invocation, console)
    }

    func run(_ words: [String]) throws(Refusal) -> ExitCode {
        let given = try GivenAnswers(words, files: 0...1, of: "plan new", console)
        if !console.inputIsTerminal, given.isEmpty { throw .nothingGiven("plan new") }
        var desk = try PlanDesk(invocation, console, beside: given.files.first)
        var draft = Draft(desk.subject.form)
        if let file = given.files.first {
            try desk.claim(file)
            let id = PlanName.slug(String(Paths.name(of: file).prefix { $0 != "." }))
            draft = draft.setting(.string(id.isEmpty ? "plan" : id), at: PlanDesk.id)
        }
        return try desk.write(draft, given)
    }
}

/// `plan ask`: go on with a plan, or change its answers.
private struct PlanAsk {
    let invocation: Invocation
    let console: Console

    init(_ invocation: Invocation, _ console: Console) {
        (self.invocation, self.console) = (invocation, console)
    }

    func run(_ words: [String]) throws(Refusal) -> ExitCode {
        let given = try GivenAnswers(words, files: 1...1, of: "plan ask", console)
        var desk = try PlanDesk(invocation, console, beside: given.files[0])
        let draft = try desk.open(given.files[0])
        return try desk.write(draft, given)
    }
}

/// `plan copy`: a new plan from an old one.
private struct PlanCopying {
    let invocation: Invocation
    let console: Console

    init(_ invocation: Invocation, _ console: Console) {
        (self.invocation, self.console) = (invocation, console)
    }

    func run(_ words: [String]) throws(Refusal) -> ExitCode {
        let given = try GivenAnswers(words, files: 1...2, of: "plan copy", console)
        guard invocation.value(.start) != nil || console.inputIsTerminal else { throw .noStart }
        let old = given.files[0]
        var desk = try PlanDesk(invocation, console, beside: given.files.dropFirst().first ?? old)
        let draft = try desk.copy(old, to: given.files.dropFirst().first)
        return try desk.write(draft, given)
    }
}

extension Refusal {
    fileprivate static let noStart = Refusal(
        "`plan copy` needs `\(Option.start.typed)`, because standard input is no terminal",
        hint: "write for example `--start 2026-12-01T10:00`"
    )

    static func nothingGiven(_ command: String) -> Refusal {
        Refusal(
            "`\(command)` was given no answers, and standard input is no terminal to ask at",
            hint: "write answers as `title='Year 5 maths'`, or send a JSON object and write `-`"
        )
    }

    fileprivate static func noVerb(_ invocation: Invocation) -> Refusal {
        let (command, word) = (invocation.command, invocation.operands[0])
        let names = command.verbs.map(\.name)
        let meant = nearest(to: word, among: names)
        return Refusal(
            "`\(command.name)` cannot do \(word.quoted)",
            hint: meant.map { "did you mean `\(command.name) \($0)`?" }
                ?? "it is one of \(listed(names, joinedBy: "or"))"
        )
    }
}
