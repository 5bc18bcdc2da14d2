/// What one kind of document may say: its fields, with their questions.
public struct Form: Sendable {
    /// The name by which rules call the document.
    public let name: String
    /// The version of the form, as its author counts.
    public let version: String
    /// The form's title in words.
    public let title: String
    /// The fields at the top level.
    public let fields: Group
}

extension Form {
    /// The field that stands at a path of an answer to this form, as ``Path`` counts.
    func field(at path: Path) -> Field? {
        var group: Group? = fields
        var field: Field?
        var steps = path.order.dropFirst()
        while let step = steps.popFirst() {
            guard let inside = group, inside.fields.indices.contains(Int(step)) else { return nil }
            let found = inside.fields[Int(step)]
            field = found
            switch found.type {
            case .group(let nested): group = nested
            case .groups(let nested, _):
                // The next step counts elements.
                if steps.popFirst() != nil { group = nested }
            default: group = nil
            }
        }
        return field
    }
}
