import Checklist

/// A review as JSON, for other programs: what its viewer may see, all of it.
enum ReviewJSON {
    static func json(_ review: Review, view: ReviewView) -> JSON {
        document.json((review, view))
    }

    /// The schema of what `review --format json` prints, but for the governors.
    static var schema: JSON {
        document.document([
            (period.name, period.schema), (record.name, record.schema),
            (ReviewFiguresJSON.figures.name, ReviewFiguresJSON.figures.schema),
            (ReviewFiguresJSON.minutes.name, ReviewFiguresJSON.minutes.schema),
            (ReviewFiguresJSON.rule.name, ReviewFiguresJSON.rule.schema),
            (ReviewFiguresJSON.category.name, ReviewFiguresJSON.category.schema),
            (ReviewFiguresJSON.week.name, ReviewFiguresJSON.week.schema),
            (ReviewFiguresJSON.again.name, ReviewFiguresJSON.again.schema),
            (ReviewSessionJSON.session.name, ReviewSessionJSON.session.schema),
            (ReviewSessionJSON.spell.name, ReviewSessionJSON.spell.schema),
            (ReviewSessionJSON.incident.name, ReviewSessionJSON.incident.schema),
            (ReviewSessionJSON.handover.name, ReviewSessionJSON.handover.schema),
            (ReviewSessionJSON.accepted.name, ReviewSessionJSON.accepted.schema),
            (ReviewSessionJSON.unheld.name, ReviewSessionJSON.unheld.schema),
            (queue.name, queue.schema), (sample.name, sample.schema), (basis.name, basis.schema),
            (drawn.name, drawn.schema),
            (action.name, action.schema), (done.name, done.schema),
        ])
    }

    private typealias Whole = (review: Review, view: ReviewView)

    private static let document = JSONShape<Whole>(
        name: "review",
        means: "A review of the sessions of a closure or of some days",
        members: [
            .init("view", .word(["dsl", "host"]), "for whom it was made") {
                .string($0.view.rawValue)
            },
            .init("trial", .flag, "whether any of the records is for trying things out") {
                .bool($0.review.records.contains { $0.isTrial })
            },
            .init("period", .object("period"), "which sessions it is about") {
                period.json($0.review.scope)
            },
            .init("records", .list(.object("record")), "in the order of the command") {
                record.json($0.review.records)
            },
            .init("figures", .object("figures"), "counts over all these sessions") {
                ReviewFiguresJSON.figures.json($0.review.figures)
            },
            .init("rules", .list(.object("rule")), "rules that were broken, most often first") {
                ReviewFiguresJSON.rule.json($0.review.rules)
            },
            .init("categories", .list(.object("category")), "incidents by category") {
                ReviewFiguresJSON.category.json($0.review.categories)
            },
            .init("weeks", .list(.object("week")), "in order, empty ones too") {
                ReviewFiguresJSON.week.json($0.review.weeks)
            },
            .init("repeats", .list(.object("repeat")), "what happened again and again") {
                ReviewFiguresJSON.again.json($0.review.repeats)
            },
            .init("queue", .object("queue"), "the sessions to look at") {
                queue.json($0.review)
            },
            .init("sample", .maybe(.object("sample")), "sessions that chance chose") {
                $0.review.sample.map(sample.json) ?? .null
            },
            .init("actions", .list(.object("action")), "of earlier reviews, open ones first") {
                action.json($0.review.actions)
            },
            .init(
                "neverRan",
                .list(.object("never-ran")),
                "plans whose time has passed and that nobody started, as many as were asked for"
            ) { ReviewSessionJSON.unheld.json($0.review.neverRan) },
        ]
    )

    static let period = JSONShape<ReviewScope>(
        name: "period",
        means: "Which sessions: those that were to begin on these days",
        members: [
            .init("closure", .maybe(.text), "the closure's id in the school's profile") {
                .text($0.closure)
            },
            .init("from", .day, "the first day") { .day($0.from) },
            .init("to", .day, "the last day, included") { .day($0.to) },
            .init("at", .time, "when the review was made") { .time($0.at) },
        ]
    )

    private static let record = JSONShape<ReviewedRecord>(
        name: "record",
        means: "One record, of a school and school year",
        members: [
            .init("number", .count, "by which sessions name it") { .count($0.number) },
            .init("path", .text, "the folder, as the command named it") { .string($0.path) },
            .init("origin", .text, "as the record calls itself") { .string($0.origin) },
            .init("school", .maybe(.text), "the school's id") { .text($0.school) },
            .init("name", .maybe(.text), "the school's name") { .text($0.name) },
            .init("trial", .flag, "for trying things out") { .bool($0.isTrial) },
            .init("sessions", .count, "how many of its sessions are counted") {
                .count($0.sessions)
            },
            .init("problems", .list(.text), "what keeps its figures from being relied on") {
                .texts($0.problems)
            },
        ]
    )

    private static let queue = JSONShape<Review>(
        name: "queue",
        means: "The sessions to look at, first things first",
        members: [
            .init("length", .count, "how many there are, listed or not") {
                .count($0.queueLength)
            },
            .init("accepted", .count, "how many of them a reviewer has been through") {
                .count($0.queueAccepted)
            },
            .init("sessions", .list(.object("session")), "as many as were asked for") {
                ReviewSessionJSON.session.json($0.queue)
            },
        ]
    )

    private static let sample = JSONShape<ReviewSample>(
        name: "sample",
        means: "Sessions that neither side could choose",
        members: [
            .init("phrase", .text, "given once the checkpoint was in others' hands") {
                .string($0.phrase)
            },
            .init("size", .count, "how many were wanted") { .count($0.size) },
            .init("drawn", .list(.object("drawn")), "smallest number first") {
                drawn.json($0.drawn)
            },
            .init("checkpoints", .list(.object("basis")), "by which they were drawn") {
                basis.json($0.bases)
            },
        ]
    )

    private static let basis = JSONShape<ReviewSample.Basis>(
        name: "basis",
        means: "The checkpoint by which the sessions of one record were drawn",
        members: [
            .init("record", .count, "the record's number") { .count($0.record) },
            .init("size", .count, "how many entries it vouches for") { .count($0.root.size) },
            .init("root", .text, "32 bytes in hexadecimal") { .string($0.root.root.hex) },
            .init("held", .flag, "whether others hold it, as `--against` said") {
                .bool($0.root.isHeld)
            },
        ]
    )

    private static let drawn = JSONShape<ReviewSample.Drawn>(
        name: "drawn",
        means: "One of them",
        members: [
            .init("key", .text, "the number by which it was drawn, in hexadecimal") {
                .string(
                    $0.key.map { byte in
                        let digits = String(byte, radix: 16)
                        return digits.count == 1 ? "0" + digits : digits
                    }.joined()
                )
            },
            .init("session", .object("session"), "the session") {
                ReviewSessionJSON.session.json($0.session)
            },
        ]
    )

    private static let action = JSONShape<ReviewAction>(
        name: "action",
        means: "What somebody resolved to do after a review",
        members: [
            .init("record", .count, "which of the records") { .count($0.record) },
            .init("id", .text, "for `review done`") { .string($0.id) },
            .init("text", .maybe(.text), "null once it was erased") { .text($0.text) },
            .init("owner", .text, "who is to do it") { .string($0.owner) },
            .init("due", .day, "until when") { .day($0.due) },
            .init("by", .text, "who resolved it") { .string($0.by) },
            .init("at", .time, "when") { .time($0.at) },
            .init("done", .maybe(.object("done")), "null as long as it is open") {
                $0.done.map { done.json(($0.by, $0.at)) } ?? .null
            },
        ]
    )

    private static let done = JSONShape<(by: String, at: Timestamp)>(
        name: "done",
        means: "Who said that it is done, and when",
        members: [
            .init("by", .text, "the person's id") { .string($0.by) },
            .init("at", .time, "when") { .time($0.at) },
        ]
    )
}
