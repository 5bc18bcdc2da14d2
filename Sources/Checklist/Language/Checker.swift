/// Resolves names and checks types: turns syntax into code. Finds all problems of an expression,
/// not only the first.
struct Checker {
    private let scope: Scope
    private var locals: [(name: String, type: ValueType)] = []
    var types = Substitution()
    var problems: [SyntaxProblem] = []

    private init(_ scope: Scope) {
        self.scope = scope
        if let element = scope.element { locals.append(("this", element)) }
    }

    /// The checked form of an expression, or every problem found in it.
    ///
    /// - Parameters:
    ///   - text: the expression.
    ///   - scope: the names it may use.
    ///   - wanted: what it has to come to; any type if there is none.
    static func check(
        _ text: String, in scope: Scope, wanted: ValueType? = nil
    ) -> (formula: Formula?, problems: [SyntaxProblem]) {
        let syntax: Syntax
        do {
            syntax = try Parser.parse(text)
        } catch {
            return (nil, [error])
        }
        var checker = Checker(scope)
        let code = checker.code(for: syntax)
        if checker.problems.isEmpty, let wanted, !checker.types.accepts(wanted, code.type) {
            checker.problems.append(.wrongResult(wanted, checker.types.resolved(code.type), syntax))
        }
        guard checker.problems.isEmpty else { return (nil, checker.problems) }
        return (Formula(text: text, code: code), [])
    }

    /// Checks one node.
    mutating func code(for syntax: Syntax) -> Code {
        switch syntax.kind {
        case .literal(let value): constant(value, syntax.span)
        case .name(let name, let absolute): named(name, absolute: absolute, syntax.span)
        case .select(let operand, let field, let nameSpan):
            selection(operand, field, nameSpan, syntax)
        case .has(let operand, let field, let nameSpan): presence(operand, field, nameSpan, syntax)
        case .and(let parts): logic(parts, syntax.span) { .and($0) }
        case .or(let parts): logic(parts, syntax.span) { .or($0) }
        case .conditional(let condition, let yes, let no):
            conditional(condition, yes, no, syntax.span)
        case .call(let name, let target, let arguments, let nameSpan):
            call(name, target, arguments, nameSpan, syntax.span)
        case .list(let elements): list(elements, syntax.span)
        case .map(let entries): map(entries, syntax.span)
        case .comprehension(let macro, let range, let variable, let bodies):
            comprehension(macro, range, variable, bodies, syntax.span)
        }
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

    // MARK: Names

    private mutating func named(_ name: String, absolute: Bool, _ span: Range<Int>) -> Code {
        if !absolute, let index = locals.lastIndex(where: { sameScalars($0.name, name) }) {
            return Code(.local(index), locals[index].type, span, isTotal: true)
        }
        if let (meaning, type) = scope.meaning(of: name) {
            switch meaning {
            case .root(let index): return Code(.root(index), type, span, isTotal: true)
            case .variable(let index, let isTotal):
                return Code(.variable(index), type, span, isTotal: isTotal)
            }
        }
        if let (type, value) = Checker.typeNames[name] {
            return Code(.constant(.type(value)), .type(type), span, isTotal: true)
        }
        let known = scope.names + locals.map { $0.name }
        problems.append(.undeclaredName(name, known, span))
        return unusable(span)
    }

    private static let typeNames: [String: (ValueType, String)] = [
        "bool": (.bool, "bool"), "int": (.int, "int"), "uint": (.uint, "uint"),
        "double": (.double, "double"), "string": (.string, "string"), "bytes": (.bytes, "bytes"),
        "list": (.list(.dyn), "list"), "map": (.map(.dyn, .dyn), "map"),
        "null_type": (.null, "null_type"), "type": (.type(.dyn), "type"),
    ]

    // A placeholder after a problem, so that the rest is checked too.
    private func unusable(_ span: Range<Int>) -> Code {
        Code(.constant(.null), .dyn, span)
    }

    // MARK: Fields

    private mutating func selection(
        _ operand: Syntax, _ field: String, _ nameSpan: Range<Int>, _ syntax: Syntax
    ) -> Code {
        let operand = code(for: operand)
        switch types.resolved(operand.type) {
        case .record(let group):
            guard let (slot, declared) = declaredField(field, in: group, nameSpan) else {
                return unusable(syntax.span)
            }
            let isTotal = operand.isTotal && declared.condition == nil
            return Code(
                .slot(operand, slot), declared.type.valueType, syntax.span, isTotal: isTotal)
        case .map(let key, let value):
            if !types.accepts(key, .string) {
                problems.append(.noFields(types.resolved(operand.type), nameSpan))
            }
            return Code(.key(operand, field), value, syntax.span)
        case .dyn, .parameter: return Code(.key(operand, field), .dyn, syntax.span)
        case let type:
            problems.append(.noFields(type, nameSpan))
            return unusable(syntax.span)
        }
    }

    private mutating func presence(
        _ operand: Syntax, _ field: String, _ nameSpan: Range<Int>, _ syntax: Syntax
    ) -> Code {
        let operand = code(for: operand)
        switch types.resolved(operand.type) {
        case .record(let group):
            guard let (slot, _) = declaredField(field, in: group, nameSpan) else {
                return unusable(syntax.span)
            }
            return Code(.hasSlot(operand, slot), .bool, syntax.span, isTotal: operand.isTotal)
        case .map, .dyn, .parameter: return Code(.hasKey(operand, field), .bool, syntax.span)
        case let type:
            problems.append(.noFields(type, nameSpan))
            return unusable(syntax.span)
        }
    }

    private mutating func declaredField(
        _ name: String, in group: Group, _ nameSpan: Range<Int>
    ) -> (slot: Int, field: Field)? {
        guard let slot = group.slot(of: name) else {
            problems.append(.undeclaredField(name, group, nameSpan))
            return nil
        }
        let field = group.fields[slot]
        if let limit = scope.readsFieldsBefore,
            field.order >= limit || scope.enclosingLists.contains(field.order)
        {
            problems.append(.declaredLater(name, group, nameSpan))
        }
        return (slot, field)
    }

    // MARK: Logic

    private mutating func logic(
        _ parts: [Syntax], _ span: Range<Int>, _ kind: ([Code]) -> Code.Kind
    ) -> Code {
        let codes = parts.map { part in condition(part) }
        return Code(kind(codes), .bool, span, isTotal: codes.allSatisfy { $0.isTotal })
    }

    private mutating func condition(_ syntax: Syntax) -> Code {
        let code = code(for: syntax)
        if !types.accepts(.bool, code.type) {
            problems.append(.notACondition(types.resolved(code.type), syntax.span))
        }
        return code
    }

    private mutating func conditional(
        _ test: Syntax, _ yes: Syntax, _ no: Syntax, _ span: Range<Int>
    ) -> Code {
        let test = condition(test)
        let yes = code(for: yes)
        let no = code(for: no)
        let type = types.joined(types.resolved(yes.type), types.resolved(no.type))
        return Code(
            .conditional(test, yes, no), type, span,
            isTotal: test.isTotal && yes.isTotal && no.isTotal)
    }

    // MARK: Calls

    private mutating func call(
        _ name: String, _ target: Syntax?, _ arguments: [Syntax], _ nameSpan: Range<Int>,
        _ span: Range<Int>
    ) -> Code {
        if name == "!_" {
            let operand = condition(arguments[0])
            return Code(.not(operand), .bool, span, isTotal: operand.isTotal)
        }
        let codes = (target.map { [$0] } ?? []).map { code(for: $0) }
            + arguments.map { code(for: $0) }
        switch name {
        case "_==_", "_!=_": return equality(codes, negated: name == "_!=_", span)
        case "_<_": return order(.less, codes, span)
        case "_<=_": return order(.lessOrEqual, codes, span)
        case "_>_": return order(.greater, codes, span)
        case "_>=_": return order(.greaterOrEqual, codes, span)
        default: break
        }
        guard let function = Function.named(name, member: target != nil) else {
            problems.append(.undeclaredFunction(name, isMember: target != nil, nameSpan))
            return unusable(span)
        }
        let result = resultType(of: function, codes)
        if result == nil {
            problems.append(
                .noSignature(function, codes.map { types.resolved($0.type) }, nameSpan))
        }
        if name == "_in_" { checkChoice(codes[0], amongElementsOf: codes[1]) }
        let isTotal = function.isTotal && codes.allSatisfy { $0.isTotal && !$0.isDynamic }
        return Code(.call(function, codes), result ?? .dyn, span, isTotal: isTotal)
    }

    /// The type of a call, nothing if no signature takes the arguments. Where arguments of
    /// unknown type leave several, the result is of unknown type unless all agree.
    private mutating func resultType(of function: Function, _ arguments: [Code]) -> ValueType? {
        var result: ValueType?
        var settled = types
        for signature in function.signatures
        where signature.parameters.count == arguments.count {
            var attempt = types
            let instance = attempt.instance(signature.parameters + [signature.result])
            let fits = zip(instance, arguments).allSatisfy { attempt.accepts($0, $1.type) }
            guard fits else { continue }
            let type = attempt.resolved(instance[arguments.count])
            if let earlier = result {
                result = types.joined(earlier, type)
            } else {
                result = type
                settled = attempt
            }
        }
        types = settled
        return result
    }

    private mutating func equality(
        _ codes: [Code], negated: Bool, _ span: Range<Int>
    ) -> Code {
        if !types.accepts(codes[0].type, codes[1].type) {
            problems.append(
                .incomparable(types.resolved(codes[0].type), types.resolved(codes[1].type), span))
        }
        checkChoice(codes[0], is: codes[1])
        checkChoice(codes[1], is: codes[0])
        return Code(
            .equal(codes[0], codes[1], negated: negated), .bool, span,
            isTotal: codes[0].isTotal && codes[1].isTotal)
    }

    private mutating func order(
        _ comparison: Code.Comparison, _ codes: [Code], _ span: Range<Int>
    ) -> Code {
        let left = types.resolved(codes[0].type)
        let right = types.resolved(codes[1].type)
        let isNumeric = left.isNumeric && right.isNumeric
        if !left.isOrdered || !right.isOrdered || !(isNumeric || types.accepts(left, right)) {
            problems.append(.noOrder(left, right, span))
        }
        let isTotal =
            codes[0].isTotal && codes[1].isTotal && !codes[0].isDynamic && !codes[1].isDynamic
        return Code(.ordered(comparison, codes[0], codes[1]), .bool, span, isTotal: isTotal)
    }

    /// A field that is one of a few words can never be another word.
    private mutating func checkChoice(_ code: Code, is other: Code) {
        guard case .choice(let words) = types.resolved(code.type),
            case .constant(.string(let word)) = other.kind,
            !words.contains(where: { sameScalars($0, word) })
        else { return }
        problems.append(.notAChoice(word, words, other.span))
    }

    private mutating func checkChoice(_ code: Code, amongElementsOf list: Code) {
        guard case .list(let elements) = list.kind else {
            // The other way round: a word in a list of choices.
            if case .list(let element) = types.resolved(list.type),
                case .choice = types.resolved(element)
            {
                checkChoice(Code(list.kind, element, list.span), is: code)
            }
            return
        }
        for element in elements { checkChoice(code, is: element) }
    }

    // MARK: Containers

    private mutating func list(_ elements: [Syntax], _ span: Range<Int>) -> Code {
        let codes = elements.map { code(for: $0) }
        let element = joinedType(of: codes)
        return Code(.list(codes), .list(element), span, isTotal: codes.allSatisfy { $0.isTotal })
    }

    private mutating func map(
        _ entries: [(key: Syntax, value: Syntax)], _ span: Range<Int>
    ) -> Code {
        var codes: [(key: Code, value: Code)] = []
        for entry in entries { codes.append((code(for: entry.key), code(for: entry.value))) }
        let key = joinedType(of: codes.map { $0.key })
        let value = joinedType(of: codes.map { $0.value })
        return Code(.map(codes), .map(key, value), span)
    }

    private mutating func joinedType(of codes: [Code]) -> ValueType {
        guard let first = codes.first else { return types.fresh() }
        var type = types.resolved(first.type)
        for code in codes.dropFirst() { type = types.joined(type, types.resolved(code.type)) }
        if case .choice = type { return .string }
        return type
    }

    private mutating func comprehension(
        _ macro: Syntax.Macro, _ range: Syntax, _ variable: String, _ bodies: [Syntax],
        _ span: Range<Int>
    ) -> Code {
        let rangeCode = code(for: range)
        let element: ValueType
        switch types.resolved(rangeCode.type) {
        case .list(let type): element = type
        case .map(let key, _): element = key
        case .record: element = .string
        case .dyn, .parameter: element = .dyn
        case let type:
            problems.append(.notARange(type, range.span))
            element = .dyn
        }
        locals.append((variable, element))
        defer { locals.removeLast() }
        var codes: [Code] = []
        for (index, body) in bodies.enumerated() {
            let isCondition = macro != .map || (bodies.count == 2 && index == 0)
            codes.append(isCondition ? condition(body) : code(for: body))
        }
        let result: ValueType =
            switch macro {
            case .all, .exists, .existsOne: .bool
            case .filter: .list(element)
            case .map: .list(types.resolved(codes[codes.count - 1].type))
            }
        return Code(
            .comprehension(macro, range: rangeCode, local: locals.count - 1, codes), result, span,
            isTotal: rangeCode.isTotal && codes.allSatisfy { $0.isTotal })
    }
}

extension Code {
    /// True if the type is only known when the expression is evaluated.
    var isDynamic: Bool {
        switch type {
        case .dyn, .parameter: true
        default: false
        }
    }
}

extension ValueType {
    fileprivate var isNumeric: Bool {
        switch self {
        case .int, .uint, .double, .dyn, .parameter: true
        default: false
        }
    }

    fileprivate var isOrdered: Bool {
        switch self {
        case .bool, .int, .uint, .double, .string, .choice, .bytes, .timestamp, .duration, .dyn,
            .parameter:
            true
        default: false
        }
    }
}
