/// What asking one rule about a sheet takes to know of it; it owns nothing.
struct SheetRule: Sendable {
    /// What it comes to without being asked, at a moment that is not its own.
    let standing: Status?
    let level: Level
    private let unmet: Status
    /// The steps of when it applies and of what it requires.
    private let when: Step
    private let requires: Step
    /// The fields that it needs an answer to: the first, and how many.
    private let fields: (first: Int32, count: Int32)
    /// What the answers in its messages are read with; nothing if they take an evaluation.
    ///
    /// Where the first stands among the program's parts, how many there are, and how many are of
    /// the message of a rule that is kept.
    private let answers: (first: Int32, count: Int32, said: Int32)?

    /// Where a condition begins.
    private enum Step {
        case always
        case step(Int32)
        /// It takes an evaluation.
        case evaluated
    }

    /// - Parameters:
    ///   - rule: the rule.
    ///   - standing: what it comes to without being asked.
    ///   - answers: what the answers in its messages are read with, and how many are of `says`.
    ///   - maker: makes the program that tells what its conditions come to.
    init(
        _ rule: Rule,
        _ standing: Status?,
        answers: (steps: [Int32], said: Int)?,
        _ maker: inout SheetProgramMaker
    ) {
        self.answers = answers.map { (maker.list($0.steps), Int32($0.steps.count), Int32($0.said)) }
        self.standing = standing
        level = rule.level
        unmet = rule.statusWhenUnmet
        when =
            rule.when.map { maker.condition($0).map { .step($0) } ?? .evaluated } ?? .always
        // A step about each field, one after the other.
        var first: Int32 = 0
        var areFields = true
        for (index, formula) in rule.answers.enumerated() {
            guard let step = maker.field(formula.code) else {
                areFields = false
                break
            }
            if index == 0 { first = step }
        }
        fields = (first, Int32(rule.answers.count))
        requires =
            areFields
            ? maker.condition(rule.requires).map { .step($0) } ?? .evaluated : .evaluated
    }

    /// What the rule comes to; nothing if the sheet cannot tell.
    @inline(__always)
    func status(_ run: inout SheetRun) -> Status? {
        if let standing { return standing }
        switch when {
        case .always: break
        case .evaluated: return nil
        case .step(let step):
            switch run.read(step) {
            case .yes: break
            case .no: return .notApplicable
            case .open: return .unanswered
            case .other: return nil
            }
        }
        guard case .step(let step) = requires else { return nil }
        switch run.read(step) {
        case .yes where fields.count == 0: return .met
        case .yes:
            return run.areAnswered(fields.first, fields.count).map { $0 ? .met : .unanswered }
        case .no: return unmet
        case .open: return .unanswered
        case .other: return nil
        }
    }

    /// Collects what decided the rule, or keeps it open; false if the sheet cannot tell.
    @inline(__always)
    func explain(_ status: Status, _ run: inout SheetRun, _ reasons: inout SheetReasons) -> Bool {
        switch status {
        case .later, .notApplicable: return true
        case .met, .notMet, .advice:
            guard case .step(let step) = requires else { return false }
            run.stepsLeft = Evaluator.stepLimit
            run.explain(step, is: status == .met ? .yes : .no, &reasons)
        case .unanswered:
            run.stepsLeft = Evaluator.stepLimit
            gather(&run, &reasons)
        case .needsApproval, .approved, .broken: return false
        }
        return run.stepsLeft >= 0 && !reasons.hasFailed
    }

    /// Reads the answers in its messages; false if the sheet cannot tell.
    @inline(__always)
    func read(_ status: Status, _ run: inout SheetRun, into cells: inout [SheetCell]) -> Bool {
        guard let answers else { return false }
        let isUnmet = status == .notMet || status == .advice
        for index in answers.first..<answers.first + (isUnmet ? answers.count : answers.said) {
            let cell = run.operand(run.parts[Int(index)])
            switch cell.kind {
            case .truth, .whole, .double, .text, .instant, .duration, .open: cells.append(cell)
            case .absent, .fault, .list, .rows, .group: return false
            }
        }
        return true
    }

    private func gather(_ run: inout SheetRun, _ reasons: inout SheetReasons) {
        if case .step(let step) = when, run.value(of: step) == .open {
            run.gather(step, &reasons)
            return reasons.sortNeeds(run.program.names)
        }
        guard case .step(let step) = requires else { return reasons.fail() }
        guard run.value(of: step) == .open else {
            for field in fields.first..<fields.first + fields.count {
                run.gather(run.steps + Int(field), &reasons)
            }
            return
        }
        run.gather(step, &reasons)
        reasons.sortNeeds(run.program.names)
    }
}
