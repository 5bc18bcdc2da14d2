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
        options: ReviewVerb.reading + ReviewVerb.acting + RecordDesk.options,
        examples: [
            ("streamguard review --closure autumn", "What happened while the school was closed?"),
            (
                "streamguard review --from 2026-11-01 --to 2026-11-30 north-school south-school",
                "One month of two schools."
            ),
            (
                "streamguard review accept k3f9 --finding 'The camera froze twice.' "
                    + "--action 'Order a second camera.' --owner osc --by '18 Dec'",
                "You have been through that session."
            ),
            (
                "streamguard review sign --closure autumn --sample 5 --phrase 'blue heron at noon'",
                "All of it has been gone through, and five sessions that chance chose."
            ),
            ("streamguard review --due", "What need not be kept any longer?"),
            ("streamguard review done 41.1", "An action of an earlier review is done."),
        ],
        verbs: [
            Verb(
                name: "accept",
                operands: "SESSION…",
                summary: "you have been through these sessions"
            ),
            Verb(
                name: "sign",
                operands: "",
                summary: "all sessions of a closure or of some days have been reviewed"
            ),
            Verb(name: "done", operands: "ACTION", summary: "an action of a review is done"),
        ]
    ) { (invocation, console) throws(Refusal) in
        // A word that is one of the verbs is never taken for a folder: that would be `./accept`.
        let words = Array(invocation.operands.dropFirst())
        try ReviewVerb.refuseOthers(invocation)
        switch ReviewVerb(named: invocation.operands.first) {
        case .accept: return try ReviewAccept(invocation, words, console).run()
        case .sign: return try ReviewSign(invocation, words, console).run()
        case .done: return try ReviewDone(invocation, words, console).run()
        case nil where invocation.has(.dueNow): return try ReviewDue(invocation, console).run()
        case nil: return try ReviewReading(invocation, console).run()
        }
    }
}
