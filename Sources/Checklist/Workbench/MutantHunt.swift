/// Finds out which mutants the cases notice.
///
/// Only the rules that the changed formula can reach are asked again, on answers that have been
/// read already, and no further than to the first case that notices.
struct MutantHunt {
    private let subject: TestSubject
    private let runs: [TestRun]
    private var outcomes: [RunOutcome]
    /// For each rule the variables that it reads.
    private let reads: [Set<Int>]
    private let variables: [Code]

    init(_ subject: TestSubject, _ runs: [TestRun], _ outcomes: [RunOutcome]) {
        self.subject = subject
        self.runs = runs
        self.outcomes = outcomes
        reads = subject.rules.map { subject.variables(readBy: $0.rule) }
        variables = subject.checklist.variables.map { $0.formula.code }
    }

    /// Whether any expectation would fail if the mutant stood in the checklist.
    mutating func notices(_ mutant: Mutant) -> Bool {
        switch mutant.target {
        case .when(let index), .requires(let index):
            let rule = subject.rules[index].rule.with(mutant)
            for run in order(for: [index]) where rule.asked.contains(runs[run].moment) {
                if notices(rule, at: index, run) { return true }
            }
        case .variable(let variable):
            guard let code = mutant.code else { return false }
            var changed = variables
            changed[variable] = code
            let rules = subject.rules.indices.filter { reads[$0].contains(variable) }
            for run in order(for: rules) where notices(changed, rules, run) { return true }
        }
        return false
    }

    /// The runs, first those that name one of the rules.
    private func order(for rules: [Int]) -> [Int] {
        var first: [Int] = []
        var rest: [Int] = []
        for (index, run) in runs.enumerated() {
            let isNamed =
                run.base != nil
                && run.expected.places.contains { rules.contains($0.rule) }
            if isNamed { first.append(index) } else { rest.append(index) }
        }
        return first + rest
    }

    private mutating func notices(_ rule: Rule, at index: Int, _ number: Int) -> Bool {
        let outcome = RuleOutcome(outcomes[number].judge.outcome(of: rule), of: rule)
        if differs([(index, outcome)], number) { return true }
        let words = runs[number].expected.words.filter { $0.rule == index }
        guard !words.isEmpty else { return false }
        let finding = outcomes[number].judge.finding(for: rule)
        return words.contains { !$0.words.allIn(finding) }
    }

    private func notices(_ variables: [Code], _ rules: [Int], _ number: Int) -> Bool {
        let run = runs[number]
        var judge = run.judge(subject, variables: variables)
        var changed: [(rule: Int, outcome: RuleOutcome)] = []
        for index in rules {
            let rule = subject.rules[index].rule
            guard rule.asked.contains(run.moment) else { continue }
            let outcome = RuleOutcome(judge.outcome(of: rule), of: rule)
            if let expected = run.expected.statuses[index], expected != outcome.status {
                return true
            }
            changed.append((index, outcome))
        }
        if differs(changed, number) { return true }
        // A variable can also be read by what a rule says.
        return run.expected.words.contains { entry in
            let rule = subject.rules[entry.rule].rule
            return !entry.words.allIn(judge.finding(for: rule))
        }
    }

    /// Whether other outcomes of some rules go against what a run expects.
    private func differs(
        _ changed: [(rule: Int, outcome: RuleOutcome)],
        _ number: Int
    ) -> Bool {
        let expected = runs[number].expected
        let known = outcomes[number].rules
        var isSame = true
        for (index, outcome) in changed {
            let status = expected.statuses[index]
            if status != nil, status != outcome.status { return true }
            if known[index].status != outcome.status || known[index].needs != outcome.needs {
                isSame = false
            }
        }
        if isSame { return false }
        let rules = outcomes[number].with(changed)
        if let decision = expected.decision, subject.decision(rules) != decision.value {
            return true
        }
        guard let questions = expected.questions?.value else { return false }
        let open = subject.questions(rules)
        return open.count != questions.count
            || !open.allSatisfy { path in
                questions.contains { sameScalars($0.value, path.text) }
            }
    }
}

extension [Placed<String>] {
    /// Whether all these words occur in what a finding says.
    fileprivate func allIn(_ finding: Finding) -> Bool {
        let texts = finding.texts
        return allSatisfy { word in texts.contains { $0.holds(word.value) } }
    }
}

extension Rule {
    /// The rule with one of its formulas changed.
    fileprivate func with(_ mutant: Mutant) -> Rule {
        let changed = mutant.code.map { Formula(text: mutant.formula.text, code: $0) }
        var when = when
        var requires = requires
        if case .when = mutant.target {
            when = changed
        } else if let changed {
            requires = changed
        }
        return Rule(
            subject,
            blocksWhenUnmet: blocksWhenUnmet,
            when: when,
            requires: requires,
            answers: answers,
            says: says,
            why: why,
            fix: fix,
            approval: approval
        )
    }
}
