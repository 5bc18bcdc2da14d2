import Checklist

/// The sessions that the ledger tells of, and what the rules want counted of them.
struct EarlierSessions {
    /// Those that were opened, in that order.
    private(set) var opened: [Opened] = []
    private let handedIn: HandedIn
    private let people: People
    /// The sessions and the plans of each class, so that a folder of plans is judged at once.
    private var classes: [[UInt8]: Class] = [:]
    private var unclosed: [Opened] = []

    private struct Class {
        /// Numbers of ``opened``.
        var sessions: [Int] = []
        /// Where they stand among the plans that were handed in, with their start.
        var plans: [(place: Int, start: Timestamp)] = []
    }

    /// A session that was opened, with what its plan said.
    struct Opened {
        let id: String
        /// Which of the plans that were handed in; nothing if the ledger has none with its digest.
        fileprivate let plan: Int?
        let title: String?
        fileprivate let group: String?
        let host: String?
        let second: String?
        /// Who opened it.
        let author: String
        /// The planned times, or else when it was opened.
        let starts: Timestamp
        let ends: Timestamp?
        /// Until when its log has to be closed.
        let due: Timestamp?
        fileprivate(set) var isClosed = false

        /// Whether it should have been closed by now.
        func isOverdue(at now: Timestamp) -> Bool {
            !isClosed && due.map { $0 < now } ?? false
        }
    }

    init(_ ledger: [Entry], people: People) {
        self.people = people
        handedIn = HandedIn(ledger)
        var places: [String: Int] = [:]
        for entry in ledger {
            guard let id = entry.fact("sid") else { continue }
            switch entry.kind {
            case .sessionOpen:
                places[id] = opened.count
                opened.append(Opened(entry, id, handedIn))
            case .sessionClose:
                if let place = places[id] { opened[place].isClosed = true }
            default: break
            }
        }
        for (number, session) in opened.enumerated() {
            if let group = session.group {
                classes[Array(group.utf8), default: Class()].sessions.append(number)
            }
            if !session.isClosed { unclosed.append(session) }
        }
        for (place, plan) in handedIn.plans.enumerated() {
            let last = plan.last
            guard let group = last.group, let start = last.start else { continue }
            classes[Array(group.utf8), default: Class()].plans.append((place, start))
        }
    }

    /// The open sessions of one person whose log should have been closed by now.
    func overdue(of person: People.Person, at now: Timestamp) -> [Opened] {
        unclosed.filter { session in
            session.isOverdue(at: now)
                && [session.host, session.second, session.author]
                    .contains { $0.map(person.ids.contains) ?? false }
        }
    }

    // MARK: What the rules want counted

    /// The answers to the form of earlier sessions, as at a time, for one plan.
    ///
    /// A plan's own sessions are not earlier ones of its class, but their logs have to be closed
    /// like all others.
    func history(of plan: Plan, at now: Timestamp, _ clock: LocalTime) -> JSON {
        .object([
            ("sessionsThisWeek", .int(Int64(othersInWeek(of: plan, clock)))),
            ("sinceFirst", .string(sinceFirst(of: plan, clock))),
            ("unfinishedLogs", .int(Int64(unfinished(of: plan, at: now)))),
        ])
    }

    /// Other sessions of the same class in the same week: those that were had, and the plans that
    /// were handed in and not opened yet.
    private func othersInWeek(of plan: Plan, _ clock: LocalTime) -> Int {
        guard let start = plan.start, let own = plan.group, let group = classes[Array(own.utf8)]
        else { return 0 }
        let week = week(of: start, clock)
        let place = place(of: plan)
        let had = group.sessions.map { opened[$0] }.filter { session in
            (place == nil || session.plan != place) && self.week(of: session.starts, clock) == week
        }
        let handed = group.plans.filter { plan in
            plan.place != place && self.week(of: plan.start, clock) == week
                && !had.contains { $0.plan == plan.place }
        }
        return had.count + handed.count
    }

    /// How long before this plan the host first had a session with the class: in whole days of
    /// the calendar, as people count.
    private func sinceFirst(of plan: Plan, _ clock: LocalTime) -> String {
        guard let start = plan.start, let host = plan.host, let own = plan.group,
            let group = classes[Array(own.utf8)]
        else { return "0d" }
        let earlier = group.sessions.map { opened[$0] }.filter { session in
            session.starts < start
                && session.host.map { people.isSame($0, host) } ?? false
        }
        guard let first = earlier.map(\.starts).min() else { return "0d" }
        let days = day(of: start, clock).number - day(of: first, clock).number
        return days > 0 ? "\(days)d" : "\(start.since(first).seconds / 60)m"
    }

    private func unfinished(of plan: Plan, at now: Timestamp) -> Int {
        guard let host = plan.host else { return 0 }
        let own = place(of: plan)
        return unclosed.count { session in
            session.isOverdue(at: now)
                && (own == nil || session.plan != own || session.starts != plan.start)
                && session.host.map { people.isSame($0, host) } ?? false
        }
    }

    private func place(of plan: Plan) -> Int? { plan.id.flatMap { handedIn.place(id: $0) } }

    private func day(of time: Timestamp, _ clock: LocalTime) -> Day {
        Day(time, zone: clock.zone, zones: clock.zones)
    }

    /// The number of the week, which begins on a Monday.
    private func week(of time: Timestamp, _ clock: LocalTime) -> Int {
        // The first of January 1970 was a Thursday.
        let days = day(of: time, clock).number + 3
        return days >= 0 ? days / 7 : (days - 6) / 7
    }
}

extension EarlierSessions.Opened {
    fileprivate init(_ entry: Entry, _ id: String, _ handedIn: HandedIn) {
        func time(_ name: String) -> Timestamp? {
            entry.fact(name).flatMap { Timestamp(rfc3339: $0) }
        }
        let digest = entry.fact("plan") ?? ""
        let place = handedIn.place(holding: digest)
        let version = place.flatMap { place in
            handedIn.plans[place].versions.first { $0.digest == digest }
        }
        self.init(
            id: id,
            plan: place,
            title: version?.title,
            group: version?.group,
            host: entry.fact("host") ?? version?.host,
            second: entry.fact("second") ?? version?.second,
            author: entry.author.by,
            starts: time("starts") ?? version?.start ?? entry.at,
            ends: time("ends") ?? version?.end,
            due: time("due") ?? version?.due
        )
    }
}
