/// The parts of an expression, so that whoever goes through one need not know every kind.
extension Code {
    /// The parts, in the order in which they are written.
    var parts: [Code] {
        switch kind {
        case .constant, .root, .variable, .local: []
        case .slot(let operand, _), .key(let operand, _), .hasSlot(let operand, _),
            .hasKey(let operand, _), .not(let operand):
            [operand]
        case .and(let parts), .or(let parts), .list(let parts), .call(_, let parts): parts
        case .conditional(let test, let yes, let no): [test, yes, no]
        case .equal(let left, let right, _), .ordered(_, let left, let right): [left, right]
        case .map(let entries): entries.flatMap { [$0.key, $0.value] }
        case .comprehension(_, let range, _, let bodies): [range] + bodies
        }
    }

    /// The same expression with other parts, of which there are as many.
    func with(parts: [Code]) -> Code {
        let kind: Kind =
            switch kind {
            case .constant, .root, .variable, .local: kind
            case .slot(_, let slot): .slot(parts[0], slot)
            case .key(_, let name): .key(parts[0], name)
            case .hasSlot(_, let slot): .hasSlot(parts[0], slot)
            case .hasKey(_, let name): .hasKey(parts[0], name)
            case .not: .not(parts[0])
            case .and: .and(parts)
            case .or: .or(parts)
            case .list: .list(parts)
            case .call(let function, _): .call(function, parts)
            case .conditional: .conditional(parts[0], parts[1], parts[2])
            case .equal(_, _, let negated): .equal(parts[0], parts[1], negated: negated)
            case .ordered(let comparison, _, _): .ordered(comparison, parts[0], parts[1])
            case .map(let entries):
                .map(entries.indices.map { (key: parts[2 * $0], value: parts[2 * $0 + 1]) })
            case .comprehension(let macro, _, let local, _):
                .comprehension(macro, range: parts[0], local: local, Array(parts.dropFirst()))
            }
        return with(kind)
    }

    /// An expression of another kind in the same place.
    func with(_ kind: Kind) -> Code {
        Code(kind, type, span, isTotal: isTotal)
    }

    /// Whether the part of this number is a condition, whatever the whole is.
    func isCondition(part index: Int) -> Bool {
        switch kind {
        case .not, .and, .or: true
        case .conditional: index == 0
        case .comprehension(let macro, _, _, let bodies):
            switch macro {
            case .map: bodies.count == 2 && index == 1
            default: index == 1
            }
        default: false
        }
    }

    /// The numbers of the variables that the expression itself reads.
    var variablesRead: Set<Int> {
        if case .variable(let index) = kind { return [index] }
        return parts.reduce(into: []) { $0.formUnion($1.variablesRead) }
    }
}
