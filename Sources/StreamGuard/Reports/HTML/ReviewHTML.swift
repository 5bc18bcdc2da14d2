import Checklist

/// A review as a page: what needs attention first, then the figures, then the sessions.
struct ReviewHTML {
    let review: Review
    let view: ReviewView
    let clock: LocalTime

    /// The page's file; `clock` shows times as the first of the schools does.
    static func page(_ review: Review, for view: ReviewView, _ clock: LocalTime) -> String {
        ReviewHTML(review: review, view: view, clock: clock).page
    }

    enum Part {
        static let attention = Anchor("attention")
        static let figures = Anchor("figures")
        static let weeks = Anchor("weeks")
        static let incidents = Anchor("incidents")
        static let rules = Anchor("rules")
        static let repeats = Anchor("repeats")
        static let neverRan = Anchor("never-ran")
        static let actions = Anchor("actions")
        static let queue = Anchor("queue")
        static let sample = Anchor("sample")
        static let records = Anchor("records")
        static let meanings = Anchor("meanings")
    }

    private var page: String {
        var report = ReportPage()
        report.add("What needs attention", Part.attention, attention)
        report.add("What ran and what did not", Part.figures, ran)
        report.add("Week by week", Part.weeks, weeks)
        report.add("Incidents", Part.incidents, incidents)
        report.add("Rules that were broken", Part.rules, rules)
        report.add("Again and again", Part.repeats, repeats)
        report.add("Planned and never run", Part.neverRan, neverRan)
        report.add("Actions from earlier reviews", Part.actions, actions)
        report.add("Sessions to look at", Part.queue, queue)
        report.add("Drawn by chance", Part.sample, sample)
        report.add("Records", Part.records, records)
        report.add("How the figures are counted", Part.meanings, ReviewMeanings.list)
        return WebPage(
            title: "Review: \(days)",
            masthead: masthead,
            contents: report.contents,
            main: report.main,
            colophon: HTML.paragraph(
                "Made on \(clock.moment(review.scope.at)) (\(clock.zone)) by \(Program.name) "
            )
                + HTML.paragraph(HTML(keeping))
        ).text
    }

    var figures: ReviewFigures { review.figures }
    var isOfSeveral: Bool { review.records.count > 1 }
    var days: String { ReviewText.days(review.scope) }
    var today: Day { Day(review.scope.at, zone: clock.zone, zones: clock.zones) }

    // MARK: Head

    private var masthead: HTML {
        let names = review.records.map { $0.name ?? $0.origin }
        let schools = names.count > 3 ? counted(names.count, "record") : listed(names)
        var head = HTML.paragraph("Review of live online sessions · \(audience)", .over)
        head += HTML.heading(1, .typed(schools))
        let closure = review.scope.closure.map { "Closure \($0): " } ?? ""
        head += HTML.paragraph(HTML(closure + days), .lead)
        if review.records.contains(where: \.isTrial) {
            head += ReportPage.box(
                .warning,
                HTML.paragraph(
                    "\(HTML.strong("Trial record.")) Made for trying things out; nothing here counts."
                )
            )
        }
        for record in review.records {
            guard let doubt = record.doubt else { continue }
            let words = HTML.strong(HTML("\(doubt.words.capitalisedFirst):"))
            head += ReportPage.box(
                .bad,
                HTML.paragraph("\(words) \(HTML.typed(label(record)))")
                    + HTML.list(doubt.why.map { HTML($0.sentence) })
            )
        }
        return head
    }

    private var audience: String {
        switch view {
        case .dsl: "for those who lead on safeguarding"
        case .host: "your own sessions only, without anything about staff"
        case .governors: "figures only"
        }
    }

    private var keeping: String {
        view == .dsl
            ? "This page names pupils' classes and staff by their ids, and sessions. Keep it as you "
                + "keep safeguarding records, and give governors the pack that is made for them."
            : "This page is about your own sessions. Keep it to yourself and those who lead."
    }

    // MARK: What needs attention

    private var attention: HTML {
        var rows: [HTML] = []
        func add(_ count: Int, _ words: String, _ place: Anchor? = nil) {
            guard count > 0 else { return }
            let number = HTML.strong(HTML(grouped(count)))
            let words = place.map { HTML.link(to: $0, HTML(words)) } ?? HTML(words)
            rows.append(HTML.element(.li, [], "\(number) \(HTML.element(.span, [], words))"))
        }
        let faulty = review.records.count { !$0.problems.isEmpty }
        add(
            faulty,
            faulty == 1 ? "record is not to be relied on" : "records are not to be relied on",
            Part.records
        )
        let waiting = figures.waiting
        add(
            waiting,
            "\(waiting == 1 ? "incident" : "incidents") of which somebody has still to be told",
            Part.incidents
        )
        let overdue = review.actions.count { $0.isOverdue(on: today) }
        add(overdue, overdue == 1 ? "action is overdue" : "actions are overdue", Part.actions)
        let open = review.queueLength - review.queueAccepted
        add(open, open == 1 ? "session to look at" : "sessions to look at", Part.queue)
        var content: HTML = []
        if rows.isEmpty {
            content += ReportPage.box(
                .good,
                HTML.paragraph("Nothing waits: no session to look at, nobody still to be told.")
            )
        } else {
            content += HTML.element(.ul, [.class(.rows)], each: rows)
        }
        rows = []
        for mark in ReviewMark.allCases {
            let count = figures.marks[mark] ?? 0
            add(count, mark.counting(count), review.queue.isEmpty ? nil : Part.queue)
        }
        let unknown = figures.unknown
        add(unknown, "\(unknown == 1 ? "person" : "people") whom nobody knew came to a session")
        if !rows.isEmpty {
            content += HTML.heading(3, "Of the sessions that ran")
            content += HTML.element(.ul, [.class(.rows, .quieter)], each: rows)
        }
        return content
    }

    // MARK: What ran

    private var ran: HTML {
        guard figures.planned + figures.ran > 0 else {
            return HTML.paragraph("No session was planned for these days, and none was run.")
        }
        let unheld = figures.unheld.values.reduce(0, +)
        var rows = [
            (grouped(figures.planned), "planned"), (grouped(figures.ran), "ran"),
            (grouped(unheld), "did not run"),
        ]
        if figures.toCome > 0 { rows.append((grouped(figures.toCome), "still to come")) }
        if let median = figures.lengths.median {
            rows.append(("\(median) min", "half lasted that long or less"))
        }
        if let longest = figures.lengths.longest { rows.append(("\(longest) min", "the longest")) }
        for (count, words) in [
            (figures.pupils, "pupils, counted once in each session"), (figures.staff, "staff"),
            (figures.visitors, "visitors"), (figures.unknown, "people whom nobody knew"),
            (figures.oneToOnesPlanned, "planned one-to-ones"),
            (figures.oneToOnesUnplanned, "became a one-to-one unplanned"),
            (figures.recordedPlanned, "recorded as planned"),
            (figures.recordedUnplanned, "recorded against the plan"),
            (figures.recordedUnknown, "recorded, the plan no longer known"),
        ] where count > 0 {
            rows.append((grouped(count), words))
        }
        var content = ReportPage.tally(rows)
        let approvals = ApprovalState.allCases.filter { (figures.approvals[$0] ?? 0) > 0 }
        if !approvals.isEmpty {
            content += Figures.bars(
                "How sessions stood to the approval they needed",
                first: "Approval",
                counts: "Sessions",
                approvals.map { state in
                    let words = HTML(state.words.capitalisedFirst)
                    return (words, .shown(figures.approvals[state] ?? 0), [])
                }
            )
        }
        let logs = ReviewFigures.LogState.allCases.filter { (figures.logs[$0] ?? 0) > 0 }
        if !logs.isEmpty {
            content += Figures.bars(
                "What became of their logs",
                first: "Log",
                counts: "Sessions",
                logs.map { state in
                    let words = HTML(state.words.capitalisedFirst)
                    return (words, .shown(figures.logs[state] ?? 0), [])
                }
            )
        }
        return content
    }

    // MARK: Weeks

    private var weeks: HTML {
        let weeks = review.weeks
        guard !weeks.isEmpty else { return [] }
        func counts(_ count: (WeekFigure) -> Int) -> [PublishedCount] {
            weeks.map { .shown(count($0)) }
        }
        let (ran, incidents, broken) = (
            counts(\.ran), counts(\.incidents), counts(\.broken)
        )
        let busiest = weeks.max { $0.ran < $1.ran }
        var about =
            "\(grouped(figures.ran)) \(figures.ran == 1 ? "session" : "sessions") and "
            + "\(grouped(figures.incidents)) \(figures.incidents == 1 ? "incident" : "incidents") in "
            + "\(counted(weeks.count, "week")), each week from its Monday."
        if let busiest, busiest.ran > 0, weeks.count > 1 {
            about +=
                " Most sessions, \(grouped(busiest.ran)), in the week from "
                + "\(busiest.monday.described)."
        }
        let chart = ColumnChart(
            title: "Sessions and incidents a week",
            about: about,
            labels: weeks.map(\.monday.short),
            series: [
                ColumnChart.Series(name: "Sessions that ran", style: .first, counts: ran),
                ColumnChart.Series(
                    name: "Sessions that broke a rule",
                    style: .first,
                    counts: broken
                ),
                ColumnChart.Series(name: "Incidents", style: .second, counts: incidents),
            ],
            number: 1
        )
        let table = Tables.counts(
            chart.title,
            first: "Week from",
            weeks.map(\.monday.described),
            [
                ("Planned", counts(\.planned)), ("Ran", ran), ("Broke a rule", broken),
                ("Without approval", counts(\.unapproved)), ("Incidents", incidents),
            ]
        )
        return Figures.figure(chart, level: 3, table: table)
    }
}

extension String {
    /// With a capital at its head.
    var capitalisedFirst: String {
        guard let first else { return "" }
        return first.uppercased() + dropFirst()
    }
}

extension Day {
    /// "2 Nov", and the year where one begins: "4 Jan 2027".
    var short: String {
        let words = described.split(separator: " ")
        guard words.count == 4 else { return described }
        let isNewYear = adding(-7).year != year
        return words[1...(isNewYear ? 3 : 2)].joined(separator: " ")
    }
}
