/// One field that a form declares.
public struct Field: Sendable {
    /// The field's name in documents and in rules.
    public let name: String
    /// What an answer must be.
    public internal(set) var type: FieldType
    /// The question in plain English; may be missing for a group, which asks nothing itself.
    public let ask: String?
    /// Help for whoever answers.
    public let help: String?
    /// True if a document without the field is refused, instead of being unanswered there.
    public let isRequired: Bool
    /// The value that counts when nobody answers.
    public let fallback: Value?
    /// True for a fact that has to be found out anew for every document, so that a copy leaves it
    /// open.
    public let isVolatile: Bool
    /// The list of groups that answers are usually taken from, such as `depot.drivers`; only an
    /// aid for whoever answers.
    public let from: String?
    /// Whether the field applies; nothing if it always does.
    var condition: Condition?
    /// Where the field stands among all declarations: a condition may only read earlier ones.
    let order: Int
}

/// Whether a field applies, compiled.
struct Condition: Sendable {
    /// The condition as the form has it.
    let text: String
    let code: Code

    /// Stands for a condition until it has been checked: only that there is one counts by then.
    static let unchecked = Condition(text: "", code: Code(.constant(.bool(true)), .bool, 0..<0))
}

/// What an answer to a field must be.
public indirect enum FieldType: Sendable {
    /// True or false.
    case bool
    /// A whole number within limits.
    case int(min: Int64?, max: Int64?)
    /// A number within limits.
    case double(min: Double?, max: Double?)
    /// A text.
    case string(TextLimits)
    /// An instant.
    case timestamp
    /// A length of time.
    case duration
    /// One of a few words.
    case choice([Choice])
    /// A list of plain values.
    case list(FieldType, CountLimits)
    /// A list of groups.
    case groups(Group, CountLimits)
    /// A group of fields.
    case group(Group)
}

/// What a text may be.
public struct TextLimits: Sendable, Equatable {
    /// The fewest Unicode scalars.
    public var minLength: Int = 0
    /// The most Unicode scalars.
    public var maxLength: Int = 2_000
    /// The shape that the text must have, if any.
    public var format: TextFormat?
}

/// A shape that a text may have to have.
public enum TextFormat: String, Sendable, CaseIterable {
    /// Letters, digits, `-`, `_` and `.`, first a letter or a digit, no `..`, at most 64: safe as
    /// the name of a file.
    case identifier
    /// Hours and minutes such as `09:30`.
    case timeOfDay = "time-of-day"
    /// The name of a time zone such as `Europe/London`.
    case timeZone = "time-zone"
}

/// How many elements a list may have.
public struct CountLimits: Sendable, Equatable {
    /// The fewest elements.
    public var min: Int = 0
    /// The most elements.
    public var max: Int = 10_000
}

/// A group of fields: a form's top level, a group, or what each element of a list of groups has.
public final class Group: Sendable {
    /// Where the group is declared, such as `trip.papers`, for messages.
    public let name: String
    /// The fields, in the order of their declaration.
    public let fields: [Field]
    /// The slot of the field that names an element, for the elements of a list of groups.
    let key: Int?
    /// Each field's path, where no element of a list is on the way.
    let paths: [String]
    let names: NameTable
    /// The fields in brief, for whoever reads answers.
    let shapes: [FieldShape]
    /// Where each field lies in a sheet, counted from the group's own cell, and how many cells the
    /// group takes.
    let offsets: [Int]
    let width: Int
    /// The type that an answer to each field has in the rule language.
    let types: [ValueType]

    init(name: String, fields: [Field], key: String? = nil) {
        self.name = name
        self.key = key.flatMap { key in fields.firstIndex { sameScalars($0.name, key) } }
        self.fields = fields
        // A field has many parts: by its index, none but the one that is wanted is copied.
        let slots = fields.indices
        names = NameTable(slots.map { fields[$0].name })
        shapes = slots.map { FieldShape(fields[$0]) }
        types = slots.map { fields[$0].type.valueType }
        paths = slots.map { "\(name).\(fields[$0].name)" }
        var offsets: [Int] = []
        offsets.reserveCapacity(fields.count)
        var width = 1
        for slot in slots {
            offsets.append(width)
            if case .group(let inner) = fields[slot].type {
                width += inner.width
            } else {
                width += 1
            }
        }
        self.offsets = offsets
        self.width = width
    }

    /// The index of a field among ``fields``.
    public func slot(of name: String) -> Int? {
        names.slot(of: name)
    }
}

extension FieldType {
    /// The type that an answer has in the rule language.
    var valueType: ValueType {
        switch self {
        case .bool: .bool
        case .int: .int
        case .double: .double
        case .string: .string
        case .timestamp: .timestamp
        case .duration: .duration
        case .choice(let choices): .choice(choices.map { $0.value })
        case .list(let element, _): .list(element.valueType)
        case .groups(let group, _): .list(.record(group))
        case .group(let group): .record(group)
        }
    }
}
