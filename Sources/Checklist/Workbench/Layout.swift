/// A JSON text with the places where its lines may end: the formatter's view of a file.
indirect enum Layout {
    /// A text, a number or a word, as it is written.
    case plain(String)
    case list([Layout])
    case object([Entry])

    struct Entry {
        let name: String
        let value: Layout
        /// Whether it has a line of its own as soon as its object does not fit on one.
        let isProse: Bool
    }
}

extension Layout {
    /// A file for authors, its members in the order of its shape.
    init(_ document: Document, as shape: ShapeName) {
        self.init(document.root, .object(shape))
    }

    /// A document, its answers in the order of its form.
    init(_ document: Document, as form: Form) {
        self.init(document.root, form.fields)
    }

    /// Any value; nothing is known of its order.
    private init(_ node: Node) {
        switch node.content {
        case .array(let nodes): self = .list(nodes.map { Layout($0) })
        case .object(let members):
            self = .object(members.map { Entry($0, Layout($0.value)) })
        default: self = .plain(JSON(node).canonical())
        }
    }

    private init(_ node: Node, _ content: ShapeContent) {
        switch (content, node.content) {
        case (.object(let name), .object(let members)):
            self = .object(Layout.entries(members, name.shape))
        case (.map(let element, _), .object(let members)):
            self = .object(members.map { Entry($0, Layout($0.value, element)) })
        case (.list(let element, _, _), .array(let nodes)),
            (.oneOrList(let element), .array(let nodes)):
            self = .list(nodes.map { Layout($0, element) })
        case (.oneOrList(let element), _): self = Layout(node, element)
        case (.formula, .string(let text)): self = .text(Formula.canonical(text))
        case (.template, .string(let text)): self = .text(Template.canonical(text))
        default: self = Layout(node)
        }
    }

    private static func entries(_ members: [Member], _ shape: Shape) -> [Entry] {
        let kind = members.firstIndex { sameScalars($0.name, shape.kind ?? "") }
        let word = shape.word(of: members, at: kind)
        return sorted(members, as: shape.names).map { member in
            guard let known = shape.member(member.name, for: word) else {
                return Entry(member, Layout(member.value))
            }
            let value = Layout(member.value, known.content)
            return Entry(name: member.name, value: value, isProse: known.content.isProse)
        }
    }

    private init(_ node: Node, _ group: Group) {
        guard case .object(let members) = node.content else {
            self.init(node)
            return
        }
        let sorted = Layout.sorted(members, as: ["$schema"] + group.fields.map { $0.name })
        self = .object(
            sorted.map { member in
                let field = group.slot(of: member.name).map { group.fields[$0] }
                return Entry(member, Layout(member.value, field?.type))
            }
        )
    }

    private init(_ node: Node, _ type: FieldType?) {
        switch (type, node.content) {
        case (.group(let group), _): self = Layout(node, group)
        case (.groups(let group, _), .array(let nodes)):
            self = .list(nodes.map { Layout($0, group) })
        default: self = Layout(node)
        }
    }

    private static func text(_ text: String) -> Layout { .plain(JSON.string(text).canonical()) }

    /// Members in the order of some names; those of other names come last, as they were.
    private static func sorted(_ members: [Member], as names: [String]) -> [Member] {
        var places: [String: Int] = [:]
        for (place, name) in names.enumerated() { places[name] = place }
        let keys = members.indices.map { (places[members[$0].name] ?? names.count, $0) }
        return keys.sorted { $0 < $1 }.map { members[$0.1] }
    }
}

extension Layout.Entry {
    fileprivate init(_ member: Member, _ value: Layout) {
        self.init(name: member.name, value: value, isProse: false)
    }
}

extension ShapeContent {
    fileprivate var isProse: Bool {
        switch self {
        case .prose, .template, .formula: true
        default: false
        }
    }
}
