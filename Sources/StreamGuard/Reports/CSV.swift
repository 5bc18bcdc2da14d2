import Checklist

/// Comma-separated values as RFC 4180 has them: lines end in CR LF, every text is in quotes.
///
/// INVARIANT: no field can be taken for a formula by whatever opens the file.
enum CSV {
    enum Field {
        case text(String?)
        case number(Int?)
    }

    static func line(_ fields: [Field]) -> String {
        fields.map(written).joined(separator: ",") + "\r\n"
    }

    private static func written(_ field: Field) -> String {
        switch field {
        case .number(let number): number.map(String.init) ?? ""
        case .text(let text): text.map { "\"\(harmless($0))\"" } ?? ""
        }
    }

    /// A text with its quotes doubled, and an apostrophe before what a spreadsheet would work out.
    ///
    /// Line ends and other scalars that nobody sees are written as such: in a cell they would only
    /// hide what comes after them.
    private static func harmless(_ text: String) -> String {
        var shown = ""
        for scalar in text.inert.unicodeScalars {
            shown.unicodeScalars.append(scalar)
            if scalar == "\"" { shown.unicodeScalars.append(scalar) }
        }
        return isFormula(text) ? "'" + shown : shown
    }

    /// Whether the first scalar that is no space begins a formula, in any width in which it is
    /// written; and whatever began with a control character is not trusted either.
    private static func isFormula(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first else { return false }
        if first.value < 0x20 || first.value == 0x7f { return true }
        let seen = text.unicodeScalars.first { !$0.properties.isWhitespace && !isIgnored($0) }
        return seen.map { "=+-@|%＝＋－＠−﹦﹢﹣﹫".unicodeScalars.contains($0) } ?? false
    }

    private static func isIgnored(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isDefaultIgnorableCodePoint || scalar.value < 0x20
    }
}

/// The columns of a table, each with its heading.
struct CSVTable<Row>: Sendable {
    let columns: [Column]

    struct Column: Sendable {
        let name: String
        let field: @Sendable (Row) -> CSV.Field

        init(_ name: String, _ field: @escaping @Sendable (Row) -> CSV.Field) {
            self.name = name
            self.field = field
        }
    }

    var header: String { CSV.line(columns.map { .text($0.name) }) }

    func line(_ row: Row) -> String { CSV.line(columns.map { $0.field(row) }) }
}
