// What the reader says when it refuses a text. The reader stands where it could not go on.

extension Diagnostics {
    private init(_ message: String, help: String? = nil, _ source: SourceText, _ span: Range<Int>) {
        self.init([Diagnostic(message: message, help: help, source: source, span: span)])
    }

    static func tooLong(limit: Int, _ source: SourceText) -> Diagnostics {
        Diagnostics(
            "the text is \(source.bytes.count) bytes long, more than the limit of \(limit)",
            source,
            limit..<limit
        )
    }

    static func tooDeep(_ reader: JSONReader, limit: Int) -> Diagnostics {
        Diagnostics(
            "arrays and objects are nested more than \(limit) deep",
            reader.source,
            reader.offset..<reader.offset + 1
        )
    }

    static func textAfterValue(_ reader: JSONReader) -> Diagnostics {
        Diagnostics(
            "expected the end of the text, found \(reader.found)",
            help: reader.hint ?? "a JSON text holds a single value",
            reader.source,
            reader.here
        )
    }

    static func noValue(_ reader: JSONReader) -> Diagnostics {
        let isEmpty = reader.offset == reader.bytes.count && reader.isAllSpace
        if isEmpty {
            return Diagnostics(
                "the text is empty",
                help: "a JSON text holds a single value, such as `{}`",
                reader.source,
                reader.here
            )
        }
        guard reader.byte.isWordByte else {
            return Diagnostics(
                "expected a value, found \(reader.found)",
                help: reader.hint,
                reader.source,
                reader.here
            )
        }
        let word = reader.source.text(reader.word)
        if word.utf8.first == UInt8(ascii: "+") || word.utf8.first == UInt8(ascii: ".") {
            return notANumber(reader, .start)
        }
        let meant = nearest(to: word, among: ["true", "false", "null"])
        return Diagnostics(
            "\(word.quoted) is not a JSON value",
            help: meant.map { "did you mean `\($0)`?" } ?? "text is written in double quotes",
            reader.source,
            reader.word
        )
    }

    static func noName(_ reader: JSONReader, bracket: Int) -> Diagnostics {
        if reader.offset == reader.bytes.count { return noComma(reader, bracket: bracket) }
        return Diagnostics(
            "expected a name in double quotes, found \(reader.found)",
            help: reader.hint,
            reader.source,
            reader.here
        )
    }

    static func noColon(_ reader: JSONReader, after name: String) -> Diagnostics {
        Diagnostics(
            "expected `:` after the name \(name.quoted), found \(reader.found)",
            help: reader.hint,
            reader.source,
            reader.here
        )
    }

    static func noComma(_ reader: JSONReader, bracket: Int) -> Diagnostics {
        let isArray = reader.bytes[bracket] == UInt8(ascii: "[")
        let kind = isArray ? "array" : "object"
        let line = reader.source.location(ofOffset: bracket).line
        if reader.offset == reader.bytes.count {
            return Diagnostics(
                "the \(kind) that begins at line \(line) is not closed",
                help: "close it with `\(isArray ? "]" : "}")`",
                reader.source,
                reader.here
            )
        }
        return Diagnostics(
            "expected `,` or `\(isArray ? "]" : "}")`, found \(reader.found)",
            help: reader.hint
                ?? (reader.beginsValue
                    ? "a comma is missing" : "the \(kind) begins at line \(line)"),
            reader.source,
            reader.here
        )
    }

    static func trailingComma(_ reader: JSONReader, at comma: Int) -> Diagnostics {
        Diagnostics(
            "there is nothing between this comma and \(reader.found)",
            help: "remove the comma",
            reader.source,
            comma..<comma + 1
        )
    }

    static func notANumber(_ reader: JSONReader, _ fault: Number.Fault) -> Diagnostics {
        Diagnostics(
            "\(reader.source.text(reader.word).quoted) is not a number",
            help: fault.help,
            reader.source,
            reader.word
        )
    }

    static func numberTooLarge(_ reader: JSONReader, _ span: Range<Int>) -> Diagnostics {
        Diagnostics(
            "\(reader.source.text(span).quoted) is too large a number",
            help: "the largest is about 1.8e308",
            reader.source,
            span
        )
    }

    static func stringStops(_ reader: JSONReader, from start: Int) -> Diagnostics {
        switch reader.byte {
        case 0 where reader.offset == reader.bytes.count:
            return Diagnostics(
                "the string is not closed",
                help: "close it with `\"`",
                reader.source,
                start..<start + 1
            )
        case 0x0A, 0x0D:
            return Diagnostics(
                "the string is not closed on its line",
                help: "close it with `\"`, or write a line end within it as `\\n`",
                reader.source,
                start..<reader.offset
            )
        default:
            let digits = String(reader.byte, radix: 16)
            let escape =
                reader.byte == 0x09 ? "\\t" : "\\u00" + (reader.byte < 16 ? "0" : "") + digits
            return Diagnostics(
                "a string cannot hold the control character \(reader.found)",
                help: "write it as `\(escape)`",
                reader.source,
                reader.here
            )
        }
    }

    static func notAnEscape(_ reader: JSONReader, from start: Int) -> Diagnostics {
        Diagnostics(
            "`\\` begins an escape and cannot be followed by \(reader.foundScalar)",
            help: "write a backslash itself as `\\\\`",
            reader.source,
            start..<reader.here.upperBound
        )
    }

    static func shortUnicodeEscape(_ reader: JSONReader, from start: Int) -> Diagnostics {
        Diagnostics(
            "`\\u` needs four hexadecimal digits, found \(reader.foundScalar)",
            reader.source,
            start..<max(reader.offset, start + 2)
        )
    }

    static func halfPair(_ reader: JSONReader, _ span: Range<Int>) -> Diagnostics {
        Diagnostics(
            "\(reader.source.text(span).quoted) is only half of a surrogate pair",
            help: "write the character itself, or both halves",
            reader.source,
            span
        )
    }
}

extension Diagnostic {
    static func duplicateName(
        _ member: Member,
        first: Member,
        _ source: SourceText
    ) -> Diagnostic {
        let line = source.location(ofOffset: first.nameSpan.lowerBound).line
        return Diagnostic(
            message: "the name \(member.name.quoted) is given twice: first given at line \(line)",
            help: "keep one of the two",
            source: source,
            span: member.nameSpan
        )
    }
}

extension JSONReader {
    /// What is at hand, in words.
    fileprivate var found: String {
        byte.isWordByte ? source.text(word).quoted : foundScalar
    }

    fileprivate var foundScalar: String { scalar.map { $0.quoted } ?? "the end of the text" }

    fileprivate var scalar: Unicode.Scalar? { source.text(here).unicodeScalars.first }

    /// The bytes of the bare word or the scalar at hand; none at the end.
    fileprivate var here: Range<Int> {
        if byte.isWordByte { return word }
        var end = min(offset + 1, bytes.count)
        while end < bytes.count, bytes[end].continuesScalar { end += 1 }
        return offset..<end
    }

    fileprivate var beginsValue: Bool {
        byte.isWordByte
            || [UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "[")].contains(byte)
    }

    /// The bytes of the bare word or number at hand.
    fileprivate var word: Range<Int> {
        var end = offset
        while end < bytes.count, bytes[end].isWordByte { end += 1 }
        return offset..<end
    }

    fileprivate var isAllSpace: Bool { bytes.allSatisfy { [0x20, 0x0A, 0x0D, 0x09].contains($0) } }

    /// What to do about a scalar that often strays into JSON.
    fileprivate var hint: String? {
        switch scalar {
        case nil: nil
        case "'", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}":
            "strings are written in straight double quotes"
        case "/", "#": "JSON has no comments"
        case "\u{FEFF}": "save the text as UTF-8 without a byte-order mark"
        case "\u{A0}": "this is a no-break space: type an ordinary one"
        case "\u{0}": "the text may be UTF-16: save it as UTF-8"
        default: nil
        }
    }
}
