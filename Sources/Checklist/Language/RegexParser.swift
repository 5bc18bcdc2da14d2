/// Reads a pattern in RE2's syntax.
struct RegexParser {
    var scalars: [Unicode.Scalar]
    var index = 0
    /// Every set that the pattern uses, each once.
    private(set) var sets: [ScalarSet] = []
    private var flags = Flags()
    private var depth = 0

    /// How deep groups may be nested.
    static let depthLimit = 50
    /// How often a counted repetition may repeat.
    static let countLimit = 1_000

    struct Flags {
        var ignoresCase = false
        var isMultiline = false
        var dotTakesNewline = false
    }

    init(_ pattern: String) {
        scalars = Array(pattern.unicodeScalars)
    }

    mutating func parse() throws(RegexProblem) -> RegexNode {
        let node = try alternatives()
        guard index == scalars.count else { throw .needlessClose }
        return node
    }

    // MARK: Structure

    private mutating func alternatives() throws(RegexProblem) -> RegexNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= RegexParser.depthLimit else { throw .tooDeep }
        var choices = [try sequence()]
        while skip("|") { choices.append(try sequence()) }
        return choices.count == 1 ? choices[0] : .either(choices)
    }

    private mutating func sequence() throws(RegexProblem) -> RegexNode {
        var parts: [RegexNode] = []
        while let scalar = peek, scalar != "|", scalar != ")" {
            if scalar == "\\", peek(1) == "Q" {
                index += 2
                // A repetition after the quoted text repeats its last scalar.
                var quoted = quotedText()
                if let last = quoted.popLast() {
                    parts += quoted
                    parts.append(try repetitions(of: last))
                }
                continue
            }
            if let part = try atom() { parts.append(try repetitions(of: part)) }
        }
        return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
    }

    private mutating func quotedText() -> [RegexNode] {
        var parts: [RegexNode] = []
        while let scalar = peek {
            index += 1
            if scalar == "\\", skip("E") { break }
            parts.append(literal(scalar))
        }
        return parts
    }

    /// One atom; nothing for a group that only sets flags.
    private mutating func atom() throws(RegexProblem) -> RegexNode? {
        let scalar = scalars[index]
        index += 1
        switch scalar {
        case "(": return try group()
        case "[": return .set(number(of: try bracketed()))
        case ".": return .set(number(of: flags.dotTakesNewline ? .all : .allButNewline))
        case "^": return .assertion(flags.isMultiline ? .lineStart : .textStart)
        case "$": return .assertion(flags.isMultiline ? .lineEnd : .textEnd)
        case "*", "+", "?": throw .nothingToRepeat
        case "{":
            index -= 1
            if try counts() != nil { throw .nothingToRepeat }
            index += 1
            return literal(scalar)
        case "\\": return try escape()
        default: return literal(scalar)
        }
    }

    private mutating func group() throws(RegexProblem) -> RegexNode? {
        let outer = flags
        if skip("?") {
            if skip("P") {
                guard peek == "<" else { throw .badGroup }
            }
            if skip("<") {
                try groupName()
            } else if try flagsEndGroup() {
                // `(?i)` holds until the group around it ends.
                return nil
            }
        }
        let node = try alternatives()
        guard skip(")") else { throw .openGroup }
        flags = outer
        return node
    }

    private mutating func groupName() throws(RegexProblem) {
        let start = index
        while let scalar = peek, scalar.isWordScalar { index += 1 }
        guard index > start, skip(">") else { throw .badGroup }
    }

    /// Reads `i-s:` or `i-s)`; whether it was the latter.
    private mutating func flagsEndGroup() throws(RegexProblem) -> Bool {
        var isOn = true
        var hasFlag = false
        while let scalar = peek {
            index += 1
            switch scalar {
            case "i": flags.ignoresCase = isOn
            case "m": flags.isMultiline = isOn
            case "s": flags.dotTakesNewline = isOn
            case "U": break
            case "-":
                guard isOn else { throw .badGroup }
                isOn = false
                hasFlag = false
                continue
            case ":", ")":
                guard isOn || hasFlag else { throw .badGroup }
                return scalar == ")"
            default: throw .badGroup
            }
            hasFlag = true
        }
        throw .openGroup
    }

    // MARK: Repetition

    private mutating func repetitions(of node: RegexNode) throws(RegexProblem) -> RegexNode {
        guard let (min, max) = try repetition() else { return node }
        _ = skip("?")
        // Two in a row are a mistake, and in other dialects mean something else.
        if try repetition() != nil { throw .nothingToRepeat }
        return .repeated(node, min: min, max: max)
    }

    private mutating func repetition() throws(RegexProblem) -> (min: Int, max: Int?)? {
        if skip("*") { return (0, nil) }
        if skip("+") { return (1, nil) }
        if skip("?") { return (0, 1) }
        return try counts()
    }

    /// `{2}`, `{2,}` or `{2,5}`; nothing for a brace that stands for itself.
    private mutating func counts() throws(RegexProblem) -> (min: Int, max: Int?)? {
        let start = index
        guard skip("{"), let min = count() else {
            index = start
            return nil
        }
        var max: Int? = min
        if skip(",") { max = count() }
        guard skip("}") else {
            index = start
            return nil
        }
        guard min <= RegexParser.countLimit, max ?? min <= RegexParser.countLimit, max ?? min >= min
        else { throw .badCount(text(from: start)) }
        return (min, max)
    }

    private mutating func count() -> Int? {
        let start = index
        var count = 0
        while let scalar = peek, ("0"..."9").contains(scalar) {
            count = min(count * 10 + Int(scalar.value - 48), RegexParser.countLimit + 1)
            index += 1
        }
        return index > start ? count : nil
    }

    // MARK: Escapes

    private mutating func escape() throws(RegexProblem) -> RegexNode {
        guard let scalar = peek else { throw .endsInBackslash }
        switch scalar {
        case "A": return assertion(.textStart)
        case "z": return assertion(.textEnd)
        case "b": return assertion(.wordBoundary)
        case "B": return assertion(.noWordBoundary)
        default: break
        }
        if let set = try classEscape() { return .set(number(of: folded(set))) }
        return literal(try scalarEscape())
    }

    private mutating func assertion(_ assertion: RegexAssertion) -> RegexNode {
        index += 1
        return .assertion(assertion)
    }

    // MARK: Sets

    private mutating func literal(_ scalar: Unicode.Scalar) -> RegexNode {
        .set(number(of: folded(ScalarSet([scalar.value...scalar.value]))))
    }

    /// The set as the flags have it: with the other case of its letters, or as it is.
    func folded(_ set: ScalarSet) -> ScalarSet {
        flags.ignoresCase ? set.ignoringCase : set
    }

    private mutating func number(of set: ScalarSet) -> Int {
        if let known = sets.firstIndex(of: set) { return known }
        sets.append(set)
        return sets.count - 1
    }

    // MARK: Scalars

    var peek: Unicode.Scalar? { peek(0) }

    func peek(_ ahead: Int) -> Unicode.Scalar? {
        index + ahead < scalars.count ? scalars[index + ahead] : nil
    }

    mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == scalar else { return false }
        index += 1
        return true
    }

    /// The pattern's text from an index to the present place.
    func text(from start: Int) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars[start..<index])
        return text
    }
}

extension Unicode.Scalar {
    /// Whether this is an ASCII letter, a digit or `_`.
    var isWordScalar: Bool {
        switch self {
        case "a"..."z", "A"..."Z", "0"..."9", "_": true
        default: false
        }
    }
}
