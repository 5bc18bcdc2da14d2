/// The type of an expression.
package indirect enum ValueType: Sendable {
    case null, bool, int, uint, double, string, bytes, timestamp, duration
    /// Any type; decided when the expression is evaluated.
    case dyn
    /// A string that is one of a few words.
    case choice([String])
    case list(ValueType)
    case map(ValueType, ValueType)
    /// The answers to a declared group of fields.
    case record(Group)
    /// The type of a type, such as `int` itself.
    case type(ValueType)
    /// A type that is not settled yet: a parameter of a function, or of an empty list.
    case parameter(Int)

    /// The type as messages name it.
    var text: String {
        switch self {
        case .null: "null_type"
        case .bool: "bool"
        case .int: "int"
        case .uint: "uint"
        case .double: "double"
        case .string, .choice: "string"
        case .bytes: "bytes"
        case .timestamp: "timestamp"
        case .duration: "duration"
        case .dyn, .parameter: "dyn"
        case .list(let element): "list(\(element.text))"
        case .map(let key, let value): "map(\(key.text), \(value.text))"
        case .record(let group): group.name
        case .type(let type): "type(\(type.text))"
        }
    }
}

/// The types that parameters were found to stand for, while one expression is checked.
struct Substitution {
    private var bound: [Int: ValueType] = [:]
    private var next = 0

    /// A parameter that nothing else mentions.
    mutating func fresh() -> ValueType {
        next += 1
        return .parameter(next)
    }

    /// A function's types with parameters of their own.
    mutating func instance(_ types: [ValueType]) -> [ValueType] {
        var renamed: [Int: ValueType] = [:]
        return types.map { rename($0, &renamed) }
    }

    private mutating func rename(
        _ type: ValueType, _ renamed: inout [Int: ValueType]
    ) -> ValueType {
        switch type {
        case .parameter(let id):
            if let known = renamed[id] { return known }
            let new = fresh()
            renamed[id] = new
            return new
        case .list(let element): return .list(rename(element, &renamed))
        case .map(let key, let value):
            return .map(rename(key, &renamed), rename(value, &renamed))
        case .type(let inner): return .type(rename(inner, &renamed))
        default: return type
        }
    }

    /// The type with every settled parameter replaced.
    func resolved(_ type: ValueType) -> ValueType {
        switch type {
        case .parameter(let id): bound[id].map { resolved($0) } ?? type
        case .list(let element): .list(resolved(element))
        case .map(let key, let value): .map(resolved(key), resolved(value))
        case .type(let inner): .type(resolved(inner))
        default: type
        }
    }

    /// Whether a value of one type may stand where another is wanted; settles parameters on the
    /// way. Nothing is settled when the answer is no.
    mutating func accepts(_ wanted: ValueType, _ given: ValueType) -> Bool {
        let before = bound
        if unify(wanted, given) { return true }
        bound = before
        return false
    }

    private mutating func unify(_ wanted: ValueType, _ given: ValueType) -> Bool {
        switch (resolved(wanted), resolved(given)) {
        case (.parameter(let a), .parameter(let b)) where a == b: return true
        case (.parameter(let id), let type), (let type, .parameter(let id)):
            if mentions(type, id) { return false }
            // A parameter stands for every word that its other uses may bring, not only for these.
            if case .choice = type { bound[id] = .string } else { bound[id] = type }
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
        case (.type(let a), .type(let b)): return unify(a, b)
        default: return false
        }
    }

    private func mentions(_ type: ValueType, _ id: Int) -> Bool {
        switch resolved(type) {
        case .parameter(let other): other == id
        case .list(let element): mentions(element, id)
        case .map(let key, let value): mentions(key, id) || mentions(value, id)
        case .type(let inner): mentions(inner, id)
        default: false
        }
    }

    /// The type that both types fit, `dyn` if there is no narrower one.
    mutating func joined(_ a: ValueType, _ b: ValueType) -> ValueType {
        if case .choice = a, case .choice = b { return .string }
        if accepts(a, b) { return general(resolved(a), resolved(b)) }
        return .dyn
    }

    private func general(_ a: ValueType, _ b: ValueType) -> ValueType {
        switch (a, b) {
        case (.dyn, _), (_, .dyn): .dyn
        case (.choice, .string): b
        case (.list(let x), .list(let y)): .list(general(x, y))
        case (.map(let k, let x), .map(let l, let y)): .map(general(k, l), general(x, y))
        default: a
        }
    }
}
