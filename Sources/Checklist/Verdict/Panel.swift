/// A rulebook made ready to judge one sheet of answers after the other at one moment.
public final class Panel: Sendable {
    private let rulebook: Rulebook
    private let moment: String
    private let program: SheetProgram
    private let sheetRules: [SheetRule]
    /// The rules in the same order, with the checklist that each belongs to.
    private let asked: [(checklist: Int, rule: Rule)]

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

    /// The rules, in the order of ``Brief/statuses``.
    public var rules: [Finding.Subject] { asked.map { $0.rule.subject } }
    /// Their messages, in the same order.
    public let words: [SheetWords]

    /// Makes a rulebook ready.
    ///
    /// - Parameters:
    ///   - rulebook: the forms and checklists.
    ///   - moment: the moment at which rules are asked, one of ``Rulebook/moments``.
    public init(_ rulebook: Rulebook, moment: String) {
        self.rulebook = rulebook
        self.moment = moment
        var maker = SheetProgramMaker()
        var sheetRules: [SheetRule] = []
        var asked: [(checklist: Int, rule: Rule)] = []
        var words: [SheetWords] = []
        for (index, checklist) in rulebook.checklists.enumerated() {
            maker.set(variables: checklist.variables.map { $0.formula })
            for rule in checklist.items.flatMap({ $0.rules }) {
                let standing = rule.standing(at: moment, of: checklist)
                let (messages, answers) = SheetWords.of(rule, &maker)
                sheetRules.append(SheetRule(rule, standing, answers: answers, &maker))
                words.append(messages)
                asked.append((index, rule))
            }
        }
        self.sheetRules = sheetRules
        self.asked = asked
        self.words = words
        program = SheetProgram(maker)
    }

    /// What the rules come to, without words.
    ///
    /// - Parameters:
    ///   - answers: answers to the rulebook's forms.
    ///   - now: the time that `now` stands for in rules.
    /// - Returns: what each rule comes to.
    public func brief(_ answers: Answers, now: Timestamp) -> Brief {
        var brief = Brief(decision: .ready, statuses: [])
        var judges = judges(answers, now)
        for (checklist, rule) in asked {
            let status = judges[checklist].outcome(of: rule).status(of: rule)
            brief.statuses.append(status)
            brief.decision = brief.decision.after(status, rule.level)
        }
        return brief
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
        var judges: [Judge] = []
        return withRun(sheet, now) { run in
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
                        judges = self.judges(answers, now)
                    }
                    let (checklist, rule) = asked[index]
                    status = judges[checklist].outcome(of: rule).status(of: rule)
                }
                brief.statuses.append(status)
                decision = decision.after(status, rule.level)
            }
            brief.decision = decision
            return true
        }
    }

    /// What the rules come to and why: all that ``Rulebook/judge(_:moment:now:)`` says.
    ///
    /// - Parameters:
    ///   - sheet: answers to the rulebook's forms.
    ///   - now: the time that `now` stands for in rules.
    ///   - verdict: gets what each rule comes to, and why.
    ///   - answers: the same answers as they are read otherwise, for rules about which a sheet
    ///     cannot tell; it is asked once at most.
    /// - Returns: false if a sheet cannot tell; then what is in `verdict` means nothing.
    public func read(
        _ sheet: Sheet,
        now: Timestamp,
        into verdict: inout SheetVerdict,
        orElse answers: () -> Answers?
    ) -> Bool {
        verdict.begin(sheet, program)
        var judges: [Judge] = []
        let isTold = withRun(sheet, now) { run in
            for index in sheetRules.indices {
                let rule = sheetRules[index]
                verdict.beginRule()
                if let status = rule.status(&run), verdict.tell(rule, status, &run) {
                    verdict.decision = verdict.decision.after(status, rule.level)
                    continue
                }
                if judges.isEmpty {
                    guard let answers = answers() else { return false }
                    judges = self.judges(answers, now)
                }
                let (checklist, asked) = asked[index]
                let finding = judges[checklist].finding(for: asked)
                // Its questions would have to be put in their place among the others.
                guard finding.status != .unanswered else { return false }
                verdict.tell(finding)
                verdict.decision = verdict.decision.after(finding.status, rule.level)
            }
            return true
        }
        if isTold { verdict.end(sheetRules) }
        return isTold
    }

    private func withRun(
        _ sheet: Sheet,
        _ now: Timestamp,
        _ body: (inout SheetRun) -> Bool
    ) -> Bool {
        sheet.set(now)
        sheet.fetch()
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: program.variableCount + 1) {
            guard let known = $0.baseAddress else { return false }
            known.initialize(repeating: 0, count: program.variableCount + 1)
            var run = SheetRun(program, sheet, zones: sheet.zones, known: known)
            return body(&run)
        }
    }

    private func judges(_ answers: Answers, _ now: Timestamp) -> [Judge] {
        rulebook.checklists.map { Judge($0, answers, moment: moment, now: now) }
    }

    /// What a field of ``SheetVerdict/Question`` asks: a question that nobody waits for yet.
    public func question(about field: Int) -> Question? {
        guard let asked = program.fields[field] else { return nil }
        return Question(
            path: Path(text: asked.field.name, order: []),
            form: asked.form,
            field: asked.field,
            settles: 0,
            holdsBack: false
        )
    }
}
