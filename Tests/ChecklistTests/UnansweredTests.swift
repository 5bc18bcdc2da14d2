import Checklist
import Testing

/// What expressions come to while questions are open, case by case as the language has it.
@Suite struct UnansweredTests {
    private static let names: [(name: String, type: ValueType)] = [
        ("u1", .bool), ("u2", .bool), ("n1", .int), ("n2", .int), ("zero", .int),
        ("list", .list(.int)), ("words", .map(.string, .dyn)),
    ]

    private func path(_ name: String, _ index: Int) -> Path {
        Path(text: name, order: [Int32(index)])
    }

    /// The result in short: a literal, `!` for an error, `?` and names for what is open; behind
    /// `|` what may matter besides, behind `!` that there was an error on the way.
    private func result(_ text: String) throws -> String {
        var open: [Value] = []
        for (index, name) in UnansweredTests.names.enumerated() {
            open.append(.unknown(Unknown(path(name.name, index))))
        }
        open[4] = .int(0)
        let formula = try Formula(text, names: UnansweredTests.names)
        switch formula.value(open) {
        case .error: return "!"
        case .unknown(let unknown):
            let deciding = unknown.deciding.map { $0.text }
            let others = unknown.possible.map { $0.text }.filter { !deciding.contains($0) }
            return "?" + deciding.joined(separator: ",")
                + (others.isEmpty ? "" : "|" + others.joined(separator: ","))
                + (unknown.failure == nil ? "" : "!")
        case let value: return value.literal
        }
    }

    private static let operands = [
        "T": "true", "F": "false", "U1": "u1", "U2": "u2", "E": "1 / zero == 1",
        "E2": "n1 / zero == 1",
    ]

    // Rows and columns in the order T, F, U2, E.
    @Test(arguments: [
        ("&&", "T", ["true", "false", "?u2", "!"]),
        ("&&", "F", ["false", "false", "false", "false"]),
        ("&&", "U1", ["?u1", "false", "?u1,u2", "?u1!"]),
        ("&&", "E", ["!", "false", "?u2!", "!"]),
        ("||", "T", ["true", "true", "true", "true"]),
        ("||", "F", ["true", "false", "?u2", "!"]),
        ("||", "U1", ["true", "?u1", "?u1,u2", "?u1!"]),
        ("||", "E", ["true", "!", "?u2!", "!"]),
    ])
    func `and and or`(_ mark: String, _ left: String, _ expected: [String]) throws {
        let one = try #require(UnansweredTests.operands[left])
        for (right, wanted) in zip(["T", "F", "U2", "E"], expected) {
            let other = try #require(UnansweredTests.operands[right])
            #expect(try result("(\(one)) \(mark) (\(other))") == wanted)
            #expect(try result("(\(other)) \(mark) (\(one))") == wanted)
        }
    }

    @Test(arguments: [
        ("u1 && u2 && true && 1 / zero == 1", "?u1,u2!"),
        ("u1 && u2 && 1 / zero == 1 && false", "false"),
        ("u1 || 1 / zero == 1 || u2 || true", "true"),
        ("true ? u1 : u2", "?u1"), ("false ? u1 : 1 / zero == 1", "!"),
        ("u1 ? n1 : n2", "?u1|n1,n2"), ("u1 ? 1 / zero : n1", "?u1|n1"),
        ("1 / zero == 1 ? u1 : u2", "!"), ("u1 ? true : u2", "?u1|u2"),
        ("!u1", "?u1"), ("!(1 / zero == 1)", "!"),
    ])
    func `logic`(_ text: String, _ expected: String) throws {
        #expect(try result(text) == expected)
    }

    @Test(arguments: [
        ("n1 == n2", "?n1,n2"), ("n1 == 1 / zero", "!"), ("1 / zero == n1", "!"),
        ("n1 < n2 + 1", "?n1,n2"), ("[n1, n2] == [1, 2]", "?n1,n2"), ("[n1, 1 / zero] == []", "!"),
        ("{'a': n1} == {}", "?n1"), ("size(list)", "?list"), ("list[n1]", "?n1,list"),
        ("words['a']", "?words"), ("words.a.b", "?words"), ("has(words.a)", "?words"),
        ("n1 in list", "?n1,list"), ("-n1", "?n1"), ("string(n1)", "?n1"),
    ])
    func `strict operators`(_ text: String, _ expected: String) throws {
        #expect(try result(text) == expected)
    }

    @Test(arguments: [
        ("[n1, 2].exists(x, x == 2)", "true"), ("[n1, 2].all(x, x == 3)", "false"),
        ("[n1, 2].all(x, x == 2)", "?n1"), ("[n1 / 1, 2].exists(x, x == 2)", "?n1"),
        ("[1 / zero, n1].exists(x, true)", "!"), ("[n1, n2].map(x, 7)", "[7, 7]"),
        ("list.all(x, x > n1)", "?list|n1"), ("(1 / zero == 1 ? list : []).all(x, true)", "!"),
        ("[1, 2].all(x, x == 1 ? u1 : u2)", "?u1,u2"), ("[1, 2].exists(x, x == 1 || u1)", "true"),
    ])
    func `ranges are taken element by element`(_ text: String, _ expected: String) throws {
        #expect(try result(text) == expected)
    }

    @Test(arguments: [
        ("[1, 2].filter(x, x == 1 || u1)", "?u1"), ("[n1].filter(x, 1 / zero == x)", "!"),
        ("[1, 2].filter(x, x == 1 ? u1 : 1 / zero == 1)", "!"),
        ("[1, 2].exists_one(x, x == 1 ? u1 : 1 / zero == 1)", "!"),
        ("[1, 1, n1].exists_one(x, x == 1)", "false"), ("[1, n1].exists_one(x, x == 1)", "?n1"),
        ("[1, 1, 0].exists_one(x, 1 / x == 1)", "!"), ("[1, 2].map(x, x + n1)", "?n1"),
        ("[1, 2].map(x, x / zero)", "!"), ("[1].map(x, u1, n1)", "?u1|n1"),
        ("[1, 2].map(x, x == 1 ? u1 : u2)", "?u1,u2"),
    ])
    func `filter, exists_one and map`(_ text: String, _ expected: String) throws {
        #expect(try result(text) == expected)
    }

    @Test(arguments: [
        ("u1 ? 3 : 3", "3"), ("u1 ? 'a' : 'b'", "?u1"), ("(u1 ? 3 : 3) + 1", "4"),
        ("n1 > 1 ? 3 : 3", "3"),
        // The condition may fail, and then so does the whole.
        ("1 / n1 > 1 ? 3 : 3", "?n1"), ("u1 ? [n1] : [n1]", "?u1|n1"),
        // Nothing cleverer.
        ("u1 || !u1", "?u1"), ("n1 == n1", "?n1"), ("n1 * 0 == 0", "?n1"),
    ])
    func `both branches the same`(_ text: String, _ expected: String) throws {
        #expect(try result(text) == expected)
    }
}

/// The same over records, in which single fields are open.
@Suite struct UnansweredFieldsTests {
    private typealias Fixture = LanguageFixture

    private func result(_ text: String, open: [Fixture.Question]) throws -> String {
        let answers = Fixture.Question.allCases.map { question -> Value? in
            if open.contains(question) { return nil }
            return switch question {
            case .seats, .count: .int(3)
            case .leadAge, .ageA, .ageB: .int(Int64(question.rawValue))
            case .late, .leadFit, .fitA, .fitB, .ready: .bool(true)
            case .note, .word, .nameA, .nameB: .string("a")
            case .scores: .list([.int(1), .int(2)])
            }
        }
        let value = try Formula(text, names: Fixture.names).value(Fixture.values(answers))
        guard case .unknown(let unknown) = value else { return value.literal }
        return "?" + unknown.deciding.map { $0.text }.joined(separator: ",")
    }

    @Test func `an open field leaves the others known`() throws {
        #expect(try result("size(trip.riders)", open: [.ageA]) == "2")
        #expect(try result("trip.riders.exists(r, r.age == 9)", open: [.ageA]) == "true")
        #expect(
            try result("trip.riders.all(r, r.fit)", open: [.fitA, .ageB]) == "?trip.riders[0].fit"
        )
        #expect(
            try result("trip.riders.map(r, r.age)", open: [.ageA, .ageB])
                == "?trip.riders[0].age,trip.riders[1].age"
        )
        #expect(try result("trip.riders.filter(r, r.fit).size()", open: [.ageA]) == "2")
        #expect(try result("trip.riders[1].age", open: [.ageA]) == "9")
    }

    @Test func `what stands beside an open operand may still matter`() throws {
        var answers: [Value?] = Array(repeating: .bool(true), count: 15)
        answers[Fixture.Question.ready.rawValue] = nil
        answers[Fixture.Question.ageA.rawValue] = nil
        let value = try Formula(
            "[trip.riders, trip.riders.filter(r, ready)]",
            names: Fixture.names
        ).value(Fixture.values(answers))
        guard case .unknown(let unknown) = value else {
            Issue.record("\(value.literal)")
            return
        }
        #expect(unknown.deciding.map { $0.text } == ["ready"])
        #expect(unknown.possible.map { $0.text } == ["trip.riders[0].age", "ready"])
    }

    @Test func `equality reads everything inside`() throws {
        #expect(
            try result("trip.riders[0] == trip.riders[1]", open: [.ageA, .nameB])
                == "?trip.riders[0].age,trip.riders[1].name"
        )
        #expect(
            try result("trip.riders[1] in trip.riders", open: [.fitA]) == "?trip.riders[0].fit"
        )
    }

    @Test func `presence asks for the field and not for what is in it`() throws {
        #expect(try result("has(trip.lead)", open: [.leadAge]) == "true")
        #expect(try result("has(trip.lead.age)", open: [.leadAge]) == "?trip.lead.age")
        #expect(try result("has(trip.lead.fit)", open: [.leadAge]) == "true")
        #expect(try result("has(trip.riders)", open: [.ageA]) == "true")
    }

    @Test func `open fields come in the order of their declaration`() throws {
        let all = Fixture.Question.allCases
        let text = "trip.note == word && trip.late && trip.riders[0].age + trip.seats > count"
        let expected = "?trip.seats,trip.late,trip.note,trip.riders[0].age,count,word"
        #expect(try result(text, open: all) == expected)
        #expect(try result(text, open: all.reversed()) == expected)
    }
}
