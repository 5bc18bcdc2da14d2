import Checklist

// Incidents, rules and what came again and again.

extension ReviewHTML {
    var incidents: HTML {
        guard figures.incidents > 0 else { return HTML.paragraph("None was written down.") }
        var content = HTML.paragraph(
            HTML(
                "\(counted(figures.incidents, "incident")), "
                    + "\(figures.incidents - figures.waiting) handed over to everybody who has to "
                    + "know."
            )
        )
        if figures.waiting > 0 {
            let still = HTML.strong("Still waiting:")
            content += ReportPage.box(
                .bad,
                HTML.paragraph(
                    "\(still) somebody has still to be told of \(counted(figures.waiting, "incident"))."
                )
            )
        }
        let rows = review.categories.map { figure in
            let told = figure.told.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                .map { "\($0.key) \($0.value)" }
            return Tables.row(
                category(figure.category),
                [
                    .count(figure.count),
                    .words(
                        figure.waiting > 0 ? ReportPage.chip("\(figure.waiting)", .bad) : "none"
                    ),
                    .count(figure.aboutStaff),
                    .words(HTML(figure.handovers.middle ?? "not told")),
                    .words(HTML(figure.handovers.last ?? "")),
                    .words(HTML(told.isEmpty ? "nobody" : told.joined(separator: ", "))),
                ]
            )
        }
        content += Tables.table(
            "Incidents by kind",
            [
                "Kind", .number("Incidents"), "Still to be told", .number("About staff"),
                "Half told within", "Last told after", "Who was told",
            ],
            rows
        )
        return content + handovers
    }

    /// What the routes call a category.
    func category(_ id: String) -> HTML {
        guard let means = review.categories.first(where: { $0.category == id })?.means else {
            return .code(id)
        }
        return "\(means.capitalisedFirst) \(HTML.element(.span, [.class(.quiet)], HTML("(\(id))")))"
    }

    private var handovers: HTML {
        let times = figures.handovers
        guard times.count > 0, let median = times.median, let longest = times.longest else {
            return []
        }
        let bins = HandoverBins.bins
        let counts = bins.map { PublishedCount.shown(times.count(from: $0.from, to: $0.to)) }
        let chart = ColumnChart(
            title: "Time from an incident to the first hand-over",
            about: "\(counted(times.count, "incident")) handed over, half of them within "
                + "\(counted(median, "minute")), the longest after \(HandoverBins.words(longest)).",
            labels: bins.map(\.label),
            series: [
                ColumnChart.Series(name: "Incidents handed over", style: .second, counts: counts)
            ],
            number: 2
        )
        return Figures.figure(
            chart,
            level: 3,
            table: Figures.table(of: chart, first: "Time", names: bins.map(\.words))
        )
    }

    // MARK: Rules

    var rules: HTML {
        guard !review.rules.isEmpty else { return HTML.paragraph("None.") }
        var content = HTML.paragraph(
            HTML("In \(counted(figures.broken, "session")), most frequent first.")
        )
        content += Figures.bars(
            "Findings by item",
            first: "Item",
            counts: "Times",
            items.map { item in
                let name: HTML =
                    "\(HTML.element(.span, [.class(.quiet)], HTML(item.item))) \(item.title)"
                return (name, .shown(item.spells), [])
            }
        )
        let rows = review.rules.map { figure in
            Tables.row(
                .code(figure.rule),
                [
                    .count(figure.sessions), .count(figure.spells), .count(figure.minutes),
                    .count(figure.atStart),
                ]
            )
        }
        content += Tables.table(
            "Findings by rule",
            [
                "Rule", .number("Sessions"), .number("Times"), .number("Minutes in all"),
                .number("From the start on"),
            ],
            rows
        )
        return content
    }

    /// The rules' figures by their items, most frequent first.
    private var items: [(item: String, title: String, spells: Int)] {
        var items: [(item: String, title: String, spells: Int)] = []
        for rule in review.rules {
            let title = rule.title ?? "(no checklist has it now)"
            if let index = items.firstIndex(where: { $0.item == rule.item && $0.title == title }) {
                items[index].spells += rule.spells
            } else {
                items.append((rule.item, title, rule.spells))
            }
        }
        return items.sorted { ($1.spells, $0.item) < ($0.spells, $1.item) }
    }

    var repeats: HTML {
        guard !review.repeats.isEmpty else { return [] }
        let rows = review.repeats.map { figure in
            Tables.row(
                "\(figure.kind.words.capitalisedFirst) \(HTML.typed(figure.id))\(ofSchool(figure.record))",
                [.words(.code(figure.rule)), .count(figure.sessions)]
            )
        }
        return HTML.paragraph("The same rule in several sessions of one host or one class.")
            + Tables.table(
                "Repeats",
                ["Host or class", "Rule", .number("Sessions")],
                rows
            )
    }

    /// ", Harbour Lane Primary", if sessions have to be told apart by their schools.
    func ofSchool(_ record: Int) -> HTML {
        guard isOfSeveral, let record = review.records.first(where: { $0.number == record }) else {
            return []
        }
        return ", \(HTML.typed(record.name ?? record.origin))"
    }

    func label(_ record: ReviewedRecord) -> String {
        let name = record.name ?? record.origin
        return record.path == name ? name : "\(name) (\(record.path))"
    }
}

/// Lengths of time as a person thinks of them: at once, in the same lesson, the same day.
enum HandoverBins {
    /// From so many minutes, and less than so many.
    static let bins: [(from: Int, to: Int, label: String, words: String)] = [
        (0, 5, "under 5 min", "under 5 minutes"), (5, 15, "5–15", "5 to 15 minutes"),
        (15, 30, "15–30", "15 to 30 minutes"), (30, 60, "30–60 min", "30 to 60 minutes"),
        (60, 120, "1–2 h", "1 to 2 hours"), (120, 240, "2–4 h", "2 to 4 hours"),
        (240, 1_440, "4–24 h", "4 to 24 hours"), (1_440, 4_320, "1–3 days", "1 to 3 days"),
        (4_320, .max, "longer", "3 days or longer"),
    ]

    static func words(_ minutes: Int) -> String {
        Duration(seconds: Int64(minutes) * 60).howLong
    }
}
