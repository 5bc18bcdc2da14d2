/// Ways of walking checked code that the workbench needs.
extension Code {
    /// Visits this expression and everything inside it, from the outside in.
    func visit(_ look: (Code) -> Void) {
        look(self)
        for part in parts { part.visit(look) }
    }

    /// What the expression says, whatever its white space: two that have the same fingerprint
    /// come to the same over the same answers.
    var fingerprint: String {
        let inside = parts.map { $0.fingerprint }.joined(separator: ",")
        return switch kind {
        case .constant(let value): value.literal
        case .root(let index): "r\(index)"
        case .variable(let index): "v\(index)"
        case .local(let index): "l\(index)"
        case .slot(_, let slot): "\(inside).\(slot)"
        case .key(_, let name): "\(inside).'\(name)'"
        case .hasSlot(_, let slot): "has(\(inside).\(slot))"
        case .hasKey(_, let name): "has(\(inside).'\(name)')"
        case .not: "!(\(inside))"
        case .and: "and(\(inside))"
        case .or: "or(\(inside))"
        case .conditional: "if(\(inside))"
        case .equal(_, _, let negated): "\(negated ? "ne" : "eq")(\(inside))"
        case .ordered(let comparison, _, _): "\(comparison.rawValue)(\(inside))"
        case .list: "[\(inside)]"
        case .map: "{\(inside)}"
        case .call(let function, _): "\(function.name)(\(inside))"
        case .comprehension(let macro, _, _, _): "\(macro.rawValue)(\(inside))"
        }
    }

    /// The declared field that the expression is the answer to, if it is one.
    var field: Field? {
        guard case .slot(let operand, let slot) = kind else { return nil }
        return operand.group?.fields[slot]
    }

    /// The group whose fields the expression has, if it is a group or an element of a list.
    var group: Group? {
        if case .record(let group) = type { group } else { nil }
    }

    /// The value that is written here, times and lengths of time included, if it is one.
    var written: Value? {
        switch kind {
        case .constant(let value): return value
        case .call(let function, let arguments):
            guard function.name == "duration" || function.name == "timestamp",
                arguments.count == 1, let argument = arguments[0].written
            else { return nil }
            let value = function.apply([argument], .utcOnly)
            return value.flatMap { $0.isKnown ? $0 : nil }
        default: return nil
        }
    }

    /// The values of a list that is written out, if it is one.
    var writtenList: [Value]? {
        guard case .list(let elements) = kind else { return nil }
        let values = elements.compactMap { $0.written }
        return values.count == elements.count ? values : nil
    }
}

/// The members of a file's nodes, for code that only sees files that were read without a problem.
extension Node {
    func child(_ name: String) -> Node? {
        guard case .object(let members) = content else { return nil }
        return members.first { sameScalars($0.name, name) }?.value
    }

    var children: [Node] {
        if case .array(let elements) = content { elements } else { [] }
    }

    var words: String? {
        if case .string(let text) = content { text } else { nil }
    }
}
