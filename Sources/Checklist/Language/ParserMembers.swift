/// Fields, indexes and calls that follow an operand.
extension Parser {
    mutating func member() throws(SyntaxProblem) -> Syntax {
        try members(of: try primary())
    }

    mutating func members(of operand: Syntax) throws(SyntaxProblem) -> Syntax {
        var result = operand
        while true {
            if skip(".") {
                result = try selection(of: result)
            } else if isAt("[") {
                let nameSpan = pass()
                let key = try expression()
                try expect("]")
                result = try checked(
                    .call("_[_]", target: nil, arguments: [result, key], nameSpan: nameSpan),
                    from: operand.span.lowerBound
                )
            } else {
                return result
            }
        }
    }

    private mutating func element(of operand: Syntax) throws(SyntaxProblem) -> Syntax {
        let nameSpan = pass()
        let key = try expression()
        try expect("]")
        return try checked(
            .call("_[_]", target: nil, arguments: [operand, key], nameSpan: nameSpan),
            from: operand.span.lowerBound
        )
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
            throw SyntaxProblem(
                message: "a field's name is missing after the dot",
                span: token.span
            )
        }
        guard !isQuoted, isAt("(") else {
            return try checked(
                .select(operand, name, nameSpan: token.span),
                from: operand.span.lowerBound
            )
        }
        let arguments = try list(from: "(", to: ")")
        if let comprehension = try comprehension(name, of: operand, arguments, token.span) {
            return comprehension
        }
        return try checked(
            .call(name, target: operand, arguments: arguments, nameSpan: token.span),
            from: operand.span.lowerBound
        )
    }

    private func comprehension(
        _ name: String,
        of range: Syntax,
        _ arguments: [Syntax],
        _ nameSpan: Range<Int>
    ) throws(SyntaxProblem) -> Syntax? {
        guard let macro = Syntax.Macro(rawValue: name) else { return nil }
        let counts = macro == .map ? 2...3 : 2...2
        guard counts.contains(arguments.count) else { return nil }
        guard case .name(let variable, absolute: false) = arguments[0].kind else {
            throw SyntaxProblem(
                message: "`\(name)` needs a name for the element first",
                help: "write for example `\(name)(x, x > 0)`",
                span: arguments[0].span
            )
        }
        return try checked(
            .comprehension(macro, range: range, variable: variable, Array(arguments.dropFirst())),
            from: range.span.lowerBound
        )
    }
}
