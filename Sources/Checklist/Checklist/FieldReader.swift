/// Reads one field of a form: its type, its limits, and when it applies.
extension FormReader {
    mutating func field(_ node: Node, in parent: String) -> Field? {
        guard let members = Members(node, in: document, .field, &problems) else { return nil }
        let name = members.text("name") ?? ""
        let path = "\(parent).\(name)"
        members.requireAll(of: name.isEmpty ? "the field" : "`\(path.inert)`", &problems)
        guard !name.isEmpty else { return nil }
        if !isName(name), let node = members.node("name") {
            problems.add(
                "`\(name.inert)` cannot be a field's name",
                help: FormReader.nameHelp,
                at: node.span,
                in: document
            )
        }
        order += 1
        let ownOrder = order
        if members.node("when") != nil { conditional[ownOrder] = members }
        guard let kind = members.word("type", FieldKind.self),
            let type = type(kind, members, path)
        else { return nil }
        return Field(
            name: name,
            type: type,
            ask: members.text("ask"),
            help: members.text("help"),
            isRequired: members.flag("required"),
            fallback: fallback(members, type, path),
            isVolatile: members.flag("volatile"),
            from: members.text("from"),
            condition: conditional[ownOrder].map { _ in .unchecked },
            order: ownOrder
        )
    }

    private mutating func fallback(
        _ members: Members,
        _ type: FieldType,
        _ path: String
    ) -> Value? {
        guard let node = members.node("default") else { return nil }
        switch type {
        case .group, .groups, .timestamp: return nil
        default: break
        }
        var reader = ValueReader(document, zone: "UTC", zones: .utcOnly)
        reader.checksZones = false
        let value = reader.plain(node, as: type, at: path)
        problems.add(reader.problems)
        return value
    }

    private mutating func type(_ kind: FieldKind, _ members: Members, _ path: String) -> FieldType?
    {
        switch kind {
        case .bool: return .bool
        case .int:
            return .int(min: members.number("min")?.int, max: members.number("max")?.int)
        case .double:
            return .double(
                min: members.number("min")?.double,
                max: members.number("max")?.double
            )
        case .string: return .string(textLimits(members))
        case .timestamp: return .timestamp
        case .duration: return .duration
        case .choice: return .choice(choices(members, path))
        case .list: return element(members, path).map { .list($0, countLimits(members)) }
        case .groups:
            let group = fields(of: members, named: path, key: members.node("key"))
            return .groups(group, countLimits(members))
        case .group: return .group(fields(of: members, named: path, key: nil))
        }
    }

    private mutating func element(_ members: Members, _ path: String) -> FieldType? {
        guard let node = members.node("of"),
            let inner = Members(node, in: document, .element, &problems)
        else { return nil }
        inner.requireAll(of: "an element of `\(path)`", &problems)
        guard let kind = inner.word("type", FieldKind.self), kind.isPlain else { return nil }
        return type(kind, inner, path)
    }

    private mutating func choices(_ members: Members, _ path: String) -> [Choice] {
        var choices: [Choice] = []
        var seen = Seen()
        for node in members.elements("choices") {
            guard let members = Members(node, in: document, .choice, &problems) else { continue }
            members.requireAll(of: "the choice", &problems)
            guard let value = members.text("value"), let means = members.text("means")
            else { continue }
            if !seen.isNew(value) {
                problems.add(
                    "`\(path)` has the choice `\(value.inert)` twice",
                    at: node.span,
                    in: document
                )
            }
            choices.append(Choice(value: value, means: means))
        }
        return choices
    }

    private func textLimits(_ members: Members) -> TextLimits {
        var limits = TextLimits()
        limits.minLength = members.count("minLength") ?? limits.minLength
        limits.maxLength = members.count("maxLength") ?? limits.maxLength
        limits.format = members.word("format", TextFormat.self)
        return limits
    }

    private func countLimits(_ members: Members) -> CountLimits {
        var limits = CountLimits()
        limits.min = members.count("minItems") ?? limits.min
        limits.max = members.count("maxItems") ?? limits.max
        return limits
    }
}
