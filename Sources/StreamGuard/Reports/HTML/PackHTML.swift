import Checklist

/// A governors' pack as a page that is read in five minutes.
enum PackHTML {
    /// The page's file; `clock` shows when it was made.
    static func page(_ pack: GovernorPack, _ clock: LocalTime) -> String {
        var report = ReportPage()
        report.add("In short", Anchor("short"), short(pack))
        var left = pack.tables
        for (index, group) in groups.enumerated() {
            let tables = group.ids.compactMap { id in left.first { $0.id == id } }
            left.removeAll { group.ids.contains($0.id) }
            report.add(group.title, Anchor("part", index + 1), content(tables, chart: index + 1))
        }
        report.add("Further figures", Anchor("further"), content(left, chart: groups.count + 1))
        report.add("How to read this", Anchor("reading"), reading)
        return WebPage(
            title: "Live online sessions: figures for governors",
            masthead: masthead(pack),
            contents: report.contents,
            main: report.main,
            colophon: HTML.paragraph("Made on \(clock.moment(pack.scope.at)) by \(Program.name).")
                + HTML.paragraph("It holds figures only: no name, no id and nobody's words.")
        ).text
    }

    /// The parts of the page, with the tables that belong there.
    private static let groups: [(title: String, ids: [String])] = [
        (
            "What was planned and what ran",
            ["planned", "did-not-run", "sessions-by-week", "incidents-by-week"]
        ),
        ("Approval", ["approvals", "unplanned-one-to-ones", "second-staff"]),
        ("Incidents", ["incidents", "handovers"]),
        ("Rules", ["rules-kept", "findings"]),
        ("Records and recordings", ["logs", "recordings"]),
        ("What was done about it", ["reviewed", "actions"]),
    ]

    private static func masthead(_ pack: GovernorPack) -> HTML {
        var head = HTML.paragraph("For governors · figures only", .over)
        head += HTML.heading(1, "Live online sessions")
        let days = ReviewText.days(pack.scope)
        let schools = pack.schools > 1 ? ", \(pack.schools) schools" : ""
        head += HTML.paragraph(HTML(days + schools), .lead)
        if pack.isTrial {
            head += ReportPage.box(
                .warning,
                HTML.paragraph(
                    "\(HTML.strong("Trial record.")) Made for trying things out; nothing here counts."
                )
            )
        }
        if !pack.isSound {
            head += ReportPage.box(
                .bad,
                HTML.paragraph(
                    "\(HTML.strong("Not to be relied on.")) A record could not be read in full, or is damaged. Ask the safeguarding lead what is being done about it."
                )
            )
        }
        return head
    }

    private static func short(_ pack: GovernorPack) -> HTML {
        let heads = [
            ("planned", "planned"), ("sessions-by-week", "sessions ran"),
            ("incidents", "incidents"),
        ]
        let rows = heads.compactMap { id, words in
            pack.tables.first { $0.id == id }.map { (count: $0.total.words, words: words) }
        }
        return ReportPage.tally(rows) + HTML.list(pack.sentences.map { HTML($0) })
    }

    // MARK: Tables

    private static func content(_ tables: [PublishedTable], chart number: Int) -> HTML {
        var content: HTML = []
        for table in tables where !table.isByWeek { content += rows(table) }
        let weeks = tables.filter { $0.isByWeek && !$0.rows.isEmpty }
        guard let first = weeks.first else { return content }
        // Panels over one another need the same weeks; whatever has others stands alone.
        let together = weeks.filter { $0.rows.map(\.label) == first.rows.map(\.label) }
        content += self.weeks(together, chart: number)
        for (index, table) in weeks.filter({ !together.contains($0) }).enumerated() {
            content += self.weeks([table], chart: number * 100 + index)
        }
        return content
    }

    private static func weeks(_ tables: [PublishedTable], chart number: Int) -> HTML {
        let names = tables[0].rows.map(\.label)
        let styles: [Style] = [.first, .second]
        let chart = ColumnChart(
            title: tables.count == 2 ? "Sessions and incidents by week" : tables[0].title,
            about: tables.map(about).joined(separator: " "),
            labels: names.map(short),
            series: tables.enumerated().map { index, table in
                ColumnChart.Series(
                    name: table.title,
                    style: styles[index % styles.count],
                    counts: table.rows.map(\.count)
                )
            },
            number: number
        )
        return Figures.figure(
            chart,
            level: 3,
            table: Figures.table(of: chart, first: "Week from", names: names)
        )
    }

    /// "Mon 2 Nov 2026" as "2 Nov".
    private static func short(_ label: String) -> String {
        let words = label.split(separator: " ")
        return words.count == 4 ? words[1...2].joined(separator: " ") : label
    }

    private static func rows(_ table: PublishedTable) -> HTML {
        let words = HTML.paragraph(HTML(about(table)), .quiet)
        guard !table.rows.isEmpty else { return HTML.heading(3, HTML(table.title)) + words }
        return Figures.bars(
            table.title,
            first: "What",
            counts: "How many",
            table.rows.map { (HTML($0.label.capitalisedFirst), $0.count, []) },
            about: words,
            level: 3
        )
    }

    private static func about(_ table: PublishedTable) -> String {
        var words = table.about
        switch table.total {
        case .shown(let total): words += " In all: \(grouped(total))."
        case .hidden: if table.id != "findings" { words += " In all: hidden." }
        }
        return words
    }

    private static let reading = HTML.facts(
        [
            (
                "hidden",
                "A figure from one to four, or one from which such a figure could be worked out. It is hidden so that nobody can be recognised. It is not nought: nought is shown as 0. In charts it is a hatched column, as high whatever it stands for."
            ),
            (
                "In all",
                "The sum of a table. It is hidden if it would tell what is hidden in the rows."
            ),
            (
                "A good sign",
                "A session that was declined or not approved and did not run; an incident that was written down and handed over soon. Many small incidents in the record can mean that staff write down what they see."
            ),
            (
                "What to ask",
                "Why sessions ran without the approval they needed or without a log; what has been done since; when the record was last checked against the checkpoint in your minutes."
            ),
        ]
    )
}
