import Testing

@testable import Checklist
@testable import StreamGuard

/// Reviews that nobody had to hold sessions for, for looking at how they are shown.
enum MadeUpReview {
    static let clock = LocalTime(zone: "Europe/London", zones: .iana(knowing: "Europe/London"))

    static func time(_ text: String) throws -> Timestamp {
        try #require(Timestamp(rfc3339: text))
    }

    static func scope(weeks: Int) throws -> ReviewScope {
        let from = try #require(Day(year: 2026, month: 11, day: 2))
        return ReviewScope(
            closure: "autumn",
            from: from,
            to: from.adding(weeks * 7 - 3),
            at: try time("2026-12-01T09:00:00Z")
        )
    }

    /// A review of as many weeks, with something in every part; `hostile` stands wherever a text
    /// from outside may.
    static func full(weeks count: Int = 4, hostile: String? = nil) throws -> Review {
        var review = Review(scope: try scope(weeks: count))
        let text = hostile ?? "Harbour Lane Primary"
        review.records = [
            ReviewedRecord(
                path: hostile ?? "harbour-lane",
                origin: "harbour-lane/2026",
                school: "harbour-lane",
                name: text,
                isTrial: hostile != nil,
                sessions: 214
            ),
            ReviewedRecord(
                number: 1,
                path: "mill-bridge",
                origin: "mill-bridge/2026",
                name: hostile ?? "Mill Bridge School",
                sessions: 26,
                problems: [hostile ?? "its ledger is damaged or cut off, so figures may be wrong"]
            ),
        ]
        review.figures = figures()
        review.weeks = (0..<count).map { week in
            var figure = WeekFigure(monday: review.scope.from.adding(week * 7))
            figure.planned = 30 + (week * 37) % 41
            figure.ran = week == 2 ? 0 : 28 + (week * 37) % 39
            figure.incidents = (week * 5) % 7
            figure.broken = (week * 11) % 13
            figure.unapproved = week % 3
            return figure
        }
        review.rules = [
            rule("C09-second", "C09", "A second adult and an informed colleague", 31, 40, 410),
            rule("C12-chat", "C12", "Chat only with staff there", 17, 17, 95),
            rule("C09-aware", "C09", "A second adult and an informed colleague", 4, 4, 12),
            rule("X1-gone", "X1", nil, 1, 1, 0),
        ]
        review.categories = [
            category(
                "content",
                hostile ?? "something was shown or said that pupils should not see",
                9
            ),
            category("stranger", "somebody came whom nobody knew", 3),
        ]
        review.repeats = [
            RepeatFigure(
                record: 0,
                kind: .host,
                id: hostile ?? "teacher-5b",
                rule: "C09-second",
                item: "C09",
                sessions: 6
            ),
            RepeatFigure(
                record: 1,
                kind: .group,
                id: "5b",
                rule: "C12-chat",
                item: "C12",
                sessions: 3
            ),
        ]
        review.queue = try (0..<6).map { try session($0, hostile) }
        review.queueLength = 31
        review.queueAccepted = 1
        review.sample = ReviewSample(
            phrase: hostile ?? "blue kettle",
            size: 2,
            drawn: review.queue.prefix(2).map { .init(key: [1, 2, 3], session: $0) },
            bases: [
                .init(record: 0, root: SampleRoot(root: Array(0..<32), size: 2_048)),
                .init(record: 1, root: SampleRoot(root: Array(0..<32), size: 9, isHeld: false)),
            ]
        )
        review.actions = [
            try action(1, hostile ?? "Order a second camera.", due: review.scope.from),
            try action(2, nil, due: review.scope.from.adding(90)),
            try action(
                3,
                "Show the new settings to all hosts.",
                due: review.scope.from,
                isDone: true
            ),
        ]
        review.neverRan = UnheldSession.Reason.allCases.map { reason in
            UnheldSession(
                record: 0,
                day: review.scope.from,
                starts: nil,
                host: hostile ?? "teacher-3a",
                group: hostile ?? "3a",
                reason: reason
            )
        }
        return review
    }

    /// Nothing was planned and nothing ran.
    static func empty() throws -> Review {
        var review = Review(scope: try scope(weeks: 2))
        review.records = [
            ReviewedRecord(path: ".", origin: "harbour-lane/2026", name: "Harbour Lane")
        ]
        review.weeks = [0, 7].map { WeekFigure(monday: review.scope.from.adding($0)) }
        return review
    }

    private static func figures() -> ReviewFigures {
        var figures = ReviewFigures()
        figures.planned = 252
        figures.ran = 240
        figures.unheld = [.declined: 5, .notApproved: 3, .unknown: 4]
        figures.toCome = 2
        figures.approvals = [
            .notNeeded: 201, .approved: 30, .none: 4, .stale: 3, .expired: 1, .void: 1,
        ]
        figures.marks = [
            .incident: 12, .unapproved: 9, .oneToOneUnplanned: 2, .damaged: 1, .neverClosed: 4,
            .noSecondStaff: 11, .deviation: 48, .closedLate: 16, .noLog: 2,
        ]
        figures.logs = [.closed: 218, .closedLate: 16, .neverClosed: 4, .missing: 2]
        figures.oneToOnesPlanned = 14
        figures.oneToOnesUnplanned = 2
        (figures.pupils, figures.staff) = (5_312, 486)
        (figures.visitors, figures.unknown) = (7, 1)
        for minutes in [25, 40, 40, 45, 90] {
            figures.lengths.add(Duration(seconds: Int64(minutes * 60)))
        }
        figures.recordedPlanned = 20
        figures.recordedUnplanned = 1
        figures.incidents = 12
        figures.waiting = 1
        for minutes in [1, 2, 4, 6, 9, 12, 22, 45, 130, 600, 9_000] {
            figures.handovers.add(Duration(seconds: Int64(minutes * 60)))
        }
        (figures.broken, figures.spells, figures.accepted) = (48, 62, 180)
        return figures
    }

    private static func rule(
        _ rule: String,
        _ item: String,
        _ title: String?,
        _ sessions: Int,
        _ spells: Int,
        _ minutes: Int
    ) -> RuleFigure {
        RuleFigure(
            rule: rule,
            item: item,
            title: title,
            sessions: sessions,
            spells: spells,
            minutes: minutes,
            atStart: 2
        )
    }

    private static func category(_ id: String, _ means: String, _ count: Int) -> IncidentFigure {
        var figure = IncidentFigure(category: id, means: means, count: count)
        figure.aboutStaff = 1
        figure.waiting = count > 5 ? 1 : 0
        figure.told = ["dsl": count - 1, "head": 2]
        figure.handovers.add(Duration(seconds: 240), times: count)
        return figure
    }

    private static func action(
        _ number: Int,
        _ text: String?,
        due: Day,
        isDone: Bool = false
    ) throws -> ReviewAction {
        let at = try time("2026-11-20T15:00:00Z")
        var action = ReviewAction(
            record: 0,
            entry: 41,
            number: number,
            text: text,
            owner: "osc",
            due: due,
            by: "dsl-1",
            at: at
        )
        if isDone { action.done = .init(by: "osc", at: at) }
        return action
    }

    private static func session(_ number: Int, _ hostile: String?) throws -> ReviewedSession {
        let start = try time("2026-11-0\(number + 2)T09:30:00Z")
        func after(_ minutes: Int64) -> Timestamp? {
            start.adding(Duration(seconds: minutes * 60))
        }
        var session = ReviewedSession(
            record: number % 2,
            id: "2026110\(number + 2)-0123456789abk3f\(number)",
            day: Day(start, zone: clock.zone, zones: clock.zones)
        )
        session.starts = start
        session.ends = after(45)
        session.due = after(24 * 60)
        session.startedAt = number == 4 ? nil : after(2)
        session.endedAt = number == 4 ? nil : after(47)
        session.closedAt = number == 3 ? nil : after(60)
        session.host = hostile ?? "teacher-5b"
        session.second = number == 2 ? nil : hostile ?? "ta-2"
        session.group = hostile ?? "5b"
        session.pupilsPlanned = 12
        (session.pupils, session.staff, session.visitors) = (11, 2, number % 2)
        let states = ApprovalState.allCases
        session.approval = states[number % states.count]
        session.approvals = number == 1 ? [17, 41] : []
        session.marks = Array(ReviewMark.allCases.dropFirst(number).prefix(3))
        session.spells = [
            SessionEvent.Spell(
                rule: "C09-second",
                item: "C09",
                moment: "during",
                since: start,
                until: number == 0 ? nil : after(12)
            )
        ]
        guard number < 2 else {
            if number == 5 { session.accepted = .init(by: "dsl-1", at: start) }
            return session
        }
        session.incidents = [
            ReviewedIncident(
                seq: 17,
                category: hostile ?? "content",
                about: "pupil",
                occurred: start,
                written: start,
                by: hostile ?? "teacher-5b",
                handovers: number == 1 ? [] : [.init(to: "dsl-1", at: after(4) ?? start)],
                waiting: number
            )
        ]
        return session
    }
}
