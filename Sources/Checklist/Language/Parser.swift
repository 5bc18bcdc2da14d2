/// Reads tokens as an expression, by precedence climbing.
package struct Parser {
    private let tokens: [PlacedToken]
    private var index = 0
    private var nesting = 0
    /// Where the last consumed token ended.
    private(set) var lastEnd = 0

    // A debug build needs 8 KB of stack for each level of nesting here, and 5 KB for each level
    // of the tree in the checker: both fit into the 512 KB of a secondary thread.
    /// How deep parentheses, lists, calls and conditionals may be nested.
    static let nestingLimit = 48
    /// How many levels a tree may have; a chain of operators is as deep as it is long.
    static let depthLimit = 56

    private init(_ tokens: [PlacedToken]) {
        self.tokens = tokens
    }

    /// The expression that a text stands for.
    package static func parse(_ text: String) throws(SyntaxProblem) -> Syntax {
        var parser = Parser(try Lexer.tokens(of: text))
        guard parser.current != .end else {
            throw SyntaxProblem(message: "the expression is empty", span: 0..<text.utf8.count)
        }
        let expression = try parser.expression()
        guard parser.current == .end else { throw parser.unexpected(wanted: "an operator") }
        return expression
    }

    // MARK: Precedence

    mutating func expression() throws(SyntaxProblem) -> Syntax {
        nesting += 1
        defer { nesting -= 1 }
        guard nesting <= Parser.nestingLimit else { throw tooDeep(currentSpan) }
        let condition = try binary(above: 0)
        return isAt("?") ? try conditional(condition) : condition
    }

    private mutating func conditional(_ condition: Syntax) throws(SyntaxProblem) -> Syntax {
        try expect("?")
        let yes = try binary(above: 0)
        try expect(":")
        let no = try expression()
        return try checked(.conditional(condition, yes, no), from: condition.span.lowerBound)
    }

    /// Reads operands as long as the operators between them bind more tightly than a level.
    private mutating func binary(above level: Int) throws(SyntaxProblem) -> Syntax {
        var left = try unary()
        while let (mark, own) = currentOperator, own > level {
            left = try binary(left, mark, own)
        }
        return left
    }

    /// Reads what follows a left operand; all operators group to the left.
    private mutating func binary(
        _ left: Syntax,
        _ mark: Mark?,
        _ level: Int
    ) throws(SyntaxProblem) -> Syntax {
        if let mark, mark == "&&" || mark == "||" { return try logic(left, mark, level) }
        let nameSpan = pass()
        let right = try binary(above: level)
        return try checked(
            .call(
                mark?.function ?? "_in_",
                target: nil,
                arguments: [left, right],
                nameSpan: nameSpan
            ),
            from: left.span.lowerBound
        )
    }

    private mutating func logic(
        _ first: Syntax,
        _ mark: Mark,
        _ level: Int
    ) throws(SyntaxProblem) -> Syntax {
        var parts = [first]
        while skip(mark) { parts.append(try binary(above: level)) }
        return try checked(mark == "&&" ? .and(parts) : .or(parts), from: first.span.lowerBound)
    }

    /// The operator that stands here, and how tightly it binds.
    private var currentOperator: (mark: Mark?, level: Int)? {
        switch tokens[index].token {
        case .mark(let mark): mark.level.map { (mark, $0) }
        case .name("in"): (nil, Parser.relationLevel)
        default: nil
        }
    }

    static let relationLevel = 3

    private mutating func unary() throws(SyntaxProblem) -> Syntax {
        guard isAt("!") || isAt("-") else { return try member() }
        return try marked()
    }

    /// Reads an operand with marks before it, which are all the same.
    private mutating func marked() throws(SyntaxProblem) -> Syntax {
        var marks: [PlacedToken] = []
        let mark = current
        while current == mark { marks.append(advance()) }
        // -9223372036854775808 has no positive twin, so the sign belongs to the literal.
        if mark == .mark("-"), case .int(let digits, let radix) = current {
            let sign = marks.removeLast()
            let token = advance()
            let literal = try int("-" + digits, radix: radix, token.span)
            let operand = Syntax(.literal(literal), sign.span.lowerBound..<token.span.upperBound)
            return try negated(try members(of: operand), "-", marks)
        }
        let operand = try member()
        return try negated(operand, mark == .mark("!") ? "!" : "-", marks)
    }

    private func negated(
        _ operand: Syntax,
        _ name: String,
        _ marks: [PlacedToken]
    ) throws(SyntaxProblem) -> Syntax {
        var result = operand
        for mark in marks.reversed() {
            result = Syntax(
                negatedLiteral(result, name)
                    ?? .call("\(name)_", target: nil, arguments: [result], nameSpan: mark.span),
                mark.span.lowerBound..<operand.span.upperBound
            )
            guard result.depth <= Parser.depthLimit else { throw tooDeep(result.span) }
        }
        return result
    }

    /// A number with the other sign is a literal too, and so cannot fail.
    private func negatedLiteral(_ operand: Syntax, _ name: String) -> Syntax.Kind? {
        guard name == "-", case .literal(let value) = operand.kind else { return nil }
        switch value {
        case .int(let number) where number != .min: return .literal(.int(-number))
        case .double(let number): return .literal(.double(-number))
        default: return nil
        }
    }

    // MARK: Tokens

    var current: Token { tokens[index].token }

    func isAt(_ mark: Mark) -> Bool {
        if case .mark(let own) = tokens[index].token { own == mark } else { false }
    }

    var currentSpan: Range<Int> { tokens[index].span }

    mutating func advance() -> PlacedToken {
        let token = tokens[index]
        _ = pass()
        return token
    }

    /// Goes over a token that nobody needs to look at; gives its place.
    mutating func pass() -> Range<Int> {
        let span = tokens[index].span
        if index < tokens.count - 1 { index += 1 }
        lastEnd = span.upperBound
        return span
    }

    mutating func skip(_ mark: Mark) -> Bool {
        guard isAt(mark) else { return false }
        _ = pass()
        return true
    }

    mutating func expect(_ mark: Mark) throws(SyntaxProblem) {
        guard skip(mark) else { throw unexpected(wanted: "`\(mark.text)`") }
    }

    func checked(
        _ kind: Syntax.Kind,
        from start: Int
    ) throws(SyntaxProblem) -> Syntax {
        let syntax = Syntax(kind, start..<max(start, lastEnd))
        guard syntax.depth <= Parser.depthLimit else { throw tooDeep(syntax.span) }
        return syntax
    }
}

extension Parser {
    func unexpected(wanted: String) -> SyntaxProblem {
        unexpected(PlacedToken(token: current, span: currentSpan), wanted: wanted)
    }

    func unexpected(_ token: PlacedToken, wanted: String) -> SyntaxProblem {
        if token.token == .end {
            return SyntaxProblem(
                message: "the expression ends where \(wanted) should follow",
                span: token.span
            )
        }
        return SyntaxProblem(message: "\(wanted) should stand here", span: token.span)
    }

    func tooDeep(_ span: Range<Int>) -> SyntaxProblem {
        SyntaxProblem(
            message: "the expression is nested too deeply",
            help: "split it into named variables",
            span: span
        )
    }

    func tooLarge(_ span: Range<Int>) -> SyntaxProblem {
        SyntaxProblem(message: "this number is out of range", span: span)
    }
}
