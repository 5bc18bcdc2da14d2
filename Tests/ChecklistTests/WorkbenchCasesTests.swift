import Checklist
import Testing

@Suite struct WorkbenchCasesTests {
    @Test func `the fixture's cases pass, reach everything and notice every change`() throws {
        let report = try Workshop().workbench.run()
        #expect(report.failures.map(\.problem.message) == [])
        #expect(report.hasPassed)
        #expect(report.bases == 2 && report.cases == 19)
        #expect(report.coverage.gaps.map(\.outcome) == [])
        #expect(report.coverage.percent == 100 && report.coverage.possible > 40)
        #expect(report.mutants?.survivors.map(\.description) == [])
        #expect(report.mutants?.count == 22 && report.mutants?.percent == 100)
    }

    @Test func `a base tells which rule came to something else`() throws {
        let text = Workshop.text(cases: "")
            .replacing(#"["M1-belts", "#, with: #"["M3-fuel", "#)
            .replacing(#"["M3-fuel"] }"#, with: #"["M1-belts"] }"#)
        let report = try Workshop(text).workbench.run()
        #expect(
            report.failures.map(\.problem.message) == [
                "`M1-belts` should be `later` but is `met`",
                "`M3-fuel` should be `met` but is `later`",
            ]
        )
        #expect(report.mutants == nil)
    }

    @Test(arguments: [
        // Statuses, of rules that are named and of the others.
        (
            #""expect": { "rules": { "M1-belts": "not-met" } }"#,
            ["`M1-belts` should be `not-met` but is `met`"]
        ),
        (
            #""given": { "trip.belts": false }, "expect": {}"#,
            ["`M1-belts` should be `met` but is `not-met`"]
        ),
        (#""given": { "trip.belts": false }, "expect": { "others": "any" }"#, []),
        (
            #""given": { "trip.belts": false }, "expect": { "others": "any", "rules": { "M1-belts": "met" } }"#,
            ["`M1-belts` should be `met` but is `not-met`"]
        ),
        (#""moment": "return", "expect": { "others": "any", "rules": { "M3-fuel": "met" } }"#, []),
        // The decision.
        (#""expect": { "decision": "ready" }"#, []),
        (
            #""given": { "trip.belts": false }, "expect": { "decision": "ready", "others": "any" }"#,
            ["the decision should be `ready` but is `do-not-run`"]
        ),
        // Questions: exactly these.
        (#""expect": { "questions": [] }"#, []),
        (
            #""expect": { "questions": ["trip.belts"] }"#,
            ["the question `trip.belts` should be open but is not"]
        ),
        (
            #""given": { "trip.belts": null }, "expect": { "others": "any", "questions": [] }"#,
            ["the question `trip.belts` is open but should not be"]
        ),
        (
            #""given": { "trip.belts": null }, "expect": { "rules": { "M1-belts": "unanswered" }, "questions": ["trip.belts"] }"#,
            []
        ),
        // Words of says, why, fix and of what an approver is asked.
        (#""expect": { "words": { "M1-belts": ["seat", "has a belt."] } }"#, []),
        (
            #""expect": { "words": { "M1-belts": ["bolt"] } }"#,
            ["`M1-belts` should say `bolt` but does not"]
        ),
        (
            #""given": { "trip.belts": false }, "expect": { "others": "any", "words": { "M1-belts": ["no belt", "another bus"] } }"#,
            []
        ),
        (
            #""given": { "trip.returns": "2026-05-04T13:00Z" }, "expect": { "others": "any", "words": { "M2-hours": ["last 5 hours?"] } }"#,
            []
        ),
    ])
    func `every kind of expectation fails when it should`(
        parts: String,
        messages: [String]
    ) throws {
        #expect(try Workshop.failures(parts) == messages)
    }

    @Test(arguments: [
        (#""trip.belts": false"#, "M1-belts"), (#""trip.seats": 2"#, "M1-room"),
        (#""trip.riders": [{ "id": "x", "age": 3, "cushion": false }]"#, "M1-cushions"),
        (#""trip.riders[b].cushion": false"#, "M1-cushions"),
        (#""trip.riders[b]": { "id": "b", "age": 9, "cushion": false }"#, "M1-cushions"),
        (#""trip.riders[c]": { "age": 3, "cushion": false }"#, "M1-cushions"),
        (#""trip.riders[a]": null, "trip.riders[b].cushion": false"#, "M1-cushions"),
        (#""depot.drivers[d1].licence": false"#, "M2-licence"),
        (#""depot.drivers[d1]": null"#, "M2-licence"), (#""depot.maxDrive": "1h""#, "M2-hours"),
        (#""trip.abroad": true, "trip.papers.insured": false"#, "M3-abroad"),
        (#""trip.stops": ["a", "b", "c", "d"], "trip.stops[0]": "e""#, "M3-stops"),
    ])
    func `what is given is put into the base's documents`(given: String, rule: String) throws {
        let failures = try Workshop.oneCase(#""given": { \#(given) }, "expect": {}"#)
            .workbench.run(tryingMutants: false).failures
        #expect(failures.map(\.rule) == [rule])
        #expect(failures.allSatisfy { $0.expected == "met" || $0.expected == "not-applicable" })
    }

    @Test func `null takes an answer away, and whole documents too`() throws {
        let nothing = #""given": { "trip.stops[0]": null, "trip.papers.insured": null }"#
        #expect(try Workshop.failures(nothing + #", "expect": {}"#) == [])
        let open = #""given": { "depot": null }, "expect": { "questions": ["depot.drivers"],"#
        #expect(try Workshop.failures(open + #" "rules": { "M2-licence": "unanswered" } }"#) == [])
        let zone = #""given": { "depot.zone": "Test/Summer", "trip.returns": "2026-05-04T13:00" }"#
        #expect(try Workshop.failures(zone + #", "expect": {}"#) == [])
    }

    @Test func `a failure tells its place and why`() throws {
        let report = try Workshop.oneCase(
            #""given": { "trip.seats": 2, "trip.belts": null }, "expect": { "rules": { "M1-room": "met" } }"#
        ).workbench.run()
        #expect(report.failures.map(\.run) == ["a case", "a case"])
        #expect(
            report.failures.map { $0.problem.rendered() } == [
                """
                minibus.cases:8:23: error: `M1-belts` should be `met` but is `unanswered`
                    "cases": [{ "name": "a case", "from": "day", "given": { "trip.seats": 2, "t…
                                        ^~~~~~~~
                  help: so it is in the base `day`; if the change is meant, name the rule in `rules`
                """,
                """
                minibus.cases:8:132: error: `M1-room` should be `met` but is `not-met`
                  …s": 2, "trip.belts": null }, "expect": { "rules": { "M1-room": "met" } } }] }
                                                                                  ^~~~~
                """,
            ]
        )
        #expect(
            report.failures.map(\.details) == [
                ["it needs trip.belts"],
                [
                    "it says: 2 riders do not fit 2 seats.", "size(trip.riders) is 2",
                    "trip.seats is 2",
                ],
            ]
        )
    }

    @Test func `what a base comes to can be recorded`() throws {
        let bases = try Workshop(
            cases: [(#""later": ["M3-fuel"]"#, #""broken": []"#)],
            isRecording: true
        ).workbench.recorded()
        #expect(bases.map(\.name) == ["day", "back"])
        #expect(bases.map(\.decision) == [.ready, .ready])
        #expect(bases[0].statuses.map(\.status) == [.met, .notApplicable, .later])
        #expect(bases[1].statuses[0].rules == ["M3-fuel"])
    }
}
