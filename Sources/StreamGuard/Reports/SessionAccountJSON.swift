import Checklist

/// A session as JSON.
enum SessionAccountJSON {
    static func json(_ account: SessionAccount) -> JSON {
        let session = account.opened
        let facts = account.facts
        return .object([
            ("session", .string(session.id)), ("trial", .bool(account.isTrial)),
            (
                "plan",
                .object([
                    ("digest", .string(session.plan)), ("title", text(account.title)),
                    ("id", text(account.plan?.root.member("id")?.string)),
                    ("starts", time(session.starts)), ("ends", time(session.ends)),
                    ("host", text(session.host)), ("second", text(session.second)),
                    ("pupils", .array(account.cast.pupils.map(JSON.string))),
                ])
            ),
            (
                "opened",
                .object([
                    ("at", time(session.at)), ("by", .string(session.author.by)),
                    ("verdict", text(session.verdict?.rawValue)),
                    ("despite", .bool(session.isDespite)), ("reason", text(account.despite)),
                    ("approvals", .array(session.approvals.map { .int(Int64($0)) })),
                    ("conditions", .array(account.conditions.map(JSON.string))),
                ])
            ),
            ("started", time(facts.startedAt)), ("ended", time(facts.endedAt)),
            ("due", time(session.due)), ("closed", time(account.timeline.close?.at)),
            ("overdue", .bool(account.isOverdue)), ("wentWrong", text(facts.wentWrong)),
            ("present", .array(facts.present.map(present))),
            ("attended", .int(Int64(facts.attended.count))),
            ("entries", .array(account.timeline.all.map { entry($0, account) })),
            ("deviations", .array(account.timeline.spells.map(spell))),
            ("incidents", .array(incidents(account))),
            (
                "problems",
                .array(account.history.problems.map { .string($0.line) })
            ),
        ])
    }

    /// The sessions that are open.
    static func json(_ sessions: [OpenedSession], now: Timestamp, isTrial: Bool) -> JSON {
        .object([
            ("trial", .bool(isTrial)),
            (
                "open",
                .array(
                    sessions.map { session in
                        .object([
                            ("session", .string(session.id)), ("host", text(session.host)),
                            ("second", text(session.second)), ("starts", time(session.starts)),
                            ("ends", time(session.ends)), ("due", time(session.due)),
                            ("overdue", .bool(session.isOverdue(at: now))),
                            ("despite", .bool(session.isDespite)),
                        ])
                    }
                )
            ),
        ])
    }

    private static func present(_ person: LiveFacts.Present) -> JSON {
        .object([
            ("id", .string(person.id)), ("role", .string(person.part.rawValue)),
            ("joinedAt", time(person.joinedAt)), ("planned", .bool(person.isPlanned)),
        ])
    }

    private static func entry(_ item: Timeline.Item, _ account: SessionAccount) -> JSON {
        let entry = item.entry
        let isHidden = account.isHidden(item)
        let kept: Set<String> = ["what", "occurred"]
        return .object([
            ("seq", .int(Int64(item.seq))), ("hash", .string(entry.hash)),
            ("what", .string(item.event.name)), ("kind", .string(entry.kind.rawValue)),
            ("at", time(item.at)), ("occurred", time(item.occurred)), ("by", .string(item.by)),
            ("late", .bool(item.lateness != nil)), ("afterClose", .bool(entry.afterClose)),
            ("clockStepped", .bool(entry.clockStepped)),
            ("corrects", number(item.corrects)), ("correctedBy", number(item.correctedBy)),
            ("hidden", .bool(isHidden)),
            (
                "facts",
                .object(
                    isHidden
                        ? []
                        : entry.facts.filter { !kept.contains($0.name) }.map { ($0.name, $0.value) }
                )
            ),
            (
                "texts",
                .object(isHidden ? [] : entry.texts.map { ($0.name, text(entry.text($0.name))) })
            ),
        ])
    }

    private static func spell(_ spell: SessionEvent.Spell) -> JSON {
        .object([
            ("rule", .string(spell.rule)), ("item", .string(spell.item)),
            ("moment", .string(spell.moment)), ("since", time(spell.since)),
            ("until", spell.isVoid ? .null : time(spell.until)), ("void", .bool(spell.isVoid)),
        ])
    }

    private static func incidents(_ account: SessionAccount) -> [JSON] {
        let waiting = account.due.waiting
        return account.timeline.incidents.compactMap { item in
            guard case .incident(let note) = item.event, !account.isHidden(item) else { return nil }
            let left = waiting.first { $0.seq == item.seq }
            return .object([
                ("seq", .int(Int64(item.seq))), ("category", .string(note.category)),
                ("about", .string(note.about)), ("who", text(note.who)),
                ("facts", text(note.facts)), ("occurred", time(item.occurred)),
                ("handedOver", .bool(left == nil)),
                ("waitsFor", .array((left?.tell ?? []).map { .array($0.people.map(JSON.string)) })),
                (
                    "told",
                    .array(
                        account.timeline.handovers(of: item).compactMap { handover in
                            guard case .handedOver(_, let to) = handover.event else { return nil }
                            return .object([
                                ("to", text(to.id)), ("at", time(handover.occurred)),
                                ("by", .string(handover.by)),
                            ])
                        }
                    )
                ),
            ])
        }
    }

    private static func text(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }
    private static func time(_ time: Timestamp?) -> JSON { text(time?.rfc3339) }
    private static func number(_ number: Int?) -> JSON {
        number.map { .int(Int64($0)) } ?? .null
    }
}
