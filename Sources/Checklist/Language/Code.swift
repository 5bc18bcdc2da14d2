/// A checked expression: names are resolved, field names are slots, types are known.
///
/// An object, because evaluating an expression goes over its parts again and again, and objects
/// need not be copied for that.
final class Code: Sendable {
    let kind: Kind
    /// Bytes of the expression's text.
    let span: Range<Int>
    let type: ValueType
    /// True if no answers can make it fail, so that an unanswered part of it may be folded away.
    let isTotal: Bool

    enum Kind: Sendable {
        case constant(Value)
        /// The answers to a form.
        case root(Int)
        case variable(Int)
        /// The element of a comprehension, counted from the outermost.
        case local(Int)
        /// A declared field of a record.
        case slot(Code, Int)
        /// A key of a map, or a field of something that is not known to be a record.
        case key(Code, String)
        case hasSlot(Code, Int)
        case hasKey(Code, String)
        case not(Code)
        case and([Code])
        case or([Code])
        case conditional(Code, Code, Code)
        case equal(Code, Code, negated: Bool)
        case ordered(Comparison, Code, Code)
        case list([Code])
        case map([(key: Code, value: Code)])
        case call(Function, [Code])
        /// A comprehension over a list or the keys of a map; the element is the local of this
        /// number.
        case comprehension(Syntax.Macro, range: Code, local: Int, [Code])
    }

    /// An operator that orders.
    enum Comparison: String {
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="

        /// Whether it is true of two values that stand to each other in an order.
        func holds(_ order: Value.Order) -> Bool {
            switch self {
            case .less: order == .before
            case .lessOrEqual: order == .before || order == .same
            case .greater: order == .after
            case .greaterOrEqual: order == .after || order == .same
            }
        }
    }

    init(_ kind: Kind, _ type: ValueType, _ span: Range<Int>, isTotal: Bool = false) {
        self.kind = kind
        self.type = type
        self.span = span
        self.isTotal = isTotal
    }
}
