import Checklist

/// What waits for approval, and what is settled: the most urgent first.
struct Queue {
    /// All that is shown, of the plans whose start is not past.
    let requests: [ApprovalRequest]
    /// The plans that were handed in and can no longer be judged, and why.
    let notJudged: [(plan: String, why: String)]
    /// Roles in the profile that nobody else has confirmed.
    let unconfirmed: [RoleHolders.Holding]
    /// Whether the record can be relied on.
    let isSound: Bool
    let isTrial: Bool
    /// Who is at the keyboard, if the school's list knows them.
    let person: String?
    let now: Timestamp
    let clock: LocalTime

    var waiting: [ApprovalRequest] { requests.filter(\.waits).sorted(by: Queue.comesFirst) }
    var settled: [ApprovalRequest] { requests.filter { !$0.waits }.sorted(by: Queue.comesFirst) }

    /// By the session's start; a plan without one cannot be urgent yet.
    private static func comesFirst(_ one: ApprovalRequest, _ other: ApprovalRequest) -> Bool {
        switch (one.report.plan.start, other.report.plan.start) {
        case (let first?, let second?) where first != second: first < second
        case (nil, .some): false
        case (.some, nil): true
        default:
            ((one.report.plan.id ?? "").utf8).lexicographicallyPrecedes(
                (other.report.plan.id ?? "").utf8
            )
        }
    }
}
