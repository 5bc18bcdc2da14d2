import Checklist
import Testing

@Suite struct WorkbenchProblemTests {
    @Test func `problems of all kinds are told together, each at its place`() {
        let text = """
            { "casesFor": "minibus",
              "bases": { "day": { "moment": "bookin", "now": "noon",
                  "documents": { "depot": "depot.json", "tripp": {}, "trip": 1 },
                  "expect": { "statuses": { "mett": [], "met": ["M1-belts", "M1-belts", "M1-rom"] } } } },
              "cases": [
                { "name": "one", "from": "dai", "expect": { "rules": { "M1-belts": "not-mett" } } },
                { "name": "one", "from": "day", "given": 1, "expect": { "others": "all" } },
                { "from": "day", "expect": { "word": 1, "questions": [1] } }],
              "survivors": [{ "mutant": "x" }] }
            """
        #expect(
            Workshop.problems(text) == [
                "2:33: there is no moment `bookin` (did you mean `booking`?)",
                "3:45: there is no form `tripp` (did you mean `trip`?)",
                "3:66: a document is the name of a file, or the document itself",
                "4:31: the base `day` does not say what `M1-room`, `M1-cushions`, `M2-licence`, "
                    + "`M2-hours`, `M3-weather`, `M3-abroad` and 2 more come to (a base lists "
                    + "every rule; `--record` prints the list as it is now)",
                "4:33: there is no status `mett` (did you mean `met`?)",
                "4:65: `M1-belts` is listed twice",
                "4:77: there is no rule `M1-rom` (did you mean `M1-room`?)",
                "6:30: there is no base `dai` (did you mean `day`?)",
                "6:72: `rules` cannot be `not-mett` (did you mean `not-met`?)",
                "7:15: there are two cases with the name `one` (a case's name says what is "
                    + "special about it)",
                "7:46: `given` must be an object (write `{ … }`)",
                "7:71: `others` cannot be `all` (it is one of `any`)",
                "8:5: the case has no `name` (add `\"name\"`)",
                "8:34: `expect` has no member `word` (did you mean `words`?)",
                "8:59: `questions` must hold texts that are not empty",
                "9:17: an entry of `survivors` has no `why` (add `\"why\"`)",
            ]
        )
    }

    @Test(arguments: [
        (#""trip.blets": true"#, "`trip` has no field `blets` (did you mean `belts`?)"),
        (#""trap.belts": true"#, "there is no form `trap` (did you mean `trip`?)"),
        (
            #""trip..belts": true"#,
            "`trip..belts` is not a path (write for example `form.field` or `form.list[key].field`)"
        ),
        (
            #""trip.riders[]": 1"#,
            "`trip.riders[]` is not a path (write for example `form.field` or `form.list[key].field`)"
        ),
        (#""trip.riders[z].age": 1"#, "there is no element `z` in the base (did you mean `a`?)"),
        (
            #""trip.riders[zoe].age": 1"#,
            "there is no element `zoe` in the base (there are `a` and `b`)"
        ),
        (
            #""trip.riders[zoe]": null"#,
            "there is no element `zoe` in the base (there are `a` and `b`)"
        ),
        (
            #""trip.stops[4]": null"#,
            "there is no element `4` in the base (elements are counted from 0, and there are 1)"
        ),
        (
            #""trip.riders.age": 1"#,
            "`trip.riders` is a list (say which element, as in `trip.riders[…].age`)"
        ),
        (#""trip.papers[x]": 1"#, "`trip.papers` is no list"),
        (#""trip.belts.x": 1"#, "there is nothing further inside this field"),
    ])
    func `a path that does not fit is told where it is written`(given: String, message: String) {
        let text = Workshop.text(
            cases: #"{ "name": "a", "from": "day", "given": { \#(given) }, "expect": {} }"#
        )
        #expect(Workshop.problems(text) == ["8:54: \(message)"])
    }

    @Test func `an answer that does not fit the form is told where it is given`() {
        let text = Workshop.text(
            cases: """
                { "name": "a", "from": "day", "given": {
                    "trip.weather": "snwo",
                    "trip.riders[b]": { "id": "b", "age": "old" },
                    "trip.id": null,
                    "trip.papers": { "insurd": true } }, "expect": {} }
                """
        )
        #expect(
            Workshop.problems(text) == [
                "8:52: `trip.id` is missing (this field has to be given)",
                "9:21: `trip.weather` cannot be `snwo` (did you mean `snow`?)",
                "10:43: `trip.riders[b].age` must be a whole number",
                "12:22: `trip.papers` has no field `insurd` (did you mean `insured`?)",
            ]
        )
    }

    @Test func `a checklist that is not there is told where it is named`() {
        let text = Workshop.text(cases: "").replacing("minibus", with: "minibuss")
        #expect(
            Workshop.problems(text)
                == ["1:15: there is no checklist `minibuss` (did you mean `minibus`?)"]
        )
        #expect(
            Workshop.problems("{}") == [
                "1:1: the file of cases has no `casesFor` (add `\"casesFor\"`)",
                "1:1: the file of cases has no `bases` (add `\"bases\"`)",
            ]
        )
        #expect(
            Workshop.problems("[]") == ["1:1: a file of cases must be an object (write `{ … }`)"]
        )
    }
}
