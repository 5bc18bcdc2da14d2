/// The smallest parts of an expression.
enum Token: Equatable {
    case name(String)
    /// A name between backquotes: never a keyword, only after a dot.
    case quotedName(String)
    case int(digits: String, radix: Int)
    case uint(digits: String, radix: Int)
    case double(String)
    case string(String)
    case bytes([UInt8])
    case mark(Mark)
    case end
}

/// An operator, a bracket or a comma: one or two characters.
struct Mark: Equatable, ExpressibleByStringLiteral {
    private let first: UInt8
    /// Zero if there is only one.
    private let second: UInt8

    init(_ first: UInt8, _ second: UInt8 = 0) {
        self.first = first
        self.second = second
    }

    init(stringLiteral literal: StaticString) {
        self.init(
            literal.utf8Start[0],
            literal.utf8CodeUnitCount > 1 ? literal.utf8Start[1] : 0
        )
    }

    var text: String {
        String(decoding: second == 0 ? [first] : [first, second], as: UTF8.self)
    }

    /// How many bytes it has.
    var count: Int { second == 0 ? 1 : 2 }

    /// The function that an operator between its operands stands for; nothing for `&&` and `||`,
    /// which need not evaluate both.
    var function: String? {
        switch self {
        case "<": "_<_"
        case "<=": "_<=_"
        case ">=": "_>=_"
        case ">": "_>_"
        case "==": "_==_"
        case "!=": "_!=_"
        case "+": "_+_"
        case "-": "_-_"
        case "*": "_*_"
        case "/": "_/_"
        case "%": "_%_"
        default: nil
        }
    }

    /// How tightly an operator binds that stands between its operands, from 1 up.
    var level: Int? {
        switch self {
        case "||": 1
        case "&&": 2
        case "<", "<=", ">=", ">", "==", "!=": 3
        case "+", "-": 4
        case "*", "/", "%": 5
        default: nil
        }
    }
}

/// A token and where it stands, in bytes of the expression's text.
struct PlacedToken {
    let token: Token
    let span: Range<Int>
}

/// Why an expression was refused, and where in its text.
package struct SyntaxProblem: Error {
    package let message: String
    package var help: String?
    package let span: Range<Int>
}
