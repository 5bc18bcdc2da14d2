extension Answers {
    /// The questions of a form that nobody has answered, in the form's order.
    ///
    /// A field that does not apply is not asked for, nor one of which only another answer will
    /// tell whether it applies.
    ///
    /// - Parameters:
    ///   - form: the form's name.
    ///   - defaultsToo: whether to ask for fields whose default counts as long as nobody answers.
    /// - Returns: the questions; none for an unknown form.
    public func unanswered(in form: String, defaultsToo: Bool = false) -> [Question] {
        guard let record = record(of: form) else { return [] }
        var paths: [Path] = []
        Answers.collect(record, defaultsToo, &paths)
        return paths.filter { !gated.contains($0) }.compactMap { path in
            fields(to: path).last.map { Question(path: path, form: form, field: $0) }
        }
    }

    /// The fields that a path leads through, from the outside in; the last stands at its end.
    public func fields(to path: Path) -> [Field] {
        guard let form = form(at: path) else { return [] }
        var group: Group? = form.fields
        var fields: [Field] = []
        var steps = path.order.dropFirst()
        while let step = steps.popFirst() {
            guard let inside = group, inside.fields.indices.contains(Int(step)) else { return [] }
            let field = inside.fields[Int(step)]
            fields.append(field)
            switch field.type {
            case .group(let nested): group = nested
            case .groups(let nested, _):
                // The next step counts elements.
                group = steps.popFirst() == nil ? nil : nested
            default: group = nil
            }
        }
        return fields
    }

    private static func collect(_ record: Record, _ defaultsToo: Bool, _ paths: inout [Path]) {
        for (slot, value) in record.slots.enumerated() {
            let field = record.group.fields[slot]
            let isDefault = record.isDefault(slot)
            switch value {
            case _ where isDefault:
                guard defaultsToo else { continue }
                paths.append(record.path.appending(field: field.name, order: slot))
            case .unknown:
                paths.append(record.path.appending(field: field.name, order: slot))
            case .record(let inner): collect(inner, defaultsToo, &paths)
            case .list(let elements):
                for case .record(let element) in elements {
                    collect(element, defaultsToo, &paths)
                }
            default: break
            }
        }
    }
}

extension Question {
    /// The question that a field asks, whether or not a rule waits for it.
    fileprivate init(path: Path, form: String, field: Field) {
        self.init(
            path: path,
            form: form,
            ask: field.ask ?? field.name,
            help: field.help,
            choices: [],
            settles: 0,
            holdsBack: field.isRequired
        )
    }
}

extension Group {
    /// The field that names an element, for the elements of a list of groups.
    public var keyField: Field? { key.map { fields[$0] } }
}
