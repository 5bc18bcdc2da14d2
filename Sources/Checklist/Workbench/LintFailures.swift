/// Warnings about rules that fail for some answers: found by trying, with made-up answers.
///
/// A rule that cannot fail is not tried. What is told is certain, because it happened; what was
/// not found in so many tries is not told.
extension Lint {
    mutating func checkFailure(
        of rule: Rule,
        in checklist: Checklist,
        _ node: Node,
        _ document: Document
    ) {
        let formulas = [rule.when, rule.requires].compactMap { $0 }
        guard formulas.contains(where: { mayFail($0.code) }) else { return }
        var search = FailureSearch(rule, of: checklist, in: rulebook, declared)
        guard let found = search.failure() else { return }
        let isWhen = rule.when != nil && found.formula == 0
        guard let text = node.child(isWhen ? "when" : "requires") else { return }
        let place = LintPlace(document: document, node: text)
        findings.append(
            found.isAbsent
                ? place.unguardedRead(found.message, found.example, at: found.span)
                : place.mayFail(found.message, found.example, at: found.span)
        )
    }

    /// Whether it is worth trying to make an expression fail: sums of times and numbers only fail
    /// for answers that nobody gives.
    private func mayFail(_ code: Code) -> Bool {
        guard !code.isTotal else { return false }
        let isFragile: Bool =
            switch code.kind {
            case .variable(let index): mayFail(declared.variables[index])
            case .slot(let operand, let slot): declared.field(slot, of: operand)?.condition != nil
            case .key: true
            case .call(let function, _): !function.isTotal && !Lint.sturdy.contains(function.name)
            default: false
            }
        return isFragile || code.parts.contains { mayFail($0) }
    }

    private static let sturdy = [
        "_+_", "_-_", "_*_", "-_", "string", "getFullYear", "getMonth", "getDate",
        "getDayOfMonth", "getDayOfWeek", "getDayOfYear", "getHours", "getMinutes", "getSeconds",
        "getMilliseconds",
    ]
}

/// Looks for answers for which a rule fails, one answer after the other.
private struct FailureSearch {
    private let checklist: Checklist
    private let formulas: [Code]
    private let variables: [Code]
    private let samples: Samples
    private var trial: Trial
    /// The answers that were made up so far.
    private var given: [(path: Path, content: Content)] = []
    private var triesLeft = 100

    /// Answers for which the rule failed.
    struct Found {
        /// Which of the rule's conditions, and where in it.
        let formula: Int
        let span: Range<Int>
        let message: String
        /// Whether it failed because it read what does not apply.
        let isAbsent: Bool
        /// The answers in words.
        var example = ""
    }

    init(
        _ rule: Rule,
        of checklist: Checklist,
        in rulebook: Rulebook,
        _ declared: Truths.Declared
    ) {
        self.checklist = checklist
        formulas = [rule.when?.code, rule.requires.code].compactMap { $0 }
        variables = declared.variables
        samples = Samples(for: formulas.flatMap { declared.everything(in: $0) })
        trial = Trial(
            rulebook: rulebook,
            zone: "UTC",
            zones: Zones { _, _ in 0 },
            now: Timestamp(seconds: 1_790_000_000) ?? .epoch,
            documents: [:]
        )
    }

    mutating func failure() -> Found? {
        guard var found = search() else { return nil }
        shorten()
        found.example = example
        return found
    }

    private enum Result {
        case failed(Found)
        case open([Path])
        case settled
    }

    private mutating func search() -> Found? {
        guard triesLeft > 0 else { return nil }
        triesLeft -= 1
        switch result(of: trial) {
        case .failed(let found): return found
        case .settled, nil: return nil
        case .open(let paths):
            guard let path = paths.first, let field = trial.field(at: path) else { return nil }
            let before = trial
            for content in samples.contents(for: field.type) {
                trial = before.with(content, at: path)
                given.append((path, content))
                if let found = search() { return found }
                given.removeLast()
            }
            trial = before
            return nil
        }
    }

    /// What the rule comes to; nothing if the answers are not allowed.
    private func result(of trial: Trial) -> Result? {
        guard let answers = trial.answers else { return nil }
        var evaluator = trial.evaluator(of: checklist, over: answers)
        for (index, code) in formulas.enumerated() {
            switch evaluator.result(of: code) {
            case .bool(true): continue
            case .bool(false): return .settled
            case .unknown(let unknown) where unknown.failure == nil: return .open(unknown.deciding)
            case .unknown(let unknown):
                return failed(index, unknown.failure, &evaluator)
            case .error(let failure): return failed(index, failure, &evaluator)
            default: return .settled
            }
        }
        return .settled
    }

    private func failed(
        _ index: Int,
        _ failure: Failure?,
        _ evaluator: inout Evaluator
    ) -> Result? {
        guard let failure else { return nil }
        let culprit = ValueTree.culprit(in: formulas[index], &evaluator, variables: variables)
        return .failed(
            Found(
                formula: index,
                span: culprit?.span ?? formulas[index].span,
                message: failure.message,
                isAbsent: culprit?.isAbsent ?? false
            )
        )
    }

    // MARK: The example

    /// Leaves out every answer without which it fails all the same.
    private mutating func shorten() {
        for index in given.indices.reversed() {
            let shorter = trial.with(nil, at: given[index].path)
            guard case .failed? = result(of: shorter) else { continue }
            trial = shorter
            given.remove(at: index)
        }
    }

    private var example: String {
        listed(given.map { "`\($0.path.text.inert)` is \($0.content.example)" })
    }
}

extension Content {
    /// The answer as a word in a message.
    fileprivate var example: String {
        switch self {
        case .bool(let truth): truth ? "yes" : "no"
        case .number(let number): number.text
        case .string(let text): "'\(text.inert)'"
        case .array(let elements) where elements.isEmpty: "empty"
        case .array(let elements):
            elements.count == 1 ? "one element" : "\(elements.count) elements"
        default: "given"
        }
    }
}

extension LintPlace {
    fileprivate func unguardedRead(
        _ failure: String,
        _ example: String,
        at span: Range<Int>
    ) -> LintFinding {
        finding(
            .unguardedRead,
            "this is read although it may not apply, and then the rule is broken",
            help: "\(failure), for example when \(example); ask the field's own condition, or "
                + "`has`, first",
            at: span
        )
    }

    fileprivate func mayFail(
        _ failure: String,
        _ example: String,
        at span: Range<Int>
    ) -> LintFinding {
        finding(
            .mayFail,
            "this fails for some answers, and then the rule is broken",
            help: "\(failure)" + (example == "none" ? "" : ", for example when \(example)"),
            at: span
        )
    }
}
