/// Going through lists and the keys of maps.
extension Evaluator {
    mutating func comprehension(
        _ macro: Syntax.Macro,
        _ range: Code,
        _ bodies: [Code]
    ) -> Value {
        let elements: [Value]
        switch self.range(range) {
        case .list(let list): elements = list
        case .unknown(let unknown): return overUnknown(unknown, bodies)
        case let other: return other.asFailure("not a list")
        }
        guard spend(elements.count) else { return .tooManySteps }
        locals.append(.null)
        defer { locals.removeLast() }
        return switch macro {
        case .all: quantified(elements, bodies[0], decisive: false)
        case .exists: quantified(elements, bodies[0], decisive: true)
        case .existsOne: existsOne(elements, bodies[0])
        case .filter: mapped(elements, predicate: bodies[0], result: nil)
        case .map where bodies.count == 2:
            mapped(elements, predicate: bodies[0], result: bodies[1])
        case .map: mapped(elements, predicate: nil, result: bodies[0])
        }
    }

    /// An unanswered range decides alone, but what the bodies read may matter once it is known.
    private mutating func overUnknown(_ unknown: Unknown, _ bodies: [Code]) -> Value {
        locals.append(.unknown(unknown))
        defer { locals.removeLast() }
        var read: [Unknown] = []
        for body in bodies { read += value(of: body).unansweredInside }
        return .unknown(unknown.with(possible: read))
    }

    /// The elements that a comprehension goes through.
    ///
    /// An unanswered element of a list that is written out leaves the others known.
    mutating func range(_ code: Code) -> Value {
        if case .list(let elements) = code.kind, code.isTotal {
            guard spend(elements.count) else { return .tooManySteps }
            var values: [Value] = []
            values.reserveCapacity(elements.count)
            for element in elements { values.append(value(of: element)) }
            return .list(values)
        }
        let value = value(of: code)
        switch value {
        case .map, .record: return .list(value.entries.map { $0.key })
        default: return value
        }
    }

    private mutating func quantified(_ elements: [Value], _ body: Code, decisive: Bool) -> Value {
        var fold = Fold(decisive: decisive)
        for element in elements {
            locals[locals.count - 1] = element
            if let result = fold.take(value(of: body)) { return result }
        }
        return fold.result
    }

    private mutating func existsOne(_ elements: [Value], _ body: Code) -> Value {
        var unknown: [Unknown] = []
        var failure: Failure?
        var found = 0
        for element in elements {
            locals[locals.count - 1] = element
            switch value(of: body) {
            case .bool(let truth): found += truth ? 1 : 0
            case .unknown(let open): unknown.append(open)
            case let other: failure = failure ?? other.failure("not a condition")
            }
            if found > 1, body.isTotal { return .bool(false) }
        }
        if let failure { return .error(failure) }
        return unknown.isEmpty ? .bool(found == 1) : .unknown(.union(unknown))
    }

    /// `filter` and `map`: the elements that the predicate keeps, or what comes of them.
    private mutating func mapped(
        _ elements: [Value],
        predicate: Code?,
        result: Code?
    ) -> Value {
        var results: [Value] = []
        results.reserveCapacity(elements.count)
        var unknown: [Unknown] = []
        var failure: Failure?
        for element in elements {
            locals[locals.count - 1] = element
            var isKept = true
            if let predicate {
                switch value(of: predicate) {
                case .bool(let truth): isKept = truth
                case .unknown(let open): unknown.append(open)
                case let other:
                    failure = failure ?? other.failure("not a condition")
                    isKept = false
                }
            }
            if isKept { results.append(result.map { value(of: $0) } ?? element) }
        }
        if let failure { return .error(failure) }
        guard unknown.isEmpty else {
            var read: [Unknown] = []
            for result in results { read += result.unansweredInside }
            return .unknown(Unknown.union(unknown).with(possible: read))
        }
        return Value.open(results) ?? .list(results)
    }
}
