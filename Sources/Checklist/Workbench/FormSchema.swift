extension Form {
    /// A schema (JSON Schema 2020-12) of the documents that the form is for.
    ///
    /// It says everything that a schema can say; conditions are put in words.
    public var schema: JSON {
        var members = fields.schemaMembers(isRoot: true)
        members += [
            ("$schema", .string(Schema.dialect)),
            ("title", .string(title)),
            ("description", .string("The form `\(name)`, version \(version).")),
        ]
        return .object(members)
    }
}

extension Group {
    fileprivate func schemaMembers(isRoot: Bool = false) -> [(String, JSON)] {
        var properties = fields.map { ($0.name, $0.schema) }
        if isRoot { properties.append(("$schema", .object([("type", .string("string"))]))) }
        var members: [(String, JSON)] = [
            ("type", .string("object")),
            ("properties", .object(properties)),
            ("additionalProperties", .bool(false)),
        ]
        let required = fields.filter { $0.isRequired }.map { JSON.string($0.name) }
        if !required.isEmpty { members.append(("required", .array(required))) }
        return members
    }
}

extension Field {
    fileprivate var schema: JSON {
        var members = type.schemaMembers
        if let ask { members.append(("title", .string(ask))) }
        var words: [String] = []
        if let help { words.append(help) }
        if let condition { words.append("Applies only if `\(condition.text)`.") }
        if let note = type.note { words.append(note) }
        if !words.isEmpty {
            members.append(("description", .string(words.joined(separator: " "))))
        }
        if let fallback { members.append(("default", fallback.asDocumentsHaveIt)) }
        return .object(members)
    }
}

extension FieldType {
    fileprivate var schemaMembers: [(String, JSON)] {
        switch self {
        case .bool: return [("type", .string("boolean"))]
        case .int(let min, let max):
            return [
                ("type", .string("integer")),
                ("minimum", .int(min ?? .min)),
                ("maximum", .int(max ?? .max)),
            ]
        case .double(let min, let max):
            var members: [(String, JSON)] = [("type", .string("number"))]
            if let min { members.append(("minimum", .double(min))) }
            if let max { members.append(("maximum", .double(max))) }
            return members
        case .string(let limits): return limits.schemaMembers
        case .timestamp: return Schema.text(matching: Schema.timestamp)
        case .duration: return Schema.text(matching: Schema.duration)
        case .choice(let choices): return Schema.choice(choices)
        case .list(let element, let limits):
            return Schema.array(of: .object(element.schemaMembers), limits.min, limits.max)
        case .groups(let group, let limits):
            return Schema.array(of: .object(group.schemaMembers()), limits.min, limits.max)
        case .group(let group): return group.schemaMembers()
        }
    }

    /// What a schema cannot say, and what a pattern says badly, in words.
    fileprivate var note: String? {
        switch self {
        case .timestamp:
            "A date or a time, such as 2026-11-24, 2026-11-24T09:30 on the local clock, or "
                + "2026-11-24T09:30:00Z."
        case .duration: "A length of time, such as 90m, 36h, 14d or 6w."
        case .string(let limits):
            switch limits.format {
            case .timeZone: "The name of a time zone, such as Europe/London."
            case .timeOfDay: "A time of day, such as 09:30."
            case .identifier, nil: nil
            }
        case .groups(let group, _):
            group.key.map { "No two elements have the same `\(group.fields[$0].name)`." }
        default: nil
        }
    }
}

extension TextLimits {
    fileprivate var schemaMembers: [(String, JSON)] {
        let pattern: String? =
            switch format {
            case .identifier: Schema.identifier
            case .timeOfDay: Schema.timeOfDay
            case .timeZone, nil: nil
            }
        let most = format == .identifier ? min(maxLength, 64) : maxLength
        var members: [(String, JSON)] = [
            ("type", .string("string")), ("maxLength", .int(Int64(most))),
        ]
        if minLength > 0 { members.append(("minLength", .int(Int64(minLength)))) }
        if let pattern { members.append(("pattern", .string(pattern))) }
        return members
    }
}

extension Value {
    /// The value as a document writes it: `14d`, where the language says `1209600s`.
    fileprivate var asDocumentsHaveIt: JSON {
        guard case .duration(let length) = self, length.nanos == 0 else { return json }
        for (unit, seconds) in [("d", Int64(86_400)), ("h", 3_600), ("m", 60)]
        where length.seconds % seconds == 0 && length.seconds != 0 {
            return .string("\(length.seconds / seconds)\(unit)")
        }
        return json
    }
}
