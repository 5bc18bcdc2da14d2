/// Sets of scalars in a pattern: brackets, escapes, and classes that have a name.
extension RegexParser {
    /// What stands between brackets; the opening one has been read.
    mutating func bracketed() throws(RegexProblem) -> ScalarSet {
        let isInverted = skip("^")
        var ranges: [ClosedRange<UInt32>] = []
        var isFirst = true
        while let scalar = peek, isFirst || scalar != "]" {
            isFirst = false
            if scalar == "[", peek(1) == ":", let set = try posixClass() {
                ranges += set.ranges
            } else if scalar == "\\", let set = try classEscapeInBrackets() {
                ranges += set.ranges
            } else {
                ranges.append(try range())
            }
        }
        guard skip("]") else { throw .openSet }
        let set = folded(ScalarSet(ranges))
        return isInverted ? set.inverted : set
    }

    private mutating func range() throws(RegexProblem) -> ClosedRange<UInt32> {
        let start = index
        let first = try scalarInBrackets()
        guard peek == "-", let after = peek(1), after != "]" else {
            return first.value...first.value
        }
        index += 1
        let last = try scalarInBrackets()
        guard first <= last else { throw .badRange(text(from: start)) }
        return first.value...last.value
    }

    private mutating func scalarInBrackets() throws(RegexProblem) -> Unicode.Scalar {
        guard let scalar = peek else { throw .openSet }
        index += 1
        return scalar == "\\" ? try scalarEscape() : scalar
    }

    private mutating func classEscapeInBrackets() throws(RegexProblem) -> ScalarSet? {
        index += 1
        if let set = try classEscape() { return set }
        index -= 1
        return nil
    }

    /// `[:alpha:]` or `[:^alpha:]`; nothing if it is only a bracket and a colon.
    private mutating func posixClass() throws(RegexProblem) -> ScalarSet? {
        let start = index
        index += 2
        let isInverted = skip("^")
        let name = letters()
        guard skip(":"), skip("]") else {
            index = start
            return nil
        }
        guard let ranges = RegexParser.posixClasses[name] else {
            throw .badClass(text(from: start))
        }
        return isInverted ? ScalarSet(ranges).inverted : ScalarSet(ranges)
    }

    private mutating func letters() -> String {
        let start = index
        while let scalar = peek, scalar.isWordScalar { index += 1 }
        return text(from: start)
    }

    private static let posixClasses: [String: [ClosedRange<UInt32>]] = [
        "alnum": [48...57, 65...90, 97...122], "alpha": [65...90, 97...122], "ascii": [0...127],
        "blank": [9...9, 32...32], "cntrl": [0...31, 127...127], "digit": [48...57],
        "graph": [33...126], "lower": [97...122], "print": [32...126],
        "punct": [33...47, 58...64, 91...96, 123...126], "space": [9...13, 32...32],
        "upper": [65...90], "word": [48...57, 65...90, 95...95, 97...122],
        "xdigit": [48...57, 65...70, 97...102],
    ]

    // MARK: Escapes

    /// The class that an escape stands for; the backslash has been read.
    ///
    /// Nothing, and nothing more is read, if it stands for a single scalar.
    mutating func classEscape() throws(RegexProblem) -> ScalarSet? {
        guard let scalar = peek else { throw .endsInBackslash }
        let set: ScalarSet
        switch scalar {
        case "d": set = .digits
        case "D": set = ScalarSet.digits.inverted
        case "s": set = .spaces
        case "S": set = ScalarSet.spaces.inverted
        case "w": set = .word
        case "W": set = ScalarSet.word.inverted
        case "p", "P": return try category()
        default: return nil
        }
        index += 1
        return set
    }

    /// `pL`, `p{Lu}`, `p{^Lu}` or the same with `P`.
    private mutating func category() throws(RegexProblem) -> ScalarSet {
        let start = index
        var isInverted = scalars[index] == "P"
        index += 1
        let name: String
        if skip("{") {
            if skip("^") { isInverted.toggle() }
            name = letters()
            guard skip("}") else { throw .badClass(text(from: start)) }
        } else {
            guard peek != nil else { throw .badClass(text(from: start)) }
            index += 1
            name = text(from: index - 1)
        }
        guard let set = ScalarSet(category: name) else { throw .badClass(text(from: start)) }
        return isInverted ? set.inverted : set
    }

    /// The scalar that an escape stands for; the backslash has been read.
    mutating func scalarEscape() throws(RegexProblem) -> Unicode.Scalar {
        guard let scalar = peek else { throw .endsInBackslash }
        index += 1
        switch scalar {
        case "a": return "\u{07}"
        case "f": return "\u{0C}"
        case "t": return "\t"
        case "n": return "\n"
        case "r": return "\r"
        case "v": return "\u{0B}"
        case "x": return try hexEscape()
        case "0"..."7": return try octalEscape()
        default:
            guard scalar.isASCII, !scalar.isWordScalar || scalar == "_" else {
                throw .badEscape(text(from: index - 2))
            }
            return scalar
        }
    }

    /// Up to three octal digits.
    ///
    /// One digit other than 0 would be a reference to a group, which a search in linear time cannot
    /// follow.
    private mutating func octalEscape() throws(RegexProblem) -> Unicode.Scalar {
        let start = index - 1
        var code: UInt32 = 0
        index = start
        while index < start + 3, let digit = peek, ("0"..."7").contains(digit) {
            code = code * 8 + digit.value - 48
            index += 1
        }
        guard index > start + 1 || scalars[start] == "0", let scalar = Unicode.Scalar(code) else {
            throw .badEscape("\\" + text(from: start))
        }
        return scalar
    }

    private mutating func hexEscape() throws(RegexProblem) -> Unicode.Scalar {
        let start = index
        let isBraced = skip("{")
        let digits = index
        while let digit = peek, digit.isASCII, isHexDigit(UInt8(digit.value)),
            isBraced || index < digits + 2
        {
            index += 1
        }
        let code = UInt32(text(from: digits), radix: 16)
        let isClosed = isBraced ? skip("}") : index == digits + 2
        guard isClosed, let code, let scalar = Unicode.Scalar(code) else {
            throw .badEscape("\\x" + text(from: start))
        }
        return scalar
    }
}

extension ScalarSet {
    static let allButNewline = ScalarSet([10...10]).inverted
    static let newline = ScalarSet([10...10])
    static let digits = ScalarSet([48...57])
    static let spaces = ScalarSet([9...10, 12...13, 32...32])
    static let word = ScalarSet([48...57, 65...90, 95...95, 97...122])
}
