import Checklist

/// What is past its date, and what keeps the rest from being erased.
struct DueList {
    /// The longest overdue first.
    var items: [DueItem] = []
    /// How many sessions and plans are not due yet, and the first day on which one may be.
    var later = 0
    var next: Day?
    /// How many are not for whoever asks: they took part, or may not know of something in them.
    var notForYou = 0
    let today: Day
    let holds: [Hold]

    func items(_ matches: (DueItem.State) -> Bool) -> [DueItem] {
        items.filter { matches($0.state) }
    }

    /// What a proposal of all that is due would be about.
    var ready: [DueItem] { items { if case .due = $0 { true } else { false } } }
}

/// Something that is past its date.
struct DueItem {
    let subject: DisposalEntry.Subject
    /// When it was, or was to be.
    let day: Day
    /// Who ran it, and the class; whatever of it is known and may be shown.
    let host: String?
    let group: String?
    /// The kind that keeps it longest.
    let kind: Retention.Kind
    let days: Int
    /// Since when it may be erased.
    let from: Day
    let state: State

    enum State {
        case due
        /// No date alone ends it: somebody has to look at it.
        case needsPerson
        case held([Hold])
        /// Somebody has proposed it.
        case waiting(Proposal)
        /// It cannot be erased yet.
        case blocked([Blocker])
    }

    /// Why something cannot be erased yet.
    enum Blocker: Equatable {
        case notClosed
        /// So many incidents that somebody has still to be told of.
        case handovers(Int)
        /// What reviews resolved about it, such as `41.1`.
        case actions([String])
        case damaged

        var words: String {
            switch self {
            case .notClosed: "its log was never closed"
            case .handovers(let count): "\(counted(count, "incident")) not handed over"
            case .actions(let ids): "actions still open: \(listed(ids))"
            case .damaged: "its log is damaged"
            }
        }

        /// What to do about it; `session` is the end of its id.
        func help(_ session: String) -> String {
            switch self {
            case .notClosed: "`\(Program.name) close --session \(session)` finishes it"
            case .handovers:
                "`\(Program.name) incident --told ID --session \(session)` says who was told"
            case .actions: "`\(Program.name) review done NUMBER` closes each"
            case .damaged: "`\(Program.name) verify` says more"
            }
        }
    }
}

extension HandoversDue {
    /// How many incidents wait for somebody, whoever may know of them.
    static func count(_ timeline: Timeline, _ people: People) -> Int {
        timeline.incidents.count { item in
            guard case .incident(let note) = item.event else { return false }
            let told = timeline.handovers(of: item).compactMap { handover in
                if case .handedOver(_, let to) = handover.event { to.id } else { nil }
            }
            guard let tell = note.tell, !tell.isEmpty else { return told.isEmpty }
            return !open(tell, told: told, people).isEmpty
        }
    }
}
