import Checklist
import Foundation

/// A typed value of a table: an object with one key, its type.
struct TypedValue {
    let value: Value

    init(_ json: Any) throws {
        guard let (kind, content) = TypedValue.only(json) else {
            throw Unreadable(what: "\(json) is no typed value")
        }
        switch (kind, content) {
        case ("null", _): value = .null
        case ("bool", let truth as Bool): value = .bool(truth)
        case ("int", let text as String): value = try .int(TypedValue.number(Int64(text), text))
        case ("uint", let text as String): value = try .uint(TypedValue.number(UInt64(text), text))
        case ("double", let text as String):
            value = try .double(TypedValue.number(Double(text), text))
        case ("double", let number as NSNumber): value = .double(number.doubleValue)
        case ("string", let text as String): value = .string(text)
        case ("bytes", let text as String):
            value = try .bytes(Array(TypedValue.number(Data(base64Encoded: text), text)))
        case ("list", let elements as [Any]):
            value = try .list(elements.map { try TypedValue($0).value })
        case ("map", let entries as [[Any]]):
            value = try .map(
                ValueMap(
                    entries: entries.map {
                        (try TypedValue($0[0]).value, try TypedValue($0[1]).value)
                    }
                )
            )
        case ("type", let name as String): value = .type(TypedValue.typeNames[name] ?? name)
        case ("timestamp", let text as String):
            value = try .timestamp(TypedValue.number(Timestamp(rfc3339: text), text))
        case ("duration", let text as String):
            value = try .duration(TypedValue.number(Duration(text), text))
        default: throw Unreadable(what: "no value of kind \(kind)")
        }
    }

    private static let typeNames = [
        "timestamp": "google.protobuf.Timestamp", "duration": "google.protobuf.Duration",
    ]

    static func only(_ json: Any) -> (kind: String, content: Any)? {
        guard let object = json as? [String: Any], object.count == 1, let only = object.first
        else { return nil }
        return (only.key, only.value)
    }

    private static func number<T>(_ number: T?, _ text: String) throws -> T {
        guard let number else { throw Unreadable(what: "\(text) is out of range") }
        return number
    }
}

/// What a case accepts.
enum Expectation: CustomStringConvertible {
    case value(Value)
    case error
    case unknown(Set<String>)

    init(_ json: Any) throws {
        switch TypedValue.only(json) {
        case ("error", _)?: self = .error
        case ("unknown", let paths as [String])?: self = .unknown(Set(paths))
        default: self = try .value(TypedValue(json).value)
        }
    }

    var isError: Bool {
        if case .error = self { return true }
        return false
    }

    func admits(_ result: Value) -> Bool {
        switch (self, result) {
        case (.error, .error): true
        case (.unknown(let paths), .unknown(let unknown)):
            paths == Set(unknown.deciding.map { $0.text })
        case (.value(let value), _): value.isSame(as: result)
        default: false
        }
    }

    var description: String {
        switch self {
        case .value(let value): value.shown
        case .error: "an error"
        case .unknown(let paths): "unanswered \(paths.sorted())"
        }
    }
}

extension Value {
    /// Whether two results are one and the same: of one type, NaN like NaN, zero with its sign.
    func isSame(as other: Value) -> Bool {
        switch (self, other) {
        case (.double(let a), .double(let b)):
            return a.isNaN ? b.isNaN : a == b && a.sign == b.sign
        case (.list(let a), .list(let b)):
            return a.count == b.count && zip(a, b).allSatisfy { $0.isSame(as: $1) }
        case (.map(let a), .map(let b)):
            return a.entries.count == b.entries.count
                && a.entries.allSatisfy { entry in
                    b.entries.contains {
                        entry.key.isSame(as: $0.key) && entry.value.isSame(as: $0.value)
                    }
                }
        case (.int, .int), (.uint, .uint), (.null, .null), (.bool, .bool), (.string, .string),
            (.bytes, .bytes), (.timestamp, .timestamp), (.duration, .duration), (.type, .type):
            return equals(other)
        default: return false
        }
    }

    /// The value for a report, with its type where the literal does not tell.
    var shown: String {
        switch self {
        case .unknown(let unknown): "unanswered \(unknown.deciding.map { $0.text })"
        case .double: "double \(literal)"
        case .bytes(let bytes): "bytes \(bytes)"
        default: literal
        }
    }
}

/// A type as tables write it, such as `map(string, list(T))`.
struct TypeText {
    private(set) var type: ValueType = .dyn
    private var rest: Substring

    init(_ text: String) throws {
        rest = text[...]
        type = try read()
        guard rest.isEmpty else { throw Unreadable(what: "\(text) is no type") }
    }

    private mutating func read() throws -> ValueType {
        let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
        rest = rest.dropFirst(name.count)
        var inside: [ValueType] = []
        if rest.first == "(" {
            repeat {
                rest = rest.dropFirst().drop { $0 == " " }
                inside.append(try read())
            } while rest.first == ","
            guard rest.first == ")" else { throw Unreadable(what: "\(name) is not closed") }
            rest = rest.dropFirst()
        }
        return TypeText.type(String(name), inside)
    }

    private static func type(_ name: String, _ inside: [ValueType]) -> ValueType {
        switch (name, inside.count) {
        case ("null_type", 0), ("null", 0): .null
        case ("bool", 0): .bool
        case ("int", 0): .int
        case ("uint", 0): .uint
        case ("double", 0): .double
        case ("string", 0): .string
        case ("bytes", 0): .bytes
        case ("timestamp", 0), ("google.protobuf.Timestamp", 0): .timestamp
        case ("duration", 0), ("google.protobuf.Duration", 0): .duration
        case ("dyn", 0), ("any", 0): .dyn
        case ("list", 0): .list(.dyn)
        case ("list", 1): .list(inside[0])
        case ("map", 0): .map(.dyn, .dyn)
        case ("map", 2): .map(inside[0], inside[1])
        case ("type", 0): .type(.dyn)
        case ("type", 1): .type(inside[0])
        // A single capital letter is a parameter.
        case (_, 0) where name.utf8.count == 1 && name.uppercased() == name:
            .parameter(-Int(name.utf8.first ?? 0))
        default: .abstract(name, inside)
        }
    }
}
