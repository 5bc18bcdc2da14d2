/// What `lint` warns of.
///
/// A code is stable: it can be named in another program's settings.
package enum LintCode: String, CaseIterable, Sendable {
    /// A condition, or a part of one, that is true whatever the answers are.
    case alwaysTrue = "always-true"
    /// A condition, or a part of one, that no answers can make true.
    case neverTrue = "never-true"
    /// A rule whose `when` no answers can make true.
    case unreachableRule = "unreachable-rule"
    /// A rule that is broken whenever it applies.
    case neverSettled = "never-settled"
    /// A read of a field that does not apply to some answers for which the rule is asked.
    case unguardedRead = "unguarded-read"
    /// A condition that fails for some answers, such as an index beyond a list's end.
    case mayFail = "may-fail"
    /// A field that nothing reads.
    case unreadField = "unread-field"
    /// A variable that nothing uses.
    case unusedVariable = "unused-variable"
    /// A cited document that nothing cites, or a role that approves nothing.
    case unusedName = "unused-name"
    /// A name that a document uses and nothing answers to; found by the host.
    case unknownName = "unknown-name"
    /// A message that is not a sentence.
    case notASentence = "not-a-sentence"

    /// What the code stands for, in one sentence.
    package var about: String {
        switch self {
        case .alwaysTrue: "A condition is true whatever the answers are."
        case .neverTrue: "No answers can make a condition true."
        case .unreachableRule: "No answers can make a rule apply."
        case .neverSettled: "A rule is broken whenever it applies."
        case .unguardedRead: "A rule reads a field that may not apply."
        case .mayFail: "A rule fails for some answers."
        case .unreadField: "Nothing reads a field."
        case .unusedVariable: "Nothing uses a variable."
        case .unusedName: "Nothing uses a document or a role."
        case .unknownName: "Nothing answers to a name that a document uses."
        case .notASentence: "A message is not a sentence."
        }
    }
}

/// One warning: a problem that does not stop a checklist from being used.
package struct LintFinding: Sendable {
    /// What kind of problem it is.
    package let code: LintCode
    /// The problem and its place.
    package let problem: Diagnostic

    /// A warning that the host itself has found.
    package init(code: LintCode, problem: Diagnostic) {
        self.code = code
        self.problem = problem
    }

    /// The warning for a person: its place, message and code, the line, a caret, the help.
    package func rendered() -> String {
        let place = problem.location
        let excerpt = Excerpt(of: problem.span, in: problem.source)
        var text = "\(problem.source.name.inert):\(place.line):\(place.column): warning: "
        text += "\(problem.message.inert) [\(code.rawValue)]"
        if !excerpt.line.isEmpty { text += "\n  " + excerpt.line + "\n  " + excerpt.underline }
        if let help = problem.help { text += "\n  help: " + help.inert }
        return text
    }
}

/// A text of a file that holds an expression or a message, and how far in it begins.
struct LintPlace {
    let document: Document
    let node: Node
    /// How many bytes of the node's text stand before the expression.
    var start = 0

    /// A warning about some bytes of the expression.
    func finding(
        _ code: LintCode,
        _ message: String,
        help: String? = nil,
        at span: Range<Int>? = nil
    ) -> LintFinding {
        var range = node.span
        if let span {
            let from = document.offset(ofDecoded: start + span.lowerBound, in: node)
            let to = document.offset(ofDecoded: start + span.upperBound, in: node)
            range = from..<max(from, to)
        }
        return LintFinding(
            code: code,
            problem: Diagnostic(
                message: message,
                help: help,
                source: document.source,
                span: range
            )
        )
    }
}
