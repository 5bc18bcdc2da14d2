import Checklist

// How the ledger keeps decisions of those who may approve.

extension ApprovalFacts {
    /// What an entry tells; nothing if it is no decision, or if what it is bound to was erased.
    init?(_ entry: Entry) {
        guard entry.kind == .approval,
            let decision = entry.fact("decision").flatMap(Decision.init),
            let rule = entry.fact("rule"), let plan = entry.fact("plan"),
            let text = entry.text("material"),
            let document = try? Document(parsing: SourceText(name: "", text: text))
        else { return nil }
        func time(_ name: String) -> Timestamp? {
            entry.fact(name).flatMap { Timestamp(rfc3339: $0) }
        }
        // Without a period of its own, an approval covers nothing but the instant it was given.
        self.init(
            decision: decision,
            link: entry.link,
            at: entry.at,
            by: entry.author.by,
            role: entry.fact("role") ?? "",
            rule: rule,
            planID: entry.text("id") ?? "",
            plan: plan,
            notBefore: time("not_before") ?? entry.at,
            notAfter: time("not_after") ?? entry.at,
            once: entry.flag("once"),
            because: entry.text("because"),
            conditions: entry.text("condition").map(ApprovalDraft.conditions) ?? [],
            material: JSON(document.root).members.map { (path: $0.0, value: $0.1) }
        )
    }
}

/// A decision that somebody is about to enter.
struct ApprovalDraft {
    let decision: ApprovalFacts.Decision
    let rule: String
    /// The plan that lies before whoever decides: its id, and the digest of the version.
    let planID: String
    let plan: String
    /// The role in which it is decided.
    let role: String
    /// The digest of the list of roles that the ledger has.
    let roles: String?
    /// The facts that the decision is bound to.
    let material: [(path: String, value: JSON)]
    let because: String
    /// An approval's own.
    var period: ClosedRange<Timestamp>?
    var once = false
    var conditions: [String] = []
    /// The entry that a withdrawal takes back.
    var of: Int?

    /// What the ledger is told.
    var entry: NewEntry {
        var facts: [String: JSON] = [
            "decision": .string(decision.rawValue), "rule": .string(rule), "plan": .string(plan),
            "role": .string(role),
        ]
        facts["roles"] = roles.map(JSON.string)
        if let period {
            facts["not_before"] = .string(period.lowerBound.rfc3339)
            facts["not_after"] = .string(period.upperBound.rfc3339)
            facts["once"] = .bool(once)
        }
        if let of { facts["of"] = .int(Int64(of)) }
        var texts = [
            "id": planID, "because": because, "material": MaterialDigest.text(material),
        ]
        if !conditions.isEmpty { texts["condition"] = ApprovalDraft.text(of: conditions) }
        return NewEntry(.approval, facts: facts, texts: texts)
    }

    /// One condition a line.
    private static func text(of conditions: [String]) -> String {
        conditions.map { condition in
            condition.split(whereSeparator: \.isNewline).joined(separator: " ")
        }.joined(separator: "\n")
    }

    fileprivate static func conditions(_ text: String) -> [String] {
        text.split(separator: "\n").map(String.init)
    }
}

/// The facts that a decision is bound to, as one text, and as a short code for people.
enum MaterialDigest {
    static func text(_ facts: [(path: String, value: JSON)]) -> String {
        JSON.object(facts.map { ($0.path, $0.value) }).canonical()
    }

    /// Tells whoever decides that nothing has changed since they looked: the same for the same
    /// facts of the same rule and plan.
    static func code(
        _ facts: [(path: String, value: JSON)],
        rule: String,
        plan: String
    ) -> String {
        let seen = JSON.array([.string(rule), .string(plan), .string(text(facts))]).canonical()
        return String(Digest("slog/1/seen\0".utf8 + Array(seen.utf8)).hex.prefix(8))
    }
}
