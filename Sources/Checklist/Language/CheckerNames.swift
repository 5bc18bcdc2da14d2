/// Names, and fields of what they stand for.
extension Checker {
    mutating func named(_ name: String, absolute: Bool, _ span: Range<Int>) -> Code {
        if !absolute, let index = locals.lastIndex(where: { sameScalars($0.name, name) }) {
            return Code(.local(index), locals[index].type, span, isTotal: true)
        }
        if let code = declared(name, absolute: absolute, span) { return code }
        let known = scope.names + locals.map { $0.name }
        return unusable(.undeclaredName(name, known, span), span)
    }

    /// What a name with or without dots stands for, apart from elements of comprehensions.
    private func declared(_ name: String, absolute: Bool, _ span: Range<Int>) -> Code? {
        if let (meaning, type) = scope.meaning(of: name, absolute: absolute) {
            switch meaning {
            case .root(let index): return Code(.root(index), type, span, isTotal: true)
            case .variable(let index, let isTotal):
                return Code(.variable(index), type, span, isTotal: isTotal)
            }
        }
        guard let (type, value) = Checker.typeNames[name] else { return nil }
        return Code(.constant(.type(value)), .type(type), span, isTotal: true)
    }

    private static let typeNames: [String: (ValueType, String)] = [
        "bool": (.bool, "bool"), "int": (.int, "int"), "uint": (.uint, "uint"),
        "double": (.double, "double"), "string": (.string, "string"), "bytes": (.bytes, "bytes"),
        "list": (.list(.dyn), "list"), "map": (.map(.dyn, .dyn), "map"),
        "null_type": (.null, "null_type"), "type": (.type(.dyn), "type"),
        "google.protobuf.Timestamp": (.timestamp, "google.protobuf.Timestamp"),
        "google.protobuf.Duration": (.duration, "google.protobuf.Duration"),
    ]

    /// What `a.b.c` stands for if it is one declared name, and no field of anything.
    private func qualified(_ syntax: Syntax) -> Code? {
        guard let (root, absolute) = syntax.rootName else { return nil }
        if !absolute {
            // The element of a comprehension hides every name that begins like it.
            if locals.contains(where: { sameScalars($0.name, root) }) { return nil }
        }
        if !scope.hasQualifiedNames, scope.meaning(of: root) != nil { return nil }
        return syntax.qualifiedName.flatMap { declared($0, absolute: absolute, syntax.span) }
    }

    // MARK: Fields

    mutating func selection(
        _ operand: Syntax,
        _ field: String,
        _ nameSpan: Range<Int>,
        _ syntax: Syntax
    ) -> Code {
        if let code = qualified(syntax) { return code }
        let operand = code(for: operand)
        switch types.resolved(operand.type) {
        case .record(let group):
            guard let slot = declaredField(field, in: group, nameSpan) else {
                return unusable(.undeclaredField(field, group, nameSpan), syntax.span)
            }
            let isTotal = operand.isTotal && group.shapes[slot].condition == nil
            return Code(.slot(operand, slot), group.types[slot], syntax.span, isTotal: isTotal)
        case .map(let key, let value):
            if !types.accepts(key, .string) {
                report(.noFields(types.resolved(operand.type), nameSpan))
            }
            return Code(.key(operand, field), value, syntax.span)
        case .dyn, .parameter: return Code(.key(operand, field), .dyn, syntax.span)
        case let type: return unusable(.noFields(type, nameSpan), syntax.span)
        }
    }

    mutating func presence(
        _ operand: Syntax,
        _ field: String,
        _ nameSpan: Range<Int>,
        _ syntax: Syntax
    ) -> Code {
        let operand = code(for: operand)
        switch types.resolved(operand.type) {
        case .record(let group):
            guard let slot = declaredField(field, in: group, nameSpan) else {
                return unusable(.undeclaredField(field, group, nameSpan), syntax.span)
            }
            return Code(.hasSlot(operand, slot), .bool, syntax.span, isTotal: operand.isTotal)
        case .map(let key, _):
            if !types.accepts(key, .string) {
                report(.noFields(types.resolved(operand.type), nameSpan))
            }
            return Code(.hasKey(operand, field), .bool, syntax.span)
        case .dyn, .parameter: return Code(.hasKey(operand, field), .bool, syntax.span)
        case let type: return unusable(.noFields(type, nameSpan), syntax.span)
        }
    }

    private mutating func declaredField(
        _ name: String,
        in group: Group,
        _ nameSpan: Range<Int>
    ) -> Int? {
        guard let slot = group.slot(of: name) else { return nil }
        if let limit = scope.readsFieldsBefore,
            case let order = group.fields[slot].order,
            order >= limit || scope.enclosingLists.contains(order)
        {
            report(.declaredLater(name, group, nameSpan))
        }
        return slot
    }
}

extension Syntax {
    /// The first word of a name with selections only, such as `a.b.c`, and whether a dot stands
    /// before it.
    var rootName: (root: String, absolute: Bool)? {
        switch kind {
        case .name(let root, let absolute): (root, absolute)
        case .select(let operand, _, _): operand.rootName
        default: nil
        }
    }

    /// The whole of a name with selections only, such as `a.b.c`.
    var qualifiedName: String? {
        var fields: [String] = []
        var node = self
        while case .select(let operand, let field, _) = node.kind {
            fields.append(field)
            node = operand
        }
        guard case .name(let root, _) = node.kind else { return nil }
        return ([root] + fields.reversed()).joined(separator: ".")
    }
}
