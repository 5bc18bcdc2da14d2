/// The checker's messages, each in one place.
extension SyntaxProblem {
    static func undeclaredName(
        _ name: String,
        _ known: [String],
        _ span: Range<Int>
    ) -> SyntaxProblem {
        SyntaxProblem(
            message: "`\(name)` is not declared",
            help: suggestion(name, among: known),
            span: span
        )
    }

    static func undeclaredField(
        _ name: String,
        _ group: Group,
        _ span: Range<Int>
    ) -> SyntaxProblem {
        SyntaxProblem(
            message: "`\(group.name)` has no field `\(name)`",
            help: suggestion(name, among: group.fields.map { $0.name }),
            span: span
        )
    }

    static func declaredLater(
        _ name: String,
        _ group: Group,
        _ span: Range<Int>
    ) -> SyntaxProblem {
        SyntaxProblem(
            message: "`\(group.name).\(name)` is declared later than this condition",
            help: "a condition may only read fields that stand above it",
            span: span
        )
    }

    static func noFields(_ type: ValueType, _ span: Range<Int>) -> SyntaxProblem {
        SyntaxProblem(message: "\(type.described) has no fields", span: span)
    }

    static func undeclaredFunction(
        _ name: String,
        isMember: Bool,
        _ span: Range<Int>
    ) -> SyntaxProblem {
        var names = Function.names(member: isMember)
        if isMember { names += Syntax.Macro.allCases.map { $0.rawValue } } else { names += ["has"] }
        var help = suggestion(name, among: names)
        if help == nil, Function.named(name, member: !isMember) != nil {
            help = isMember ? "write `\(name)(x)`" : "write `x.\(name)(…)`"
        }
        let isMacro = isMember && Syntax.Macro(rawValue: name) != nil
        return SyntaxProblem(
            message: isMacro
                ? "`\(name)` needs a name and a condition" : "there is no function `\(name)`",
            help: isMacro ? "write for example `\(name)(x, x > 0)`" : help,
            span: span
        )
    }

    static func noFunction(_ span: Range<Int>) -> SyntaxProblem {
        SyntaxProblem(message: "a function should stand here", span: span)
    }

    static func badPattern(_ problem: RegexProblem, _ span: Range<Int>) -> SyntaxProblem {
        SyntaxProblem(message: problem.message, help: problem.help, span: span)
    }

    static func noSignature(
        _ function: Function,
        _ types: [ValueType],
        _ span: Range<Int>
    ) -> SyntaxProblem {
        let given = types.map { $0.text }.joined(separator: ", ")
        let wanted = function.signatures.prefix(4).map { signature in
            signature.parameters.map { $0.text }.joined(separator: ", ")
        }
        return SyntaxProblem(
            message: "`\(function.shownName)` cannot be used with (\(given))",
            help: "it takes (\(wanted.joined(separator: ") or (")))",
            span: span
        )
    }

    static func incomparable(
        _ left: ValueType,
        _ right: ValueType,
        _ span: Range<Int>
    ) -> SyntaxProblem {
        SyntaxProblem(
            message: "\(left.described) is never equal to \(right.described)",
            span: span
        )
    }

    static func noOrder(
        _ left: ValueType,
        _ right: ValueType,
        _ span: Range<Int>
    ) -> SyntaxProblem {
        SyntaxProblem(
            message: "\(left.described) and \(right.described) have no order",
            span: span
        )
    }

    static func notAChoice(
        _ word: String,
        _ choices: [String],
        _ span: Range<Int>
    ) -> SyntaxProblem {
        let quoted = choices.map { "`\($0)`" }.joined(separator: ", ")
        return SyntaxProblem(
            message: "`\(word)` is not one of the choices",
            help: suggestion(word, among: choices) ?? "the choices are \(quoted)",
            span: span
        )
    }

    static func notACondition(_ type: ValueType, _ span: Range<Int>) -> SyntaxProblem {
        SyntaxProblem(message: "this is \(type.described) where a condition is needed", span: span)
    }

    static func notARange(_ type: ValueType, _ span: Range<Int>) -> SyntaxProblem {
        SyntaxProblem(message: "this is \(type.described) where a list is needed", span: span)
    }

    static func wrongResult(
        _ wanted: ValueType,
        _ given: ValueType,
        _ syntax: Syntax
    ) -> SyntaxProblem {
        SyntaxProblem(
            message: "this comes to \(given.described) where \(wanted.described) is needed",
            span: syntax.span
        )
    }

    private static func suggestion(_ word: String, among candidates: [String]) -> String? {
        nearest(to: word, among: candidates).map { "did you mean `\($0)`?" }
    }
}

extension ValueType {
    /// The type with its article, such as `an int`.
    fileprivate var described: String {
        let text = text
        let hasVowel = "aeio".utf8.contains { $0 == text.utf8.first }
        return (hasVowel ? "an " : "a ") + text
    }
}
