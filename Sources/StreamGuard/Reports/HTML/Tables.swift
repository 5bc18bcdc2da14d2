/// Tables that can be scrolled by keyboard where the page is too narrow for them.
enum Tables {
    /// A table with a caption; `rows` are its lines, each beginning with what it is about.
    ///
    /// With a `level` the caption is a heading, so that it need not be said twice.
    static func table(
        _ caption: String,
        _ columns: [Column],
        _ rows: [HTML],
        about: HTML = [],
        level: Int? = nil
    ) -> HTML {
        let title = level.map { HTML.heading($0, HTML(caption)) } ?? HTML(caption)
        let head = columns.map { column in
            HTML.element(
                .th,
                [.scope("col")] + (column.isNumber ? [.class(.number)] : []),
                HTML(column.words)
            )
        }
        let table = HTML.element(
            .table,
            each: [
                HTML.element(.caption, [], title + about),
                HTML.element(.thead, [], HTML.element(.tr, each: head)),
                HTML.element(.tbody, each: rows),
            ]
        )
        return scroll(caption, table)
    }
    /// A table of counts, a column for each kind.
    static func counts(
        _ caption: String,
        first: String,
        _ names: [String],
        _ columns: [(name: String, counts: [PublishedCount])]
    ) -> HTML {
        let rows = names.enumerated().map { index, name in
            HTML.element(
                .tr,
                [],
                HTML.element(.th, [.scope("row")], HTML(name))
                    + HTML(
                        columns.map { column in
                            HTML.element(
                                .td,
                                [.class(.number)],
                                HTML(column.counts[index].words)
                            )
                        }
                    )
            )
        }
        return table(caption, [Column(first)] + columns.map { .number($0.name) }, rows)
    }

    /// A row: what it is about, and then its cells.
    static func row(_ name: HTML, _ cells: [Cell]) -> HTML {
        HTML.element(
            .tr,
            [],
            HTML.element(.th, [.scope("row")], name)
                + HTML(
                    cells.map { cell in
                        switch cell {
                        case .words(let words): HTML.element(.td, [], words)
                        case .count(let count):
                            HTML.element(.td, [.class(.number)], HTML(grouped(count)))
                        }
                    }
                )
        )
    }

    enum Cell {
        case words(HTML)
        case count(Int)
    }

    /// Something wide, which moves under a finger or the arrow keys.
    static func scroll(_ label: String, _ content: HTML) -> HTML {
        HTML.element(
            .div,
            [.class(.scroll), .role("group"), .label(label), .focusable()],
            content
        )
    }

    /// The head of a column.
    struct Column: ExpressibleByStringLiteral {
        let words: String
        var isNumber = false

        init(stringLiteral words: String) { self.init(words) }
        init(_ words: String, isNumber: Bool = false) {
            self.words = words
            self.isNumber = isNumber
        }

        static func number(_ words: String) -> Column { Column(words, isNumber: true) }
    }
}
