import Checklist
import Foundation
import Testing

/// What rules come to, on the subject of a borrowed minibus.
@Suite struct VerdictTests {
    let trip: Trip

    init() throws {
        trip = try Trip()
    }

    @Test func `a trip that keeps every rule is ready`() throws {
        let verdict = try trip.verdict(Trip.good)
        #expect(verdict.decision == .ready)
        #expect(verdict.questions.isEmpty)
        let statuses = Dictionary(
            uniqueKeysWithValues: verdict.findings.map { ($0.rule, $0.status) }
        )
        #expect(
            statuses == [
                "M1-belts": .met, "M1-room": .met, "M1-cushions": .met, "M2-licence": .met,
                "M2-hours": .met, "M3-weather": .met, "M3-abroad": .notApplicable,
                "M3-stops": .met, "M3-fuel": .later,
            ]
        )
    }

    @Test func `a must that is not kept stands in the way and says why`() throws {
        let verdict = try trip.verdict(Trip.but("\"seats\": 17", "\"seats\": 2"))
        let finding = verdict["M1-room"]
        #expect(verdict.decision == .doNotRun)
        #expect(finding.status == .notMet)
        #expect(finding.why == "2 riders do not fit 2 seats.")
        #expect(finding.fix == "Take a larger bus.")
        #expect(
            finding.values.map { "\($0.path)=\($0.value.literal)" }
                == ["size(trip.riders)=2", "trip.seats=2"]
        )
        #expect(
            finding.sources.map { $0.citation } == ["Fleet handbook (the county), Buses, no. 1"]
        )
    }

    @Test func `the element that decided is named by its key`() throws {
        let verdict = try trip.verdict(
            Trip.but("\"cushion\": true", "\"cushion\": false")
        )
        #expect(
            verdict["M1-cushions"].values.map { "\($0.path)=\($0.value.literal)" }
                == ["trip.riders[b].cushion=false"]
        )
    }

    @Test func `every element that decided is named, as far as the limit goes`() throws {
        let riders = (0..<16).map { #"{ "id": "r\#($0)", "age": 5, "cushion": \#($0 == 3) }"# }
        let list = riders.joined(separator: ",")
        let verdict = try trip.verdict(
            Trip.but(
                #"{ "id": "a", "age": 40 }, { "id": "b", "age": 9, "cushion": true }"#,
                list
            )
        )
        let finding = verdict["M1-cushions"]
        #expect(finding.values.count == 15)
        #expect(!finding.values.contains { $0.path == "trip.riders[r3].cushion" })
    }

    @Test func `unanswered is not no and never passes`() throws {
        let verdict = try trip.verdict(Trip.but("\"belts\": true, ", ""))
        #expect(verdict.decision == .needsAnswers)
        #expect(verdict["M1-belts"].status == .unanswered)
        #expect(verdict["M1-belts"].needs.map { $0.text } == ["trip.belts"])
        #expect(verdict["M1-belts"].why == nil)
        #expect(verdict.questions.map { $0.path.text } == ["trip.belts"])
        #expect(verdict.questions[0].ask == "Has every seat a belt?")
        #expect(verdict.questions[0].holdsBack)
    }

    @Test func `an unanswered field of one element is asked by its key`() throws {
        let verdict = try trip.verdict(Trip.but(", \"cushion\": true", ""))
        #expect(verdict["M1-cushions"].needs.map { $0.text } == ["trip.riders[b].cushion"])
    }

    @Test func `questions come in the order of what they settle`() throws {
        let verdict = try trip.verdict(#"{ "id": "t" }"#)
        #expect(verdict.decision == .needsAnswers)
        // Riders are asked for by three rules, the times and the driver by one each.
        #expect(
            verdict.questions.map { "\($0.path.text) \($0.settles)" } == [
                "trip.riders 2", "trip.leaves 1", "trip.returns 1", "trip.driver 1",
                "trip.seats 1", "trip.belts 1", "trip.weather 1", "trip.abroad 1", "trip.stops 1",
            ]
        )
        #expect(verdict.questions.filter { !$0.holdsBack }.map { $0.path.text } == ["trip.stops"])
    }

    @Test func `nobody is asked for what may turn out not to apply`() throws {
        let verdict = try trip.verdict(Trip.but("\"abroad\": false,", ""))
        #expect(verdict["M3-abroad"].status == .unanswered)
        #expect(verdict.questions.map { $0.path.text } == ["trip.abroad"])
        let abroad = try trip.verdict(Trip.but("\"abroad\": false", "\"abroad\": true"))
        #expect(abroad.questions.map { $0.path.text } == ["trip.papers.insured"])
    }

    @Test func `a bad decision warns or blocks as the rule says`() throws {
        let snow = try trip.verdict(Trip.but("\"fine\"", "\"snow\""))
        #expect(snow.decision == .ready)
        #expect(snow["M3-weather"].status == .advice)
        #expect(snow["M3-weather"].why == "The forecast is snow.")
        let abroad = try trip.verdict(
            Trip.but(
                "\"abroad\": false",
                "\"abroad\": true, \"papers\": { \"insured\": false }"
            )
        )
        #expect(abroad.decision == .doNotRun)
        #expect(abroad["M3-abroad"].status == .notMet)
    }

    @Test func `advice never holds a decision back`() throws {
        let many = try trip.verdict(Trip.but("[\"zoo\"]", "[\"a\", \"b\", \"c\", \"d\"]"))
        #expect(many.decision == .ready)
        #expect(many["M3-stops"].status == .advice)
        let unanswered = try trip.verdict(Trip.but(",\n  \"stops\": [\"zoo\"]", ""))
        #expect(unanswered.decision == .ready)
        #expect(unanswered["M3-stops"].status == .unanswered)
        #expect(!unanswered.questions[0].holdsBack)
    }

    @Test func `what a role may allow needs approval`() throws {
        let verdict = try trip.verdict(Trip.but("T11:00Z", "T13:30Z"))
        let finding = verdict["M2-hours"]
        #expect(verdict.decision == .needsApproval)
        #expect(finding.status == .needsApproval)
        #expect(finding.why == "5 hours 30 minutes is too long for one driver.")
        let need = try #require(finding.approval)
        #expect(need.by.map { "\($0.name): \($0.words)" } == ["manager: the fleet manager"])
        #expect(need.covers == ["trip.leaves", "trip.returns", "trip.driver"])
        #expect(need.lasts == Duration(seconds: 48 * 3600))
        #expect(need.asks == "May the trip last 5 hours 30 minutes?")
        #expect(
            finding.values.map { "\($0.path)=\($0.value.literal) \($0.isDefault)" }
                == ["lasts=19800s false", "depot.maxDrive=14400s true"]
        )
    }

    @Test func `the worst finding decides`() throws {
        let bad = Trip.but("T11:00Z", "T13:30Z").replacingOccurrences(
            of: "\"belts\": true, ",
            with: ""
        )
        #expect(try trip.verdict(bad).decision == .needsAnswers)
        let worse = bad.replacingOccurrences(of: "\"driver\": \"d1\"", with: "\"driver\": \"d2\"")
        let verdict = try trip.verdict(worse)
        #expect(verdict.decision == .doNotRun)
        #expect(verdict["M2-licence"].why == "d2 may not drive a minibus.")
    }

    @Test func `rules are asked at their moments`() throws {
        let verdict = try trip.verdict(Trip.good, at: "departure")
        #expect(verdict["M1-belts"].status == .met)
        #expect(verdict["M1-room"].status == .notApplicable)
        #expect(verdict["M3-fuel"].status == .later)
        #expect(try trip.verdict(Trip.good, at: "return")["M3-fuel"].status == .met)
    }

    @Test(arguments: ["must", "answer\", \"unmet\": \"warns", "advice"])
    func `a rule that fails is broken and never passes`(level: String) throws {
        let broken = try Trip([
            (
                #""level": "must", "requires": "trip.belts""#,
                #""level": "\#(level)", "requires": "1 / (trip.seats - 17) == 1""#
            )
        ])
        let verdict = try broken.verdict(Trip.good)
        #expect(verdict["M1-belts"].status == .broken)
        #expect(verdict["M1-belts"].failure == "division by zero")
        // The others are still judged.
        #expect(verdict["M1-room"].status == .met)
        #expect(verdict.decision == (level == "advice" ? .ready : .doNotRun))
    }

    @Test func `an error beside an unanswered part is shown too`() throws {
        let broken = try Trip([
            (
                #""requires": "trip.belts""#,
                #""requires": "trip.belts || 1 / (trip.seats - 17) == 1""#
            )
        ])
        let open = try broken.verdict(Trip.but("\"belts\": true, ", ""))
        #expect(open["M1-belts"].status == .broken)
        #expect(try broken.verdict(Trip.good)["M1-belts"].status == .met)
    }

    @Test func `a field that does not apply breaks a rule that reads it unguarded`() throws {
        let unguarded = try Trip([(#""when": "trip.abroad", "#, "")])
        let verdict = try unguarded.verdict(Trip.good)
        #expect(verdict["M3-abroad"].status == .broken)
        #expect(verdict["M3-abroad"].failure == "`trip.papers` does not apply")
    }

    @Test func `answers that a rule lists have to be given`() throws {
        let listing = try Trip([
            (#""requires": "trip.belts""#, #""requires": "trip.belts", "answers": ["trip.stops"]"#)
        ])
        let verdict = try listing.verdict(Trip.but(",\n  \"stops\": [\"zoo\"]", ""))
        #expect(verdict["M1-belts"].status == .unanswered)
        #expect(verdict["M1-belts"].needs.map { $0.text } == ["trip.stops"])
    }

    @Test func `a message says so where an answer is missing`() throws {
        let verdict = try trip.verdict(
            Trip.but("\"driver\": \"d1\",", "").replacingOccurrences(
                of: "\"seats\": 17",
                with: "\"seats\": 1"
            )
        )
        #expect(verdict["M2-licence"].status == .unanswered)
        #expect(verdict["M1-room"].why == "2 riders do not fit 1 seats.")
        let noDrivers = try trip.verdict(
            Trip.but("\"driver\": \"d1\",", ""),
            depot: #"{ "drivers": [] }"#
        )
        #expect(noDrivers["M2-licence"].why == "not answered may not drive a minibus.")
    }

    @Test func `two runs say the same`() throws {
        let one = try trip.verdict(#"{ "id": "t" }"#)
        let other = try Trip().verdict(#"{ "id": "t" }"#)
        #expect(one.questions.map { $0.path } == other.questions.map { $0.path })
        #expect(one.findings.map { $0.needs } == other.findings.map { $0.needs })
    }
}
