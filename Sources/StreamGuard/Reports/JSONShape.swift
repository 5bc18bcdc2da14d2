import Checklist

/// A kind of object in the JSON that the program prints: how it is written and what its schema
/// says, in one place, so that they cannot part.
struct JSONShape<Value>: Sendable {
    /// By which other shapes refer to it in the schema.
    let name: String
    let means: String
    let members: [Member]

    struct Member: Sendable {
        let name: String
        let kind: JSONKind
        let means: String
        let value: @Sendable (Value) -> JSON

        init(
            _ name: String,
            _ kind: JSONKind,
            _ means: String,
            _ value: @escaping @Sendable (Value) -> JSON
        ) {
            self.name = name
            self.kind = kind
            self.means = means
            self.value = value
        }
    }

    func json(_ value: Value) -> JSON { .object(members.map { ($0.name, $0.value(value)) }) }

    func json(_ values: [Value]) -> JSON { .array(values.map(json)) }

    /// Every member is always there: a reader need not ask.
    var schema: JSON {
        .object([
            ("type", .string("object")), ("description", .string(means)),
            ("additionalProperties", .bool(false)),
            ("required", .array(members.map { .string($0.name) })),
            (
                "properties",
                .object(
                    members.map {
                        ($0.name, .object($0.kind.schema + [("description", .string($0.means))]))
                    }
                )
            ),
        ])
    }

    /// The schema of documents of this shape, with the others that it refers to.
    func document(_ others: [(String, JSON)]) -> JSON {
        .object([
            ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            ("title", .string(means)), ("$ref", .string("#/$defs/\(name)")),
            ("$defs", .object([(name, schema)] + others)),
        ])
    }
}

/// What a member of an object holds.
indirect enum JSONKind: Sendable {
    case text, count, flag
    /// A date, such as `2026-11-24`.
    case day
    /// An instant in UTC, such as `2026-11-24T09:30:00Z`.
    case time
    /// One of a few words.
    case word([String])
    case list(JSONKind)
    /// That or `null`.
    case maybe(JSONKind)
    /// An object of another shape, by its name.
    case object(String)
    /// An object of whole numbers, whose names may be these; any, if none are given.
    case counts([String])

    var schema: [(String, JSON)] {
        switch self {
        case .text: return [("type", .string("string"))]
        case .flag: return [("type", .string("boolean"))]
        case .count: return [("type", .string("integer")), ("minimum", .int(0))]
        case .day: return JSONKind.pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
        case .time:
            return JSONKind.pattern(
                #"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?Z$"#
            )
        case .word(let words): return [("enum", .array(words.map(JSON.string)))]
        case .list(let element):
            return [("type", .string("array")), ("items", .object(element.schema))]
        case .maybe(let kind):
            let nothing = JSON.object([("type", .string("null"))])
            return [("anyOf", .array([.object(kind.schema), nothing]))]
        case .object(let name): return [("$ref", .string("#/$defs/\(name)"))]
        case .counts(let names):
            let members: [(String, JSON)] = [
                ("type", .string("object")),
                ("additionalProperties", .object(JSONKind.count.schema)),
            ]
            guard !names.isEmpty else { return members }
            return members
                + [("propertyNames", .object([("enum", .array(names.map(JSON.string)))]))]
        }
    }

    private static func pattern(_ pattern: String) -> [(String, JSON)] {
        [("type", .string("string")), ("pattern", .string(pattern))]
    }
}

// How values of the domain are written.

extension JSON {
    static func text(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }
    static func count(_ count: Int?) -> JSON { count.map { .int(Int64($0)) } ?? .null }
    static func time(_ time: Timestamp?) -> JSON { text(time?.rfc3339) }
    static func day(_ day: Day) -> JSON { .string(day.text) }
    static func texts(_ texts: [String]) -> JSON { .array(texts.map(JSON.string)) }

    static func counts(_ counts: [(String, Int)]) -> JSON {
        .object(counts.map { ($0.0, .int(Int64($0.1))) })
    }
}
