/// A rulebook made ready to judge one set of answers after the other at one moment.
public final class Panel: Sendable {
    private let rulebook: Rulebook
    private let moment: String
    private let parts: [Part]
    private let program: SheetProgram
    private let sheetRules: [SheetRule]
    /// The rules in the same order, with the checklist that each belongs to.
    private let asked: [(part: Int, rule: Rule)]

    /// One checklist with what its rules are asked with.
    private struct Part: Sendable {
        let checklist: Checklist
        let variables: [Code]
        let rules: [GaugedRule]
    }

    /// What the rules come to, without words.
    public struct Brief: Sendable {
        /// What the rules come to together.
        public internal(set) var decision: Decision
        /// What each rule comes to, in the checklists' order.
        public internal(set) var statuses: [Status]

        /// What rules come to, in the checklists' order, and what that comes to together.
        public init(decision: Decision, statuses: [Status]) {
            self.decision = decision
            self.statuses = statuses
        }
    }

    /// The ids of the rules, in the order of ``Brief/statuses``.
    public let rules: [String]

    /// Makes a rulebook ready.
    ///
    /// - Parameters:
    ///   - rulebook: the forms and checklists.
    ///   - moment: the moment at which rules are asked, one of ``Rulebook/moments``.
    public init(_ rulebook: Rulebook, moment: String) {
        self.rulebook = rulebook
        self.moment = moment
        parts = rulebook.checklists.map { checklist in
            let variables = checklist.variables.map { $0.formula.code }
            let maker = GaugeMaker(checklist.variables.map { $0.formula })
            return Part(
                checklist: checklist,
                variables: variables,
                rules: checklist.items.flatMap { $0.rules }.map {
                    GaugedRule($0, $0.standing(at: moment, of: checklist), maker)
                }
            )
        }
        rules = parts.flatMap { $0.rules }.map { $0.rule.id }
        var maker = SheetProgramMaker()
        var sheetRules: [SheetRule] = []
        var asked: [(part: Int, rule: Rule)] = []
        for (index, checklist) in rulebook.checklists.enumerated() {
            maker.set(variables: checklist.variables.map { $0.formula })
            for rule in checklist.items.flatMap({ $0.rules }) {
                let standing = rule.standing(at: moment, of: checklist)
                sheetRules.append(SheetRule(rule, standing, &maker))
                asked.append((index, rule))
            }
        }
        self.sheetRules = sheetRules
        self.asked = asked
        program = SheetProgram(maker)
    }

    /// What the rules come to, without words.
    ///
    /// - Parameters:
    ///   - answers: answers to the rulebook's forms.
    ///   - now: the time that `now` stands for in rules.
    /// - Returns: what each rule comes to.
    public func brief(_ answers: Answers, now: Timestamp) -> Brief {
        var statuses: [Status] = []
        statuses.reserveCapacity(rulebook.ruleCount)
        var decision = Decision.ready
        for part in parts {
            var judge = judge(part, answers, now)
            judge.withRun { judge, run in
                for rule in part.rules {
                    let status = judge.status(of: rule, &run)
                    statuses.append(status)
                    decision = decision.after(status, rule.rule.level)
                }
            }
        }
        return Brief(decision: decision, statuses: statuses)
    }

    /// What the rules come to, without words.
    ///
    /// - Parameters:
    ///   - sheet: answers to the rulebook's forms.
    ///   - now: the time that `now` stands for in rules.
    ///   - brief: gets what each rule comes to.
    ///   - answers: the same answers as they are read otherwise, for rules about which a sheet
    ///     cannot tell; it is asked once at most.
    /// - Returns: false if a sheet cannot tell, and there are no answers.
    public func read(
        _ sheet: Sheet,
        now: Timestamp,
        into brief: inout Brief,
        orElse answers: () -> Answers?
    ) -> Bool {
        sheet.set(now)
        var judges: [Judge] = []
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: program.variableCount + 1) {
            guard let known = $0.baseAddress else { return false }
            known.initialize(repeating: 0, count: program.variableCount + 1)
            var run = SheetRun(program, sheet, zones: sheet.zones, known: known)
            brief.statuses.removeAll(keepingCapacity: true)
            var decision = Decision.ready
            for index in sheetRules.indices {
                let rule = sheetRules[index]
                let status: Status
                if let read = rule.status(&run) {
                    status = read
                } else {
                    if judges.isEmpty {
                        guard let answers = answers() else { return false }
                        judges = parts.map { judge($0, answers, now) }
                    }
                    let (part, rule) = asked[index]
                    status = judges[part].outcome(of: rule).status(of: rule)
                }
                brief.statuses.append(status)
                decision = decision.after(status, rule.level)
            }
            brief.decision = decision
            return true
        }
    }

    /// What ``Rulebook/judge(_:moment:now:)`` comes to.
    public func verdict(_ answers: Answers, now: Timestamp) -> Verdict {
        var findings: [Finding] = []
        findings.reserveCapacity(rulebook.ruleCount)
        for part in parts {
            var judge = judge(part, answers, now)
            judge.withRun { judge, run in
                for rule in part.rules { findings.append(judge.finding(for: rule, &run)) }
            }
        }
        return Verdict(moment: moment, findings, answers)
    }

    private func judge(_ part: Part, _ answers: Answers, _ now: Timestamp) -> Judge {
        Judge(part.checklist, answers, moment: moment, now: now, variables: part.variables)
    }
}

/// A rule with the gauges of its conditions.
struct GaugedRule: Sendable {
    let rule: Rule
    /// What it comes to without being asked, at a moment that is not its own.
    let standing: Status?
    let when: Gauge?
    let requires: Gauge
    /// Whether the gauge of what it requires can say why.
    let explains: Bool

    init(_ rule: Rule, _ standing: Status?, _ maker: GaugeMaker) {
        self.rule = rule
        self.standing = standing
        when = rule.when.map { maker.gauge(for: $0) }
        requires = maker.gauge(for: rule.requires)
        explains = requires.explains
    }
}

extension Judge {
    /// Gives gauges something to read.
    fileprivate mutating func withRun(_ body: (inout Judge, inout Gauge.Run) -> Void) {
        let evaluator = evaluator
        evaluator.roots.withUnsafeBufferPointer { roots in
            guard let roots = roots.baseAddress else { return }
            let locals = UnsafeMutablePointer<UnsafePointer<Value>>.allocate(
                capacity: Gauge.localLimit
            )
            defer { locals.deallocate() }
            locals.initialize(repeating: roots, count: Gauge.localLimit)
            var run = Gauge.Run(roots: roots, locals: locals, evaluator: evaluator)
            body(&self, &run)
        }
    }

    fileprivate mutating func status(of rule: GaugedRule, _ run: inout Gauge.Run) -> Status {
        if let standing = rule.standing { return standing }
        if let when = rule.when {
            switch run.read(when) {
            case .yes: break
            case .no: return .notApplicable
            case .open: return .unanswered
            case .other: return outcome(of: rule.rule).status(of: rule.rule)
            }
        }
        switch run.read(rule.requires) {
        case .yes where rule.rule.answers.isEmpty: return .met
        case .no: return rule.rule.statusWhenUnmet
        case .open: return .unanswered
        default: return outcome(of: rule.rule).status(of: rule.rule)
        }
    }

    fileprivate mutating func finding(
        for rule: GaugedRule,
        _ run: inout Gauge.Run
    ) -> Finding {
        if let standing = rule.standing { return finding(for: rule.rule, .status(standing)) }
        if let when = rule.when {
            switch run.read(when) {
            case .yes: break
            case .no: return finding(for: rule.rule, .status(.notApplicable))
            default: return finding(for: rule.rule)
            }
        }
        switch run.read(rule.requires) {
        case .yes where rule.rule.answers.isEmpty: return decided(rule, true, &run)
        case .no: return decided(rule, false, &run)
        default: return finding(for: rule.rule)
        }
    }

    private mutating func decided(
        _ rule: GaugedRule,
        _ isMet: Bool,
        _ run: inout Gauge.Run
    ) -> Finding {
        guard rule.explains else {
            return finding(for: rule.rule, .decided(isMet, by: rule.rule.requires))
        }
        return finding(for: rule.rule, isMet: isMet, by: rule.requires, &run)
    }
}
