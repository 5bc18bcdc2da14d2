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
        for checklist in checklists {
            var judge = Judge(checklist, answers, moment: moment, now: now)
            for item in checklist.items {
                for rule in item.rules { findings.append(judge.finding(for: rule, of: item)) }
            }
        }
        return Verdict(
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
    private(set) var evaluator: Evaluator

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
        evaluator = Evaluator(
            roots: answers.records.map { .record($0) } + [.timestamp(now)],
            variables: variables ?? checklist.variables.map { $0.formula.code },
            zones: answers.zones
        )
    }

    /// What asking a rule came to.
    enum Outcome {
        case status(Status)
        /// Kept or not; the formula that decided it.
        case decided(Bool, by: Formula)
        case open([Path])
        case broken(String)
    }

    mutating func finding(for rule: Rule, of item: Item) -> Finding {
        switch outcome(of: rule) {
        case .status(let status): return finding(rule, item, status)
        case .decided(true, let formula): return finding(rule, item, .met, decidedBy: formula)
        case .decided(false, let formula):
            return finding(rule, item, rule.statusWhenUnmet, decidedBy: formula)
        case .open(let needs): return finding(rule, item, .unanswered, needs: needs)
        case .broken(let failure): return finding(rule, item, .broken, failure: failure)
        }
    }

    /// What a rule comes to, without its words.
    mutating func outcome(of rule: Rule) -> Outcome {
        guard rule.asked.contains(moment) else {
            let isLater = rule.asked.contains { index(of: $0) > index(of: moment) }
            return .status(isLater ? .later : .notApplicable)
        }
        if let when = rule.when {
            switch evaluator.result(of: when.code) {
            case .bool(true): break
            case .bool(false): return .status(.notApplicable)
            case let other: return undecided(other)
            }
        }
        switch evaluator.result(of: rule.requires.code) {
        case .bool(false): return .decided(false, by: rule.requires)
        case .bool(true):
            let needs = unanswered(rule.answers)
            return needs.isEmpty ? .decided(true, by: rule.requires) : .open(needs)
        case let other: return undecided(other)
        }
    }

    private func index(of moment: String) -> Int {
        checklist.moments.firstIndex(of: moment) ?? -1
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
            for unknown in evaluator.result(of: formula.code).unansweredInside {
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
        _ item: Item,
        _ status: Status,
        decidedBy formula: Formula? = nil,
        needs: [Path] = [],
        failure: String? = nil
    ) -> Finding {
        let isUnmet = status == .notMet || status == .advice || status == .needsApproval
        let reasons = formula.map { self.reasons(for: $0) }
        return Finding(
            checklist: checklist.id,
            item: item.id,
            itemTitle: item.title,
            rule: rule.id,
            asked: rule.asked,
            status: status,
            level: rule.level,
            says: words(rule.says),
            why: isUnmet ? words(rule.why) : nil,
            fix: isUnmet ? words(rule.fix) : nil,
            sources: rule.sources,
            needs: needs,
            values: reasons?.values ?? [],
            omittedValues: reasons?.omitted ?? 0,
            approval: status == .needsApproval ? rule.approval.map { need($0) } : nil,
            failure: failure
        )
    }

    private func reasons(for formula: Formula) -> Reasons {
        var reasons = Reasons(evaluator, variables: checklist.variables)
        reasons.explain(formula)
        return reasons
    }

    private mutating func words(_ template: Template) -> String {
        template.filled(&evaluator, zone: answers.zone, zones: answers.zones)
    }

    private mutating func need(_ approval: Approval) -> ApprovalNeed {
        var lasts: Duration?
        if let formula = approval.lasts,
            case .duration(let duration) = evaluator.result(of: formula.code)
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
            if case .record(let record) = evaluator.result(of: operand) {
                value = record.slots[slot]
                isDefault = record.defaulted.indices.contains(slot) && record.defaulted[slot]
            }
        } else {
            value = evaluator.result(of: formula.code)
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

extension Rule {
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
