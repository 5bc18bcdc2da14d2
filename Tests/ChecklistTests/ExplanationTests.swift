import Checklist
import Testing

/// Why rules came out as they did, on the subject of a borrowed minibus.
@Suite struct ExplanationTests {
    private func explain(
        _ rule: String,
        _ trip: String = Trip.good,
        depot: String = Trip.depot,
        edits: [(String, String)] = []
    ) throws -> Explanation {
        let now = try #require(Timestamp(rfc3339: "2026-05-01T12:00:00Z"))
        let documents = [
            "depot": try Document(parsing: SourceText(name: "depot.json", text: depot)),
            "trip": try Document(parsing: SourceText(name: "trip.json", text: trip)),
        ]
        return try #require(
            try Trip(edits).rulebook.explain(
                rule: rule,
                documents,
                moment: "booking",
                now: now,
                zone: "UTC",
                zones: Trip.zones
            )
        )
    }

    private func lines(_ tree: ValueTree, _ depth: Int = 0) -> [String] {
        let mark = tree.isDeciding ? "* " : "  "
        let value = tree.value.described(zone: "UTC", zones: Trip.zones)
        let line = String(repeating: "  ", count: depth) + mark + "\(tree.text): \(value)"
        return [line] + tree.children.flatMap { lines($0, depth + 1) }
            + (tree.omitted > 0 ? ["and \(tree.omitted) more"] : [])
    }

    private func reason(_ explanation: Explanation) -> [String] {
        explanation.reason.map { "\($0.path.text) = \($0.value.literal)" }
    }

    private func changes(_ explanation: Explanation) -> [String] {
        explanation.changes.map {
            "\($0.answer.path.text) = \($0.answer.value.literal): \($0.status.rawValue)"
        }
    }

    @Test func `the tree goes down to the answers, variables included`() throws {
        let trip = Trip.but("\"seats\": 17", "\"seats\": 2")
        #expect(
            lines(try #require(explain("M1-room", trip).requires)) == [
                "* !crowded: no",
                "  * crowded: yes",
                "    * size(trip.riders) > trip.seats - 1: yes",
                "      * size(trip.riders): 2",
                "        * trip.riders: a and b",
                "      * trip.seats - 1: 1",
                "        * trip.seats: 2",
            ]
        )
    }

    @Test func `the element that decided comes first and is opened`() throws {
        let explanation = try explain("M2-licence")
        #expect(
            lines(try #require(explanation.requires)) == [
                "* depot.drivers.exists(d, d.id == trip.driver && d.licence): yes",
                "  * d1: yes",
                "    * d.id == trip.driver: yes",
                "      * d.id: d1",
                "      * trip.driver: d1",
                "    * d.licence: yes",
                "    d2: no",
            ]
        )
        #expect(reason(explanation) == ["depot.drivers[d1].licence = true", "trip.driver = 'd1'"])
        #expect(changes(explanation) == ["depot.drivers[d1].licence = false: not-met"])
    }

    @Test func `only so many elements are shown`() throws {
        let riders = (0..<12).map { #"{ "id": "r\#($0)", "age": 5, "cushion": true }"# }
        let trip = Trip.but(
            #"{ "id": "a", "age": 40 }, { "id": "b", "age": 9, "cushion": true }"#,
            riders.joined(separator: ",")
        )
        let tree = try #require(explain("M1-cushions", trip).requires)
        #expect(tree.omitted == 12 - ValueTree.elementLimit)
    }

    @Test func `no answer of the reason can be left out, and no other is needed`() throws {
        let trip = Trip.but("\"cushion\": true", "\"cushion\": false")
        let explanation = try explain("M1-cushions", trip)
        #expect(explanation.finding.status == .notMet)
        #expect(
            reason(explanation)
                == ["trip.riders[b].age = 9", "trip.riders[b].cushion = false"]
                || reason(explanation) == [
                    "trip.riders[a].age = 40", "trip.riders[b].age = 9",
                    "trip.riders[b].cushion = false",
                ]
        )
        #expect(changes(explanation) == ["trip.riders[b].cushion = true: met"])
    }

    @Test func `what an unanswered rule waits for, and what would settle it`() throws {
        let explanation = try explain("M1-belts", Trip.but("\"belts\": true, ", ""))
        #expect(explanation.finding.status == .unanswered)
        #expect(explanation.reason.isEmpty)
        #expect(explanation.waitsFor.map { $0.ask } == ["Has every seat a belt?"])
        #expect(changes(explanation) == ["trip.belts = true: met", "trip.belts = false: not-met"])
    }

    @Test func `a rule that does not apply says why, and what would make it apply`() throws {
        let explanation = try explain("M3-abroad")
        #expect(explanation.finding.status == .notApplicable)
        #expect(explanation.requires == nil)
        #expect(lines(try #require(explanation.when)) == ["* trip.abroad: no"])
        #expect(reason(explanation) == ["trip.abroad = false"])
    }

    @Test func `each word of a choice is tried`() throws {
        let explanation = try explain(
            "M3-weather",
            Trip.but("\"weather\": \"fine\"", "\"weather\": \"snow\"")
        )
        #expect(
            changes(explanation) == ["trip.weather = 'fine': met", "trip.weather = 'rain': met"]
        )
        #expect(explanation.changes[0].answer.means == "dry and light")
    }

    @Test func `a broken rule shows where it broke`() throws {
        let explanation = try explain("M1-belts", edits: [("trip.belts", "trip.papers.insured")])
        #expect(explanation.finding.status == .broken)
        let value = try #require(explanation.requires).value
        #expect(value.literal == "error: `trip.papers` does not apply")
        #expect(explanation.reason.isEmpty)
    }

    @Test func `there may be no such rule`() throws {
        let rulebook = try Trip().rulebook
        #expect(rulebook.words(for: "M9").isEmpty)
        #expect(rulebook.words(for: "M2").map { $0.rule.id } == ["M2-licence", "M2-hours"])
        #expect(rulebook.ids.prefix(3) == ["M1", "M1-belts", "M1-room"])
    }

    @Test func `an expression is tried over answers`() throws {
        let trip = try Trip()
        let answers = try trip.answers(Trip.but("\"seats\": 17, ", ""))
        let now = try #require(Timestamp(rfc3339: "2026-05-01T12:00:00Z"))
        let scratch = Scratch(
            trip.rulebook,
            answers,
            variablesOf: trip.rulebook.checklists[0],
            now: now
        )
        let formula = try scratch.formula("children.map(c, c.age)")
        #expect(formula.typeText == "list(int)")
        #expect(scratch.value(of: formula).literal == "[9]")
        guard case .unknown(let unknown) = scratch.value(of: try scratch.formula("crowded")) else {
            Issue.record("crowded is known")
            return
        }
        #expect(scratch.questions(unknown).map { $0.ask } == ["How many seats has the bus?"])
        #expect(throws: Diagnostics.self) { try scratch.formula("trip.bels") }
        let broken = try scratch.formula("1 + trip.riders[7].age")
        guard case .error(let failure) = scratch.value(of: broken) else {
            Issue.record("it was worked out")
            return
        }
        #expect(
            scratch.problem(failure, in: broken).rendered() == """
                expression:1:5: error: index out of bounds: 7
                  1 + trip.riders[7].age
                      ^~~~~~~~~~~~~~
                """
        )
    }
}
