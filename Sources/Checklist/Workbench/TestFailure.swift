/// Something that did not come out as a base or a case expects.
public struct TestFailure: Sendable {
    /// The base or the case.
    public let run: String
    /// The base that a case starts from; nothing for a base.
    public let base: String?
    /// The rule that came out differently, if it is about one rule.
    public let rule: String?
    /// What was expected, as the file writes it.
    public let expected: String
    /// What came out, in the same words.
    public let actual: String
    /// The same in one sentence, where the file expects it.
    public let problem: Diagnostic
    /// Why it came out like that, a line each.
    public let details: [String]
}

/// Compares one run with what it expects.
struct RunCheck {
    private let run: TestRun
    private let subject: TestSubject
    private let source: SourceText
    private var outcome: RunOutcome
    private(set) var failures: [TestFailure] = []

    init(_ run: TestRun, _ outcome: RunOutcome, _ subject: TestSubject, in source: SourceText) {
        self.run = run
        self.subject = subject
        self.source = source
        self.outcome = outcome
        checkStatuses()
        checkDecision()
        checkQuestions()
        checkWords()
    }

    // MARK: Rules

    private mutating func checkStatuses() {
        for (index, expected) in run.expected.statuses.enumerated() {
            let actual = outcome.rules[index].status
            guard let expected, expected != actual else { continue }
            let rule = subject.rules[index].rule
            var help: String?
            if run.place(ofRule: index) == nil, let base = run.base {
                help =
                    "so it is in the base `\(base.inert)`; if the change is meant, name the rule "
                    + "in `rules`"
            }
            fail(
                "`\(rule.id)` should be `\(expected.rawValue)` but is `\(actual.rawValue)`",
                help: help,
                at: run.place(ofRule: index) ?? run.name.span,
                rule: rule.id,
                expected.rawValue,
                actual.rawValue,
                reasons(of: index)
            )
        }
    }

    /// Why a rule came to what it did.
    private mutating func reasons(of index: Int) -> [String] {
        let rule = subject.rules[index].rule
        let finding = outcome.judge.finding(for: rule)
        var lines: [String] = []
        switch finding.status {
        case .notApplicable where !rule.asked.contains(run.moment),
            .later where !rule.asked.contains(run.moment):
            lines.append("it is asked at \(listed(rule.asked)), not at \(run.moment)")
        case .notApplicable:
            if let when = rule.when { lines.append("its `when` is false: \(when.text)") }
        case .unanswered: lines.append("it needs \(listed(finding.needs.map { $0.text }))")
        case .broken: lines.append("it fails: \(finding.failure ?? "for no reason")")
        case .met: lines.append("it says: \(finding.says)")
        default: lines.append("it says: \(finding.why ?? finding.says)")
        }
        for value in finding.values.prefix(6) {
            lines.append("\(value.path) is \(value.value.literal)")
        }
        return lines
    }

    // MARK: The whole

    private mutating func checkDecision() {
        guard let expected = run.expected.decision else { return }
        let actual = subject.decision(outcome.rules)
        guard actual != expected.value else { return }
        let deciding = subject.rules.indices.filter { index in
            let status = outcome.rules[index].status
            return Decision.ready.after(status, subject.rules[index].rule.level) == actual
        }
        let names = deciding.prefix(6).map { subject.rules[$0].rule.id }
        fail(
            "the decision should be `\(expected.value.rawValue)` but is `\(actual.rawValue)`",
            at: expected.span,
            expected.value.rawValue,
            actual.rawValue,
            actual == .ready ? [] : ["because of \(listed(names))"]
        )
    }

    private mutating func checkQuestions() {
        guard let expected = run.expected.questions else { return }
        let actual = subject.questions(outcome.rules)
        for question in expected.value
        where !actual.contains(where: { sameScalars($0.text, question.value) }) {
            fail(
                "the question `\(question.value.inert)` should be open but is not",
                at: question.span,
                question.value,
                ""
            )
        }
        for path in actual
        where !expected.value.contains(where: { sameScalars($0.value, path.text) }) {
            let rules = subject.rules.indices.filter { outcome.rules[$0].needs.contains(path) }
            fail(
                "the question `\(path.text.inert)` is open but should not be",
                at: expected.span,
                "",
                path.text,
                ["\(listed(rules.map { subject.rules[$0].rule.id })) would be settled by it"]
            )
        }
    }

    private mutating func checkWords() {
        for (index, words) in run.expected.words {
            let rule = subject.rules[index].rule
            let texts = outcome.judge.finding(for: rule).texts
            for word in words where !texts.contains(where: { $0.holds(word.value) }) {
                fail(
                    "`\(rule.id)` should say `\(word.value.inert)` but does not",
                    at: word.span,
                    rule: rule.id,
                    word.value,
                    texts.joined(separator: " "),
                    texts.map { "it says: \($0)" }
                )
            }
        }
    }

    private mutating func fail(
        _ message: String,
        help: String? = nil,
        at span: Range<Int>,
        rule: String? = nil,
        _ expected: String,
        _ actual: String,
        _ details: [String] = []
    ) {
        failures.append(
            TestFailure(
                run: run.name.value,
                base: run.base,
                rule: rule,
                expected: expected,
                actual: actual,
                problem: Diagnostic(message: message, help: help, source: source, span: span),
                details: details
            )
        )
    }
}

extension Finding {
    /// Everything that a finding says to people.
    var texts: [String] {
        [says, why, fix, approval?.asks].compactMap { $0 }
    }
}

extension String {
    /// Whether another text occurs in this one, scalar by scalar.
    func holds(_ other: String) -> Bool {
        let text = Array(utf8)
        let part = Array(other.utf8)
        guard part.count <= text.count else { return false }
        for start in 0...(text.count - part.count)
        where text[start..<start + part.count].elementsEqual(part) {
            return true
        }
        return false
    }
}
