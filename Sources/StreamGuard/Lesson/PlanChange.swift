import Checklist

/// One answer that is another in a later version of a plan.
struct PlanChange: Equatable {
    /// As verdicts name it: `plan.host.id`, `plan.adults[guest-1].role`.
    let path: String
    /// What was there and what is there now; nothing for no answer.
    let old: JSON?
    let new: JSON?

    static func == (left: PlanChange, right: PlanChange) -> Bool {
        left.json.canonical() == right.json.canonical()
    }

    /// What differs between two documents, in the order of the form.
    static func between(_ old: JSON, _ new: JSON, form: Form) -> [PlanChange] {
        var changes: [PlanChange] = []
        compare(old, new, form.fields, form.name, &changes)
        return changes
    }

    private static func compare(
        _ old: JSON,
        _ new: JSON,
        _ group: Group,
        _ path: String,
        _ changes: inout [PlanChange]
    ) {
        for field in group.fields {
            let (before, after) = (old.member(field.name), new.member(field.name))
            let path = "\(path).\(field.name)"
            switch field.type {
            case .group(let inner) where before != nil && after != nil:
                compare(before ?? .null, after ?? .null, inner, path, &changes)
            case .groups(let inner, _) where inner.keyField != nil:
                let key = inner.keyField?.name ?? ""
                let (was, now) = (before?.elements ?? [], after?.elements ?? [])
                // From no list to an empty one is from no answer to "nobody".
                if was.isEmpty || now.isEmpty {
                    note(path, before, after, &changes)
                } else {
                    compare(was, now, inner, key, path, &changes)
                }
            default: note(path, before, after, &changes)
            }
        }
    }

    /// Elements of a list are told apart by their keys: their order means nothing.
    private static func compare(
        _ old: [JSON],
        _ new: [JSON],
        _ group: Group,
        _ key: String,
        _ path: String,
        _ changes: inout [PlanChange]
    ) {
        func name(_ element: JSON) -> String { element.member(key)?.text ?? "" }
        for before in old {
            let path = "\(path)[\(name(before))]"
            if let after = new.first(where: { name($0) == name(before) }) {
                compare(before, after, group, path, &changes)
            } else {
                note(path, before, nil, &changes)
            }
        }
        for after in new where !old.contains(where: { name($0) == name(after) }) {
            note("\(path)[\(name(after))]", nil, after, &changes)
        }
    }

    private static func note(
        _ path: String,
        _ old: JSON?,
        _ new: JSON?,
        _ changes: inout [PlanChange]
    ) {
        guard old?.canonical() != new?.canonical() else { return }
        changes.append(PlanChange(path: path, old: old, new: new))
    }

    // MARK: As a text of an entry

    private var json: JSON { .array([.string(path), old ?? .null, new ?? .null]) }

    /// How an entry keeps them; without the values if they are very long, since both versions are
    /// kept themselves.
    static func text(_ changes: [PlanChange], limit: Int = 16_384) -> String {
        let text = JSON.array(changes.map(\.json)).canonical()
        if text.utf8.count <= limit { return text }
        return JSON.array(changes.map { .array([.string($0.path), .null, .null]) }).canonical()
    }

    /// Reads what ``text(_:limit:)`` wrote; nothing for anything else.
    static func all(in text: String) -> [PlanChange]? {
        guard let document = try? Document(parsing: SourceText(name: "", text: text)) else {
            return nil
        }
        return JSON(document.root).elements.compactMap { change in
            let parts = change.elements
            guard parts.count == 3, let path = parts[0].text else { return nil }
            return PlanChange(path: path, old: parts[1].ifGiven, new: parts[2].ifGiven)
        }
    }
}

extension JSON {
    fileprivate var ifGiven: JSON? { if case .null = self { nil } else { self } }
}
