/// An expression as it was written, with its checked form.
package struct Formula: Sendable {
    package let text: String
    let code: Code

    init(text: String, code: Code) {
        self.text = text
        self.code = code
    }

    /// Checks an expression that stands on its own.
    ///
    /// - Parameters:
    ///   - text: the expression.
    ///   - names: the names that it may use, with their types.
    /// - Throws: all problems, at their places in the text.
    package init(
        _ text: String, names: [(name: String, type: ValueType)] = []
    ) throws(Diagnostics) {
        var scope = Scope()
        for (index, name) in names.enumerated() { scope.declare(name.name, .root(index), name.type) }
        let (formula, problems) = Checker.check(text, in: scope)
        guard let formula else {
            let source = SourceText(name: "expression", text: text)
            throw Diagnostics(
                problems.map {
                    Diagnostic(message: $0.message, help: $0.help, source: source, span: $0.span)
                })
        }
        self = formula
    }

    /// What the expression comes to.
    ///
    /// - Parameters:
    ///   - values: a value for each name, in the order of the names.
    ///   - zones: the time zones that the host knows.
    package func value(_ values: [Value] = [], zones: Zones = .utcOnly) -> Value {
        var evaluator = Evaluator(roots: values, variables: [], zones: zones)
        return evaluator.result(of: code)
    }

    /// The type of the result as messages name it.
    package var typeText: String { code.type.text }
}
