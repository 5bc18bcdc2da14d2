import Checklist
import Platform

/// What a block of lines came to: as many lines of JSON.
struct LineAnswer: Sendable {
    let lines: JSONBytes
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
    /// Where plans have what a line says of them.
    private let places: PlanPlaces?
    /// What the rules come to for the plan at hand.
    private var brief = Panel.Brief(decision: .ready, statuses: [])
    private var verdict: SheetVerdict
    /// How long the answers to a block have been.
    private var room = 1 << 12

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
        places = PlanPlaces(ground.school.rulebook)
        verdict = SheetVerdict(zone: ground.school.school.timeZone, zones: ground.school.zones)
        writer = LineWriter(panel, ground)
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
        var answer = LineAnswer(lines: JSONBytes(room: room))
        defer { room = max(room, answer.lines.count + answer.lines.count / 8) }
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
            if addFromSheet(text, intake, &answer) { return }
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

    /// Adds the answer to a plan that can be read onto a sheet; false for any other.
    private func addFromSheet(
        _ text: UnsafeBufferPointer<UInt8>,
        _ intake: Intake,
        _ answer: inout LineAnswer
    ) -> Bool {
        guard let places, let sheet = intake.sheet(of: text) else { return false }
        let decision: Decision
        if isBrief {
            guard
                panel.read(
                    sheet,
                    now: ground.at,
                    into: &brief,
                    orElse: { intake.answers(in: text) }
                )
            else { return false }
            writer.write(brief, id: sheet.text(at: places.id), to: answer.lines)
            decision = brief.decision
        } else {
            guard
                panel.read(
                    sheet,
                    now: ground.at,
                    into: &verdict,
                    orElse: { intake.answers(in: text) }
                )
            else { return false }
            writer.write(verdict, of: places.facts(on: sheet), to: answer.lines)
            decision = verdict.decision
        }
        answer.tally.add(LineTally(lines: 1, ready: decision == .ready ? 1 : 0))
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
            answers.withPlanFacts { writer.write(brief, id: $0.id, to: answer.lines) }
            decision = brief.decision
        } else {
            let verdict = ground.school.rulebook.judge(
                answers,
                moment: ground.moment,
                now: ground.at
            )
            answers.withPlanFacts { writer.write(verdict, of: $0, to: answer.lines) }
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
            report.plan.id.withUTF8 { writer.write(brief, id: $0, to: answer.lines) }
        } else {
            answer.lines.add(text: VerdictJSON.json(report, digest: false).canonical())
            answer.lines.add("\n")
        }
        answer.tally.add(LineTally(lines: 1, ready: verdict.decision == .ready ? 1 : 0))
    }

    private func refuse(_ refusal: Refusal, line: Int, _ answer: inout LineAnswer) {
        answer.lines.add(text: VerdictJSON.json(refusal, line: line, of: name).canonical())
        answer.lines.add("\n")
        answer.tally.add(LineTally(lines: 1, refused: 1))
    }
}

/// Where on a sheet a plan has what a line says of it.
private struct PlanPlaces {
    let id: Sheet.Place
    let title: Sheet.Place
    let start: Sheet.Place
    let end: Sheet.Place

    /// Nothing if plans have no such fields.
    init?(_ rulebook: Rulebook) {
        func place(_ field: String) -> Sheet.Place? {
            Sheet.Place(field, of: "plan", in: rulebook)
        }
        guard let id = place("id"), let title = place("title"), let start = place("start"),
            let end = place("end")
        else { return nil }
        (self.id, self.title, self.start, self.end) = (id, title, start, end)
    }

    func facts(on sheet: Sheet) -> PlanFacts {
        PlanFacts(
            id: sheet.text(at: id),
            title: sheet.text(at: title),
            start: sheet.time(at: start),
            end: sheet.time(at: end)
        )
    }
}

extension Answers {
    fileprivate func withPlanFacts(_ body: (PlanFacts) -> Void) {
        planText("id").withUTF8 { id in
            planText("title").withUTF8 { title in
                body(
                    PlanFacts(id: id, title: title, start: planTime("start"), end: planTime("end"))
                )
            }
        }
    }

    /// A text that the plan gives at its top.
    private func planText(_ field: String) -> String? {
        guard case .string(let text)? = record(of: "plan")?.value(of: field) else { return nil }
        return text
    }

    /// A time that the plan gives at its top.
    private func planTime(_ field: String) -> Timestamp? {
        guard case .timestamp(let time)? = record(of: "plan")?.value(of: field) else { return nil }
        return time
    }
}

extension String? {
    /// Hands over the text in UTF-8, or nothing.
    fileprivate func withUTF8(_ body: (UnsafeBufferPointer<UInt8>?) -> Void) {
        guard var text = self else { return body(nil) }
        text.withUTF8 { body($0) }
    }
}

extension Refusal {
    fileprivate static func tooLong(_ limit: Int) -> Refusal {
        Refusal("the line is longer than \(limit >> 20) MiB")
    }
}
