/// A base or a case, ready to be judged: its answers, and what is expected of them.
struct TestRun: Sendable {
    let name: Placed<String>
    /// The base that a case starts from; nothing for a base.
    let base: String?
    let answers: Answers
    let moment: String
    let now: Timestamp
    let expected: Expected

    /// What is expected, rule by rule.
    struct Expected: Sendable {
        /// One status a rule; nothing where anything will do.
        var statuses: [Status?]
        /// Where the status of a rule is written, by the rule's number.
        var places: [(rule: Int, span: Range<Int>)]
        var decision: Placed<Decision>?
        var questions: Placed<[Placed<String>]>?
        var words: [(rule: Int, words: [Placed<String>])]
    }

    /// Where the status that a rule should have is written; nothing if only the base says it.
    func place(ofRule index: Int) -> Range<Int>? {
        expected.places.first { $0.rule == index }?.span
    }
}

/// What one rule came to, without its words.
struct RuleOutcome {
    let status: Status
    let needs: [Path]

    init(_ outcome: Judge.Outcome, of rule: Rule) {
        var needs: [Path] = []
        switch outcome {
        case .status(let status): self.status = status
        case .decided(true, _): status = .met
        case .decided(false, _): status = rule.statusWhenUnmet
        case .open(let paths): (status, needs) = (.unanswered, paths)
        case .broken: status = .broken
        }
        self.needs = needs
    }
}

extension TestRun {
    /// A judge of this run's answers.
    ///
    /// - Parameters:
    ///   - subject: the checklist.
    ///   - variables: what its variables stand for, if not what it says itself.
    /// - Returns: the judge, which has asked nothing yet.
    func judge(_ subject: TestSubject, variables: [Code]? = nil) -> Judge {
        Judge(subject.checklist, answers, moment: moment, now: now, variables: variables)
    }
}

/// What all rules came to in one run.
struct RunOutcome {
    var judge: Judge
    private(set) var rules: [RuleOutcome]

    /// Asks every rule.
    init(_ run: TestRun, _ subject: TestSubject) {
        judge = run.judge(subject)
        rules = []
        rules.reserveCapacity(subject.rules.count)
        for (rule, _) in subject.rules {
            rules.append(RuleOutcome(judge.outcome(of: rule), of: rule))
        }
    }

    /// The same with other outcomes of some rules.
    func with(_ changed: [(rule: Int, outcome: RuleOutcome)]) -> [RuleOutcome] {
        var rules = rules
        for change in changed { rules[change.rule] = change.outcome }
        return rules
    }
}

extension TestSubject {
    /// What the rules come to together.
    func decision(_ outcomes: [RuleOutcome]) -> Decision {
        var decision = Decision.ready
        for (index, outcome) in outcomes.enumerated() {
            decision = decision.after(outcome.status, rules[index].rule.level)
        }
        return decision
    }

    /// Every question that is open, each once.
    func questions(_ outcomes: [RuleOutcome]) -> [Path] {
        var paths: Set<Path> = []
        for outcome in outcomes { paths.formUnion(outcome.needs) }
        return paths.sorted()
    }
}
