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
    case mark(String)
    case end
}

/// A token and where it stands, in bytes of the expression's text.
struct PlacedToken {
    let token: Token
    let span: Range<Int>
}

/// Why an expression was refused, and where in its text.
struct SyntaxProblem: Error {
    let message: String
    var help: String?
    let span: Range<Int>
}
