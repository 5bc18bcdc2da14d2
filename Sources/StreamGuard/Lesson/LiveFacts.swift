import Checklist

/// What is known of a running session at an instant, folded from its log.
struct LiveFacts {
    /// Who is there, in the order in which they came.
    private(set) var present: [Present] = []
    private(set) var answers: [(field: String, value: JSON)] = []
    private(set) var startedAt: Timestamp?
    private(set) var endedAt: Timestamp?
    private(set) var chat: String?
    private(set) var recording: String?
    private(set) var wentWrong: String?
    /// Those that everybody in the session may know of.
    private(set) var incidents = 0
    private var confidential = 0
    /// All pupils who came, whether or not they are still there.
    private(set) var attended: Set<String> = []

    /// Before the start nobody may have said yet who is there; once there is a log, it tells.
    var isPresenceKnown = true

    private var aware: (id: String, at: Timestamp)?
    private var confirmations: [(id: String, answers: [SessionEvent.GoAhead: Bool])] = []
    private var wasRecorded = false
    private var lastOut: String?
    private var closedAt: Timestamp?

    struct Present: Equatable {
        let id: String
        let part: SessionEvent.Part
        let joinedAt: Timestamp
        var isPlanned = true
    }

    /// The fields of the `live` form that the log itself tells; nobody answers them.
    static let told: Set<String> = [
        "startedAt", "endedAt", "present", "aware", "confirmations", "chat", "recording",
        "recorded", "wentWrong", "incidents", "attended", "closedAt", "conditions",
    ]

    /// What happened up to an instant, that instant included; all of it without one.
    init(_ timeline: Timeline, until instant: Timestamp? = nil) {
        for item in timeline.happened {
            if let instant, item.occurred > instant { break }
            add(item)
        }
        if let close = timeline.close, instant.map({ close.at <= $0 }) ?? true {
            closedAt = close.at
        }
    }

    /// Before anything happened.
    init() {}

    mutating func add(_ item: Timeline.Item) { add(item.event, at: item.occurred, seq: item.seq) }

    /// Takes note of an event; `seq` tells those apart whose id was erased.
    mutating func add(_ event: SessionEvent, at instant: Timestamp, seq: Int) {
        switch event {
        case .start: startedAt = startedAt ?? instant
        case .told(let who): aware = who.id.map { ($0, instant) }
        case .join(let who, let part, let isPlanned):
            join(who.id ?? "erased-\(seq)", part, isPlanned, instant)
        case .leave(let who): leave(who.id)
        case .confirmed(let who, let answers):
            guard let id = who.id else { return }
            confirmations.removeAll { $0.id == id }
            confirmations.append((id, answers))
        case .answers(let new):
            for answer in new {
                answers.removeAll { $0.field == answer.field }
                answers.append(answer)
            }
        case .chat(let mode): chat = mode
        case .recording(let mode):
            recording = mode
            if mode != "off" { wasRecorded = true }
        case .incident(let note):
            if note.isConfidential { confidential += 1 } else { incidents += 1 }
        case .end: end(instant)
        case .close(let answer): wentWrong = answer
        case .note, .handedOver, .deviation, .deviationOver, .other: break
        }
    }

    private mutating func join(
        _ id: String,
        _ part: SessionEvent.Part,
        _ isPlanned: Bool,
        _ instant: Timestamp
    ) {
        // Somebody who is in the session twice, on two devices, is one person.
        let since = present.first { $0.id == id }?.joinedAt ?? instant
        present.removeAll { $0.id == id }
        present.append(Present(id: id, part: part, joinedAt: since, isPlanned: isPlanned))
        if part == .pupil { attended.insert(id) }
    }

    private mutating func leave(_ id: String?) {
        let index = present.firstIndex { person in
            id.map { $0 == person.id } ?? person.id.hasPrefix("erased-")
        }
        guard let index else { return }
        let part = present.remove(at: index).part
        // Who else is in the room matters no more once the last of these two has gone.
        if part == .pupil || part.isStaff { lastOut = part == .pupil ? "pupil" : "staff" }
    }

    private mutating func end(_ instant: Timestamp) {
        guard endedAt == nil else { return }
        endedAt = instant
        if present.contains(where: \.part.isStaff) {
            lastOut = "together"
        } else if !present.isEmpty {
            lastOut = "pupil"
        }
        present = []
    }

    // MARK: As a document

    /// The facts as a document of the `live` form; `conditions` is how many conditions the
    /// approvals in force carry.
    func json(conditions: Int = 0) -> JSON {
        var members: [(String, JSON)] = answers.filter { answer in
            !LiveFacts.told.contains(answer.field) && !(answer.field == "lastOut" && lastOut != nil)
        }.map { ($0.field, $0.value) }
        func add(_ name: String, _ value: JSON?) {
            if let value { members.append((name, value)) }
        }
        add("startedAt", startedAt.map(LiveFacts.time))
        add("endedAt", endedAt.map(LiveFacts.time))
        let people = present.map { person in
            JSON.object([
                ("id", .string(person.id)), ("role", .string(person.part.rawValue)),
                ("joinedAt", LiveFacts.time(person.joinedAt)),
            ])
        }
        add("present", isPresenceKnown ? .array(people) : nil)
        if let aware {
            add("aware", .object([("id", .string(aware.id)), ("at", LiveFacts.time(aware.at))]))
        }
        add(
            "confirmations",
            .array(
                confirmations.map { confirmation in
                    .object(
                        [("id", .string(confirmation.id))]
                            + SessionEvent.GoAhead.allCases.compactMap { answer in
                                confirmation.answers[answer].map { (answer.rawValue, .bool($0)) }
                            }
                    )
                }
            )
        )
        add("chat", chat.map(JSON.string))
        add("recording", recording.map(JSON.string))
        add("recorded", .bool(wasRecorded))
        // If nobody is known to have been there, nobody is known to have left.
        add("lastOut", lastOut.map(JSON.string))
        add("wentWrong", wentWrong.map(JSON.string))
        // Whoever closes the log may be the one whom an incident is about. That there is one must
        // not be betrayed by a rule that finds their answer wrong.
        let counted = wentWrong == "something" ? incidents + confidential : incidents
        add("incidents", .int(Int64(counted)))
        add("attended", .int(Int64(attended.count)))
        add("closedAt", closedAt.map(LiveFacts.time))
        add("conditions", .int(Int64(conditions)))
        return .object(members)
    }

    func document(conditions: Int = 0) throws(Diagnostics) -> Document {
        try Document(
            parsing: SourceText(name: "the log", text: json(conditions: conditions).canonical())
        )
    }

    private static func time(_ instant: Timestamp) -> JSON { .string(instant.rfc3339) }
}
