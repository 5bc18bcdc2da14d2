import Checklist

/// Lines of text under construction, wrapped with hanging indents.
///
/// INVARIANT: whatever is put on a page comes out inert; only the page itself writes colours.
struct Page {
    let width: Int
    let colour: Bool
    private(set) var text = ""

    init(width: Int, colour: Bool) {
        self.width = width
        self.colour = colour
    }

    /// How a whole line is set off; the words alone must say the same.
    enum Ink: String {
        case plain = "", bold = "1", red = "1;31", green = "1;32", yellow = "1;33"
    }

    /// An empty line between two parts; never two, never the first.
    mutating func gap() {
        if !text.isEmpty, !text.utf8.suffix(2).elementsEqual("\n\n".utf8) { text += "\n" }
    }

    mutating func heading(_ words: String) {
        paragraph(words, ink: .bold)
    }

    /// A paragraph; its first line is indented by `indent`, the others by `hanging`.
    mutating func paragraph(
        _ words: String,
        indent: Int = 0,
        hanging: Int? = nil,
        ink: Ink = .plain
    ) {
        let hanging = hanging ?? indent
        let lines = Wrapping.lines(
            of: words,
            first: max(width - indent, 20),
            others: max(width - hanging, 20)
        )
        for (number, line) in lines.enumerated() {
            text += String(repeating: " ", count: number == 0 ? indent : hanging)
            text += painted(line, ink) + "\n"
        }
    }

    /// Lines that are laid out already, such as a problem with its place.
    mutating func verbatim(_ lines: String) {
        for line in lines.split(separator: "\n", omittingEmptySubsequences: false) {
            text += String(line).inert + "\n"
        }
    }

    /// `label` and then the words, wrapped under the first word.
    mutating func labelled(_ label: String, _ words: String, indent: Int) {
        paragraph("\(label) \(words)", indent: indent, hanging: indent + 2)
    }

    /// A numbered entry's first line; what follows is indented by ``entryIndent``.
    mutating func entry(_ number: Int, _ words: String) {
        let mark = "\(number)."
        let padding = String(repeating: "\u{a0}", count: max(1, Page.entryIndent - 2 - mark.count))
        paragraph(mark + padding + words, indent: 2, hanging: Page.entryIndent, ink: .bold)
    }

    static let entryIndent = 5

    /// Names with explanations beside them, or below a name that is too long.
    mutating func table(_ rows: [(name: String, words: String)], indent: Int = 2) {
        let limit = 18
        let column = rows.map { Wrapping.columns($0.name) }.filter { $0 <= limit }.max() ?? limit
        let hanging = indent + column + 2
        for row in rows {
            let length = Wrapping.columns(row.name)
            if length > column {
                paragraph(row.name, indent: indent)
                paragraph(row.words, indent: hanging)
            } else {
                let padding = String(repeating: "\u{a0}", count: column + 2 - length)
                paragraph(row.name + padding + row.words, indent: indent, hanging: hanging)
            }
        }
    }

    /// A line across the page, between two reports.
    mutating func rule() {
        text += String(repeating: "-", count: width) + "\n"
    }

    private func painted(_ line: String, _ ink: Ink) -> String {
        colour && ink != .plain ? "\u{1b}[\(ink.rawValue)m\(line)\u{1b}[0m" : line
    }
}

/// Breaks text into lines by what a terminal shows.
enum Wrapping {
    /// Lines of at most so many columns, always at least one; a longer word is cut.
    ///
    /// White space, line ends too, becomes one space; a no-break space stays and holds its words
    /// together. Everything else that could steer a terminal is made inert.
    static func lines(of text: String, first: Int, others: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        for word in text.unicodeScalars.split(whereSeparator: isSpace) {
            var word = String(String.UnicodeScalarView(word)).inert
            var length = columns(word)
            var room: Int { lines.isEmpty ? first : others }
            if used > 0, used + 1 + length > room {
                lines.append(line)
                (line, used) = ("", 0)
            }
            while length > room {
                let piece = prefix(of: word, columns: room)
                lines.append(piece)
                word = String(word.unicodeScalars.dropFirst(piece.unicodeScalars.count))
                length = columns(word)
            }
            if used > 0 { (line, used) = (line + " ", used + 1) }
            (line, used) = (line + word, used + length)
        }
        if used > 0 || lines.isEmpty { lines.append(line) }
        // The no-break spaces have done their work, and would hinder whoever copies the text.
        return lines.map { plainSpaces($0) }
    }

    /// How many columns a terminal needs for the text.
    static func columns(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + columns($1) }
    }

    private static func columns(_ scalar: Unicode.Scalar) -> Int {
        if scalar.value < 0x300 { return 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        // East Asian wide characters and pictures, to the precision that a layout needs.
        switch scalar.value {
        case 0x1100...0x115f, 0x2e80...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f,
            0xff01...0xff60, 0x1f300...0x1faff, 0x20000...0x3fffd:
            return 2
        default: return 1
        }
    }

    /// The longest beginning that fits, at least one scalar.
    private static func prefix(of word: String, columns limit: Int) -> String {
        var piece = String.UnicodeScalarView()
        var used = 0
        for scalar in word.unicodeScalars {
            used += columns(scalar)
            if used > limit, !piece.isEmpty { break }
            piece.append(scalar)
        }
        return String(piece)
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || (0x09...0x0d).contains(scalar.value)
    }

    private static func plainSpaces(_ line: String) -> String {
        var plain = String.UnicodeScalarView()
        for scalar in line.unicodeScalars { plain.append(scalar == "\u{a0}" ? " " : scalar) }
        return String(plain)
    }
}
