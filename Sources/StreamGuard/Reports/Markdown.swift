import Checklist

/// Text in CommonMark, under construction.
///
/// INVARIANT: every text that comes in is escaped and inert, and stands on one line: nothing that
/// a plan says can become markup, a link or a block of its own.
struct Markdown {
    private(set) var text = ""

    /// Words, with or without emphasis.
    enum Piece: ExpressibleByStringLiteral {
        case plain(String)
        case strong(String)

        init(stringLiteral text: String) { self = .plain(text) }
    }

    mutating func heading(_ level: Int, _ words: String) {
        block(String(repeating: "#", count: min(max(level, 1), 6)) + " " + Markdown.escaped(words))
    }

    /// A paragraph; `indent` puts it into an entry of a list.
    mutating func paragraph(_ pieces: Piece..., indent: Int = 0) {
        block(String(repeating: " ", count: indent) + Markdown.line(pieces))
    }

    /// The first paragraph of a numbered entry; what follows it is indented by the result.
    mutating func entry(_ number: Int, _ pieces: Piece...) -> Int {
        let mark = "\(number). "
        block(mark + Markdown.line(pieces))
        return mark.utf8.count
    }

    /// A list of single lines; nothing without any.
    mutating func list(_ lines: [[Piece]]) {
        guard !lines.isEmpty else { return }
        block(lines.map { "- " + Markdown.line($0) }.joined(separator: "\n"))
    }

    /// A line across the page.
    mutating func rule() { block("* * *") }

    private mutating func block(_ lines: String) {
        if !text.isEmpty { text += "\n" }
        text += lines + "\n"
    }

    private static func line(_ pieces: [Piece]) -> String {
        var line = ""
        for piece in pieces {
            switch piece {
            case .plain(let text): line += escaped(text, begins: line.isEmpty)
            // Emphasis cannot hold spaces at its ends, nor nothing.
            case .strong(let text):
                let words = trimmed(escaped(text, begins: line.isEmpty))
                if !words.isEmpty { line += "**\(words)**" }
            }
        }
        return line
    }

    /// A text as words and nothing else, `begins` if it stands first in its line.
    ///
    /// An `@` is written out, since some programs make a link of an address whatever stands
    /// before it.
    static func escaped(_ text: String, begins: Bool = true) -> String {
        let scalars = Array(
            text.unicodeScalars.map { (0x09...0x0d).contains($0.value) ? " " : $0 }
        )
        var safe = ""
        var isNumber = begins
        for (index, scalar) in scalars.enumerated() {
            let isFirst = begins && safe.isEmpty
            if isFirst, scalar == " " { continue }
            let next = index + 1 < scalars.count ? scalars[index + 1] : " "
            switch scalar {
            case "\\", "`", "*", "_", "{", "}", "[", "]", "<", ">", "#", "|", "~", "&", "$", "^":
                safe += "\\" + String(scalar)
            case "@": safe += "(at)"
            default:
                // At the head of a line, a list or a heading; and what some programs make a link
                // of by themselves.
                let isMark =
                    isFirst && (scalar == "-" || scalar == "+" || scalar == "=")
                    || isNumber && !isFirst && (scalar == "." || scalar == ")")
                    || scalar == ":" && next == "/"
                    || scalar == "." && safe.suffix(3).lowercased() == "www"
                if isMark { safe += "\\" }
                safe.unicodeScalars.append(scalar)
            }
            if !("0"..."9").contains(scalar) { isNumber = false }
        }
        return safe.inertForMarkdown
    }

    private static func trimmed(_ text: String) -> String {
        var words = Substring(text)
        while words.last == " " { words.removeLast() }
        while words.first == " " { words.removeFirst() }
        return String(words)
    }
}

extension String {
    /// Inert, with the braces and backslash of `\u{…}` escaped as words.
    fileprivate var inertForMarkdown: String {
        unicodeScalars.contains { String($0).inert != String($0) }
            ? unicodeScalars.map { scalar in
                let shown = String(scalar).inert
                return shown == String(scalar)
                    ? shown
                    : shown.replacing("\\", with: "\\\\").replacing("{", with: "\\{")
                        .replacing("}", with: "\\}")
            }.joined()
            : self
    }
}
