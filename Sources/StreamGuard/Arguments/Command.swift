import Checklist

/// One command: a line of the table that parses, helps and tests itself.
struct Command: Sendable {
    let name: String
    /// One short line for the overview.
    let summary: String
    /// A few plain sentences.
    let about: String
    let operands: Operands
    let options: [Option]
    /// Command lines as they are typed, and what each does.
    var examples: [(line: String, does: String)] = []
    /// What may or must stand first among the operands, if that is one of a few words.
    var verbs: [Verb] = []
    let run: @Sendable (Invocation, Console) throws(Refusal) -> ExitCode

    /// The words that a command takes besides its options.
    struct Operands: Sendable {
        let name: String
        let count: ClosedRange<Int>
        let help: String
    }

    /// One of the things that a command does, named by its first operand.
    struct Verb: Sendable {
        let name: String
        /// The words after it, as the help shows them.
        let operands: String
        let summary: String
    }

    /// Whether it does something without any of its verbs.
    var goesWithoutVerb: Bool { verbs.isEmpty || operands.count.lowerBound == 0 }

    /// Every command there is, in the order of the help.
    static let all: [Command] =
        [
            .check, .plan, .submit, .approvals, .approve, .decline, .withdraw, .start, .join,
            .leave,
            .chat, .recording, .note, .incident, .end, .close, .show, .review, .redact, .initialise,
            .lint,
            .test, .explain, .eval, .format, .schema, .verify, .checkpoint, .help,
        ] + tests

    #if RECORD_DRIVER
    private static let tests: [Command] = [.driver]
    #else
    private static let tests: [Command] = []
    #endif

    static func named(_ name: String) throws(Refusal) -> Command {
        if let command = all.first(where: { $0.name == name }) { return command }
        throw .unknownCommand(name)
    }
}

extension Command {
    static let help = Command(
        name: "help",
        summary: "explain a command",
        about: "Shows what the program, or one command, is for. It also writes the manual page, "
            + "and what a shell reads to complete commands and options.",
        operands: Operands(name: "COMMAND", count: 0...1, help: "The command to explain."),
        options: [.completion, .man]
    ) { (invocation, console) throws(Refusal) in
        if let shell = invocation.value(.completion).flatMap(Completion.Shell.init) {
            console.output.write(Completion.script(for: shell))
            return .yes
        }
        if invocation.has(.man) {
            console.output.write(ManPage.text)
            return .yes
        }
        var command: Command?
        if let name = invocation.operands.first { command = try Command.named(name) }
        console.output.write(Help.text(for: command, width: console.output.width))
        return .yes
    }
}

extension Refusal {
    fileprivate static func unknownCommand(_ name: String) -> Refusal {
        let meant = nearest(to: name, among: Command.all.map(\.name))
        return Refusal(
            "there is no command \(name.quoted)",
            hint: meant.map { "did you mean `\($0)`?" } ?? "`streamguard help` lists the commands"
        )
    }
}
