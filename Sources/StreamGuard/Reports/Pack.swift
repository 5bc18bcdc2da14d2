import Checklist

/// A governors' pack as text, for a terminal or an e-mail.
enum PackText {
    static func text(_ pack: GovernorPack, width: Int, colour: Bool) -> String {
        var page = Page(width: width, colour: colour)
        let isOneDay = pack.scope.from == pack.scope.to
        page.heading("Live lessons \(isOneDay ? "on" : "from") \(ReviewText.days(pack.scope))")
        page.paragraph(
            "Figures for governors, of \(counted(pack.schools, "school")). They hold no names, and "
                + "nothing that happened fewer than five times."
        )
        for warning in pack.warnings { page.paragraph(warning, ink: .yellow) }
        for table in pack.tables {
            page.gap()
            page.heading(table.title)
            page.paragraph(table.about)
            if table.isUndivided {
                page.paragraph(GovernorPack.undivided, indent: 2)
            } else {
                for row in table.rows { page.figure(row.count, row.label) }
            }
            if table.total != .hidden { page.figure(table.total, "all together") }
        }
        page.gap()
        page.paragraph("* \(GovernorPack.legend)")
        for sentence in pack.sentences { page.paragraph(sentence) }
        return page.text
    }
}

extension Page {
    fileprivate mutating func figure(_ count: PublishedCount, _ label: String) {
        let padding = String(repeating: "\u{a0}", count: max(1, 8 - count.text.count))
        paragraph(padding + count.text + "\u{a0}\u{a0}" + label, hanging: 10)
    }
}

extension PublishedCount {
    /// The figure, or an asterisk.
    var text: String {
        switch self {
        case .shown(let count): "\(count)"
        case .hidden: "*"
        }
    }

    var json: JSON {
        switch self {
        case .shown(let count): .int(Int64(count))
        case .hidden: .null
        }
    }
}

extension PublishedTable {
    /// Whether nothing of it may be told but the total, or not even that.
    var isUndivided: Bool { rows.allSatisfy { $0.count == .hidden } && total != .shown(0) }
}

extension GovernorPack {
    static let legend =
        "not told: fewer than five, or a figure from which such a one could be worked out"
    static let undivided = "There were too few to be divided, or none."

    /// What makes its figures less than they seem.
    var warnings: [String] {
        var warnings: [String] = []
        if isTrial { warnings.append("These figures are of a trial: nothing of it happened.") }
        if !isSound {
            warnings.append(
                "Not every record is whole, so these figures may be wrong. Whoever leads on "
                    + "safeguarding sees which."
            )
        }
        return warnings
    }
}

/// A governors' pack as JSON.
enum PackJSON {
    static func json(_ pack: GovernorPack) -> JSON { document.json(pack) }

    static var schema: JSON {
        document.document([(table.name, table.schema), (row.name, row.schema)])
    }

    private static let count = JSONKind.maybe(.count)

    private static let document = JSONShape<GovernorPack>(
        name: "governors-pack",
        means: "Figures about live lessons for governors, none of fewer than five",
        members: [
            .init("view", .word(["governors"]), "for whom it was made") { _ in
                .string(ReviewView.governors.rawValue)
            },
            .init("trial", .flag, "whether it is about a record for trying things out") {
                .bool($0.isTrial)
            },
            .init("sound", .flag, "whether every record could be read and is whole") {
                .bool($0.isSound)
            },
            .init("schools", .count, "how many schools it is about") { .count($0.schools) },
            .init("from", .day, "the first day") { .day($0.scope.from) },
            .init("to", .day, "the last day, included") { .day($0.scope.to) },
            .init("at", .time, "when it was made") { .time($0.scope.at) },
            .init("tables", .list(.object("table")), "the figures") { table.json($0.tables) },
            .init("sentences", .list(.text), "what else may be said") { .texts($0.sentences) },
        ]
    )

    private static let table = JSONShape<PublishedTable>(
        name: "table",
        means: "A whole and the parts that it is divided into",
        members: [
            .init("id", .text, "one word, which stays the same from pack to pack") {
                .string($0.id)
            },
            .init("title", .text, "a heading") { .string($0.title) },
            .init("about", .text, "what the figures tell") { .string($0.about) },
            .init("byWeek", .flag, "whether the rows are weeks") { .bool($0.isByWeek) },
            .init("total", count, "null if it may not be told") { $0.total.json },
            .init("rows", .list(.object("row")), "empty if there are too few to be divided") {
                row.json($0.rows)
            },
        ]
    )

    private static let row = JSONShape<PublishedTable.Row>(
        name: "row",
        means: "One part",
        members: [
            .init("label", .text, "in words") { .string($0.label) },
            .init("count", count, "null if it may not be told") { $0.count.json },
        ]
    )
}

/// A governors' pack as one table for a spreadsheet.
enum PackCSV {
    static func text(_ pack: GovernorPack) -> String {
        table.header
            + pack.tables.map { whole in
                whole.rows.map { table.line((whole, $0.label, $0.count)) }.joined()
                    + table.line((whole, "all together", whole.total))
            }.joined()
    }

    private static let table = CSVTable<(PublishedTable, String, PublishedCount)>(columns: [
        .init("table") { .text($0.0.id) },
        .init("title") { .text($0.0.title) },
        .init("row") { .text($0.1) },
        .init("count") {
            if case .shown(let count) = $0.2 { .number(count) } else { .text($0.2.text) }
        },
    ])
}
