/// A JSON value that the program makes, to be written.
public enum JSON: Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A whole number, written with all its digits.
    case int(Int64)
    /// A number, written in the shortest way that reads back as itself; `null` if not finite.
    case double(Double)
    /// A string.
    case string(String)
    /// An array.
    case array([JSON])
    /// An object; its names must differ. Their order here does not matter.
    case object([(String, JSON)])

    /// The value of a node, without its places.
    public init(_ node: Node) {
        switch node.content {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .number(let number):
            // The reader has refused numbers that are too large.
            self = number.int.map { .int($0) } ?? .double(number.double ?? .infinity)
        case .string(let text): self = .string(text)
        case .array(let elements): self = .array(elements.map { JSON($0) })
        case .object(let members): self = .object(members.map { ($0.name, JSON($0.value)) })
        }
    }

    /// The one way to write the value, as RFC 8785 has it.
    ///
    /// No white space, names sorted by UTF-16 code units, numbers as in ECMAScript. Beyond that
    /// standard, scalars that cannot be seen for what they are, are escaped, so that the text can
    /// be shown anywhere; and whole numbers keep all 64 bits.
    public func canonical() -> String {
        var writer = JSONWriter(indent: nil)
        writer.write(self)
        return writer.text
    }

    /// The same over several lines, indented by two, for people and files.
    public func pretty() -> String {
        var writer = JSONWriter(indent: 0)
        writer.write(self)
        return writer.text
    }
}
