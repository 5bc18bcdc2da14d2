/// Watches the rules of a checklist being asked, and notes what every leaf of their conditions
/// comes to.
struct Observer {
    private let subject: TestSubject
    private let whens: [Probe?]
    private let requires: [Probe?]
    private let variables: [Probe?]
    /// For each rule the leaves that asking it can reach, also those of variables.
    private let reach: [[Int]]
    let formulas: [TestFormula]
    let leaves: [Leaf]
    /// What each leaf has come to so far.
    private(set) var seen: [Outcomes]
    /// What each rule has come to so far.
    private(set) var seenOfRules: [Outcomes]
    /// What each rule can come to.
    let possibleOfRules: [Outcomes]

    init(_ subject: TestSubject) {
        self.subject = subject
        let count = subject.rules.count
        var finder = ProbeFinder(subject.checklist.variables)
        var whens: [Probe?] = Array(repeating: nil, count: count)
        var requires = whens
        var variables: [Probe?] = []
        let used = subject.variablesUsed
        formulas = subject.formulas
        for (number, formula) in formulas.enumerated() {
            let code = formula.formula.code
            switch formula.owner {
            case .when(let rule): whens[rule] = finder.probe(code, ofFormula: number)
            case .requires(let rule): requires[rule] = finder.probe(code, ofFormula: number)
            case .variable(let index):
                variables.append(
                    used.contains(index) ? finder.probe(code, ofFormula: number) : nil
                )
            }
        }
        self.whens = whens
        self.requires = requires
        self.variables = variables
        leaves = finder.leaves
        reach = Observer.reach(subject, formulas, finder.leaves)
        seen = Array(repeating: [], count: leaves.count)
        seenOfRules = Array(repeating: [], count: count)
        var foresight = Foresight(subject.checklist.variables)
        possibleOfRules = subject.rules.map { Observer.possible($0.rule, &foresight) }
    }

    private static func reach(
        _ subject: TestSubject,
        _ formulas: [TestFormula],
        _ leaves: [Leaf]
    ) -> [[Int]] {
        subject.rules.enumerated().map { index, entry in
            let variables = subject.variables(readBy: entry.rule)
            return leaves.indices.filter { number in
                switch formulas[leaves[number].formula].owner {
                case .when(let rule), .requires(let rule): rule == index
                case .variable(let variable): variables.contains(variable)
                }
            }
        }
    }

    private static func possible(_ rule: Rule, _ foresight: inout Foresight) -> Outcomes {
        var outcomes = foresight.outcomes(of: rule.requires.code)
        var codes = rule.answers.map { $0.code }
        if let when = rule.when { codes.append(when.code) }
        for code in codes where foresight.canBeOpen(code) { outcomes.insert(.open) }
        return outcomes
    }

    /// Notes what a rule came to.
    mutating func note(_ status: Status, ofRule index: Int) {
        switch status {
        case .met: seenOfRules[index].insert(.yes)
        case .notMet, .advice, .needsApproval, .approved: seenOfRules[index].insert(.no)
        case .unanswered: seenOfRules[index].insert(.open)
        case .notApplicable, .later, .broken: break
        }
    }

    /// Watches every rule that is asked at a moment.
    ///
    /// - Parameters:
    ///   - evaluator: holds the answers.
    ///   - moment: the moment.
    mutating func watch(_ evaluator: Evaluator, at moment: String) {
        var round = Round(evaluator, variables: variables, seen: seen)
        for (index, entry) in subject.rules.enumerated() where entry.rule.asked.contains(moment) {
            // A rule of which everything has been seen has nothing more to show.
            let isOpen = reach[index].contains { !leaves[$0].possible.isSubset(of: round.seen[$0]) }
            guard isOpen else { continue }
            if let when = entry.rule.when {
                guard case .bool(true) = round.look(at: when.code, whens[index]) else { continue }
            }
            _ = round.look(at: entry.rule.requires.code, requires[index])
        }
        seen = round.seen
    }
}

/// One set of answers being watched.
private struct Round {
    private var evaluator: Evaluator
    private let variables: [Probe?]
    private var isWatched: [Bool]
    private(set) var seen: [Outcomes]

    init(_ evaluator: Evaluator, variables: [Probe?], seen: [Outcomes]) {
        self.evaluator = evaluator
        self.variables = variables
        self.seen = seen
        isWatched = Array(repeating: false, count: variables.count)
    }

    /// What a condition comes to, its leaves being noted.
    mutating func look(at code: Code, _ probe: Probe?) -> Value {
        let value = evaluator.result(of: code)
        if let probe { look(at: probe) }
        return value
    }

    private mutating func look(at probe: Probe) {
        switch probe {
        case .leaf(let number, let code, let inside):
            seen[number].formUnion(Outcomes(evaluator.value(of: code)))
            for part in inside { look(at: part) }
        case .fold(let operands, let decisive):
            for operand in operands {
                if let probe = operand.probe { look(at: probe) }
                // What stands behind a decision is not evaluated.
                if case .bool(decisive) = evaluator.value(of: operand.code) { return }
            }
        case .choice(let code, let test, let yes, let no):
            if let test { look(at: test) }
            guard case .bool(let truth) = evaluator.value(of: code) else { return }
            if let branch = truth ? yes : no { look(at: branch) }
        case .elements(let macro, let range, let inRange, let bodies):
            if let inRange { look(at: inRange) }
            elements(macro, range, bodies)
        case .parts(let parts):
            for part in parts { look(at: part) }
        case .variable(let index):
            guard !isWatched[index], let probe = variables[index] else { return }
            isWatched[index] = true
            // A variable sees no element of a comprehension that happens to ask for it.
            let outer = evaluator.locals
            evaluator.locals = []
            look(at: probe)
            evaluator.locals = outer
        }
    }

    private mutating func elements(
        _ macro: Syntax.Macro,
        _ range: Code,
        _ bodies: [(code: Code, probe: Probe?)]
    ) {
        guard case .list(let elements) = evaluator.range(range) else { return }
        evaluator.locals.append(.null)
        defer { evaluator.locals.removeLast() }
        for element in elements {
            evaluator.locals[evaluator.locals.count - 1] = element
            for (index, body) in bodies.enumerated() {
                if let probe = body.probe { look(at: probe) }
                if index + 1 == bodies.count, macro != .all, macro != .exists { break }
                guard case .bool(let truth) = evaluator.value(of: body.code) else { break }
                // A decided comprehension goes no further, nor does an element that is left out.
                if macro == .all || macro == .exists {
                    if truth == (macro == .exists) { return }
                } else if !truth {
                    break
                }
            }
        }
    }
}
