import Checklist
import Testing

@testable import StreamGuard

/// What the ledger tells of plans that were handed in.
@Suite struct PlansHandedIn {
    private let store = RecordStore()
    private let ledger: Ledger

    init() throws { ledger = try store.create().ledger }

    @discardableResult
    private func hand(
        _ id: String,
        _ digest: String,
        after previous: String? = nil,
        changes: String? = nil
    ) throws -> Receipt {
        var facts: [String: JSON] = [
            "plan": .string(digest), "start": .string("2026-11-24T09:30:00Z"),
            "host": .string("teacher-5b"), "pupils": .int(2),
        ]
        var texts = ["id": id, "title": "Fractions"]
        if let previous { facts["previous"] = .string(previous) }
        if let changes { texts["changes"] = changes }
        return try ledger.append(
            NewEntry(previous == nil ? .plan : .planRevised, facts: facts, texts: texts),
            by: store.author
        )
    }

    private func handedIn() throws -> HandedIn { HandedIn(try ledger.read().records) }

    @Test func areKnownThroughTheirVersions() throws {
        try hand("maths", "d1")
        try hand("reading", "e1")
        try hand(
            "maths",
            "d2",
            after: "d1",
            changes: #"[["plan.host.id","ta-1","ta-2"],["plan.end",null,"2026-11-24T10:00"]]"#
        )
        let handedIn = try handedIn()
        #expect(handedIn.plans.map(\.id) == ["maths", "reading"])
        let maths = try #require(handedIn.plan(id: "maths"))
        #expect(maths.versions.map(\.digest) == ["d1", "d2"])
        #expect(maths.first.author == store.author)
        #expect(maths.first.start == Timestamp(rfc3339: "2026-11-24T09:30:00Z"))
        #expect(maths.first.pupils == 2)
        #expect(maths.first.changes == nil)
        #expect(
            maths.last.changes == [
                PlanChange(path: "plan.host.id", old: .string("ta-1"), new: .string("ta-2")),
                PlanChange(path: "plan.end", old: nil, new: .string("2026-11-24T10:00")),
            ]
        )
        #expect(handedIn.plan(holding: "d1")?.last.digest == "d2")
        #expect(handedIn.plan(id: "Maths") == nil)
    }

    /// Two people hand in a plan of one id at once, and neither sees the other's.
    @Test func ofOneIdAreOnePlan() throws {
        try hand("maths", "d1")
        try hand("maths", "d2")
        #expect(try handedIn().plan(id: "maths")?.versions.count == 2)
        #expect(try handedIn().plans.count == 1)
    }

    @Test func stayTogetherWhenTheIdIsErased() throws {
        let first = try hand("p-5b-04", "d1")
        let second = try hand("p-5b-04", "d2", after: "d1")
        for seq in [first.seq, second.seq] {
            try store.erase(seq, "id", of: nil)
        }
        try hand("other", "e1")
        try hand("p-5b-04", "d3", after: "d2")
        let handedIn = try handedIn()
        #expect(handedIn.plans.map { $0.versions.count } == [3, 1])
        #expect(handedIn.plans[0].id == "p-5b-04")
    }

    @Test func knowTheirSessions() throws {
        try hand("maths", "d1")
        let workspace = try store.workspace()
        let log = try workspace.openSession(
            day: "20261124",
            facts: ["plan": .string("d1")],
            by: store.author
        ).log
        let maths = try #require(try handedIn().plan(id: "maths"))
        #expect(maths.sessions.map(\.id) == [log.id.text])
        #expect(maths.sessions.map(\.plan) == ["d1"])
    }
}

/// What differs between two versions of a plan.
@Suite struct PlanChanges {
    private let form: Form

    init() throws {
        let rulebook = try Rulebook(forms: try Shipped.forms(), checklists: [])
        form = try #require(rulebook.forms.first { $0.name == "plan" })
    }

    private func between(_ old: String, _ new: String) throws -> [String] {
        func json(_ text: String) throws -> JSON {
            JSON(try Document(parsing: SourceText(name: "", text: text)).root)
        }
        return PlanChange.between(try json(old), try json(new), form: form).map {
            "\($0.path): \($0.old?.canonical() ?? "-") \($0.new?.canonical() ?? "-")"
        }
    }

    @Test func areNamedFieldByField() throws {
        let old = #"{"id": "x", "host": {"id": "ta-1", "place": "home"}, "pupils": ["a", "b"]}"#
        let new = #"{"pupils": ["a"], "host": {"place": "home", "id": "ta-2"}, "title": "T"}"#
        #expect(
            try between(old, new) == [
                #"plan.id: "x" -"#, #"plan.title: - "T""#, #"plan.pupils: ["a","b"] ["a"]"#,
                #"plan.host.id: "ta-1" "ta-2""#,
            ]
        )
        #expect(try between(old, old).isEmpty)
        #expect(try between(#"{"$schema": "a"}"#, "{}").isEmpty)
    }

    @Test func nameElementsByTheirKeys() throws {
        let old = #"{"adults": [{"id": "g-1", "role": "guest"}, {"id": "g-2"}]}"#
        let new = #"{"adults": [{"id": "g-3"}, {"role": "parent", "id": "g-1"}]}"#
        #expect(
            try between(old, new) == [
                #"plan.adults[g-1].role: "guest" "parent""#, #"plan.adults[g-2]: {"id":"g-2"} -"#,
                #"plan.adults[g-3]: - {"id":"g-3"}"#,
            ]
        )
        // Not answered, and answered with nobody.
        #expect(try between("{}", #"{"adults": []}"#) == ["plan.adults: - []"])
    }

    @Test func areKeptAsText() {
        let changes = [
            PlanChange(path: "plan.host.id", old: nil, new: .string("ta-2")),
            PlanChange(path: "plan.pupils", old: .array([.string("p")]), new: nil),
        ]
        #expect(PlanChange.all(in: PlanChange.text(changes)) == changes)
        let short = PlanChange.all(in: PlanChange.text(changes, limit: 20))
        #expect(short?.map(\.path) == ["plan.host.id", "plan.pupils"])
        #expect(short?.allSatisfy { $0.old == nil && $0.new == nil } == true)
        #expect(PlanChange.all(in: "not JSON") == nil)
    }
}
