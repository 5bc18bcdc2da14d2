import Checklist

/// A session of a review as JSON.
enum ReviewSessionJSON {
    static let session = JSONShape<ReviewedSession>(
        name: "session",
        means: "One session",
        members: [
            .init("record", .count, "which of the records") { .count($0.record) },
            .init("session", .text, "its id") { .string($0.id) },
            .init("day", .day, "on which it was to begin") { .day($0.day) },
            .init("starts", .maybe(.time), "as planned") { .time($0.starts) },
            .init("ends", .maybe(.time), "as planned") { .time($0.ends) },
            .init("due", .maybe(.time), "until when its log had to be closed") { .time($0.due) },
            .init("started", .maybe(.time), "as the log has it") { .time($0.startedAt) },
            .init("ended", .maybe(.time), "as the log has it") { .time($0.endedAt) },
            .init("closed", .maybe(.time), "when the log was closed") { .time($0.closedAt) },
            .init("host", .maybe(.text), "the id of the host") { .text($0.host) },
            .init("second", .maybe(.text), "the id of the second member of staff") {
                .text($0.second)
            },
            .init("group", .maybe(.text), "the class; null without one, or once erased") {
                .text($0.group)
            },
            .init("pupilsPlanned", .maybe(.count), "how many the plan had") {
                .count($0.pupilsPlanned)
            },
            .init("pupils", .count, "how many came") { .count($0.pupils) },
            .init("staff", .count, "how many of staff came") { .count($0.staff) },
            .init("visitors", .count, "how many expected visitors came") { .count($0.visitors) },
            .init("unknown", .count, "how many came whom nobody expected") { .count($0.unknown) },
            .init(
                "approval",
                .word(ApprovalState.allCases.map(\.rawValue)),
                "how it stood to the approval that its plan needed"
            ) { .string($0.approval.rawValue) },
            .init("approvals", .list(.count), "the ledger's entries it was started under") {
                .array($0.approvals.map { .int(Int64($0)) })
            },
            .init(
                "marks",
                .list(.word(ReviewMark.allCases.map(\.rawValue))),
                "why somebody should look at it, weightiest first"
            ) { .texts($0.marks.map(\.rawValue)) },
            .init("broken", .list(.object("spell")), "the rules that were broken") {
                spell.json($0.spells)
            },
            .init("incidents", .list(.object("incident")), "what went wrong") {
                incident.json($0.incidents)
            },
            .init("accepted", .maybe(.object("accepted")), "who has been through it") {
                $0.accepted.map(accepted.json) ?? .null
            },
        ]
    )

    static let spell = JSONShape<SessionEvent.Spell>(
        name: "spell",
        means: "The time over which a rule was broken",
        members: [
            .init("rule", .text, "its id") { .string($0.rule) },
            .init("item", .text, "the item's id") { .string($0.item) },
            .init("moment", .text, "when the rule was asked") { .string($0.moment) },
            .init("since", .time, "from") { .time($0.since) },
            .init("until", .maybe(.time), "to; null if that is not known") { .time($0.until) },
        ]
    )

    static let incident = JSONShape<ReviewedIncident>(
        name: "incident",
        means: "An incident: its category and times, never its words",
        members: [
            .init("seq", .count, "the number of its entry") { .count($0.seq) },
            .init("category", .text, "the category's id") { .string($0.category) },
            .init(
                "about",
                .word(["pupil", "staff", "visitor", "parent", "unknown", "nobody"]),
                "whom it is about"
            ) {
                .string($0.about)
            },
            .init("occurred", .time, "when it happened") { .time($0.occurred) },
            .init("written", .time, "when it was written down") { .time($0.written) },
            .init("by", .text, "who wrote it down") { .string($0.by) },
            .init("told", .list(.object("handover")), "who was told, in that order") {
                handover.json($0.handovers)
            },
            .init("waiting", .count, "how many conversations have still to be had") {
                .count($0.waiting)
            },
        ]
    )

    static let handover = JSONShape<ReviewedIncident.Handover>(
        name: "handover",
        means: "Somebody was told of an incident",
        members: [
            .init("to", .text, "the person's id") { .string($0.to) },
            .init("at", .time, "when") { .time($0.at) },
        ]
    )

    static let accepted = JSONShape<ReviewedSession.Accepted>(
        name: "accepted",
        means: "A reviewer has been through a session",
        members: [
            .init("by", .text, "the person's id") { .string($0.by) },
            .init("at", .time, "when") { .time($0.at) },
        ]
    )

    static let unheld = JSONShape<UnheldSession>(
        name: "never-ran",
        means: "A plan that nobody ever started",
        members: [
            .init("record", .count, "which of the records") { .count($0.record) },
            .init("day", .day, "on which it was to begin") { .day($0.day) },
            .init("starts", .maybe(.time), "when") { .time($0.starts) },
            .init("host", .maybe(.text), "the id of the host") { .text($0.host) },
            .init("group", .maybe(.text), "the class") { .text($0.group) },
            .init(
                "reason",
                .word(UnheldSession.Reason.allCases.map(\.rawValue)),
                "why, as far as the record tells"
            ) { .string($0.reason.rawValue) },
        ]
    )
}
