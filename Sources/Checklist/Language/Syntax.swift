/// A parsed expression: a tree whose every node knows its place in the text.
package struct Syntax: Sendable {
    package let kind: Kind
    /// Bytes of the expression's text.
    package let span: Range<Int>
    /// How many levels the tree has from here down.
    let depth: Int

    package indirect enum Kind: Sendable {
        case literal(Value)
        /// A name; `absolute` if a dot stands before it, so that only the outermost scope counts.
        case name(String, absolute: Bool)
        case select(Syntax, String, nameSpan: Range<Int>)
        /// `has(operand.field)`
        case has(Syntax, String, nameSpan: Range<Int>)
        /// Two or more operands.
        case and([Syntax])
        case or([Syntax])
        case conditional(Syntax, Syntax, Syntax)
        /// A function or an operator such as `_+_`; a dot stands before a name that only the
        /// outermost scope may give a meaning. `nameSpan` is where the name stands.
        case call(String, target: Syntax?, arguments: [Syntax], nameSpan: Range<Int>)
        case list([Syntax])
        case map([(key: Syntax, value: Syntax)])
        /// `range.all(variable, body)` and its like.
        case comprehension(Macro, range: Syntax, variable: String, [Syntax])
    }

    /// The macros that go through a list or a map.
    package enum Macro: String, CaseIterable {
        case all, exists
        case existsOne = "exists_one"
        case map, filter
    }

    package init(_ kind: Kind, _ span: Range<Int>) {
        self.kind = kind
        self.span = span
        depth = 1 + Syntax.deepest(kind)
    }

    private static func deepest(_ kind: Kind) -> Int {
        switch kind {
        case .literal, .name: 0
        case .select(let operand, _, _), .has(let operand, _, _): operand.depth
        case .and(let parts), .or(let parts), .list(let parts): deepest(parts)
        case .conditional(let a, let b, let c): max(a.depth, b.depth, c.depth)
        case .call(_, let target, let arguments, _):
            max(target?.depth ?? 0, deepest(arguments))
        case .map(let entries):
            entries.reduce(0) { max($0, $1.key.depth, $1.value.depth) }
        case .comprehension(_, let range, _, let bodies): max(range.depth, deepest(bodies))
        }
    }

    private static func deepest(_ parts: [Syntax]) -> Int {
        parts.reduce(0) { max($0, $1.depth) }
    }
}
