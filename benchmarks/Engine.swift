// Times the engine alone, without the program around it; `benchmarks/many-plans` compiles it
// together with the engine's sources. Prints what it measured as JSON.
//
//     engine FOLDER PLANS MODE
//
// MODE is `compile` (the forms and the checklist), `read` (plans into answers), `sheet` (plans onto
// sheets), `eval-brief` or `eval-full` (plans on sheets, into statuses, or into what a full verdict
// says).

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func bytes(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
        bytes += chunk[..<count]
    }
    return bytes
}

@main enum Engine {
    static func main() throws {
        let words = CommandLine.arguments
        let mode = words[3]
        func document(_ name: String) throws -> Document {
            try Document(parsing: SourceText(name: name, bytes: bytes("\(words[1])/\(name)")))
        }
        let forms = try [document("forms/school.form.json"), document("forms/plan.form.json")]
        let start = seconds()
        let rulebook = try Rulebook(forms: forms, checklists: [document("fifty.checklist.json")])
        let panel = Panel(rulebook, moment: "plan")
        if mode == "compile" { return report(mode, 1, seconds() - start) }
        let intake = try Intake(
            "plan",
            of: rulebook,
            beside: ["school": document("school.json")],
            zone: "UTC",
            zones: .utcOnly
        )
        guard let now = Timestamp(rfc3339: "2026-12-01T08:00:00Z") else { return }
        let lines = bytes(words[2]).split(separator: UInt8(ascii: "\n")).map { Array($0) }
        func read() -> [Answers] {
            lines.compactMap { line in line.withUnsafeBufferPointer { intake.answers(in: $0) } }
        }
        if mode == "read" {
            let start = seconds()
            var count = 0
            for line in lines where line.withUnsafeBufferPointer({ intake.answers(in: $0) }) != nil
            {
                count += 1
            }
            return report(mode, count, seconds() - start)
        }
        if mode == "sheet" {
            let start = seconds()
            var count = 0
            for line in lines where line.withUnsafeBufferPointer({ intake.sheet(of: $0) }) != nil {
                count += 1
            }
            return report(mode, count, seconds() - start)
        }
        var findings = 0
        let sheets = lines.compactMap { line in
            line.withUnsafeBufferPointer { intake.sheet(of: $0)?.copy() }
        }
        var brief = Panel.Brief(decision: .ready, statuses: [])
        // One round that is not counted, as the peers have it.
        for sheet in sheets { _ = panel.read(sheet, now: now, into: &brief, orElse: { nil }) }
        let begin = seconds()
        if mode == "eval-brief" {
            for sheet in sheets where panel.read(sheet, now: now, into: &brief, orElse: { nil }) {
                for status in brief.statuses where status != .met { findings += 1 }
            }
        } else {
            var verdict = SheetVerdict(zone: "UTC", zones: .utcOnly)
            for sheet in sheets where panel.read(sheet, now: now, into: &verdict, orElse: { nil }) {
                for status in verdict.statuses where status != .met { findings += 1 }
            }
        }
        report(mode, sheets.count, seconds() - begin, findings)
    }

    static func report(_ mode: String, _ count: Int, _ seconds: Double, _ findings: Int = 0) {
        print("{\"mode\":\"\(mode)\",\"n\":\(count),\"run_s\":\(seconds),\"findings\":\(findings)}")
    }
}
