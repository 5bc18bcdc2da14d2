/// Why one rule came out as it did over some answers, and what would change that.
package struct Explanation: Sendable {
    /// What the rule came to.
    package let finding: Finding
    /// Whether it applies, part by part; nothing if it always does.
    package let when: ValueTree?
    /// What has to hold, part by part; nothing if the rule does not apply.
    package let requires: ValueTree?
    /// Answers that by themselves make the rule come out like this, whatever the others are.
    ///
    /// None of them can be left out. Empty if the rule is not settled.
    package let reason: [GivenAnswer]
    /// Whether some of what it reads rests on the forms' defaults.
    package let hasDefaults: Bool
    /// What other answers to single questions would make of the rule.
    package let changes: [Change]
    /// The questions that it waits for, in the forms' order.
    package let waitsFor: [GivenAnswer]
}

/// An answer, or a question that has none.
package struct GivenAnswer: Sendable {
    /// Where it stands.
    package let path: Path
    /// The question in words.
    package let ask: String
    /// The answer.
    package let value: Value
    /// The answer in the form's words, if it has any besides its value.
    package let means: String?
}

/// What becomes of a rule if one question is answered otherwise.
package struct Change: Sendable {
    /// The question, and the answer to try.
    package let answer: GivenAnswer
    /// What the rule comes to then.
    package let status: Status
}

extension Rulebook {
    /// Explains one rule over some documents.
    ///
    /// - Parameters:
    ///   - rule: the rule's id.
    ///   - documents: a document for each form's name; a form without one is unanswered.
    ///   - moment: the moment at which the rule is asked.
    ///   - now: the time that `now` stands for.
    ///   - zone: the zone of times that name none.
    ///   - zones: the zones that the host knows.
    /// - Returns: the explanation; nothing if there is no such rule.
    /// - Throws: what is wrong with the documents.
    package func explain(
        rule: String,
        _ documents: [String: Document],
        moment: String,
        now: Timestamp,
        zone: String,
        zones: Zones
    ) throws(Diagnostics) -> Explanation? {
        guard let words = words(for: rule).first(where: { sameScalars($0.rule.id, rule) }) else {
            return nil
        }
        let answers = try answers(documents, zone: zone, zones: zones)
        let trial = Trial(
            rulebook: Rulebook(of: words, forms: forms),
            zone: zone,
            zones: zones,
            now: now,
            documents: documents
        )
        let explainer = Explainer(words, trial, moment: moment)
        return explainer.explanation(over: answers)
    }

    /// A rulebook of one rule.
    private init(of words: RuleWords, forms: [Form]) {
        let (item, list) = (words.item, words.checklist)
        let single = Item(
            id: item.id,
            title: item.title,
            about: item.about,
            sources: item.sources,
            rules: [words.rule]
        )
        self.init(
            forms: forms,
            checklist: Checklist(
                id: list.id,
                version: list.version,
                title: list.title,
                about: list.about,
                moments: list.moments,
                forms: list.forms,
                roles: list.roles,
                items: [single],
                variables: list.variables
            )
        )
    }

    private init(forms: [Form], checklist: Checklist) {
        self.init(forms: forms, checked: [checklist])
    }
}

/// Explains one rule.
private struct Explainer {
    private let checklist: Checklist
    private let rule: Rule
    private let trial: Trial
    private let moment: String
    /// The fields that the rule may read, by where they are declared.
    private let reads: Set<String>

    init(_ words: RuleWords, _ trial: Trial, moment: String) {
        checklist = words.checklist
        rule = words.rule
        self.trial = trial
        self.moment = moment
        var declared = Truths.Declared(trial.rulebook.forms)
        declared.variables = checklist.variables.map { $0.formula.code }
        var reads: Set<String> = []
        for formula in [rule.when, rule.requires].compactMap({ $0 }) + rule.answers {
            for code in declared.everything(in: formula.code) {
                code.visit { part in
                    switch part.kind {
                    case .slot(let operand, let slot), .hasSlot(let operand, let slot):
                        guard let group = operand.group else { return }
                        reads.insert("\(group.name).\(group.fields[slot].name)")
                    default: break
                    }
                }
            }
        }
        self.reads = reads
    }

    func explanation(over answers: Answers) -> Explanation? {
        guard let finding = finding(over: answers) else { return nil }
        let evaluator = trial.evaluator(of: checklist, over: answers)
        let when = rule.when.map { ValueTree($0, evaluator, variables: checklist.variables) }
        var applies = true
        if case .bool(false)? = when?.value { applies = false }
        let given = GivenAnswers(answers, reading: reads)
        return Explanation(
            finding: finding,
            when: when,
            requires: applies
                ? ValueTree(rule.requires, evaluator, variables: checklist.variables) : nil,
            reason: reason(finding, given),
            hasDefaults: given.hasDefaults,
            changes: changes(finding, given),
            waitsFor: finding.needs.compactMap { path in
                trial.field(at: path).map { GivenAnswer(path, $0, .unknown(at: path)) }
            }
        )
    }

    private func finding(over answers: Answers) -> Finding? {
        trial.rulebook.judge(answers, moment: moment, now: trial.now).findings.first
    }

    private func status(of trial: Trial) -> Status? {
        trial.answers.flatMap { finding(over: $0)?.status }
    }

    // MARK: The smallest sufficient reason

    /// Takes away one answer after the other, as long as the rule comes out the same: what is
    /// settled on some answers stays so whatever the others turn out to be.
    private func reason(_ finding: Finding, _ given: GivenAnswers) -> [GivenAnswer] {
        guard finding.status.isSettled else { return [] }
        let deciding = finding.values.map { $0.path }
        let all = given.answered
        let important = all.filter { answer in
            deciding.contains { sameScalars($0, answer.path.text) }
        }
        let others = all.filter { answer in
            !deciding.contains { sameScalars($0, answer.path.text) }
        }
        var rest = trial
        var kept: [GivenAnswer] = []
        // What decided is taken away last; of the others, whole lists first.
        for answer in others + important.reversed() {
            let less = rest.with(nil, at: answer.path)
            if status(of: less) == finding.status {
                rest = less
            } else {
                kept.append(answer)
            }
        }
        let paths = kept.map { $0.path }
        return kept.filter { answer in !paths.contains { $0.isInside(answer.path) } }
            .sorted { $0.path < $1.path }
    }

    // MARK: What would change it

    /// Tries every other answer to each question that offers answers to choose from.
    private func changes(_ finding: Finding, _ given: GivenAnswers) -> [Change] {
        var changes: [Change] = []
        var triesLeft = 300
        for answer in given.choosable {
            for other in answer.alternatives where triesLeft > 0 {
                triesLeft -= 1
                let changed = trial.with(other.content, at: answer.answer.path)
                guard let status = status(of: changed), status != finding.status,
                    status.isSettled
                else { continue }
                changes.append(Change(answer: other.answer, status: status))
            }
        }
        return changes.filter { $0.status.passes } + changes.filter { !$0.status.passes }
    }
}

extension Status {
    /// Whether more answers cannot change it.
    fileprivate var isSettled: Bool {
        switch self {
        case .met, .notMet, .advice, .needsApproval, .approved, .notApplicable: true
        case .unanswered, .later, .broken: false
        }
    }

    fileprivate var passes: Bool {
        self == .met || self == .approved || self == .notApplicable
    }
}
