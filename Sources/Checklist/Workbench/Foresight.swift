/// What conditions cannot come to, whatever the answers are.
///
/// It only says so where the forms make it certain: a field with a default, or one that is
/// required, is never unanswered, unless it may turn out not to apply.
struct Foresight {
    /// Whether each variable can be unanswered.
    private var openVariables: [Bool] = []
    /// Whether the elements of the comprehensions around the present part can be.
    private var openElements: [Bool] = []

    /// - Parameter variables: each uses only earlier ones.
    init(_ variables: [Variable]) {
        for variable in variables { openVariables.append(canBeOpen(variable.formula.code)) }
    }

    /// What a condition can come to.
    mutating func outcomes(of code: Code) -> Outcomes {
        var outcomes = Outcomes.all
        if !canBeOpen(code) { outcomes.remove(.open) }
        if case .hasSlot(let operand, let slot) = code.kind, !canBeAbsent(slot, of: operand) {
            outcomes.remove(.no)
        }
        if case .constant(let value) = code.kind { outcomes = Outcomes(value) }
        return outcomes
    }

    /// Goes into the bodies of a comprehension.
    mutating func enter(_ range: Code) {
        // Only the elements of a list that is written out can be unanswered themselves.
        var isOpen = false
        if case .list(let elements) = range.kind {
            isOpen = elements.contains { canBeOpen($0) }
        }
        openElements.append(isOpen)
    }

    mutating func leave() {
        openElements.removeLast()
    }

    /// Whether an expression can be unanswered.
    mutating func canBeOpen(_ code: Code) -> Bool {
        switch code.kind {
        case .constant, .root: return false
        case .local(let index): return openElements.indices.contains(index) && openElements[index]
        case .variable(let index): return openVariables[index]
        case .slot(let operand, let slot), .hasSlot(let operand, let slot):
            return canBeOpen(operand) || canBeOpen(slot, of: operand)
        case .comprehension(_, let range, _, let bodies):
            if canBeOpen(range) { return true }
            enter(range)
            defer { leave() }
            for body in bodies where canBeOpen(body) { return true }
            return false
        default:
            for part in code.parts where canBeOpen(part) { return true }
            return false
        }
    }

    private mutating func canBeOpen(_ slot: Int, of operand: Code) -> Bool {
        guard case .record(let group) = operand.type, group.fields.indices.contains(slot) else {
            return true
        }
        let field = group.fields[slot]
        if let condition = field.condition {
            // `this`, which is the first element in such a condition, is there.
            let outer = openElements
            openElements = []
            defer { openElements = outer }
            if canBeOpen(condition.code) { return true }
        }
        if case .group = field.type { return false }
        return !field.isRequired && field.fallback == nil
    }

    /// Whether a field may turn out not to apply.
    private func canBeAbsent(_ slot: Int, of operand: Code) -> Bool {
        guard case .record(let group) = operand.type, group.fields.indices.contains(slot) else {
            return true
        }
        if group.fields[slot].condition != nil { return true }
        switch operand.kind {
        case .slot(let outer, let outerSlot): return canBeAbsent(outerSlot, of: outer)
        case .root: return false
        default: return true
        }
    }
}
