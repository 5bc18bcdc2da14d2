import Testing

@testable import Checklist

/// What a sheet says of why must be what the evaluation says, or nothing.
@Suite struct SheetReasonTests {
    private typealias Fixture = LanguageFixture

    /// What a sheet tells of a condition.
    private enum Told: Equatable {
        /// The values that decided it, as an object.
        case decided(Bool, String)
        /// What keeps it open, as an array.
        case open(String)
    }

    /// What is told of a condition on a sheet; nothing if it takes an evaluation.
    private func told(
        _ formula: Formula,
        _ values: [Value],
        variables: [Formula] = []
    ) -> Told? {
        var maker = SheetProgramMaker()
        maker.set(variables: variables)
        guard let condition = maker.condition(formula) else { return nil }
        let program = SheetProgram(maker)
        let sheet = Sheet(roots: values.count, zones: .utcOnly)
        for (index, value) in values.enumerated() { sheet.add(root: index, value) }
        var known = [UInt8](repeating: 0, count: program.variableCount + 1)
        return known.withUnsafeMutableBufferPointer { known in
            guard let known = known.baseAddress else { return nil }
            var run = SheetRun(program, sheet, zones: .utcOnly, known: known)
            var verdict = SheetVerdict(zone: "UTC", zones: .utcOnly)
            verdict.begin(sheet, program)
            verdict.beginRule()
            let result = run.read(condition)
            run.stepsLeft = Evaluator.stepLimit
            switch result {
            case .yes, .no: run.explain(condition, is: result, &verdict.reasons)
            case .open:
                run.gather(condition, &verdict.reasons)
                verdict.reasons.sortNeeds(program.names)
            case .other: return nil
            }
            guard !verdict.reasons.hasFailed else { return nil }
            verdict.end([])
            let json = JSONBytes()
            if result == .open {
                verdict.addNeeds(of: 0, to: json)
                return .open("[\(String(decoding: json.bytes, as: UTF8.self))]")
            }
            verdict.addValues(of: 0, to: json)
            return .decided(result == .yes, "{\(String(decoding: json.bytes, as: UTF8.self))}")
        }
    }

    /// What the evaluation tells.
    private func expected(
        _ formula: Formula,
        _ values: [Value],
        variables: [Variable] = []
    ) -> Told? {
        var evaluator = Evaluator(
            roots: values,
            variables: variables.map { $0.formula.code },
            zones: .utcOnly
        )
        switch evaluator.result(of: formula.code) {
        case .bool(let truth):
            var reasons = Reasons(evaluator, variables: variables)
            var seen: Set<String> = []
            let (values, omitted) = reasons.explain(formula)
            #expect(omitted == 0)
            let members = values.filter { seen.insert($0.path).inserted }
                .map { ($0.path, $0.value.json) }
            return .decided(truth, JSON.object(members).canonical())
        case .unknown(let unknown) where unknown.failure == nil:
            return .open(JSON.array(unknown.deciding.map { .string($0.text) }).canonical())
        default: return nil
        }
    }

    /// The same values, open fields as whoever reads a document leaves them: each by its place in
    /// its group.
    private func read(_ value: Value) -> Value {
        switch value {
        case .record(let record):
            let slots = record.slots.enumerated().map { slot, value in
                guard case .unknown = value else { return read(value) }
                return .unknown(Unknown(record.site, record.group, slot))
            }
            return .record(
                Record(group: record.group, slots: slots, defaulted: [], path: record.path)
            )
        case .list(let elements): return .list(elements.map { read($0) })
        default: return value
        }
    }

    @Test func `10,000 generated conditions are told of as their evaluation tells`() throws {
        let seed = UInt64.random(in: 0...999_999)
        var generator = LanguageGenerator(seed: seed)
        var (decided, open, withValues) = (0, 0, 0)
        for index in 0..<10_000 {
            let text = generator.condition(depth: 1 + index % 3)
            let formula = try Formula(text, names: Fixture.names)
            for _ in 0..<3 {
                let answers = Fixture.Question.allCases.map { question in
                    generator.random.below(4) == 0
                        ? nil : Fixture.answer(to: question, &generator.random)
                }
                let values = Fixture.values(answers).map { read($0) }
                guard let told = told(formula, values) else { continue }
                switch told {
                case .decided(_, let values):
                    decided += 1
                    withValues += values == "{}" ? 0 : 1
                case .open: open += 1
                }
                if told != expected(formula, values) {
                    let other = expected(formula, values).map { "\($0)" } ?? "nothing"
                    Issue.record("seed \(seed): \(text): \(told), not \(other)")
                }
            }
        }
        let counts = "seed \(seed): \(decided) decided, \(withValues) by values, \(open) open"
        #expect(decided > 1000 && withValues > 500 && open > 500, "\(counts)")
    }

    @Test(
        arguments: [
            "trip.riders.exists(r, r.fit)", "trip.riders.all(r, r.fit || r.age > trip.seats)",
            "trip.riders.all(r, r.name != 'x' && trip.riders.exists(s, s.age > r.age))",
            "size(trip.riders) == 2 || trip.late", "(trip.late || trip.seats > 1) == true",
            "(trip.late && trip.lead.fit) != true", "trip.scores.exists(s, s == 2)",
            "trip.scores.exists(s, s == 2) || trip.late", "has(trip.lead.age) && trip.late",
            "trip.seats - 1 > trip.lead.age", "size(trip.note) < 3 && !trip.lead.fit",
            "trip.riders.exists(r, size(r.name) > 0)", "v && trip.late", "!v", "v == false",
            "trip.riders.all(r, r.fit || v)", "trip.note in ['a', 'b'] || v",
        ]
    )
    func `the usual conditions are told of without evaluation`(text: String) throws {
        let v = try Formula("trip.seats > 2 || trip.riders.all(r, r.age > 3)", names: Fixture.names)
        var scope = Scope()
        scope.declare("trip", .root(0), .record(Fixture.groups.trip))
        scope.declare("v", .variable(0, isTotal: true), .bool)
        let (checked, problems) = Checker.check(text, in: scope)
        #expect(problems.isEmpty)
        let formula = try #require(checked)
        var random = SeededRandom(seed: 7)
        var told: Set<String> = []
        for _ in 0..<300 {
            let answers = Fixture.Question.allCases.map { question in
                random.below(5) == 0 ? nil : Fixture.answer(to: question, &random)
            }
            let values = Fixture.values(answers).map { read($0) }
            guard let one = self.told(formula, values, variables: [v]) else { continue }
            let variable = Variable(name: "v", means: nil, formula: v)
            #expect(one == expected(formula, values, variables: [variable]), "\(text)")
            told.insert("\(one)")
        }
        #expect(told.count > 1, "\(told)")
    }
}
