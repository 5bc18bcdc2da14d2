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
    /// A type that only declared functions know how to make and use.
    case abstract(String, [ValueType])
    /// A type that is not settled yet: a parameter of a function, or of an empty list.
    case parameter(Int)

    /// The type as messages name it.
    package var text: String {
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
        case .abstract(let name, let parameters) where parameters.isEmpty: name
        case .abstract(let name, let parameters):
            "\(name)(\(parameters.map { $0.text }.joined(separator: ", ")))"
        }
    }

    /// The type with something done to each type inside it.
    func mapped(_ change: (ValueType) -> ValueType) -> ValueType {
        switch self {
        case .list(let element): .list(change(element))
        case .map(let key, let value): .map(change(key), change(value))
        case .type(let inner): .type(change(inner))
        case .abstract(let name, let parameters): .abstract(name, parameters.map(change))
        default: self
        }
    }

    /// True if only the evaluation can tell the type.
    var isDynamic: Bool {
        switch self {
        case .dyn, .parameter: true
        default: false
        }
    }

    /// The type with every parameter that is left taken for any type, so that the type can be
    /// used where other parameters have the same numbers.
    var settled: ValueType {
        if case .parameter = self { return .dyn }
        return mapped { $0.settled }
    }

    /// The type with its parameters numbered anew, by where they stand in a list that grows.
    func numbered(_ ids: inout [Int]) -> ValueType {
        guard case .parameter(let id) = self else {
            return mapped { $0.numbered(&ids) }
        }
        if let number = ids.firstIndex(of: id) { return .parameter(number) }
        ids.append(id)
        return .parameter(ids.count - 1)
    }

    /// True if no parameter is left in the type.
    var isSettled: Bool {
        switch self {
        case .parameter: false
        case .list(let element): element.isSettled
        case .map(let key, let value): key.isSettled && value.isSettled
        case .type(let inner): inner.isSettled
        case .abstract(_, let parameters): parameters.allSatisfy { $0.isSettled }
        default: true
        }
    }

    /// True for types whose values compare with all numbers.
    var isNumeric: Bool {
        switch self {
        case .int, .uint, .double, .dyn, .parameter: true
        default: false
        }
    }

    /// True for types whose values have an order.
    var isOrdered: Bool {
        switch self {
        case .bool, .int, .uint, .double, .string, .choice, .bytes, .timestamp, .duration, .dyn,
            .parameter:
            true
        default: false
        }
    }
}
