import Checklist
import Testing

@testable import StreamGuard

/// A ledger in memory with plans and decisions, to ask the book about.
final class BookOfApprovals {
    let store = RecordStore()
    let ledger: Ledger
    var people: People
    /// What the facts were in each version; by its digest.
    var facts: [String: [(path: String, value: JSON)]] = [:]
    var isTrial = true

    static let list = """
        [{"id": "head", "login": "head", "roles": ["head", "slt"]},
         {"id": "deputy", "login": "deputy", "roles": ["slt"]},
         {"id": "deputy-as-teacher", "login": "deputy", "roles": ["teacher"]},
         {"id": "teacher", "login": "teacher", "roles": ["teacher"]},
         {"id": "ta", "login": "ta", "roles": ["teaching-assistant"]},
         {"id": "senco", "login": "senco", "roles": ["senco", "slt"]}]
        """

    init() throws {
        ledger = try store.create().ledger
        people = try BookOfApprovals.people(BookOfApprovals.list)
        facts["d1"] = BookOfApprovals.oneToOne
    }

    static func people(_ list: String) throws -> People {
        People(try Document(parsing: SourceText(name: "s", text: "{\"people\": \(list)}")))
    }

    static let oneToOne: [(path: String, value: JSON)] = [
        ("plan.host.id", .string("ta")), ("pupils", .array([.string("p-1")])),
        ("plan.mode", .string("video")),
    ]

    func author(_ id: String, uid: Int = 1000) -> Author {
        Author(by: id, uid: uid, host: "desk-3")
    }

    // MARK: What is entered

    @discardableResult
    func hand(
        _ id: String = "reading",
        _ digest: String = "d1",
        by: String = "teacher",
        uid: Int = 1000,
        after previous: String? = nil
    ) throws -> Receipt {
        var facts: [String: JSON] = ["plan": .string(digest)]
        facts["previous"] = previous.map(JSON.string)
        let kind = previous == nil ? EntryKind.plan : .planRevised
        return try ledger.append(
            NewEntry(kind, facts: facts, texts: ["id": id]),
            by: author(by, uid: uid)
        )
    }

    @discardableResult
    func roles(by id: String = "head") throws -> RoleHolders {
        let holders = RoleHolders(people, roles: ["head", "slt"])
        _ = try ledger.append(holders.entry, by: author(id))
        return holders
    }

    /// Approves, as things are best, unless something else is said.
    @discardableResult
    func decide(
        _ decision: ApprovalFacts.Decision = .approve,
        by: String = "head",
        uid: Int = 7,
        as role: String = "slt",
        rule: String = "one-to-one",
        plan: (id: String, digest: String) = ("reading", "d1"),
        facts: [(path: String, value: JSON)] = oneToOne,
        from: String = "2026-11-22T09:00:00Z",
        until: String = "2026-12-31T23:59:00Z",
        once: Bool = false,
        conditions: [String] = [],
        of: Int? = nil
    ) throws -> Receipt {
        let from = try #require(Timestamp(rfc3339: from))
        let until = try #require(Timestamp(rfc3339: until))
        let draft = ApprovalDraft(
            decision: decision,
            rule: rule,
            planID: plan.id,
            plan: plan.digest,
            role: role,
            roles: RoleHolders(people, roles: ["head", "slt"]).digest,
            material: facts,
            because: "The support plan asks for it.",
            period: decision == .approve ? from...until : nil,
            once: once,
            conditions: conditions,
            of: of
        )
        return try ledger.append(draft.entry, by: author(by, uid: uid))
    }

    /// Hands in a plan, tells who holds which role, and approves.
    static func approved() throws -> BookOfApprovals {
        let book = try BookOfApprovals()
        try book.hand()
        try book.roles()
        try book.decide()
        return book
    }

    // MARK: What is asked

    func question(
        plan: String? = "reading",
        facts: [(path: String, value: JSON)] = oneToOne,
        start: String? = "2026-11-26T14:00:00Z",
        host: String? = "ta",
        second: String? = "teacher",
        adults: [String] = ["parent-1"],
        roles: [String] = ["slt", "head"]
    ) -> ApprovalQuestion {
        let known = self.facts
        return ApprovalQuestion(
            rule: "one-to-one",
            roles: roles,
            facts: facts,
            planID: plan,
            start: start.flatMap { Timestamp(rfc3339: $0) },
            host: host,
            second: second,
            adults: adults,
            earlier: { known[$0.digest] }
        )
    }

    func book() throws -> ApprovalBook {
        ApprovalBook(try ledger.read(), people: people, isTrial: isTrial)
    }

    /// The standing in a few words, to compare with.
    func standing(_ question: ApprovalQuestion? = nil) throws -> String {
        try book().standing(of: question ?? self.question()).state.told
    }
}

extension Standing.State {
    var told: String {
        switch self {
        case .none: "none"
        case .valid(let facts, let uses): "valid \(facts.link.seq), \(uses) used"
        case .void(let facts, let reasons):
            "void \(facts.link.seq): \(reasons.map(\.told).joined(separator: ", "))"
        case .declined(let facts): "declined \(facts.link.seq)"
        case .withdrawn(let facts, let by): "withdrawn \(facts.link.seq) by \(by.link.seq)"
        }
    }
}

extension VoidReason {
    var told: String {
        switch self {
        case .changed(let path, let old, let new, let by, let at):
            "\(path) \(old?.canonical() ?? "-") \(new?.canonical() ?? "-") by "
                + "\(by ?? "nobody")\(at == nil ? "" : " at a time")"
        case .outsidePeriod: "outside its period"
        case .otherPlan: "other plan"
        case .afterStart: "after the start"
        case .approverIsHost: "host"
        case .approverIsSecond: "second"
        case .approverInSession: "in session"
        case .approverIsAuthor: "author"
        case .approverIsLastEditor: "last editor"
        case .hadNoRole: "no role"
        case .roleUnconfirmed: "unconfirmed"
        case .damagedRecord: "damaged"
        }
    }
}
