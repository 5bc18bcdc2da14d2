import Checklist

// A summary as one line of the index: short names, and nothing where nothing is to be told.

extension LogSummary {
    /// Raised whenever a summary is made in another way: older lines are then made anew.
    static let version = 1

    /// To be written in its canonical form.
    var json: JSON {
        var members: [(String, JSON)] = [
            ("v", .int(Int64(LogSummary.version))), ("sid", .string(session)),
            ("seq", .int(Int64(last.seq))), ("hash", .string(last.hash)),
        ]
        for (name, count) in LogSummary.counts where self[keyPath: count] != 0 {
            members.append((name, .int(Int64(self[keyPath: count]))))
        }
        for (name, flag) in LogSummary.flags where self[keyPath: flag] {
            members.append((name, .bool(true)))
        }
        for (name, time) in LogSummary.times {
            if let time = self[keyPath: time] { members.append((name, .string(time.rfc3339))) }
        }
        for (name, word) in LogSummary.words {
            if let word = self[keyPath: word] { members.append((name, .string(word))) }
        }
        if let recordingPlanned { members.append(("planned", .bool(recordingPlanned))) }
        func add(_ name: String, _ list: [JSON]) {
            if !list.isEmpty { members.append((name, .array(list))) }
        }
        add("adults", adults.map(JSON.string))
        add("spells", spells.map(\.json))
        add("incidents", incidents.map(\.json))
        return .object(members)
    }

    /// What ``json`` wrote; nothing for anything else, or of another version.
    init?(_ json: JSON) {
        // One look at each member: an index has a line for each session.
        var members: [String: JSON] = [:]
        for (name, value) in json.members { members[name] = value }
        func number(_ name: String) -> Int? {
            if case .int(let number)? = members[name] { Int(exactly: number) } else { nil }
        }
        guard number("v") == LogSummary.version else { return nil }
        guard let session = members["sid"]?.text, let seq = number("seq"),
            let hash = members["hash"]?.text
        else {
            return nil
        }
        self.init(session: session)
        last = Link(seq: seq, hash: hash)
        for (name, count) in LogSummary.counts { self[keyPath: count] = number(name) ?? 0 }
        for (name, flag) in LogSummary.flags {
            if case .bool(true)? = members[name] { self[keyPath: flag] = true }
        }
        for (name, time) in LogSummary.times {
            guard let text = members[name]?.text else { continue }
            guard let instant = Timestamp(rfc3339: text) else {
                return nil
            }
            self[keyPath: time] = instant
        }
        for (name, word) in LogSummary.words { self[keyPath: word] = members[name]?.text }
        if case .bool(let planned)? = members["planned"] { recordingPlanned = planned }
        adults = members["adults"]?.elements.compactMap(\.text) ?? []
        for element in members["spells"]?.elements ?? [] {
            guard let spell = SessionEvent.Spell(element) else { return nil }
            spells.append(spell)
        }
        for element in members["incidents"]?.elements ?? [] {
            guard let incident = ReviewedIncident(element) else { return nil }
            incidents.append(incident)
        }
    }

    private typealias Part<T> = any (WritableKeyPath<LogSummary, T> & Sendable)

    private static let counts: [(String, Part<Int>)] = [
        ("told", \.told), ("events", \.events), ("pupils", \.pupils), ("staff", \.staff),
        ("visitors", \.visitors), ("unknown", \.unknown), ("alone", \.alone),
        ("understaffed", \.understaffed), ("late", \.lateEntries), ("verylate", \.veryLateEntries),
        ("corrections", \.corrections), ("recovered", \.recovered), ("steps", \.clockSteps),
        ("withheld", \.withheld), ("damage", \.damage),
    ]

    private static let flags: [(String, Part<Bool>)] = [
        ("second", \.hadSecond), ("recorded", \.wasRecorded), ("unfinished", \.isUnfinished),
    ]

    private static let times: [(String, Part<Timestamp?>)] = [
        ("start", \.startedAt), ("end", \.endedAt), ("close", \.closedAt),
    ]

    private static let words: [(String, Part<String?>)] = [
        ("wentwrong", \.wentWrong), ("chat", \.chat), ("recording", \.recording),
    ]
}

extension SessionEvent.Spell {
    fileprivate var json: JSON {
        var parts: [JSON] = [
            .string(rule), .string(item), .string(moment), .string(since.rfc3339),
        ]
        if let until { parts.append(.string(until.rfc3339)) }
        return .array(parts)
    }

    fileprivate init?(_ json: JSON) {
        let parts = json.elements.compactMap(\.text)
        guard parts.count == json.elements.count, (4...5).contains(parts.count),
            let since = Timestamp(rfc3339: parts[3])
        else { return nil }
        let until = parts.count == 5 ? Timestamp(rfc3339: parts[4]) : nil
        guard parts.count == 4 || until != nil else { return nil }
        self.init(rule: parts[0], item: parts[1], moment: parts[2], since: since, until: until)
    }
}

extension ReviewedIncident {
    fileprivate var json: JSON {
        .array([
            .int(Int64(seq)), .string(category), .string(about), .string(occurred.rfc3339),
            .string(written.rfc3339), .string(by), .int(Int64(waiting)),
            .array(
                handovers.map { .array([.string($0.to), .string($0.at.rfc3339)]) }
            ),
        ])
    }

    fileprivate init?(_ json: JSON) {
        let parts = json.elements
        func time(_ part: JSON) -> Timestamp? { part.text.flatMap { Timestamp(rfc3339: $0) } }
        guard parts.count == 8, case .int(let seq) = parts[0], case .int(let waiting) = parts[6],
            let category = parts[1].text, let about = parts[2].text,
            let occurred = time(parts[3]), let written = time(parts[4]), let by = parts[5].text
        else { return nil }
        var handovers: [Handover] = []
        for handover in parts[7].elements {
            guard handover.elements.count == 2, let to = handover.elements[0].text,
                let at = time(handover.elements[1])
            else { return nil }
            handovers.append(Handover(to: to, at: at))
        }
        self.init(
            seq: Int(seq),
            category: category,
            about: about,
            occurred: occurred,
            written: written,
            by: by,
            handovers: handovers,
            waiting: Int(waiting)
        )
    }
}
