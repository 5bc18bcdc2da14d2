/// The types that parameters were found to stand for, while one expression is checked.
struct Substitution {
    /// The parameters that are settled: never so many that hashing them would be faster.
    private var bound: [(id: Int, type: ValueType)] = []
    private var next = 0

    /// A parameter that nothing else mentions.
    mutating func fresh() -> ValueType {
        next += 1
        return .parameter(next)
    }

    /// The types of a function's parameters and then of its result, with type parameters of their
    /// own.
    mutating func instance(of signature: Signature) -> [ValueType] {
        if signature.parameterCount == 0 { return signature.types }
        let first = next + 1
        next += signature.parameterCount
        return signature.types.map { Substitution.renamed($0, from: first) }
    }

    private static func renamed(_ type: ValueType, from first: Int) -> ValueType {
        if case .parameter(let id) = type { return .parameter(first + id) }
        return type.mapped { renamed($0, from: first) }
    }

    private mutating func bind(_ id: Int, _ type: ValueType) {
        if let index = bound.firstIndex(where: { $0.id == id }) {
            bound[index].type = type
        } else {
            bound.append((id, type))
        }
    }

    private func type(boundTo id: Int) -> ValueType? {
        bound.first { $0.id == id }?.type
    }

    /// The type with every settled parameter replaced.
    func resolved(_ type: ValueType) -> ValueType {
        switch type {
        case .parameter(let id): self.type(boundTo: id).map { resolved($0) } ?? type
        case .list, .map, .type, .abstract: type.mapped { resolved($0) }
        default: type
        }
    }

    /// Whether a value of one type may stand where another is wanted; settles parameters on the
    /// way.
    ///
    /// Nothing is settled when the answer is no.
    mutating func accepts(_ wanted: ValueType, _ given: ValueType) -> Bool {
        let before = bound
        if unify(wanted, given) { return true }
        bound = before
        return false
    }

    private mutating func unify(_ wanted: ValueType, _ given: ValueType) -> Bool {
        let a = resolved(wanted)
        let b = resolved(given)
        guard match(a, b) else { return false }
        widen(wanted, a, b)
        return true
    }

    /// A parameter that stands for a type and then for a more general one stands for that.
    private mutating func widen(_ wanted: ValueType, _ a: ValueType, _ b: ValueType) {
        guard case .parameter(var id) = wanted, type(boundTo: id) != nil else { return }
        while case .parameter(let next)? = type(boundTo: id), type(boundTo: next) != nil {
            id = next
        }
        bind(id, general(resolved(a), resolved(b)))
    }

    private mutating func match(_ a: ValueType, _ b: ValueType) -> Bool {
        switch (a, b) {
        case (.parameter(let a), .parameter(let b)) where a == b: return true
        case (.parameter(let id), let type), (let type, .parameter(let id)):
            if mentions(type, id) { return false }
            // A parameter stands for every word that its other uses may bring, not only for these.
            if case .choice = type { bind(id, .string) } else { bind(id, type) }
            return true
        case (.dyn, _), (_, .dyn): return true
        case (.null, .null), (.bool, .bool), (.int, .int), (.uint, .uint), (.double, .double),
            (.bytes, .bytes), (.timestamp, .timestamp), (.duration, .duration):
            return true
        case (.string, .string), (.string, .choice), (.choice, .string), (.choice, .choice):
            return true
        case (.list(let a), .list(let b)): return unify(a, b)
        case (.map(let ak, let av), .map(let bk, let bv)): return unify(ak, bk) && unify(av, bv)
        case (.record(let a), .record(let b)): return a === b
        // A record can be used as a map from names to anything.
        case (.map(let key, _), .record), (.record, .map(let key, _)): return unify(key, .string)
        case (.type, .type): return true
        case (.abstract(let a, let inA), .abstract(let b, let inB)):
            guard sameScalars(a, b), inA.count == inB.count else { return false }
            for (a, b) in zip(inA, inB) where !unify(a, b) { return false }
            return true
        default: return false
        }
    }

    private func mentions(_ type: ValueType, _ id: Int) -> Bool {
        switch resolved(type) {
        case .parameter(let other): other == id
        case .list(let element): mentions(element, id)
        case .map(let key, let value): mentions(key, id) || mentions(value, id)
        case .type(let inner): mentions(inner, id)
        case .abstract(_, let parameters): parameters.contains { mentions($0, id) }
        default: false
        }
    }

    /// The type that both types fit, `dyn` if there is no narrower one.
    mutating func joined(_ a: ValueType, _ b: ValueType) -> ValueType {
        if case .choice = a, case .choice = b { return .string }
        if accepts(a, b) { return general(resolved(a), resolved(b)) }
        // Where a time may also be missing, null is the time that is missing.
        switch (a, b) {
        case (.null, .timestamp), (.null, .duration), (.null, .abstract): return b
        case (.timestamp, .null), (.duration, .null), (.abstract, .null): return a
        default: return .dyn
        }
    }

    private func general(_ a: ValueType, _ b: ValueType) -> ValueType {
        switch (a, b) {
        case (.dyn, _), (_, .dyn): .dyn
        case (.choice, .string): b
        case (.list(let x), .list(let y)): .list(general(x, y))
        case (.map(let k, let x), .map(let l, let y)): .map(general(k, l), general(x, y))
        case (.type, .type): .type(.dyn)
        case (.abstract(let name, let x), .abstract(_, let y)):
            .abstract(name, zip(x, y).map { general($0, $1) })
        default: a
        }
    }
}
