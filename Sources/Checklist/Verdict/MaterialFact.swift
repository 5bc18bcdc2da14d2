/// A fact that an approval is bound to: with another value it would be another decision.
public struct MaterialFact: Sendable {
    /// A field's path, such as `trip.driver`, or the name of a variable of the checklist.
    public let name: String
    /// The field's question, or what the variable stands for, in words.
    public let means: String
    /// The value that it has now; it may be unanswered, not applicable, or not to be computed.
    public let value: Value
    /// True if nobody answered and the form's default counts.
    public let isDefault: Bool

    /// The value in the one form in which values are compared, over the years and whatever the
    /// documents look like: see ``Value/canonicalJSON``.
    public var json: JSON { value.canonicalJSON }
}

extension Value {
    /// The value in one form, so that values are the same exactly if their canonical texts are.
    ///
    /// Instants are in UTC, so that two spellings of one instant are the same. A group is an
    /// object of its answers, defaults included. Whatever is not answered or does not apply is
    /// left out of a group, and `null` by itself. The order of a list does not count, for lists
    /// say who or what belongs to something; its elements are sorted by their canonical texts.
    public var canonicalJSON: JSON {
        switch self {
        case .list(let elements): .sorted(elements.map { $0.canonicalJSON })
        case .record(let record):
            .object(
                zip(record.group.fields, record.slots).compactMap { field, value in
                    value.isKnown ? (field.name, value.canonicalJSON) : nil
                }
            )
        case .map(let map):
            // Keys of several types may look the same, so an entry is a pair.
            .sorted(
                map.entries.map { .array([.string($0.key.literal), $0.value.canonicalJSON]) }
            )
        case .bytes(let bytes): .array(bytes.map { .int(Int64($0)) })
        default: json
        }
    }
}

extension JSON {
    fileprivate static func sorted(_ elements: [JSON]) -> JSON {
        let texts = elements.map { (text: $0.canonical(), element: $0) }
        return .array(
            texts.sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }.map {
                $0.element
            }
        )
    }
}
