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
    ///   - maker: makes the program that tells what its conditions come to.
    init(_ rule: Rule, _ standing: Status?, _ maker: inout SheetProgramMaker) {
        self.standing = standing
        level = rule.level
        unmet = rule.statusWhenUnmet
        when =
            rule.when.map { maker.condition($0.code).map { .step($0) } ?? .evaluated } ?? .always
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
            ? maker.condition(rule.requires.code).map { .step($0) } ?? .evaluated : .evaluated
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
}
