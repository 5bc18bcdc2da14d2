import Checklist

/// All that is known of one session, as far as whoever looks at it may know: the plan beside what
/// really happened.
struct SessionAccount {
    let opened: OpenedSession
    let plan: Document?
    let cast: Cast
    let timeline: Timeline
    let history: History
    let facts: LiveFacts
    let reader: IncidentReader
    /// What the session was approved on condition of.
    let conditions: [String]
    let isTrial: Bool
    /// When it was looked at.
    let now: Timestamp

    var title: String? { plan?.root.member("title")?.string }
    var due: HandoversDue { HandoversDue(timeline, for: reader) }
    var isClosed: Bool { timeline.close != nil }
    var isOverdue: Bool { !isClosed && opened.isOverdue(at: now) }

    /// Why it was started against the rules; nothing if it was not, or if that was erased.
    var despite: String? { history.records.first { $0.kind == .genesis }?.text("despite") }

    /// The spells that have an end still to come.
    var goingOn: [SessionEvent.Spell] { timeline.spells.filter { $0.until == nil } }

    /// Whether something is wrong, waits for somebody, or is too late.
    var isSettled: Bool { due.isEmpty && !isOverdue && history.isSound && isClosed }

    /// Whether an entry's own words are kept from whoever looks.
    func isHidden(_ item: Timeline.Item) -> Bool {
        switch item.event {
        case .incident(let note): !reader.mayRead(note, by: item.by)
        case .handedOver(let of, _): timeline.current(of).map(isHidden) ?? false
        default: false
        }
    }
}
