/// Tables that can be scrolled by keyboard where the page is too narrow for them.
enum Tables {
    /// A table with a caption; `rows` are its lines, each beginning with what it is about.
    static func table(
        _ caption: String,
        _ columns: [Column],
        _ rows: [HTML],
        about: HTML = []
    ) -> HTML {
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
                HTML.element(.caption, [], HTML(caption) + about),
                HTML.element(.thead, [], HTML.element(.tr, each: head)),
                HTML.element(.tbody, each: rows),
            ]
        )
        return scroll(caption, table)
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

        init(stringLiteral words: String) { self.words = words }
        private init(_ words: String, isNumber: Bool) {
            self.words = words
            self.isNumber = isNumber
        }

        static func number(_ words: String) -> Column { Column(words, isNumber: true) }
    }
}
