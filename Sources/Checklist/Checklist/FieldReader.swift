/// Reads one field of a form: its type, its limits, and when it applies.
extension FormReader {
    private static let known = [
        "name", "type", "ask", "help", "when", "required", "default", "min", "max", "minLength",
        "maxLength", "format", "choices", "of", "minItems", "maxItems", "fields", "key",
    ]

    private enum Kind: String, CaseIterable {
        case bool, int, double, string, timestamp, duration, choice, list, groups, group

        /// The members that a field of this type may have.
        var members: [String] {
            let own: [String] =
                switch self {
                case .bool, .duration: ["default"]
                case .int, .double: ["default", "min", "max"]
                case .string: ["default", "minLength", "maxLength", "format"]
                case .timestamp: []
                case .choice: ["default", "choices"]
                case .list: ["default", "of", "minItems", "maxItems"]
                case .groups: ["fields", "key", "minItems", "maxItems"]
                case .group: ["fields"]
                }
            return ["name", "type", "ask", "help", "when", "required"] + own
        }
    }

    private mutating func refuseMembersOfOtherTypes(_ members: Members, _ kind: Kind) {
        for (name, node) in members.all
        where FormReader.known.contains(name) && !kind.members.contains(name) {
            problems.add(
                "a field of type `\(kind.rawValue)` has no `\(name)`",
                at: node.span,
                in: document
            )
        }
    }

    mutating func field(_ node: Node, in parent: String) -> Field? {
        guard
            let members = Members(
                node,
                in: document,
                "a field",
                known: FormReader.known,
                &problems
            ),
            let name = members.text("name", of: "the field", &problems)
        else { return nil }
        if !isName(name), let node = members.node("name") {
            problems.add(
                "`\(name.inert)` cannot be a field's name",
                help: FormReader.nameHelp,
                at: node.span,
                in: document
            )
        }
        let path = "\(parent).\(name)"
        order += 1
        let ownOrder = order
        let condition = condition(members, before: ownOrder)
        guard let kind = members.word("type", Kind.self, &problems) else {
            if members.node("type") == nil { members.missing("type", of: "`\(path)`", &problems) }
            return nil
        }
        refuseMembersOfOtherTypes(members, kind)
        let ask = members.text("ask", &problems)
        if ask == nil, kind != .group { members.missing("ask", of: "`\(path)`", &problems) }
        guard let type = type(kind, members, path) else { return nil }
        return Field(
            name: name,
            type: type,
            ask: ask,
            help: members.text("help", &problems),
            isRequired: members.flag("required", &problems),
            fallback: fallback(members, type, path),
            condition: condition,
            order: ownOrder
        )
    }

    private mutating func condition(_ members: Members, before order: Int) -> Condition? {
        guard members.node("when") != nil else { return nil }
        // In the first reading only the fact that there is a condition counts.
        guard var scope else {
            return Condition(code: Code(.constant(.bool(true)), .bool, 0..<0))
        }
        scope.readsFieldsBefore = order
        return members.formula("when", in: scope, wanted: .bool, &problems).map {
            Condition(code: $0.code)
        }
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

    private mutating func type(_ kind: Kind, _ members: Members, _ path: String) -> FieldType? {
        switch kind {
        case .bool: return .bool
        case .int:
            return .int(
                min: limit("min", members) { $0.int },
                max: limit("max", members) { $0.int }
            )
        case .double:
            return .double(
                min: limit("min", members) { $0.double },
                max: limit("max", members) { $0.double }
            )
        case .string: return .string(textLimits(members))
        case .timestamp: return .timestamp
        case .duration: return .duration
        case .choice: return choices(members, path).map { .choice($0) }
        case .list: return element(members, path).map { .list($0, countLimits(members)) }
        case .groups:
            // Inside an element, `this` is the element.
            let outer = scope
            if let outer { scope = inside(outer, members, path) }
            defer { scope = outer }
            let group = fields(of: members, named: path, key: members.node("key"))
            return .groups(group, countLimits(members))
        case .group: return .group(fields(of: members, named: path, key: nil))
        }
    }

    /// The scope inside an element of a list of groups, whose own order is the latest.
    ///
    /// The element's type comes from a first reading of it.
    private func inside(_ scope: Scope, _ members: Members, _ path: String) -> Scope {
        var reading = FormReader(document, scope: nil, order: order)
        let group = reading.fields(of: members, named: path, key: nil)
        var inner = scope
        inner.enclosingLists.append(order)
        inner.element = .record(group)
        return inner
    }

    private mutating func element(_ members: Members, _ path: String) -> FieldType? {
        guard let node = members.node("of") else {
            members.missing("of", of: "`\(path)`", &problems)
            return nil
        }
        let known = ["type", "min", "max", "minLength", "maxLength", "format", "choices"]
        guard let inner = Members(node, in: document, "an element", known: known, &problems),
            let kind = inner.word("type", Kind.self, &problems)
        else { return nil }
        switch kind {
        case .list, .groups, .group:
            problems.add(
                "a list has plain values",
                help: "for a list of groups write `\"type\": \"groups\"`",
                at: node.span,
                in: document
            )
            return nil
        default: return type(kind, inner, path)
        }
    }

    private mutating func choices(_ members: Members, _ path: String) -> [Choice]? {
        guard let nodes = members.elements("choices", &problems), !nodes.isEmpty else {
            members.missing("choices", of: "`\(path)`", &problems)
            return nil
        }
        var choices: [Choice] = []
        for node in nodes {
            guard
                let members = Members(
                    node,
                    in: document,
                    "a choice",
                    known: ["value", "means"],
                    &problems
                ),
                let value = members.text("value", of: "the choice", &problems),
                let means = members.text("means", of: "the choice", &problems)
            else { continue }
            if choices.contains(where: { sameScalars($0.value, value) }) {
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

    private mutating func textLimits(_ members: Members) -> TextLimits {
        var limits = TextLimits()
        limits.minLength = members.count("minLength", &problems) ?? limits.minLength
        limits.maxLength = members.count("maxLength", &problems) ?? limits.maxLength
        limits.format = members.word("format", TextFormat.self, &problems)
        return limits
    }

    private mutating func countLimits(_ members: Members) -> CountLimits {
        var limits = CountLimits()
        limits.min = members.count("minItems", &problems) ?? limits.min
        limits.max = members.count("maxItems", &problems) ?? limits.max
        return limits
    }

    private mutating func limit<Limit>(
        _ name: String,
        _ members: Members,
        _ read: (Number) -> Limit?
    ) -> Limit? {
        guard let node = members.node(name) else { return nil }
        guard case .number(let number) = node.content, let limit = read(number) else {
            problems.add("`\(name)` must be a number", at: node.span, in: document)
            return nil
        }
        return limit
    }
}
