/// An expression as it was written, with its checked form.
package struct Formula: Sendable {
    package let text: String
    let code: Code

    init(text: String, code: Code) {
        self.text = text
        self.code = code
    }

    /// What a name or a function outside the language stands for, when an expression is checked
    /// on its own.
    package struct Environment {
        /// The names with their types; a name may have dots.
        package var names: [(name: String, type: ValueType)] = []
        /// Functions that are declared but cannot be called.
        package var functions: [Declaration] = []
        /// The container in which names are looked up, such as `a.b`.
        package var container = ""
        /// Whether types are checked before anything is evaluated.
        package var checksTypes = true

        package init(names: [(name: String, type: ValueType)] = []) {
            self.names = names
        }

        fileprivate var scope: Scope {
            var scope = Scope()
            scope.container = container
            for (index, name) in names.enumerated() {
                scope.declare(name.name, .root(index), name.type)
            }
            for function in functions {
                let signatures = function.overloads.map { Signature($0.parameters, $0.result) }
                scope.declare(
                    Function(function.name, member: function.isMember, signatures, "Declared.") {
                        _,
                        _ in nil
                    }
                )
            }
            return scope
        }
    }

    /// A function that the checker is told of.
    package struct Declaration {
        package let name: String
        package let isMember: Bool
        package let overloads: [(parameters: [ValueType], result: ValueType)]

        package init(
            name: String,
            isMember: Bool,
            overloads: [(parameters: [ValueType], result: ValueType)]
        ) {
            self.name = name
            self.isMember = isMember
            self.overloads = overloads
        }
    }

    /// Checks an expression that stands on its own.
    ///
    /// - Parameters:
    ///   - text: the expression.
    ///   - names: the names that it may use, with their types.
    /// - Throws: all problems, at their places in the text.
    package init(
        _ text: String,
        names: [(name: String, type: ValueType)] = []
    ) throws(Diagnostics) {
        try self.init(text, in: Environment(names: names))
    }

    /// Checks an expression in an environment.
    package init(_ text: String, in environment: Environment) throws(Diagnostics) {
        let syntax: Syntax
        do throws(SyntaxProblem) {
            syntax = try Parser.parse(text)
        } catch {
            throw Diagnostics([error], in: text)
        }
        try self.init(syntax, of: text, in: environment)
    }

    /// Checks an expression that is parsed already.
    package init(
        _ syntax: Syntax,
        of text: String,
        in environment: Environment
    ) throws(Diagnostics) {
        guard environment.checksTypes else {
            self.init(text: text, code: Checker.resolve(syntax, in: environment.scope))
            return
        }
        let (code, problems) = Checker.check(syntax, in: environment.scope)
        guard problems.isEmpty else { throw Diagnostics(problems, in: text) }
        self.init(text: text, code: code)
    }

    /// What the expression comes to.
    ///
    /// - Parameters:
    ///   - values: a value for each name, in the order of the names.
    ///   - zones: the time zones that the host knows.
    /// - Returns: its value, which may be unknown or an error.
    package func value(_ values: [Value] = [], zones: Zones = .utcOnly) -> Value {
        var evaluator = Evaluator(roots: values, variables: [], zones: zones)
        return evaluator.result(of: code)
    }

    /// The type of the result as messages name it.
    package var typeText: String { code.type.text }
}

extension Diagnostics {
    /// The problems of an expression that stands in no document.
    fileprivate init(_ problems: [SyntaxProblem], in text: String) {
        let source = SourceText(name: "expression", text: text)
        self.init(
            problems.map {
                Diagnostic(message: $0.message, help: $0.help, source: source, span: $0.span)
            }
        )
    }
}
