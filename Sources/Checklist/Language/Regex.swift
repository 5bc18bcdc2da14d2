/// A regular expression in RE2's syntax, ready to be looked for in texts.
///
/// It asks only whether a text has a match. That needs neither captures nor the difference
/// between greedy and lazy, which are read and then ignored. The time is at most the product of
/// the sizes of pattern and text, and no pattern can make it worse.
final class Regex: Sendable {
    /// The longest pattern, in bytes.
    static let patternLimit = 4_096
    /// The most instructions: what counted repetitions may come to when they are written out.
    static let programLimit = 10_000
    /// The most instructions that one search may look at while it builds its states.
    static let stepLimit = 20_000_000

    private let program: RegexProgram

    /// Reads a pattern.
    init(_ pattern: String) throws(RegexProblem) {
        guard pattern.utf8.count <= Regex.patternLimit else { throw .tooLong }
        var parser = RegexParser(pattern)
        let node = try parser.parse()
        program = try RegexProgram(node, sets: parser.sets)
    }

    /// Whether some part of the text matches; nothing if it would take too many steps to know.
    func matches(_ text: String) -> Bool? {
        var matcher = RegexMatcher(program)
        let found = text.utf8.withContiguousStorageIfAvailable { matcher.search($0) }
        return found ?? Array(text.utf8).withUnsafeBufferPointer { matcher.search($0) }
    }
}

/// Why a pattern was refused.
struct RegexProblem: Error {
    let message: String
    var help: String?

    static let tooLong = RegexProblem(
        message: "the pattern is longer than \(Regex.patternLimit) bytes"
    )
    static let tooLarge = RegexProblem(
        message: "the pattern's repetitions come to too much",
        help: "repeat fewer times"
    )
    static let tooDeep = RegexProblem(message: "the pattern is nested too deeply")
    static let openGroup = RegexProblem(
        message: "a `(` of the pattern is not closed",
        help: "a parenthesis itself is `\\(`"
    )
    static let openSet = RegexProblem(
        message: "a `[` of the pattern is not closed",
        help: "a bracket itself is `\\[`"
    )
    static let needlessClose = RegexProblem(
        message: "a `)` of the pattern closes nothing",
        help: "a parenthesis itself is `\\)`"
    )
    static let nothingToRepeat = RegexProblem(
        message: "a repetition in the pattern has nothing to repeat",
        help: "the mark itself has a backslash before it"
    )
    static let badGroup = RegexProblem(
        message: "a group of the pattern begins in a way that is not known",
        help: "`(?:…)`, `(?P<name>…)` and the flags i, m, s and U are known"
    )
    static let endsInBackslash = RegexProblem(
        message: "the pattern ends in a backslash",
        help: "a backslash itself is `\\\\`"
    )

    static func badEscape(_ text: String) -> RegexProblem {
        RegexProblem(message: "the pattern's \(text.quoted) has no meaning")
    }

    static func badRange(_ text: String) -> RegexProblem {
        RegexProblem(message: "the pattern's range \(text.quoted) runs backwards")
    }

    static func badClass(_ text: String) -> RegexProblem {
        RegexProblem(
            message: "the pattern's class \(text.quoted) is not known",
            help: "general categories such as `\\pL`, and ASCII classes such as `[:alpha:]`"
        )
    }

    static func badCount(_ text: String) -> RegexProblem {
        RegexProblem(
            message: "the pattern's repetition \(text.quoted) is not possible",
            help: "the most is \(RegexParser.countLimit), and the smaller number stands first"
        )
    }
}

extension Function {
    /// `matches` for patterns that are only known when the rule is asked.
    static func matching(member: Bool) -> Function {
        matches(member: member) { text, pattern in
            do throws(RegexProblem) {
                return found(try Regex(pattern).matches(text))
            } catch {
                return .failed(error.message)
            }
        }
    }

    /// `matches` for one pattern that is known beforehand.
    static func matching(_ regex: Regex, member: Bool) -> Function {
        matches(member: member) { text, _ in found(regex.matches(text)) }
    }

    private static func found(_ answer: Bool?) -> Value {
        answer.map { .bool($0) } ?? .failed("the pattern takes too many steps on this text")
    }

    private static func matches(
        member: Bool,
        answer: @escaping @Sendable (String, String) -> Value
    ) -> Function {
        Function(
            "matches",
            member: member,
            [Signature([.string, .string], .bool)],
            "Whether some part of a text matches a regular expression in RE2's syntax."
        ) { arguments, _ in
            guard case .string(let text) = arguments[0], case .string(let pattern) = arguments[1]
            else { return nil }
            return answer(text, pattern)
        }
    }
}
