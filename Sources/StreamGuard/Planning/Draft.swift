import Checklist

/// A document under construction: only what somebody has answered.
struct Draft {
    let form: Form
    private(set) var root: JSON

    /// An empty document.
    init(_ form: Form) {
        self.form = form
        root = .object([])
    }

    /// What a document holds so far.
    init(_ form: Form, _ document: Document) {
        self.form = form
        root = JSON(document.root)
    }

    /// The answer at a place; nothing if there is none.
    subscript(place: Place) -> JSON? {
        var value = root
        var group: Group? = form.fields
        for step in place.steps {
            guard let next = value.step(step, key: group?.keyField?.name) else { return nil }
            value = next
            group = group?.inside(step)
        }
        return value
    }

    /// The text at a place.
    func text(_ name: String) -> String? {
        if case .string(let text)? = self[Place([.field(name)])] { text } else { nil }
    }

    /// The same document with another answer at a place, or with none.
    func setting(_ value: JSON?, at place: Place) -> Draft {
        var draft = self
        draft.root = root.setting(value, at: place.steps[...], form.fields)
        return draft
    }

    /// The document's text as `fmt` would have it, its members in the order of the form.
    var text: String {
        let plain = root.canonical()
        let document = try? Document(parsing: SourceText(name: "", text: plain))
        return document?.formatted(as: form) ?? plain
    }

    /// The document as the engine reads it.
    func document(named name: String) throws(Diagnostics) -> Document {
        try Document(parsing: SourceText(name: name, text: text))
    }
}

extension Group {
    /// The group that a step leads into; an element lies in the same group as its list.
    func inside(_ step: Place.Step) -> Group? {
        guard case .field(let name) = step else { return self }
        guard let slot = slot(of: name) else { return nil }
        return switch fields[slot].type {
        case .group(let group): group
        case .groups(let group, _): group
        default: nil
        }
    }
}

extension JSON {
    /// The members of an object.
    var members: [(String, JSON)] {
        if case .object(let members) = self { members } else { [] }
    }

    /// The elements of an array.
    var elements: [JSON] {
        if case .array(let elements) = self { elements } else { [] }
    }

    func member(_ name: String) -> JSON? { members.first { $0.0 == name }?.1 }

    /// The text that this is.
    var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    var isNone: Bool {
        switch self {
        case .array(let elements): elements.isEmpty
        case .object(let members): members.isEmpty
        default: false
        }
    }

    fileprivate func step(_ step: Place.Step, key: String?) -> JSON? {
        switch step {
        case .field(let name): member(name)
        case .element(let label): elements.first { $0.isElement(label, key) }
        }
    }

    private func isElement(_ label: String, _ key: String?) -> Bool {
        if case .string(let text)? = key.flatMap(member) { text == label } else { false }
    }

    fileprivate func setting(
        _ value: JSON?,
        at steps: ArraySlice<Place.Step>,
        _ group: Group?
    ) -> JSON {
        guard let step = steps.first else { return value ?? .object([]) }
        let rest = steps.dropFirst()
        let inner = group?.inside(step)
        switch step {
        case .field(let name):
            var members = members
            let index = members.firstIndex { $0.0 == name }
            if rest.isEmpty, value == nil {
                if let index { members.remove(at: index) }
            } else {
                let old = index.map { members[$0].1 } ?? (rest.isInList ? .array([]) : .object([]))
                let new = old.setting(value, at: rest, inner)
                if let index {
                    members[index].1 = new
                } else if value != nil {
                    members.append((name, new))
                }
            }
            return .object(members)
        case .element(let label):
            var elements = elements
            let key = group?.keyField?.name
            let index = elements.firstIndex { $0.isElement(label, key) }
            if rest.isEmpty, value == nil {
                if let index { elements.remove(at: index) }
                return .array(elements)
            }
            let old = index.map { elements[$0] } ?? .object([(key ?? "id", .string(label))])
            let new = old.setting(value, at: rest, group)
            if let index { elements[index] = new } else if value != nil { elements.append(new) }
            return .array(elements)
        }
    }
}

extension ArraySlice<Place.Step> {
    fileprivate var isInList: Bool {
        if case .element? = first { true } else { false }
    }
}
