/// A condition in plain English: a line, and what belongs under it.
package struct English: Sendable {
    /// The words, without a full stop.
    package let text: String
    /// What the words announce; empty for a plain statement.
    package let parts: [English]

    init(_ text: String, _ parts: [English] = []) {
        self.text = text
        self.parts = parts
    }

    /// The lines with how deep each is indented.
    package var lines: [(depth: Int, text: String)] {
        [(0, text)] + parts.flatMap { $0.lines.map { ($0.depth + 1, $0.text) } }
    }

    /// The words in one line, if nothing belongs under them.
    var line: String? { parts.isEmpty ? text : nil }
}

/// Puts checked expressions into plain English, with the forms' own questions and answers.
///
/// The questions come from the fields that an expression reads, so the words are as good as the
/// forms are. What has no words is shown as it is written.
struct Translator {
    let variables: [Variable]
    /// The text that the expression stands in.
    let text: String
    /// The fields that the elements of the lists around an expression come from, outermost first.
    var elements: [FieldType?] = []

    /// A formula's condition in words.
    static func words(for formula: Formula, variables: [Variable]) -> English {
        Translator(variables: variables, text: formula.text).condition(formula.code)
    }

    /// What an expression in a message stands for, such as "the answer to ‘Who drives?’".
    static func noun(for formula: Formula, variables: [Variable]) -> String {
        Translator(variables: variables, text: formula.text).noun(formula.code)
    }

    // MARK: Conditions

    /// A condition, or its opposite.
    func condition(_ code: Code, not negated: Bool = false) -> English {
        switch code.kind {
        case .constant(.bool(let truth)):
            return English(truth != negated ? "this is always so" : "this is never so")
        case .not(let operand): return condition(operand, not: !negated)
        case .and(let parts): return several(parts, all: !negated, not: negated)
        case .or(let parts):
            if !negated, let implication = implication(parts) { return implication }
            return several(parts, all: negated, not: negated)
        case .conditional(let test, let yes, let no):
            return English(
                "it depends",
                [
                    English("if", [condition(test)]),
                    English("then", [condition(yes, not: negated)]),
                    English("otherwise", [condition(no, not: negated)]),
                ]
            )
        case .variable(let index): return variable(index, not: negated)
        case .comprehension(let macro, let range, _, let bodies):
            return quantified(macro, range, bodies[0], not: negated)
        default: return English(statement(code, not: negated))
        }
    }

    private func several(_ parts: [Code], all: Bool, not negated: Bool) -> English {
        let parts = parts.map { condition($0, not: negated) }
        let lines = parts.compactMap { $0.line }
        if parts.count == 2, lines.count == 2, lines[0].utf8.count + lines[1].utf8.count < 160 {
            return English("\(lines[0]), \(all ? "and" : "or") \(lines[1])")
        }
        return English(all ? "all of these are so" : "at least one of these is so", parts)
    }

    /// `!a || b` says: if a, then b.
    private func implication(_ parts: [Code]) -> English? {
        guard parts.count == 2, case .not(let premise) = parts[0].kind else { return nil }
        let (first, second) = (condition(premise), condition(parts[1]))
        if let a = first.line, let b = second.line, a.utf8.count + b.utf8.count < 160 {
            return English("if \(a), then \(b)")
        }
        if let a = first.line { return English("if \(a), then", second.branches) }
        return English("if this is so", first.branches + [English("then", second.branches)])
    }

    /// A condition with a name is said in the checklist's own words, and spelled out beneath.
    private func variable(_ index: Int, not negated: Bool) -> English {
        let variable = variables[index]
        let inner = Translator(variables: variables, text: variable.formula.text)
        guard let means = variable.means else {
            return inner.condition(variable.formula.code, not: negated)
        }
        return English(negated ? "it is not so that \(means)" : means)
    }

    /// The translator for what is said of each element of a list.
    func inside(_ range: Code) -> Translator {
        var inner = self
        inner.elements.append(choiceType(of: range))
        return inner
    }

    private func quantified(
        _ macro: Syntax.Macro,
        _ range: Code,
        _ body: Code,
        not negated: Bool
    ) -> English {
        let things = noun(range)
        let all = macro == .all
        // "Not every one" is "at least one is not", and the other way round.
        let inner = inside(range).condition(body, not: macro != .existsOne && negated)
        let head: String =
            switch (macro, negated) {
            case (.existsOne, false): "for exactly one of \(things)"
            case (.existsOne, true): "for none, or for more than one, of \(things)"
            default: all != negated ? "for every one of \(things)" : "for at least one of \(things)"
            }
        guard let line = inner.line else { return English(head, [inner]) }
        return English("\(head): \(line)")
    }
}

extension English {
    /// The parts if the words only announce that all of them are so, else the whole.
    fileprivate var branches: [English] {
        text == "all of these are so" ? parts : [self]
    }
}
