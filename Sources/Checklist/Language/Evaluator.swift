/// Evaluates checked expressions over one set of answers.
///
/// Every result is a value; unknown and error are values too. Nothing throws and nothing traps,
/// whatever the answers are.
struct Evaluator {
    let roots: [Value]
    private let variables: [Code]
    let zones: Zones
    /// What variables came to; each is evaluated once.
    private var known: [Value?]
    /// The elements of the comprehensions around the present node, outermost first.
    var locals: [Value] = []
    private var stepsLeft = Evaluator.stepLimit

    /// How much one expression may do: elements visited, and parts of values made or compared.
    static let stepLimit = 2_000_000

    init(roots: [Value], variables: [Code], zones: Zones) {
        self.roots = roots
        self.variables = variables
        self.zones = zones
        known = Array(repeating: nil, count: variables.count)
    }

    /// What an expression comes to.
    ///
    /// - Parameters:
    ///   - code: the expression.
    ///   - element: what `this` stands for, if it stands inside an element of a list.
    /// - Returns: its value, which may be unknown or an error.
    mutating func result(of code: Code, this element: Value? = nil) -> Value {
        stepsLeft = Evaluator.stepLimit
        locals = element.map { [$0] } ?? []
        let result = value(of: code)
        // What shares its parts can be small here and endless for whoever prints it.
        return result.weight(upTo: Evaluator.stepLimit) == nil ? .tooManySteps : result
    }

    /// What an expression comes to that takes its steps from others.
    mutating func result(of code: Code, steps: inout Int) -> Value {
        stepsLeft = steps
        locals = []
        defer { steps = stepsLeft }
        return value(of: code)
    }

    /// Takes note of work done; false if it is too much.
    mutating func spend(_ steps: Int) -> Bool {
        stepsLeft -= steps
        return stepsLeft >= 0
    }

    /// Takes note of all parts of a value being looked at; false if they are too many.
    private mutating func spendWeight(of value: Value) -> Bool {
        switch value {
        case .list, .map:
            guard let weight = value.weight(upTo: stepsLeft) else { return false }
            return spend(weight)
        case .string(let text): return spend(text.utf8.count / 16)
        case .bytes(let bytes): return spend(bytes.count / 16)
        default: return true
        }
    }

    // The cases are functions of their own, so that the frame of this one, which recursion
    // repeats, stays small.
    mutating func value(of code: Code) -> Value {
        switch code.kind {
        case .constant(let value): value
        case .root(let index): roots[index]
        case .variable(let index): variable(index)
        case .local(let index): locals[index]
        case .slot(let operand, let slot): field(slot, of: value(of: operand))
        case .key(let operand, let name): key(name, of: value(of: operand))
        case .hasSlot(let operand, let slot): presence(of: slot, in: value(of: operand))
        case .hasKey(let operand, let name): presence(of: name, in: value(of: operand))
        case .not(let operand): negation(of: value(of: operand))
        case .and(let parts): fold(parts, decisive: false)
        case .or(let parts): fold(parts, decisive: true)
        case .conditional(let test, let yes, let no): conditional(test, yes, no)
        case .equal(let left, let right, let negated): equality(left, right, negated)
        case .ordered(let comparison, let left, let right): order(comparison, left, right)
        case .list(let elements): list(elements)
        case .map(let entries): map(entries)
        case .call(let function, let arguments): call(function, arguments)
        case .comprehension(let macro, let range, _, let bodies):
            comprehension(macro, range, bodies)
        }
    }

    /// What a variable comes to.
    ///
    /// A variable can only use earlier ones. Those are evaluated first, so that however long the
    /// chain is, the stack holds no more than one variable below the expression that asks.
    private mutating func variable(_ index: Int) -> Value {
        if let value = known[index] { return value }
        let outer = (locals, stepsLeft)
        for earlier in 0...index where known[earlier] == nil {
            // A variable sees no element of a comprehension that happens to ask for it.
            locals = []
            stepsLeft = Evaluator.stepLimit
            known[earlier] = value(of: variables[earlier])
        }
        (locals, stepsLeft) = outer
        return known[index] ?? .null
    }

    // MARK: Fields

    private func field(_ slot: Int, of operand: Value) -> Value {
        guard case .record(let record) = operand else { return operand.asFailure("no fields") }
        let value = record[slot]
        if case .absent = value {
            return .failed("`\(record.path(of: slot))` does not apply")
        }
        return value
    }

    private func key(_ name: String, of operand: Value) -> Value {
        switch operand {
        case .map(let map): return map.value(of: .string(name)) ?? .failed("no such key: \(name)")
        case .record(let record):
            guard let slot = record.group.slot(of: name) else {
                return .failed("no such key: \(name)")
            }
            return field(slot, of: operand)
        default: return operand.asFailure("no such key: \(name)")
        }
    }

    private func presence(of slot: Int, in operand: Value) -> Value {
        guard case .record(let record) = operand else { return operand.asFailure("no fields") }
        return presence(of: record[slot])
    }

    private func presence(of name: String, in operand: Value) -> Value {
        switch operand {
        case .map(let map): map.value(of: .string(name)).map { presence(of: $0) } ?? .bool(false)
        case .record(let record):
            record.group.slot(of: name).map { presence(of: record[$0]) } ?? .bool(false)
        default: operand.asFailure("no fields")
        }
    }

    private func presence(of value: Value) -> Value {
        switch value {
        case .absent: .bool(false)
        case .unknown, .error: value
        case .record(let record) where !record.isGiven:
            record.unanswered.isEmpty ? .bool(true) : .unknown(.union(record.unanswered))
        default: .bool(true)
        }
    }

    // MARK: Logic

    private func negation(of operand: Value) -> Value {
        guard case .bool(let truth) = operand else { return operand.asFailure("not a condition") }
        return .bool(!truth)
    }

    private mutating func fold(_ parts: [Code], decisive: Bool) -> Value {
        var fold = Fold(decisive: decisive)
        for part in parts {
            if let result = fold.take(value(of: part)) { return result }
        }
        return fold.result
    }

    private mutating func conditional(_ test: Code, _ yes: Code, _ no: Code) -> Value {
        let condition = value(of: test)
        switch condition {
        case .bool(let truth): return value(of: truth ? yes : no)
        case .unknown(let unknown):
            let first = value(of: yes)
            let second = value(of: no)
            guard spendWeight(of: first), spendWeight(of: second) else { return .tooManySteps }
            // Whatever the condition turns out to be, if it cannot fail the result is the same.
            if test.isTotal, first.isKnown, second.isKnown, first.unansweredInside.isEmpty,
                second.unansweredInside.isEmpty, first.equals(second)
            {
                return first
            }
            return .unknown(
                unknown.with(possible: first.unansweredInside + second.unansweredInside)
            )
        default: return condition.asFailure("not a condition")
        }
    }

    // MARK: Strict operators

    private mutating func equality(_ left: Code, _ right: Code, _ negated: Bool) -> Value {
        let left = value(of: left)
        let right = value(of: right)
        guard spendWeight(of: left), spendWeight(of: right) else { return .tooManySteps }
        if let open = Value.open(left, right, deep: true) { return open }
        return .bool(left.equals(right) != negated)
    }

    private mutating func order(
        _ comparison: Code.Comparison,
        _ left: Code,
        _ right: Code
    ) -> Value {
        let left = value(of: left)
        let right = value(of: right)
        if let open = Value.open(left, right) { return open }
        guard left.isOrdered(like: right) else { return .failed("no such overload") }
        return .bool(comparison.holds(left.order(to: right)))
    }

    private mutating func list(_ elements: [Code]) -> Value {
        guard spend(elements.count) else { return .tooManySteps }
        var values: [Value] = []
        values.reserveCapacity(elements.count)
        for element in elements { values.append(value(of: element)) }
        return Value.open(values) ?? .list(values)
    }

    private mutating func map(_ entries: [(key: Code, value: Code)]) -> Value {
        guard spend(entries.count) else { return .tooManySteps }
        var values: [(key: Value, value: Value)] = []
        values.reserveCapacity(entries.count)
        for entry in entries { values.append((value(of: entry.key), value(of: entry.value))) }
        var parts: [Value] = []
        for value in values { parts += [value.key, value.value] }
        if let open = Value.open(parts) { return open }
        var keys: Set<MapKey> = []
        for entry in values {
            guard MapKey.isKey(entry.key), let key = MapKey(entry.key) else {
                return .failed("a key must be a bool, an int, a uint or a string")
            }
            guard keys.insert(key).inserted else {
                return .failed("the key \(entry.key.literal) is there twice")
            }
        }
        return .map(ValueMap(entries: values))
    }

    private mutating func call(_ function: Function, _ arguments: [Code]) -> Value {
        var values: [Value] = []
        values.reserveCapacity(arguments.count)
        for argument in arguments { values.append(value(of: argument)) }
        if function.looksInside {
            for value in values where !spendWeight(of: value) { return .tooManySteps }
        }
        if let open = Value.open(values, deep: function.isDeep) { return open }
        return function.apply(values, zones) ?? .failed("no such overload")
    }
}
