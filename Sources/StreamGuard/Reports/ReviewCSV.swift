import Checklist

/// A review as tables for a spreadsheet, one at a time.
///
/// They hold every session of the review, not only those of the queue: so lines are made session by
/// session, while the logs are read.
enum ReviewCSV {
    enum Table: String, CaseIterable {
        case sessions, findings, incidents, actions
    }

    static func header(_ table: Table) -> String {
        switch table {
        case .sessions: sessions.header
        case .findings: findings.header
        case .incidents: incidents.header
        case .actions: actions.header
        }
    }

    /// The lines of one session; none in the table of actions, which are no session's.
    static func lines(
        _ table: Table,
        of session: ReviewedSession,
        in record: ReviewedRecord,
        _ clock: LocalTime
    ) -> String {
        let place = Place(session: session, record: record, clock: clock)
        return switch table {
        case .sessions: sessions.line(place)
        case .findings: session.spells.map { findings.line((place, $0)) }.joined()
        case .incidents: session.incidents.map { incidents.line((place, $0)) }.joined()
        case .actions: ""
        }
    }

    /// The lines of the table of actions.
    static func actions(_ review: Review, _ clock: LocalTime) -> String {
        review.actions.map { action in
            let record = review.records.first { $0.number == action.record }
            return actions.line((action, record, clock))
        }.joined()
    }

    struct Place {
        let session: ReviewedSession
        let record: ReviewedRecord
        let clock: LocalTime

        func time(_ time: Timestamp?) -> CSV.Field { .text(time.map(clock.rfc3339)) }
    }

    private static func minutes(_ length: Duration?) -> CSV.Field {
        .number(length.map { Int($0.seconds / 60) })
    }

    private static let sessions = CSVTable<Place>(columns: [
        .init("school") { .text($0.record.school) },
        .init("record") { .text($0.record.origin) },
        .init("session") { .text($0.session.id) },
        .init("day") { .text($0.session.day.text) },
        .init("planned_start") { $0.time($0.session.starts) },
        .init("planned_end") { $0.time($0.session.ends) },
        .init("log_due") { $0.time($0.session.due) },
        .init("started") { $0.time($0.session.startedAt) },
        .init("ended") { $0.time($0.session.endedAt) },
        .init("closed") { $0.time($0.session.closedAt) },
        .init("minutes") { minutes($0.session.length) },
        .init("host") { .text($0.session.host) },
        .init("second") { .text($0.session.second) },
        .init("class") { .text($0.session.group) },
        .init("pupils_planned") { .number($0.session.pupilsPlanned) },
        .init("pupils") { .number($0.session.pupils) },
        .init("staff") { .number($0.session.staff) },
        .init("visitors") { .number($0.session.visitors) },
        .init("unknown") { .number($0.session.unknown) },
        .init("approval") { .text($0.session.approval.rawValue) },
        .init("approval_entries") {
            .text($0.session.approvals.map { "#\($0)" }.joined(separator: " "))
        },
        .init("marks") { .text($0.session.marks.map(\.rawValue).joined(separator: " ")) },
        .init("findings") { .number($0.session.spells.count) },
        .init("incidents") { .number($0.session.incidents.count) },
        .init("accepted_by") { .text($0.session.accepted?.by) },
        .init("accepted") { $0.time($0.session.accepted?.at) },
    ])

    private static let findings = CSVTable<(Place, SessionEvent.Spell)>(columns: [
        .init("school") { .text($0.0.record.school) },
        .init("record") { .text($0.0.record.origin) },
        .init("session") { .text($0.0.session.id) },
        .init("day") { .text($0.0.session.day.text) },
        .init("host") { .text($0.0.session.host) },
        .init("class") { .text($0.0.session.group) },
        .init("item") { .text($0.1.item) },
        .init("rule") { .text($0.1.rule) },
        .init("moment") { .text($0.1.moment) },
        .init("since") { $0.0.time($0.1.since) },
        .init("until") { $0.0.time($0.1.until) },
        .init("minutes") { minutes($0.1.until?.since($0.1.since)) },
    ])

    private static let incidents = CSVTable<(Place, ReviewedIncident)>(columns: [
        .init("school") { .text($0.0.record.school) },
        .init("record") { .text($0.0.record.origin) },
        .init("session") { .text($0.0.session.id) },
        .init("day") { .text($0.0.session.day.text) },
        .init("host") { .text($0.0.session.host) },
        .init("class") { .text($0.0.session.group) },
        .init("entry") { .number($0.1.seq) },
        .init("category") { .text($0.1.category) },
        .init("about") { .text($0.1.about) },
        .init("occurred") { $0.0.time($0.1.occurred) },
        .init("written") { $0.0.time($0.1.written) },
        .init("written_by") { .text($0.1.by) },
        .init("first_told") { $0.0.time($0.1.handovers.first?.at) },
        .init("minutes_to_hand_over") { minutes($0.1.timeToHandover) },
        .init("told") { .text($0.1.handovers.map(\.to).joined(separator: " ")) },
        .init("still_to_tell") { .number($0.1.waiting) },
    ])

    private static let actions = CSVTable<(ReviewAction, ReviewedRecord?, LocalTime)>(columns: [
        .init("school") { .text($0.1?.school) },
        .init("record") { .text($0.1?.origin) },
        .init("action") { .text($0.0.id) },
        .init("text") { .text($0.0.text) },
        .init("owner") { .text($0.0.owner) },
        .init("due") { .text($0.0.due.text) },
        .init("resolved_by") { .text($0.0.by) },
        .init("resolved") { .text($0.2.rfc3339($0.0.at)) },
        .init("done_by") { .text($0.0.done?.by) },
        .init("done") { .text($0.0.done.map(\.at).map($0.2.rfc3339)) },
    ])
}
