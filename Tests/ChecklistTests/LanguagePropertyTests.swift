import Checklist
import Foundation
import Testing

/// What must hold for every expression, tried with generated ones.
///
/// `LANGUAGE_SEED` and `LANGUAGE_COUNT` repeat a run or make it longer.
@Suite struct LanguagePropertyTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let seed =
        environment["LANGUAGE_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0...999_999)
    private static let count = environment["LANGUAGE_COUNT"].flatMap { Int($0) } ?? 5_000

    /// Runs a property on generated expressions until it fails five times.
    private func forEach(
        _ property: String,
        salt: UInt64,
        _ check: (inout LanguageGenerator, String) throws -> String?
    ) {
        let seed = LanguagePropertyTests.seed
        var generator = LanguageGenerator(seed: seed &* 31 &+ salt)
        var failures = 0
        for index in 0..<LanguagePropertyTests.count where failures < 5 {
            let text = generator.condition(depth: 1 + index % 3)
            do {
                guard let problem = try check(&generator, text) else { continue }
                Issue.record("seed \(seed), expression \(index): \(problem)\n\(text)")
            } catch {
                let why = (error as? Diagnostics)?.rendered() ?? "\(error)"
                Issue.record("seed \(seed), expression \(index): \(why)\n\(text)")
            }
            failures += 1
        }
        print("\(property): \(LanguagePropertyTests.count) expressions, seed \(seed)")
    }

    private typealias Fixture = LanguageFixture

    private func answers(_ random: inout SeededRandom) -> [Value] {
        Fixture.Question.allCases.map { Fixture.answer(to: $0, &random) }
    }

    /// The answers with about a third of them left out.
    private func partial(_ answers: [Value], _ random: inout SeededRandom) -> [Value?] {
        answers.map { random.below(3) == 0 ? nil : $0 }
    }

    private func completed(_ partial: [Value?], _ random: inout SeededRandom) -> [Value] {
        zip(Fixture.Question.allCases, partial).map {
            $1 ?? Fixture.answer(to: $0, &random)
        }
    }

    @Test func `a definite result stays whatever is answered later`() {
        forEach("refinement", salt: 1) { generator, text in
            let formula = try Formula(text, names: Fixture.names)
            let open = partial(answers(&generator.random), &generator.random)
            let before = formula.value(Fixture.values(open))
            if case .unknown = before { return nil }
            for _ in 0..<4 {
                let full = completed(open, &generator.random)
                let after = formula.value(Fixture.values(full))
                guard before.isLike(after) else {
                    return "\(before.shown) became \(after.shown)"
                }
            }
            return nil
        }
    }

    @Test func `an answer that matters is in the set of what may still matter`() {
        forEach("completeness", salt: 2) { generator, text in
            let formula = try Formula(text, names: Fixture.names)
            let open = partial(answers(&generator.random), &generator.random)
            let before = formula.value(Fixture.values(open))
            var full = completed(open, &generator.random)
            var result = formula.value(Fixture.values(full))
            for question in Fixture.Question.allCases where open[question.rawValue] == nil {
                full[question.rawValue] = Fixture.answer(to: question, &generator.random)
                let next = formula.value(Fixture.values(full))
                defer { result = next }
                if result.isLike(next) { continue }
                guard case .unknown(let unknown) = before else {
                    return "\(before.shown), but \(question) matters"
                }
                guard unknown.possible.contains(Fixture.path(question)) else {
                    let possible = unknown.possible.map { $0.text }
                    return "\(question) matters and is not among \(possible)"
                }
            }
            return nil
        }
    }

    @Test func `the order of operands does not matter`() {
        var other = LanguageGenerator(seed: LanguagePropertyTests.seed &* 37)
        forEach("commutativity", salt: 3) { generator, text in
            let second = other.condition(depth: 1)
            let open = partial(answers(&generator.random), &generator.random)
            let values = Fixture.values(open)
            let one = try Parser.parse(text)
            let two = try Parser.parse(second)
            for (there, back) in [
                (Syntax.Kind.and([one, two]), Syntax.Kind.and([two, one])),
                (Syntax.Kind.or([one, two]), Syntax.Kind.or([two, one])),
            ] {
                let (a, b) = try (value(of: there, values), value(of: back, values))
                guard a.isLike(b) else { return "with \(second): \(a.shown), \(b.shown)" }
            }
            return nil
        }
    }

    private func value(of kind: Syntax.Kind, _ values: [Value]) throws -> Value {
        try Formula(
            Syntax(kind, 0..<0),
            of: "",
            in: Formula.Environment(names: Fixture.names)
        ).value(values)
    }

    @Test func `the canonical text means the same`() {
        forEach("print and parse", salt: 4) { generator, text in
            let canonical = Unparser.text(of: try Parser.parse(text))
            let again = Unparser.text(of: try Parser.parse(canonical))
            guard canonical == again else { return "\(canonical) becomes \(again)" }
            guard canonical.utf8.count <= text.utf8.count else { return "\(canonical) is longer" }
            let open = partial(answers(&generator.random), &generator.random)
            let values = Fixture.values(open)
            let before = try Formula(text, names: Fixture.names).value(values)
            let after = try Formula(canonical, names: Fixture.names).value(values)
            guard before.isLike(after) else {
                return "\(canonical): \(before.shown), \(after.shown)"
            }
            return nil
        }
    }

    @Test func `damaged expressions are refused or mean something`() {
        forEach("mutation", salt: 5) { generator, text in
            var bytes = Array(text.utf8)
            for _ in 0...generator.random.below(4) {
                let index = generator.random.below(bytes.count)
                switch generator.random.below(4) {
                case 0: bytes[index] = UInt8(generator.random.below(256))
                case 1: bytes.remove(at: index)
                case 2: bytes.insert(generator.random.pick(marks), at: index)
                default: bytes.insert(contentsOf: bytes[..<index].suffix(7), at: index)
                }
                if bytes.isEmpty { bytes = [0x31] }
            }
            let damaged = String(decoding: bytes, as: UTF8.self)
            guard let syntax = try? Parser.parse(damaged) else { return nil }
            let canonical = Unparser.text(of: syntax)
            var loose = Formula.Environment(names: Fixture.names)
            loose.checksTypes = false
            let values = Fixture.values(partial(answers(&generator.random), &generator.random))
            let before = try Formula(syntax, of: damaged, in: loose).value(values)
            let after = try Formula(canonical, in: loose).value(values)
            guard before.isLike(after) else {
                return "\(damaged) as \(canonical): \(before.shown), \(after.shown)"
            }
            return nil
        }
    }

    private let marks = Array("()[]{}.,:?!&|=<>+-*/%'\"\\`0123456789abxrRuUin \n".utf8)
}

extension Value {
    /// Whether two results tell a person the same: equal values, or both errors, or the same
    /// open questions.
    func isLike(_ other: Value) -> Bool {
        switch (self, other) {
        case (.error, .error): true
        case (.unknown(let a), .unknown(let b)):
            a.deciding == b.deciding && a.possible == b.possible
                && (a.failure == nil) == (b.failure == nil)
        // A whole record equals nothing as long as a field in it is open, not even itself.
        case (.record(let a), .record(let b)):
            a.path == b.path && a.slots.count == b.slots.count
                && zip(a.slots, b.slots).allSatisfy { $0.isLike($1) }
        default: isSame(as: other)
        }
    }
}
