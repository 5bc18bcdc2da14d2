/// Makes programs of checked conditions.
struct SheetProgramMaker {
    private(set) var steps: [SheetProgram.Step] = []
    private(set) var parts: [Int32] = []
    private(set) var words: [Range<Int>] = []
    private(set) var bytes: [UInt8] = []
    private(set) var cells: [SheetCell] = []
    private(set) var functions: [Function] = []
    private(set) var variableCount = 0
    private(set) var names = SheetNames()
    /// The variables that conditions may read: those that are conditions, by number.
    private var variables: [Int32?] = []
    private var firstVariable = 0
    /// The lists that the elements of the comprehensions around the present part come from.
    private var ranges: [Int32] = []
    /// The condition's text.
    private var text: [UInt8] = []

    init() {}

    /// Sets the variables that the conditions that come next may read.
    mutating func set(variables formulas: [Formula]) {
        variables = []
        firstVariable = variableCount
        for formula in formulas {
            guard case .bool = formula.code.type else {
                variables.append(nil)
                continue
            }
            variables.append(condition(formula))
        }
        variableCount += formulas.count
    }

    /// The step that a condition begins with; nothing if it takes an evaluation.
    mutating func condition(_ formula: Formula) -> Int32? {
        (text, ranges) = (Array(formula.text.utf8), [])
        return condition(formula.code)
    }

    /// The step that a condition without a text begins with: nobody asks what decided it.
    mutating func condition(_ code: Code) -> Int32? {
        switch code.kind {
        case .slot, .local: return onCell(.truth, code)
        case .hasSlot(let operand, let slot):
            return onCell(.presence, Code(.slot(operand, slot), .dyn, code.span))
        case .variable(let index):
            guard variables.indices.contains(index), let condition = variables[index] else {
                return nil
            }
            return add(
                SheetProgram.Step(
                    action: .variable,
                    first: condition,
                    number: Int64(firstVariable + index)
                )
            )
        case .not(let operand):
            return condition(operand).map { add(SheetProgram.Step(action: .not, first: $0)) }
        case .and(let parts): return fold(parts, .all)
        case .or(let parts): return fold(parts, .any)
        case .equal(let left, let right, let isNegated): return equality(left, right, isNegated)
        case .ordered(let comparison, let left, let right):
            let comparison = SheetProgram.Comparison(comparison)
            return number(left, comparison, right) ?? order(left, comparison, right)
        case .call(let function, let arguments): return call(function, arguments)
        case .comprehension(let macro, let range, let local, let bodies)
        where (macro == .all || macro == .exists) && local < SheetProgram.localLimit:
            guard case .slot = range.kind,
                let step = onCell(macro == .all ? .each : .some, range)
            else { return nil }
            ranges.append(steps[Int(step)].name)
            let body = condition(bodies[0])
            ranges.removeLast()
            guard let body else { return nil }
            steps[Int(step)].first = body
            steps[Int(step)].detail = UInt8(local)
            return step
        default: return nil
        }
    }

    /// The cell of a field that a rule needs an answer to.
    mutating func field(_ code: Code) -> Int32? {
        onCell(.cell, code)
    }

    /// Puts steps side by side; returns where the first is among the parts.
    mutating func list(_ steps: [Int32]) -> Int32 {
        parts += steps
        return Int32(parts.count - steps.count)
    }

    // MARK: Parts

    private mutating func add(_ step: SheetProgram.Step) -> Int32 {
        steps.append(step)
        return Int32(steps.count - 1)
    }

    /// A step about a field, nothing for what is none.
    private mutating func onCell(_ action: SheetProgram.Action, _ whole: Code) -> Int32? {
        var offset = 0
        var code = whole
        while case .slot(let operand, let slot) = code.kind {
            guard case .record(let group) = operand.type, group.offsets.indices.contains(slot)
            else { return nil }
            offset += group.offsets[slot]
            code = operand
        }
        var step = SheetProgram.Step(action: action, offset: Int32(offset))
        var list: Int32?
        switch code.kind {
        case .root(let index) where index <= 255: step.base = UInt8(index)
        case .local(let index) where index < SheetProgram.localLimit:
            (step.isLocal, step.base) = (true, UInt8(index))
            list = ranges.indices.contains(index) ? ranges[index] : -1
        default: return nil
        }
        step.name = names.name(of: whole, in: list, base: Int(step.base)) ?? -1
        return add(step)
    }

    private mutating func add(_ word: String) -> Int32 {
        words.append(bytes.count..<bytes.count + word.utf8.count)
        bytes += word.utf8
        return Int32(words.count - 1)
    }

    private mutating func fold(_ codes: [Code], _ action: SheetProgram.Action) -> Int32? {
        var inside: [Int32] = []
        for code in codes {
            guard let part = condition(code) else { return nil }
            inside.append(part)
        }
        let first = list(inside)
        return add(SheetProgram.Step(action: action, first: first, count: Int32(inside.count)))
    }

    private mutating func equality(_ left: Code, _ right: Code, _ isNegated: Bool) -> Int32? {
        guard case .constant(let constant) = right.kind else { return nil }
        switch constant {
        case .string(let text):
            return among([text], left, isNegated, steps: text.utf8.count / 16)
        case .bool(let truth):
            guard let step = condition(left) else { return nil }
            let whole = add(SheetProgram.Step(action: .whole, first: step))
            return truth != isNegated ? whole : add(SheetProgram.Step(action: .not, first: whole))
        default: return number(left, isNegated ? .different : .same, right)
        }
    }

    /// A field that is, or is not, one of some texts.
    private mutating func among(
        _ texts: [String],
        _ code: Code,
        _ isNegated: Bool,
        steps cost: Int
    ) -> Int32? {
        if case .choice(let choices) = code.type, choices.count < 64,
            let step = onCell(.choice, code)
        {
            var bits: UInt64 = 0
            for (index, word) in choices.enumerated()
            where texts.contains(where: { sameScalars($0, word) }) {
                bits |= 1 << UInt64(index + 1)
            }
            steps[Int(step)].number = Int64(bitPattern: bits)
            steps[Int(step)].isNegated = isNegated
            steps[Int(step)].count = Int32(cost)
            return step
        }
        guard let step = onCell(.word, code) else { return nil }
        steps[Int(step)].first = Int32(words.count)
        for text in texts { _ = add(text) }
        steps[Int(step)].count = Int32(texts.count)
        steps[Int(step)].isNegated = isNegated
        steps[Int(step)].number = Int64(cost)
        return step
    }

    private mutating func number(
        _ left: Code,
        _ comparison: SheetProgram.Comparison,
        _ right: Code
    ) -> Int32? {
        guard case .constant(.int(let number)) = right.kind else { return nil }
        let step: Int32?
        if case .call(let function, let arguments) = left.kind, function.name == "size" {
            guard case .list = arguments[0].type else { return nil }
            step = onCell(.count, arguments[0])
            if let step { steps[Int(step)].first = countName(left) }
        } else {
            guard case .int = left.type else { return nil }
            step = onCell(.number, left)
        }
        guard let step else { return nil }
        steps[Int(step)].number = number
        steps[Int(step)].detail = comparison.rawValue
        return step
    }

    private mutating func call(_ function: Function, _ arguments: [Code]) -> Int32? {
        guard arguments.count == 2 else { return nil }
        if function.name == "_in_" { return membership(arguments[0], arguments[1]) }
        guard function.isMember, let place = TextPlace(rawValue: function.name),
            case .constant(.string(let part)) = arguments[1].kind,
            let step = onCell(.part, arguments[0])
        else { return nil }
        steps[Int(step)].first = add(part)
        steps[Int(step)].detail = place.number
        steps[Int(step)].number = Int64(part.utf8.count / 16)
        return step
    }

    private mutating func membership(_ element: Code, _ list: Code) -> Int32? {
        if case .list(let elements) = list.kind {
            var texts: [String] = []
            for element in elements {
                guard case .constant(.string(let text)) = element.kind else { return nil }
                texts.append(text)
            }
            // Making the list, and then going through it.
            return among(texts, element, false, steps: 2 * texts.count + 1)
        }
        guard case .list = list.type else { return nil }
        if case .constant(.string(let text)) = element.kind {
            guard let step = onCell(.member, list) else { return nil }
            steps[Int(step)].first = add(text)
            steps[Int(step)].number = Int64(text.utf8.count / 16)
            return step
        }
        guard let wanted = onCell(.cell, element), let step = onCell(.membership, list) else {
            return nil
        }
        steps[Int(step)].first = wanted
        return step
    }

    // MARK: Comparisons

    private mutating func order(
        _ left: Code,
        _ comparison: SheetProgram.Comparison,
        _ right: Code
    ) -> Int32? {
        guard let left = operand(left), let right = operand(right) else { return nil }
        return add(
            SheetProgram.Step(
                action: .order,
                detail: comparison.rawValue,
                first: left,
                count: right
            )
        )
    }

    /// What a value is read with that is no condition; nothing if it takes an evaluation.
    mutating func operand(_ formula: Formula) -> Int32? {
        (text, ranges) = (Array(formula.text.utf8), [])
        return operand(formula.code)
    }

    /// What a comparison's operand is read with.
    private mutating func operand(_ code: Code) -> Int32? {
        switch code.kind {
        case .constant(let value): return constant(value)
        case .slot, .local, .root: return onCell(.cell, code)
        case .call(let function, let codes) where !function.looksInside && !function.isDeep:
            return call(of: function, codes, code)
        case .call(let function, let codes) where function.name == "_+_" && codes.count == 2:
            // Joining texts and lists looks inside; adding numbers and times does not.
            switch codes[0].type {
            case .int, .timestamp, .duration: return call(of: function, codes, code)
            default: return nil
            }
        default: return nil
        }
    }

    private mutating func call(
        of function: Function,
        _ codes: [Code],
        _ code: Code
    ) -> Int32? {
        if codes.allSatisfy({ if case .constant = $0.kind { true } else { false } }) {
            // A count is named as it is written, whatever it counts.
            guard function.name != "size" else { return nil }
            // A length of time that is written out need not be read again and again.
            var evaluator = Evaluator(roots: [], variables: [], zones: .utcOnly)
            let value = evaluator.result(of: code)
            guard codes.count == 1, value.isKnown else { return nil }
            return constant(value)
        }
        var inside: [Int32] = []
        for code in codes {
            guard let part = operand(code) else { return nil }
            inside.append(part)
        }
        let action: SheetProgram.Action =
            switch function.name {
            case "_-_": .minus
            case "_+_": .plus
            case "size": .size
            default: .call
            }
        functions.append(function)
        let first = list(inside)
        return add(
            SheetProgram.Step(
                action: action,
                offset: Int32(functions.count - 1),
                name: action == .size ? countName(code) : -1,
                first: first,
                count: Int32(inside.count)
            )
        )
    }

    /// What a count is called: what is written.
    private mutating func countName(_ code: Code) -> Int32 {
        guard code.span.upperBound <= text.count else { return -1 }
        return names.name(ofCount: Array(text[code.span]))
    }

    private mutating func constant(_ value: Value) -> Int32? {
        let cell: SheetCell
        switch value {
        case .bool(let truth): cell = .truth(truth)
        case .int(let number): cell = .whole(number)
        case .double(let number):
            cell = SheetCell(payload: Int64(bitPattern: number.bitPattern), kind: .double)
        case .timestamp(let time): cell = .instant(time)
        case .duration(let length): cell = .duration(length)
        default: return nil
        }
        cells.append(cell)
        return add(SheetProgram.Step(action: .constant, first: Int32(cells.count - 1)))
    }
}

extension SheetProgram.Comparison {
    fileprivate init(_ comparison: Code.Comparison) {
        self =
            switch comparison {
            case .less: .less
            case .lessOrEqual: .lessOrEqual
            case .greater: .greater
            case .greaterOrEqual: .greaterOrEqual
            }
    }
}

extension TextPlace {
    /// The place as a step has it.
    fileprivate var number: UInt8 {
        switch self {
        case .contains: 0
        case .startsWith: 1
        case .endsWith: 2
        }
    }
}
