import Checklist

/// What one record's ledger tells a review: plans, openings, decisions, and what people did about
/// earlier reviews.
///
/// Only facts count: what can be erased is shown at most, so figures outlast it.
struct ReviewLedger {
    /// Whether it can be relied on.
    let isSound: Bool
    /// How many entries it has.
    let size: Int
    /// All sessions that were opened, in that order.
    let openings: [OpenedSession]
    let acts: ReviewActs
    let decisions: ReviewDecisions
    let people: People
    let clock: LocalTime
    /// The plans that were handed in, in the order of their first versions.
    private(set) var plans: [PlannedSession] = []
    /// Which plan has a version of a digest.
    private var places: [String: Int] = [:]
    /// The last entry of each session that the ledger vouches for.
    private var heads: [String: Link] = [:]

    init(_ ledger: History, people: People, clock: LocalTime, isTrial: Bool) {
        isSound = ledger.isSound
        size = ledger.head?.seq ?? 0
        self.people = people
        self.clock = clock
        openings = OpenedSession.all(in: ledger.records)
        acts = ReviewActs(ledger.records)
        decisions = ReviewDecisions(ledger.records, people: people, isTrial: isTrial)
        for entry in ledger.records {
            switch entry.kind {
            case .plan, .planRevised:
                guard let version = PlannedSession.Version(entry) else { continue }
                // Its id would tell too, until it is erased.
                let place = version.previous.flatMap { places[$0] } ?? plans.count
                if place < plans.count {
                    plans[place].versions.append(version)
                } else {
                    plans.append(PlannedSession(versions: [version]))
                }
                if places[version.digest] == nil { places[version.digest] = place }
            default:
                guard let id = entry.fact("sid"), let seq = entry.number("n"),
                    let hash = entry.fact("head"), entry.kind != .review,
                    seq >= heads[id]?.seq ?? 0
                else { continue }
                heads[id] = Link(seq: seq, hash: hash)
            }
        }
        for (number, opened) in openings.enumerated() {
            if let place = places[opened.plan] { plans[place].openings.append(number) }
        }
    }

    // MARK: Sessions

    /// The sessions that a review is about, in the order in which they were opened.
    func sessions(in scope: ReviewScope) -> [OpenedSession] {
        openings.filter { isIn($0, scope) }
    }

    func isIn(_ opened: OpenedSession, _ scope: ReviewScope) -> Bool {
        scope.holds(day(of: opened)) && (scope.ids.map(opened.isOf) ?? true)
    }

    /// The day on which a session was to begin, or else was opened.
    func day(of opened: OpenedSession) -> Day {
        day(of: opened.starts ?? version(of: opened)?.start ?? opened.at)
    }

    func day(of instant: Timestamp) -> Day {
        Day(instant, zone: clock.zone, zones: clock.zones)
    }

    /// The plan that a session was opened with, as it was handed in.
    func version(of opened: OpenedSession) -> PlannedSession.Version? {
        plan(of: opened)?.versions.first { $0.digest == opened.plan }
    }

    func plan(of opened: OpenedSession) -> PlannedSession? {
        places[opened.plan].map { plans[$0] }
    }

    /// Until when a session's log has to be closed; a plan that left it open gives a day.
    func due(of opened: OpenedSession) -> Timestamp? {
        if let due = opened.due ?? version(of: opened)?.due { return due }
        let end = opened.ends ?? opened.starts ?? opened.at
        return end.adding(Duration(seconds: 86_400))
    }

    /// Whether the ledger vouches for an entry that a log does not have any more.
    func vouchesForMore(than last: Link, of session: String) -> Bool {
        guard let head = heads[session] else { return false }
        return head.seq > last.seq || head.seq == last.seq && head.hash != last.hash
    }

    // MARK: Plans

    /// The day on which a plan that never ran was to begin.
    func day(of plan: PlannedSession) -> Day? { plan.last.start.map { day(of: $0) } }

    /// Whether a review is about a plan: because of a session of it, or else by its last version.
    func isIn(_ plan: PlannedSession, _ scope: ReviewScope) -> Bool {
        if !plan.openings.isEmpty { return plan.openings.contains { isIn(openings[$0], scope) } }
        guard let day = day(of: plan), scope.holds(day) else { return false }
        let version = plan.last
        return scope.ids.map { ids in
            [version.host, version.second, version.author.by].contains { id in
                id.map(ids.contains) ?? false
            }
        } ?? true
    }
}

/// A plan, through all its versions, as far as facts tell.
struct PlannedSession {
    /// First to last, at least one.
    fileprivate(set) var versions: [Version]
    /// The numbers of its sessions among the ledger's openings.
    fileprivate(set) var openings: [Int] = []

    var first: Version { versions[0] }
    var last: Version { versions[versions.count - 1] }

    /// A plan as somebody handed it in once.
    struct Version {
        /// The ledger's entry of it.
        let entry: Int
        let author: Author
        let digest: String
        let previous: String?
        let start: Timestamp?
        let end: Timestamp?
        let due: Timestamp?
        let host: String?
        let second: String?
        let pupils: Int?
        /// The rules that somebody had still to approve; nothing if that was not written down.
        let needs: [String]?
        /// Nothing if there is none, or if it was erased.
        let group: String?

        init?(_ entry: Entry) {
            guard let digest = entry.fact("plan") else { return nil }
            self.entry = entry.seq
            author = entry.author
            self.digest = digest
            previous = entry.fact("previous")
            start = entry.time("start")
            end = entry.time("end")
            due = entry.time("due")
            host = entry.fact("host")
            second = entry.fact("second")
            pupils = entry.number("pupils")
            needs = entry.value("needs")?.elements.compactMap(\.text)
            group = entry.text("group")
        }
    }
}
