/// One option of the command line, compared by identity: its name is written once, here.
final class Option: Sendable {
    let name: String
    /// What stands for the value in the help; nothing for a flag.
    let value: String?
    /// The words that may be given; empty if the value is free.
    let choices: [String]
    let isRepeatable: Bool
    /// One or two plain sentences.
    let help: String

    private init(
        _ name: String,
        _ value: String? = nil,
        choices: [String] = [],
        isRepeatable: Bool = false,
        help: String
    ) {
        self.name = name
        self.value = value
        self.choices = choices
        self.isRepeatable = isRepeatable
        self.help = help
    }

    /// As it is typed: `--school`.
    var typed: String { "--" + name }
}

extension Option {
    static let help = Option("help", help: "Show this help.")
    static let version = Option("version", help: "Show the program's version.")

    static let school = Option(
        "school",
        "FILE",
        help: "The school's profile. Else the nearest school.json is taken, from the plan's "
            + "folder upward (from the current folder for standard input)."
    )
    static let checklist = Option(
        "checklist",
        "FILE",
        isRepeatable: true,
        help: "Add a checklist, or replace the one with the same id; a form replaces the form "
            + "of the same name. For a folder, all its *.checklist.json and *.form.json."
    )
    static let moment = Option(
        "moment",
        "MOMENT",
        choices: ["plan", "start", "during", "end", "after"],
        help: "Ask the rules of this moment; `plan` if not given."
    )
    static let at = Option(
        "at",
        "TIME",
        help: "Judge as at this time instead of now: 2026-11-24T09:30 on the school's clock, "
            + "or with an offset, 2026-11-24T09:30:00Z."
    )
    static let format = Option(
        "format",
        "FORMAT",
        choices: ["text", "json"],
        help: "`text` for a person, `json` for a program; `text` if not given."
    )
    static let all = Option("all", help: "List every rule, the ones that are met as well.")
    static let live = Option(
        "live",
        "FILE",
        help: "Facts about the running session, for the moments after `plan`."
    )
    static let history = Option(
        "history",
        "FILE",
        help: "Facts counted from earlier sessions; none if not given."
    )
}
