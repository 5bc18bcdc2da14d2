import Checklist

/// Writes what plans came to, one a line, byte by byte.
///
/// What a full line says is what ``VerdictJSON`` says. Nearly all of it is the same for every plan,
/// so that is written once and copied.
struct LineWriter {
    /// The rules' ids as JSON, in the panel's order.
    private let rules: [[UInt8]]
    private let head: [UInt8]
    private let moment: [UInt8]
    private let tail: [UInt8]
    private let clock: LocalTime
    /// What is the same in all findings of a rule, in the panel's order.
    private var subjects: [Subject] = []
    /// Questions as they were written, by all that tells them apart.
    private var questions: [String: [UInt8]] = [:]

    /// - Parameters:
    ///   - rules: the rules' ids.
    ///   - ground: what plans are judged by.
    init(rules: [String], _ ground: Bench.Ground) {
        self.rules = rules.map { Array(JSON.string($0).canonical().utf8) }
        let parts = VerdictJSON.frame(
            at: ground.at,
            checklists: ground.school.checklists,
            moment: ground.moment,
            school: ground.school.school
        )
        head = Array(parts.head.utf8)
        moment = Array(parts.moment.utf8)
        tail = Array(parts.tail.utf8)
        clock = ground.school.clock
    }

    // MARK: In brief

    /// Adds one line: `{"decision":…,"findings":[…],"id":…}`.
    func write(_ brief: Panel.Brief, id: String?, to line: inout LineBytes) {
        guard var id else {
            return write(brief, id: UnsafeBufferPointer<UInt8>?.none, to: &line)
        }
        id.withUTF8 { write(brief, id: $0, to: &line) }
    }

    func write(
        _ brief: Panel.Brief,
        id: UnsafeBufferPointer<UInt8>?,
        to line: inout LineBytes
    ) {
        line.add(#"{"decision":""#)
        line.add(brief.decision.rawValue)
        line.add(#"","findings":["#)
        var isFirst = true
        for (index, status) in brief.statuses.enumerated() where status.isOfNote {
            if !isFirst { line.add(",") }
            isFirst = false
            line.bytes += rules[index]
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
    mutating func write(_ verdict: Verdict, of plan: PlanFacts, to line: inout LineBytes) {
        if subjects.isEmpty { subjects = verdict.findings.map { Subject($0) } }
        line.bytes += head
        line.add(#","decision":""#)
        line.add(verdict.decision.rawValue)
        line.add(#"","findings":["#)
        for index in verdict.findings.indices {
            if index > 0 { line.add(",") }
            write(verdict.findings[index], subjects[index], to: &line)
        }
        line.add("],")
        line.bytes += moment
        line.add(#","plan":{"#)
        write(plan, to: &line)
        line.add(#"},"questions":["#)
        for (index, question) in verdict.questions.enumerated() {
            if index > 0 { line.add(",") }
            write(question, to: &line)
        }
        line.add("],")
        line.bytes += tail
        line.add("\n")
    }

    private func write(_ plan: PlanFacts, to line: inout LineBytes) {
        line.add(#""id":"#, plan.id)
        if plan.id != nil { line.add(",") }
        line.add(#""title":"#, plan.title)
        if plan.title != nil { line.add(",") }
        line.add(#""understood":{"#)
        line.add(#""end":"#, plan.end.map(clock.rfc3339))
        if plan.end != nil, plan.start != nil { line.add(",") }
        line.add(#""start":"#, plan.start.map(clock.rfc3339))
        line.add("}")
    }

    private func write(_ finding: Finding, _ subject: Subject, to line: inout LineBytes) {
        line.add("{")
        if let approval = finding.approval {
            line.add(#""approval":"#)
            line.add(VerdictJSON.approval(approval).canonical())
            line.add(",")
        }
        line.bytes += subject.asked
        line.add(#","failure":"#, finding.failure)
        line.add(#","fix":"#, finding.fix)
        line.bytes += subject.item
        line.add(#","needs":["#)
        for (index, path) in finding.needs.enumerated() {
            if index > 0 { line.add(",") }
            line.add(quoted: path.text)
        }
        line.add(#"],"omittedValues":"#)
        line.add(String(finding.omittedValues))
        line.bytes += subject.rule
        line.add(#","says":"#, finding.says)
        line.bytes += subject.sources
        line.add(#","status":""#)
        line.add(finding.status.rawValue)
        line.add(#"","values":{"#)
        write(finding.values, to: &line)
        line.add("}")
        line.add(#","why":"#, finding.why)
        line.add("}")
    }

    private func write(_ values: [DecidingValue], to line: inout LineBytes) {
        // Nearly always there are one or two, and then looking for the next one is quick. Of those
        // at one path the first counts.
        var last: Int?
        for _ in values.indices {
            var next: Int?
            for index in values.indices {
                let path = values[index].path
                if let last, !JSON.comesBefore(values[last].path, path) { continue }
                if let next, !JSON.comesBefore(path, values[next].path) { continue }
                next = index
            }
            guard let next else { break }
            if last != nil { line.add(",") }
            line.add(quoted: values[next].path)
            line.add(":")
            write(values[next].value, to: &line)
            last = next
        }
    }

    private func write(_ value: Value, to line: inout LineBytes) {
        switch value {
        case .bool(let truth): line.add(truth ? "true" : "false")
        case .int(let number): line.add(String(number))
        case .string(let text): line.add(quoted: text)
        case .timestamp(let time): line.add(quoted: time.rfc3339)
        default: line.add(value.json.canonical())
        }
    }

    private mutating func write(_ question: Question, to line: inout LineBytes) {
        let key = "\(question.path.text) \(question.settles) \(question.holdsBack)"
        if let bytes = questions[key] {
            line.bytes += bytes
            return
        }
        let bytes = Array(VerdictJSON.question(question).canonical().utf8)
        // Lists may have any number of elements, each with questions of its own.
        if questions.count < 4096 { questions[key] = bytes }
        line.bytes += bytes
    }

    /// The parts of a finding that its rule settles.
    private struct Subject {
        let asked: [UInt8]
        let item: [UInt8]
        let rule: [UInt8]
        let sources: [UInt8]

        init(_ finding: Finding) {
            let parts = VerdictJSON.parts(ofRule: finding)
            asked = Array(parts.asked.utf8)
            item = Array(",\(parts.item)".utf8)
            rule = Array(",\(parts.rule)".utf8)
            sources = Array(",\(parts.sources)".utf8)
        }
    }
}

/// What a line says of the plan itself.
struct PlanFacts {
    let id: String?
    let title: String?
    let start: Timestamp?
    let end: Timestamp?
}

/// JSON that is being written, in UTF-8.
struct LineBytes: Sendable {
    var bytes: [UInt8] = []

    /// Text as it is.
    mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    /// A text with its quotes.
    mutating func add(quoted text: String) {
        var text = text
        text.withUTF8 { add(quoted: $0) }
    }

    mutating func add(quoted text: UnsafeBufferPointer<UInt8>) {
        // Nearly every text is written as it is.
        for byte in text where byte < 0x20 || byte >= 0x7F || byte == 0x22 || byte == 0x5C {
            return add(JSON.string(String(decoding: text, as: UTF8.self)).canonical())
        }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: text)
        bytes.append(UInt8(ascii: "\""))
    }

    /// A member, if it has a value.
    mutating func add(_ name: String, _ text: String?) {
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
