@testable import Checklist
@testable import StreamGuard

/// What happened over some weeks, as far as a governors' pack divides it: each session with one
/// value for each table, so that figures which cannot be together never are.
struct MadeUpHistory: Equatable {
    var sessions: [Session] = []
    var unheld: [UnheldSession.Reason] = []
    var toCome = 0
    /// Whether each action is done.
    var actions: [Bool] = []
    let weeks: Int
    /// Whether approval is needed for one-to-ones and nothing else, and everybody knows.
    let onlyOneToOnesNeedApproval: Bool

    enum OneToOne: CaseIterable { case no, planned, unplanned }

    enum Recording: CaseIterable { case no, planned, unplanned, unknown }

    struct Session: Equatable {
        var week: Int
        var approval = ApprovalState.notNeeded
        var log = ReviewFigures.LogState.closed
        var oneToOne = OneToOne.no
        var isWithoutSecond = false
        var recording = Recording.no
        var isAccepted = false
        /// The items that were broken, one for each time.
        var broken: [Int] = []
        var incidents: [Incident] = []
    }

    struct Incident: Equatable {
        var category: Int
        /// Minutes to the first hand-over, one of a few; nothing before.
        var told: Int?

        static let minutes: [Int?] = [5, 30, 200, 3_000, nil]
    }

    /// What everybody knows who knows the program.
    var isPossible: Bool {
        sessions.allSatisfy { session in
            let isPlanned = session.oneToOne == .planned
            let isNeeded = session.approval != .notNeeded
            guard isNeeded || !isPlanned, isPlanned || !isNeeded || !onlyOneToOnesNeedApproval
            else { return false }
            guard session.log == .missing else { return true }
            return session.recording == .no && session.oneToOne != .unplanned
                && session.broken.isEmpty && session.incidents.isEmpty && !session.isWithoutSecond
        }
    }

    /// The figures that a fold would come to.
    var review: Review {
        let monday = Day(20_458)
        let weekday = monday.number
        var figures = ReviewFigures()
        var rules: [Int: RuleFigure] = [:]
        var categories: [Int: IncidentFigure] = [:]
        var byWeek = (0..<weeks).map { WeekFigure(monday: Day(weekday + 7 * $0)) }
        figures.ran = sessions.count
        figures.toCome = toCome
        for reason in unheld { figures.unheld[reason, default: 0] += 1 }
        figures.planned = sessions.count + unheld.count + toCome
        for session in sessions {
            byWeek[session.week].ran += 1
            byWeek[session.week].planned += 1
            byWeek[session.week].incidents += session.incidents.count
            figures.approvals[session.approval, default: 0] += 1
            figures.logs[session.log, default: 0] += 1
            if session.isWithoutSecond { figures.marks[.noSecondStaff, default: 0] += 1 }
            if session.oneToOne == .planned {
                figures.oneToOnesPlanned += 1
                figures.oneToOneApprovals[session.approval, default: 0] += 1
            }
            if session.oneToOne == .unplanned { figures.oneToOnesUnplanned += 1 }
            if session.recording == .planned { figures.recordedPlanned += 1 }
            if session.recording == .unplanned { figures.recordedUnplanned += 1 }
            if session.recording == .unknown { figures.recordedUnknown += 1 }
            if session.isAccepted { figures.accepted += 1 }
            if !session.broken.isEmpty { figures.broken += 1 }
            for item in session.broken {
                figures.spells += 1
                rules[
                    item,
                    default: RuleFigure(rule: "r\(item)", item: "\(item)", title: "Item \(item)")
                ].spells += 1
            }
            for incident in session.incidents {
                figures.incidents += 1
                categories[
                    incident.category,
                    default: IncidentFigure(category: "c\(incident.category)")
                ].count += 1
                if let told = incident.told {
                    figures.handovers.add(Duration(seconds: Int64(60 * told)))
                } else {
                    figures.waiting += 1
                }
            }
        }
        var review = Review(
            scope: ReviewScope(
                from: monday,
                to: monday.adding(7 * weeks - 1),
                at: .epoch
            )
        )
        review.figures = figures
        review.rules = rules.values.sorted { ($1.spells, $0.rule) < ($0.spells, $1.rule) }
        review.categories = categories.sorted { $0.key < $1.key }.map { _, figure in
            var figure = figure
            figure.means = "Kind \(figure.category.dropFirst())"
            return figure
        }
        review.weeks = byWeek
        review.actions = actions.enumerated().map { number, isDone in
            ReviewAction(
                record: 0,
                entry: 1,
                number: number + 1,
                text: nil,
                owner: "u-1",
                due: monday,
                by: "u-1",
                at: review.scope.at,
                done: isDone ? .init(by: "u-1", at: review.scope.at) : nil
            )
        }
        return review
    }
}

extension MadeUpHistory {
    /// A history by chance; how much of it is out of the ordinary is by chance as well.
    init(_ random: inout Chance) {
        weeks = Int.random(in: 1...6, using: &random)
        onlyOneToOnesNeedApproval = Bool.random(using: &random)
        let rarity = [2, 4, 10, 30].randomElement(using: &random) ?? 4
        func isRare(_ random: inout Chance) -> Bool {
            Int.random(in: 0..<rarity, using: &random) == 0
        }
        let size = [3, 5, 7, 12, 30, 60].randomElement(using: &random) ?? 5
        for _ in 0..<Int.random(in: 0...size, using: &random) {
            var session = Session(week: Int.random(in: 0..<weeks, using: &random))
            if isRare(&random) { session.oneToOne = .allCases.randomElement(using: &random) ?? .no }
            if session.oneToOne == .planned || !onlyOneToOnesNeedApproval && isRare(&random) {
                session.approval = ApprovalState.allCases.randomElement(using: &random) ?? .approved
            }
            if session.oneToOne == .planned, session.approval == .notNeeded || !isRare(&random) {
                session.approval = .approved
            }
            if isRare(&random) { session.log = .allCases.randomElement(using: &random) ?? .open }
            session.isAccepted = isRare(&random)
            if session.log != .missing {
                session.isWithoutSecond = isRare(&random)
                if isRare(&random) {
                    session.recording = .allCases.randomElement(using: &random) ?? .no
                }
                while isRare(&random), session.broken.count < 6 {
                    session.broken.append(Int.random(in: 0..<4, using: &random))
                }
                while isRare(&random), session.incidents.count < 6 {
                    session.incidents.append(
                        Incident(
                            category: Int.random(in: 0..<4, using: &random),
                            told: Incident.minutes.randomElement(using: &random) ?? nil
                        )
                    )
                }
            } else if session.oneToOne == .unplanned {
                session.oneToOne = .no
            }
            sessions.append(session)
        }
        for _ in 0..<Int.random(in: 0...12, using: &random) {
            unheld.append(.allCases.randomElement(using: &random) ?? .unknown)
        }
        toCome = Int.random(in: 0...8, using: &random)
        actions = (0..<Int.random(in: 0...9, using: &random)).map { _ in isRare(&random) }
    }

    typealias Change = (inout MadeUpHistory) -> Void

    /// What could have been otherwise, by the tables that would tell of it.
    func changes(of table: String) -> [Change] {
        func each(_ changes: [(inout Session) -> Void]) -> [Change] {
            changes.flatMap { change in
                sessions.indices.map { place -> Change in { change(&$0.sessions[place]) } }
            }
        }
        switch table {
        case "planned", "did-not-run":
            return UnheldSession.Reason.allCases.map { reason in { $0.unheld.append(reason) } }
                + unheld.indices.flatMap { place -> [Change] in
                    UnheldSession.Reason.allCases.map { reason in { $0.unheld[place] = reason } }
                }
                + [{ _ = $0.unheld.popLast() }, { $0.toCome += 1 }]
                + [{ $0.toCome = max(0, $0.toCome - 1) }, { _ = $0.sessions.popLast() }]
                + sessions.indices.map { place in { $0.sessions.append($0.sessions[place]) } }
        case "actions":
            return [{ $0.actions.append(true) }, { $0.actions.append(false) }]
                + [{ _ = $0.actions.popLast() }]
                + actions.indices.map { place in { $0.actions[place].toggle() } }
        case "sessions-by-week":
            return each((0..<weeks).map { week in { $0.week = week } })
        case "approvals", "unplanned-one-to-ones":
            return each(
                OneToOne.allCases.flatMap { kind in
                    ApprovalState.allCases.map { approval in
                        { session in
                            session.oneToOne = kind
                            session.approval = approval
                        }
                    }
                }
            )
        case "logs": return each(ReviewFigures.LogState.allCases.map { log in { $0.log = log } })
        case "recordings": return each(Recording.allCases.map { kind in { $0.recording = kind } })
        case "second-staff": return each([{ $0.isWithoutSecond.toggle() }])
        case "reviewed": return each([{ $0.isAccepted.toggle() }])
        case "rules-kept", "findings":
            return each(
                (0..<4).flatMap { item -> [(inout Session) -> Void] in
                    [
                        { $0.broken.append(item) },
                        { if !$0.broken.isEmpty { $0.broken[0] = item } },
                        { session in
                            if let place = session.broken.firstIndex(of: item) {
                                session.broken.remove(at: place)
                            }
                        },
                    ]
                }
            )
        default:
            let kinds = (0..<4).flatMap { category in
                Incident.minutes.map { Incident(category: category, told: $0) }
            }
            let moves = sessions.indices.filter { !sessions[$0].incidents.isEmpty }
                .flatMap { from in
                    sessions.indices.map { to -> Change in
                        { history in
                            guard !history.sessions[from].incidents.isEmpty else { return }
                            let incident = history.sessions[from].incidents.removeLast()
                            history.sessions[to].incidents.append(incident)
                        }
                    }
                }
            return moves
                + each(kinds.map { incident in { $0.incidents.append(incident) } })
                + each((0..<4).map { kind in { $0.incidents.first?.category = kind } })
                + each(Incident.minutes.map { told in { $0.incidents.first?.told = told } })
                + each([{ _ = $0.incidents.popLast() }])
        }
    }

    /// Another history in which what is in some rows of a table is spread over them in another way.
    func spread(_ table: String, over rows: [Int], _ random: inout Chance) -> MadeUpHistory {
        var history = self
        func spread<Item>(
            _ items: inout [Item],
            _ row: (Item) -> Int,
            _ set: (inout Item, Int) -> Void
        ) {
            var places = items.indices.filter { rows.contains(row(items[$0])) }
            places.shuffle(using: &random)
            let rest = rows.randomElement(using: &random) ?? 0
            for row in rows where row != rest {
                for _ in 0..<Int.random(in: 0...5, using: &random) {
                    if let place = places.popLast() { set(&items[place], row) }
                }
            }
            for place in places { set(&items[place], rest) }
        }
        switch table {
        case "sessions-by-week": spread(&history.sessions, \.week) { $0.week = $1 }
        case "logs":
            let logs: [ReviewFigures.LogState] = [
                .closed, .closedLate, .open, .neverClosed, .missing,
            ]
            spread(&history.sessions, { logs.firstIndex(of: $0.log) ?? 0 }) { $0.log = logs[$1] }
        case "recordings":
            let kinds = Recording.allCases
            spread(&history.sessions, { kinds.firstIndex(of: $0.recording) ?? 0 }) {
                $0.recording = kinds[$1]
            }
        case "approvals":
            let states: [ApprovalState] = [.notNeeded, .approved, .none, .approved, .none]
            spread(
                &history.sessions,
                { session in
                    let isSingle = session.oneToOne == .planned
                    let isMissing = session.approval.isMissing
                    if isSingle { return isMissing ? 4 : 3 }
                    return isMissing ? 2 : session.approval == .approved ? 1 : 0
                },
                { session, row in
                    session.approval = states[row]
                    if row > 2 {
                        session.oneToOne = .planned
                    } else if session.oneToOne == .planned {
                        session.oneToOne = .no
                    }
                }
            )
        case "did-not-run":
            let reasons: [UnheldSession.Reason] = [.declined, .notApproved, .unknown]
            spread(&history.unheld, { reasons.firstIndex(of: $0) ?? 0 }) { $0 = reasons[$1] }
        case "incidents", "handovers", "incidents-by-week":
            var incidents = sessions.indices.flatMap { place in
                sessions[place].incidents.map { (place: place, incident: $0) }
            }
            for place in sessions.indices { history.sessions[place].incidents = [] }
            let minutes = Incident.minutes
            switch table {
            case "incidents":
                spread(&incidents, \.incident.category) { $0.incident.category = $1 }
            case "handovers":
                spread(&incidents, { minutes.firstIndex(of: $0.incident.told) ?? 0 }) {
                    $0.incident.told = minutes[$1]
                }
            default:
                let hosts = sessions.indices.filter { sessions[$0].log != .missing }
                spread(&incidents, { sessions[$0.place].week }) { item, week in
                    item.place = hosts.first { sessions[$0].week == week } ?? item.place
                }
            }
            for (place, incident) in incidents {
                history.sessions[place].incidents.append(incident)
            }
        default: break
        }
        return history
    }

    /// Every count of which a pack might tell, by its table and then its row: its place, or its
    /// name where rows differ from review to review.
    var truth: [String: [String: Int]] {
        func places(_ counts: [Int]) -> [String: Int] {
            var all = ["total": counts.reduce(0, +)]
            for (place, count) in counts.enumerated() { all["\(place)"] = count }
            return all
        }
        func names(_ names: [String]) -> [String: Int] {
            names.reduce(into: ["total": names.count]) { $0[$1, default: 0] += 1 }
        }
        func count(_ isOne: (Session) -> Bool) -> Int { sessions.count(where: isOne) }
        let incidents = sessions.flatMap(\.incidents)
        func told(_ minutes: Int?) -> Int { incidents.count { $0.told == minutes } }
        func stand(_ isSingle: Bool, _ isOne: (ApprovalState) -> Bool) -> Int {
            count { ($0.oneToOne == .planned) == isSingle && isOne($0.approval) }
        }
        return [
            "planned": places([sessions.count, unheld.count, toCome]),
            "did-not-run": places(
                [.declined, .notApproved, .unknown].map { reason in unheld.count { $0 == reason } }
            ),
            "sessions-by-week": places((0..<weeks).map { week in count { $0.week == week } }),
            "approvals": places([
                stand(false) { $0 == .notNeeded }, stand(false) { $0 == .approved },
                stand(false) { $0.isMissing }, stand(true) { !$0.isMissing },
                stand(true) { $0.isMissing },
            ]),
            "logs": places(
                [.closed, .closedLate, .open, .neverClosed, .missing].map { log in
                    count { $0.log == log }
                }
            ),
            "second-staff": places([count { !$0.isWithoutSecond }, count { $0.isWithoutSecond }]),
            "unplanned-one-to-ones": places([
                count { $0.oneToOne != .unplanned }, count { $0.oneToOne == .unplanned },
            ]),
            "recordings": places(
                Recording.allCases.map { kind in count { $0.recording == kind } }
            ),
            "rules-kept": places([count { $0.broken.isEmpty }, count { !$0.broken.isEmpty }]),
            "findings": names(sessions.flatMap(\.broken).map { "Item \($0)" }),
            "incidents": names(incidents.map { "Kind \($0.category)" }),
            "handovers": places(Incident.minutes.map(told)),
            "incidents-by-week": places(
                (0..<weeks).map { week in
                    sessions.filter { $0.week == week }.reduce(0) { $0 + $1.incidents.count }
                }
            ),
            "reviewed": places([count { $0.isAccepted }, count { !$0.isAccepted }]),
            "actions": places([actions.count { $0 }, actions.count { !$0 }]),
        ]
    }
}

/// Chance that is the same for the same seed (SplitMix64).
struct Chance: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

extension Array {
    /// The first element, to be changed where there is one.
    fileprivate var first: Element? {
        get { isEmpty ? nil : self[0] }
        set { if let newValue, !isEmpty { self[0] = newValue } }
    }
}
