extension Rulebook {
    /// Asks every rule.
    ///
    /// - Parameters:
    ///   - answers: what ``answers(_:zone:zones:)`` gave.
    ///   - moment: the moment at which the rules are asked, one of ``moments``.
    ///   - now: the time that `now` stands for in rules.
    /// - Returns: one finding a rule, and what they come to.
    public func judge(_ answers: Answers, moment: String, now: Timestamp) -> Verdict {
        var findings: [Finding] = []
        findings.reserveCapacity(ruleCount)
        for checklist in checklists {
            var judge = Judge(checklist, answers, moment: moment, now: now)
            for item in checklist.items {
                for rule in item.rules { findings.append(judge.finding(for: rule)) }
            }
        }
        return Verdict(moment: moment, findings, answers)
    }
}

extension Verdict {
    /// What findings come to.
    init(moment: String, _ findings: [Finding], _ answers: Answers) {
        self.init(
            moment: moment,
            decision: Decision.of(findings),
            findings: findings,
            questions: Question.open(in: findings, answers)
        )
    }
}

/// Asks the rules of one checklist.
struct Judge {
    private let checklist: Checklist
    private let answers: Answers
    private let moment: String
    private var reasons: Reasons

    var evaluator: Evaluator { reasons.evaluator }

    /// - Parameters:
    ///   - checklist: the checklist.
    ///   - answers: what it is asked about.
    ///   - moment: the moment at which it is asked.
    ///   - now: the time that `now` stands for.
    ///   - variables: what its variables stand for, if not what it says itself.
    init(
        _ checklist: Checklist,
        _ answers: Answers,
        moment: String,
        now: Timestamp,
        variables: [Code]? = nil
    ) {
        self.checklist = checklist
        self.answers = answers
        self.moment = moment
        let evaluator = Evaluator(
            roots: answers.records.map { .record($0) } + [.timestamp(now)],
            variables: variables ?? checklist.variables.map { $0.formula.code },
            zones: answers.zones
        )
        reasons = Reasons(evaluator, variables: checklist.variables)
    }

    /// What asking a rule came to.
    enum Outcome {
        case status(Status)
        /// Kept or not; the formula that decided it.
        case decided(Bool, by: Formula)
        case open([Path])
        case broken(String)
    }

    mutating func finding(for rule: Rule) -> Finding {
        finding(for: rule, outcome(of: rule))
    }

    /// What an outcome is in words.
    mutating func finding(for rule: Rule, _ outcome: Outcome) -> Finding {
        let status = outcome.status(of: rule)
        return switch outcome {
        case .status: finding(rule, status)
        case .decided(_, let formula): finding(rule, status, reasons.explain(formula))
        case .open(let needs): finding(rule, status, needs: needs)
        case .broken(let failure): finding(rule, status, failure: failure)
        }
    }

    /// What a rule comes to, without its words.
    mutating func outcome(of rule: Rule) -> Outcome {
        if let status = rule.standing(at: moment, of: checklist) { return .status(status) }
        if let when = rule.when {
            switch reasons.evaluator.result(of: when.code) {
            case .bool(true): break
            case .bool(false): return .status(.notApplicable)
            case let other: return undecided(other)
            }
        }
        switch reasons.evaluator.result(of: rule.requires.code) {
        case .bool(false): return .decided(false, by: rule.requires)
        case .bool(true):
            let needs = unanswered(rule.answers)
            return needs.isEmpty ? .decided(true, by: rule.requires) : .open(needs)
        case let other: return undecided(other)
        }
    }

    private func undecided(_ value: Value) -> Outcome {
        switch value {
        case .unknown(let unknown):
            // An answer may still make the error irrelevant, but the rule is not to be trusted.
            if let failure = unknown.failure { return .broken(failure.message) }
            return .open(askable(unknown.deciding))
        case .error(let failure): return .broken(failure.message)
        default: return .broken("the condition does not come to yes or no")
        }
    }

    private mutating func unanswered(_ formulas: [Formula]) -> [Path] {
        var needs: [Path] = []
        for formula in formulas {
            for unknown in reasons.evaluator.result(of: formula.code).unansweredInside {
                needs += unknown.deciding
            }
        }
        return askable(needs)
    }

    /// The fields that can be asked for now; the others wait for one of these.
    private func askable(_ paths: [Path]) -> [Path] {
        let open = paths.filter { !answers.gated.contains($0) }
        return open.isEmpty ? paths : open
    }

    // MARK: Words

    private mutating func finding(
        _ rule: Rule,
        _ status: Status,
        _ deciding: (values: [DecidingValue], omitted: Int) = ([], 0),
        needs: [Path] = [],
        failure: String? = nil
    ) -> Finding {
        let isUnmet = status == .notMet || status == .advice || status == .needsApproval
        return Finding(
            subject: rule.subject,
            status: status,
            says: words(rule.says),
            why: isUnmet ? words(rule.why) : nil,
            fix: isUnmet ? words(rule.fix) : nil,
            needs: needs,
            values: deciding.values,
            omittedValues: deciding.omitted,
            approval: status == .needsApproval ? rule.approval.map { need($0) } : nil,
            failure: failure
        )
    }

    private mutating func words(_ template: Template) -> String {
        template.filled(&reasons.evaluator, zone: answers.zone, zones: answers.zones)
    }

    private mutating func need(_ approval: Approval) -> ApprovalNeed {
        var lasts: Duration?
        if let formula = approval.lasts,
            case .duration(let duration) = reasons.evaluator.result(of: formula.code)
        {
            lasts = duration
        }
        return ApprovalNeed(
            by: approval.by,
            material: approval.covers.map { fact($0) },
            lasts: lasts,
            asks: words(approval.asks)
        )
    }

    private mutating func fact(_ formula: Formula) -> MaterialFact {
        var (value, isDefault) = (Value.absent, false)
        if case .slot(let operand, let slot) = formula.code.kind {
            // In a group that does not apply nothing does.
            if case .record(let record) = reasons.evaluator.result(of: operand) {
                value = record[slot]
                isDefault = record.isDefault(slot)
            }
        } else {
            value = reasons.evaluator.result(of: formula.code)
        }
        return MaterialFact(
            name: formula.text,
            means: formula.means(checklist.variables),
            value: value,
            isDefault: isDefault
        )
    }
}

extension Formula {
    /// A fact in words: a field's question, or what a variable stands for; else its name.
    func means(_ variables: [Variable]) -> String {
        switch code.kind {
        case .slot: code.field?.ask ?? text
        case .variable(let index): variables[index].means ?? text
        default: text
        }
    }
}

extension Judge.Outcome {
    /// What a rule comes to.
    func status(of rule: Rule) -> Status {
        switch self {
        case .status(let status): status
        case .decided(let isMet, _): isMet ? .met : rule.statusWhenUnmet
        case .open: .unanswered
        case .broken: .broken
        }
    }
}

extension Rule {
    /// What the rule comes to at a moment at which it is not asked.
    func standing(at moment: String, of checklist: Checklist) -> Status? {
        if asked.contains(moment) { return nil }
        let index = checklist.moments.firstIndex(of: moment) ?? -1
        let isLater = asked.contains { (checklist.moments.firstIndex(of: $0) ?? -1) > index }
        return isLater ? .later : .notApplicable
    }

    /// What the rule comes to when it is not kept.
    var statusWhenUnmet: Status {
        if approval != nil { return .needsApproval }
        return switch level {
        case .must: .notMet
        case .answer: blocksWhenUnmet ? .notMet : .advice
        case .advice: .advice
        }
    }
}

extension Decision {
    /// What findings come to.
    static func of(_ findings: [Finding]) -> Decision {
        findings.reduce(.ready) { $0.after($1.status, $1.level) }
    }

    /// The decision when one more rule came to something; advice never holds a decision back.
    func after(_ status: Status, _ level: Level) -> Decision {
        switch status {
        case .notMet: worse(.doNotRun)
        case .broken where level != .advice: worse(.doNotRun)
        case .unanswered where level != .advice: worse(.needsAnswers)
        case .needsApproval where level != .advice: worse(.needsApproval)
        default: self
        }
    }
}
