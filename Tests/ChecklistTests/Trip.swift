import Checklist
import Foundation
import Testing

/// Files that stand beside the tests.
enum Fixtures {
    static func path(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name)")
            .path(percentEncoded: false)
    }

    static func text(_ name: String) throws -> String {
        try String(contentsOfFile: path(name), encoding: .utf8)
    }

    static func document(_ name: String) throws -> Document {
        try Document(parsing: SourceText(name: name, text: text(name)))
    }
}

/// The subject of the engine's own tests: a minibus that somebody wants to borrow.
struct Trip {
    var rulebook: Rulebook

    /// A rulebook of the fixtures, with some text of the checklist replaced.
    init(_ edits: [(String, String)] = []) throws {
        var checklist = try Fixtures.text("minibus.checklist.json")
        for (old, new) in edits {
            precondition(checklist.contains(old), "the fixture has no \(old)")
            checklist = checklist.replacingOccurrences(of: old, with: new)
        }
        rulebook = try Rulebook(
            forms: [Fixtures.document("depot.form.json"), Fixtures.document("trip.form.json")],
            checklists: [Document(parsing: SourceText(name: "minibus", text: checklist))]
        )
    }

    static let depot = """
        { "name": "North", "drivers": [{ "id": "d1", "licence": true }, { "id": "d2", "licence": false }] }
        """

    /// A trip to which every rule says yes.
    static let good = """
        { "id": "t1", "leaves": "2026-05-04T08:00Z", "returns": "2026-05-04T11:00Z", "driver": "d1",
          "seats": 17, "belts": true, "weather": "fine", "abroad": false,
          "riders": [{ "id": "a", "age": 40 }, { "id": "b", "age": 9, "cushion": true }],
          "stops": ["zoo"] }
        """

    func answers(
        _ trip: String,
        depot: String = Trip.depot,
        zone: String = "UTC"
    ) throws -> Answers {
        try rulebook.answers(
            [
                "depot": Document(parsing: SourceText(name: "depot.json", text: depot)),
                "trip": Document(parsing: SourceText(name: "trip.json", text: trip)),
            ],
            zone: zone,
            zones: Trip.zones
        )
    }

    func verdict(
        _ trip: String,
        depot: String = Trip.depot,
        at moment: String = "booking"
    ) throws -> Verdict {
        let now = try #require(Timestamp(rfc3339: "2026-05-01T12:00:00Z"))
        return rulebook.judge(try answers(trip, depot: depot), moment: moment, now: now)
    }

    /// A zone an hour east of UTC until 2026-10-25T01:00Z and from 2027-03-28T01:00Z on, else at
    /// UTC, which shows one hour twice and another never.
    static let zones = Zones { zone, seconds in
        guard zone == "Test/Summer" else { return nil }
        return (1_792_890_000..<1_806_195_600).contains(seconds) ? 0 : 3600
    }

    /// The good trip with some text replaced.
    static func but(_ old: String, _ new: String) -> String {
        precondition(good.contains(old), "the trip has no \(old)")
        return good.replacingOccurrences(of: old, with: new)
    }
}

extension Verdict {
    subscript(rule: String) -> Finding {
        guard let finding = findings.first(where: { $0.rule == rule }) else {
            preconditionFailure("there is no rule \(rule)")
        }
        return finding
    }
}

extension Diagnostics {
    /// Each problem as `line:column: message (help)`.
    var lines: [String] {
        all.map { problem in
            let place = problem.location
            let help = problem.help.map { " (\($0))" } ?? ""
            return "\(place.line):\(place.column): \(problem.message)\(help)"
        }
    }
}
