/// Columns over a common base line, one panel below the other: weeks, or lengths of time.
///
/// Each panel has its own scale from nought, so that a few incidents can be seen beside many
/// sessions, and the series are told apart by their place and not by their colour.
struct ColumnChart {
    /// What the chart is called, and what it tells in a sentence, for whoever cannot see it.
    let title: String
    let about: String
    /// What stands below each column.
    let labels: [String]
    let series: [Series]
    /// Tells this chart's parts from those of others in the page.
    let number: Int

    struct Series {
        let name: String
        let style: Style
        let counts: [PublishedCount]
    }

    private let width = 720.0
    private let left = 48.0
    private let right = 8.0
    /// Above each panel, for its name; below the last, for the columns' names.
    private let head = 42.0
    private let foot = 26.0
    private let height = 118.0

    private var panel: Double { head + height }
    private var slot: Double { (width - left - right) / Double(max(labels.count, 1)) }
    private var hatching: Anchor { Anchor("hatching", number) }

    /// The picture alone.
    var picture: HTML {
        let (name, words) = (Anchor("chart", number), Anchor("chart-words", number))
        let total = panel * Double(series.count) + foot
        var content =
            HTML.element(.title, [.id(name)], HTML(title))
            + HTML.element(.desc, [.id(words)], HTML(about))
        if series.contains(where: { $0.counts.contains(.hidden) }) { content += hatchPattern }
        for (index, series) in series.enumerated() {
            content += columns(of: series, from: panel * Double(index))
        }
        content += names(at: panel * Double(series.count))
        return HTML.element(
            .svg,
            [
                .class(.chart), .box(width: width, height: total), .role("img"),
                .labelled(by: name), .described(by: words),
            ],
            content
        )
    }

    // MARK: A panel

    private func columns(of series: Series, from top: Double) -> HTML {
        let counts = series.counts.map { $0.number ?? 0 }
        let scale = Scale(upTo: counts.max() ?? 0)
        let base = top + panel
        func place(_ count: Int) -> Double {
            base - height * Double(count) / Double(scale.top)
        }
        var content = text(series.name, x: left, y: top + 16, [.class(.label)])
        for tick in scale.ticks {
            let y = place(tick)
            content += line(from: (left, y), to: (width - right, y), tick == 0 ? .axis : .grid)
            content += text(
                grouped(tick),
                x: left - 7,
                y: y + 4,
                [.class(.tick), .fixed("text-anchor", "end")]
            )
        }
        let isWide = slot >= 34
        let column = slot * (slot > 8 ? 0.7 : 0.86)
        for (index, count) in series.counts.enumerated() {
            let x = left + slot * Double(index) + (slot - column) / 2
            switch count {
            case .shown(let number):
                if number > 0 {
                    content += box(
                        (x, place(number), column, base - place(number)),
                        [.class(series.style)]
                    )
                }
                guard isWide else { continue }
                content += text(
                    grouped(number),
                    x: x + column / 2,
                    y: place(number) - 5,
                    [.class(.value), .fixed("text-anchor", "middle")]
                )
            case .hidden:
                // As high whatever it stands for.
                content += box(
                    (x, base - 22, column, 22),
                    [.class(.hidden), .fill(hatching)]
                )
            }
        }
        return content
    }

    /// What stands below the columns: as many names as there is room for, evenly.
    private func names(at base: Double) -> HTML {
        let longest = labels.map(\.count).max() ?? 0
        let room = Double(longest) * 6.6 + 12
        let every = max(1, Int((room / slot).rounded(.up)))
        var content: HTML = []
        for index in stride(from: 0, to: labels.count, by: every) {
            content += text(
                labels[index],
                x: left + slot * (Double(index) + 0.5),
                y: base + 18,
                [.class(.tick), .fixed("text-anchor", "middle")]
            )
        }
        return content
    }

    // MARK: Shapes

    private func text(
        _ words: String,
        x: Double,
        y: Double,
        _ attributes: [Attribute]
    ) -> HTML {
        HTML.element(
            .text,
            attributes + [.measure("x", x), .measure("y", y), .fixed("font-size", "12")],
            HTML(words)
        )
    }

    private func line(
        from start: (x: Double, y: Double),
        to end: (x: Double, y: Double),
        _ style: Style
    ) -> HTML {
        HTML.element(.path, [.class(style), .points([start, end])])
    }

    private func box(
        _ frame: (x: Double, y: Double, width: Double, height: Double),
        _ attributes: [Attribute]
    ) -> HTML {
        HTML.element(
            .rect,
            attributes + [
                .measure("x", frame.x), .measure("y", frame.y), .measure("width", frame.width),
                .measure("height", frame.height),
            ]
        )
    }

    private var hatchPattern: HTML {
        HTML.element(
            .defs,
            [],
            HTML.element(
                .pattern,
                [
                    .id(hatching), .fixed("width", "6"), .fixed("height", "6"),
                    .fixed("patternUnits", "userSpaceOnUse"),
                    .fixed("patternTransform", "rotate(45)"),
                ],
                HTML.element(.path, [.class(.hatch), .points([(0, 0), (0, 6)])])
            )
        )
    }
}

extension PublishedCount {
    /// The figure, if it may be seen.
    var number: Int? {
        if case .shown(let number) = self { number } else { nil }
    }

    /// In a table.
    var words: String { number.map(grouped) ?? "hidden" }
}
