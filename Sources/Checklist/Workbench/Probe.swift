/// What coverage looks at in an expression.
///
/// It follows the expression's own shape and leaves out what decides nothing.
indirect enum Probe: Sendable {
    /// A smallest condition, by its number, and what is looked at inside it.
    case leaf(Int, Code, [Probe])
    /// `&&` or `||`: its operands, as far as they are evaluated.
    case fold([(code: Code, probe: Probe?)], decisive: Bool)
    /// `test ? yes : no`
    case choice(Code, test: Probe?, yes: Probe?, no: Probe?)
    /// The elements that a comprehension goes through.
    case elements(Syntax.Macro, range: Code, inRange: Probe?, [(code: Code, probe: Probe?)])
    /// Nothing to look at itself, only inside.
    case parts([Probe])
    /// A variable, which has probes of its own.
    case variable(Int)
}

/// A smallest part of a condition that is true, false or unanswered.
struct Leaf: Sendable {
    /// The number of the formula that it stands in.
    let formula: Int
    let span: Range<Int>
    /// What it can come to; the rest is not asked for.
    let possible: Outcomes
}

/// What a condition, or a rule, comes to.
struct Outcomes: OptionSet, Sendable {
    let rawValue: UInt8

    static let yes = Outcomes(rawValue: 1)
    static let no = Outcomes(rawValue: 2)
    static let open = Outcomes(rawValue: 4)
    static let all: Outcomes = [.yes, .no, .open]

    init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// The outcome of a condition; none for an error.
    init(_ value: Value) {
        switch value {
        case .bool(true): self = .yes
        case .bool(false): self = .no
        case .unknown: self = .open
        default: self = []
        }
    }

    var count: Int { rawValue.nonzeroBitCount }
}

/// Finds the leaves of formulas, in the order in which they are written.
struct ProbeFinder {
    private(set) var leaves: [Leaf] = []
    private var foresight: Foresight
    private var formula = 0

    init(_ variables: [Variable]) {
        foresight = Foresight(variables)
    }

    /// The probes of a formula; nothing if it has no leaves.
    mutating func probe(_ code: Code, ofFormula number: Int) -> Probe? {
        formula = number
        var isCondition = false
        if case .bool = code.type { isCondition = true }
        return probe(code, isCondition: isCondition)
    }

    private mutating func probe(_ code: Code, isCondition: Bool) -> Probe? {
        switch code.kind {
        case .constant: return nil
        case .and(let parts), .or(let parts):
            var isOr = false
            if case .or = code.kind { isOr = true }
            return .fold(
                parts.map { ($0, probe($0, isCondition: true)) },
                decisive: isOr
            )
        case .not(let operand): return probe(operand, isCondition: true)
        case .conditional(let test, let yes, let no):
            let inTest = probe(test, isCondition: true)
            return .choice(
                test,
                test: inTest,
                yes: probe(yes, isCondition: isCondition),
                no: probe(no, isCondition: isCondition)
            )
        case .comprehension(let macro, let range, _, let bodies):
            let isLeaf = isCondition && macro == .existsOne
            let leaf = isLeaf ? addLeaf(code) : nil
            let inside = comprehension(code, macro, range, bodies)
            guard let leaf else { return inside }
            return .leaf(leaf, code, [inside])
        case .variable(let index):
            return isCondition ? .leaf(addLeaf(code), code, [.variable(index)]) : .variable(index)
        default:
            let leaf = isCondition ? addLeaf(code) : nil
            let inside = code.parts.compactMap { probe($0, isCondition: false) }
            if let leaf { return .leaf(leaf, code, inside) }
            return inside.isEmpty ? nil : .parts(inside)
        }
    }

    private mutating func comprehension(
        _ code: Code,
        _ macro: Syntax.Macro,
        _ range: Code,
        _ bodies: [Code]
    ) -> Probe {
        let inRange = probe(range, isCondition: false)
        foresight.enter(range)
        defer { foresight.leave() }
        let inBodies = bodies.indices.map { index in
            let isCondition = code.isCondition(part: index + 1)
            return (code: bodies[index], probe: probe(bodies[index], isCondition: isCondition))
        }
        return .elements(macro, range: range, inRange: inRange, inBodies)
    }

    private mutating func addLeaf(_ code: Code) -> Int {
        leaves.append(
            Leaf(formula: formula, span: code.span, possible: foresight.outcomes(of: code))
        )
        return leaves.count - 1
    }
}
