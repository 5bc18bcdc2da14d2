extension ShapeName {
    /// A schema (JSON Schema 2020-12) of the files, or parts of files, that have this shape.
    public var schema: JSON {
        var reached: [ShapeName] = [self]
        var index = 0
        while index < reached.count {
            for name in reached[index].shape.references where !reached.contains(name) {
                reached.append(name)
            }
            index += 1
        }
        return .object([
            ("$schema", .string(Schema.dialect)),
            ("title", .string(shape.means)),
            ("$ref", reference),
            ("$defs", .object(reached.map { ($0.rawValue, $0.shape.schema) })),
        ])
    }

    fileprivate var reference: JSON { .string("#/$defs/\(rawValue)") }
}

extension Shape {
    /// The shapes that an object of this shape may hold.
    fileprivate var references: [ShapeName] {
        members.compactMap { $0.content.reference }
    }

    fileprivate var schema: JSON {
        let always = members.filter { $0.isRequired && $0.only.isEmpty }.map { $0.name }
        var schema: [(String, JSON)] = [
            ("type", .string("object")),
            ("description", .string(means)),
            ("properties", .object(names.map { ($0, property($0)) })),
            ("additionalProperties", .bool(false)),
            ("required", Schema.words(always)),
        ]
        if let kind, case .word(let words)? = member(kind)?.content {
            schema.append(("allOf", .array(words.map { branch(for: $0, of: kind) })))
        }
        return .object(schema)
    }

    /// What a member is, as far as it does not depend on the object's kind.
    private func property(_ name: String) -> JSON {
        let meanings = members.filter { sameScalars($0.name, name) }
        guard meanings.count > 1 else { return meanings[0].schema }
        return .object([("description", .string(meanings[0].means))])
    }

    /// What holds for objects of one kind.
    private func branch(for word: String, of kind: String) -> JSON {
        let own = members.filter { !$0.only.isEmpty && $0.isFor(word) }
        let names = members.filter { $0.isFor(word) }.map { $0.name }
        let condition: JSON = .object([
            ("properties", .object([(kind, .object([("const", .string(word))]))])),
            ("required", Schema.words([kind])),
        ])
        var consequence: [(String, JSON)] = [
            ("propertyNames", .object([("enum", Schema.words(names))])),
            ("properties", .object(own.map { ($0.name, $0.schema) })),
        ]
        let required = own.filter { $0.isRequired }.map { $0.name }
        if !required.isEmpty { consequence.append(("required", Schema.words(required))) }
        return .object([("if", condition), ("then", .object(consequence))])
    }
}

extension ShapeMember {
    fileprivate var schema: JSON {
        .object(content.schemaMembers + [("description", .string(means))])
    }
}

extension ShapeContent {
    fileprivate var reference: ShapeName? {
        switch self {
        case .object(let name): name
        case .list(let element, _, _), .oneOrList(let element), .map(let element, _):
            element.reference
        default: nil
        }
    }

    fileprivate var schemaMembers: [(String, JSON)] {
        switch self {
        case .text, .prose, .template, .formula: return Schema.filledText
        case .anyText: return [("type", .string("string"))]
        case .identifier:
            return Schema.text(matching: Schema.identifier) + [("maxLength", .int(64))]
        case .name: return Schema.text(matching: Schema.name)
        case .word(let words): return [("enum", Schema.words(words))]
        case .flag: return [("type", .string("boolean"))]
        case .count: return [("type", .string("integer")), ("minimum", .int(0))]
        case .int: return [("type", .string("integer"))]
        case .double: return [("type", .string("number"))]
        case .answer(let kind): return kind.schemaMembers
        case .list(let element, let least, let isUnique):
            let members = Schema.array(of: .object(element.schemaMembers), least)
            return isUnique ? members + [("uniqueItems", .bool(true))] : members
        case .oneOrList(let element):
            let one = JSON.object(element.schemaMembers)
            return [("anyOf", .array([one, .object(Schema.array(of: one, 1))]))]
        case .map(let element, let names):
            let members: [(String, JSON)] = [
                ("type", .string("object")),
                ("additionalProperties", .object(element.schemaMembers)),
            ]
            guard !names.isEmpty else { return members }
            return members + [("propertyNames", .object([("enum", Schema.words(names))]))]
        case .object(let name): return [("$ref", name.reference)]
        case .anything: return []
        }
    }
}

extension FieldKind {
    /// What an answer to a field of this type is, whatever else the field says.
    fileprivate var schemaMembers: [(String, JSON)] {
        switch self {
        case .bool: [("type", .string("boolean"))]
        case .int: [("type", .string("integer"))]
        case .double: [("type", .string("number"))]
        case .string, .choice: [("type", .string("string"))]
        case .timestamp: Schema.text(matching: Schema.timestamp)
        case .duration: Schema.text(matching: Schema.duration)
        case .list, .groups: Schema.array(of: nil, 0)
        case .group: [("type", .string("object"))]
        }
    }
}
