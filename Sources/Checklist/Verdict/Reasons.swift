/// Finds the values that made a condition come out as it did.
///
/// It evaluates the condition's parts once more, which costs nothing for rules that nobody asks
/// about.
struct Reasons {
    var evaluator: Evaluator
    private let variables: [Variable]
    private var values: [DecidingValue] = []
    private var omitted = 0
    /// What was met, once it is too much to look through one by one.
    private var seen: Set<String> = []
    /// Where the elements of the comprehensions around the present node come from.
    private var ranges: [String?] = []

    init(_ evaluator: Evaluator, variables: [Variable]) {
        self.evaluator = evaluator
        self.variables = variables
    }

    /// What made a condition true or false, and how much of that was left out.
    mutating func explain(_ formula: Formula) -> ([DecidingValue], omitted: Int) {
        forget()
        evaluator.locals = []
        explain(formula.code, in: formula.text)
        return (values, omitted)
    }

    private mutating func forget() {
        values = []
        omitted = 0
        if !seen.isEmpty { seen = [] }
    }

    private mutating func explain(_ code: Code, in text: String) {
        switch code.kind {
        case .and(let parts): explain(parts, decisive: false, of: code, in: text)
        case .or(let parts): explain(parts, decisive: true, of: code, in: text)
        case .not(let operand): explain(operand, in: text)
        case .conditional(let test, let yes, let no):
            explain(test, in: text)
            if case .bool(let truth) = evaluator.value(of: test) {
                explain(truth ? yes : no, in: text)
            }
        case .variable(let index):
            let formula = variables[index].formula
            guard case .bool = code.type else { return read(code, in: text) }
            outsideComprehensions { $0.explain(formula.code, in: formula.text) }
        case .comprehension(let macro, let range, _, let bodies)
        where macro == .all || macro == .exists:
            explainElements(range, bodies[0], decisive: macro == .exists, in: text)
        default: read(code, in: text)
        }
    }

    /// If one operand is enough, those that are; else all.
    private mutating func explain(
        _ parts: [Code],
        decisive: Bool,
        of whole: Code,
        in text: String
    ) {
        guard case .bool(decisive) = evaluator.value(of: whole) else {
            for part in parts { explain(part, in: text) }
            return
        }
        for part in parts {
            guard case .bool(decisive) = evaluator.value(of: part) else { continue }
            explain(part, in: text)
        }
    }

    /// The elements that decided; if none did, what the condition compares them with.
    private mutating func explainElements(
        _ range: Code,
        _ body: Code,
        decisive: Bool,
        in text: String
    ) {
        guard case .list(let elements) = evaluator.range(range) else {
            return read(range, in: text)
        }
        var decided = false
        enter(range, in: text)
        defer { leave() }
        for element in elements {
            evaluator.locals[evaluator.locals.count - 1] = element
            guard case .bool(decisive) = evaluator.value(of: body) else { continue }
            decided = true
            explain(body, in: text)
        }
        guard !decided else { return }
        // Nothing that depends on the element is worth naming.
        let depth = evaluator.locals.count - 1
        read(body, in: text, belowLocal: depth)
    }

    private mutating func enter(_ range: Code, in text: String) {
        ranges.append(path(of: range))
        evaluator.locals.append(.null)
    }

    private mutating func leave() {
        ranges.removeLast()
        evaluator.locals.removeLast()
    }

    private mutating func outsideComprehensions(_ work: (inout Reasons) -> Void) {
        let locals = evaluator.locals
        let outer = ranges
        evaluator.locals = []
        ranges = []
        work(&self)
        evaluator.locals = locals
        ranges = outer
    }

    // MARK: Reads

    /// Collects the values that a smaller expression reads.
    private mutating func read(_ code: Code, in text: String, belowLocal limit: Int = .max) {
        switch code.kind {
        case .constant, .root: break
        case .local(let index):
            guard index < limit else { return }
            add(ranges[index] ?? self.text(of: code, in: text), evaluator.value(of: code))
        case .variable(let index):
            let value = evaluator.value(of: code)
            if case .bool = value {
                let formula = variables[index].formula
                outsideComprehensions { $0.explain(formula.code, in: formula.text) }
            } else {
                add(variables[index].name, value, means: variables[index].means)
            }
        case .slot(let operand, let slot), .hasSlot(let operand, let slot):
            guard !operand.usesLocal(from: limit) else { return }
            readField(slot, of: operand, in: text)
        case .key(let operand, _), .hasKey(let operand, _):
            read(operand, in: text, belowLocal: limit)
        case .not(let operand): read(operand, in: text, belowLocal: limit)
        case .and(let parts), .or(let parts), .list(let parts):
            for part in parts { read(part, in: text, belowLocal: limit) }
        case .conditional(let test, let yes, let no):
            for part in [test, yes, no] { read(part, in: text, belowLocal: limit) }
        case .equal(let left, let right, _), .ordered(_, let left, let right):
            read(left, in: text, belowLocal: limit)
            read(right, in: text, belowLocal: limit)
        case .map(let entries):
            for entry in entries { read(entry.value, in: text, belowLocal: limit) }
        case .call(let function, let arguments):
            // A count says more than the list that it counts.
            if function.name == "size", !code.usesLocal(from: 0) {
                add(self.text(of: code, in: text), evaluator.value(of: code))
            } else {
                for argument in arguments { read(argument, in: text, belowLocal: limit) }
            }
        case .comprehension(_, let range, let local, let bodies):
            enter(range, in: text)
            for body in bodies { read(body, in: text, belowLocal: min(limit, local)) }
            leave()
        }
    }

    private mutating func readField(_ slot: Int, of operand: Code, in text: String) {
        guard case .record(let record) = evaluator.value(of: operand) else { return }
        add(
            record.path(of: slot),
            record[slot],
            isDefault: record.isDefault(slot)
        )
    }

    /// Takes note of a value.
    mutating func add(
        _ path: String,
        _ value: Value,
        means: String? = nil,
        isDefault: Bool = false
    ) {
        switch value {
        case .record, .map, .error, .unknown: return
        default: break
        }
        // Several elements of one plain list stand at the same path.
        guard isNew(path, value) else { return }
        guard values.count < Finding.valueLimit else {
            omitted += 1
            return
        }
        values.append(
            DecidingValue(path: path, means: means, value: value, isDefault: isDefault)
        )
    }

    private mutating func isNew(_ path: String, _ value: Value) -> Bool {
        func literal(_ path: String, _ value: Value) -> String { "\(path)=\(value.literal)" }
        if values.count < 8 {
            return !values.contains {
                sameScalars($0.path, path) && $0.value.isWritten(like: value)
            }
        }
        if seen.isEmpty { seen = Set(values.map { literal($0.path, $0.value) }) }
        return seen.insert(literal(path, value)).inserted
    }

    private mutating func path(of range: Code) -> String? {
        guard case .slot(let operand, let slot) = range.kind,
            case .record(let record) = evaluator.value(of: operand)
        else {
            if case .variable(let index) = range.kind { return variables[index].name }
            return nil
        }
        return record.path(of: slot)
    }

    private func text(of code: Code, in text: String) -> String {
        String(decoding: Array(text.utf8)[code.span], as: UTF8.self)
    }
}

extension Code {
    /// Whether it reads the element of a comprehension of this number or further in.
    fileprivate func usesLocal(from limit: Int) -> Bool {
        switch kind {
        case .constant, .root, .variable: false
        case .local(let index): index >= limit
        case .slot(let operand, _), .key(let operand, _), .hasSlot(let operand, _),
            .hasKey(let operand, _), .not(let operand):
            operand.usesLocal(from: limit)
        case .and(let parts), .or(let parts), .list(let parts), .call(_, let parts):
            parts.contains { $0.usesLocal(from: limit) }
        case .conditional(let test, let yes, let no):
            [test, yes, no].contains { $0.usesLocal(from: limit) }
        case .equal(let left, let right, _), .ordered(_, let left, let right):
            left.usesLocal(from: limit) || right.usesLocal(from: limit)
        case .map(let entries):
            entries.contains { $0.key.usesLocal(from: limit) || $0.value.usesLocal(from: limit) }
        case .comprehension(_, let range, _, let bodies):
            // Its own element counts too: it is not known outside.
            range.usesLocal(from: limit) || bodies.contains { $0.usesLocal(from: limit) }
        }
    }
}

extension Value {
    /// Whether two values are written alike.
    fileprivate func isWritten(like other: Value) -> Bool {
        switch (self, other) {
        case (.bool, .bool), (.int, .int), (.timestamp, .timestamp), (.duration, .duration):
            equals(other)
        default: sameScalars(literal, other.literal)
        }
    }
}
