import Checklist
import Testing

@Suite struct WorkbenchCoverageTests {
    /// What one base and some cases never reach of a rule, its checklist changed.
    private func gaps(
        of owner: String,
        _ checklist: [(String, String)] = [],
        cases: String = ""
    ) throws -> [String] {
        let workshop = try Workshop(Workshop.text(cases: cases), checklist: checklist)
        let report = workshop.workbench.run(tryingMutants: false)
        return report.coverage.gaps.filter { $0.owner == owner }.map(\.outcome)
    }

    @Test func `a rule and its condition are seen met only`() throws {
        #expect(
            try gaps(of: "M1-belts") == [
                "M1-belts is never not-met", "M1-belts is never unanswered",
                "M1-belts requires: `trip.belts` is never false",
                "M1-belts requires: `trip.belts` is never unanswered",
            ]
        )
    }

    @Test func `a requirement behind a false when is not reached`() throws {
        #expect(
            try gaps(of: "M3-abroad") == [
                "M3-abroad is never met", "M3-abroad is never not-met",
                "M3-abroad is never unanswered", "M3-abroad when: `trip.abroad` is never true",
                "M3-abroad when: `trip.abroad` is never unanswered",
                "M3-abroad requires: `trip.papers.insured` is never true",
                "M3-abroad requires: `trip.papers.insured` is never false",
                "M3-abroad requires: `trip.papers.insured` is never unanswered",
            ]
        )
    }

    @Test(arguments: [
        // What stands behind a decision is not evaluated.
        (
            "trip.belts || trip.seats > 3",
            ["`trip.belts` false", "`trip.seats > 3` true", "`trip.seats > 3` false"]
        ),
        ("trip.belts && trip.seats > 3", ["`trip.belts` false", "`trip.seats > 3` false"]),
        ("!trip.belts || !(trip.seats > 3)", ["`trip.belts` false", "`(trip.seats > 3)` false"]),
        // Of a choice one branch is evaluated.
        (
            "trip.belts ? trip.seats > 3 : trip.seats > 4",
            [
                "`trip.belts` false", "`trip.seats > 3` false", "`trip.seats > 4` true",
                "`trip.seats > 4` false",
            ]
        ),
        // Elements up to the one that decides.
        ("trip.riders.exists(r, r.age > 12)", ["`r.age > 12` false"]),
        ("trip.riders.all(r, r.age > 12)", []),
        (
            "size(trip.riders.filter(r, r.age > 12)) == 1",
            ["`size(trip.riders.filter(r, r.age > 12)) == 1` false"]
        ),
        (
            "trip.riders.exists_one(r, r.age > 12)",
            ["`trip.riders.exists_one(r, r.age > 12)` false"]
        ),
        (
            "trip.riders.map(r, r.age > 12, r.id) == ['a']",
            ["`trip.riders.map(r, r.age > 12, r.id) == ['a']` false"]
        ),
        // Of constants nothing is demanded.
        ("true || trip.belts", ["`trip.belts` true", "`trip.belts` false"]),
    ])
    func `leaves are the smallest conditions, as far as they are reached`(
        condition: String,
        missing: [String]
    ) throws {
        let edit = (#""requires": "trip.belts""#, "\"requires\": \"\(condition)\"")
        let found = try gaps(of: "M1-belts", [edit]).filter {
            $0.contains("requires") && !$0.contains("unanswered")
        }
        #expect(
            found == missing.map { "M1-belts requires: \($0.replacing("` ", with: "` is never "))" }
        )
    }

    @Test(arguments: [
        ("depot.maxDrive > duration('1h')", false), ("trip.id == 't1'", false), ("1 < 2", false),
        ("size(depot.zone) > 1", false), ("now > timestamp('2026-01-01T00:00:00Z')", false),
        ("trip.seats > 1", true), ("trip.riders.all(r, r.id != 'x')", true),
        ("has(trip.seats)", true), ("crowded", true), ("[1, 2].all(x, x > 0)", false),
        ("[1, trip.seats].all(x, x > 0)", true),
    ])
    func `what cannot be unanswered need not be`(condition: String, canBe: Bool) throws {
        let edit = (#""requires": "trip.belts""#, "\"requires\": \"\(condition)\"")
        let found = try gaps(of: "M1-belts", [edit])
        #expect(found.contains("M1-belts is never unanswered") == canBe)
    }

    @Test func `a field that always applies need not be absent`() throws {
        func found(_ condition: String) throws -> Bool {
            let edit = (#""requires": "trip.belts""#, "\"requires\": \"\(condition)\"")
            let gap = "M1-belts requires: `\(condition)` is never false"
            return try gaps(of: "M1-belts", [edit]).contains(gap)
        }
        #expect(try found("has(trip.seats)") == false)
        #expect(try found("has(trip.papers)") == false)  // absent, as seen
        #expect(try found("trip.riders.exists(r, has(r.cushion))") == false)
        let unseen = "!trip.abroad || has(trip.papers.translated)"
        let edit = (#""requires": "trip.belts""#, "\"requires\": \"\(unseen)\"")
        let expected = "M1-belts requires: `has(trip.papers.translated)` is never false"
        #expect(try gaps(of: "M1-belts", [edit]).contains(expected))
    }

    @Test func `variables count once, and only those that rules use`() throws {
        let more = (
            #"{ "name": "crowded""#,
            #"{ "name": "unused", "is": "trip.seats > 100" }, { "name": "crowded""#
        )
        #expect(try gaps(of: "variable unused", [more]) == [])
        #expect(
            try gaps(of: "variable crowded") == [
                "variable crowded: `size(trip.riders) > trip.seats - 1` is never true",
                "variable crowded: `size(trip.riders) > trip.seats - 1` is never unanswered",
            ]
        )
    }

    @Test func `gaps stand in the checklist's file`() throws {
        let workshop = try Workshop(Workshop.text(cases: ""))
        let gap = try #require(
            workshop.workbench.run().coverage.gaps.first {
                $0.owner == "M2-licence" && $0.condition != nil
            }
        )
        #expect(
            gap.place.rendered() == """
                minibus:25:46: error: M2-licence requires: `d.id == trip.driver` is never false
                  …     "requires": "depot.drivers.exists(d, d.id == trip.driver && d.licence)",
                                                             ^~~~~~~~~~~~~~~~~~~
                """
        )
    }

    @Test func `an outcome that cannot occur is excused, but not one that was seen`() throws {
        let unseen = #"""
            , "unseen": [
              { "outcome": "M1-belts is never not-met", "why": "Our buses all have belts." },
              { "outcome": "M1-belts is never met", "why": "This was seen." }]
            """#
        let report = try Workshop(Workshop.text(cases: "", more: unseen)).workbench.run()
        let plain = try Workshop(Workshop.text(cases: "")).workbench.run()
        #expect(report.coverage.excused == 1)
        #expect(report.coverage.seen == plain.coverage.seen)
        #expect(report.coverage.gaps.count == plain.coverage.gaps.count - 1)
        #expect(report.stale.map(\.location.line) == [10])
        #expect(report.hasPassed == false && plain.hasPassed)
    }
}
