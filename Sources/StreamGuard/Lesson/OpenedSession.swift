import Checklist

/// A session as the ledger tells of it.
struct OpenedSession {
    let id: String
    /// Who started it, and when.
    let author: Author
    let at: Timestamp
    /// The digest of the plan's version.
    let plan: String
    let host: String?
    let second: String?
    /// The planned times.
    let starts: Timestamp?
    let ends: Timestamp?
    /// Until when its log has to be closed.
    let due: Timestamp?
    /// What the rules said at the start.
    let verdict: Decision?
    /// Started although they were against it.
    let isDespite: Bool
    /// The ledger's entries of the approvals it was started under.
    let approvals: [Int]
    fileprivate(set) var isClosed = false

    /// All sessions that were opened, in that order.
    static func all(in ledger: [Entry]) -> [OpenedSession] {
        var sessions: [OpenedSession] = []
        for entry in ledger {
            if entry.kind == .sessionOpen, let session = OpenedSession(entry) {
                sessions.append(session)
            } else if entry.kind == .sessionClose, let id = entry.fact("sid"),
                let index = sessions.firstIndex(where: { $0.id == id })
            {
                sessions[index].isClosed = true
            }
        }
        return sessions
    }

    private init?(_ entry: Entry) {
        guard let id = entry.fact("sid") else { return nil }
        self.id = id
        author = entry.author
        at = entry.at
        plan = entry.fact("plan") ?? ""
        host = entry.fact("host")
        second = entry.fact("second")
        starts = entry.time("starts")
        ends = entry.time("ends")
        due = entry.time("due")
        verdict = entry.fact("verdict").flatMap(Decision.init)
        isDespite = entry.flag("despite")
        approvals =
            entry.value("approvals")?.elements.compactMap { number in
                if case .int(let number) = number { Int(number) } else { nil }
            } ?? []
    }

    /// Whether it should have been closed by now.
    func isOverdue(at now: Timestamp) -> Bool {
        !isClosed && due.map { $0 < now } ?? false
    }

    /// Whether somebody runs it: as host, as second member of staff, or because they started it.
    func isOf(_ ids: [String]) -> Bool {
        [host, second, author.by].contains { id in id.map(ids.contains) ?? false }
    }
}

extension OpenedSession {
    /// The facts with which a session is opened.
    static func facts(
        plan: String,
        cast: Cast,
        starts: Timestamp?,
        ends: Timestamp?,
        due: Timestamp?,
        verdict: Decision,
        despite: Bool,
        approvals: [Int]
    ) -> [String: JSON] {
        var facts: [String: JSON] = [
            "plan": .string(plan), "verdict": .string(verdict.rawValue), "despite": .bool(despite),
            "approvals": .array(approvals.map { .int(Int64($0)) }),
        ]
        for (name, id) in [("host", cast.host), ("second", cast.second)] {
            if let id, id.isWord { facts[name] = .string(id) }
        }
        for (name, time) in [("starts", starts), ("ends", ends), ("due", due)] {
            if let time { facts[name] = .string(time.rfc3339) }
        }
        return facts
    }
}
