/// A value of the rule language.
///
/// Unanswered and failed are values too: they travel through an expression until an operator
/// decides without them, or the expression as a whole comes to them.
public enum Value: Sendable {
    /// No value, as an explicit value.
    case null
    /// True or false.
    case bool(Bool)
    /// A signed 64-bit integer.
    case int(Int64)
    /// An unsigned 64-bit integer.
    case uint(UInt64)
    /// An IEEE 754 double.
    case double(Double)
    /// A text: a sequence of Unicode scalars.
    case string(String)
    /// A sequence of bytes.
    case bytes([UInt8])
    /// An instant.
    case timestamp(Timestamp)
    /// A length of time.
    case duration(Duration)
    /// A list.
    case list([Value])
    /// A map that an expression made.
    case map(ValueMap)
    /// The answers to a group of fields.
    case record(Record)
    /// A type, as `type(x)` gives it, by its name.
    case type(String)
    /// Not answered yet.
    case unknown(Unknown)
    /// Could not be computed.
    case error(Failure)
    /// A field that does not apply, so that nobody has to answer it.
    case absent

    /// True for a value that is neither unknown nor an error nor absent.
    public var isKnown: Bool {
        switch self {
        case .unknown, .error, .absent: false
        default: true
        }
    }

    static func failed(_ message: String) -> Value {
        .error(Failure(message))
    }

    static func unknown(at path: Path) -> Value {
        .unknown(Unknown(path))
    }

    /// The name of the value's type in the language.
    var typeName: String {
        switch self {
        case .null: "null_type"
        case .bool: "bool"
        case .int: "int"
        case .uint: "uint"
        case .double: "double"
        case .string: "string"
        case .bytes: "bytes"
        case .timestamp: "google.protobuf.Timestamp"
        case .duration: "google.protobuf.Duration"
        case .list: "list"
        case .map, .record: "map"
        case .type: "type"
        case .unknown, .error, .absent: "unknown"
        }
    }
}

/// The answers to one group of fields, in the order in which the group declares them.
public final class Record: @unchecked Sendable {
    // Only the reader that makes a record fills it, before anybody else has it. The values lie in
    // memory of their own, so that conditions can read them in their place.

    /// What the group declares.
    public let group: Group
    /// One value a field: an answer, a default, unknown, or absent.
    let cells: UnsafeMutablePointer<Value>
    /// Which slots hold the form's default because nobody answered; empty if none does.
    private var defaulted: [Bool]
    /// Where the group stands.
    let site: Site
    /// True if the document has the group at all, be it empty.
    let isGiven: Bool

    /// Where the group stands, written out.
    public var path: Path { site.path }

    /// One value a field: an answer, a default, unknown, or absent.
    public var slots: [Value] {
        Array(UnsafeBufferPointer(start: cells, count: group.fields.count))
    }

    package init(group: Group, slots: [Value], defaulted: [Bool], path: Path, isGiven: Bool = true)
    {
        precondition(slots.count == group.fields.count, "a record has one value for each field")
        self.group = group
        cells = .allocate(capacity: slots.count)
        for (slot, value) in slots.enumerated() { (cells + slot).initialize(to: value) }
        self.defaulted = defaulted
        site = .path(path)
        self.isGiven = isGiven
    }

    /// A record to be filled: as long as a field has not been read, it does not apply.
    init(group: Group, site: Site, isGiven: Bool) {
        self.group = group
        cells = .allocate(capacity: group.fields.count)
        cells.initialize(repeating: .absent, count: group.fields.count)
        defaulted = []
        self.site = site
        self.isGiven = isGiven
    }

    deinit {
        cells.deinitialize(count: group.fields.count)
        cells.deallocate()
    }

    /// The value in a slot of the group.
    subscript(slot: Int) -> Value { cells[slot] }

    /// Whether a slot holds the form's default because nobody answered.
    func isDefault(_ slot: Int) -> Bool {
        defaulted.indices.contains(slot) && defaulted[slot]
    }

    func fill(_ slot: Int, with value: Value) {
        cells[slot] = value
    }

    func fill(_ slot: Int, withDefault value: Value) {
        cells[slot] = value
        if defaulted.isEmpty {
            defaulted = Array(repeating: false, count: group.fields.count)
        }
        defaulted[slot] = true
    }

    /// The path of a field as people read it.
    func path(of slot: Int) -> String {
        site.isDeclared ? group.paths[slot] : "\(path.text).\(group.fields[slot].name)"
    }

    /// The value of a field, nothing if the group has no such field.
    public func value(of name: String) -> Value? {
        group.slot(of: name).map { cells[$0] }
    }

    /// The unanswered fields in this record and in everything inside it.
    var unanswered: [Unknown] {
        slots.flatMap { $0.unansweredInside }
    }
}

extension Value {
    /// The unanswered fields in this value and in everything inside it.
    var unansweredInside: [Unknown] {
        switch self {
        case .unknown(let unknown): [unknown]
        case .record(let record): record.unanswered
        case .list(let elements): elements.flatMap { $0.unansweredInside }
        case .map(let map): map.entries.flatMap { $0.value.unansweredInside }
        default: []
        }
    }
}
