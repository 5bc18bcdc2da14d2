/// Resolves names and checks types: turns syntax into code.
///
/// Finds all problems of an expression, not only the first.
struct Checker {
    let scope: Scope
    /// Whether types are checked.
    ///
    /// Without, whatever is wrong fails when it is evaluated.
    private let checksTypes: Bool
    var locals: [(name: String, type: ValueType)] = []
    var types = Substitution()
    private(set) var problems: [SyntaxProblem] = []

    private init(_ scope: Scope, checksTypes: Bool) {
        self.scope = scope
        self.checksTypes = checksTypes
        if let element = scope.element { locals.append(("this", element)) }
    }

    /// The checked form of an expression, or every problem found in it.
    ///
    /// - Parameters:
    ///   - text: the expression.
    ///   - scope: the names it may use.
    ///   - wanted: what it has to come to; any type if there is none.
    /// - Returns: the expression, unless there are problems.
    static func check(
        _ text: String,
        in scope: Scope,
        wanted: ValueType? = nil
    ) -> (formula: Formula?, problems: [SyntaxProblem]) {
        let syntax: Syntax
        do {
            syntax = try Parser.parse(text)
        } catch {
            return (nil, [error])
        }
        let (code, problems) = check(syntax, in: scope, wanted: wanted)
        guard problems.isEmpty else { return (nil, problems) }
        return (Formula(text: text, code: code), [])
    }

    /// The checked form of an expression that is parsed already, and the problems found in it.
    static func check(
        _ syntax: Syntax,
        in scope: Scope,
        wanted: ValueType? = nil
    ) -> (code: Code, problems: [SyntaxProblem]) {
        var checker = Checker(scope, checksTypes: true)
        let code = checker.code(for: syntax)
        if checker.problems.isEmpty, let wanted, !checker.types.accepts(wanted, code.type) {
            checker.problems.append(.wrongResult(wanted, checker.types.resolved(code.type), syntax))
        }
        let type = checker.types.resolved(code.type).settled
        return (Code(code.kind, type, code.span, isTotal: code.isTotal), checker.problems)
    }

    /// An expression with its names resolved and no type checked: a name that is not declared
    /// and a function that does not take its arguments are errors of the evaluation.
    static func resolve(_ syntax: Syntax, in scope: Scope) -> Code {
        var checker = Checker(scope, checksTypes: false)
        return checker.code(for: syntax)
    }

    /// Checks one node.
    mutating func code(for syntax: Syntax) -> Code {
        let code = node(syntax)
        return checksTypes ? code : Code(code.kind, .dyn, code.span, isTotal: code.isTotal)
    }

    private mutating func node(_ syntax: Syntax) -> Code {
        switch syntax.kind {
        case .literal(let value): constant(value, syntax.span)
        case .name(let name, let absolute): named(name, absolute: absolute, syntax.span)
        case .select(let operand, let field, let nameSpan):
            selection(operand, field, nameSpan, syntax)
        case .has(let operand, let field, let nameSpan): presence(operand, field, nameSpan, syntax)
        case .and(let parts): logic(parts, syntax.span, isAnd: true)
        case .or(let parts): logic(parts, syntax.span, isAnd: false)
        case .conditional(let test, let yes, let no): conditional(test, yes, no, syntax.span)
        case .call: call(syntax)
        case .list(let elements): list(elements, syntax.span)
        case .map(let entries): map(entries, syntax.span)
        case .comprehension(let macro, let range, let variable, let bodies):
            comprehension(macro, range, variable, bodies, syntax.span)
        }
    }

    /// Takes note of a problem, and gives something that stands in its place so that the rest is
    /// checked too.
    mutating func unusable(_ problem: SyntaxProblem, _ span: Range<Int>) -> Code {
        report(problem)
        guard checksTypes else {
            return Code(.constant(.error(Failure(problem.message, at: span))), .dyn, span)
        }
        return Code(.constant(.null), .dyn, span)
    }

    /// Takes note of a problem.
    mutating func report(_ problem: SyntaxProblem) {
        if checksTypes { problems.append(problem) }
    }

    private func constant(_ value: Value, _ span: Range<Int>) -> Code {
        let type: ValueType =
            switch value {
            case .null: .null
            case .bool: .bool
            case .int: .int
            case .uint: .uint
            case .double: .double
            case .string: .string
            case .bytes: .bytes
            default: .dyn
            }
        return Code(.constant(value), type, span, isTotal: true)
    }

    // MARK: Logic

    private mutating func logic(_ parts: [Syntax], _ span: Range<Int>, isAnd: Bool) -> Code {
        var codes: [Code] = []
        codes.reserveCapacity(parts.count)
        var isTotal = true
        for part in parts {
            let code = condition(part)
            isTotal = isTotal && code.isTotal && !code.type.isDynamic
            codes.append(code)
        }
        return Code(isAnd ? .and(codes) : .or(codes), .bool, span, isTotal: isTotal)
    }

    /// Checks a node that has to come to true or false.
    mutating func condition(_ syntax: Syntax) -> Code {
        let code = code(for: syntax)
        if !types.accepts(.bool, code.type) {
            report(.notACondition(types.resolved(code.type), syntax.span))
        }
        return code
    }

    private mutating func conditional(
        _ test: Syntax,
        _ yes: Syntax,
        _ no: Syntax,
        _ span: Range<Int>
    ) -> Code {
        let test = condition(test)
        let yes = code(for: yes)
        let no = code(for: no)
        let type = types.joined(types.resolved(yes.type), types.resolved(no.type))
        return Code(
            .conditional(test, yes, no),
            type,
            span,
            isTotal: test.isTotal && !test.type.isDynamic && yes.isTotal && no.isTotal
        )
    }
}
