/// Reads one string or bytes literal: single or triple quotes, escapes, raw text.
struct QuotedText {
    let bytes: [UInt8]
    var position: Int
    /// Where the literal starts, its prefix included.
    let start: Int
    var isRaw = false
    var isBytes = false

    init(bytes: [UInt8], from position: Int, start: Int) {
        self.bytes = bytes
        self.position = position
        self.start = start
    }

    /// The literal's content; leaves ``position`` behind the closing quote.
    mutating func read() throws(SyntaxProblem) -> [UInt8] {
        let quote = bytes[position]
        let isTriple = hasQuotes(3, of: quote)
        position += isTriple ? 3 : 1
        var content: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            if byte == quote, !isTriple || hasQuotes(3, of: quote) {
                position += isTriple ? 3 : 1
                return content
            }
            if byte == 0x0A || byte == 0x0D, !isTriple { break }
            if byte == UInt8(ascii: "\\"), !isRaw {
                try escape(into: &content)
            } else {
                content.append(byte)
                position += 1
            }
        }
        throw SyntaxProblem(
            message: "this text is not closed",
            help: "end it with the quote it starts with",
            span: start..<max(start + 1, min(position, bytes.count))
        )
    }

    private func hasQuotes(_ count: Int, of quote: UInt8) -> Bool {
        position + count <= bytes.count
            && bytes[position..<position + count].allSatisfy { $0 == quote }
    }

    private mutating func escape(into content: inout [UInt8]) throws(SyntaxProblem) {
        let escapeStart = position
        position += 1
        guard position < bytes.count else { throw badEscape(from: escapeStart) }
        let letter = bytes[position]
        position += 1
        switch letter {
        case UInt8(ascii: "a"): content.append(0x07)
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "v"): content.append(0x0B)
        case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"),
            UInt8(ascii: "?"):
            content.append(letter)
        case UInt8(ascii: "x"), UInt8(ascii: "X"):
            try append(code(digits: 2, radix: 16, from: escapeStart), to: &content, escapeStart)
        case UInt8(ascii: "u") where !isBytes:
            try append(code(digits: 4, radix: 16, from: escapeStart), to: &content, escapeStart)
        case UInt8(ascii: "U") where !isBytes:
            try append(code(digits: 8, radix: 16, from: escapeStart), to: &content, escapeStart)
        case UInt8(ascii: "0")...UInt8(ascii: "3"):
            position -= 1
            try append(code(digits: 3, radix: 8, from: escapeStart), to: &content, escapeStart)
        default: throw badEscape(from: escapeStart)
        }
    }

    private mutating func code(
        digits count: Int,
        radix: Int,
        from escapeStart: Int
    ) throws(SyntaxProblem) -> UInt32 {
        let end = min(position + count, bytes.count)
        let digits = bytes[position..<end]
        guard digits.count == count, digits.allSatisfy({ isHexDigit($0) }),
            let code = UInt32(String(decoding: digits, as: UTF8.self), radix: radix)
        else { throw badEscape(from: escapeStart) }
        position = end
        return code
    }

    /// In bytes an escape is one byte, in a string one scalar.
    private func append(
        _ code: UInt32,
        to content: inout [UInt8],
        _ escapeStart: Int
    ) throws(SyntaxProblem) {
        if isBytes {
            content.append(UInt8(truncatingIfNeeded: code))
        } else if let scalar = Unicode.Scalar(code) {
            content.append(contentsOf: Array(String(Character(scalar)).utf8))
        } else {
            throw badEscape(from: escapeStart)
        }
    }

    private func badEscape(from escapeStart: Int) -> SyntaxProblem {
        SyntaxProblem(
            message: "this escape is not known",
            help: "a backslash is written `\\\\`",
            span: escapeStart..<max(escapeStart + 1, min(position, bytes.count))
        )
    }
}
