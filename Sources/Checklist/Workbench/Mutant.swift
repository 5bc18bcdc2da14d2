/// A small change of a condition that some case should notice.
public struct Mutant: Sendable {
    /// The rule or the variable that is changed.
    public let owner: String
    /// The change in words, the same from run to run.
    public let description: String
    /// The same without the owner.
    public let change: String
    /// What is changed, in the checklist's file.
    public let place: Diagnostic

    let target: TestFormula.Owner
    /// What stands there instead; nothing if a `when` is dropped.
    let code: Code?
    let formula: Formula
}

extension TestSubject {
    /// Every small change of the checklist's conditions, in its order.
    var mutants: [Mutant] {
        var mutants: [Mutant] = []
        var descriptions = Descriptions()
        for formula in formulas {
            var maker = MutantMaker(formula)
            maker.collect()
            for change in maker.changes {
                let description = descriptions.unique("\(formula.label): \(change.words)")
                mutants.append(
                    Mutant(
                        owner: name(of: formula.owner),
                        description: description,
                        change: description.after(name(of: formula.owner)),
                        place: Diagnostic(
                            message: description,
                            source: document.source,
                            span: place(change.span, of: formula)
                        ),
                        target: formula.owner,
                        code: change.code,
                        formula: formula.formula
                    )
                )
            }
        }
        return mutants
    }
}

/// Makes the changes of one formula.
private struct MutantMaker {
    private let formula: TestFormula
    private(set) var changes: [Change] = []
    /// Puts a changed part into the whole.
    private typealias Whole = (Code) -> Code

    struct Change {
        let words: String
        let span: Range<Int>
        let code: Code?
    }

    init(_ formula: TestFormula) {
        self.formula = formula
    }

    mutating func collect() {
        let code = formula.formula.code
        if case .when = formula.owner {
            changes.append(Change(words: "is dropped", span: code.span, code: nil))
        }
        var isCondition = false
        if case .bool = code.type { isCondition = true }
        collect(code, isCondition: isCondition, isNegatable: true) { $0 }
    }

    /// Collects the changes of one part.
    ///
    /// - Parameters:
    ///   - code: the part.
    ///   - isCondition: whether it is true or false by its place.
    ///   - isNegatable: false where what stands around it is changed to the same effect.
    ///   - whole: puts a changed part into the whole.
    private mutating func collect(
        _ code: Code,
        isCondition: Bool,
        isNegatable: Bool,
        _ whole: @escaping Whole
    ) {
        switch code.kind {
        case .equal(let left, let right, let negated):
            if isNegatable {
                let sign = negated ? "==" : "!="
                replace(code, sign, left, right, .equal(left, right, negated: !negated), whole)
            }
        case .ordered(let comparison, let left, let right):
            for other in [comparison.negated, comparison.moved]
            where isNegatable || other == comparison.moved {
                replace(code, other.rawValue, left, right, .ordered(other, left, right), whole)
            }
        case .and(let parts): drop(parts, of: code, { .and($0) }, whole)
        case .or(let parts): drop(parts, of: code, { .or($0) }, whole)
        case .not(let operand):
            if isNegatable { become(code, text(operand), whole(operand)) }
        case .conditional(let test, let yes, let no):
            let words = "the branches of `\(text(test)) ? …` are swapped"
            let swapped = whole(code.with(.conditional(test, no, yes)))
            changes.append(Change(words: words, span: code.span, code: swapped))
        case .comprehension(let macro, let range, let local, let bodies)
        where macro == .all || macro == .exists:
            let other: Syntax.Macro = macro == .all ? .exists : .all
            changes.append(
                Change(
                    words: "`\(text(range)).\(macro.rawValue)` becomes "
                        + "`\(text(range)).\(other.rawValue)`",
                    span: code.span,
                    code: whole(
                        code.with(.comprehension(other, range: range, local: local, bodies))
                    )
                )
            )
        default:
            if isCondition, isNegatable { negate(code, whole) }
        }
        collectParts(of: code, isCondition: isCondition, whole)
    }

    private mutating func collectParts(of code: Code, isCondition: Bool, _ whole: @escaping Whole) {
        let parts = code.parts
        for (index, part) in parts.enumerated() {
            var isNegatable = true
            switch code.kind {
            // To drop the `!`, or to swap the branches, is the same.
            case .not: isNegatable = false
            case .conditional: isNegatable = index != 0
            default: break
            }
            var isInside = code.isCondition(part: index)
            if case .conditional = code.kind, isCondition { isInside = true }
            collect(part, isCondition: isInside, isNegatable: isNegatable) { changed in
                var parts = parts
                parts[index] = changed
                return whole(code.with(parts: parts))
            }
        }
    }

    // MARK: Changes

    private func text(_ code: Code) -> String { formula.text(code.span) }

    private mutating func become(_ code: Code, _ other: String, _ changed: Code) {
        let words = "`\(text(code))` becomes `\(other)`"
        changes.append(Change(words: words, span: code.span, code: changed))
    }

    /// Another sign between two operands.
    private mutating func replace(
        _ code: Code,
        _ sign: String,
        _ left: Code,
        _ right: Code,
        _ kind: Code.Kind,
        _ whole: Whole
    ) {
        become(code, "\(text(left)) \(sign) \(text(right))", whole(code.with(kind)))
    }

    private mutating func negate(_ code: Code, _ whole: Whole) {
        if case .constant(.bool(let truth)) = code.kind {
            return become(
                code,
                truth ? "false" : "true",
                whole(code.with(.constant(.bool(!truth))))
            )
        }
        var isOperator = false
        if case .call(let function, _) = code.kind { isOperator = function.name.utf8.first == 0x5F }
        let other = isOperator ? "!(\(text(code)))" : "!\(text(code))"
        become(code, other, whole(code.with(.not(code))))
    }

    private mutating func drop(
        _ parts: [Code],
        of code: Code,
        _ kind: ([Code]) -> Code.Kind,
        _ whole: Whole
    ) {
        for index in parts.indices {
            var rest = parts
            rest.remove(at: index)
            changes.append(
                Change(
                    words: "`\(text(parts[index]))` is dropped",
                    span: parts[index].span,
                    code: whole(rest.count == 1 ? rest[0] : code.with(kind(rest)))
                )
            )
        }
    }
}

extension Code.Comparison {
    /// The comparison that is true where this one is false.
    fileprivate var negated: Code.Comparison {
        switch self {
        case .less: .greaterOrEqual
        case .lessOrEqual: .greater
        case .greater: .lessOrEqual
        case .greaterOrEqual: .less
        }
    }

    /// The comparison with its boundary moved.
    fileprivate var moved: Code.Comparison {
        switch self {
        case .less: .lessOrEqual
        case .lessOrEqual: .less
        case .greater: .greaterOrEqual
        case .greaterOrEqual: .greater
        }
    }
}
