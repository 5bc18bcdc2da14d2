import Checklist

/// `redact` and `review --due` for programs; the writer sorts the keys.
enum DisposalJSON {
    static func json(
        _ waiting: [WaitingProposal],
        _ book: DisposalBook,
        _ clock: LocalTime
    ) -> JSON {
        .object([
            ("holds", .array(book.holds.filter { !$0.isOver }.map(hold))),
            ("unfinished", .array(book.unfinished.map { .int(Int64($0.entry)) })),
            ("waiting", .array(waiting.map(json))),
        ])
    }

    static func json(_ list: DueList, record: String) -> JSON {
        .object([
            ("record", .string(record)),
            ("holds", .array(list.holds.map(hold))),
            ("items", .array(list.items.map(json))),
            ("later", .int(Int64(list.later))),
            ("next", list.next.map { .string($0.text) } ?? .null),
            ("notForYou", .int(Int64(list.notForYou))),
            ("today", .string(list.today.text)),
        ])
    }

    private static func json(_ one: WaitingProposal) -> JSON {
        var members = subject(one.proposal.subject)
        members += ground(one.proposal.ground)
        members += [
            ("at", .string(one.proposal.at.rfc3339)),
            ("by", .string(one.proposal.author.by)),
            ("early", .bool(one.proposal.ground.isEarly)),
            ("exports", .array(one.exports.map { .string($0.words) })),
            ("hindrance", one.hindrance.map(JSON.string) ?? .null),
            ("number", .int(Int64(one.proposal.entry))),
        ]
        if let because = one.proposal.because { members.append(("because", .string(because))) }
        return .object(members)
    }

    private static func json(_ item: DueItem) -> JSON {
        var members = subject(item.subject)
        members += ground(
            DisposalEntry.Ground(kind: item.kind, days: item.days, from: item.from, isEarly: false)
        )
        members.append(("day", .string(item.day.text)))
        members.append(("host", item.host.map(JSON.string) ?? .null))
        members.append(("group", item.group.map(JSON.string) ?? .null))
        switch item.state {
        case .due: members.append(("state", .string("due")))
        case .needsPerson: members.append(("state", .string("needs-person")))
        case .held(let holds):
            members.append(("state", .string("held")))
            members.append(("heldBy", .array(holds.map { .int(Int64($0.entry)) })))
        case .waiting(let proposal):
            members.append(("state", .string("waiting")))
            members.append(("proposal", .int(Int64(proposal.entry))))
        case .blocked(let blockers):
            members.append(("state", .string("blocked")))
            members.append(("because", .array(blockers.map { .string($0.words) })))
        }
        return .object(members)
    }

    private static func subject(_ subject: DisposalEntry.Subject) -> [(String, JSON)] {
        switch subject {
        case .session(let id, _): [("session", .string(id))]
        case .text(let text, let id, _):
            [
                ("session", .string(id)), ("entry", .int(Int64(text.seq))),
                ("field", .string(text.name)),
            ]
        case .plan(let entry): [("plan", .int(Int64(entry)))]
        case .ledger(let entry, let field):
            [("ledger", .int(Int64(entry)))] + (field.map { [("field", .string($0))] } ?? [])
        }
    }

    private static func ground(_ ground: DisposalEntry.Ground) -> [(String, JSON)] {
        [
            ("kept", ground.kind.map { .string($0.rawValue) } ?? .null),
            ("days", ground.days.map { .int(Int64($0)) } ?? .null),
            ("from", ground.from.map { .string($0.text) } ?? .null),
        ]
    }

    private static func hold(_ hold: Hold) -> JSON {
        .object([
            ("at", .string(hold.at.rfc3339)), ("by", .string(hold.author.by)),
            ("because", hold.because.map(JSON.string) ?? .null),
            ("number", .int(Int64(hold.entry))),
            ("release", hold.release.map { .int(Int64($0.entry)) } ?? .null),
            ("session", hold.session.map(JSON.string) ?? .null),
        ])
    }
}
