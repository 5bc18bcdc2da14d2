import Checklist

/// What one session's log told when it was read: facts, ids of staff, and times.
///
/// It holds no text that could be erased, so it may be kept beside the record, and it is the same
/// before and after an erasure.
struct LogSummary: Equatable, Sendable {
    /// The session's id.
    let session: String
    /// The last entry of the log; number 0 for a log without any.
    var last = Link(seq: 0, hash: "")
    /// The number of the last entry that tells anything: no erasure, and none of the store's own.
    var told = 0
    /// How many entries tell what happened; none for a log that was opened and no more.
    var events = 0
    /// When it started, ended and was closed.
    ///
    /// The first two are what people said, the third is when the `close` was saved.
    var startedAt: Timestamp?
    var endedAt: Timestamp?
    var closedAt: Timestamp?
    /// What was answered to whether anything went wrong.
    var wentWrong: String?

    /// How many different people were there at some time, by the part they had last.
    var pupils = 0
    var staff = 0
    /// Expected visitors and guests.
    var visitors = 0
    /// People whom nobody expected.
    var unknown = 0
    /// The ids of the school's people who were there, sorted.
    var adults: [String] = []
    /// For how many seconds exactly one pupil was there with no more than one adult.
    var alone = 0
    /// For how many seconds pupils were there with fewer than two members of staff.
    var understaffed = 0
    /// Whether a second member of staff was ever there while pupils were.
    var hadSecond = false

    /// What the chat and the recording were set to last; nothing if nobody said.
    var chat: String?
    var recording: String?
    /// Whether it was ever recorded.
    var wasRecorded = false
    /// Whether the plan wanted it recorded; nothing if nobody can tell any more.
    var recordingPlanned: Bool?

    /// The last word on each rule that was broken; those that were not so after all left out.
    var spells: [SessionEvent.Spell] = []
    var incidents: [ReviewedIncident] = []

    /// Entries that were written a minute or more after what they tell of.
    var lateEntries = 0
    /// Those of them that were written an hour or more after, and whatever was written after the
    /// log had been closed.
    var veryLateEntries = 0
    /// Entries that correct another.
    var corrections = 0
    /// Cut-off entries that the next one mended.
    var recovered = 0
    /// Entries before which somebody had set the clock.
    var clockSteps = 0
    /// Texts that are gone without an erasure, or there in spite of one.
    var withheld = 0
    /// Other damage.
    var damage = 0
    /// Whether the last write was cut off; the next one will mend it.
    var isUnfinished = false

    /// Of a log without any entry.
    init(session: String) { self.session = session }

    /// - Parameters:
    ///   - history: the log, with all that the ledger knows of its erasures.
    ///   - people: the school's people, some under several ids.
    ///   - recordingPlanned: what the plan said, if the opening or the plan still tells.
    ///   - heads: entries that the ledger says are in it.
    init(
        _ history: History,
        people: People,
        recordingPlanned: Bool?,
        heads: [Link] = []
    ) {
        session = history.chain
        self.recordingPlanned = recordingPlanned
        take(history, heads)
        let timeline = Timeline(history.records)
        take(timeline)
        takePresence(timeline)
        incidents = ReviewedIncident.all(in: timeline, people)
        spells = timeline.spells.filter { !$0.isVoid }
    }

    // MARK: The log as a file

    private mutating func take(_ history: History, _ heads: [Link]) {
        if let head = history.head { last = head }
        for record in history.records {
            if record.kind == .recovered { recovered += 1 }
            // An erasure comes years later, and must change no figure.
            if record.kind == .redact { continue }
            if record.clockStepped { clockSteps += 1 }
            if !record.isHousekeeping { told = record.seq }
        }
        var judged = 0
        for record in history.records {
            for (name, _) in record.texts {
                switch history.state(of: name, in: record) {
                case .withheld, .resurrected: withheld += 1
                case .altered: damage += 1
                case .open, .erased, nil: continue
                }
                judged += 1
            }
        }
        // Each of those texts is among the problems too, once they were judged.
        let found = history.problems.count { $0.severity == .damage || $0.severity == .unknown }
        let isJudged = history.problems.contains { $0.text.hasPrefix("text `") }
        damage += max(0, found - (isJudged ? judged : 0))
        isUnfinished = history.problems.contains { $0.severity == .unfinished }
        guard !heads.isEmpty else { return }
        let hashes = Dictionary(
            history.records.map { ($0.seq, $0.hash) },
            uniquingKeysWith: { first, _ in first }
        )
        damage += heads.count { hashes[$0.seq] != $0.hash }
    }

    // MARK: What happened

    private mutating func take(_ timeline: Timeline) {
        closedAt = timeline.close?.at
        for item in timeline.happened {
            switch item.event {
            case .start: startedAt = startedAt ?? item.occurred
            case .end: endedAt = endedAt ?? item.occurred
            case .chat(let mode): chat = mode
            case .recording(let mode):
                recording = mode
                if mode != "off" { wasRecorded = true }
            case .close(let answer): wentWrong = answer
            default: break
            }
        }
        for item in timeline.all where !item.event.isJudgement {
            events += 1
            // What is about staff must not be told by a count either.
            if timeline.isConfidential(item) { continue }
            if item.corrects != nil { corrections += 1 }
            if let late = item.lateness {
                lateEntries += 1
                if late.seconds >= LogSummary.veryLate { veryLateEntries += 1 }
            }
            if item.entry.afterClose,
                item.lateness.map({ $0.seconds < LogSummary.veryLate }) ?? true
            {
                veryLateEntries += 1
            }
        }
    }

    private static let veryLate: Int64 = 3600

    private mutating func takePresence(_ timeline: Timeline) {
        let presence = SessionPresence(timeline, startedAt: startedAt, endedAt: endedAt)
        pupils = presence.count(.pupil)
        staff = presence.count(.host) + presence.count(.second) + presence.count(.staff)
        visitors = presence.count(.adult)
        unknown = presence.count(.unknown)
        adults = presence.adults
        alone = presence.alone
        understaffed = presence.understaffed
        hadSecond = presence.hadSecond
    }
}

extension Timeline {
    /// Whether an entry is an incident that only few may know of, or is about such a one.
    fileprivate func isConfidential(_ item: Item) -> Bool {
        switch item.event {
        case .incident(let note): note.isConfidential
        case .handedOver(let of, _): current(of).map(isConfidential) ?? false
        default: false
        }
    }
}
