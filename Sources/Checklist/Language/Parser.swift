/// Reads tokens as an expression, by precedence climbing.
struct Parser {
    private let tokens: [PlacedToken]
    private var index = 0
    private var nesting = 0
    /// Where the last consumed token ended.
    private var lastEnd = 0

    /// How deep parentheses, lists, calls and conditionals may be nested.
    static let nestingLimit = 80
    /// How many levels a tree may have; a chain of operators is as deep as it is long.
    static let depthLimit = 200

    private init(_ tokens: [PlacedToken]) {
        self.tokens = tokens
    }

    /// The expression that a text stands for.
    static func parse(_ text: String) throws(SyntaxProblem) -> Syntax {
        var parser = Parser(try Lexer.tokens(of: text))
        guard parser.current != .end else {
            throw SyntaxProblem(message: "the expression is empty", span: 0..<text.utf8.count)
        }
        let expression = try parser.expression()
        guard parser.current == .end else { throw parser.unexpected(wanted: "an operator") }
        return expression
    }

    // MARK: Precedence

    private mutating func expression() throws(SyntaxProblem) -> Syntax {
        nesting += 1
        defer { nesting -= 1 }
        guard nesting <= Parser.nestingLimit else { throw tooDeep(tokens[index].span) }
        let condition = try disjunction()
        guard skip("?") else { return condition }
        let yes = try disjunction()
        try expect(":")
        let no = try expression()
        return try checked(.conditional(condition, yes, no), from: condition.span.lowerBound)
    }

    private mutating func disjunction() throws(SyntaxProblem) -> Syntax {
        let first = try conjunction()
        guard current == .mark("||") else { return first }
        var parts = [first]
        while skip("||") { parts.append(try conjunction()) }
        return try checked(.or(parts), from: first.span.lowerBound)
    }

    private mutating func conjunction() throws(SyntaxProblem) -> Syntax {
        let first = try binary(level: 0)
        guard current == .mark("&&") else { return first }
        var parts = [first]
        while skip("&&") { parts.append(try binary(level: 0)) }
        return try checked(.and(parts), from: first.span.lowerBound)
    }

    // Weakest first; all of them group to the left.
    private static let levels: [[String]] = [
        ["<", "<=", ">=", ">", "==", "!=", "in"], ["+", "-"], ["*", "/", "%"],
    ]

    private mutating func binary(level: Int) throws(SyntaxProblem) -> Syntax {
        guard level < Parser.levels.count else { return try unary() }
        var left = try binary(level: level + 1)
        while let name = operatorName(level: level) {
            let nameSpan = advance().span
            let right = try binary(level: level + 1)
            left = try checked(
                .call("_\(name)_", target: nil, arguments: [left, right], nameSpan: nameSpan),
                from: left.span.lowerBound)
        }
        return left
    }

    private func operatorName(level: Int) -> String? {
        switch current {
        case .mark(let name), .name(let name):
            Parser.levels[level].contains { sameScalars($0, name) } ? name : nil
        default: nil
        }
    }

    private mutating func unary() throws(SyntaxProblem) -> Syntax {
        guard current == .mark("!") || current == .mark("-") else { return try member() }
        var marks: [PlacedToken] = []
        let mark = current
        while current == mark { marks.append(advance()) }
        // -9223372036854775808 has no positive twin, so the sign belongs to the literal.
        if mark == .mark("-"), case .int(let digits, let radix) = current {
            let sign = marks.removeLast()
            let token = advance()
            let literal = try int("-" + digits, radix: radix, token.span)
            var operand = Syntax(.literal(literal), sign.span.lowerBound..<token.span.upperBound)
            operand = try members(of: operand)
            return try negated(operand, "-", marks)
        }
        let operand = try member()
        return try negated(operand, mark == .mark("!") ? "!" : "-", marks)
    }

    private func negated(
        _ operand: Syntax, _ name: String, _ marks: [PlacedToken]
    ) throws(SyntaxProblem) -> Syntax {
        var result = operand
        for mark in marks.reversed() {
            result = Syntax(
                .call("\(name)_", target: nil, arguments: [result], nameSpan: mark.span),
                mark.span.lowerBound..<operand.span.upperBound)
            guard result.depth <= Parser.depthLimit else { throw tooDeep(result.span) }
        }
        return result
    }

    // MARK: Members

    private mutating func member() throws(SyntaxProblem) -> Syntax {
        try members(of: try primary())
    }

    private mutating func members(of operand: Syntax) throws(SyntaxProblem) -> Syntax {
        var result = operand
        while true {
            if skip(".") {
                result = try selection(of: result)
            } else if current == .mark("[") {
                let nameSpan = advance().span
                let key = try expression()
                try expect("]")
                result = try checked(
                    .call("_[_]", target: nil, arguments: [result, key], nameSpan: nameSpan),
                    from: operand.span.lowerBound)
            } else {
                return result
            }
        }
    }

    private mutating func selection(of operand: Syntax) throws(SyntaxProblem) -> Syntax {
        let token = advance()
        let name: String
        var isQuoted = false
        switch token.token {
        // A keyword may be a field's name, except the literals.
        case .name(let word) where !Parser.literalWords.contains(word): name = word
        case .quotedName(let word): (name, isQuoted) = (word, true)
        default:
            throw SyntaxProblem(message: "a field's name is missing after the dot", span: token.span)
        }
        guard !isQuoted, current == .mark("(") else {
            return try checked(
                .select(operand, name, nameSpan: token.span), from: operand.span.lowerBound)
        }
        let arguments = try list(from: "(", to: ")")
        if let comprehension = try comprehension(name, of: operand, arguments, token.span) {
            return comprehension
        }
        return try checked(
            .call(name, target: operand, arguments: arguments, nameSpan: token.span),
            from: operand.span.lowerBound)
    }

    private func comprehension(
        _ name: String, of range: Syntax, _ arguments: [Syntax], _ nameSpan: Range<Int>
    ) throws(SyntaxProblem) -> Syntax? {
        guard let macro = Syntax.Macro(rawValue: name) else { return nil }
        let counts = macro == .map ? 2...3 : 2...2
        guard counts.contains(arguments.count) else { return nil }
        guard case .name(let variable, absolute: false) = arguments[0].kind else {
            throw SyntaxProblem(
                message: "`\(name)` needs a name for the element first",
                help: "write for example `\(name)(x, x > 0)`", span: arguments[0].span)
        }
        return try checked(
            .comprehension(macro, range: range, variable: variable, Array(arguments.dropFirst())),
            from: range.span.lowerBound)
    }

    // MARK: Primaries

    private static let literalWords: Set<String> = ["true", "false", "null", "in"]
    private static let reserved: Set<String> = [
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let",
        "loop", "package", "namespace", "return", "var", "void", "while", "in",
    ]

    private mutating func primary() throws(SyntaxProblem) -> Syntax {
        let token = advance()
        switch token.token {
        case .name(let name): return try named(name, token, absolute: false)
        case .mark("."):
            let nameToken = advance()
            guard case .name(let name) = nameToken.token else {
                throw unexpected(nameToken, wanted: "a name")
            }
            return try named(name, nameToken, absolute: true)
        case .mark("("):
            let inner = try expression()
            try expect(")")
            return Syntax(inner.kind, token.span.lowerBound..<lastEnd)
        case .mark("["):
            index -= 1
            let elements = try list(from: "[", to: "]", trailingComma: true)
            return try checked(.list(elements), from: token.span.lowerBound)
        case .mark("{"): return try map(from: token)
        case .int(let digits, let radix):
            return Syntax(.literal(try int(digits, radix: radix, token.span)), token.span)
        case .uint(let digits, let radix):
            guard let value = UInt64(digits, radix: radix) else { throw tooLarge(token.span) }
            return Syntax(.literal(.uint(value)), token.span)
        case .double(let text):
            guard let value = doubleValue(text) else { throw tooLarge(token.span) }
            return Syntax(.literal(.double(value)), token.span)
        case .string(let text): return Syntax(.literal(.string(text)), token.span)
        case .bytes(let bytes): return Syntax(.literal(.bytes(bytes)), token.span)
        default: throw unexpected(token, wanted: "a value")
        }
    }

    private mutating func named(
        _ name: String, _ token: PlacedToken, absolute: Bool
    ) throws(SyntaxProblem) -> Syntax {
        if !absolute {
            if name == "true" { return Syntax(.literal(.bool(true)), token.span) }
            if name == "false" { return Syntax(.literal(.bool(false)), token.span) }
            if name == "null" { return Syntax(.literal(.null), token.span) }
        }
        guard !Parser.reserved.contains(name) else {
            throw SyntaxProblem(
                message: "`\(name)` is a reserved word and cannot be a name", span: token.span)
        }
        guard current == .mark("(") else {
            if current == .mark("{") {
                throw SyntaxProblem(
                    message: "messages are not part of this language", help: "write a map instead",
                    span: token.span)
            }
            return Syntax(.name(name, absolute: absolute), token.span)
        }
        let arguments = try list(from: "(", to: ")")
        if name == "has", !absolute {
            guard arguments.count == 1,
                case .select(let operand, let field, let fieldSpan) = arguments[0].kind
            else {
                throw SyntaxProblem(
                    message: "`has` needs one field", help: "write for example `has(a.b)`",
                    span: token.span.lowerBound..<lastEnd)
            }
            return try checked(
                .has(operand, field, nameSpan: fieldSpan), from: token.span.lowerBound)
        }
        return try checked(
            .call(name, target: nil, arguments: arguments, nameSpan: token.span),
            from: token.span.lowerBound)
    }

    private mutating func list(
        from open: String, to close: String, trailingComma: Bool = false
    ) throws(SyntaxProblem) -> [Syntax] {
        try expect(open)
        var elements: [Syntax] = []
        while current != .mark(close) {
            elements.append(try expression())
            guard skip(",") else { break }
            if current == .mark(close), !trailingComma {
                throw unexpected(wanted: "a value")
            }
        }
        try expect(close)
        return elements
    }

    private mutating func map(from open: PlacedToken) throws(SyntaxProblem) -> Syntax {
        var entries: [(key: Syntax, value: Syntax)] = []
        while current != .mark("}") {
            let key = try expression()
            try expect(":")
            entries.append((key, try expression()))
            guard skip(",") else { break }
        }
        try expect("}")
        return try checked(.map(entries), from: open.span.lowerBound)
    }

    private func int(
        _ digits: String, radix: Int, _ span: Range<Int>
    ) throws(SyntaxProblem) -> Value {
        guard let value = Int64(digits, radix: radix) else { throw tooLarge(span) }
        return .int(value)
    }

    // MARK: Tokens

    private var current: Token { tokens[index].token }

    private mutating func advance() -> PlacedToken {
        let token = tokens[index]
        if index < tokens.count - 1 { index += 1 }
        lastEnd = token.span.upperBound
        return token
    }

    private mutating func skip(_ mark: String) -> Bool {
        guard current == .mark(mark) else { return false }
        _ = advance()
        return true
    }

    private mutating func expect(_ mark: String) throws(SyntaxProblem) {
        guard skip(mark) else { throw unexpected(wanted: "`\(mark)`") }
    }

    private func checked(
        _ kind: Syntax.Kind, from start: Int
    ) throws(SyntaxProblem) -> Syntax {
        let syntax = Syntax(kind, start..<max(start, lastEnd))
        guard syntax.depth <= Parser.depthLimit else { throw tooDeep(syntax.span) }
        return syntax
    }
}

extension Parser {
    private func unexpected(wanted: String) -> SyntaxProblem {
        unexpected(tokens[index], wanted: wanted)
    }

    private func unexpected(_ token: PlacedToken, wanted: String) -> SyntaxProblem {
        if token.token == .end {
            return SyntaxProblem(
                message: "the expression ends where \(wanted) should follow", span: token.span)
        }
        return SyntaxProblem(message: "\(wanted) should stand here", span: token.span)
    }

    private func tooDeep(_ span: Range<Int>) -> SyntaxProblem {
        SyntaxProblem(
            message: "the expression is nested too deeply", help: "split it into named variables",
            span: span)
    }

    private func tooLarge(_ span: Range<Int>) -> SyntaxProblem {
        SyntaxProblem(message: "this number is out of range", span: span)
    }
}
