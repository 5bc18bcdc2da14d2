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

    init(
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
            + "folder upward (from the current folder for standard input). A record has its own, "
            + "and only a trial takes another."
    )
    static let checklist = Option(
        "checklist",
        "FILE",
        isRepeatable: true,
        help: "Add a checklist, or replace the one with the same id; a form replaces the form "
            + "of the same name, routes for incidents those that ship. For a folder, all its "
            + "*.checklist.json, *.form.json and *.routes.json."
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
    static let verdictFormat = Option(
        "format",
        "FORMAT",
        choices: ["text", "json", "html", "markdown"],
        help: "`text` for the person at the keyboard, `json` for a program; `html` (a page) and "
            + "`markdown` for a noticeboard or an e-mail, with no pupil's id; `text` if not given."
    )
    static let all = Option("all", help: "List every rule, the ones that are met as well.")
    static let lines = Option(
        "lines",
        help: "The file holds one plan a line, and so many lines of JSON are printed, in the same "
            + "order: each plan's verdict, or why the line was not judged."
    )
    static let brief = Option(
        "brief",
        help: "With `--lines`: print each plan's id, the decision and the ids of the rules that "
            + "stand in the way or advise, and nothing else."
    )
    static let jobs = Option(
        "jobs",
        "N",
        help: "With `--lines`: judge at most so many plans at once; as many as the computer has "
            + "processors if not given."
    )
    static let live = Option(
        "live",
        "FILE",
        help: "Facts about the running session, for the moments after `plan`."
    )
    static let history = Option(
        "history",
        "FILE",
        help: "Facts counted from earlier sessions. Without it `check` counts them from the "
            + "record, if there is one."
    )
    static let check = Option("check", help: "Change nothing: list the files that would change.")
    static let kind = Option(
        "kind",
        "KIND",
        help: "What the files are, where neither their content nor their names tell: `plan`, "
            + "`school` or another form's name, `form`, `checklist` or `cases`."
    )

    static let minimumCoverage = Option(
        "minimum-coverage",
        "PERCENT",
        help: "Demand that the cases reach so much; nothing is demanded if not given."
    )
    static let minimumMutants = Option(
        "minimum-mutants",
        "PERCENT",
        help: "Demand that the cases notice so many mutants; nothing is demanded if not given."
    )
    static let noMutants = Option("no-mutants", help: "Try no mutants, which is quicker.")
    static let record = Option(
        "record",
        help: "Run nothing: print what each base comes to now, to paste it into the file."
    )
    static let start = Option(
        "start",
        "TIME",
        help: "When the new session starts: `tomorrow 9:30`, `Tue 24 Nov 09:30` or "
            + "2026-11-24T09:30, on the school's clock."
    )
    static let keepText = Option(
        "keep-text",
        help: "Save free text even if it looks like a name with details, a telephone number or "
            + "another thing that does not belong there."
    )
    static let newRecord = Option(
        "record",
        help: "Make the record of the school whose profile is in FOLDER, or here."
    )
    static let after = Option(
        "after",
        "FOLDER",
        help: "The record that the new one follows, as each school year: the new one begins with "
            + "the last checkpoint of that."
    )
    static let demo = Option(
        "demo",
        help: "Make a folder, `streamguard-demo` if none is named, with a made-up school, plans "
            + "for the coming days and a trial record."
    )
    static let from = Option(
        "from",
        "NAME",
        help: "Start from one of the school profiles that ship, such as harbour-lane, or from a "
            + "profile's file."
    )
    static let completion = Option(
        "completion",
        "SHELL",
        choices: ["bash", "zsh", "fish"],
        help: "Print the completion of commands and options for this shell."
    )
    static let man = Option("man", help: "Print the manual page, in the form that `man` reads.")
    static let store = Option(
        "store",
        "FOLDER",
        help: "The folder of the record. Else the one that STREAMGUARD_STORE names, else the "
            + "nearest .streamguard from the current folder upward."
    )
    static let against = Option(
        "against",
        "PATH",
        isRepeatable: true,
        help: "Judge by the checkpoint in this file, or by all *.ckpt and *.txt in this folder, "
            + "which somebody outside has kept."
    )
    static let prove = Option(
        "prove",
        "SESSION",
        help: "Write to FILE what proves that the ledger tells of this session, without any other."
    )
    static let proof = Option(
        "proof",
        "FILE",
        help: "Judge the proof in this file, which needs no record; with LOG the session's own "
            + "file as well."
    )
    static let sharedDisk = Option(
        "shared-disk-i-accept",
        help: "Write to the record even if other computers can write to its disk as well."
    )
    static let asPerson = Option(
        "as",
        "ID",
        help: "Act as this person of the school's list; only in a trial record. Elsewhere the "
            + "account that you are signed in with says who you are."
    )
    static let confirmRoles = Option(
        "confirm-roles",
        help: "Confirm the roles of others that are new in the school's profile, so that they may "
            + "approve. At a terminal you are shown them and asked; elsewhere `--seen` says that "
            + "you have seen them."
    )
    static let allDecisions = Option("all", help: "List what is settled as well.")
    static let rule = Option(
        "rule",
        "ID",
        help: "The rule that is decided on; may be left out if only one waits."
    )
    static let because = Option(
        "because",
        "TEXT",
        help: "Why: it is kept with your name. `-` reads it from standard input; at a terminal it "
            + "is asked for."
    )
    static let seen = Option(
        "seen",
        "CODE",
        help: "The code under which `approvals` showed you what you decide on. Without a terminal "
            + "it is needed."
    )
    static let periodStart = Option(
        "from",
        "TIME",
        help: "The first start that is covered, a day or a time; now if not given."
    )
    static let periodEnd = Option(
        "until",
        "TIME",
        help: "The last start that is covered, a day or a time; if not given, as late as the rule "
            + "allows."
    )
    static let condition = Option(
        "condition",
        "TEXT",
        isRepeatable: true,
        help: "Something that has to be kept to; it is shown wherever the approval is."
    )
    static let once = Option(
        "once",
        help: "For this plan only, not for others with the same facts."
    )
    static let session = Option(
        "session",
        "SESSION",
        help: "The session, by its id or the last letters of it. Else the one that is open and "
            + "yours, else the only one that is open."
    )
    static let occurred = Option(
        "occurred",
        "TIME",
        help: "When it happened, if that was earlier: `10:05` on the session's day, or "
            + "2026-11-24T10:05."
    )
    static let corrects = Option(
        "corrects",
        "NUMBER",
        help: "Put this in the place of the entry with that number; both stay visible. Needs a "
            + "reason."
    )
    static let correctionReason = Option(
        "because",
        "TEXT",
        help: "Why the earlier entry was wrong, in a few words. `-` reads it from standard input."
    )
    static let despite = Option(
        "despite",
        "TEXT",
        help: "Start although the rules are against it, for this reason. It is recorded and "
            + "shown wherever the session is."
    )
    static let present = Option(
        "present",
        "IDS",
        isRepeatable: true,
        help: "Who is in the session at the start, with commas between."
    )
    static let toldAtStart = Option(
        "told",
        "ID",
        help: "The colleague outside the session who knows that it is starting."
    )
    static let goAhead = Option(
        "go-ahead",
        "IDS",
        isRepeatable: true,
        help: "Who says yes to all four: I understand the system, it is safe, it is reliable, "
            + "teaching is better for it."
    )
    static let everyone = Option("everyone", help: "Everybody whom the session is about.")
    static let except = Option(
        "except",
        "IDS",
        isRepeatable: true,
        help: "Not these, with commas between; with `--everyone`."
    )
    static let unknown = Option(
        "unknown",
        help: "Somebody nobody knows; they are called unknown-1, unknown-2 and so on."
    )
    static let role = Option(
        "role",
        "PART",
        choices: ["host", "second"],
        help: "Which part they take, if they stand in for somebody."
    )
    static let about = Option(
        "about",
        "WHO",
        help: "Whom it is about: an id, or a word such as pupil or staff."
    )
    static let facts = Option(
        "facts",
        "TEXT",
        help: "What happened, in one or two neutral sentences. `-` reads it from standard input, "
            + "so that it stands in no history of commands."
    )
    static let handedTo = Option(
        "told",
        "ID",
        help: "An incident was handed over to this person."
    )
    static let ofEntry = Option(
        "of",
        "NUMBER",
        help: "The incident's entry; needed only if several wait to be handed over."
    )
    static let lintFormat = Option(
        "format",
        "FORMAT",
        choices: ["text", "json", "sarif"],
        help: "`text` for a person, `json` for a program, `sarif` (2.1.0) for a site that hosts "
            + "code; `text` if not given."
    )
    static let plan = Option("plan", "FILE", help: "Answers to read: a plan, or `-`.")
}
