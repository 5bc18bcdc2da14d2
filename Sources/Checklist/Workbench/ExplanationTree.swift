/// A condition with what it came to, and the same for everything in it that mattered.
package struct ValueTree: Sendable {
    /// The expression as it is written; for an element of a list, what names it.
    package let text: String
    /// Whether this is an element of a list, and not an expression.
    package let isElement: Bool
    /// What it came to; for an element, what the condition came to there.
    package let value: Value
    /// Whether the result of the whole hangs on this.
    package let isDeciding: Bool
    /// The parts that were looked at, those that decided first where there are many.
    package let children: [ValueTree]
    /// How many elements were left out of ``children``.
    package let omitted: Int

    /// The most elements of one list that are shown.
    package static let elementLimit = 8

    init(_ formula: Formula, _ evaluator: Evaluator, variables: [Variable]) {
        var builder = ValueTreeBuilder(evaluator, variables)
        self = builder.tree(formula.code, in: formula.text, decides: true)
    }

    fileprivate init(
        _ text: String,
        isElement: Bool = false,
        _ value: Value,
        decides: Bool,
        _ children: [ValueTree] = [],
        omitted: Int = 0
    ) {
        self.text = text
        self.isElement = isElement
        self.value = value
        isDeciding = decides
        self.children = children
        self.omitted = omitted
    }
}

/// Evaluates a condition once more, part by part.
private struct ValueTreeBuilder {
    private var evaluator: Evaluator
    private let variables: [Variable]
    private var shown: Set<Int> = []

    init(_ evaluator: Evaluator, _ variables: [Variable]) {
        self.evaluator = evaluator
        self.variables = variables
        self.evaluator.locals = []
    }

    mutating func tree(_ code: Code, in text: String, decides: Bool) -> ValueTree {
        let value = evaluator.value(of: code)
        let words = String(decoding: Array(text.utf8)[code.span], as: UTF8.self)
        let children = children(of: code, value, in: text, decides: decides)
        return ValueTree(words, value, decides: decides, children.shown, omitted: children.omitted)
    }

    private mutating func children(
        of code: Code,
        _ value: Value,
        in text: String,
        decides: Bool
    ) -> (shown: [ValueTree], omitted: Int) {
        switch code.kind {
        case .and(let parts): return (parts.map { part($0, of: value, decides, in: text) }, 0)
        case .or(let parts): return (parts.map { part($0, of: value, decides, in: text) }, 0)
        case .not(let operand): return ([tree(operand, in: text, decides: decides)], 0)
        case .conditional(let test, let yes, let no):
            var children = [tree(test, in: text, decides: decides)]
            if case .bool(let truth) = evaluator.value(of: test) {
                children.append(tree(truth ? yes : no, in: text, decides: decides))
            }
            return (children, 0)
        case .variable(let index): return (inside(index, decides: decides), 0)
        case .comprehension(let macro, let range, _, let bodies):
            return elements(macro, range, bodies[0], value, in: text, decides: decides)
        case .slot(let operand, _) where operand.isPlain: return ([], 0)
        case .hasSlot(let operand, _) where operand.isPlain: return ([], 0)
        default:
            let parts = code.parts.filter { !$0.isWritten && !$0.isWhole }
            return (parts.map { tree($0, in: text, decides: decides) }, 0)
        }
    }

    /// An operand decides if it came to the same as the whole.
    private mutating func part(
        _ part: Code,
        of whole: Value,
        _ decides: Bool,
        in text: String
    ) -> ValueTree {
        let isSame = evaluator.value(of: part).comesTo(whole)
        return tree(part, in: text, decides: decides && isSame)
    }

    /// What a variable stands for, the first time that it is met.
    private mutating func inside(_ index: Int, decides: Bool) -> [ValueTree] {
        guard shown.insert(index).inserted else { return [] }
        let locals = evaluator.locals
        evaluator.locals = []
        defer { evaluator.locals = locals }
        let formula = variables[index].formula
        return [tree(formula.code, in: formula.text, decides: decides)]
    }

    private mutating func elements(
        _ macro: Syntax.Macro,
        _ range: Code,
        _ body: Code,
        _ value: Value,
        in text: String,
        decides: Bool
    ) -> (shown: [ValueTree], omitted: Int) {
        let list = evaluator.range(range)
        var children: [ValueTree] = []
        if !range.isPlain, !range.isWritten { children = [tree(range, in: text, decides: decides)] }
        guard case .list(let elements) = list else {
            if range.isPlain { children = [tree(range, in: text, decides: decides)] }
            return (children, 0)
        }
        let found = visit(elements, macro, body, value, in: text, decides: decides)
        let shown = (found.deciding + found.others).prefix(ValueTree.elementLimit)
        return (children + shown, elements.count - shown.count)
    }

    /// The elements that decide, with all that is in them, and some of the others; those only by
    /// their result if there are any that decide.
    private mutating func visit(
        _ elements: [Value],
        _ macro: Syntax.Macro,
        _ body: Code,
        _ whole: Value,
        in text: String,
        decides: Bool
    ) -> (deciding: [ValueTree], others: [ValueTree]) {
        evaluator.locals.append(.null)
        defer { evaluator.locals.removeLast() }
        var results: [Value] = []
        for element in elements {
            evaluator.locals[evaluator.locals.count - 1] = element
            results.append(evaluator.value(of: body))
        }
        let isMixed = results.contains { $0.decides(macro, whole) }
        var deciding: [ValueTree] = []
        var others: [ValueTree] = []
        for (index, (element, result)) in zip(elements, results).enumerated() {
            let isDeciding = result.decides(macro, whole)
            guard isDeciding || !isMixed || others.count < 3 else { continue }
            guard deciding.count + others.count < 4 * ValueTree.elementLimit else { break }
            evaluator.locals[evaluator.locals.count - 1] = element
            let inner = children(of: body, result, in: text, decides: decides && isDeciding)
            let child = ValueTree(
                element.name(at: index),
                isElement: true,
                result,
                decides: decides && isDeciding,
                isDeciding || !isMixed ? inner.shown : [],
                omitted: isDeciding || !isMixed ? inner.omitted : 0
            )
            if isDeciding { deciding.append(child) } else { others.append(child) }
        }
        return (deciding, others)
    }
}

extension ValueTree {
    /// The innermost part of an expression that failed, and whether it did because it reads what
    /// does not apply.
    ///
    /// A failure inside a variable stands where the variable is used.
    static func culprit(
        in code: Code,
        _ evaluator: inout Evaluator,
        variables: [Code]
    ) -> (span: Range<Int>, isAbsent: Bool)? {
        guard evaluator.value(of: code).failure != nil else { return nil }
        switch code.kind {
        case .variable(let index):
            let locals = evaluator.locals
            evaluator.locals = []
            defer { evaluator.locals = locals }
            let inside = culprit(in: variables[index], &evaluator, variables: variables)
            return (code.span, inside?.isAbsent ?? false)
        case .comprehension(_, let range, _, let bodies):
            if let found = culprit(in: range, &evaluator, variables: variables) { return found }
            guard case .list(let elements) = evaluator.range(range) else { break }
            evaluator.locals.append(.null)
            defer { evaluator.locals.removeLast() }
            for element in elements {
                evaluator.locals[evaluator.locals.count - 1] = element
                for body in bodies {
                    if let found = culprit(in: body, &evaluator, variables: variables) {
                        return found
                    }
                }
            }
        default:
            for part in code.parts {
                if let found = culprit(in: part, &evaluator, variables: variables) { return found }
            }
        }
        return (code.span, evaluator.isAbsent(code))
    }
}

extension Evaluator {
    /// Whether an expression reads a field that does not apply.
    fileprivate mutating func isAbsent(_ code: Code) -> Bool {
        guard case .slot(let operand, let slot) = code.kind,
            case .record(let record) = value(of: operand),
            case .absent = record[slot]
        else { return false }
        return true
    }
}

extension Code {
    /// Whether it is a form, an element, or a path from one: its parts say nothing more.
    fileprivate var isPlain: Bool {
        switch kind {
        case .root, .local: true
        case .slot(let operand, _): operand.isPlain
        default: false
        }
    }

    /// Whether it is a form, a group or an element with fields, of which only the fields count.
    fileprivate var isWhole: Bool {
        switch kind {
        case .root, .local: true
        default: isPlain && group != nil
        }
    }

    /// Whether it is written out, so that its value is plain to see.
    fileprivate var isWritten: Bool {
        written != nil || writtenList != nil
    }
}

extension Value {
    /// Why it failed, or may fail, if so.
    fileprivate var failure: Failure? {
        switch self {
        case .error(let failure): failure
        case .unknown(let unknown): unknown.failure
        default: nil
        }
    }

    /// Whether a part came to the same as the whole.
    fileprivate func comesTo(_ whole: Value) -> Bool {
        switch (self, whole) {
        case (.bool(let a), .bool(let b)): a == b
        case (.unknown, .unknown), (.error, .error): true
        default: false
        }
    }

    /// Whether the result of a comprehension hangs on an element with this result.
    fileprivate func decides(_ macro: Syntax.Macro, _ whole: Value) -> Bool {
        switch (macro, self) {
        case (.all, _), (.exists, _): comesTo(whole)
        case (_, .bool(let truth)): truth
        default: true
        }
    }

    /// What an element of a list is called: its key, itself if it is plain, or where it stands.
    fileprivate func name(at index: Int) -> String {
        switch self {
        case .record(let record): record.key?.inert ?? "no. \(index + 1)"
        case .string(let text): text.inert
        case .list, .map, .unknown, .error, .absent: "no. \(index + 1)"
        default: literal
        }
    }
}
