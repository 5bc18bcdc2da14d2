import Foundation
import Testing

@testable import Checklist

/// What an approval is bound to, and what it can lift.
@Suite struct ApprovalTests {
    private static let usual = "\"covers\": [\"trip.leaves\", \"trip.returns\", \"trip.driver\"]"

    /// The rule of the driver's hours, bound to these facts.
    private func need(
        _ covers: String,
        _ trip: String = Trip.but("T11:00Z", "T13:30Z"),
        depot: String = Trip.depot,
        with edits: [(String, String)] = []
    ) throws -> ApprovalNeed {
        let book = try Trip([(ApprovalTests.usual, "\"covers\": [\(covers)]")] + edits)
        return try #require(book.verdict(trip, depot: depot)["M2-hours"].approval)
    }

    private func json(_ need: ApprovalNeed) -> String {
        JSON.object(need.material.map { ($0.name, $0.json) }).canonical()
    }

    @Test func `facts have their words and values`() throws {
        let need = try need("\"trip.driver\", \"lasts\", \"depot.maxDrive\"")
        #expect(need.covers == ["trip.driver", "lasts", "depot.maxDrive"])
        #expect(
            need.material.map(\.means)
                == [
                    "Who drives?", "how long the trip takes",
                    "How long may one driver drive without a break?",
                ]
        )
        #expect(need.material.map(\.isDefault) == [false, false, true])
        #expect(
            json(need) == #"{"depot.maxDrive":"14400s","lasts":"19800s","trip.driver":"d1"}"#
        )
    }

    @Test func `two spellings of one instant are one value`() throws {
        let covers = "\"trip.leaves\", \"trip.returns\""
        let other = Trip.but("2026-05-04T11:00Z", "2026-05-04T15:30:00+02:00")
            .replacingOccurrences(of: "2026-05-04T08:00Z", with: "2026-05-04T09:00:00.000+01:00")
        #expect(try json(need(covers, other)) == json(need(covers)))
        let later = Trip.but("T11:00Z", "T13:31Z")
        #expect(try json(need(covers, later)) != json(need(covers)))
    }

    @Test func `a group is an object, and what is not answered is left out`() throws {
        let trip = Trip.but("T11:00Z", "T13:30Z").replacingOccurrences(
            of: ", \"cushion\": true",
            with: ""
        )
        let text = try json(need("\"trip.riders\", \"trip.papers\"", trip))
        #expect(
            text
                == #"{"trip.papers":null,"trip.riders":[{"age":40,"id":"a"},{"age":9,"id":"b"}]}"#
        )
    }

    @Test func `the order of a list does not count`() throws {
        let turned = Trip.but("T11:00Z", "T13:30Z").replacingOccurrences(
            of: #"{ "id": "a", "age": 40 }, { "id": "b", "age": 9, "cushion": true }"#,
            with: #"{ "id": "b", "cushion": true, "age": 9 }, { "age": 40, "id": "a" }"#
        )
        #expect(try json(need("\"trip.riders\"", turned)) == json(need("\"trip.riders\"")))
    }

    @Test func `a variable sees what the plan does not say`() throws {
        let edits = [
            (
                "\"variables\": [",
                "\"variables\": [{ \"name\": \"licensed\", "
                    + "\"is\": \"depot.drivers.filter(d, d.licence).map(d, d.id)\" },"
            )
        ]
        let before = try need("\"licensed\"", with: edits)
        #expect(before.material[0].means == "licensed")
        let depot = Trip.depot.replacingOccurrences(of: "false", with: "true")
        #expect(json(before) == #"{"licensed":["d1"]}"#)
        #expect(try json(need("\"licensed\"", depot: depot, with: edits)).contains("d2"))
    }

    @Test(
        arguments: [
            ("trip.leafs", "`trip` has no field `leafs` (did you mean `leaves`?)"),
            ("lasted", "`lasted` is not declared (did you mean `lasts`?)"),
            (
                "trip.seats + 1",
                "`trip.seats + 1` is neither a field nor a variable (write a path such as "
                    + "`trip.driver`, or the name of a variable)"
            ),
            (
                "trip",
                "`trip` is neither a field nor a variable (write a path such as `trip.driver`, or "
                    + "the name of a variable)"
            ),
            (
                "now",
                "`now` is neither a field nor a variable (write a path such as `trip.driver`, or "
                    + "the name of a variable)"
            ),
            (
                "soon",
                "`soon` depends on the time, so no approval bound to it would last (name the "
                    + "fields and variables that it is worked out from)"
            ),
        ]
    ) func `nothing else can be covered`(name: String, message: String) throws {
        let problems = try #require(throws: Diagnostics.self) {
            try Trip([
                (ApprovalTests.usual, "\"covers\": [\"trip.driver\", \"\(name)\"]"),
                (
                    "\"variables\": [",
                    "\"variables\": [{ \"name\": \"wait\", \"is\": \"trip.leaves - now\" }, "
                        + "{ \"name\": \"soon\", \"is\": \"wait < duration('1h')\" },"
                ),
            ])
        }
        #expect(problems.lines.count == 1)
        #expect(problems.lines[0].hasSuffix(": \(message)"))
    }

    @Test func `a fact has one name and is there once`() throws {
        #expect(try need("\"trip . driver\"").covers == ["trip.driver"])
        let problems = try #require(throws: Diagnostics.self) {
            try need("\"trip.driver\", \"trip .driver\"")
        }
        #expect(problems.lines == ["29:68: `trip.driver` is covered twice"])
    }

    // MARK: Grants

    private func grant(_ role: String = "manager", words: String = "the fleet manager") -> Grant {
        Grant(
            role: Role(name: role, words: words),
            by: "u-1",
            at: .epoch,
            from: .epoch,
            until: .epoch,
            conditions: ["Two drivers."],
            reference: "7"
        )
    }

    @Test func `a grant lifts what needs approval`() throws {
        let asked = try Trip().verdict(Trip.but("T11:00Z", "T13:30Z"))
        #expect(asked.decision == .needsApproval)
        let verdict = asked.granting { $0.rule == "M2-hours" ? grant() : nil }
        #expect(verdict.decision == .ready)
        #expect(verdict["M2-hours"].status == .approved)
        #expect(verdict["M2-hours"].grant == grant())
        #expect(verdict["M2-hours"].approval?.covers.count == 3)
        #expect(verdict.findings.map(\.rule) == asked.findings.map(\.rule))
        #expect(verdict.findings.filter { $0.grant != nil }.count == 1)
    }

    @Test func `a grant lifts nothing else`() throws {
        let bad = Trip.but("T11:00Z", "T13:30Z")
            .replacingOccurrences(of: "\"driver\": \"d1\"", with: "\"driver\": \"d2\"")
            .replacingOccurrences(of: "\"belts\": true, ", with: "")
        let broken = [("size(trip.stops) <= 3", "size(trip.stops) / 0 <= 3")]
        let asked = try Trip(broken).verdict(bad)
        let verdict = asked.granting { _ in grant() }
        #expect(verdict["M2-hours"].status == .approved)
        #expect(verdict["M2-licence"].status == .notMet)
        #expect(verdict["M1-belts"].status == .unanswered)
        #expect(verdict["M3-stops"].status == .broken)
        #expect(verdict["M1-room"].status == .met)
        #expect(verdict["M3-fuel"].status == .later)
        #expect(verdict.findings.filter { $0.grant != nil }.map(\.rule) == ["M2-hours"])
        #expect(verdict.decision == .doNotRun)
        #expect(verdict.questions.map(\.path) == asked.questions.map(\.path))
    }

    @Test func `only a role that the rule names can lift it`() throws {
        let asked = try Trip().verdict(Trip.but("T11:00Z", "T13:30Z"))
        #expect(asked.granting { _ in grant("driver") }.decision == .needsApproval)
        #expect(asked.granting { _ in nil }.decision == .needsApproval)
    }
}
