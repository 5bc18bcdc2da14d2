import Checklist
import Foundation
import Testing

/// What is refused in checklists, and where.
@Suite struct ChecklistTests {
    /// The problems of the minibus checklist with some text replaced.
    private func problems(_ old: String, _ new: String) -> [String] {
        do {
            _ = try Trip([(old, new)])
            return []
        } catch let problems as Diagnostics {
            return problems.lines
        } catch {
            return ["\(error)"]
        }
    }

    @Test(arguments: [
        (
            "trip.belts\"", "trip.bels\"",
            "17:97: `trip` has no field `bels` (did you mean `belts`?)"
        ),
        (
            "\"!crowded\"", "\"!crowed\"",
            "19:84: `crowed` is not declared (did you mean `crowded`?)"
        ),
        (
            "lasts <= depot.maxDrive", "lasts <= trip.seats",
            "27:83: a duration and an int have no order"
        ),
        (
            "'snow'", "'snwo'", "33:118: `snwo` is not one of the choices (did you mean `snow`?)"
        ),
        ("!crowded", "size(children)", "19:83: this comes to an int where a bool is needed"),
        (
            "{trip.driver} may", "{trip.drivr} may",
            "25:69: `trip` has no field `drivr` (did you mean `driver`?)"
        ),
        (
            "{trip.driver} may", "{trip.driver may",
            "25:63: this brace is not closed (for a brace in the words write `{{`)"
        ),
        (
            "It is not insured", "It is} not insured",
            "36:73: this brace closes nothing (for a brace in the words write `}}`)"
        ),
        (
            "\"by\": [\"manager\"]", "\"by\": [\"manger\"]",
            "29:32: there is no role `manger` (did you mean `manager`?)"
        ),
        (
            "\"trip.leaves\", \"trip.returns\"", "\"trip.leavs\", \"trip.returns\"",
            "29:61: `trip` has no field `leavs` (did you mean `leaves`?)"
        ),
        (
            "duration('48h')", "'48h'",
            "29:109: this comes to a string where a duration is needed"
        ),
        (
            "[\"return\"]", "[\"retrun\"]",
            "39:38: there is no moment `retrun` (did you mean `return`?)"
        ),
        (
            "\"document\": \"handbook\" }, \"rules\"", "\"document\": \"handbok\" }, \"rules\"",
            "32:77: there is no document `handbok` (did you mean `handbook`?)"
        ),
        (
            "\"level\": \"advice\"", "\"level\": \"advise\"",
            "37:64: `level` cannot be `advise` (did you mean `advice`?)"
        ),
        (
            "\"unmet\": \"warns\", ", "",
            "32:7: the rule `M3-weather` has no `unmet` (add `\"unmet\"`)"
        ),
        (
            "M1-room", "M1-belts",
            "18:15: there are two rules with the id `M1-belts` (rename one of them)"
        ),
        (
            "[\"depot\", \"trip\"]", "[\"depot\", \"trap\"]",
            "6:23: there is no form `trap` (did you mean `trip`?)"
        ),
    ])
    func `a mistake is told at its place`(old: String, new: String, expected: String) {
        let found = problems(old, new)
        let words = expected.drop { $0 != " " }
        #expect(found.contains { $0.drop { $0 != " " } == words }, "found \(found)")
    }

    @Test func `the place is exact, also behind escapes`() throws {
        let text = """
            { "checklist": "c", "version": "1", "title": "C", "moments": ["m"], "forms": ["trip"],
              "documents": { "d": { "title": "D" } }, "items": [
              { "id": "I", "title": "I", "source": { "document": "d" }, "rules": [
                { "id": "I-1", "asked": ["m"], "level": "must",
                  "requires": "trip.driver == \\"é\\\\n\\" && trip.nobody",
                  "says": "s", "why": "w", "fix": "f" } ] } ] }
            """
        do {
            _ = try Rulebook(
                forms: [Fixtures.document("trip.form.json")],
                checklists: [Document(parsing: SourceText(name: "c.json", text: text))]
            )
            Issue.record("it was accepted")
        } catch {
            let problem = try #require((error as? Diagnostics)?.all.first)
            #expect(
                problem.rendered().hasPrefix("c.json:5:52: error: `trip` has no field `nobody`")
            )
            #expect(problem.source.text(problem.span) == "nobody")
        }
    }

    @Test func `all problems of all files are told together`() throws {
        let form =
            #"{ "form": "f", "version": "1", "title": "F", "fields": [{ "name": "x", "type": "odd", "ask": "?" }] }"#
        let other = #"{ "form": "g", "version": "1", "title": "G", "fields": [] }"#
        let error = #expect(throws: Diagnostics.self) {
            try Rulebook(
                forms: [
                    Document(parsing: SourceText(name: "f.json", text: form)),
                    Document(parsing: SourceText(name: "g.json", text: other)),
                ],
                checklists: []
            )
        }
        #expect(Set(error?.all.map { $0.source.name } ?? []) == ["f.json", "g.json"])
        let both = #expect(throws: Diagnostics.self) {
            try Trip([
                ("trip.belts\"", "trip.bels\""), ("'snow'", "'snwo'"), ("[\"return\"]", "[]"),
            ])
        }
        #expect(both?.all.count == 3)
    }

    @Test func `a checklist that would pass everything is refused`() throws {
        let text = """
            { "checklist": "c", "version": "1", "title": "C", "moments": ["m"], "forms": ["trip"],
              "documents": {}, "items": [] }
            """
        let error = #expect(throws: Diagnostics.self) {
            try Rulebook(
                forms: [Fixtures.document("trip.form.json")],
                checklists: [Document(parsing: SourceText(name: "c.json", text: text))]
            )
        }
        #expect(
            error?.lines == [
                "2:29: `items` is empty"
            ]
        )
    }

    @Test func `an item without rules is refused`() {
        let found = problems(
            "\"source\": { \"document\": \"handbook\" }, \"rules\": [",
            "\"source\": { \"document\": \"handbook\" }, \"rules\": [] }, { \"id\": \"M4\", \"title\": \"T\", \"source\": { \"document\": \"handbook\" }, \"rules\": ["
        )
        #expect(found.count == 1)
        #expect(found.first?.hasSuffix("`rules` is empty") == true)
    }

    @Test func `two checklists of one id are refused`() throws {
        let document = try Fixtures.document("minibus.checklist.json")
        let error = #expect(throws: Diagnostics.self) {
            try Rulebook(
                forms: [Fixtures.document("depot.form.json"), Fixtures.document("trip.form.json")],
                checklists: [document, document]
            )
        }
        #expect(
            error?.lines.contains("1:1: there are two checklists with the id `minibus`") == true
        )
    }
}
