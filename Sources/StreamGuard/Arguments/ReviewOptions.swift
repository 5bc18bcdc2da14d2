/// The options of `review`.
extension Option {
    static let closure = Option(
        "closure",
        "NAME",
        help: "Review the days of this closure, as each school's profile has them."
    )
    static let firstDay = Option(
        "from",
        "DAY",
        help: "Review from this day on, such as 2026-11-23, by each school's calendar; from the "
            + "beginning if not given."
    )
    static let lastDay = Option(
        "to",
        "DAY",
        help: "Review up to this day, which counts as well; up to today if not given."
    )
    static let reviewView = Option(
        "for",
        "WHOM",
        choices: ReviewView.allCases.map(\.rawValue),
        help: "`dsl` shows all sessions, `host` your own, `governors` figures only, without small "
            + "ones. If not given, the widest that your roles allow."
    )
    static let reviewFormat = Option(
        "format",
        "FORMAT",
        choices: ["text", "json", "csv", "html"],
        help: "`text` for a person, `html` to print or to send on, `csv` for a spreadsheet, `json` "
            + "for a program; `text` if not given."
    )
    static let reviewTable = Option(
        "table",
        "TABLE",
        choices: ReviewCSV.Table.allCases.map(\.rawValue),
        help: "Which table `csv` prints, one line for each; `sessions` if not given."
    )
    static let queue = Option(
        "queue",
        "NUMBER",
        help: "Show at most so many of the sessions to look at; 50 if not given."
    )
    static let sample = Option(
        "sample",
        "NUMBER",
        help: "Draw so many sessions by chance as well; needs `--phrase`."
    )
    static let phrase = Option(
        "phrase",
        "TEXT",
        help: "Words that nobody knew while the checkpoint was made: with them anybody can draw "
            + "the same sample again, and nobody can choose it."
    )
    static let drawnFrom = Option(
        "against",
        "CHECKPOINT",
        isRepeatable: true,
        help: "With `--sample`: draw from the sessions that this checkpoint vouches for, which "
            + "somebody outside has kept: a file, or a folder of them for several records. Else "
            + "the last one counts that the record tells of."
    )
    static let fresh = Option(
        "fresh",
        help: "Read every log anew, and believe nothing of the index that saves time."
    )
    static let reviewJobs = Option(
        "jobs",
        "NUMBER",
        help: "Read at most so many logs at once; as many as the computer has processors if not "
            + "given."
    )
}
