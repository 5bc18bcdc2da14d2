import Checklist
import Platform

/// What a block of lines came to: as many lines of JSON.
struct LineAnswer: Sendable {
    var line = LineBytes()
    var tally = LineTally()
}

/// Judges plans that come as lines, one block after the other.
///
/// A plan without a fault takes the engine's short way. Any other is read as a file would be, so
/// that what is wrong is told in the same words.
final class LineDesk {
    private let ground: Bench.Ground
    private let name: String
    private let isBrief: Bool
    /// Judges with more than the ground has; the short way cannot.
    private let judge: ((Document) -> Result<Report, Refusal>)?
    private let panel: Panel
    private var writer: LineWriter
    private let intake: Intake?
    /// Where plans have their ids.
    private let id: Sheet.Place?
    /// What the rules come to for the plan at hand.
    private var brief = Panel.Brief(decision: .ready, statuses: [])

    /// - Parameters:
    ///   - ground: what plans are judged by.
    ///   - name: the input as people know it.
    ///   - brief: whether only ids are wanted.
    ///   - judge: judges a plan's document, if the ground alone is not enough.
    init(
        _ ground: Bench.Ground,
        _ name: String,
        brief: Bool,
        judge: ((Document) -> Result<Report, Refusal>)? = nil
    ) {
        self.ground = ground
        self.name = name
        isBrief = brief
        self.judge = judge
        panel = Panel(ground.school.rulebook, moment: ground.moment)
        id = Sheet.Place("id", of: "plan", in: ground.school.rulebook)
        writer = LineWriter(rules: panel.rules, ground)
        // With an error in the school's profile every plan is refused, for that very reason.
        intake = try? Intake(
            "plan",
            of: ground.school.rulebook,
            beside: ground.documents,
            zone: ground.school.school.timeZone,
            zones: ground.school.zones
        )
    }

    /// The answers to a block of lines.
    func answer(_ block: LineBlock) -> LineAnswer {
        var answer = LineAnswer()
        if block.isTooLong {
            refuse(.tooLong(FileReader.limit), line: block.first, &answer)
            return answer
        }
        block.bytes.withUnsafeBufferPointer { bytes in
            var (start, line) = (0, block.first)
            while start < bytes.count, let base = bytes.baseAddress {
                let found = memchr(base + start, 0x0A, bytes.count - start)
                let end = found.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) }
                add(
                    UnsafeBufferPointer(rebasing: bytes[start..<(end ?? bytes.count)]),
                    line,
                    &answer
                )
                start = (end ?? bytes.count) + 1
                line += 1
            }
        }
        return answer
    }

    private func add(
        _ text: UnsafeBufferPointer<UInt8>,
        _ line: Int,
        _ answer: inout LineAnswer
    ) {
        if judge == nil, let intake {
            if isBrief, addBrief(text, intake, &answer) { return }
            if let answers = intake.answers(in: text) { return add(answers, &answer) }
        }
        do throws(Refusal) {
            let document = try Texts.document(Array(text), named: name)
            if let judge {
                add(try judge(document).get(), &answer)
            } else {
                add(try answers(document), &answer)
            }
        } catch {
            refuse(error, line: line, &answer)
        }
    }

    /// Adds the brief answer to a plan that can be read onto a sheet; false for any other.
    private func addBrief(
        _ text: UnsafeBufferPointer<UInt8>,
        _ intake: Intake,
        _ answer: inout LineAnswer
    ) -> Bool {
        guard let id, let sheet = intake.sheet(of: text),
            panel.read(sheet, now: ground.at, into: &brief, orElse: { intake.answers(in: text) })
        else { return false }
        sheet.withText(of: id) { writer.write(brief, id: $0, to: &answer.line) }
        answer.tally.add(LineTally(lines: 1, ready: brief.decision == .ready ? 1 : 0))
        return true
    }

    /// The answers in a document, read in the long way.
    private func answers(_ document: Document) throws(Refusal) -> Answers {
        var documents = ground.documents
        documents["plan"] = document
        let school = ground.school
        do throws(Diagnostics) {
            return try school.rulebook.answers(
                documents,
                zone: school.school.timeZone,
                zones: school.zones
            )
        } catch {
            throw Refusal("the plan was not judged", problems: error)
        }
    }

    // MARK: Lines

    private func add(_ answers: Answers, _ answer: inout LineAnswer) {
        let decision: Decision
        if isBrief {
            let brief = panel.brief(answers, now: ground.at)
            writer.write(brief, id: answers.planText("id"), to: &answer.line)
            decision = brief.decision
        } else {
            let verdict = panel.verdict(answers, now: ground.at)
            let facts = PlanFacts(
                id: answers.planText("id"),
                title: answers.planText("title"),
                start: answers.planTime("start"),
                end: answers.planTime("end")
            )
            writer.write(verdict, of: facts, to: &answer.line)
            decision = verdict.decision
        }
        answer.tally.add(LineTally(lines: 1, ready: decision == .ready ? 1 : 0))
    }

    /// What was judged with more than the ground has.
    private func add(_ report: Report, _ answer: inout LineAnswer) {
        let verdict = report.verdict
        if isBrief {
            let brief = Panel.Brief(
                decision: verdict.decision,
                statuses: verdict.findings.map(\.status)
            )
            writer.write(brief, id: report.plan.id, to: &answer.line)
        } else {
            answer.line.add(VerdictJSON.json(report, digest: false).canonical())
            answer.line.add("\n")
        }
        answer.tally.add(LineTally(lines: 1, ready: verdict.decision == .ready ? 1 : 0))
    }

    private func refuse(_ refusal: Refusal, line: Int, _ answer: inout LineAnswer) {
        answer.line.add(VerdictJSON.json(refusal, line: line, of: name).canonical())
        answer.line.add("\n")
        answer.tally.add(LineTally(lines: 1, refused: 1))
    }
}

extension Answers {
    /// A text that the plan gives at its top.
    fileprivate func planText(_ field: String) -> String? {
        guard case .string(let text)? = record(of: "plan")?.value(of: field) else { return nil }
        return text
    }

    /// A time that the plan gives at its top.
    fileprivate func planTime(_ field: String) -> Timestamp? {
        guard case .timestamp(let time)? = record(of: "plan")?.value(of: field) else { return nil }
        return time
    }
}

extension Refusal {
    fileprivate static func tooLong(_ limit: Int) -> Refusal {
        Refusal("the line is longer than \(limit >> 20) MiB")
    }
}
