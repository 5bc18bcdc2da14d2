import Checklist
import Foundation

/// What a block of lines came to: as many lines of JSON.
struct LineAnswer: Sendable {
    var bytes: [UInt8] = []
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
    private let writer: LineWriter
    private let intake: Intake?

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
        writer = LineWriter(rules: panel.rules)
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
        if judge == nil, let answers = intake?.answers(in: text) {
            if isBrief { return add(panel.brief(answers, now: ground.at), answers, &answer) }
            if let document = try? document(text) {
                return add(report(answers, document), &answer)
            }
        }
        do throws(Refusal) {
            add(try report(try document(text)), &answer)
        } catch {
            refuse(error, line: line, &answer)
        }
    }

    private func document(_ text: UnsafeBufferPointer<UInt8>) throws(Refusal) -> Document {
        try Texts.document(Array(text), named: name)
    }

    /// What the long way comes to.
    private func report(_ document: Document) throws(Refusal) -> Report {
        if let judge { return try judge(document).get() }
        do throws(Diagnostics) {
            var documents = ground.documents
            documents["plan"] = document
            let school = ground.school
            let answers = try school.rulebook.answers(
                documents,
                zone: school.school.timeZone,
                zones: school.zones
            )
            return report(answers, document)
        } catch {
            throw Refusal("the plan was not judged", problems: error)
        }
    }

    private func report(_ answers: Answers, _ document: Document) -> Report {
        Report(
            file: nil,
            plan: Plan(answers, document),
            school: ground.school.school,
            checklists: ground.school.checklists,
            verdict: panel.verdict(answers, now: ground.at),
            at: ground.at,
            clock: ground.school.clock
        )
    }

    // MARK: Lines

    private func add(_ brief: Panel.Brief, _ answers: Answers, _ answer: inout LineAnswer) {
        writer.write(brief, id: answers.planId, to: &answer.bytes)
        answer.tally.add(LineTally(lines: 1, ready: brief.decision == .ready ? 1 : 0))
    }

    private func add(_ report: Report, _ answer: inout LineAnswer) {
        if isBrief {
            let brief = Panel.Brief(
                decision: report.verdict.decision,
                statuses: report.verdict.findings.map(\.status)
            )
            writer.write(brief, id: report.plan.id, to: &answer.bytes)
        } else {
            answer.bytes += VerdictJSON.json(report).canonical().utf8
            answer.bytes.append(UInt8(ascii: "\n"))
        }
        let isReady = report.verdict.decision == .ready
        answer.tally.add(LineTally(lines: 1, ready: isReady ? 1 : 0))
    }

    private func refuse(_ refusal: Refusal, line: Int, _ answer: inout LineAnswer) {
        answer.bytes += VerdictJSON.json(refusal, line: line, of: name).canonical().utf8
        answer.bytes.append(UInt8(ascii: "\n"))
        answer.tally.add(LineTally(lines: 1, refused: 1))
    }
}

extension Answers {
    /// The plan's id, as far as it is known.
    fileprivate var planId: String? {
        guard case .string(let id)? = record(of: "plan")?.value(of: "id") else { return nil }
        return id
    }
}

extension Refusal {
    fileprivate static func tooLong(_ limit: Int) -> Refusal {
        Refusal("the line is longer than \(limit >> 20) MiB")
    }
}
