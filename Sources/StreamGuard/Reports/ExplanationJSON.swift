import Checklist

/// Why rules came out as they did, for a program.
enum ExplanationJSON {
    static func json(_ rules: [Explained], _ sitting: Sitting) -> JSON {
        .object([
            ("at", .string(sitting.now.rfc3339)),
            ("rules", .array(rules.map(rule))),
        ])
    }

    private static func rule(_ rule: Explained) -> JSON {
        let (why, finding) = (rule.why, rule.why.finding)
        return .object([
            ("words", RuleWordsJSON.rule(rule.words)), ("moment", .string(rule.moment)),
            ("status", .string(finding.status.rawValue)), ("says", .string(finding.says)),
            ("why", finding.why.map { .string($0) } ?? .null),
            ("fix", finding.fix.map { .string($0) } ?? .null),
            ("failure", finding.failure.map { .string($0) } ?? .null),
            ("when", why.when.map(tree) ?? .null), ("requires", why.requires.map(tree) ?? .null),
            ("reason", .array(why.reason.map(answer))),
            ("waitsFor", .array(why.waitsFor.map(answer))),
            ("changes", .array(why.changes.map(change))),
        ])
    }

    private static func tree(_ tree: ValueTree) -> JSON {
        .object([
            (tree.isElement ? "element" : "source", .string(tree.text)),
            ("state", .string(tree.value.state)), ("value", tree.value.json),
            ("decides", .bool(tree.isDeciding)),
            ("parts", .array(tree.children.map(self.tree))),
            ("omitted", .int(Int64(tree.omitted))),
        ])
    }

    private static func answer(_ answer: GivenAnswer) -> JSON {
        .object([
            ("path", .string(answer.path.text)), ("ask", .string(answer.ask)),
            ("value", answer.value.json),
        ])
    }

    private static func change(_ change: Change) -> JSON {
        .object([
            ("path", .string(change.answer.path.text)), ("ask", .string(change.answer.ask)),
            ("value", change.answer.value.json), ("status", .string(change.status.rawValue)),
        ])
    }
}

extension Value {
    /// Whether it is known, and why not.
    var state: String {
        switch self {
        case .unknown: "unanswered"
        case .error: "error"
        case .absent: "not-applicable"
        default: "known"
        }
    }
}
