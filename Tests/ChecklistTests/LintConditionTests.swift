import Checklist
import Testing

/// Conditions that ask nothing, and conditions that fail: what is told, and the near misses that
/// are not.
@Suite struct LintConditionTests {
    /// The condition of `M1-belts`, which asks nothing else.
    private func warnings(_ requires: String) throws -> [String] {
        try LintTrip.news([("\"requires\": \"trip.belts\"", "\"requires\": \"\(requires)\"")])
    }

    /// The rule `M3-abroad` with other conditions.
    private func warnings(when: String, _ requires: String) throws -> [String] {
        try LintTrip.news([
            (
                #""when": "trip.abroad", "requires": "trip.papers.insured""#,
                #""when": "\#(when)", "requires": "\#(requires)""#
            )
        ])
    }

    @Test(arguments: [
        "trip.belts || !trip.belts",
        "trip.weather in ['fine', 'rain', 'snow']",
        "trip.weather != 'fine' || trip.weather != 'snow'",
        "trip.seats <= 17",
        "trip.seats < 5 || trip.seats >= 5",
        "trip.seats == trip.seats",
        "has(trip.belts)",
        "size(trip.stops) >= 0",
        "crowded || !crowded",
        "!(trip.leaves < trip.returns && trip.returns < trip.leaves)",
    ])
    func `what is always true is told`(condition: String) throws {
        #expect(try warnings(condition) == ["always-true: \(condition)"])
    }

    @Test(arguments: [
        "trip.weather == 'fine' && trip.weather == 'rain'",
        "trip.seats > 5 && trip.seats < 6",
        "trip.seats == 0",
        "trip.driver == 'ann' && trip.driver in ['bob', 'cy']",
        "trip.belts == (trip.belts == false)",
        "trip.returns - trip.leaves < duration('1h') && trip.returns - trip.leaves > duration('2h')",
        "trip.leaves < trip.returns && trip.leaves > trip.returns",
        "trip.stops.exists(s, s == 'zoo' && s == 'sea')",
        "has(trip.papers) && !has(trip.papers)",
    ])
    func `what is never true is told`(condition: String) throws {
        let found = try warnings(condition)
        #expect(found.first == "never-true: \(condition)" && found.count == 1, "\(found)")
    }

    @Test(arguments: [
        "trip.belts || !trip.abroad",
        "trip.weather in ['fine', 'rain']",
        "trip.seats <= 16",
        "trip.seats > 5 && trip.seats < 7",
        "trip.seats == 1",
        "has(trip.papers)",
        "trip.driver == 'ann' || trip.driver in ['bob', 'cy']",
        "size(trip.stops) > 0",
        "trip.stops.exists(s, s == 'zoo' || s == 'sea')",
        "trip.returns - trip.leaves < duration('2h') && trip.returns - trip.leaves > duration('1h')",
        "trip.stops.all(a, trip.stops.exists(b, a == b && b != 'zoo'))",
        "trip.abroad ? trip.papers.insured : trip.belts",
        "!trip.abroad || trip.papers.insured",
        "has(trip.papers) && trip.papers.insured",
        "size(depot.drivers) > 0 && depot.drivers[0].licence",
        "trip.riders.filter(r, r.age < 12).exists_one(r, r.cushion)",
        "trip.riders.all(r, !has(r.cushion) || r.cushion)",
    ])
    func `what depends on the answers is not told`(condition: String) throws {
        #expect(try warnings(condition) == [])
    }

    @Test func `the part that asks nothing is told, and nothing else`() throws {
        #expect(
            try warnings("trip.belts && (trip.seats > 3 || trip.seats < 9)")
                == ["always-true: (trip.seats > 3 || trip.seats < 9)"]
        )
        #expect(
            try warnings("trip.riders.all(r, r.age > 3 || (r.age > 5 && r.age < 5))")
                == ["never-true: (r.age > 5 && r.age < 5)"]
        )
        #expect(try warnings("trip.belts && (trip.seats > 9 || trip.seats < 3)") == [])
    }

    @Test func `both conditions of a rule are looked at together`() throws {
        #expect(try warnings(when: "trip.abroad", "trip.abroad") == ["always-true: trip.abroad"])
        #expect(try warnings(when: "trip.abroad", "!trip.abroad") == ["never-true: !trip.abroad"])
        #expect(try warnings(when: "trip.abroad", "false") == [])
        #expect(
            try warnings(when: "trip.abroad && !trip.abroad", "trip.belts")
                == ["unreachable-rule: \"trip.abroad && !trip.abroad\""]
        )
        #expect(
            try warnings(when: "!trip.abroad", "trip.papers.insured")
                == ["never-settled: trip.papers.insured"]
        )
        #expect(try warnings(when: "trip.abroad", "trip.papers.country != 'Spain'") == [])
    }

    @Test func `a condition of a field and a variable are looked at too`() throws {
        #expect(
            try LintTrip.news([("\"when\": \"trip.abroad\",", "\"when\": \"trip.seats < 18\",")])
                .contains("always-true: trip.seats < 18")
        )
        #expect(
            try LintTrip.news([
                ("size(trip.riders) > trip.seats - 1", "trip.belts && !trip.belts")
            ]).contains("never-true: trip.belts && !trip.belts")
        )
    }

    @Test(arguments: [
        ("trip.belts || trip.papers.insured", "unguarded-read: trip.papers"),
        ("trip.riders.all(r, r.cushion)", "unguarded-read: r.cushion"),
        ("has(trip.papers) && trip.papers.translated", "unguarded-read: trip.papers.translated"),
        ("depot.drivers[0].licence", "may-fail: depot.drivers[0]"),
        ("60 / size(trip.riders) > 2", "may-fail: 60 / size(trip.riders)"),
        ("int(trip.driver) > 3", "may-fail: int(trip.driver)"),
    ])
    func `a rule that fails for some answers is told`(condition: String, found: String) throws {
        #expect(try warnings(condition) == [found])
    }

    @Test func `a rule without conditions is only fine if it wants answers`() throws {
        let findings = try LintTrip([
            (#""requires": "trip.belts""#, #""requires": "true""#)
        ]).findings
        #expect(findings.filter { $0.code == .alwaysTrue }.count == 2)
        #expect(
            try LintTrip.news([
                (#""requires": "trip.belts""#, #""requires": "true", "answers": ["trip.belts"]"#)
            ]) == []
        )
    }

    @Test func `a question that would take too long is left undecided`() throws {
        var parity = "trip.belts"
        for index in 0..<14 { parity = "(\(parity)) == trip.stops.exists(s, s == 'z\(index)')" }
        let condition = "(\(parity)) || !(\(parity))"
        #expect(try warnings(condition) == [])
    }
}
