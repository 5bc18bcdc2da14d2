/// A function or an arithmetic operator of the rule language.
///
/// One entry serves all types that the name is declared for: the checker picks by types, the
/// evaluation by values, so that an argument of unknown type costs nothing extra.
final class Function: Sendable {
    /// The name, or the operator with its operands as in `_+_`.
    let name: String
    /// True for `target.name(…)`.
    let isMember: Bool
    /// What may be given and what comes out.
    ///
    /// A member's target is its first parameter.
    let signatures: [Signature]
    /// True if known arguments of declared types can never fail.
    let isTotal: Bool
    /// True if its time depends on everything that its arguments hold.
    let looksInside: Bool
    /// True if unanswered fields inside its arguments decide its result.
    let isDeep: Bool
    /// One sentence for whoever writes rules.
    let about: String
    /// Computes the result of known arguments, nothing if there is no signature for them.
    let apply: @Sendable ([Value], Zones) -> Value?

    init(
        _ name: String,
        member: Bool = false,
        _ signatures: [Signature],
        total: Bool = false,
        _ about: String,
        apply: @escaping @Sendable ([Value], Zones) -> Value?
    ) {
        self.name = name
        isMember = member
        self.signatures = signatures
        isTotal = total
        isDeep = name == "_in_"
        looksInside =
            name == "_in_" || name == "_+_" || name == "matches" || (member && name != "size")
        self.about = about
        self.apply = apply
    }

    /// The operator's sign, or the function's name.
    var shownName: String {
        // Only an operator's name ends in the place of its last operand, or in a bracket.
        name == "_[_]" ? "[]" : name.hasSuffix("_") ? String(name.filter { $0 != "_" }) : name
    }
}

/// Types of parameters and of the result.
struct Signature: Sendable {
    let parameters: [ValueType]
    let result: ValueType
    /// All of them in a row, the result last; type parameters are numbered from 0.
    let types: [ValueType]
    /// How many type parameters there are.
    let parameterCount: Int

    init(_ parameters: [ValueType], _ result: ValueType) {
        self.parameters = parameters
        self.result = result
        var ids: [Int] = []
        types = (parameters + [result]).map { $0.numbered(&ids) }
        parameterCount = ids.count
    }
}

extension Function {
    /// Every function and operator, apart from those whose operands may stay unevaluated and
    /// equality and order, which hold for all types.
    static let all: [Function] =
        arithmetic + containers + conversions + texts + times

    /// The function or operator of a name.
    ///
    /// A name can be both a function and a member.
    static func named(_ name: String, member: Bool) -> Function? {
        byName[name]?.first { $0.isMember == member }
    }

    private static let byName: [String: [Function]] = {
        var functions: [String: [Function]] = [:]
        for function in all { functions[function.name, default: []].append(function) }
        return functions
    }()

    /// The functions that can be called as members, or otherwise: for "did you mean".
    static func names(member: Bool) -> [String] {
        all.filter { $0.isMember == member && !$0.name.hasPrefix("_") }.map { $0.name }
    }
}
