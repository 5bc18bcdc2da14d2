import Checklist

/// What a command line asks for.
enum Request {
    case run(Invocation)
    /// Help for one command, or for the program.
    case help(Command?)
    case version

    /// Reads the words after the program's name.
    init(_ words: [String]) throws(Refusal) {
        guard let first = words.first else { throw .noCommand }
        switch first {
        case Option.version.typed: self = .version
        case Option.help.typed, "-h": self = .help(nil)
        case _ where first.hasPrefix("-"): throw .optionBeforeCommand(first)
        default:
            let command = try Command.named(first)
            // Whoever asks for help gets it, whatever else is wrong.
            if words.prefix(while: { $0 != "--" }).contains(where: Request.asksForHelp) {
                self = .help(command)
            } else {
                self = .run(try Invocation(of: command, words.dropFirst()))
            }
        }
    }

    private static func asksForHelp(_ word: String) -> Bool {
        word == Option.help.typed || word == "-h"
    }
}

/// A command with its words: checked against the table, not yet understood by the command.
struct Invocation {
    let command: Command
    private(set) var operands: [String] = []
    private var given: [ObjectIdentifier: [String]] = [:]

    /// Accepts `--name value`, `--name=value`, `--` before operands that start with a dash, and
    /// `-` as an operand or a value.
    fileprivate init(of command: Command, _ words: ArraySlice<String>) throws(Refusal) {
        self.command = command
        var words = words
        while let word = words.popFirst() {
            if word == "--" {
                operands += words
                break
            }
            guard word.hasPrefix("-"), word != "-" else {
                operands.append(word)
                continue
            }
            try readOption(word, &words)
        }
        let count = command.operands.count
        if operands.count < count.lowerBound { throw .tooFewOperands(command) }
        if operands.count > count.upperBound {
            throw .tooManyOperands(command, operands[count.upperBound])
        }
    }

    private mutating func readOption(
        _ word: String,
        _ words: inout ArraySlice<String>
    ) throws(Refusal) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let typed = String(parts[0])
        guard let option = command.options.first(where: { $0.typed == typed }) else {
            throw .unknownOption(typed, command)
        }
        var value = parts.count > 1 ? String(parts[1]) : nil
        if option.value == nil {
            if value != nil { throw .flagWithValue(option) }
            value = ""
        } else {
            // `--school --format json` forgets a file: it does not name one called `--format`.
            let next = words.first.flatMap { $0 == "-" || !$0.hasPrefix("-") ? $0 : nil }
            if value == nil, let next {
                value = next
                words.removeFirst()
            }
        }
        guard let value, option.value == nil || !value.isEmpty else { throw .noValue(option) }
        if !option.choices.isEmpty, !option.choices.contains(value) {
            throw .notAChoice(value, option)
        }
        let id = ObjectIdentifier(option)
        if given[id] != nil, !option.isRepeatable { throw .repeated(option) }
        given[id, default: []].append(value)
    }

    /// The value of an option that is given at most once.
    func value(_ option: Option) -> String? { given[ObjectIdentifier(option)]?.first }
    /// The values of a repeatable option, in order.
    func values(_ option: Option) -> [String] { given[ObjectIdentifier(option)] ?? [] }
    func has(_ option: Option) -> Bool { given[ObjectIdentifier(option)] != nil }
}

extension Refusal {
    fileprivate static let noCommand = Refusal(
        "no command was given",
        hint: "`streamguard help` lists the commands"
    )

    fileprivate static func optionBeforeCommand(_ word: String) -> Refusal {
        Refusal(
            "\(word.quoted) stands before the command",
            hint: "write the command first, as in `streamguard check PLAN --all`"
        )
    }

    fileprivate static func unknownOption(_ typed: String, _ command: Command) -> Refusal {
        let meant = nearest(to: typed, among: command.options.map(\.typed))
        return Refusal(
            "`\(command.name)` has no option \(typed.quoted)",
            hint: meant.map { "did you mean `\($0)`?" }
                ?? "`streamguard help \(command.name)` lists the options; "
                + "write `--` before a name that starts with a dash"
        )
    }

    fileprivate static func noValue(_ option: Option) -> Refusal {
        Refusal("`\(option.typed)` needs a \(option.value ?? "value") after it")
    }

    fileprivate static func flagWithValue(_ option: Option) -> Refusal {
        Refusal("`\(option.typed)` takes no value")
    }

    fileprivate static func repeated(_ option: Option) -> Refusal {
        Refusal("`\(option.typed)` is given twice")
    }

    fileprivate static func notAChoice(_ value: String, _ option: Option) -> Refusal {
        let meant = nearest(to: value, among: option.choices)
        return Refusal(
            "`\(option.typed)` cannot be \(value.quoted)",
            hint: meant.map { "did you mean `\($0)`?" }
                ?? "it is one of \(listed(option.choices, joinedBy: "or"))"
        )
    }

    fileprivate static func tooFewOperands(_ command: Command) -> Refusal {
        Refusal(
            "`\(command.name)` needs a \(command.operands.name)",
            hint: "`streamguard help \(command.name)` shows how it is used"
        )
    }

    fileprivate static func tooManyOperands(_ command: Command, _ word: String) -> Refusal {
        Refusal("\(word.quoted) is one word too many for `\(command.name)`")
    }
}
