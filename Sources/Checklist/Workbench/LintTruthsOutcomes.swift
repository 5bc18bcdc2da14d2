/// How single conditions come out under the present choices.
extension Truths {
    mutating func outcome(of code: Code) -> Outcome {
        switch code.kind {
        case .constant(.bool(let truth)): return Outcome(truth)
        case .variable(let index): return outcome(of: variables[index])
        case .not(let operand): return outcome(of: operand).reversed
        case .and(let parts): return fold(parts, decisive: false)
        case .or(let parts): return fold(parts, decisive: true)
        case .conditional(let test, let yes, let no):
            return switch outcome(of: test) {
            case .yes: outcome(of: yes)
            case .no: outcome(of: no)
            case let other: other
            }
        case .hasSlot(let operand, let slot): return presence(of: slot, in: operand, code)
        default: break
        }
        if let obstacle = obstacle(in: code) { return obstacle }
        switch code.kind {
        case .equal(let left, let right, let negated):
            let same = equality(left, right)
            return negated ? same.reversed : same
        case .ordered(let comparison, let left, let right): return order(comparison, left, right)
        case .call(let function, let arguments) where function.name == "_in_":
            return membership(arguments[0], arguments[1], code)
        case .comprehension(let macro, _, _, let bodies):
            return comprehension(macro, bodies[0], code)
        default: return free(code.fingerprint)
        }
    }

    private mutating func fold(_ parts: [Code], decisive: Bool) -> Outcome {
        var open: Outcome?
        var fails = false
        for part in parts {
            switch outcome(of: part) {
            case .yes: if decisive { return .yes }
            case .no: if !decisive { return .no }
            case .fails, .idle: fails = true
            case .open(let key): open = open ?? .open(key)
            }
        }
        return open ?? (fails ? .fails : Outcome(!decisive))
    }

    // MARK: Fields that may not apply

    /// Why an expression that needs all its parts cannot be worked out, if so.
    ///
    /// A field that it reads does not apply, or that is not chosen yet.
    private mutating func obstacle(in code: Code) -> Outcome? {
        switch code.kind {
        case .and, .or, .not, .hasSlot:
            if case .fails = outcome(of: code) { return .fails }
            return nil
        case .variable(let index): return obstacle(in: variables[index])
        case .conditional(let test, let yes, let no):
            switch outcome(of: test) {
            case .yes: return obstacle(in: yes)
            case .no: return obstacle(in: no)
            case let other: return other
            }
        case .comprehension(_, let range, _, _): return obstacle(in: range)
        case .slot(let operand, let slot):
            if let obstacle = obstacle(in: operand) { return obstacle }
            guard operand.isPlainPath, let field = field(slot, of: operand) else { return nil }
            return absence(of: field, code.fingerprint)
        default:
            for part in code.parts {
                if let obstacle = obstacle(in: part) { return obstacle }
            }
            return nil
        }
    }

    private mutating func absence(of field: Field, _ key: String) -> Outcome? {
        guard let condition = field.condition else { return nil }
        switch outcome(of: condition.code) {
        case .yes: return nil
        case .no where allowsNeedless:
            let key = "given \(key)"
            guard let choice = choice(key, of: 2) else { return .open(key) }
            return choice == 0 ? nil : .fails
        case .no: return .fails
        case let other: return other
        }
    }

    private mutating func presence(of slot: Int, in operand: Code, _ code: Code) -> Outcome {
        if let obstacle = obstacle(in: operand) { return obstacle }
        guard let field = field(slot, of: operand) else { return free(code.fingerprint) }
        if field.condition == nil { return .yes }
        guard operand.isPlainPath else { return free(code.fingerprint) }
        let path = "\(operand.fingerprint).\(slot)"
        return switch absence(of: field, path) {
        case nil: .yes
        case .fails: .no
        case let other?: other
        }
    }

    // MARK: Comparisons

    private mutating func equality(_ left: Code, _ right: Code) -> Outcome {
        if let a = left.written, let b = right.written { return Outcome(a.equals(b)) }
        if case .bool = left.type, case .bool = right.type {
            switch (outcome(of: left), outcome(of: right)) {
            case (.yes, .yes), (.no, .no): return .yes
            case (.yes, .no), (.no, .yes): return .no
            case (.open(let key), _), (_, .open(let key)): return .open(key)
            default: return .fails
            }
        }
        if let value = right.written { return equality(left, with: value) }
        if let value = left.written { return equality(right, with: value) }
        return standing(of: left, to: right) { $0 == $1 }
    }

    private mutating func equality(_ code: Code, with value: Value) -> Outcome {
        if case .choice(let words) = code.type {
            let key = code.fingerprint
            guard let choice = choice(key, of: words.count) else { return .open(key) }
            return Outcome(Value.string(words[choice]).equals(value))
        }
        guard let (place, index) = place(of: code, beside: value) else {
            return free("same(\(code.fingerprint),\(value.literal))")
        }
        return place.map { Outcome($0 == 2 * index + 1) } ?? .open(code.fingerprint)
    }

    private mutating func order(
        _ comparison: Code.Comparison,
        _ left: Code,
        _ right: Code
    ) -> Outcome {
        if let value = right.written, left.written == nil,
            let (place, index) = place(of: left, beside: value)
        {
            return place.map { compare($0, comparison, 2 * index + 1) } ?? .open(left.fingerprint)
        }
        if let value = left.written, right.written == nil,
            let (place, index) = place(of: right, beside: value)
        {
            return place.map { compare(2 * index + 1, comparison, $0) } ?? .open(right.fingerprint)
        }
        if let a = left.written, let b = right.written {
            switch a.order(to: b) {
            case .before: return compare(0, comparison, 1)
            case .same: return compare(0, comparison, 0)
            case .after: return compare(1, comparison, 0)
            case .unordered: return .no
            }
        }
        return standing(of: left, to: right) { first, second in
            switch comparison {
            case .less: first < second
            case .lessOrEqual: first <= second
            case .greater: first > second
            case .greaterOrEqual: first >= second
            }
        }
    }

    /// Whether two things that nothing is known of stand to each other like two numbers.
    private mutating func standing(
        of left: Code,
        to right: Code,
        _ holds: (Int, Int) -> Bool
    ) -> Outcome {
        let (a, b) = (left.fingerprint, right.fingerprint)
        if a == b { return Outcome(holds(0, 0)) }
        let isTurned = b < a
        let key = isTurned ? "order(\(b),\(a))" : "order(\(a),\(b))"
        guard let choice = choice(key, of: 3) else { return .open(key) }
        return Outcome(isTurned ? holds(1, choice) : holds(choice, 1))
    }

    private func compare(_ a: Int, _ comparison: Code.Comparison, _ b: Int) -> Outcome {
        switch comparison {
        case .less: Outcome(a < b)
        case .lessOrEqual: Outcome(a <= b)
        case .greater: Outcome(a > b)
        case .greaterOrEqual: Outcome(a >= b)
        }
    }

    /// Where a thing stands among the values that it is compared with, as far as that is chosen:
    /// at the value of this number, counted twice and one more, or between two of them.
    private mutating func place(of code: Code, beside value: Value) -> (place: Int?, index: Int)? {
        let key = code.fingerprint
        guard let marks = marks[key], let index = marks.firstIndex(where: { $0.equals(value) })
        else { return nil }
        let places = Truths.places(among: marks, of: code)
        return (choice(key, of: places.count).map { places[$0] }, index)
    }

    /// The places that are not ruled out by a field's limits or by numbers being whole.
    private static func places(among marks: [Value], of code: Code) -> [Int] {
        var limits: (min: Int64?, max: Int64?) = (nil, nil)
        if case .int(let min, let max)? = code.field?.type { limits = (min, max) }
        if case .call(let function, _) = code.kind, function.name == "size" { limits.min = 0 }
        return (0...2 * marks.count).filter { place in
            let below = place < 2 ? nil : marks[(place - 2) / 2].wholeNumber
            guard place % 2 == 0 else {
                guard let number = marks[place / 2].wholeNumber else { return true }
                return number >= limits.min ?? .min && number <= limits.max ?? .max
            }
            let above = place / 2 < marks.count ? marks[place / 2].wholeNumber : nil
            guard case .int = code.type else { return true }
            if let below, let above, above <= below + 1 { return false }
            if let above, let min = limits.min, above <= min { return false }
            if let below, let max = limits.max, below >= max { return false }
            return true
        }
    }

    // MARK: Lists

    private mutating func membership(_ element: Code, _ list: Code, _ code: Code) -> Outcome {
        guard let values = list.writtenList else { return free(code.fingerprint) }
        var open: Outcome?
        for value in values {
            switch equality(element, with: value) {
            case .yes: return .yes
            case .open(let key): open = open ?? .open(key)
            default: break
            }
        }
        return open ?? .no
    }

    private mutating func comprehension(
        _ macro: Syntax.Macro,
        _ body: Code,
        _ code: Code
    ) -> Outcome {
        if macro != .map, macro != .filter {
            let key = body.fingerprint
            let inside = bodies[key] ?? Truths.of(body, declared)
            bodies[key] = inside
            if macro == .all, inside.isAlways, body.isTotal { return .yes }
            if macro != .all, inside.isNever, body.isTotal { return .no }
        }
        return free(code.fingerprint)
    }
}

extension Value {
    fileprivate var wholeNumber: Int64? {
        if case .int(let number) = self { number } else { nil }
    }
}
