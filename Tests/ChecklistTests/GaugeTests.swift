import Testing

@testable import Checklist

/// A gauge must come to what the evaluation comes to, or say that it cannot tell.
@Suite struct GaugeTests {
    private typealias Fixture = LanguageFixture

    private func formula(_ text: String) throws -> Formula {
        try Formula(text, names: Fixture.names)
    }

    /// What a gauge shows of some answers.
    private func reading(_ gauge: Gauge, _ values: [Value]) -> Gauge.Reading {
        let locals = UnsafeMutablePointer<UnsafePointer<Value>>.allocate(
            capacity: Gauge.localLimit
        )
        defer { locals.deallocate() }
        return values.withUnsafeBufferPointer { roots in
            guard let base = roots.baseAddress else { return .other }
            locals.initialize(repeating: base, count: Gauge.localLimit)
            var run = Gauge.Run(
                roots: base,
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
            let formula = try formula(text)
            let gauge = GaugeMaker([]).gauge(for: formula)
            for _ in 0..<3 {
                let answers = Fixture.Question.allCases.map { question in
                    generator.random.below(4) == 0
                        ? nil : Fixture.answer(to: question, &generator.random)
                }
                let values = Fixture.values(answers)
                var evaluator = Evaluator(roots: values, variables: [], zones: .utcOnly)
                let wanted = expected(evaluator.result(of: formula.code))
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
        #expect("\(type(of: GaugeMaker([]).gauge(for: try formula(text))))" == gauge)
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
        let formula = try Formula(
            "f.n.all(a, f.n.all(b, a >= 0 && b >= 0))",
            names: [("f", .record(group))]
        )
        let gauge = GaugeMaker([]).gauge(for: formula)
        #expect("\(type(of: gauge))" == "QuantifierGauge")
        #expect(reading(gauge, [.record(record)]) == .other)
        #expect(
            reading(
                gauge,
                [.record(Record(group: group, slots: [.list([])], defaulted: [], path: path))]
            ) == .yes
        )
    }

    @Test func `a variable's own elements do not take the place of those around it`() throws {
        let riders = "trip.riders.exists(r, r.age == 3)"
        let variable = try Formula(riders, names: Fixture.names)
        var scope = Scope()
        scope.declare("trip", .root(0), .record(Fixture.groups.trip))
        scope.declare("old", .variable(0, isTotal: true), .bool)
        let (checked, problems) = Checker.check("trip.riders.all(r, old || r.fit)", in: scope)
        #expect(problems.isEmpty)
        let formula = try #require(checked)
        let gauge = GaugeMaker([variable]).gauge(for: formula)
        #expect("\(type(of: gauge))" == "QuantifierGauge")
        var random = SeededRandom(seed: 1)
        var seen: Set<String> = []
        for _ in 0..<300 {
            let answers = Fixture.Question.allCases.map { Fixture.answer(to: $0, &random) }
            let values = Fixture.values(answers)
            var evaluator = Evaluator(roots: values, variables: [variable.code], zones: .utcOnly)
            let wanted = expected(evaluator.result(of: formula.code))
            #expect(reading(gauge, values) == wanted)
            seen.insert("\(wanted)")
        }
        #expect(seen == ["yes", "no"])
    }
}
