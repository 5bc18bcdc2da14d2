import Checklist

/// Writes what plans came to, one a line, byte by byte.
///
/// What a full line says is what ``VerdictJSON`` says. Nearly all of it is the same for every plan,
/// so that is written once and copied.
final class LineWriter {
    /// The rules' ids as JSON, in the panel's order.
    private let rules: [[UInt8]]
    private let head: [UInt8]
    private let moment: [UInt8]
    private let tail: [UInt8]
    private let clock: LocalTime
    /// What is the same in all findings of a rule, in the panel's order.
    ///
    /// In brief nobody needs it, nor the findings.
    private lazy var subjects = panel.rules.map { RuleParts($0) }
    private lazy var findings = LineFindings(panel)
    private let panel: Panel
    /// Questions as far as they are the same for every plan, by the number of what they ask about.
    private var questions: [Int: QuestionParts] = [:]
    private let question: (Int) -> Question?

    /// - Parameters:
    ///   - panel: judges the plans.
    ///   - ground: what plans are judged by.
    init(_ panel: Panel, _ ground: Bench.Ground) {
        rules = panel.rules.map { Array(JSON.string($0.rule).canonical().utf8) }
        self.panel = panel
        question = panel.question
        let parts = VerdictJSON.frame(
            at: ground.at,
            checklists: ground.school.checklists,
            moment: ground.moment,
            school: ground.school.school
        )
        head = Array("\(parts.head),\"decision\":\"".utf8)
        moment = Array("],\(parts.moment),\"plan\":{".utf8)
        tail = Array("],\(parts.tail)\n".utf8)
        clock = ground.school.clock
    }

    // MARK: In brief

    /// Adds one line: `{"decision":…,"findings":[…],"id":…}`.
    func write(_ brief: Panel.Brief, id: UnsafeBufferPointer<UInt8>?, to line: JSONBytes) {
        line.add(#"{"decision":""#)
        line.add(text: brief.decision.rawValue)
        line.add(#"","findings":["#)
        var isFirst = true
        for (index, status) in brief.statuses.enumerated() where status.isOfNote {
            if !isFirst { line.add(",") }
            isFirst = false
            line.add(rules[index])
        }
        line.add("]")
        if let id {
            line.add(#","id":"#)
            line.add(quoted: id)
        }
        line.add("}\n")
    }

    // MARK: In full

    /// Adds one line: a verdict as ``VerdictJSON`` has it, without the plan's digest.
    func write(_ verdict: borrowing SheetVerdict, of plan: PlanFacts, to line: JSONBytes) {
        line.add(head)
        line.add(text: verdict.decision.rawValue)
        line.add(#"","findings":["#)
        findings.write(verdict, to: line) { write($0, subjects[$1], to: line) }
        write(plan, to: line)
        for index in 0..<verdict.questionCount {
            if index > 0 { line.add(",") }
            let question = verdict.question(index)
            let parts = parts(of: question.field)
            line.add(question.holdsBack ? parts.holdingBack : parts.others)
            verdict.addPath(of: question, to: line)
            line.add(#","settles":"#)
            line.add(Int64(question.settles))
            line.add("}")
        }
        line.add(tail)
    }

    /// The same of a verdict that was found in the longer way.
    func write(_ verdict: Verdict, of plan: PlanFacts, to line: JSONBytes) {
        line.add(head)
        line.add(text: verdict.decision.rawValue)
        line.add(#"","findings":["#)
        for index in verdict.findings.indices {
            if index > 0 { line.add(",") }
            write(verdict.findings[index], subjects[index], to: line)
        }
        write(plan, to: line)
        for (index, question) in verdict.questions.enumerated() {
            if index > 0 { line.add(",") }
            line.add(text: VerdictJSON.question(question).canonical())
        }
        line.add(tail)
    }

    /// Adds what a line says of the plan itself, from the end of the findings to the questions.
    private func write(_ plan: PlanFacts, to line: JSONBytes) {
        line.add(moment)
        if let id = plan.id {
            line.add(#""id":"#)
            line.add(quoted: id)
            line.add(",")
        }
        if let title = plan.title {
            line.add(#""title":"#)
            line.add(quoted: title)
            line.add(",")
        }
        line.add(#""understood":{"#)
        if let end = plan.end {
            line.add(#""end":"#)
            line.add(end, offset: clock.offset(end))
            if plan.start != nil { line.add(",") }
        }
        if let start = plan.start {
            line.add(#""start":"#)
            line.add(start, offset: clock.offset(start))
        }
        line.add(#"}},"questions":["#)
    }

    private func write(_ finding: Finding, _ subject: RuleParts, to line: JSONBytes) {
        line.add("{")
        if let approval = finding.approval {
            line.add(#""approval":"#)
            line.add(text: VerdictJSON.approval(approval).canonical())
            line.add(",")
        }
        line.add(subject.asked)
        line.add(#","failure":"#, finding.failure)
        line.add(#","fix":"#, finding.fix)
        line.add(subject.item)
        line.add(#","needs":["#)
        for (index, path) in finding.needs.enumerated() {
            if index > 0 { line.add(",") }
            line.add(quoted: path.text)
        }
        line.add(#"],"omittedValues":"#)
        line.add(Int64(finding.omittedValues))
        line.add(subject.rule)
        line.add(#","says":"#, finding.says)
        line.add(subject.sources)
        line.add(#","status":""#)
        line.add(text: finding.status.rawValue)
        line.add(#"","values":"#)
        line.add(text: VerdictJSON.values(finding.values).canonical())
        line.add(#","why":"#, finding.why)
        line.add("}")
    }

    /// What a question says up to its path; a field's is written when it is met first.
    private func parts(of field: Int) -> QuestionParts {
        if let parts = questions[field] { return parts }
        let parts = question(field).map { QuestionParts($0) } ?? QuestionParts()
        questions[field] = parts
        return parts
    }
}

/// What is the same in all findings of a rule.
private struct RuleParts {
    let asked: [UInt8]
    let item: [UInt8]
    let rule: [UInt8]
    let sources: [UInt8]

    init(_ rule: Finding.Subject) {
        let parts = VerdictJSON.parts(of: rule)
        asked = Array(parts.asked.utf8)
        item = Array(",\(parts.item)".utf8)
        self.rule = Array(",\(parts.rule)".utf8)
        sources = Array(",\(parts.sources)".utf8)
    }
}

/// What a line says of the plan itself; the texts in UTF-8.
struct PlanFacts {
    let id: UnsafeBufferPointer<UInt8>?
    let title: UnsafeBufferPointer<UInt8>?
    let start: Timestamp?
    let end: Timestamp?
}

/// What is the same each time that something is asked.
private struct QuestionParts {
    var holdingBack: [UInt8] = []
    var others: [UInt8] = []

    init() {}

    init(_ question: Question) {
        let start = VerdictJSON.start(ofQuestion: question)
        holdingBack = Array("\(start),\"holdsBack\":true,\"path\":".utf8)
        others = Array("\(start),\"holdsBack\":false,\"path\":".utf8)
    }
}

extension JSONBytes {
    /// A member, if it has a value.
    fileprivate func add(_ name: StaticString, _ text: String?) {
        guard let text else { return }
        add(name)
        add(quoted: text)
    }
}

extension Status {
    /// Whether a brief answer names the rule: all but those that are kept, or not asked.
    fileprivate var isOfNote: Bool {
        switch self {
        case .met, .approved, .notApplicable, .later: false
        case .notMet, .advice, .needsApproval, .unanswered, .broken: true
        }
    }
}
