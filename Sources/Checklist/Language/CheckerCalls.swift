/// Functions and operators.
extension Checker {
    mutating func call(_ syntax: Syntax) -> Code {
        guard case .call(let name, let target, let arguments, let nameSpan) = syntax.kind else {
            return unusable(.noFunction(syntax.span), syntax.span)
        }
        if name == "!_" {
            let operand = condition(arguments[0])
            let isTotal = operand.isTotal && !operand.type.isDynamic
            return Code(.not(operand), .bool, syntax.span, isTotal: isTotal)
        }
        if let target, let function = qualifiedFunction(name, of: target) {
            return call(function, codes(for: nil, arguments), nameSpan, syntax.span)
        }
        let codes = codes(for: target, arguments)
        switch name {
        case "_==_", "_!=_": return equality(codes, negated: name == "_!=_", syntax.span)
        case "_<_": return order(.less, codes, syntax.span)
        case "_<=_": return order(.lessOrEqual, codes, syntax.span)
        case "_>_": return order(.greater, codes, syntax.span)
        case "_>=_": return order(.greaterOrEqual, codes, syntax.span)
        default: break
        }
        guard let function = scope.function(name, member: target != nil) else {
            return unusable(
                .undeclaredFunction(name, isMember: target != nil, nameSpan),
                syntax.span
            )
        }
        return call(function, codes, nameSpan, syntax.span)
    }

    private mutating func codes(for target: Syntax?, _ arguments: [Syntax]) -> [Code] {
        var codes: [Code] = []
        codes.reserveCapacity(arguments.count + 1)
        if let target { codes.append(code(for: target)) }
        for argument in arguments { codes.append(code(for: argument)) }
        return codes
    }

    /// In `a.b.f(x)`, the declared function `a.b.f`.
    private func qualifiedFunction(_ name: String, of target: Syntax) -> Function? {
        guard scope.declaresFunctions, let (root, absolute) = target.rootName,
            absolute || !locals.contains(where: { sameScalars($0.name, root) }),
            let prefix = target.qualifiedName
        else { return nil }
        return scope.function("\(prefix).\(name)", member: false)
    }

    private mutating func call(
        _ function: Function,
        _ codes: [Code],
        _ nameSpan: Range<Int>,
        _ span: Range<Int>
    ) -> Code {
        guard let result = resultType(of: function, codes) else {
            let given = codes.map { types.resolved($0.type) }
            return unusable(.noSignature(function, given, nameSpan), span)
        }
        if function.name == "_in_" { checkChoice(codes[0], amongElementsOf: codes[1]) }
        var isTotal = function.isTotal
        for code in codes where isTotal {
            isTotal = code.isTotal && !types.resolved(code.type).isDynamic
        }
        guard function.name == "matches", case .constant(.string(let pattern)) = codes[1].kind
        else { return Code(.call(function, codes), result, span, isTotal: isTotal) }
        do {
            let matcher = Function.matching(try Regex(pattern), member: function.isMember)
            return Code(.call(matcher, codes), result, span)
        } catch {
            return unusable(.badPattern(error, codes[1].span), span)
        }
    }

    /// The type of a call, nothing if no signature takes the arguments.
    ///
    /// Where arguments of unknown type leave several, the result is of unknown type unless all
    /// agree.
    private mutating func resultType(of function: Function, _ arguments: [Code]) -> ValueType? {
        var result: ValueType?
        var settled = types
        var fitting = 0
        for signature in function.signatures
        where signature.parameters.count == arguments.count {
            var attempt = types
            let instance = attempt.instance(of: signature)
            var fits = true
            for (wanted, given) in zip(instance, arguments) where fits {
                fits = attempt.accepts(wanted, given.type)
            }
            guard fits else { continue }
            fitting += 1
            let type = attempt.resolved(instance[arguments.count])
            if let earlier = result {
                // What belongs to one attempt means nothing in another.
                result = earlier.isSettled && type.isSettled ? types.joined(earlier, type) : .dyn
            } else {
                result = type
                settled = attempt
            }
        }
        // What one of several signatures would settle is not settled.
        if fitting == 1 { types = settled }
        return fitting == 1 || result?.isSettled != false ? result : .dyn
    }

    // MARK: Equality and order

    private mutating func equality(
        _ codes: [Code],
        negated: Bool,
        _ span: Range<Int>
    ) -> Code {
        if !types.accepts(codes[0].type, codes[1].type) {
            report(
                .incomparable(types.resolved(codes[0].type), types.resolved(codes[1].type), span)
            )
        }
        checkChoice(codes[0], is: codes[1])
        checkChoice(codes[1], is: codes[0])
        return Code(
            .equal(codes[0], codes[1], negated: negated),
            .bool,
            span,
            isTotal: codes[0].isTotal && codes[1].isTotal
        )
    }

    private mutating func order(
        _ comparison: Code.Comparison,
        _ codes: [Code],
        _ span: Range<Int>
    ) -> Code {
        let left = types.resolved(codes[0].type)
        let right = types.resolved(codes[1].type)
        let isNumeric = left.isNumeric && right.isNumeric
        if !left.isOrdered || !right.isOrdered || !(isNumeric || types.accepts(left, right)) {
            report(.noOrder(left, right, span))
        }
        let isTotal =
            codes[0].isTotal && codes[1].isTotal && !left.isDynamic && !right.isDynamic
        return Code(.ordered(comparison, codes[0], codes[1]), .bool, span, isTotal: isTotal)
    }

    // MARK: Choices

    /// A field that is one of a few words can never be another word.
    private mutating func checkChoice(_ code: Code, is other: Code) {
        guard case .choice(let words) = types.resolved(code.type),
            case .constant(.string(let word)) = other.kind,
            !words.contains(where: { sameScalars($0, word) })
        else { return }
        report(.notAChoice(word, words, other.span))
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
}
