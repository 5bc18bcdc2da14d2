import Foundation
import Testing

@testable import Checklist

/// Documents that are read in the shortest way must be read as they are read otherwise, or be left
/// to the other way; and a panel must judge them as the rulebook does.
@Suite struct IntakeTests {
    private let trip: Trip
    private let intake: Intake
    private let panel: Panel
    private let now: Timestamp

    init() throws {
        // A rule that asks for an answer, and one with a moment of its own, besides the others.
        trip = try Trip([
            (
                "\"requires\": \"trip.belts\"",
                "\"answers\": [\"trip.weather\"], \"requires\": \"trip.belts\""
            )
        ])
        intake = try Intake(
            "trip",
            of: trip.rulebook,
            beside: ["depot": Document(parsing: SourceText(name: "depot.json", text: Trip.depot))],
            zone: "UTC",
            zones: Trip.zones
        )
        panel = Panel(trip.rulebook, moment: "booking")
        now = try #require(Timestamp(rfc3339: "2026-05-01T12:00:00Z"))
    }

    private func short(_ bytes: [UInt8]) -> Answers? {
        bytes.withUnsafeBufferPointer { intake.answers(in: $0) }
    }

    private func long(_ bytes: [UInt8]) -> Answers? {
        guard let source = try? SourceText(name: "trip.json", bytes: bytes),
            let document = try? Document(parsing: source)
        else { return nil }
        return try? intake.answers(document)
    }

    /// Everything that a verdict says.
    private func words(_ verdict: Verdict) -> [String] {
        var words = [verdict.moment, verdict.decision.rawValue]
        for finding in verdict.findings {
            words.append(
                "\(finding.rule) \(finding.status) \(finding.says) \(finding.why ?? "") "
                    + "\(finding.fix ?? "") \(finding.failure ?? "") \(finding.omittedValues) "
                    + "\(finding.needs.map(\.text)) \(finding.approval.map { "\($0)" } ?? "") "
                    + "\(finding.values.map { "\($0.path)=\($0.value.literal)\($0.isDefault)" })"
            )
        }
        words += verdict.questions.map { "\($0.path.text) \($0.ask) \($0.settles) \($0.holdsBack)" }
        return words
    }

    /// Whether a sheet comes to the same, if there is one.
    @discardableResult
    private func compareSheet(_ text: [UInt8], _ note: Comment) -> Bool {
        text.withUnsafeBufferPointer { bytes in
            guard let sheet = intake.sheet(of: bytes) else { return false }
            guard let answers = long(text) else {
                Issue.record("a sheet holds what is wrong: \(note)")
                return false
            }
            let verdict = trip.rulebook.judge(answers, moment: "booking", now: now)
            // What is left of the sheet before must not matter.
            for sheet in [sheet, sheet.copy()] {
                var brief = Panel.Brief(decision: .ready, statuses: [.broken])
                #expect(panel.read(sheet, now: now, into: &brief, orElse: { answers }), note)
                #expect(brief.statuses == verdict.findings.map(\.status), note)
                #expect(brief.decision == verdict.decision, note)
                var full = SheetVerdict(zone: "UTC", zones: Trip.zones)
                if panel.read(sheet, now: now, into: &full, orElse: { answers }) {
                    let told = ToldVerdict.lines(full, panel)
                    #expect(told == ToldVerdict.lines(verdict), note)
                } else {
                    // Only then is the whole plan left to the other way.
                    let isBroken = verdict.findings.contains { $0.status == .unanswered }
                    #expect(isBroken, note)
                }
            }
            return true
        }
    }

    @Test func `a form wider than the sheet's first room is read where the cells are then`() throws
    {
        let names = (0..<2 * Sheet.firstRoom).map { "f\($0)" }
        let fields = names.map { "{\"name\": \"\($0)\", \"type\": \"bool\", \"ask\": \"?\"}" }
        let form = "{\"form\": \"wide\", \"version\": \"1\", \"title\": \"Wide\", \"fields\": ["
        let checklist = """
            {"checklist": "c", "version": "1", "title": "C", "moments": ["m"], "forms": ["wide"],
             "documents": {"d": {"title": "D"}}, "items": [{"id": "I", "title": "I",
             "source": {"document": "d"}, "rules": [{"id": "R", "asked": ["m"], "level": "must",
             "requires": "wide.f0 && wide.\(names[names.count - 1])", "says": "S.", "why": "W.",
             "fix": "F."}]}]}
            """
        func document(_ text: String) throws -> Document {
            try Document(parsing: SourceText(name: "x", text: text))
        }
        let rulebook = try Rulebook(
            forms: [document(form + fields.joined(separator: ",") + "]}")],
            checklists: [document(checklist)]
        )
        let intake = try Intake("wide", of: rulebook, beside: [:], zone: "UTC", zones: .utcOnly)
        let panel = Panel(rulebook, moment: "m")
        for truth in [true, false, true] {
            let plan = "{" + names.map { "\"\($0)\":\(truth)" }.joined(separator: ",") + "}"
            Array(plan.utf8).withUnsafeBufferPointer { bytes in
                var brief = Panel.Brief(decision: .ready, statuses: [])
                let isRead = intake.sheet(of: bytes).map {
                    panel.read($0, now: now, into: &brief) { nil }
                }
                #expect(isRead == true)
                #expect(brief.statuses == [truth ? .met : .notMet])
            }
        }
    }

    /// Whether both ways come to the same; true if the short way was taken.
    private func compare(_ text: [UInt8], _ note: Comment) -> Bool {
        let expected = long(text).map {
            words(trip.rulebook.judge($0, moment: "booking", now: now))
        }
        guard let answers = short(text) else { return false }
        let verdict = trip.rulebook.judge(answers, moment: "booking", now: now)
        #expect(words(verdict) == expected, note)
        let brief = panel.brief(answers, now: now)
        #expect(brief.statuses == verdict.findings.map(\.status), note)
        #expect(brief.decision == verdict.decision, note)
        #expect(panel.rules.map(\.rule) == verdict.findings.map(\.rule), note)
        return true
    }

    @Test(
        arguments: [
            Trip.good, "{\"id\":\"t1\"}", Trip.but("\"fine\"", "\"snow\""),
            Trip.but("\"abroad\": false", "\"abroad\": true, \"papers\": {\"insured\": true}"),
            Trip.but("\"abroad\": false,", ""), Trip.but("\"age\": 9, ", ""),
            Trip.but("\"zoo\"", "\"zoo\", \"caf\\u00e9\", \"pier 😀\""),
            "{\"$schema\":\"x\",\"id\":\"t1\",\"riders\":[],\"stops\":[],\"papers\":{}}",
        ]
    )
    func `a good document is read in the shortest way`(text: String) {
        #expect(compare(Array(text.utf8), "\(text)"))
    }

    @Test(
        arguments: [
            Trip.good, Trip.but("\"fine\"", "\"snow\""), Trip.but("\"age\": 40", "\"age\": -0"),
            Trip.but(
                "\"abroad\": false",
                "\"abroad\": true, \"papers\": {\"insured\": true, \"country\": \"Wales\"}"
            ),
            Trip.but("\"zoo\"", "\"zoo\", \"caf\\u00e9\", \"pier 😀\", \"\\ud83d\\ude00\\n\""),
            Trip.but("\"driver\": \"d1\",", ""), Trip.but("08:00Z", "08:00:59.5+01:00"),
            Trip.but("\"zoo\"", ""), Trip.but("08:00Z", "08:00"),
            Trip.but("2026-05-04T08:00Z", "2026-05-04"),
            "\n{\t\"riders\" :[ ],\r\n\"stops\":[\"a\" , \"b\"] ,\"abroad\":false, \"id\":\"t1\"} ",
            "{\"$schema\":\"x\",\"abroad\":false,\"id\":\"t1\",\"riders\":[],\"stops\":[],\"papers\":{}}",
        ]
    )
    func `a good document fits on a sheet`(text: String) {
        #expect(compareSheet(Array(text.utf8), "\(text)"))
    }

    @Test func `riders fit on a sheet, but neither one twice nor one too many`() {
        func trip(_ ids: [Int]) -> [UInt8] {
            let riders = ids.map { "{\"id\":\"r\($0)\",\"age\":30}" }.joined(separator: ",")
            let stops = (0..<1_000).map { "\"s\($0)\"" }.joined(separator: ",")
            return Array(
                "{\"id\":\"t1\",\"abroad\":false,\"riders\":[\(riders)],\"stops\":[\(stops)]}".utf8
            )
        }
        #expect(compareSheet(trip(Array(1...16)), "sixteen"))
        #expect(!compareSheet(trip(Array(1...15) + [1]), "one of them twice"))
        #expect(!compareSheet(trip(Array(1...17)), "one too many"))
    }

    @Test(
        arguments: [
            "", "{", "[]", "{}", "{\"id\":1}", "{\"id\":\"t1\"} x", "{\"id\":\"t1\",}",
            "{\"id\":\"t1\",\"id\":\"t1\"}", "{\"id\":\"t1\",\"seats\":01}",
            "{\"id\":\"t1\",\"seats\":18}", "{\"id\":\"t1\",\"seats\":1.0}",
            "{\"id\":\"t1\",\"seats\":-}", "{\"id\":\"t1\",\"belts\":truex}",
            "{\"id\":\"t1\",\"belts\":null}", "{\"id\":\"t1\",\"weather\":\"hail\"}",
            "{\"id\":\"t1\",\"driver\":\"\\ud83d\"}", "{\"id\":\"t1\",\"driver\":\"a\u{0}\"}",
            "{\"id\":\"t1\",\"nope\":1}",
            "{\"id\":\"t1\",\"riders\":[{\"id\":\"a\"},{\"id\":\"a\"}]}",
            "{\"id\":\"t1\",\"riders\":[1]}", "{\"id\":\"t1\",\"papers\":1}",
            "{\"$schema\":\"x\",\"$schema\":\"x\",\"id\":\"t1\"}", "{\"$schema\":1,\"id\":\"t1\"}",
            "{\"id\":\"t1\",\"stops\":[\"longer than ten\"]}", "\u{FEFF}{\"id\":\"t1\"}",
        ]
    )
    func `whatever is wrong is left to the reader that can tell`(text: String) {
        #expect(short(Array(text.utf8)) == nil)
        #expect(long(Array(text.utf8)) == nil)
        #expect(!compareSheet(Array(text.utf8), "\(text)"))
    }

    @Test func `20,000 damaged documents are read alike or left alone`() {
        let seed = UInt64.random(in: 0...999_999)
        var random = SeededRandom(seed: seed)
        let good = Array(Trip.good.utf8)
        let pieces =
            [
                "true", "false", "null", "1", "-3", "\"a\"", "\"d2\"", "\"snow\"", ",", "}", "]",
                "{",
                "\"age\":", "\"", "\\n", " ", "é", "\"2026-05-04\"", "0", "\"trip\"",
            ].map { Array($0.utf8) } + [[0xFF], [0]]
        // Answers that are taken away whole leave the rest right.
        let lines = good.split(separator: UInt8(ascii: ",")).map { Array($0) }
        var (taken, sheets) = (0, 0)
        for round in 0..<20_000 {
            var bytes: [UInt8]
            if random.below(2) == 0 {
                var kept = lines.filter { _ in random.below(12) > 0 }
                if kept.isEmpty { kept = lines }
                bytes = Array(kept.joined(separator: [UInt8(ascii: ",")]))
            } else {
                bytes = good
                let start = random.below(bytes.count)
                let end = min(bytes.count, start + random.below(6))
                bytes.replaceSubrange(start..<end, with: random.pick(pieces))
            }
            if compare(bytes, "seed \(seed), round \(round)") { taken += 1 }
            if compareSheet(bytes, "seed \(seed), round \(round)") { sheets += 1 }
        }
        #expect(sheets > 1_000, "seed \(seed)")
        #expect(taken > 1_000, "seed \(seed)")
    }

    /// Brackets that are never closed take one byte each, all other values at least two.
    @Test func `a tape has room for whatever it reads`() {
        for length in [1_900, 2_040, 4_096, 100_000] {
            let values = [UInt8]("[".utf8) + (0..<length / 2).flatMap { _ in Array("1,".utf8) }
            for depth in 0...70 {
                let bytes = values + [UInt8](repeating: UInt8(ascii: "["), count: depth)
                let tape = Tape()
                let isWhole = bytes.withUnsafeBufferPointer { tape.read($0) }
                #expect(!isWhole)
                #expect(tape.count <= tape.capacity)
            }
        }
    }

    @Test func `a form that reads the document is not taken for granted`() throws {
        let later = """
            { "form": "later", "version": "1", "title": "L", "fields": [
            { "name": "note", "type": "string", "when": "trip.belts", "ask": "Note?" } ] }
            """
        let rulebook = try Rulebook(
            forms: [
                Fixtures.document("depot.form.json"), Fixtures.document("trip.form.json"),
                Document(parsing: SourceText(name: "later", text: later)),
            ],
            checklists: []
        )
        let intake = try Intake(
            "trip",
            of: rulebook,
            beside: [:],
            zone: "UTC",
            zones: .utcOnly
        )
        let text = Array("{\"id\":\"t1\",\"belts\":false}".utf8)
        #expect(text.withUnsafeBufferPointer { intake.answers(in: $0) } == nil)
        let document = try Document(parsing: SourceText(name: "t", bytes: text))
        #expect(try intake.answers(document).value(at: "later.note")?.isKnown == false)
    }
}
