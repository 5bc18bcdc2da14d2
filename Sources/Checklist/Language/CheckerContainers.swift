/// Lists, maps, and what goes through them.
extension Checker {
    mutating func list(_ elements: [Syntax], _ span: Range<Int>) -> Code {
        var codes: [Code] = []
        codes.reserveCapacity(elements.count)
        for element in elements { codes.append(code(for: element)) }
        let isTotal = codes.allSatisfy { $0.isTotal }
        return Code(.list(codes), .list(joinedType(of: codes)), span, isTotal: isTotal)
    }

    mutating func map(_ entries: [(key: Syntax, value: Syntax)], _ span: Range<Int>) -> Code {
        var codes: [(key: Code, value: Code)] = []
        codes.reserveCapacity(entries.count)
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

    mutating func comprehension(
        _ macro: Syntax.Macro,
        _ range: Syntax,
        _ variable: String,
        _ bodies: [Syntax],
        _ span: Range<Int>
    ) -> Code {
        let rangeCode = code(for: range)
        let element = elementType(of: rangeCode, range)
        locals.append((variable, element))
        defer { locals.removeLast() }
        var codes: [Code] = []
        var isTotal = rangeCode.isTotal && !types.resolved(rangeCode.type).isDynamic
        for (index, body) in bodies.enumerated() {
            let isCondition = macro != .map || (bodies.count == 2 && index == 0)
            let code = isCondition ? condition(body) : code(for: body)
            isTotal = isTotal && code.isTotal && !(isCondition && code.type.isDynamic)
            codes.append(code)
        }
        let result: ValueType =
            switch macro {
            case .all, .exists, .existsOne: .bool
            case .filter: .list(element)
            case .map: .list(types.resolved(codes[codes.count - 1].type))
            }
        return Code(
            .comprehension(macro, range: rangeCode, local: locals.count - 1, codes),
            result,
            span,
            isTotal: isTotal
        )
    }

    private mutating func elementType(of range: Code, _ syntax: Syntax) -> ValueType {
        switch types.resolved(range.type) {
        case .list(let type): return type
        case .map(let key, _): return key
        case .record: return .string
        case .dyn: return .dyn
        case .parameter:
            let element = types.fresh()
            return types.accepts(.list(element), range.type) ? element : .dyn
        case let type:
            report(.notARange(type, syntax.span))
            return .dyn
        }
    }
}
