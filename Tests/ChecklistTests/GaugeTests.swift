import Testing

@testable import Checklist

/// A gauge must come to what the evaluation comes to, or say that it cannot tell.
@Suite struct GaugeTests {
    private typealias Fixture = LanguageFixture

    private func code(_ text: String) throws -> Code {
        try Formula(text, names: Fixture.names).code
    }

    /// What a gauge shows of some answers.
    private func reading(_ gauge: Gauge, _ values: [Value]) -> Gauge.Reading {
        let locals = UnsafeMutablePointer<UnsafePointer<Value>>.allocate(
            capacity: Gauge.localLimit
        )
        defer { locals.deallocate() }
        return values.withUnsafeBufferPointer { roots in
            var run = Gauge.Run(
                roots: roots.baseAddress ?? UnsafePointer(bitPattern: 8)!,
                locals: locals,
                evaluator: Evaluator(roots: values, variables: [], zones: .utcOnly)
            )
            return run.read(gauge)
        }
    }

    /// What the evaluation comes to, as a gauge would show it.
    private func expected(_ value: Value) -> Gauge.Reading {
        switch value {
        case .bool(let truth): truth ? .yes : .no
        default: value.readingAsMissing
        }
    }

    @Test func `10,000 generated conditions come to what their evaluation comes to`() throws {
        let seed = UInt64.random(in: 0...999_999)
        var generator = LanguageGenerator(seed: seed)
        var counts: [Gauge.Reading: Int] = [:]
        for index in 0..<10_000 {
            let text = generator.condition(depth: 1 + index % 3)
            let code = try code(text)
            let gauge = GaugeMaker([]).gauge(for: code)
            for _ in 0..<3 {
                let answers = Fixture.Question.allCases.map { question in
                    generator.random.below(4) == 0
                        ? nil : Fixture.answer(to: question, &generator.random)
                }
                let values = Fixture.values(answers)
                var evaluator = Evaluator(roots: values, variables: [], zones: .utcOnly)
                let wanted = expected(evaluator.result(of: code))
                let shown = reading(gauge, values)
                counts[shown, default: 0] += 1
                // A gauge may leave it to the evaluation.
                if shown != wanted, shown != .other {
                    Issue.record("seed \(seed): \(text) shows \(shown), but is \(wanted)")
                }
            }
        }
        for reading in [Gauge.Reading.yes, .no, .open, .other] {
            #expect(counts[reading, default: 0] > 300, "seed \(seed)")
        }
    }

    @Test(
        arguments: [
            ("trip.late", "TruthGauge"), ("!trip.lead.fit", "NotGauge"),
            ("trip.late == false", "NotGauge"), ("trip.note == 'a'", "TextGauge"),
            ("trip.note in ['a', 'ab']", "TextGauge"), ("trip.seats >= 2", "NumberGauge"),
            ("size(trip.riders) == 2", "NumberGauge"), ("trip.seats < trip.lead.age", "OrderGauge"),
            ("trip.note.contains('b')", "PartGauge"), ("has(trip.lead.age)", "PresenceGauge"),
            ("trip.riders.all(r, r.fit || r.age > 1)", "QuantifierGauge"),
            ("trip.note == trip.lead.name", "EvaluatingGauge"),
        ]
    )
    func `the usual conditions need no evaluation`(text: String, gauge: String) throws {
        #expect("\(type(of: GaugeMaker([]).gauge(for: try code(text))))" == gauge)
    }

    @Test func `a condition that takes too long is left to the evaluation, which gives up`() throws
    {
        let form = try Document(
            parsing: SourceText(
                name: "f",
                text: """
                    { "form": "f", "version": "1", "title": "F", "fields": [
                    { "name": "n", "type": "list", "of": { "type": "int" }, "ask": "N?" } ] }
                    """
            )
        )
        let group = try Rulebook(forms: [form], checklists: []).forms[0].fields
        let numbers = Value.list((0..<2_000).map { .int(Int64($0)) })
        let path = Path(text: "f", order: [0])
        let record = Record(group: group, slots: [numbers], defaulted: [], path: path)
        let code = try Formula(
            "f.n.all(a, f.n.all(b, a >= 0 && b >= 0))",
            names: [("f", .record(group))]
        ).code
        let gauge = GaugeMaker([]).gauge(for: code)
        #expect("\(type(of: gauge))" == "QuantifierGauge")
        #expect(reading(gauge, [.record(record)]) == .other)
        #expect(
            reading(
                gauge,
                [.record(Record(group: group, slots: [.list([])], defaulted: [], path: path))]
            ) == .yes
        )
    }
}
