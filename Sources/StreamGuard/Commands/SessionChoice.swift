import Checklist

/// Finds the session that a command is about.
struct SessionChoice {
    let sessions: [OpenedSession]
    private let desk: RecordDesk

    init(_ desk: RecordDesk, _ ledger: History) {
        self.desk = desk
        sessions = OpenedSession.all(in: ledger.records)
    }

    var open: [OpenedSession] { sessions.filter { !$0.isClosed } }

    /// Those that the person at the keyboard runs.
    var mine: [OpenedSession] { open.filter { isMine($0) } }

    func isMine(_ session: OpenedSession) -> Bool {
        session.isOf(desk.person?.ids ?? [desk.author.by])
    }

    /// The session that was named; else this person's own, else the only one that is open.
    func session(_ typed: String?) throws(Refusal) -> OpenedSession {
        if let typed { return try named(typed) }
        let mine = mine
        if mine.count == 1 { return mine[0] }
        let open = mine.isEmpty ? open : mine
        guard let only = open.first else { throw .noneOpen(sessions.last) }
        guard open.count == 1 else { throw .several(open, desk.clock) }
        return only
    }

    /// A session by its id, by its day, or by the end of its id, which is shorter to type.
    private func named(_ typed: String) throws(Refusal) -> OpenedSession {
        let lower = typed.lowercased()
        if let exact = sessions.first(where: { $0.id == lower }) { return exact }
        let found = sessions.filter { session in
            lower.utf8.count > 2 && session.id.hasSuffix(lower)
                || lower.utf8.count > 7 && session.id.hasPrefix(lower)
        }
        guard let only = found.first else { throw .noSession(typed, sessions.last) }
        guard found.count == 1 else { throw .several(found, desk.clock) }
        return only
    }
}

extension OpenedSession {
    /// The end of the id: enough to tell sessions apart, short enough to type.
    var shortID: String { String(id.suffix(4)) }

    /// One line for choosing: `…k3f9 Tue 24 Nov 2026, 10:00, teacher-5b`.
    func line(_ clock: LocalTime) -> String {
        "\(shortID): \(clock.moment(starts ?? at)), \(host ?? author.by)"
    }
}

extension Refusal {
    fileprivate static func noneOpen(_ last: OpenedSession?) -> Refusal {
        Refusal(
            "no session is open",
            hint: last.map {
                "`--session \($0.shortID)` is the last one; `\(Program.name) start PLAN` starts "
                    + "another"
            } ?? "`\(Program.name) start PLAN` starts one"
        )
    }

    fileprivate static func several(_ open: [OpenedSession], _ clock: LocalTime) -> Refusal {
        Refusal(
            "\(open.count) sessions are meant by that",
            hint: "add `--session` with one of these: "
                + open.map { $0.line(clock) }.joined(separator: "; ")
        )
    }

    fileprivate static func noSession(_ typed: String, _ last: OpenedSession?) -> Refusal {
        Refusal(
            "there is no session \(typed.quoted) in the record",
            hint: last.map { "the last one is `\($0.id)`; its last four letters are enough" }
        )
    }
}
