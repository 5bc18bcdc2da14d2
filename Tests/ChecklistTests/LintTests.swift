import Checklist
import Testing

/// Each warning as a person reads it, and those that are not about conditions.
@Suite struct LintTests {
    @Test func `the fixtures are as good as clean`() throws {
        #expect(
            try LintTrip().findings.map { $0.rendered() } == [
                """
                minibus.checklist.json:38:77: warning: this is true whatever the answers are \
                [always-true]
                  … { "id": "M3-fuel", "asked": ["return"], "level": "must", "requires": "true",
                                                                                          ^~~~
                  help: it asks nothing; correct it, or take it out
                """
            ]
        )
    }

    @Test func `golden: never-true`() throws {
        #expect(
            try LintTrip.shown(.neverTrue, "\"!crowded\"", "\"crowded && trip.seats == 0\"") == """
                minibus.checklist.json:18:78: warning: no answers can make this true [never-true]
                  …ked": ["booking"], "level": "must", "requires": "crowded && trip.seats == 0",
                                                                    ^~~~~~~~~~~~~~~~~~~~~~~~~~
                  help: its parts contradict each other; correct them, or take it out
                """
        )
    }

    @Test func `golden: unreachable-rule`() throws {
        let when = "\"when\": \"trip.abroad\", \"requires\""
        let never = "\"when\": \"trip.abroad && !trip.abroad\", \"requires\""
        #expect(
            try LintTrip.shown(.unreachableRule, when, never) == """
                minibus.checklist.json:34:96: warning: no answers can make the rule `M3-abroad` \
                apply [unreachable-rule]
                  … "answer", "unmet": "blocks", "when": "trip.abroad && !trip.abroad", "requir…
                                                         ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~
                  help: correct the condition, or take the rule out
                """
        )
    }

    @Test func `golden: never-settled`() throws {
        let when = "\"when\": \"trip.abroad\", \"requires\""
        #expect(
            try LintTrip.shown(
                .neverSettled,
                when,
                when.replacing("trip", with: "!trip")
            ) == """
                minibus.checklist.json:34:125: warning: this reads what does not apply whenever \
                the rule does, so the rule is always broken [never-settled]
                  …"unmet": "blocks", "when": "!trip.abroad", "requires": "trip.papers.insured",
                                                                           ^~~~~~~~~~~~~~~~~~~
                  help: ask `when` and the field's own condition for the same thing
                """
        )
    }

    @Test func `golden: unguarded-read`() throws {
        #expect(
            try LintTrip.shown(.unguardedRead, "children.all", "trip.riders.all") == """
                minibus.checklist.json:20:101: warning: this is read although it may not apply, \
                and then the rule is broken [unguarded-read]
                  …": ["booking"], "level": "must", "requires": "trip.riders.all(r, r.cushion)",
                                                                                    ^~~~~~~~~
                  help: `trip.riders[a].cushion` does not apply, for example when `trip.riders` \
                is one element and `trip.riders[a].age` is 120; ask the field's own condition, or \
                `has`, first
                """
        )
    }

    @Test func `golden: may-fail`() throws {
        #expect(
            try LintTrip.shown(.mayFail, "\"!crowded\"", "\"trip.stops[2] != 'zoo'\"") == """
                minibus.checklist.json:18:78: warning: this fails for some answers, and then the \
                rule is broken [may-fail]
                  … "asked": ["booking"], "level": "must", "requires": "trip.stops[2] != 'zoo'",
                                                                        ^~~~~~~~~~~~~
                  help: index out of bounds: 2, for example when `trip.stops` is empty
                """
        )
    }

    @Test func `golden: unread-field`() throws {
        let stops = "\"name\": \"stops\""
        let halts = "\"name\": \"halts\", \"type\": \"bool\", \"ask\": \"Are there halts?\" }, { "
        #expect(
            try LintTrip.shown(.unreadField, stops, halts + stops) == """
                trip.form.json:28:15: warning: nothing reads `trip.halts` [unread-field]
                      { "name": "halts", "type": "bool", "ask": "Are there halts?" }, { "name":…
                                ^~~~~~~
                  help: ask only for what a rule, a condition, a message or an approval uses
                """
        )
    }

    @Test func `golden: unused-variable and unused-name`() throws {
        #expect(
            try LintTrip.shown(.unusedVariable, "\"!crowded\"", "\"trip.belts\"") == """
                minibus.checklist.json:12:15: warning: nothing uses the variable `crowded` \
                [unused-variable]
                      { "name": "crowded", "is": "size(trip.riders) > trip.seats - 1" }
                                ^~~~~~~~~
                  help: take it out
                """
        )
        let role = "\"manager\": \"the fleet manager\""
        #expect(
            try LintTrip.shown(.unusedName, role, role + ", \"clerk\": \"a clerk\"") == """
                minibus.checklist.json:7:46: warning: nothing uses the role `clerk` [unused-name]
                    "roles": { "manager": "the fleet manager", "clerk": "a clerk" },
                                                               ^~~~~~~
                  help: take it out
                """
        )
        let document = "\"handbook\": { \"title\""
        let law = "\"law\": { \"title\": \"The law\" }, "
        #expect(try LintTrip.news([(document, law + document)]) == ["unused-name: \"law\""])
    }

    @Test func `golden: not-a-sentence`() throws {
        #expect(
            try LintTrip.shown(
                .notASentence,
                "Some seats have no belt.",
                "some seats  have no belt"
            ) == """
                minibus.checklist.json:17:51: warning: this sentence begins with a small letter \
                [not-a-sentence]
                  …s": "Every seat has a belt.", "why": "some seats  have no belt", "fix": "Tak…
                                                         ^~~~
                  help: begin with a capital letter
                minibus.checklist.json:17:62: warning: there is a space too many here \
                [not-a-sentence]
                  …seat has a belt.", "why": "some seats  have no belt", "fix": "Take another b…
                                                         ^
                  help: one space between two words
                minibus.checklist.json:17:74: warning: this sentence does not end [not-a-sentence]
                  …as a belt.", "why": "some seats  have no belt", "fix": "Take another bus." },
                                                               ^
                  help: end with a full stop or a question mark
                """
        )
    }

    @Test(arguments: [
        "Some seats have no belt (or a broken one).", "{trip.seats} seats have no belt.",
        "bus-7 has no belt.", "Which seat has no belt?", "They said ‘no belt.’",
        "Some have none: {trip.stops}", "minibusX1 has no belt!",
    ])
    func `what may pass for a sentence is left alone`(words: String) throws {
        #expect(try LintTrip.news([("Some seats have no belt.", words)]) == [])
    }

    @Test func `what only says which one is meant need not be read`() throws {
        // A key, a field that has to be there, a text called `name`, and what the host reads.
        let codes = try LintTrip(readByHost: []).findings.filter { $0.code == .unreadField }
        #expect(
            codes.map { $0.problem.message } == [
                "nothing reads `depot.zone`", "nothing reads `trip.papers.translated`",
            ]
        )
    }

    @Test func `nothing is called unread where no checklist could read it`() throws {
        let forms = try ["depot.form.json", "trip.form.json"].map { try Fixtures.document($0) }
        let rulebook = try Rulebook(forms: forms, checklists: [])
        #expect(rulebook.lint(forms: forms, checklists: []).isEmpty)
    }
}
