/// Literals, names, and what stands between parentheses, brackets or braces.
extension Parser {
    static let literalWords = NameTable(["true", "false", "null", "in"])
    private static let reserved = NameTable([
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let",
        "loop", "package", "namespace", "return", "var", "void", "while", "in",
    ])

    mutating func primary() throws(SyntaxProblem) -> Syntax {
        let token = advance()
        switch token.token {
        case .mark("("): return try parenthesised(from: token)
        case .mark("["): return try list(from: token)
        case .mark("{"): return try map(from: token)
        case .mark("."): return try absoluteName()
        case .name(let name): return try named(name, token, absolute: false)
        default: return try literal(token)
        }
    }

    private mutating func parenthesised(from open: PlacedToken) throws(SyntaxProblem) -> Syntax {
        let inner = try expression()
        try expect(")")
        return Syntax(inner.kind, open.span.lowerBound..<lastEnd)
    }

    private mutating func absoluteName() throws(SyntaxProblem) -> Syntax {
        let token = advance()
        guard case .name(let name) = token.token else { throw unexpected(token, wanted: "a name") }
        return try named(name, token, absolute: true)
    }

    private func literal(_ token: PlacedToken) throws(SyntaxProblem) -> Syntax {
        let value: Value
        switch token.token {
        case .int(let digits, let radix): value = try int(digits, radix: radix, token.span)
        case .uint(let digits, let radix):
            guard let number = UInt64(digits, radix: radix) else { throw tooLarge(token.span) }
            value = .uint(number)
        case .double(let text):
            guard let number = doubleValue(text), number.isFinite else {
                throw tooLarge(token.span)
            }
            value = .double(number)
        case .string(let text): value = .string(text)
        case .bytes(let bytes): value = .bytes(bytes)
        default: throw unexpected(token, wanted: "a value")
        }
        return Syntax(.literal(value), token.span)
    }

    private mutating func named(
        _ name: String,
        _ token: PlacedToken,
        absolute: Bool
    ) throws(SyntaxProblem) -> Syntax {
        if !absolute {
            if name == "true" { return Syntax(.literal(.bool(true)), token.span) }
            if name == "false" { return Syntax(.literal(.bool(false)), token.span) }
            if name == "null" { return Syntax(.literal(.null), token.span) }
        }
        guard !Parser.reserved.contains(name) else {
            throw SyntaxProblem(
                message: "`\(name)` is a reserved word and cannot be a name",
                span: token.span
            )
        }
        guard isAt("(") else {
            if isAt("{") {
                throw SyntaxProblem(
                    message: "messages are not part of this language",
                    help: "write a map instead",
                    span: token.span
                )
            }
            return Syntax(.name(name, absolute: absolute), token.span)
        }
        return try call(name, token, absolute: absolute)
    }

    private mutating func call(
        _ name: String,
        _ token: PlacedToken,
        absolute: Bool
    ) throws(SyntaxProblem) -> Syntax {
        let arguments = try list(from: "(", to: ")")
        if name == "has", !absolute {
            guard arguments.count == 1,
                case .select(let operand, let field, let fieldSpan) = arguments[0].kind
            else {
                throw SyntaxProblem(
                    message: "`has` needs one field",
                    help: "write for example `has(a.b)`",
                    span: token.span.lowerBound..<lastEnd
                )
            }
            return try checked(
                .has(operand, field, nameSpan: fieldSpan),
                from: token.span.lowerBound
            )
        }
        return try checked(
            .call(
                absolute ? "." + name : name,
                target: nil,
                arguments: arguments,
                nameSpan: token.span
            ),
            from: token.span.lowerBound
        )
    }

    // MARK: Containers

    private mutating func list(from open: PlacedToken) throws(SyntaxProblem) -> Syntax {
        let elements = try elements(to: "]", trailingComma: true)
        return try checked(.list(elements), from: open.span.lowerBound)
    }

    /// Expressions between two marks, with commas between them.
    mutating func list(from open: Mark, to close: Mark) throws(SyntaxProblem) -> [Syntax] {
        try expect(open)
        return try elements(to: close, trailingComma: false)
    }

    private mutating func elements(
        to close: Mark,
        trailingComma: Bool
    ) throws(SyntaxProblem) -> [Syntax] {
        var elements: [Syntax] = []
        while !isAt(close) {
            // In the grammar, the last comma may also stand alone.
            if trailingComma, elements.isEmpty, skip(",") { break }
            elements.append(try expression())
            guard skip(",") else { break }
            if isAt(close), !trailingComma { throw unexpected(wanted: "a value") }
        }
        try expect(close)
        return elements
    }

    private mutating func map(from open: PlacedToken) throws(SyntaxProblem) -> Syntax {
        var entries: [(key: Syntax, value: Syntax)] = []
        while !isAt("}") {
            if entries.isEmpty, skip(",") { break }
            let key = try expression()
            try expect(":")
            entries.append((key, try expression()))
            guard skip(",") else { break }
        }
        try expect("}")
        return try checked(.map(entries), from: open.span.lowerBound)
    }

    func int(
        _ digits: String,
        radix: Int,
        _ span: Range<Int>
    ) throws(SyntaxProblem) -> Value {
        guard let value = Int64(digits, radix: radix) else { throw tooLarge(span) }
        return .int(value)
    }
}
