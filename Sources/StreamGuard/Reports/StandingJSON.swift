import Checklist

/// What the record says of an approval, for a program.
enum StandingJSON {
    static func json(_ standing: Standing, _ finding: Finding, _ clock: LocalTime) -> JSON {
        let words = StandingWords(finding, clock)
        switch standing.state {
        case .none: return object("none", nil)
        case .valid(let facts, let uses):
            return object("valid", facts, [("uses", .int(Int64(uses)))])
        case .void(let facts, let reasons):
            let list = reasons.map { reason($0, words.words($0, of: facts)) }
            return object("void", facts, [("reasons", .array(list))])
        case .declined(let facts): return object("declined", facts)
        case .withdrawn(let facts, let by):
            return object("withdrawn", facts, [("withdrawn", .object(members(by)))])
        }
    }

    private static func object(
        _ state: String,
        _ facts: ApprovalFacts?,
        _ more: [(String, JSON)] = []
    ) -> JSON {
        let decision = facts.map { [("decision", JSON.object(members($0)))] } ?? []
        return .object([("state", .string(state))] + decision + more)
    }

    private static func members(_ facts: ApprovalFacts) -> [(String, JSON)] {
        var members: [(String, JSON)] = [
            ("at", .string(facts.at.rfc3339)),
            ("by", .string(facts.by)),
            ("conditions", .array(facts.conditions.map(JSON.string))),
            (
                "entry",
                .object([
                    ("hash", .string(facts.link.hash)), ("seq", .int(Int64(facts.link.seq))),
                ])
            ),
            ("from", .string(facts.notBefore.rfc3339)),
            ("once", .bool(facts.once)),
            ("plan", .string(facts.planID)),
            ("planDigest", .string(facts.plan)),
            ("role", .string(facts.role)),
            ("until", .string(facts.notAfter.rfc3339)),
        ]
        if let because = facts.because { members.append(("because", .string(because))) }
        return members
    }

    private static func reason(_ reason: VoidReason, _ words: String) -> JSON {
        var members: [(String, JSON)] = [
            ("code", .string(reason.code)), ("words", .string(words)),
        ]
        if case .changed(let path, let old, let new, let by, let at) = reason {
            members.append(("path", .string(path)))
            if let old { members.append(("old", old)) }
            if let new { members.append(("new", new)) }
            if let by { members.append(("by", .string(by))) }
            if let at { members.append(("at", .string(at.rfc3339))) }
        }
        return .object(members)
    }
}

extension VoidReason {
    /// What programs know it by.
    var code: String {
        switch self {
        case .changed: "changed"
        case .outsidePeriod: "outside-period"
        case .otherPlan: "other-plan"
        case .afterStart: "after-start"
        case .approverIsHost: "approver-is-host"
        case .approverIsSecond: "approver-is-second"
        case .approverInSession: "approver-in-session"
        case .approverIsAuthor: "approver-is-author"
        case .approverIsLastEditor: "approver-is-last-editor"
        case .hadNoRole: "had-no-role"
        case .roleUnconfirmed: "role-unconfirmed"
        case .damagedRecord: "damaged-record"
        }
    }
}
