/// The tables of a governors' pack that divide one whole, such as all sessions that ran.
///
/// Each session counts in one row of each table, each fact in one table only. Where one table's
/// figures bound those of another, the order in which parts are hidden sees to it that the bound
/// tells nothing: it is said where it is so.
struct PackTables {
    let whole: Int
    /// If not, nothing at all is told of any part.
    let isTold: Bool

    private var total: PublishedCount { isTold ? .shown(whole) : .hidden }

    typealias Part = (label: String, count: Int)

    /// A table of the whole.
    ///
    /// Where nothing can be told of any part, the names of those that are always there stay.
    ///
    /// - Parameters:
    ///   - id: one word.
    ///   - title: a heading.
    ///   - about: what the figures tell.
    ///   - parts: what the whole is divided into.
    ///   - order: the places of the parts that may be hidden for another's sake, best first.
    ///   - isByWeek: whether the parts are weeks.
    ///   - namesTell: whether only parts are there that are not nought.
    ///   - isKept: whether nothing of it may be told for another table's sake.
    /// - Returns: what may be told of it.
    private func table(
        _ id: String,
        _ title: String,
        _ about: String,
        _ parts: [Part],
        order: [Int]? = nil,
        isByWeek: Bool = false,
        namesTell: Bool = false,
        isKept: Bool = false
    ) -> PublishedTable {
        let counts = parts.map(\.count)
        // Figures that do not add up come from a record that is damaged: none is to be told.
        let isWhole = counts.allSatisfy { $0 >= 0 } && counts.reduce(0, +) == whole
        let told =
            isTold && isWhole && (!isKept || whole == 0)
            ? Suppression.divided(counts, order: order ?? Array(counts.indices)) : nil
        let rows = parts.indices.map {
            PublishedTable.Row(label: parts[$0].label, count: told?[$0] ?? .hidden)
        }
        return PublishedTable(
            id: id,
            title: title,
            about: about,
            isByWeek: isByWeek,
            total: total,
            rows: !namesTell ? rows : told == nil ? [] : PackTables.ordered(rows)
        )
    }

    // MARK: Plans

    /// Its total would tell a small part by the others, so it is told only if no part is small.
    static func planned(_ figures: ReviewFigures) -> PublishedTable {
        let unheld = figures.unheld.values.reduce(0, +)
        let parts = [
            ("ran", figures.ran), ("did not run", unheld), ("still to come", figures.toCome),
        ]
        let isTold = !parts.contains { Suppression.isSmall($0.1) }
        return PublishedTable(
            id: "planned",
            title: "Planned sessions",
            about: "Plans that were handed in, and what became of them.",
            isByWeek: false,
            total: isTold ? .shown(figures.ran + unheld + figures.toCome) : .hidden,
            rows: parts.map {
                PublishedTable.Row(label: $0.0, count: Suppression.alone($0.1))
            }
        )
    }

    static func unheld(_ figures: ReviewFigures) -> PublishedTable {
        let whole = figures.unheld.values.reduce(0, +)
        return PackTables(whole: whole, isTold: !Suppression.isSmall(whole)).table(
            "did-not-run",
            "Planned sessions that did not run",
            "Why, as far as the record tells. “No reason recorded” can also be a session that ran "
                + "without a log.",
            [
                ("declined by senior leaders", figures.unheld[.declined] ?? 0),
                ("not approved in time", figures.unheld[.notApproved] ?? 0),
                ("no reason recorded", figures.unheld[.unknown] ?? 0),
            ]
        )
    }

    // MARK: Sessions

    /// By week; of what happened in sessions, beside the weeks of the sessions.
    func byWeek(_ weeks: [WeekFigure], beside sessions: PublishedTable? = nil) -> PublishedTable {
        // A week in which something happened had a session: where no week of the sessions may be
        // told, that would be told by the others.
        let isKept = sessions.map { $0.rows.allSatisfy { $0.count == .hidden } } ?? false
        return table(
            sessions == nil ? "sessions-by-week" : "incidents-by-week",
            sessions == nil ? "Sessions by week" : "Incidents by week",
            sessions == nil
                ? "Sessions that ran, by the week in which they were to begin."
                : "Incidents, by the week of the session in which they happened.",
            weeks.map {
                ($0.monday.described, sessions == nil ? $0.ran : $0.incidents)
            },
            isByWeek: true,
            isKept: isKept
        )
    }

    /// How sessions stood to approval.
    ///
    /// Each one-to-one needs approval: in two tables, each would tell of the other.
    func approvals(_ figures: ReviewFigures) -> PublishedTable {
        func split(_ approvals: [ApprovalState: Int]) -> (good: Int, missing: Int, other: Int) {
            let missing = approvals.filter { $0.key.isMissing }.values.reduce(0, +)
            let other = approvals[.notNeeded] ?? 0
            return (approvals.values.reduce(0, +) - missing - other, missing, other)
        }
        let (all, single) = (split(figures.approvals), split(figures.oneToOneApprovals))
        return table(
            "approvals",
            "Approval and one-to-ones",
            "How each session stood to the approval that its plan needed when it started. Without "
                + "it means: nobody had decided, it was declined or withdrawn, or it was out of "
                + "date or for another plan.",
            [
                ("several pupils, no approval needed", all.other - single.other),
                ("several pupils, approved", all.good - single.good),
                ("several pupils, without the approval needed", all.missing - single.missing),
                ("one-to-one, approved", single.good + single.other),
                ("one-to-one, without the approval needed", single.missing),
            ]
        )
    }

    /// What became of the logs.
    ///
    /// What is told of rules and recordings comes from logs, and so bounds how many had one: that
    /// there was none is never hidden for another's sake.
    func logs(_ figures: ReviewFigures) -> PublishedTable {
        let labels: [(ReviewFigures.LogState, String)] = [
            (.closed, "closed in time"), (.closedLate, "closed late"),
            (.open, "still open, not yet due"), (.neverClosed, "never closed"),
            (.missing, "no log"),
        ]
        return table(
            "logs",
            "Sessions by their log",
            "Whether what happened was written down and the log closed.",
            labels.map { ($0.1, figures.logs[$0.0] ?? 0) },
            order: [0, 1, 2, 3]
        )
    }

    func secondStaff(_ figures: ReviewFigures) -> PublishedTable {
        let without = figures.marks[.noSecondStaff] ?? 0
        return table(
            "second-staff",
            "Second member of staff",
            "Whether a session had the second member of staff that it needed.",
            [("with one, or none was needed", whole - without), ("without one", without)]
        )
    }

    func oneToOnes(_ figures: ReviewFigures) -> PublishedTable {
        let unplanned = figures.oneToOnesUnplanned
        return table(
            "unplanned-one-to-ones",
            "One-to-ones that were not planned",
            "Sessions in which one pupil was alone with one adult, because others left or did not "
                + "come.",
            [("did not become one", whole - unplanned), ("became one", unplanned)]
        )
    }

    /// What was recorded.
    ///
    /// A session without a log counts as not recorded, so that is hidden after what was recorded
    /// as planned: how many had no log bounds it from below.
    func recordings(_ figures: ReviewFigures) -> PublishedTable {
        let (planned, unplanned) = (figures.recordedPlanned, figures.recordedUnplanned)
        let unknown = figures.recordedUnknown
        return table(
            "recordings",
            "Recordings",
            "Sessions that were recorded, as their plan said or against it.",
            [
                ("not recorded", whole - planned - unplanned - unknown),
                ("recorded as planned", planned), ("recorded against the plan", unplanned),
                ("recorded, the plan no longer known", unknown),
            ],
            order: [1, 0, 2, 3]
        )
    }

    func reviewed(_ figures: ReviewFigures) -> PublishedTable {
        table(
            "reviewed",
            "Sessions gone through",
            "Sessions that somebody who leads on safeguarding has been through and accepted.",
            [("gone through", figures.accepted), ("not yet", whole - figures.accepted)],
            order: [1, 0]
        )
    }

    static func actions(_ actions: [ReviewAction]) -> PublishedTable {
        let open = actions.count { $0.isOpen }
        let whole = PackTables(
            whole: actions.count,
            isTold: !Suppression.isSmall(actions.count)
        )
        return whole.table(
            "actions",
            "Actions",
            "What was resolved after reviews of these sessions.",
            [("done", actions.count - open), ("open", open)]
        )
    }

    // MARK: Rules

    /// How often each item's rules were broken; without a total, so that each count stands alone.
    func rules(_ rules: [RuleFigure]) -> PublishedTable {
        let parts = PackTables.merged(
            rules.map { ($0.title ?? "rules that are no longer in use", $0.spells) }
        )
        return PublishedTable(
            id: "findings",
            title: "Findings by item",
            about: "How often a rule of each item was broken while a session ran; one session can "
                + "break several, and the same one again.",
            isByWeek: false,
            total: .hidden,
            rows: PackTables.ordered(
                isTold
                    ? parts.map {
                        PublishedTable.Row(label: $0.label, count: Suppression.alone($0.count))
                    } : []
            )
        )
    }

    /// How many sessions broke a rule.
    ///
    /// Each of them adds to what is told of the rules. So that table bounds this one; where it
    /// does so by what is hidden there, this one is kept.
    func kept(_ figures: ReviewFigures, beside rules: PublishedTable) -> PublishedTable {
        let least = rules.rows.reduce(0) { sum, row in
            if case .shown(let count) = row.count { sum + count } else { sum + 1 }
        }
        return table(
            "rules-kept",
            "Sessions that kept the rules",
            "Whether a rule was broken while the session ran.",
            [("kept them all", whole - figures.broken), ("broke one or more", figures.broken)],
            isKept: figures.broken > least
        )
    }

    // MARK: Incidents

    func categories(_ categories: [IncidentFigure]) -> PublishedTable {
        let parts = PackTables.merged(
            categories.map { ($0.means ?? "a kind that is no longer in use", $0.count) }
        )
        return table(
            "incidents",
            "Incidents by kind",
            "What went wrong, by kind. What is about somebody who works or helps in school is not "
                + "in these figures: the head or the chair has it.",
            parts,
            namesTell: true
        )
    }

    func handovers(_ figures: ReviewFigures) -> PublishedTable {
        let times = figures.handovers
        return table(
            "handovers",
            "Time from an incident to the first hand-over",
            "How long it took until somebody who has to know was told.",
            [
                ("within 15 minutes", times.count(from: 0, to: 15)),
                ("15 minutes to an hour", times.count(from: 15, to: 60)),
                ("an hour to a day", times.count(from: 60, to: 1_440)),
                ("a day or longer", times.count(from: 1_440, to: .max)),
                ("nobody told yet", whole - times.count),
            ]
        )
    }

    // MARK: Parts that differ from review to review

    /// Parts with the same name as one, none that is nought, by name: so which is hidden for
    /// another's sake does not depend on how many there are.
    private static func merged(_ parts: [Part]) -> [Part] {
        var counts: [String: Int] = [:]
        for part in parts { counts[part.label, default: 0] += part.count }
        return counts.filter { $0.value > 0 }.sorted { $0.key < $1.key }
            .map { ($0.key, $0.value) }
    }

    /// Most frequent first; what is hidden last, and by name, so that no order tells of it.
    private static func ordered(_ rows: [PublishedTable.Row]) -> [PublishedTable.Row] {
        func key(_ row: PublishedTable.Row) -> Int {
            if case .shown(let count) = row.count { -count } else { 1 }
        }
        return rows.sorted { (key($0), $0.label) < (key($1), $1.label) }
    }
}
