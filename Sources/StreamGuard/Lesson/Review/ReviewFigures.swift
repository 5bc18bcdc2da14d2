import Checklist

/// The counts of a review, over all sessions of its days.
struct ReviewFigures: Equatable {
    /// Plans that were handed in for these days: those that ran and those that did not.
    var planned = 0
    /// Sessions that were started.
    var ran = 0
    /// Planned sessions whose time has passed and that nobody started, by reason.
    var unheld: [UnheldSession.Reason: Int] = [:]
    /// Plans whose time has not come yet.
    var toCome = 0
    /// Sessions that ran, by how they stood to approval.
    var approvals: [ApprovalState: Int] = [:]
    /// Sessions that ran, by each mark; one session can have several.
    var marks: [ReviewMark: Int] = [:]
    /// Sessions that ran, by what became of their log.
    var logs: [LogState: Int] = [:]
    /// Sessions with one pupil in the plan, and those that became so unplanned.
    var oneToOnesPlanned = 0
    /// The planned ones, by how they stood to approval.
    var oneToOneApprovals: [ApprovalState: Int] = [:]
    var oneToOnesUnplanned = 0
    /// How many pupils came, counted once a session; the same for the others.
    var pupils = 0
    var staff = 0
    var visitors = 0
    var unknown = 0
    /// Minutes that sessions lasted.
    var lengths = MinuteCounts()
    /// Sessions that were recorded, as planned and not as planned.
    var recordedPlanned = 0
    var recordedUnplanned = 0
    /// Recorded sessions of which nobody can tell any more what their plan said.
    var recordedUnknown = 0
    /// Incidents, those about staff too.
    var incidents = 0
    /// Incidents about which conversations have still to be had.
    var waiting = 0
    /// Minutes from an incident to the first hand-over.
    var handovers = MinuteCounts()
    /// Sessions that broke a rule.
    var broken = 0
    /// Spells over which a rule was broken.
    var spells = 0
    /// Entries that were written a minute or more after what they tell of, and corrections.
    var lateEntries = 0
    var corrections = 0
    /// Sessions that a reviewer has accepted.
    var accepted = 0

    enum LogState: String, CaseIterable {
        case closed
        case closedLate = "closed-late"
        /// Not closed, and not due yet.
        case open
        case neverClosed = "never-closed"
        /// The record holds nothing of what happened.
        case missing
    }
}

/// Lengths of time in whole minutes, so that any share of them can be told exactly.
struct MinuteCounts: Equatable {
    /// How often each length was met.
    private(set) var counts: [Int: Int] = [:]
    private(set) var count = 0
    private(set) var total = 0

    mutating func add(_ length: Duration, times: Int = 1) {
        let minutes = Int(max(0, length.seconds) / 60)
        counts[minutes, default: 0] += times
        count += times
        total += minutes * times
    }

    mutating func add(_ other: MinuteCounts) {
        for (minutes, times) in other.counts { counts[minutes, default: 0] += times }
        count += other.count
        total += other.total
    }

    /// The least length that this share of all does not exceed; nothing without any.
    func share(_ share: Double) -> Int? {
        guard count > 0 else { return nil }
        var left = max(1, Int((share * Double(count)).rounded(.up)))
        for minutes in counts.keys.sorted() {
            left -= counts[minutes] ?? 0
            if left <= 0 { return minutes }
        }
        return nil
    }

    var median: Int? { share(0.5) }
    var longest: Int? { counts.keys.max() }

    /// How many were at least `from` and less than `to` minutes.
    func count(from: Int, to: Int) -> Int {
        counts.reduce(0) { $0 + ($1.key >= from && $1.key < to ? $1.value : 0) }
    }
}

/// How often a rule was broken.
struct RuleFigure: Equatable {
    let rule: String
    let item: String
    /// The item's title in the checklist; nothing if no checklist has it any more.
    var title: String?
    var sessions = 0
    var spells = 0
    /// Minutes over which it was broken, as far as it ended.
    var minutes = 0
    /// Sessions in which it was broken from the start on.
    var atStart = 0
}

/// Incidents of one category.
struct IncidentFigure: Equatable {
    let category: String
    /// As the routes call it; nothing if they have it no more.
    var means: String?
    var count = 0
    /// Those about somebody who works or helps in school.
    var aboutStaff = 0
    var handedOver = 0
    var waiting = 0
    var handovers = MinuteCounts()
    /// Who was told, by role, or by id where nobody has a role.
    var told: [String: Int] = [:]
}

/// One week, from its Monday.
struct WeekFigure: Equatable {
    let monday: Day
    var planned = 0
    var ran = 0
    var incidents = 0
    var broken = 0
    var unapproved = 0
}

/// The same rule broken in several sessions of one host or of one class.
struct RepeatFigure: Hashable {
    enum Kind: String { case host, group }
    var record: Int
    let kind: Kind
    /// The id of the host or of the class.
    let id: String
    let rule: String
    let item: String
    var sessions = 0
}
