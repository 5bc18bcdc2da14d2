import Checklist
import Foundation
import Testing

/// Documents read against their forms.
@Suite struct AnswersTests {
    let trip: Trip

    init() throws {
        trip = try Trip()
    }

    private func problems(_ text: String, zone: String = "UTC") -> [String] {
        do {
            _ = try trip.answers(text, zone: zone)
            return []
        } catch let problems as Diagnostics {
            return problems.lines
        } catch {
            return ["\(error)"]
        }
    }

    // MARK: Reading

    @Test func `answers have the types that the form declares`() throws {
        let answers = try trip.answers(Trip.good)
        #expect(answers.value(at: "trip.seats")?.literal == "17")
        #expect(answers.value(at: "trip.leaves")?.literal == "2026-05-04T08:00:00Z")
        #expect(answers.value(at: "trip.belts")?.literal == "true")
        #expect(answers.value(at: "trip.stops")?.literal == "['zoo']")
        #expect(answers.value(at: "depot.maxDrive")?.literal == "14400s")
        #expect(answers.value(at: "trip.nothing") == nil)
        #expect(answers.value(at: "nothing.trip") == nil)
    }

    @Test func `absent is unanswered, or does not apply, or is the default`() throws {
        let answers = try trip.answers(#"{ "id": "t", "abroad": false }"#)
        #expect(answers.value(at: "trip.belts")?.literal == "unanswered")
        #expect(answers.value(at: "trip.papers")?.literal == "does not apply")
        #expect(answers.value(at: "depot.zone")?.literal == "'UTC'")
        let abroad = try trip.answers(#"{ "id": "t", "abroad": true }"#)
        #expect(abroad.value(at: "trip.papers.country")?.literal == "unanswered")
    }

    @Test func `a condition inside a group holds for what is given of it`() throws {
        let answers = try trip.answers(
            #"{ "id": "t", "abroad": true, "papers": { "country": "Ireland" } }"#
        )
        #expect(answers.value(at: "trip.papers.translated")?.literal == "does not apply")
        #expect(answers.value(at: "trip.papers.insured")?.literal == "unanswered")
        let given = try trip.answers(
            #"{ "id": "t", "abroad": false, "papers": { "country": "Spain" } }"#
        )
        // Given although it need not be: it can be read, and the rest of the group is not asked.
        #expect(given.value(at: "trip.papers.country")?.literal == "'Spain'")
        #expect(given.value(at: "trip.papers.insured")?.literal == "does not apply")
    }

    @Test func `a condition inside an element reads that element`() throws {
        let answers = try trip.answers(
            #"{ "id": "t", "riders": [{ "id": "a", "age": 40 }, { "id": "b", "age": 9 }, { "id": "c" }] }"#
        )
        guard case .list(let riders)? = answers.value(at: "trip.riders") else {
            Issue.record("no list")
            return
        }
        let cushions = riders.map { rider -> String in
            guard case .record(let record) = rider else { return "no record" }
            return record.value(of: "cushion")?.literal ?? "no field"
        }
        #expect(cushions == ["does not apply", "unanswered", "unanswered"])
    }

    @Test func `a list that is given empty is answered`() throws {
        let answers = try trip.answers(#"{ "id": "t", "stops": [], "riders": [] }"#)
        #expect(answers.value(at: "trip.stops")?.literal == "[]")
        #expect(answers.value(at: "trip.riders")?.literal == "[]")
    }

    // MARK: Times

    @Test(arguments: [
        ("2026-05-04T08:00", "2026-05-04T07:00:00Z"), ("2026-05-04", "2026-05-03T23:00:00Z"),
        ("2026-05-04 08:00", "2026-05-04T07:00:00Z"),
        ("2026-05-04T08:00:30", "2026-05-04T07:00:30Z"),
        ("2026-05-04T08:00Z", "2026-05-04T08:00:00Z"),
        ("2026-05-04T08:00+02:00", "2026-05-04T06:00:00Z"),
        ("2026-12-04T08:00", "2026-12-04T08:00:00Z"),
        // The clock shows this time twice; the first is meant.
        ("2026-10-25T01:30", "2026-10-25T00:30:00Z"),
    ])
    func `a time is local unless it says otherwise`(text: String, instant: String) throws {
        let answers = try trip.answers(#"{ "id": "t", "leaves": "\#(text)" }"#, zone: "Test/Summer")
        #expect(answers.value(at: "trip.leaves")?.literal == instant)
    }

    @Test func `a time that the clock never shows is refused`() {
        #expect(
            problems(#"{ "id": "t", "leaves": "2027-03-28T01:30" }"#, zone: "Test/Summer") == [
                "1:24: `trip.leaves` must be a time that clocks in Test/Summer show "
                    + "(the clocks go forward then; choose a time before or after)"
            ]
        )
    }

    @Test(arguments: [
        "2026-13-01", "2026-02-29", "2026-00-10", "2026-1-1", "2026-05-04T24:00",
        "2026-05-04T08", "2026-05-04T08:00:60", "tomorrow", "2026-05-04T08:00+1",
        "2026-05-04T08:00:00.", "0000-01-01", "20260504", "2026-05-04Z", "",
    ])
    func `anything else is no time`(text: String) {
        let found = problems(#"{ "id": "t", "leaves": "\#(text)" }"#)
        #expect(found.count == 1)
        #expect(found.first?.contains("must be a date or a time") == true)
    }

    @Test(arguments: [
        ("90m", "5400s"), ("36h", "129600s"), ("14d", "1209600s"), ("6w", "3628800s"),
        ("1h30m", "5400s"), ("1.5h", "5400s"), ("0", "0s"),
    ])
    func `lengths of time may use days and weeks`(text: String, seconds: String) throws {
        let answers = try trip.answers(
            #"{ "id": "t" }"#,
            depot: #"{ "maxDrive": "\#(text)" }"#
        )
        #expect(answers.value(at: "depot.maxDrive")?.literal == seconds)
    }

    // MARK: Refusals

    @Test func `all problems of a document are told together, each at its place`() {
        let text = """
            {
              "id": "../secret",
              "seats": 18,
              "belts": "yes",
              "wether": "fine",
              "weather": "fime",
              "stops": "zoo",
              "riders": [{ "id": "a", "age": 1.5 }, { "id": "a", "cushion": null }, { "agee": 3 }, 7]
            }
            """
        #expect(
            problems(text) == [
                "2:9: `trip.id` must be a plain identifier (letters, digits, `-`, `_` and `.`, at most 64, first a letter or a digit)",
                "3:12: `trip.seats` must be at most 17",
                "4:12: `trip.belts` must be true or false",
                "5:3: `trip` has no field `wether` (did you mean `weather`?)",
                "6:14: `trip.weather` cannot be `fime` (did you mean `fine`?)",
                "7:12: `trip.stops` must be a list",
                "8:34: `trip.riders[a].age` must be a whole number",
                "8:41: `trip.riders` lists `a` twice",
                "8:65: `trip.riders[a].cushion` is null, which is no answer (leave the field out until it is answered)",
                "8:73: `trip.riders[2].id` is missing (this field has to be given)",
                "8:75: `trip.riders` has no field `agee` (did you mean `age`?)",
                "8:88: `trip.riders[3]` must be an object (write `{ … }`)",
            ]
        )
    }

    @Test(arguments: [
        "..", "a..b", "a/b", "-rf", ".hidden", "a b", "a\\u0000", "é", "", "a.",
        String(repeating: "a", count: 65),
    ])
    func `an id that is no identifier is refused`(id: String) {
        #expect(problems(#"{ "id": "\#(id)" }"#).count == 1)
    }

    @Test func `text limits count scalars`() {
        #expect(problems(#"{ "id": "t", "stops": ["éééééééééé"] }"#).isEmpty)
        #expect(
            problems(#"{ "id": "t", "stops": ["éééééééééé!"] }"#)
                == ["1:24: `trip.stops[0]` must be at most 10 characters long"]
        )
        #expect(
            problems(#"{ "id": "t", "abroad": true, "papers": { "country": "x" } }"#)
                == ["1:53: `trip.papers.country` must be at least 2 characters long"]
        )
    }

    @Test func `a list over its limit is refused whole`() {
        let riders = (0..<17).map { "{\"id\":\"r\($0)\"}" }.joined(separator: ",")
        #expect(
            problems(#"{ "id": "t", "riders": [\#(riders)] }"#)
                == ["1:24: `trip.riders` must be a list of at most 16, and this one has 17"]
        )
    }

    @Test func `an unknown time zone is refused`() {
        #expect(throws: Diagnostics.self) {
            try trip.answers(#"{ "id": "t" }"#, depot: #"{ "zone": "Mars/Base" }"#)
        }
    }

    @Test func `a document that is no object is refused`() {
        #expect(problems("[]") == ["1:1: `trip` must be an object (write `{ … }`)"])
    }
}
