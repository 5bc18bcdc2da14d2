/// Splits an expression's text into tokens.
struct Lexer {
    private let bytes: [UInt8]
    private var position = 0

    /// The longest expression, in bytes.
    static let limit = 65_536

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// All tokens of a text, the last one being ``Token/end``.
    static func tokens(of text: String) throws(SyntaxProblem) -> [PlacedToken] {
        guard text.utf8.count <= limit else {
            throw SyntaxProblem(
                message: "the expression is longer than \(limit) bytes",
                help: "split it into named variables",
                span: 0..<1
            )
        }
        var lexer = Lexer(text)
        var tokens: [PlacedToken] = []
        // Three bytes and more make a token, nearly always.
        tokens.reserveCapacity(lexer.bytes.count / 3 + 2)
        while true {
            let token = try lexer.next()
            tokens.append(token)
            if token.token == .end { return tokens }
        }
    }

    private mutating func next() throws(SyntaxProblem) -> PlacedToken {
        skipSpaceAndComments()
        let start = position
        guard let byte = peek() else { return placed(.end, from: start) }
        if isNameStart(byte) { return try nameOrPrefixedLiteral(from: start) }
        if isDigit(byte) || (byte == UInt8(ascii: ".") && isDigit(peek(1) ?? 0)) {
            return try number(from: start)
        }
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
            return try stringLiteral(from: start, raw: false, isBytes: false)
        }
        if byte == UInt8(ascii: "`") { return try quotedName(from: start) }
        if let mark = mark(byte, peek(1) ?? 0) {
            position += mark.count
            return placed(.mark(mark), from: start)
        }
        throw unexpectedCharacter(at: start)
    }

    private func mark(_ first: UInt8, _ second: UInt8) -> Mark? {
        switch (first, second) {
        case (UInt8(ascii: "&"), first), (UInt8(ascii: "|"), first):
            Mark(first, second)
        case (UInt8(ascii: "="), UInt8(ascii: "=")), (UInt8(ascii: "!"), UInt8(ascii: "=")),
            (UInt8(ascii: "<"), UInt8(ascii: "=")), (UInt8(ascii: ">"), UInt8(ascii: "=")):
            Mark(first, second)
        default: isMark(first) ? Mark(first) : nil
        }
    }

    private func isMark(_ byte: UInt8) -> Bool {
        switch Unicode.Scalar(byte) {
        case "<", ">", "+", "-", "*", "/", "%", "!", "?", ":", "(", ")", "[", "]", "{", "}", ",",
            ".":
            true
        default: false
        }
    }

    // MARK: Names

    /// Whether a text can be a name without being quoted.
    static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, isNameStart(first) else { return false }
        return text.utf8.allSatisfy { isNameStart($0) || isDigit($0) }
    }

    private mutating func nameOrPrefixedLiteral(
        from start: Int
    ) throws(SyntaxProblem) -> PlacedToken {
        while let byte = peek(), isNameStart(byte) || isDigit(byte) { position += 1 }
        let name = text(start..<position)
        if let quote = peek(), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            switch name {
            case "r", "R": return try stringLiteral(from: start, raw: true, isBytes: false)
            case "b", "B": return try stringLiteral(from: start, raw: false, isBytes: true)
            case "rb", "Rb", "rB", "RB", "br", "bR", "Br", "BR":
                return try stringLiteral(from: start, raw: true, isBytes: true)
            default: break
            }
        }
        return placed(.name(name), from: start)
    }

    private mutating func quotedName(from start: Int) throws(SyntaxProblem) -> PlacedToken {
        position += 1
        while let byte = peek(), byte != UInt8(ascii: "`") {
            let isAllowed = isNameStart(byte) || isDigit(byte) || ". -/".utf8.contains(byte)
            guard isAllowed else { break }
            position += 1
        }
        guard peek() == UInt8(ascii: "`"), position > start + 1 else {
            throw SyntaxProblem(
                message: "this quoted name is not closed",
                span: start..<max(position, start + 1)
            )
        }
        position += 1
        return placed(.quotedName(text(start + 1..<position - 1)), from: start)
    }

    // MARK: Numbers

    private mutating func number(from start: Int) throws(SyntaxProblem) -> PlacedToken {
        if peek() == UInt8(ascii: "0"), let letter = peek(1), letter | 0x20 == UInt8(ascii: "x") {
            position += 2
            let digits = take { isHexDigit($0) }
            guard !digits.isEmpty else { throw malformedNumber(from: start) }
            return try whole(digits, radix: 16, from: start)
        }
        let digits = take(isDigit)
        var isDouble = false
        if peek() == UInt8(ascii: "."), isDigit(peek(1) ?? 0) {
            isDouble = true
            position += 1
            _ = take(isDigit)
        }
        if peek() == UInt8(ascii: "e") || peek() == UInt8(ascii: "E") {
            isDouble = true
            position += 1
            if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { position += 1 }
            guard !take(isDigit).isEmpty else { throw malformedNumber(from: start) }
        }
        if isDouble {
            let literal = text(start..<position)
            try refuseNameAfterNumber(from: start)
            return placed(.double(literal), from: start)
        }
        return try whole(digits, radix: 10, from: start)
    }

    private mutating func whole(
        _ digits: String,
        radix: Int,
        from start: Int
    ) throws(SyntaxProblem) -> PlacedToken {
        let isUnsigned = peek() == UInt8(ascii: "u") || peek() == UInt8(ascii: "U")
        if isUnsigned { position += 1 }
        try refuseNameAfterNumber(from: start)
        return placed(
            isUnsigned
                ? .uint(digits: digits, radix: radix) : .int(digits: digits, radix: radix),
            from: start
        )
    }

    private func refuseNameAfterNumber(from start: Int) throws(SyntaxProblem) {
        if let byte = peek(), isNameStart(byte) { throw malformedNumber(from: start) }
    }

    private func malformedNumber(from start: Int) -> SyntaxProblem {
        SyntaxProblem(
            message: "this is not a number",
            span: start..<min(position + 1, bytes.count)
        )
    }

    // MARK: Strings

    private mutating func stringLiteral(
        from start: Int,
        raw: Bool,
        isBytes: Bool
    ) throws(SyntaxProblem) -> PlacedToken {
        var literal = QuotedText(bytes: bytes, from: position, start: start)
        literal.isRaw = raw
        literal.isBytes = isBytes
        let content = try literal.read()
        position = literal.position
        guard isBytes else {
            return placed(.string(String(decoding: content, as: UTF8.self)), from: start)
        }
        return placed(.bytes(content), from: start)
    }

    // MARK: Characters

    private func peek(_ ahead: Int = 0) -> UInt8? {
        position + ahead < bytes.count ? bytes[position + ahead] : nil
    }

    private mutating func take(_ isWanted: (UInt8) -> Bool) -> String {
        let start = position
        while let byte = peek(), isWanted(byte) { position += 1 }
        return text(start..<position)
    }

    private mutating func skipSpaceAndComments() {
        while let byte = peek() {
            if byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0C || byte == 0x0D {
                position += 1
            } else if byte == UInt8(ascii: "/"), peek(1) == byte {
                while let byte = peek(), byte != 0x0A { position += 1 }
            } else {
                return
            }
        }
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    private func placed(_ token: Token, from start: Int) -> PlacedToken {
        PlacedToken(token: token, span: start..<position)
    }

    private func unexpectedCharacter(at start: Int) -> SyntaxProblem {
        var end = start + 1
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        let character = text(start..<end)
        var help: String?
        if character == "=" { help = "to compare, write `==`" }
        if character == "&" { help = "for and, write `&&`" }
        if character == "|" { help = "for or, write `||`" }
        return SyntaxProblem(
            message: "`\(character)` has no meaning here",
            help: help,
            span: start..<end
        )
    }
}

private func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}

private func isNameStart(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
}

func isHexDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
}
