/// Charts with their captions, and the same figures as tables.
enum Figures {
    /// A chart over its table.
    static func figure(_ chart: ColumnChart, level: Int, table: HTML) -> HTML {
        let caption = HTML.element(
            .figcaption,
            [],
            HTML.heading(level, HTML(chart.title)) + HTML.paragraph(HTML(chart.about), .quiet)
        )
        return HTML.element(
            .figure,
            [.class(.figure)],
            each: [
                caption, Tables.scroll("Chart: \(chart.title)", chart.picture),
                HTML.element(
                    .details,
                    [],
                    HTML.element(.summary, [], "The same figures as a table") + table
                ),
            ]
        )
    }

    /// The figures of a chart; `first` is the head of the column with the names of its columns.
    static func table(of chart: ColumnChart, first: String, names: [String]) -> HTML {
        Tables.counts(
            chart.title,
            first: first,
            names,
            chart.series.map { ($0.name, $0.counts) }
        )
    }

    /// Rows with a bar each, longest first: the table is the chart.
    ///
    /// Every figure stands beside its bar, so the bars need no axis and are for the eye only.
    static func bars(
        _ caption: String,
        first: String,
        counts: String,
        _ rows: [(name: HTML, count: PublishedCount, others: [String])],
        others: [String] = [],
        about: HTML = [],
        level: Int? = nil
    ) -> HTML {
        let most = rows.compactMap(\.count.number).max() ?? 0
        let lines = rows.map { row -> HTML in
            var cells = HTML.element(.th, [.scope("row")], row.name)
            cells += HTML.element(.td, [.class(.number)], HTML(row.count.words))
            cells += HTML.element(.td, [.class(.barCell)], bar(row.count, of: most))
            for other in row.others {
                cells += HTML.element(.td, [.class(.number)], HTML(other))
            }
            return HTML.element(.tr, [], cells)
        }
        let columns: [Tables.Column] = [
            Tables.Column(first), .number(counts), "Compared",
        ]
        return Tables.table(
            caption,
            columns + others.map { .number($0) },
            lines,
            about: about,
            level: level
        )
    }

    private static func bar(_ count: PublishedCount, of most: Int) -> HTML {
        guard let number = count.number, most > 0 else { return [] }
        return HTML.element(
            .svg,
            [
                .class(.bar), .box(width: 100, height: 10), .unheard,
                .fixed("preserveAspectRatio", "none"), .fixed("focusable", "false"),
            ],
            HTML.element(
                .rect,
                [
                    .class(.first), .fixed("height", "10"),
                    .measure("width", 100 * Double(number) / Double(most)),
                ]
            )
        )
    }
}
