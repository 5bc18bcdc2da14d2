import Checklist

/// What the record says of an approval, in plain English.
///
/// Every sentence begins with a small letter and ends without a full stop, so that it can stand
/// alone, after a colon or in a list.
struct StandingWords {
    /// The facts that the rule's approval is bound to now, for their questions in words.
    let material: [MaterialFact]
    let clock: LocalTime

    init(_ finding: Finding, _ clock: LocalTime) {
        self.init(material: finding.approval?.material ?? [], clock: clock)
    }

    init(material: [MaterialFact], clock: LocalTime) {
        self.material = material
        self.clock = clock
    }

    /// Who decided, when, and where the ledger has it.
    func decided(_ facts: ApprovalFacts, roles: [Role] = []) -> String {
        let role = roles.first { $0.name == facts.role }?.words ?? facts.role
        return "\(role) (\(facts.by)) on \(clock.moment(facts.at)), entry \(facts.link.reference)"
    }

    /// Why an approval does not count, one line a reason.
    func words(_ reasons: [VoidReason], of facts: ApprovalFacts) -> [String] {
        reasons.map { words($0, of: facts) }
    }

    /// Why an approval does not count.
    func words(_ reason: VoidReason, of facts: ApprovalFacts) -> String {
        switch reason {
        case .changed(let path, let old, let new, let by, let at):
            return "\(changed(path, old, new)) (\(handedIn(path, by, at)))"
        case .outsidePeriod:
            return "it covers sessions that start between \(clock.moment(facts.notBefore)) and "
                + "\(clock.moment(facts.notAfter)), and this one does not"
        case .otherPlan: return "it was given for one session only, \(facts.planID.inert)"
        case .afterStart:
            return "it was given on \(clock.moment(facts.at)), when the session had begun"
        case .approverIsHost: return "\(facts.by) is the host of this session"
        case .approverIsSecond:
            return "\(facts.by) is the second member of staff of this session"
        case .approverInSession: return "\(facts.by) is one of the adults in this session"
        case .approverIsAuthor: return "\(facts.by) handed this plan in"
        case .approverIsLastEditor:
            return "\(facts.by) handed in the last change of what is to be approved"
        case .hadNoRole:
            return "\(facts.by) did not have the role \(facts.role.inert) at that time"
        case .roleUnconfirmed:
            return "nobody had confirmed that \(facts.by) has the role \(facts.role.inert)"
        case .damagedRecord: return "the record is damaged, so no approval in it counts"
        }
    }

    // MARK: Changed facts

    private func handedIn(_ path: String, _ by: String?, _ at: Timestamp?) -> String {
        let when = at.map { " on \(clock.moment($0))" } ?? ""
        if let by { return "handed in by \(by)\(when)" }
        return path.hasPrefix("plan.")
            ? "this version of the plan has not been handed in"
            : "not by a plan that was handed in: look at the plan's file and the school's profile"
    }

    private func changed(_ path: String, _ old: JSON?, _ new: JSON?) -> String {
        guard let old else { return "\(name(path)) was not among what was approved" }
        guard let new else { return "\(name(path)) is no longer what the rule wants approved" }
        let changes = ValueChange.between(old, new)
        guard let first = changes.first else { return "\(name(path)) is not the same" }
        let limit = 6
        let shown = changes.prefix(changes.count > limit + 1 ? limit : changes.count)
        // The question is told once, and then only the places in the answer.
        var parts = ["\(name(path, at: first.place)) \(words(first))"]
        for (before, change) in zip(shown, shown.dropFirst()) {
            let place = change.place == before.place ? "" : "\((path + change.place).inert) "
            parts.append(place + words(change))
        }
        let rest = changes.count - shown.count
        if rest > 0 { parts.append("and \(counted(rest, "more difference"))") }
        return parts.joined(separator: "; ")
    }

    /// A fact by its question, and the place in it.
    private func name(_ path: String, at place: String = "") -> String {
        let place = (path + place).inert
        let fact = material.first { $0.name == path }
        return fact.map { "‘\($0.means.inert)’ (\(place))" } ?? place
    }

    private func words(_ change: ValueChange) -> String {
        switch (change.old, change.new) {
        case (let old?, let new?): "was \(words(old)), and is now \(words(new))"
        case (let old?, nil): "no longer has \(words(old))"
        case (nil, let new?): "now also has \(words(new))"
        case (nil, nil): "is not the same"
        }
    }

    /// A value as a person reads it: instants by the school's clock.
    private func words(_ value: JSON) -> String {
        switch value {
        case .null: return "not answered"
        case .bool(let truth): return truth ? "yes" : "no"
        case .string(let text):
            if text.hasSuffix("Z"), let time = Timestamp(rfc3339: text) {
                return clock.moment(time)
            }
            return text.inert
        case .array(let elements):
            let texts = elements.map { words($0) }
            let limit = 6
            if texts.isEmpty { return "none" }
            return texts.count <= limit + 1
                ? listed(texts) : listed(texts.prefix(limit) + ["\(texts.count - limit) more"])
        case .object(let members):
            if let id = value.member("id") { return words(id) }
            return listed(members.map { "\($0.0.inert): \(words($0.1))" })
        case .int, .double: return value.canonical()
        }
    }
}

/// What differs between two values, at the smallest places.
private struct ValueChange {
    /// Where, after the name of the whole: `.place`, `[guest-1].role`, or nothing.
    let place: String
    /// What was there and what is there now; nothing for what is only on one side.
    let old: JSON?
    let new: JSON?

    static func between(_ old: JSON, _ new: JSON, at place: String = "") -> [ValueChange] {
        if old.canonical() == new.canonical() { return [] }
        switch (old, new) {
        case (.object(let before), .object(let after)):
            let names = before.map(\.0) + after.map(\.0).filter { old.member($0) == nil }
            return names.flatMap { name in
                between(
                    old.member(name) ?? .null,
                    new.member(name) ?? .null,
                    at: "\(place).\(name)"
                )
            }
        case (.array(let before), .array(let after)): return between(before, after, place)
        default: return [ValueChange(place: place, old: old, new: new)]
        }
    }

    /// Elements with an id are told apart by it; the others are there or not.
    private static func between(
        _ old: [JSON],
        _ new: [JSON],
        _ place: String
    ) -> [ValueChange] {
        var added: [JSON] = []
        var gone = old
        var changes: [ValueChange] = []
        for after in new {
            let id = after.member("id")?.text
            let same = gone.firstIndex { before in
                id.map { before.member("id")?.text == $0 }
                    ?? (before.canonical() == after.canonical())
            }
            guard let same else {
                added.append(after)
                continue
            }
            let before = gone.remove(at: same)
            changes += between(before, after, at: "\(place)[\(id ?? "")]")
        }
        if !gone.isEmpty {
            changes.append(ValueChange(place: place, old: .array(gone), new: nil))
        }
        if !added.isEmpty {
            changes.append(ValueChange(place: place, old: nil, new: .array(added)))
        }
        return changes
    }
}
