import Testing

@testable import Checklist

/// A program must come to what the evaluation comes to, or say that it cannot tell.
@Suite struct SheetTests {
    private typealias Fixture = LanguageFixture

    private func formula(_ text: String) throws -> Formula {
        try Formula(text, names: Fixture.names)
    }

    /// What a condition comes to on a sheet; nothing if it takes an evaluation.
    private func reading(
        _ code: Code,
        _ values: [Value],
        variables: [Formula] = []
    ) -> SheetReading? {
        var maker = SheetProgramMaker()
        maker.set(variables: variables)
        guard let condition = maker.condition(code) else { return nil }
        let program = SheetProgram(maker)
        let sheet = Sheet(roots: values.count, zones: .utcOnly)
        for (index, value) in values.enumerated() { sheet.add(root: index, value) }
        var known = [UInt8](repeating: 0, count: program.variableCount + 1)
        return known.withUnsafeMutableBufferPointer { known in
            guard let known = known.baseAddress else { return nil }
            var run = SheetRun(program, sheet, zones: .utcOnly, known: known)
            return run.read(condition)
        }
    }

    /// What the evaluation comes to, as a sheet would show it.
    private func expected(_ value: Value) -> SheetReading {
        switch value {
        case .bool(let truth): truth ? .yes : .no
        case .unknown(let unknown) where unknown.failure == nil: .open
        default: .other
        }
    }

    @Test func `10,000 generated conditions come to what their evaluation comes to`() throws {
        let seed = UInt64.random(in: 0...999_999)
        var generator = LanguageGenerator(seed: seed)
        var counts: [SheetReading: Int] = [:]
        for index in 0..<10_000 {
            let text = generator.condition(depth: 1 + index % 3)
            let formula = try formula(text)
            for _ in 0..<3 {
                let answers = Fixture.Question.allCases.map { question in
                    generator.random.below(4) == 0
                        ? nil : Fixture.answer(to: question, &generator.random)
                }
                let values = Fixture.values(answers)
                guard let shown = reading(formula.code, values) else { break }
                var evaluator = Evaluator(roots: values, variables: [], zones: .utcOnly)
                let wanted = expected(evaluator.result(of: formula.code))
                counts[shown, default: 0] += 1
                // A sheet may leave it to the evaluation.
                if shown != wanted, shown != .other {
                    Issue.record("seed \(seed): \(text) shows \(shown), but is \(wanted)")
                }
            }
        }
        for reading in [SheetReading.yes, .no, .open] {
            #expect(counts[reading, default: 0] > 300, "seed \(seed)")
        }
    }

    @Test(
        arguments: [
            "trip.late", "!trip.lead.fit", "trip.late == false", "trip.note == 'a'",
            "trip.note in ['a', 'ab']", "trip.seats >= 2", "size(trip.riders) == 2",
            "trip.seats < trip.lead.age", "trip.note.contains('b')", "has(trip.lead.age)",
            "trip.riders.all(r, r.fit || r.age > 1)", "trip.seats + count > 3",
            "size(trip.note) < 2", "trip.scores.exists(s, s == 2)",
        ]
    )
    func `the usual conditions need no evaluation`(text: String) throws {
        let code = try formula(text).code
        var random = SeededRandom(seed: 7)
        var seen: Set<SheetReading> = []
        for _ in 0..<200 {
            let values = Fixture.values(
                Fixture.Question.allCases.map { Fixture.answer(to: $0, &random) }
            )
            var evaluator = Evaluator(roots: values, variables: [], zones: .utcOnly)
            let shown = try #require(reading(code, values))
            #expect(shown == expected(evaluator.result(of: code)))
            seen.insert(shown)
        }
        #expect(seen == [.yes, .no] || text.hasPrefix("has") || text.hasPrefix("size(trip.riders"))
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
        func record(_ value: Value) -> [Value] {
            [.record(Record(group: group, slots: [value], defaulted: [], path: path))]
        }
        let code = try Formula(
            "f.n.all(a, f.n.all(b, a >= 0 && b >= 0))",
            names: [("f", .record(group))]
        ).code
        #expect(reading(code, record(numbers)) == .other)
        #expect(reading(code, record(.list([]))) == .yes)
    }

    @Test func `a variable's own elements do not take the place of those around it`() throws {
        let variable = try Formula("trip.riders.exists(r, r.age == 3)", names: Fixture.names)
        var scope = Scope()
        scope.declare("trip", .root(0), .record(Fixture.groups.trip))
        scope.declare("old", .variable(0, isTotal: true), .bool)
        let (checked, problems) = Checker.check("trip.riders.all(r, old || r.fit)", in: scope)
        #expect(problems.isEmpty)
        let formula = try #require(checked)
        var random = SeededRandom(seed: 1)
        var seen: Set<SheetReading> = []
        for _ in 0..<300 {
            let answers = Fixture.Question.allCases.map { Fixture.answer(to: $0, &random) }
            let values = Fixture.values(answers)
            var evaluator = Evaluator(roots: values, variables: [variable.code], zones: .utcOnly)
            let wanted = expected(evaluator.result(of: formula.code))
            #expect(reading(formula.code, values, variables: [variable]) == wanted)
            seen.insert(wanted)
        }
        #expect(seen == [.yes, .no])
    }

    @Test func `words are told apart however long they are`() {
        let texts = ["", "a", "abcdefgh", "abcdefghi", "abcdefghijklmnop", "abcdefghijklmnopq"]
        for one in texts + texts.map({ $0 + "x" }) {
            for other in texts {
                let bytes = Array(one.utf8) + [UInt8](repeating: 0, count: SheetWord.padding)
                let place = Array(other.utf8) + [UInt8](repeating: 0, count: SheetWord.padding)
                bytes.withUnsafeBufferPointer { bytes in
                    place.withUnsafeBufferPointer { place in
                        guard let words = bytes.baseAddress, let text = place.baseAddress else {
                            return
                        }
                        let word = SheetWord(words, start: 0, one.utf8.count)
                        let isSame = word.length == other.utf8.count && word.stands(at: text, words)
                        #expect(isSame == (one == other))
                    }
                }
            }
        }
    }
}
