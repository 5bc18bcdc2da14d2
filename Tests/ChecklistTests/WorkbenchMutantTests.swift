import Checklist
import Testing

@Suite struct WorkbenchMutantTests {
    /// The changes of one condition that nobody notices, without the owner.
    private func survivors(
        _ condition: String,
        when: String? = nil,
        cases: String = ""
    ) throws -> (all: Int, survivors: [String]) {
        let head = when.map { "\"when\": \"\($0)\", " } ?? ""
        let edit = (#""requires": "trip.belts""#, "\(head)\"requires\": \"\(condition)\"")
        let report = try Workshop(Workshop.text(cases: cases), checklist: [edit]).workbench.run()
        #expect(report.failures.map(\.problem.message) == [])
        let mutants = try #require(report.mutants)
        let own = mutants.survivors.filter { $0.owner == "M1-belts" }
        return (mutants.count, own.map(\.change))
    }

    // The base alone sees every condition true, so whatever stays true survives.
    @Test(arguments: [
        ("trip.seats > 3", ["`trip.seats > 3` becomes `trip.seats >= 3`"]),
        ("trip.seats >= 17", []), ("trip.seats <= 17", []),
        ("trip.seats < 99", ["`trip.seats < 99` becomes `trip.seats <= 99`"]),
        ("trip.seats == 17", []), ("trip.seats != 3", []),
        (
            "trip.belts && trip.seats > 3",
            [
                "`trip.belts` is dropped", "`trip.seats > 3` is dropped",
                "`trip.seats > 3` becomes `trip.seats >= 3`",
            ]
        ),
        (
            "trip.belts || trip.abroad",
            ["`trip.abroad` is dropped", "`trip.abroad` becomes `!trip.abroad`"]
        ),
        ("!trip.abroad", []), ("!(trip.weather in ['snow'])", []),
        ("trip.weather in ['fine']", []),
        (
            "trip.riders.all(r, r.age > 5)",
            ["`trip.riders.all` becomes `trip.riders.exists`", "`r.age > 5` becomes `r.age >= 5`"]
        ),
        ("trip.riders.exists(r, r.age == 40)", ["`r.age == 40` becomes `r.age != 40`"]),
        (
            "trip.belts ? trip.seats == 17 : trip.seats == 3",
            ["`trip.seats == 3` becomes `trip.seats != 3`"]
        ),
        ("true", []),
        (
            "size(trip.riders.filter(r, r.age > 12)) == 1",
            ["`r.age > 12` becomes `r.age >= 12`", "`r.age > 12` becomes `r.age <= 12`"]
        ),
    ])
    func `every kind of change is made, and survives what does not notice it`(
        condition: String,
        left: [String]
    ) throws {
        let (_, found) = try survivors(condition)
        #expect(Set(found) == Set(left.map { "requires: \($0)" }))
        #expect(found.count == left.count)
    }

    @Test func `a stronger case notices what a weak one did not`() throws {
        let low =
            #"{ "name": "low", "from": "day", "given": { "trip.seats": 3 }, "expect": { "rules": { "M1-belts": "not-met" } } }"#
        #expect(try survivors("trip.seats > 3", cases: low).survivors == [])
        let child =
            #"{ "name": "child", "from": "day", "given": { "trip.riders[b].age": 5 }, "expect": { "rules": { "M1-belts": "not-met" } } }"#
        #expect(try survivors("trip.riders.all(r, r.age > 5)", cases: child).survivors == [])
    }

    @Test func `a when that is dropped is noticed where it is false`() throws {
        let dropped = "when: is dropped"
        #expect(try survivors("trip.belts", when: "!trip.abroad").survivors == [dropped])
        let abroad =
            #"{ "name": "abroad", "from": "day", "given": { "trip.abroad": true, "trip.papers.insured": true }, "expect": { "rules": { "M1-belts": "not-applicable", "M3-abroad": "met" } } }"#
        #expect(try survivors("trip.belts", when: "!trip.abroad", cases: abroad).survivors == [])
    }

    @Test func `a decision, questions and words notice as well`() throws {
        func left(_ expect: String) throws -> [String] {
            let given = #""given": { "trip.belts": null, "trip.seats": 3 }"#
            let text = """
                { "name": "free", "from": "day", \(given),
                  "expect": { "others": "any"\(expect) } }
                """
            return try survivors("trip.belts || trip.seats > 3", cases: text).survivors
        }
        let negated = "requires: `trip.belts` becomes `!trip.belts`"
        let kept = ["requires: `trip.seats > 3` is dropped", negated]
        #expect(try left("").count == 5)
        #expect(try left(#", "questions": ["trip.belts"]"#) == kept)
        #expect(try left(#", "decision": "needs-answers""#) == kept)
    }

    @Test func `words notice a variable that only they read`() throws {
        let edits = [
            (
                #"{ "name": "crowded""#,
                #"{ "name": "large", "is": "trip.seats > 9" }, { "name": "crowded""#
            ), ("a seat for everybody.", "a seat, large: {large}."),
        ]
        func left(_ words: String) throws -> [String] {
            let text = Workshop.text(
                cases: """
                    { "name": "w", "from": "day", "expect": { "words": { "M1-room": ["\(words)"] } } }
                    """
            )
            let report = try Workshop(text, checklist: edits).workbench.run()
            return try #require(report.mutants).survivors.filter { $0.owner == "variable large" }
                .map(\.change)
        }
        let moved = "`trip.seats > 9` becomes `trip.seats >= 9`"
        #expect(try left("large: yes") == [moved])
        #expect(try left("a seat") == ["`trip.seats > 9` becomes `trip.seats <= 9`", moved])
    }

    @Test func `a change of a variable is noticed through the rules that read it`() throws {
        let report = try Workshop(Workshop.text(cases: "")).workbench.run()
        let left = try #require(report.mutants).survivors.filter { $0.owner.hasPrefix("variable") }
        #expect(
            left.map(\.description) == [
                "variable children: `r.age < 12` becomes `r.age <= 12`",
                "variable crowded: `size(trip.riders) > trip.seats - 1` becomes "
                    + "`size(trip.riders) >= trip.seats - 1`",
            ]
        )
        #expect(
            left[0].place.rendered() == """
                minibus:11:56: error: variable children: `r.age < 12` becomes `r.age <= 12`
                      { "name": "children", "is": "trip.riders.filter(r, r.age < 12)" },
                                                                         ^~~~~~~~~~
                """
        )
    }

    @Test func `the same change twice has a number`() throws {
        let (_, found) = try survivors("trip.riders.exists(r, r.age > 9 || r.age > 9)")
        #expect(found.contains("requires: `r.age > 9` is dropped"))
        #expect(found.contains("requires: `r.age > 9` is dropped (2)"))
    }

    @Test func `a survivor with a reason is accepted, a stale one is not`() throws {
        let known = "variable children: `r.age < 12` becomes `r.age <= 12`"
        let noticed = "M1-belts requires: `trip.belts` becomes `!trip.belts`"
        let more = [known, noticed, "M1-belts requires: nonsense"].map {
            "{ \"mutant\": \"\($0)\", \"why\": \"A reason.\" }"
        }.joined(separator: ",\n")
        let workshop = try Workshop(Workshop.text(cases: "", more: ", \"survivors\": [\(more)]"))
        let report = workshop.workbench.run()
        #expect(report.mutants?.excused == 1)
        #expect(report.mutants?.survivors.contains { $0.description == known } == false)
        #expect(
            report.stale.map { $0.rendered() } == [
                """
                minibus.cases:9:13: error: a case notices this mutant
                  { "mutant": "M1-belts requires: `trip.belts` becomes `!trip.belts`", "why": "…
                              ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
                  help: take it out of the list
                """,
                """
                minibus.cases:10:13: error: there is no such mutant
                  { "mutant": "M1-belts requires: nonsense", "why": "A reason." }] }
                              ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~
                  help: take it out of the list
                """,
            ]
        )
        #expect(report.hasPassed == false)
    }
}
