import Checklist

/// Where a command of the running session works: its log, what the log tells so far, and the
/// rules that it is judged by.
///
/// What happened is recorded whether or not it can be judged.
struct SessionDesk {
    let invocation: Invocation
    let console: Console
    let desk: RecordDesk
    let opened: OpenedSession
    let cast: Cast
    /// Nothing if the plan, the school or a rule cannot be read; somebody has been told.
    let judge: SessionJudge?
    private let log: SessionLog
    private(set) var history: History
    private(set) var timeline: Timeline

    /// The options of every command that writes to a session.
    static let options: [Option] =
        [.session, .occurred, .corrects, .correctionReason] + RecordDesk.options

    init(_ invocation: Invocation, _ console: Console) throws(SessionFailure) {
        let desk = try saving { () throws(JournalError) in try RecordDesk(invocation, console) }
        let ledger = try saving { () throws(JournalError) in try desk.workspace.ledger.read() }
        let choice = SessionChoice(desk, ledger)
        let opened = try refusing { () throws(Refusal) in
            try choice.session(invocation.value(.session))
        }
        try self.init(invocation, desk, ledger, opened)
        desk.warnOfStranger()
        desk.warnOfOverdue(choice, but: opened.id)
    }

    /// For a session that is known.
    init(
        _ invocation: Invocation,
        _ desk: RecordDesk,
        _ ledger: History,
        _ opened: OpenedSession
    ) throws(SessionFailure) {
        self.invocation = invocation
        self.desk = desk
        console = desk.console
        self.opened = opened
        guard let id = SessionID(opened.id) else { throw .notSaved(.noSession(opened.id)) }
        log = try saving { () throws(JournalError) in try desk.workspace.session(id) }
        let log = log
        history = try saving { () throws(JournalError) in try log.read() }
        timeline = Timeline(history.records)
        if !ledger.isSound || !history.isSound {
            console.warn("the record is damaged or cut off; `\(Program.name) verify` says where")
        }
        let plan: Document?
        do throws(JournalError) {
            plan = try desk.workspace.plan(digest: opened.plan)
        } catch {
            console.warn("nothing is judged: \(error.message)")
            plan = nil
        }
        cast = Cast(plan: plan, school: desk.school?.document, people: desk.people)
        let approvals = SessionApprovals(ledger.records, numbers: opened.approvals)
        judge = plan.flatMap { desk.judge($0, under: approvals, invocation) }
    }

    var clock: LocalTime { desk.clock }
    var facts: LiveFacts { LiveFacts(timeline) }
    /// Whoever is at the keyboard, as far as incidents go.
    var reader: IncidentReader {
        IncidentReader(people: desk.people, person: desk.person, cast: cast)
    }

    /// The time, to the millisecond that the record keeps.
    func now() throws(SessionFailure) -> Timestamp {
        let now = console.now().flatMap {
            Timestamp(seconds: $0.seconds, nanos: $0.nanos / 1_000_000 * 1_000_000)
        }
        guard let now else {
            throw .refused(Refusal("this computer's clock shows no usable time"))
        }
        return now
    }

    // MARK: Writing

    /// When it happened, if the command line says so; in the future nothing has happened.
    func occurred() throws(SessionFailure) -> Timestamp? {
        guard let typed = invocation.value(.occurred) else { return nil }
        let now = try now()
        let day = timeline.start?.occurred ?? opened.at
        return try refusing { () throws(Refusal) in
            try desk.occurred(typed, now: now, day: day)
        }
    }

    /// The entry that is corrected, if the command line names one, and why.
    func correction(by event: SessionEvent) throws(SessionFailure) -> SessionEvent.Correction? {
        let reason = try refusing { () throws(Refusal) in
            try SessionText(console).given(
                invocation.values(.correctionReason),
                "Why was it wrong?"
            )
        }
        guard let typed = invocation.value(.corrects) else {
            if reason != nil { throw .refused(.reasonForNothing) }
            return nil
        }
        guard let number = Int(typed), let old = timeline.item(number) else {
            throw .refused(.notCorrectable(typed, timeline))
        }
        guard let reason, !reason.isEmpty else { throw .refused(.noReason(number)) }
        if let why = old.event.whyNotReplaced(by: event) { throw .refused(.keeps(number, why)) }
        return SessionEvent.Correction(of: number, because: reason)
    }

    /// Saves what happened, says so entry by entry, and then says and records what is wrong now.
    ///
    /// All of it happened at one instant: whoever leaves last does not leave one by one.
    ///
    /// `then` says what belongs right behind the receipts.
    mutating func record(
        _ events: [SessionEvent],
        at time: Timestamp? = nil,
        then: (Console) -> Void = { _ in }
    ) throws(SessionFailure) -> ExitCode {
        var given = time
        if given == nil { given = try occurred() }
        var correction: SessionEvent.Correction?
        if let event = events.first { correction = try self.correction(by: event) }
        if correction != nil, events.count != 1 { throw .refused(.oneCorrection) }
        let before = timeline
        let last = before.happened.max { $0.seq < $1.seq }?.occurred
        // A correction is about the time of what it corrects, unless it says otherwise.
        let corrected = correction.flatMap { before.item($0.of) }?.occurred
        let together = events.count > 1 ? try now() : nil
        let instant = given ?? corrected ?? together
        let isLate = before.close != nil
        var numbers = PersonNumbers(before)
        for (index, event) in events.enumerated() {
            let entry = event.entry(
                occurred: instant,
                correcting: correction,
                isLate: isLate,
                person: numbers.number(of: event),
                waiting: before.waiting(after: event, correction, desk.people)
            )
            do throws(SessionFailure) {
                try save(entry, event.words(clock))
            } catch {
                let rest = events[index...].map { $0.words(clock) }
                console.say("Not saved: \(listed(rest)).".inert)
                throw error
            }
        }
        then(console)
        try read()
        let from = [instant, corrected, last, timeline.all.last?.occurred].compactMap { $0 }.min()
        let spells = try judgeAgain(from: from ?? opened.at)
        return try SessionReport(self, after: before, spells: spells).run()
    }

    private func save(_ entry: NewEntry, _ words: String) throws(SessionFailure) {
        let author = desk.author
        let receipt = try saving { () throws(JournalError) in
            try log.append(entry, by: author)
        }
        for note in receipt.notes { console.warn(note) }
        var page = Page(width: console.output.width, colour: false)
        page.paragraph("\(receipt.seq) \(receipt.hash.prefix(8)) saved: \(words)", hanging: 2)
        console.output.write(page.text)
        console.output.flush()
    }

    private mutating func read() throws(SessionFailure) {
        history = try saving { () throws(JournalError) in try log.read() }
        timeline = Timeline(history.records)
    }

    /// Judges from an instant on, and records the rules that were broken since, and those that
    /// are kept again.
    private mutating func judgeAgain(
        from instant: Timestamp
    ) throws(SessionFailure) -> [SessionEvent.Spell] {
        var problem: Refusal?
        let deviations = Deviations(timeline) { [judge] facts, moment, now in
            do throws(Refusal) {
                return try judge?.report(facts, moment: moment, at: now).verdict
            } catch {
                problem = error
                return nil
            }
        }
        let missing = deviations.missing(from: instant)
        if let problem {
            console.complain(problem)
            console.warn("what happened is recorded, but not judged")
        }
        var spells: [SessionEvent.Spell] = []
        for event in missing {
            try save(event.entry(isLate: timeline.close != nil), event.words(clock))
            switch event {
            case .deviation(let spell), .deviationOver(let spell): spells.append(spell)
            default: break
            }
        }
        if !missing.isEmpty { try read() }
        return spells
    }
}

extension RecordDesk {
    /// What a session's facts are judged by; nothing if something cannot be read, which is said.
    func judge(
        _ plan: Document,
        under approvals: SessionApprovals,
        _ invocation: Invocation
    ) -> SessionJudge? {
        do throws(Refusal) {
            var bench = try Bench(invocation, console)
            return try SessionJudge(
                bench,
                try bench.school(at: try requireSchool().path),
                plan: plan,
                conditions: approvals.conditions
            ) { $0.granting(approvals.standings) }
        } catch {
            console.complain(error)
            console.warn("what happens is recorded, but not judged")
            return nil
        }
    }

    /// What happened is recorded whoever writes it; but the list should know them.
    func warnOfStranger() {
        guard person == nil else { return }
        console.warn(
            "your account is nobody's on the school's list; this is recorded as \(author.by.quoted)"
        )
    }

    /// Reminds whoever runs a session that should have been closed.
    func warnOfOverdue(_ choice: SessionChoice, but id: String? = nil) {
        guard let now = console.now() else { return }
        for session in choice.mine where session.id != id && session.isOverdue(at: now) {
            console.warn(
                "the session \(session.line(clock)) is overdue: `\(Program.name) close --session "
                    + "\(session.shortID)` finishes its log"
            )
        }
    }

    /// A time that was typed for something that happened; `day` is the day that a time without
    /// one belongs to.
    func occurred(
        _ typed: String,
        now: Timestamp,
        day: Timestamp
    ) throws(Refusal) -> Timestamp {
        if LengthPhrase.text(typed) != nil { throw .notATime(typed, "Name the time of day.") }
        let setting = Reply.Setting(
            zone: clock.zone,
            zones: clock.zones,
            now: now,
            start: day,
            needsTime: true
        )
        let reply: Reply
        do throws(Reply.Unclear) {
            reply = try Reply(typed, for: .timestamp, in: setting)
        } catch {
            throw .notATime(typed, error.reason)
        }
        guard let text = reply.value.text,
            let instant = clock.zones.instant(of: text, in: clock.zone)
        else { throw .notATime(typed, "Write 10:05, or 2026-11-24T10:05.") }
        guard instant <= now else { throw .inFuture(clock.moment(instant)) }
        return instant
    }
}

extension SessionEvent {
    /// Why an event cannot stand in this one's place; nothing if it can.
    fileprivate func whyNotReplaced(by event: SessionEvent) -> String? {
        switch (self, event) {
        case (.incident, .incident), (.start, .start), (.end, .end), (.close, .close): nil
        case (.incident, _):
            "an incident is corrected by `incident` only, so that none disappears"
        case (.start, _), (.close, _): "it is corrected by `\(name)` only"
        case (_, .start), (_, .close): "`\(event.name)` stands in the place of its like only"
        case (.deviation, _), (.deviationOver, _):
            "it follows from the others: correct the entry that led to it"
        default: nil
        }
    }
}

extension Refusal {
    fileprivate static let reasonForNothing = Refusal(
        "`\(Option.correctionReason.typed)` needs `\(Option.corrects.typed)`",
        hint: "`streamguard show` numbers the entries"
    )

    fileprivate static let oneCorrection = Refusal(
        "one entry is corrected by one other, and here are several",
        hint: "write them one by one"
    )

    fileprivate static func notCorrectable(_ typed: String, _ timeline: Timeline) -> Refusal {
        Refusal(
            "there is no entry \(typed.quoted) that could be corrected",
            hint: timeline.all.last.map {
                "the last one is \($0.seq); `streamguard show` lists them all"
            }
        )
    }

    fileprivate static func noReason(_ number: Int) -> Refusal {
        Refusal(
            "a correction needs a reason",
            hint: "add `\(Option.correctionReason.typed) \"what was wrong with \(number)\"`"
        )
    }

    fileprivate static func keeps(_ number: Int, _ why: String) -> Refusal {
        Refusal("entry \(number) cannot be corrected like that: \(why)")
    }

    fileprivate static func notATime(_ typed: String, _ reason: String) -> Refusal {
        Refusal("`\(Option.occurred.typed)` cannot be \(typed.quoted)", hint: reason)
    }

    fileprivate static func inFuture(_ time: String) -> Refusal {
        Refusal(
            "`\(Option.occurred.typed)` cannot be \(time): that is still to come",
            hint: "for another day write it out, as in 2026-11-24T10:05"
        )
    }
}

extension JournalError {
    fileprivate static func noSession(_ id: String) -> JournalError {
        JournalError(.notFound, "there is no session \(id.quotedPath) in the record")
    }
}
