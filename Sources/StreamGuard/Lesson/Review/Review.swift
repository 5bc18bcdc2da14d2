import Checklist

/// What a review of some days comes to: figures over all sessions, and which sessions to look at
/// first.
///
/// It holds counts, ids and times, and none of the texts that an erasure could take away later but
/// for the names of classes: so its figures are the same before and after. Parts of it can be made
/// one after the other and added together; however many sessions there are, it stays small.
struct Review: Equatable {
    var scope: ReviewScope
    /// How long its lists may be.
    var limits = ReviewLimits()
    /// The records that it is about, one a school and school year, in the order of the command.
    var records: [ReviewedRecord] = []
    var figures = ReviewFigures()
    /// Most frequent first once all parts are added.
    var rules: [RuleFigure] = []
    /// Incidents by category.
    var categories: [IncidentFigure] = []
    /// Each week that the days touch, in order, empty ones too.
    var weeks: [WeekFigure] = []
    /// What happened again and again, most often first.
    var repeats: [RepeatFigure] = []
    /// What happened in one session of a host or a class so far.
    ///
    /// With another part it may become a repeat. Whoever shows a review to somebody leaves this out.
    var single: Set<RepeatFigure> = []
    /// The sessions to look at, first things first; at most as many as were asked for.
    var queue: [ReviewedSession] = []
    /// How many there are to look at, those that were accepted included.
    var queueLength = 0
    /// How many of these a reviewer has accepted; they stand last.
    var queueAccepted = 0
    /// For each mark some sessions that have it, also such as stand further down in the queue.
    var named: [ReviewMark: [ReviewedSession]] = [:]
    var sample: ReviewSample?
    /// What earlier reviews resolved to do; open ones first.
    var actions: [ReviewAction] = []
    /// Planned sessions that never ran, earliest first; at most as many as were asked for.
    var neverRan: [UnheldSession] = []
}

/// Which sessions a review is about: those that were to begin on these days, by the calendar of
/// each school.
struct ReviewScope: Equatable {
    /// The closure's id in the school's profile, if it was named by that.
    var closure: String?
    /// The first and the last day, both included.
    var from: Day
    var to: Day
    /// When the review was made; sessions after that are not yet late.
    var at: Timestamp
    /// Only the sessions of whoever has one of these ids; nothing for everybody's.
    ///
    /// Those are the sessions of which they are host or second member of staff, or that they
    /// started.
    var ids: [String]?

    func holds(_ day: Day) -> Bool { from <= day && day <= to }
}

/// One record of a review.
struct ReviewedRecord: Equatable {
    /// Its place in the command, by which sessions name it.
    var number = 0
    /// The folder, as the command named it.
    let path: String
    /// As the record calls itself.
    let origin: String
    /// The school's id and name in the profile; nothing if no profile could be read.
    var school: String?
    var name: String?
    var isTrial = false
    /// How many sessions of it the review counts.
    var sessions = 0
    /// How many of their logs are damaged or gone, or lack a text without a reason: what those told
    /// is not counted.
    var harmed = 0
    /// Whatever keeps its figures from being relied on, each in a sentence.
    var problems: [String] = []
}

/// One session, as a review shows it.
struct ReviewedSession: Equatable {
    /// Which of the review's records it is in.
    var record: Int
    /// Its id in the record.
    let id: String
    /// The day on which it was to begin.
    let day: Day
    /// As the plan had it.
    var starts: Timestamp?
    var ends: Timestamp?
    /// Until when its log had to be closed.
    var due: Timestamp?
    /// As the log has it.
    var startedAt: Timestamp?
    var endedAt: Timestamp?
    var closedAt: Timestamp?
    var host: String?
    var second: String?
    /// The class or group; nothing if the plan had none, or if it was erased.
    var group: String?
    var pupilsPlanned: Int?
    /// How many were really there at some time.
    var pupils = 0
    var staff = 0
    var visitors = 0
    var unknown = 0
    var approval = ApprovalState.notNeeded
    /// The ledger's entries of the approvals it was started under.
    var approvals: [Int] = []
    /// Why it is in the queue, weightiest first; empty for one that needs no look.
    var marks: [ReviewMark] = []
    /// The rules that were broken.
    var spells: [SessionEvent.Spell] = []
    var incidents: [ReviewedIncident] = []
    /// Who has been through it: the person's id, and when.
    var accepted: Accepted?

    struct Accepted: Equatable {
        let by: String
        let at: Timestamp
    }

    /// How long it lasted, as far as the log tells.
    var length: Duration? {
        guard let startedAt, let endedAt, endedAt >= startedAt else { return nil }
        return endedAt.since(startedAt)
    }
}

/// How a session stood to the approvals that its plan needed.
enum ApprovalState: String, CaseIterable {
    case notNeeded = "not-needed"
    case approved
    /// Nobody had decided.
    case none
    /// There was one, for other material facts than those that were run.
    case stale
    /// There was one, and its period did not hold the start.
    case expired
    case withdrawn
    case declined
    /// There was one that could not count, such as one by the host.
    case void

    /// Whether the session ran without the approval that it needed.
    var isMissing: Bool { self != .notNeeded && self != .approved }
}

/// Why somebody should look at a session; in the order of the queue, weightiest first.
enum ReviewMark: String, CaseIterable, Comparable {
    case incident
    /// Started without approval, or with one that no longer counted.
    case unapproved
    case oneToOneUnplanned = "one-to-one-unplanned"
    case oneToOne = "one-to-one"
    /// Its log was damaged, or its file is gone.
    case damaged
    case clockStep = "clock-step"
    /// A part of its log was cut off once and mended.
    case recovered
    /// It was opened, and nothing was written down of what happened.
    case noLog = "no-log"
    case neverClosed = "never-closed"
    /// A text is gone without an erasure, or there in spite of one.
    case withheld
    case noSecondStaff = "no-second-staff"
    case recordedUnplanned = "recorded-unplanned"
    /// Started although the rules were against it.
    case despite
    /// It broke a rule while it ran.
    case deviation
    case closedLate = "closed-late"
    /// Something was written down long after it happened, or corrected.
    case late

    static func < (left: ReviewMark, right: ReviewMark) -> Bool { left.place < right.place }

    var place: Int { ReviewMark.allCases.firstIndex(of: self) ?? 0 }
}

/// An incident, as a review shows it: a category and times, never its words.
struct ReviewedIncident: Equatable, Sendable {
    /// The number of its entry.
    let seq: Int
    let category: String
    /// `pupil`, `staff`, `nobody`.
    let about: String
    let occurred: Timestamp
    let written: Timestamp
    /// Who wrote it down.
    let by: String
    /// Who was told, and when, in that order.
    var handovers: [Handover] = []
    /// How many conversations have still to be had.
    var waiting = 0

    struct Handover: Equatable, Sendable {
        let to: String
        let at: Timestamp
    }

    /// How long it took until somebody was first told.
    var timeToHandover: Duration? { handovers.first.map { $0.at.since(occurred) } }
    /// Whether only those may see it who have to deal with it.
    var isConfidential: Bool { about == SessionEvent.IncidentNote.staff }
}

/// A planned session whose time has passed and that nobody ever started.
struct UnheldSession: Equatable {
    var record: Int
    let day: Day
    let starts: Timestamp?
    let host: String?
    let group: String?
    let reason: Reason

    /// Why, as far as the record tells.
    enum Reason: String, CaseIterable {
        /// SLT said no, and it did not run: as it should be.
        case declined
        /// It needed an approval that nobody gave, and it did not run: as it should be.
        case notApproved = "not-approved"
        /// The record does not tell. Either it did not run, or it ran without a log.
        case unknown
    }
}

/// What somebody resolved to do after a review.
struct ReviewAction: Equatable {
    var record: Int
    /// The ledger's entry, and which of its actions, counted from 1.
    let entry: Int
    let number: Int
    /// Nothing once it was erased.
    let text: String?
    let owner: String
    let due: Day
    let by: String
    let at: Timestamp
    /// When it was said to be done, and by whom.
    var done: Done?

    struct Done: Equatable {
        let by: String
        let at: Timestamp
    }

    var isOpen: Bool { done == nil }
    /// Such as `41.1`.
    var id: String { "\(entry).\(number)" }
}

/// Sessions that chance chose, so that neither side could.
struct ReviewSample: Equatable {
    /// Given after the checkpoint was in others' hands.
    let phrase: String
    let size: Int
    /// Those with the smallest numbers, smallest first.
    var drawn: [Drawn] = []
    /// By which checkpoint each record's were drawn.
    var bases: [Basis] = []

    /// With this, the phrase and the ids of the sessions anybody can draw them again.
    struct Basis: Equatable {
        let record: Int
        let root: SampleRoot
    }

    struct Drawn: Equatable {
        let key: [UInt8]
        let session: ReviewedSession
    }
}
