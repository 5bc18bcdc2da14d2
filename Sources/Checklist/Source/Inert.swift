// Text that does nothing to whoever looks at it: no control sequence for a terminal, no hidden
// or reordered character. The text itself is never changed, only what is shown of it.

extension String {
    /// The text with every control, bidi, invisible and line-separating scalar written as
    /// `\u{…}`, fit for a terminal.
    public var inert: String {
        guard unicodeScalars.contains(where: { $0.isDeceptive }) else { return self }
        var shown = ""
        for scalar in unicodeScalars {
            if scalar.isDeceptive {
                shown += scalar.escaped
            } else {
                shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }

    /// The text as a word within a message: inert, cut if it is long, in backticks.
    package var quoted: String {
        let limit = 48
        var shown = String.UnicodeScalarView()
        var isCut = false
        for scalar in unicodeScalars {
            isCut = shown.count == limit
            if isCut { break }
            shown.append(scalar)
        }
        return "`" + String(shown).inert + (isCut ? "…`" : "`")
    }
}

extension Unicode.Scalar {
    /// Whether a person cannot see this scalar for what it is: C0, DEL, C1, bidi controls,
    /// zero-width and other invisible format characters, line and paragraph separators.
    ///
    /// The canonical form of JSON escapes the same set, and digests are taken of it: the set can
    /// never change.
    var isDeceptive: Bool {
        switch value {
        case 0x20...0x7E: false
        case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x61C, 0x180E: true
        case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F: true
        case 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
        default: false
        }
    }

    /// Whether this is one of the white spaces that look like U+0020.
    private var isBlank: Bool {
        switch value {
        case 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    /// This scalar as `\u{…}`.
    var escaped: String { "\\u{" + String(value, radix: 16) + "}" }

    /// This scalar as a word within a message: itself if it can be seen, else its number.
    var quoted: String {
        guard isDeceptive || isBlank else { return "`" + String(self) + "`" }
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}
