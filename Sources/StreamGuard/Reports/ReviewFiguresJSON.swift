import Checklist

/// The counts of a review as JSON.
enum ReviewFiguresJSON {
    static let figures = JSONShape<ReviewFigures>(
        name: "figures",
        means: "Counts over all sessions",
        members: [
            .init("planned", .count, "plans that were handed in for these days") {
                .count($0.planned)
            },
            .init("ran", .count, "sessions that were started") { .count($0.ran) },
            .init(
                "neverRan",
                .counts(UnheldSession.Reason.allCases.map(\.rawValue)),
                "plans whose time has passed and that nobody started, by reason"
            ) { figures in
                .counts(
                    UnheldSession.Reason.allCases.map { ($0.rawValue, figures.unheld[$0] ?? 0) }
                )
            },
            .init("toCome", .count, "plans whose time has not come yet") { .count($0.toCome) },
            .init(
                "approvals",
                .counts(ApprovalState.allCases.map(\.rawValue)),
                "sessions by how they stood to approval"
            ) { figures in
                .counts(
                    ApprovalState.allCases.map { ($0.rawValue, figures.approvals[$0] ?? 0) }
                )
            },
            .init(
                "marks",
                .counts(ReviewMark.allCases.map(\.rawValue)),
                "sessions by why somebody should look at them; one can have several"
            ) { figures in
                .counts(ReviewMark.allCases.map { ($0.rawValue, figures.marks[$0] ?? 0) })
            },
            .init(
                "logs",
                .counts(ReviewFigures.LogState.allCases.map(\.rawValue)),
                "sessions by what became of their log"
            ) { figures in
                .counts(
                    ReviewFigures.LogState.allCases.map { ($0.rawValue, figures.logs[$0] ?? 0) }
                )
            },
            .init("oneToOnesPlanned", .count, "sessions with one pupil in the plan") {
                .count($0.oneToOnesPlanned)
            },
            .init("oneToOnesUnplanned", .count, "sessions that became so") {
                .count($0.oneToOnesUnplanned)
            },
            .init("pupils", .count, "pupils who came, counted once a session") {
                .count($0.pupils)
            },
            .init("staff", .count, "the same of staff") { .count($0.staff) },
            .init("visitors", .count, "the same of expected visitors") { .count($0.visitors) },
            .init("unknown", .count, "the same of people whom nobody expected") {
                .count($0.unknown)
            },
            .init("lengths", .object("minutes"), "how long sessions lasted") {
                minutes.json($0.lengths)
            },
            .init("recordedPlanned", .count, "sessions that were recorded as planned") {
                .count($0.recordedPlanned)
            },
            .init("recordedUnplanned", .count, "sessions that were recorded against the plan") {
                .count($0.recordedUnplanned)
            },
            .init("recordedUnknown", .count, "recorded sessions whose plan is no longer known") {
                .count($0.recordedUnknown)
            },
            .init("incidents", .count, "incidents") { .count($0.incidents) },
            .init("waiting", .count, "incidents that somebody has still to be told of") {
                .count($0.waiting)
            },
            .init("handovers", .object("minutes"), "from an incident to the first hand-over") {
                minutes.json($0.handovers)
            },
            .init("broken", .count, "sessions that broke a rule") { .count($0.broken) },
            .init("spells", .count, "spells over which a rule was broken") { .count($0.spells) },
            .init("lateEntries", .count, "entries written a minute or more late") {
                .count($0.lateEntries)
            },
            .init("corrections", .count, "entries that correct another") {
                .count($0.corrections)
            },
            .init("accepted", .count, "sessions that a reviewer has been through") {
                .count($0.accepted)
            },
        ]
    )

    static let minutes = JSONShape<MinuteCounts>(
        name: "minutes",
        means: "Lengths of time in whole minutes",
        members: [
            .init("count", .count, "how many") { .count($0.count) },
            .init("total", .count, "all together") { .count($0.total) },
            .init("median", .maybe(.count), "half are as long or shorter") { .count($0.median) },
            .init("ninetieth", .maybe(.count), "nine of ten are as long or shorter") {
                .count($0.share(0.9))
            },
            .init("longest", .maybe(.count), "the longest") { .count($0.longest) },
        ]
    )

    static let rule = JSONShape<RuleFigure>(
        name: "rule",
        means: "How often a rule was broken",
        members: [
            .init("rule", .text, "its id") { .string($0.rule) },
            .init("item", .text, "the item's id") { .string($0.item) },
            .init("title", .maybe(.text), "the item's title; null if no checklist has it now") {
                .text($0.title)
            },
            .init("sessions", .count, "in how many sessions") { .count($0.sessions) },
            .init("spells", .count, "how many times") { .count($0.spells) },
            .init("minutes", .count, "for how long, as far as it ended") { .count($0.minutes) },
            .init("atStart", .count, "in how many sessions from the start on") {
                .count($0.atStart)
            },
        ]
    )

    static let category = JSONShape<IncidentFigure>(
        name: "category",
        means: "Incidents of one category",
        members: [
            .init("category", .text, "its id") { .string($0.category) },
            .init("means", .maybe(.text), "in words; null if the routes have it no more") {
                .text($0.means)
            },
            .init("count", .count, "how many") { .count($0.count) },
            .init("aboutStaff", .count, "about somebody who works or helps in school") {
                .count($0.aboutStaff)
            },
            .init("handedOver", .count, "of which somebody was told") { .count($0.handedOver) },
            .init("waiting", .count, "of which somebody has still to be told") {
                .count($0.waiting)
            },
            .init("handovers", .object("minutes"), "to the first hand-over") {
                minutes.json($0.handovers)
            },
            .init("told", .counts([]), "who was told, by role, or by id without one") { figure in
                .counts(figure.told.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
            },
        ]
    )

    static let week = JSONShape<WeekFigure>(
        name: "week",
        means: "One week",
        members: [
            .init("monday", .day, "its first day") { .day($0.monday) },
            .init("planned", .count, "plans for it") { .count($0.planned) },
            .init("ran", .count, "sessions that were started") { .count($0.ran) },
            .init("incidents", .count, "in these sessions") { .count($0.incidents) },
            .init("broken", .count, "sessions that broke a rule") { .count($0.broken) },
            .init("unapproved", .count, "sessions without the approval they needed") {
                .count($0.unapproved)
            },
        ]
    )

    static let again = JSONShape<RepeatFigure>(
        name: "repeat",
        means: "The same rule broken in several sessions of one host or of one class",
        members: [
            .init("record", .count, "which of the records") { .count($0.record) },
            .init("kind", .word(["host", "group"]), "of whom") { .string($0.kind.rawValue) },
            .init("id", .text, "the host's or the class's id") { .string($0.id) },
            .init("rule", .text, "the rule's id") { .string($0.rule) },
            .init("item", .text, "the item's id") { .string($0.item) },
            .init("sessions", .count, "in how many sessions") { .count($0.sessions) },
        ]
    )
}
