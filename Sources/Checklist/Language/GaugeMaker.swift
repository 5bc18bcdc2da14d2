/// Makes gauges of checked conditions.
struct GaugeMaker {
    /// A gauge for each variable, nothing for one that is no condition.
    private var variables: [Gauge?] = []
    /// The text of the condition.
    private var text: [UInt8] = []

    /// - Parameter variables: the variables that conditions may read.
    init(_ variables: [Formula]) {
        for variable in variables {
            guard case .bool = variable.code.type else {
                self.variables.append(nil)
                continue
            }
            self.variables.append(VariableGauge(gauge(for: variable)))
        }
    }

    /// The gauge of a condition; whatever has none of its own is evaluated.
    func gauge(for formula: Formula) -> Gauge {
        var maker = self
        maker.text = Array(formula.text.utf8)
        return maker.gauge(for: formula.code)
    }

    private func gauge(for code: Code) -> Gauge {
        switch code.kind {
        case .and(let parts): FoldGauge(parts.map { gauge(for: $0) }, decisive: false)
        case .or(let parts): FoldGauge(parts.map { gauge(for: $0) }, decisive: true)
        case .not(let operand): NotGauge(gauge(for: operand))
        default: own(code) ?? EvaluatingGauge(code)
        }
    }

    /// A gauge without any evaluation, if there is one.
    private func own(_ code: Code) -> Gauge? {
        switch code.kind {
        case .slot, .local: return Cell(code).map { TruthGauge($0) }
        case .hasSlot(let operand, let slot):
            return Cell(Code(.slot(operand, slot), .dyn, code.span)).map { PresenceGauge($0) }
        case .variable(let index): return variables[index]
        case .not(let operand): return own(operand).map { NotGauge($0) }
        case .and(let parts): return fold(parts, decisive: false)
        case .or(let parts): return fold(parts, decisive: true)
        case .equal(let left, let right, let negated): return equality(left, right, negated)
        case .ordered(let comparison, let left, let right):
            return number(left, .ordered(comparison), right)
                ?? compare(left, comparison, right)
        case .call(let function, let arguments): return call(function, arguments)
        case .comprehension(let macro, let range, let local, let bodies)
        where (macro == .all || macro == .exists) && local < Gauge.localLimit:
            guard let cell = Cell(range), let body = own(bodies[0]) else { return nil }
            return QuantifierGauge(cell, local: local, body, decisive: macro == .exists)
        default: return nil
        }
    }

    private func fold(_ parts: [Code], decisive: Bool) -> Gauge? {
        var gauges: [Gauge] = []
        for part in parts {
            guard let gauge = own(part) else { return nil }
            gauges.append(gauge)
        }
        return FoldGauge(gauges, decisive: decisive)
    }

    private func equality(_ left: Code, _ right: Code, _ negated: Bool) -> Gauge? {
        guard case .constant(let constant) = right.kind else { return nil }
        switch constant {
        case .string(let text):
            let steps = text.utf8.count / 16
            return Cell(left).map {
                TextGauge($0, among: [text], isNegated: negated, steps: steps)
            }
        case .bool(let truth):
            guard let gauge = own(left) else { return nil }
            return truth != negated ? gauge : NotGauge(gauge)
        default: return number(left, negated ? .different : .same, right)
        }
    }

    private func compare(
        _ left: Code,
        _ comparison: Code.Comparison,
        _ right: Code
    ) -> Gauge? {
        guard let left = term(left), let right = term(right) else { return nil }
        return OrderGauge(left, comparison, right)
    }

    /// What a comparison's operand is read with, if it can be without evaluation.
    private func term(_ code: Code) -> Term? {
        switch code.kind {
        case .constant(let value) where value.isKnown: return ConstantTerm(value)
        case .slot, .local: return Cell(code).map { CellTerm($0) }
        case .call(let function, let codes) where !function.looksInside && !function.isDeep:
            var terms: [Term] = []
            for code in codes {
                guard let term = term(code) else { return nil }
                terms.append(term)
            }
            let call = CallTerm(function, terms)
            guard terms.allSatisfy({ $0.isConstant }) else { return call }
            // A length of time that is written out need not be read again and again.
            var evaluator = Evaluator(roots: [], variables: [], zones: .utcOnly)
            let value = evaluator.result(of: code)
            return value.isKnown && codes.count == 1 ? ConstantTerm(value) : call
        default: return nil
        }
    }

    private func number(
        _ left: Code,
        _ comparison: NumberGauge.Comparison,
        _ right: Code
    ) -> Gauge? {
        guard case .constant(.int(let number)) = right.kind else { return nil }
        if case .call(let function, let arguments) = left.kind, function.name == "size" {
            guard case .list = arguments[0].type else { return nil }
            let length = String(decoding: text[left.span], as: UTF8.self)
            return Cell(arguments[0]).map { NumberGauge($0, length: length, comparison, number) }
        }
        guard case .int = left.type else { return nil }
        return Cell(left).map { NumberGauge($0, length: nil, comparison, number) }
    }

    private func call(_ function: Function, _ arguments: [Code]) -> Gauge? {
        guard arguments.count == 2 else { return nil }
        if function.name == "_in_" { return membership(arguments[0], arguments[1]) }
        guard function.isMember, let place = TextPlace(rawValue: function.name),
            case .constant(.string(let part)) = arguments[1].kind
        else { return nil }
        return Cell(arguments[0]).map { PartGauge($0, place, part) }
    }

    private func membership(_ element: Code, _ list: Code) -> Gauge? {
        if case .list(let elements) = list.kind {
            var texts: [String] = []
            for element in elements {
                guard case .constant(.string(let text)) = element.kind else { return nil }
                texts.append(text)
            }
            // Making the list, and then going through it.
            let steps = 2 * texts.count + 1
            return Cell(element).map {
                TextGauge($0, among: texts, isNegated: false, steps: steps)
            }
        }
        guard case .list = list.type, let cell = Cell(list) else { return nil }
        if case .constant(.string(let text)) = element.kind { return MemberGauge(cell, has: text) }
        return Cell(element).map { MembershipGauge($0, in: cell) }
    }
}
