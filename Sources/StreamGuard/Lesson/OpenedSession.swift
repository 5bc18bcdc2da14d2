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
    /// The rules that somebody should have approved and that were not met at the start, with how
    /// each stood to approval; nothing for openings of versions that did not say.
    let unapproved: [Unapproved]?
    /// Whether the plan wanted it recorded; nothing for openings of versions that did not say.
    let isRecordingPlanned: Bool?
    /// The ledger's entry of its opening.
    let link: Link
    fileprivate(set) var isClosed = false

    /// A rule without the approval that it needed.
    struct Unapproved: Equatable {
        let rule: String
        let state: ApprovalState

        init(rule: String, state: ApprovalState) {
            self.rule = rule
            self.state = state
        }

        /// As `stale=C13-one-to-one`: one word, as facts have to be.
        fileprivate init?(_ word: String) {
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let state = ApprovalState(rawValue: parts[0]) else {
                return nil
            }
            self.init(rule: parts[1], state: state)
        }

        fileprivate var word: String { "\(state.rawValue)=\(rule)" }
    }

    /// All sessions that were opened, in that order.
    static func all(in ledger: [Entry]) -> [OpenedSession] {
        var sessions: [OpenedSession] = []
        var places: [String: Int] = [:]
        for entry in ledger {
            if entry.kind == .sessionOpen, let session = OpenedSession(entry) {
                if places[session.id] == nil { places[session.id] = sessions.count }
                sessions.append(session)
            } else if entry.kind == .sessionClose, let id = entry.fact("sid"),
                let place = places[id]
            {
                sessions[place].isClosed = true
            }
        }
        return sessions
    }

    private init?(_ entry: Entry) {
        guard let id = entry.fact("sid") else { return nil }
        self.id = id
        link = entry.link
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
        unapproved = entry.value("unapproved")?.elements.compactMap { word in
            word.text.flatMap(Unapproved.init)
        }
        isRecordingPlanned = entry.fact("recording").map { $0 == OpenedSession.planned }
    }

    private static let planned = "planned"

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
        approvals: [Int],
        unapproved: [Unapproved] = [],
        isRecordingPlanned: Bool = false
    ) -> [String: JSON] {
        var facts: [String: JSON] = [
            "plan": .string(plan), "verdict": .string(verdict.rawValue), "despite": .bool(despite),
            "approvals": .array(approvals.map { .int(Int64($0)) }),
            "unapproved": .array(unapproved.map { .string($0.word) }),
            "recording": .string(isRecordingPlanned ? planned : "not-planned"),
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
