import Checklist
import Testing

@testable import StreamGuard

/// A record in memory, for reviews: plans, decisions and sessions of Tuesday 24 November 2026 and
/// the days around it, each entry saved when it would have been.
final class ReviewRecord {
    let store = RecordStore()
    let workspace: Workspace
    let people: People
    var isTrial = true
    var names = ReviewNames()
    let clock = LocalTime(zone: "Europe/London", zones: .iana(knowing: "Europe/London"))
    /// How many ids and digests were made up.
    private var made = 0

    static let list = """
        [{"id": "head", "login": "head", "roles": ["head", "slt"]},
         {"id": "deputy", "login": "deputy", "roles": ["slt"]},
         {"id": "lead", "login": "lead", "roles": ["teacher", "dsl"]},
         {"id": "teacher", "login": "teacher", "roles": ["teacher"]},
         {"id": "teacher-b", "login": "teacher", "roles": ["teacher"]},
         {"id": "other", "login": "other", "roles": ["teacher"]},
         {"id": "ta", "login": "ta", "roles": ["teaching-assistant"]}]
        """

    init() throws {
        store.clock.seconds = 1_793_523_600  // 2026-11-01T09:00:00Z
        store.clock.uptime = 100_000_000_000
        workspace = try store.create()
        people = try BookOfApprovals.people(ReviewRecord.list)
        names.rules["one-to-one"] = ReviewNames.Rule(
            item: "C13",
            title: "One-to-ones only with approval",
            mayBeApproved: true
        )
        names.rules["second-there"] = ReviewNames.Rule(
            item: "C09",
            title: "Two adults",
            mayBeApproved: false
        )
        names.categories = ["welfare": "A worry about a child", "technical": "A fault"]
        names.roles = ["dsl", "head"]
    }

    // MARK: Times

    /// `10:05` on the day, or `2026-11-25T10:05`.
    static func time(_ text: String) throws -> Timestamp {
        let whole = text.utf8.count < 9 ? "2026-11-24T\(text)" : text
        let seconds = whole.utf8.count == 16 ? "\(whole):00Z" : "\(whole)Z"
        return try #require(Timestamp(rfc3339: seconds), "\(text)")
    }

    /// Sets the time of both clocks: what is saved next, is saved a second later.
    func now(_ text: String) throws {
        let seconds = try ReviewRecord.time(text).seconds
        store.clock.uptime += Int(seconds - store.clock.seconds) * 1000
        store.clock.seconds = seconds
    }

    func author(_ id: String) -> Author { Author(by: id, uid: 1, host: "desk-3") }

    // MARK: The ledger

    /// Hands a plan in; returns its digest.
    @discardableResult
    func plan(
        _ id: String,
        _ start: String = "10:00",
        to end: String? = nil,
        pupils: Int? = 5,
        group: String? = "year-5",
        host: String = "teacher",
        second: String? = "ta",
        needs: [String] = [],
        by: String = "teacher",
        after previous: String? = nil
    ) throws -> String {
        made += 1
        let digest = "\(id)-\(made)"
        let start = try ReviewRecord.time(start)
        let end = try end.map(ReviewRecord.time) ?? start.adding(Duration(seconds: 2400))
        var facts: [String: JSON] = [
            "plan": .string(digest), "host": .string(host), "start": .string(start.rfc3339),
            "needs": .array(needs.map(JSON.string)),
        ]
        facts["end"] = end.map { .string($0.rfc3339) }
        facts["second"] = second.map(JSON.string)
        facts["pupils"] = pupils.map { .int(Int64($0)) }
        facts["previous"] = previous.map(JSON.string)
        var texts = ["id": id, "title": "About \(id)"]
        texts["group"] = group
        _ = try workspace.ledger.append(
            NewEntry(previous == nil ? .plan : .planRevised, facts: facts, texts: texts),
            by: author(by)
        )
        return digest
    }

    func roles() throws {
        let holders = RoleHolders(people, roles: ["head", "slt"])
        _ = try workspace.ledger.append(holders.entry, by: author("head"))
    }

    /// Decides about a plan; returns the number of the entry.
    @discardableResult
    func decide(
        _ decision: ApprovalFacts.Decision = .approve,
        _ plan: String,
        by: String = "head",
        rule: String = "one-to-one",
        from: String = "2026-11-01T00:00",
        until: String = "2026-12-31T00:00",
        once: Bool = false,
        of: Int? = nil
    ) throws -> Int {
        let period = try ReviewRecord.time(from)...ReviewRecord.time(until)
        let draft = ApprovalDraft(
            decision: decision,
            rule: rule,
            planID: plan,
            plan: plan,
            role: "slt",
            roles: RoleHolders(people, roles: ["head", "slt"]).digest,
            material: [("plan.mode", .string("video"))],
            because: "It is needed.",
            period: decision == .approve ? period : nil,
            once: once,
            of: of
        )
        return try workspace.ledger.append(draft.entry, by: author(by)).seq
    }

    /// What is left out of an opening tells of an older version.
    @discardableResult
    func open(
        _ plan: String,
        _ start: String = "10:00",
        minutes: Int64 = 40,
        due: String? = "20:40",
        host: String = "teacher",
        second: String? = "ta",
        by: String = "teacher",
        verdict: Decision = .ready,
        approvals: [Int] = [],
        unapproved: [OpenedSession.Unapproved] = [],
        isRecorded: Bool = false,
        without left: [String] = []
    ) throws -> SessionLog {
        let starts = try ReviewRecord.time(start)
        let cast = Cast(
            plan: try Document(
                parsing: SourceText(
                    name: "",
                    text: #"{"host":{"id":"\#(host)"},"second":{"id":"\#(second ?? "")"}}"#
                )
            ),
            school: nil,
            people: people
        )
        var facts = OpenedSession.facts(
            plan: plan,
            cast: cast,
            starts: starts,
            ends: starts.adding(Duration(seconds: minutes * 60)),
            due: try due.map(ReviewRecord.time),
            verdict: verdict,
            despite: verdict != .ready,
            approvals: approvals,
            unapproved: unapproved,
            isRecordingPlanned: isRecorded
        )
        for name in left { facts[name] = nil }
        // Whatever was made before: a minute before the start nothing of it has happened yet.
        try now(String(starts.rfc3339.dropLast()))
        store.clock.seconds -= 60
        store.clock.uptime -= 60_000
        let day = start.utf8.count < 9 ? "20261124" : start.prefix(10).filter { $0 != "-" }
        return try workspace.openSession(day: day, facts: facts, by: author(by)).log
    }

    // MARK: Logs

    /// Writes down what happened, as the commands do, five seconds later or when it is said.
    @discardableResult
    func write(
        _ log: SessionLog,
        _ event: SessionEvent,
        at occurred: String,
        written: String? = nil,
        correcting of: Int? = nil,
        by: String = "teacher"
    ) throws -> Int {
        try now(written ?? occurred)
        let timeline = Timeline(try log.read().records)
        var numbers = PersonNumbers(timeline)
        let correction = of.map { SessionEvent.Correction(of: $0, because: "it was wrong") }
        let entry = event.entry(
            occurred: try ReviewRecord.time(occurred),
            correcting: correction,
            isLate: timeline.close != nil,
            person: numbers.number(of: event),
            waiting: timeline.waiting(after: event, correction, people)
        )
        return try log.append(entry, by: author(by)).seq
    }

    static func pupil(_ id: String) -> SessionEvent {
        .join(SessionEvent.Somebody(id, isStaff: false), as: .pupil, isPlanned: true)
    }

    static func staff(_ id: String, as part: SessionEvent.Part) -> SessionEvent {
        .join(SessionEvent.Somebody(id, isStaff: true), as: part, isPlanned: true)
    }

    static func leave(_ id: String, isStaff: Bool = false) -> SessionEvent {
        .leave(SessionEvent.Somebody(id, isStaff: isStaff))
    }

    static func incident(_ category: String = "welfare", about: String = "pupil") -> SessionEvent {
        .incident(
            SessionEvent.IncidentNote(
                category: category,
                about: about,
                who: "p-1",
                facts: "The camera showed a quarrel.",
                tell: [
                    SessionEvent.Telling(people: ["lead"], instead: ["deputy"]),
                    SessionEvent.Telling(people: ["head"], instead: []),
                ]
            )
        )
    }

    static func handover(of incident: Int, to id: String) -> SessionEvent {
        .handedOver(of: incident, to: SessionEvent.Somebody(id, isStaff: true))
    }

    /// A rule that was broken for a while.
    func spell(
        _ log: SessionLog,
        _ rule: String,
        from since: String,
        to until: String? = nil,
        moment: String = "during"
    ) throws {
        var spell = SessionEvent.Spell(
            rule: rule,
            item: "C00",
            moment: moment,
            since: try ReviewRecord.time(since)
        )
        _ = try log.append(SessionEvent.deviation(spell).entry(), by: author("teacher"))
        guard let until else { return }
        spell.until = try ReviewRecord.time(until)
        _ = try log.append(SessionEvent.deviationOver(spell).entry(), by: author("teacher"))
    }

    /// Host, second member of staff and some pupils are there from the start to the end.
    func lesson(
        _ log: SessionLog,
        from start: String = "10:00",
        to end: String = "10:40",
        pupils: Int = 3,
        second: Bool = true
    ) throws {
        try write(log, .start, at: start)
        try write(log, ReviewRecord.staff("teacher", as: .host), at: start)
        if second { try write(log, ReviewRecord.staff("ta", as: .second), at: start) }
        for number in 0..<pupils { try write(log, ReviewRecord.pupil("p-\(number)"), at: start) }
        try write(log, .end, at: end)
    }

    func close(_ log: SessionLog, at time: String = "10:45") throws {
        try now(time)
        _ = try log.append(
            SessionEvent.close(wentWrong: "nothing").entry(),
            by: author("teacher")
        )
    }

    // MARK: What is made of it

    func ledger() throws -> ReviewLedger {
        ReviewLedger(
            try workspace.ledger.read(),
            people: people,
            clock: clock,
            isTrial: isTrial
        )
    }

    func opened(_ log: SessionLog) throws -> OpenedSession {
        try #require(try ledger().openings.first { $0.id == log.id.text })
    }

    func summary(_ log: SessionLog) throws -> LogSummary {
        let view = LedgerView(try workspace.ledger.read())
        return LogSummary(
            try log.read(),
            people: people,
            recordingPlanned: try opened(log).isRecordingPlanned,
            heads: (view.heads[log.id.text] ?? []).map(\.link)
        )
    }

    func scope(
        _ from: String = "2026-11-23",
        _ to: String = "2026-11-29",
        at: String = "2026-12-01T09:00"
    ) throws -> ReviewScope {
        ReviewScope(
            from: try #require(Day(iso: from)),
            to: try #require(Day(iso: to)),
            at: try ReviewRecord.time(at)
        )
    }

    func fold(
        _ scope: ReviewScope,
        number: Int = 0,
        limits: ReviewLimits = ReviewLimits(),
        root: SampleRoot? = nil
    ) throws -> ReviewFold {
        ReviewFold(
            scope: scope,
            record: ReviewedRecord(number: number, path: "school", origin: "origin"),
            ledger: try ledger(),
            words: names,
            limits: limits,
            root: root
        )
    }

    func review(_ scope: ReviewScope? = nil, limits: ReviewLimits = ReviewLimits()) throws -> Review
    {
        let scope = try scope ?? self.scope()
        var fold = try fold(scope, limits: limits)
        for opened in try ledger().sessions(in: scope) {
            let id = try #require(SessionID(opened.id))
            let log = SessionLog(id: id, workspace: workspace)
            fold.add(opened, try? summary(log))
        }
        return fold.finish()
    }

    /// The one session of a review, in its queue or not.
    func session(_ log: SessionLog) throws -> ReviewedSession {
        try fold(try scope()).session(try opened(log), try? summary(log))
    }

    func marks(_ log: SessionLog) throws -> [ReviewMark] { try session(log).marks }

    /// Erases every text of every entry, as a disposal at its hardest would.
    func eraseAll() throws {
        for opened in try ledger().openings {
            let log = SessionLog(id: try #require(SessionID(opened.id)), workspace: workspace)
            for record in try log.read().records {
                for (name, _) in record.texts {
                    try workspace.erase(record.seq, name, of: log.id, by: author("head"))
                }
            }
        }
        for record in try workspace.ledger.read().records {
            for (name, _) in record.texts {
                try workspace.erase(record.seq, name, of: nil, by: author("head"))
            }
        }
    }
}
