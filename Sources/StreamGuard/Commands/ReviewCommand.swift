import Checklist

extension Command {
    static let review = Command(
        name: "review",
        summary: "go through the sessions of a closure or of some days",
        about: "Reads the logs of all sessions of a closure, or of some days, and says what ran "
            + "and what did not, what ran without approval or without a log, incidents and who "
            + "was told, the rules that were broken, what came again and again, and which sessions "
            + "to look at first. It may be about any number of records: of several schools, or of "
            + "several school years. What somebody is shown depends on their role in each record. "
            + "Exit status 1 means that something waits: a session to look at, somebody who has "
            + "still to be told, an action that is overdue.",
        operands: Operands(
            name: "RECORD",
            count: 0...Int.max,
            help: "The folder of a record, or a school's folder with one in it. If none is named, "
                + "the record is found as by any other command."
        ),
        options: [
            .closure, .firstDay, .lastDay, .reviewView, .reviewFormat, .queue, .sample, .phrase,
            .drawnFrom, .fresh, .reviewJobs,
        ] + RecordDesk.options,
        examples: [
            ("streamguard review --closure autumn", "What happened while the school was closed?"),
            (
                "streamguard review --from 2026-11-01 --to 2026-11-30 north-school south-school",
                "One month of two schools."
            ),
        ]
    ) { (invocation, console) throws(Refusal) in
        // A word that is one of the verbs is never taken for a folder: that would be `./accept`.
        switch invocation.operands.first {
        default: return try ReviewReading(invocation, console).run()
        }
    }
}
