import Checklist
import Testing

@testable import StreamGuard

/// When an approval counts, and for what.
@Suite struct ApprovalsCount {
    private typealias Facts = [(path: String, value: JSON)]

    private static func facts(_ path: String, _ value: JSON) -> Facts {
        BookOfApprovals.oneToOne.map { $0.path == path ? (path, value) : $0 }
    }

    @Test func onceSomebodyElseHasGivenThem() throws {
        let book = try BookOfApprovals.approved()
        #expect(try book.standing() == "valid 4, 0 used")
    }

    @Test func notUntilThen() throws {
        let book = try BookOfApprovals()
        try book.hand()
        try book.roles()
        #expect(try book.standing() == "none")
        // Of another rule, and of another plan with other facts.
        try book.decide(rule: "recording")
        let other = ApprovalsCount.facts("pupils", .array([.string("p-2")]))
        try book.decide(plan: ("other", "e1"), facts: other)
        #expect(try book.standing() == "none")
    }

    // MARK: Facts

    @Test func untilAFactChanges() throws {
        let book = try BookOfApprovals.approved()
        let now = ApprovalsCount.facts("pupils", .array([.string("p-2")]))
        let question = book.question(facts: now)
        #expect(
            try book.standing(question) == #"void 4: pupils ["p-1"] ["p-2"] by nobody"#
        )
        book.facts["d2"] = now
        try book.hand("reading", "d2", by: "ta", after: "d1")
        #expect(
            try book.standing(book.question(facts: now))
                == #"void 4: pupils ["p-1"] ["p-2"] by ta at a time"#
        )
        // A later version that leaves the facts alone takes no blame.
        book.facts["d3"] = now
        try book.hand("reading", "d3", by: "teacher", after: "d2")
        #expect(
            try book.standing(book.question(facts: now))
                == #"void 4: pupils ["p-1"] ["p-2"] by ta at a time"#
        )
    }

    @Test func untilTheRuleNamesOtherFacts() throws {
        let book = try BookOfApprovals.approved()
        let fewer = Array(BookOfApprovals.oneToOne.dropLast())
        #expect(
            try book.standing(book.question(facts: fewer))
                == #"void 4: plan.mode "video" - by nobody"#
        )
        let more = BookOfApprovals.oneToOne + [("plan.platform", JSON.null)]
        #expect(
            try book.standing(book.question(facts: more))
                == "void 4: plan.platform - null by nobody"
        )
    }

    @Test func whenTheFactsAreBackAsTheyWere() throws {
        let book = try BookOfApprovals.approved()
        book.facts["d2"] = ApprovalsCount.facts("plan.mode", .string("phone"))
        book.facts["d3"] = BookOfApprovals.oneToOne
        try book.hand("reading", "d2", by: "ta", after: "d1")
        try book.hand("reading", "d3", by: "teacher", after: "d2")
        #expect(try book.standing() == "valid 4, 0 used")
    }

    @Test func afterAChangeThatTheRuleDoesNotName() throws {
        let book = try BookOfApprovals.approved()
        book.facts["d2"] = BookOfApprovals.oneToOne
        // Even if whoever approved corrects the title.
        try book.hand("reading", "d2", by: "head", after: "d1")
        #expect(try book.standing() == "valid 4, 0 used")
    }

    // MARK: A series

    @Test func forAllPlansWithTheSameFacts() throws {
        let book = try BookOfApprovals.approved()
        #expect(try book.standing(book.question(plan: "next-week")) == "valid 4, 0 used")
        #expect(try book.standing(book.question(plan: nil)) == "valid 4, 0 used")
        let other = ApprovalsCount.facts("pupils", .array([.string("p-2")]))
        #expect(try book.standing(book.question(plan: "other", facts: other)) == "none")
    }

    @Test func forOnePlanOnlyIfSaidSo() throws {
        let book = try BookOfApprovals()
        try book.hand()
        try book.roles()
        try book.decide(once: true)
        #expect(try book.standing() == "valid 4, 0 used")
        #expect(try book.standing(book.question(plan: "next-week")) == "void 4: other plan")
        #expect(try book.standing(book.question(plan: nil)) == "void 4: other plan")
    }

    @Test func withTheSessionsOpenedUnderThem() throws {
        let book = try BookOfApprovals.approved()
        let workspace = try book.store.workspace()
        for _ in 1...2 {
            _ = try workspace.openSession(
                day: "20261126",
                facts: ["plan": .string("d1"), "approvals": .array([.int(4), .int(9)])],
                by: book.author("ta")
            )
        }
        #expect(try book.standing() == "valid 4, 2 used")
    }

    // MARK: Time

    /// From a quarter of an hour before the period until its end.
    @Test(
        arguments: [
            ("2026-11-26T13:44:59Z", false), ("2026-11-26T13:45:00Z", true),
            ("2026-11-26T14:00:00Z", true), ("2026-12-03T14:00:00Z", true),
            ("2026-12-03T14:00:01Z", false), (nil, false),
        ] as [(String?, Bool)]
    )
    func withinTheirPeriod(start: String?, counts: Bool) throws {
        let book = try BookOfApprovals()
        try book.hand()
        try book.roles()
        try book.decide(from: "2026-11-26T14:00:00Z", until: "2026-12-03T14:00:00Z")
        #expect(
            try book.standing(book.question(start: start))
                == (counts ? "valid 4, 0 used" : "void 4: outside its period")
        )
    }

    /// Whatever period somebody entered.
    @Test func asLongAsTheRuleLetsThem() throws {
        let book = try BookOfApprovals()
        try book.hand()
        try book.roles()
        try book.decide(from: "2026-11-22T14:00:00Z", until: "2027-11-22T14:00:00Z")
        var question = book.question(start: "2026-11-26T14:00:00Z")
        #expect(try book.standing(question) == "valid 4, 0 used")
        question.lasts = Duration(seconds: 4 * 86_400)
        #expect(try book.standing(question) == "valid 4, 0 used")
        question.lasts = Duration(seconds: 4 * 86_400 - 1)
        #expect(try book.standing(question) == "void 4: outside its period")
    }

    @Test func ifGivenBeforeTheStart() throws {
        let book = try BookOfApprovals.approved()
        let given = try #require(try book.ledger.read().records.last?.at)
        let early = try #require(given.adding(Duration(seconds: -1)))
        let later = try #require(given.adding(Duration(seconds: 1)))
        let same = given.rfc3339
        #expect(
            try book.standing(book.question(start: early.rfc3339)) == "void 4: after the start"
        )
        #expect(try book.standing(book.question(start: same)) == "void 4: after the start")
        #expect(try book.standing(book.question(start: later.rfc3339)) == "valid 4, 0 used")
    }

    // MARK: Second thoughts

    @Test func untilTheyAreWithdrawn() throws {
        let book = try BookOfApprovals.approved()
        try book.decide(.withdraw, by: "deputy", of: 4)
        #expect(try book.standing() == "withdrawn 4 by 5")
        #expect(try book.standing(book.question(plan: "next-week")) == "withdrawn 4 by 5")
        try book.decide(by: "senco")
        #expect(try book.standing() == "valid 6, 0 used")
        // It takes back that one approval, and no later one.
        try book.decide(.withdraw, by: "deputy", of: 4)
        #expect(try book.standing() == "valid 6, 0 used")
    }

    @Test func untilTheyAreDeclined() throws {
        let book = try BookOfApprovals.approved()
        try book.decide(.decline, by: "deputy")
        #expect(try book.standing() == "declined 5")
        #expect(try book.standing(book.question(plan: "next-week")) == "declined 5")
        try book.decide()
        #expect(try book.standing() == "valid 6, 0 used")
    }

    @Test func thoughOtherFactsWereDeclined() throws {
        let book = try BookOfApprovals.approved()
        let other = ApprovalsCount.facts("pupils", .array([.string("p-2")]))
        try book.decide(.decline, facts: other)
        #expect(try book.standing() == "valid 4, 0 used")
        #expect(try book.standing(book.question(facts: other)) == "declined 5")
    }

    @Test func notInADamagedLedger() throws {
        let book = try BookOfApprovals.approved()
        // One letter of the first entry's name.
        let node = try book.store.ledger
        var bytes = node.bytes
        let place = try #require(bytes.firstRange(of: Array("harbour".utf8))).lowerBound
        bytes[place] = UInt8(ascii: "H")
        book.store.put(bytes, in: node)
        #expect(try book.book().isSound == false)
        #expect(try book.standing() == "void 4: damaged")
    }

    @Test func notOnceTheirFactsAreErased() throws {
        let book = try BookOfApprovals.approved()
        try book.store.erase(4, "material", of: nil)
        #expect(try book.standing() == "none")
    }

    // MARK: The entry

    @Test func asTheyWereEntered() throws {
        let book = try BookOfApprovals()
        try book.hand()
        try book.roles()
        let receipt = try book.decide(
            as: "head",
            once: true,
            conditions: ["Door open", "A parent\nis near"]
        )
        let state = try book.book().standing(of: book.question()).state
        guard case .valid(let facts, _) = state else { return #expect(Bool(false), "\(state)") }
        #expect(facts.link == receipt.link)
        #expect(facts.conditions == ["Door open", "A parent is near"])
        #expect(facts.because == "The support plan asks for it.")
        #expect(facts.role == "head")
        #expect(facts.once)
        #expect(facts.notBefore.rfc3339 == "2026-11-22T09:00:00Z")
        #expect(facts.notAfter.rfc3339 == "2026-12-31T23:59:00Z")
        #expect(facts.planID == "reading")
        #expect(facts.plan == "d1")
        #expect(
            MaterialDigest.text(facts.material) == MaterialDigest.text(BookOfApprovals.oneToOne)
        )
    }

    /// What was seen is what is approved: another fact, rule or plan has another code.
    @Test func underACodeOfTheirFacts() {
        let facts = BookOfApprovals.oneToOne
        let code = MaterialDigest.code(facts, rule: "r", plan: "p")
        #expect(code.utf8.count == 8)
        #expect(MaterialDigest.code(facts.reversed(), rule: "r", plan: "p") == code)
        #expect(MaterialDigest.code(facts, rule: "r2", plan: "p") != code)
        #expect(MaterialDigest.code(facts, rule: "r", plan: "p2") != code)
        let other = ApprovalsCount.facts("plan.mode", .string("phone"))
        #expect(MaterialDigest.code(other, rule: "r", plan: "p") != code)
    }
}
