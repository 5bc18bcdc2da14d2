/// Evaluates checked expressions over one set of answers.
///
/// Every result is a value; unknown and error are values too. Nothing throws and nothing traps,
/// whatever the answers are.
struct Evaluator {
    private let roots: [Value]
    private let variables: [Code]
    private let zones: Zones
    /// What variables came to; each is evaluated once.
    private var known: [Value?]
    /// The elements of the comprehensions around the present node, outermost first.
    var locals: [Value] = []
    private var stepsLeft = Evaluator.stepLimit

    /// How many elements all comprehensions of one expression may visit together.
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
    mutating func result(of code: Code, this element: Value? = nil) -> Value {
        stepsLeft = Evaluator.stepLimit
        locals = element.map { [$0] } ?? []
        return value(of: code)
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

    private mutating func variable(_ index: Int) -> Value {
        if let value = known[index] { return value }
        // A variable sees no element of a comprehension that happens to ask for it.
        let outer = locals
        locals = []
        let value = value(of: variables[index])
        locals = outer
        known[index] = value
        return value
    }

    // MARK: Fields

    private func field(_ slot: Int, of operand: Value) -> Value {
        guard case .record(let record) = operand else { return operand.asFailure("no fields") }
        let value = record.slots[slot]
        if case .absent = value {
            return .failed("`\(record.path.text).\(record.group.fields[slot].name)` does not apply")
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
        return presence(of: record.slots[slot])
    }

    private func presence(of name: String, in operand: Value) -> Value {
        switch operand {
        case .map(let map): .bool(map.value(of: .string(name)) != nil)
        case .record(let record):
            record.group.slot(of: name).map { presence(of: record.slots[$0]) } ?? .bool(false)
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
            // Whatever the condition turns out to be, if it cannot fail the result is the same.
            if test.isTotal, first.isKnown, second.isKnown, first.unansweredInside.isEmpty,
                second.unansweredInside.isEmpty, first.equals(second)
            {
                return first
            }
            return .unknown(
                unknown.with(possible: first.unansweredInside + second.unansweredInside))
        default: return condition.asFailure("not a condition")
        }
    }

    // MARK: Strict operators

    private mutating func equality(_ left: Code, _ right: Code, _ negated: Bool) -> Value {
        let left = value(of: left)
        let right = value(of: right)
        if let open = Value.open([left, right], deep: true) { return open }
        return .bool(left.equals(right) != negated)
    }

    private mutating func order(
        _ comparison: Code.Comparison, _ left: Code, _ right: Code
    ) -> Value {
        let left = value(of: left)
        let right = value(of: right)
        if let open = Value.open([left, right]) { return open }
        guard left.isOrdered(like: right) else { return .failed("no such overload") }
        let order = left.order(to: right)
        return switch comparison {
        case .less: .bool(order == .before)
        case .lessOrEqual: .bool(order == .before || order == .same)
        case .greater: .bool(order == .after)
        case .greaterOrEqual: .bool(order == .after || order == .same)
        }
    }

    private mutating func list(_ elements: [Code]) -> Value {
        var values: [Value] = []
        values.reserveCapacity(elements.count)
        for element in elements { values.append(value(of: element)) }
        return Value.open(values) ?? .list(values)
    }

    private mutating func map(_ entries: [(key: Code, value: Code)]) -> Value {
        var values: [(key: Value, value: Value)] = []
        for entry in entries { values.append((value(of: entry.key), value(of: entry.value))) }
        if let open = Value.open(values.flatMap { [$0.key, $0.value] }) { return open }
        for (index, entry) in values.enumerated() {
            switch entry.key {
            case .bool, .int, .uint, .string: break
            default: return .failed("a key must be a bool, an int, a uint or a string")
            }
            if values[..<index].contains(where: { $0.key.equals(entry.key) }) {
                return .failed("the key \(entry.key.literal) is there twice")
            }
        }
        return .map(ValueMap(entries: values))
    }

    private mutating func call(_ function: Function, _ arguments: [Code]) -> Value {
        var values: [Value] = []
        values.reserveCapacity(arguments.count)
        for argument in arguments { values.append(value(of: argument)) }
        if let open = Value.open(values, deep: function.name == "_in_") { return open }
        return function.apply(values, zones) ?? .failed("no such overload")
    }

    // MARK: Comprehensions

    private mutating func comprehension(
        _ macro: Syntax.Macro, _ range: Code, _ bodies: [Code]
    ) -> Value {
        let elements: [Value]
        switch self.range(range) {
        case .list(let list): elements = list
        case let other: return other.asFailure("not a list")
        }
        guard elements.count <= stepsLeft else { return .failed("the rule takes too many steps") }
        stepsLeft -= elements.count
        locals.append(.null)
        defer { locals.removeLast() }
        return switch macro {
        case .all: quantified(elements, bodies[0], decisive: false)
        case .exists: quantified(elements, bodies[0], decisive: true)
        case .existsOne: existsOne(elements, bodies[0])
        case .filter: filtered(elements, bodies[0])
        case .map: mapped(elements, bodies)
        }
    }

    /// The elements that a comprehension goes through. An unanswered element of a list that is written out leaves the
    /// others known.
    mutating func range(_ code: Code) -> Value {
        if case .list(let elements) = code.kind, code.isTotal {
            var values: [Value] = []
            for element in elements { values.append(value(of: element)) }
            return .list(values)
        }
        let value = value(of: code)
        switch value {
        case .map, .record: return .list(value.entries.map { $0.key })
        default: return value
        }
    }

    private mutating func quantified(_ elements: [Value], _ body: Code, decisive: Bool) -> Value {
        var fold = Fold(decisive: decisive)
        for element in elements {
            locals[locals.count - 1] = element
            if let result = fold.take(value(of: body)) { return result }
        }
        return fold.result
    }

    private mutating func existsOne(_ elements: [Value], _ body: Code) -> Value {
        var unknown: [Unknown] = []
        var failure: Failure?
        var found = 0
        for element in elements {
            locals[locals.count - 1] = element
            switch value(of: body) {
            case .bool(let truth): found += truth ? 1 : 0
            case .unknown(let open): unknown.append(open)
            case let other: failure = failure ?? other.failure("not a condition")
            }
            if found > 1, body.isTotal { return .bool(false) }
        }
        if let failure { return .error(failure) }
        return unknown.isEmpty ? .bool(found == 1) : .unknown(.union(unknown))
    }

    private mutating func filtered(_ elements: [Value], _ body: Code) -> Value {
        var kept: [Value] = []
        var unknown: [Unknown] = []
        var failure: Failure?
        for element in elements {
            locals[locals.count - 1] = element
            switch value(of: body) {
            case .bool(let truth): if truth { kept.append(element) }
            case .unknown(let open): unknown.append(open)
            case let other: failure = failure ?? other.failure("not a condition")
            }
        }
        if let failure { return .error(failure) }
        if !unknown.isEmpty { return .unknown(.union(unknown)) }
        return Value.open(kept) ?? .list(kept)
    }

    private mutating func mapped(_ elements: [Value], _ bodies: [Code]) -> Value {
        var chosen = elements
        if bodies.count == 2 {
            switch filtered(elements, bodies[0]) {
            case .list(let list): chosen = list
            case let other: return other
            }
        }
        var results: [Value] = []
        results.reserveCapacity(chosen.count)
        for element in chosen {
            locals[locals.count - 1] = element
            results.append(value(of: bodies[bodies.count - 1]))
        }
        return Value.open(results) ?? .list(results)
    }
}

/// `&&` or `||` over any number of operands: a decisive operand, else everything unknown, else
/// the first error, else the operator's identity. The order of the operands does not matter.
private struct Fold {
    let decisive: Bool
    private var unknown: [Unknown] = []
    private var failure: Failure?

    init(decisive: Bool) {
        self.decisive = decisive
    }

    /// Takes one operand; the result as soon as it is decided.
    mutating func take(_ operand: Value) -> Value? {
        switch operand {
        case .bool(decisive): return operand
        case .bool: break
        case .unknown(let open): unknown.append(open)
        case let other: failure = failure ?? other.failure("not a condition")
        }
        return nil
    }

    /// The result when no operand decided.
    var result: Value {
        if !unknown.isEmpty { return .unknown(.union(unknown, failure: failure)) }
        return failure.map { .error($0) } ?? .bool(!decisive)
    }
}

extension Value {
    /// What a strict operator comes to when not all operands are known: the first error, else
    /// all unknowns; nothing when it can be computed. With `deep`, unanswered fields inside
    /// lists and records count too.
    static func open(_ operands: [Value], deep: Bool = false) -> Value? {
        var unknown: [Unknown] = []
        for operand in operands {
            switch operand {
            case .error: return operand
            case .absent: return operand.asFailure("does not apply")
            case .unknown(let open): unknown.append(open)
            case .list, .map, .record: if deep { unknown += operand.unansweredInside }
            default: break
            }
        }
        return unknown.isEmpty ? nil : .unknown(.union(unknown))
    }

    /// The value itself if it is unknown or an error, else an error.
    fileprivate func asFailure(_ message: String) -> Value {
        switch self {
        case .unknown, .error: self
        default: .failed(message)
        }
    }

    fileprivate func failure(_ message: String) -> Failure {
        if case .error(let failure) = self { return failure }
        return Failure(message)
    }

    fileprivate func isOrdered(like other: Value) -> Bool {
        switch (self, other) {
        case (.bool, .bool), (.string, .string), (.bytes, .bytes), (.timestamp, .timestamp),
            (.duration, .duration):
            true
        case (.int, .int), (.int, .uint), (.int, .double), (.uint, .int), (.uint, .uint),
            (.uint, .double), (.double, .int), (.double, .uint), (.double, .double):
            true
        default: false
        }
    }
}
