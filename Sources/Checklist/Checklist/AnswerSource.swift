/// Where answers are read from: a document's tree, or the bare text of one.
///
/// What is wrong is only told of a tree; a text with anything wrong in it is read again as one.
protocol AnswerSource {
    /// One value of the document.
    associatedtype Item

    /// Puts the members of an object in the order of a group's fields.
    ///
    /// - Parameters:
    ///   - item: what should be an object.
    ///   - group: the group whose fields they are.
    ///   - given: gets each member at `base` and the slot of its field.
    ///   - base: where the place of the first field is.
    /// - Returns: the members that are no fields of the group; nothing if it is no object.
    func sort(
        _ item: Item,
        by group: Group,
        into given: inout [Item?],
        at base: Int
    ) -> [Member]?

    /// The elements of an array, nothing if it is none.
    func elements(of item: Item) -> [Item]?

    /// A text member of an object, if there is one of that name.
    func text(named name: String, in item: Item) -> String?

    /// The answer that a value is to a plain field, if that needs no more than a look.
    func answer(_ item: Item, to shape: FieldShape) -> Value?

    /// A value with its place; of an object or an array of them only that it is one.
    func node(_ item: Item) -> Node
}

/// A document's tree as a source of answers.
struct TreeSource: AnswerSource {
    func sort(
        _ item: Node,
        by group: Group,
        into given: inout [Node?],
        at base: Int
    ) -> [Member]? {
        guard case .object(let members) = item.content else { return nil }
        var others: [Member] = []
        for member in members {
            if let slot = group.slot(of: member.name) {
                given[base + slot] = member.value
            } else {
                others.append(member)
            }
        }
        return others
    }

    func elements(of item: Node) -> [Node]? {
        guard case .array(let elements) = item.content else { return nil }
        return elements
    }

    func text(named name: String, in item: Node) -> String? {
        guard case .object(let members) = item.content,
            case .string(let text)? = members.first(where: { $0.name == name })?.value.content
        else { return nil }
        return text
    }

    func answer(_ item: Node, to shape: FieldShape) -> Value? {
        guard case .bool(let truth) = item.content, case .truth = shape.kind else { return nil }
        return .bool(truth)
    }

    func node(_ item: Node) -> Node { item }
}
