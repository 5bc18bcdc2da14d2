/// A place to try expressions over some answers.
package struct Scratch {
    private let scope: Scope
    private let variables: [Variable]
    private let answers: Answers
    private let now: Timestamp

    /// - Parameters:
    ///   - rulebook: the forms whose fields can be read.
    ///   - answers: answers to these forms.
    ///   - checklist: the checklist whose variables can be used, if any.
    ///   - now: the time that `now` stands for.
    package init(
        _ rulebook: Rulebook,
        _ answers: Answers,
        variablesOf checklist: Checklist?,
        now: Timestamp
    ) {
        var scope = Scope()
        for (index, form) in rulebook.forms.enumerated() {
            scope.declare(form.name, .root(index), .record(form.fields))
        }
        scope.declare("now", .root(rulebook.forms.count), .timestamp)
        variables = checklist?.variables ?? []
        for (index, variable) in variables.enumerated() {
            let code = variable.formula.code
            scope.declare(
                variable.name,
                .variable(index, isTotal: code.isTotal),
                code.type
            )
        }
        self.scope = scope
        self.answers = answers
        self.now = now
    }

    /// An expression that was checked.
    ///
    /// - Throws: all problems, at their places in the text.
    package func formula(_ text: String) throws(Diagnostics) -> Formula {
        let (formula, problems) = Checker.check(text, in: scope)
        guard let formula else {
            let source = SourceText(name: "expression", text: text)
            throw Diagnostics(
                problems.map {
                    Diagnostic(message: $0.message, help: $0.help, source: source, span: $0.span)
                }
            )
        }
        return formula
    }

    /// What an expression comes to.
    package func value(of formula: Formula) -> Value {
        var evaluator = Evaluator(
            roots: answers.records.map { .record($0) } + [.timestamp(now)],
            variables: variables.map { $0.formula.code },
            zones: answers.zones
        )
        return evaluator.result(of: formula.code)
    }

    /// Why an expression came to an error, at its place.
    package func problem(_ failure: Failure, in formula: Formula) -> Diagnostics {
        var evaluator = Evaluator(
            roots: answers.records.map { .record($0) } + [.timestamp(now)],
            variables: variables.map { $0.formula.code },
            zones: answers.zones
        )
        evaluator.locals = []
        let culprit = ValueTree.culprit(
            in: formula.code,
            &evaluator,
            variables: variables.map { $0.formula.code }
        )
        return Diagnostics([
            Diagnostic(
                message: failure.message,
                source: SourceText(name: "expression", text: formula.text),
                span: culprit?.span ?? formula.code.span
            )
        ])
    }

    /// The questions that an expression waits for.
    package func questions(_ unknown: Unknown) -> [GivenAnswer] {
        unknown.deciding.compactMap { path in
            answers.field(at: path).map { GivenAnswer(path, $0, .unknown(at: path)) }
        }
    }

    /// The names that expressions can use, with their types.
    package var names: [(name: String, type: String, means: String?)] {
        scope.names.map { name in
            let means = variables.first { sameScalars($0.name, name) }?.means
            return (name, scope.meaning(of: name)?.type.text ?? "", means)
        }
    }
}
