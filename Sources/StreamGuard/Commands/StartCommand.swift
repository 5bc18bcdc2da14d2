import Checklist

extension Command {
    static let start = Command(
        name: "start",
        summary: "start a planned session, and its log",
        about: "Asks the rules of the start, and at a terminal what they still have to know; then "
            + "it opens the session's log. A plan that was not handed in yet is handed in. If the "
            + "rules are against it, it says so and starts nothing, unless you give a reason for "
            + "starting all the same: that is recorded and shown wherever the session is.",
        operands: Operands(
            name: "PLAN",
            count: 1...Int.max,
            help: "The plan's file, or the id of a plan that was handed in; then answers such as "
                + "rulesRead=yes."
        ),
        options: [.despite, .present, .goAhead, .toldAtStart, .occurred] + RecordDesk.options,
        examples: [
            ("streamguard start fractions.plan.json", "Start, and answer what is asked."),
            (
                "streamguard start fractions.plan.json --despite \"second adult is late\"",
                "Start although something is wrong."
            ),
        ]
    ) { (invocation, console) throws(Refusal) in
        try console.keeping { () throws(SessionFailure) in
            var start = try SessionStart(invocation, console)
            return try start.run()
        }
    }
}

/// One start of a session.
private struct SessionStart {
    private let invocation: Invocation
    private let console: Console
    private let desk: SchoolDesk
    private let clerk: Clerk
    private let ledger: History
    private let plan: Document
    private let name: String
    private let cast: Cast
    private var judge: SessionJudge
    private let instant: Timestamp

    init(_ invocation: Invocation, _ console: Console) throws(SessionFailure) {
        self.invocation = invocation
        self.console = console
        name = invocation.operands[0]
        let file = FileReader.exists(name) ? name : nil
        // Whoever is not on the list may start too: what happens has to be recorded.
        let desk = try refusing { () throws(Refusal) in
            try SchoolDesk(invocation, console)
        }
        self.desk = desk
        ledger = try saving { () throws(JournalError) in try desk.workspace.ledger.read() }
        let clerk = desk.clerk
        self.clerk = clerk
        let ledger = ledger
        let name = name
        plan = try refusing { () throws(Refusal) in
            if name == "-" { return try desk.read(PlanFile(name: "standard input", path: nil)) }
            if file != nil { return try desk.read(PlanFile(name: name, path: name)) }
            return try desk.handedIn(name, ledger)
        }
        cast = Cast(plan: plan, school: desk.school.document, people: desk.people)
        let plan = plan
        judge = try refusing { () throws(Refusal) in
            let judge = try SessionJudge(desk.bench, desk.school, plan: plan) {
                clerk.granting($0)
            }
            // Whether a condition is kept can only be asked once it is known that there is one.
            let report = try judge.report(LiveFacts(), moment: "start", at: desk.now)
            return try judge.under(report.approvals.flatMap(\.conditions))
        }
        let now = desk.now
        if let typed = invocation.value(.occurred) {
            instant = try refusing { () throws(Refusal) in
                try desk.record.occurred(typed, now: now, day: now)
            }
        } else {
            instant = now
        }
    }

    mutating func run() throws(SessionFailure) -> ExitCode {
        let planned = try refusing { () throws(Refusal) in try desk.judge(plan, named: name).plan }
        try refuseIfRunning(planned)
        desk.record.warnOfStranger()
        warnOfTime(planned)
        let questions = StartQuestions(
            invocation: invocation,
            console: console,
            cast: cast,
            judge: judge,
            plan: plan,
            instant: instant
        )
        if console.inputIsTerminal {
            for condition in judge.conditions {
                console.remark("A condition of the approval: \(condition)")
            }
        }
        let events = try refusing { () throws(Refusal) in try questions.events() }
        let report = try refusing { () throws(Refusal) in
            try judge.report(questions.facts(events), moment: "start", at: instant)
        }
        let isReady = report.verdict.decision == .ready
        var reason = try refusing { () throws(Refusal) in
            try SessionText(console).given(invocation.values(.despite), "Why does it start?")
        }
        if !isReady, reason == nil {
            say(report)
            reason = try refusing { () throws(Refusal) in
                try SessionText(console).asked(
                    "Start all the same? Then type why: it is recorded and shown. Enter starts "
                        + "nothing."
                )
            }
            guard reason != nil else { return refuse() }
        }
        if isReady, reason != nil {
            console.remark("Nothing stands in the way: no reason is kept.")
        }
        return try open(planned, report, events, despite: isReady ? nil : reason)
    }

    private func refuseIfRunning(_ plan: Plan) throws(SessionFailure) {
        let handed = plan.id.flatMap { clerk.book.handedIn.plan(id: $0) }
        let sessions = OpenedSession.all(in: ledger.records).filter { session in
            handed?.sessions.contains { $0.id == session.id } ?? false
        }
        if let running = sessions.last(where: { !$0.isClosed }) {
            throw .refused(.isRunning(running, desk.clock))
        }
        if let last = sessions.last {
            console.warn(
                "this plan was run on \(desk.clock.moment(last.at)) already (session "
                    + "\(last.shortID))"
            )
        }
    }

    /// Far from its time a plan may be the wrong one.
    private func warnOfTime(_ plan: Plan) {
        guard let start = plan.start else { return }
        let away = instant.since(start).seconds
        let isOver = plan.end.map { $0 < instant } ?? false
        guard away < -3600 || isOver else { return }
        console.warn("this plan is for \(desk.clock.span(start, plan.end)): is it the right one?")
    }

    // MARK: What comes of it

    private func say(_ report: Report) {
        console.output.write(
            VerdictText.text(
                report,
                all: false,
                width: console.output.width,
                colour: console.output.colour
            )
        )
        console.output.flush()
    }

    private func refuse() -> ExitCode {
        console.remark(
            "Nothing was started. Put it right, or start all the same with `--despite \"why\"`: "
                + "that is recorded and shown."
        )
        return .no
    }

    private func open(
        _ planned: Plan,
        _ report: Report,
        _ events: [SessionEvent],
        despite reason: String?
    ) throws(SessionFailure) -> ExitCode {
        let digest = try handIn(planned, needing: report.unapproved.map(\.rule))
        let granted = report.approvals.map(\.link.seq)
        let facts = OpenedSession.facts(
            plan: digest,
            cast: cast,
            starts: planned.start,
            ends: planned.end,
            due: planned.due,
            verdict: report.verdict.decision,
            despite: reason != nil,
            approvals: granted,
            unapproved: report.unapproved,
            isRecordingPlanned: planned.isRecordingPlanned
        )
        let day = desk.clock.rfc3339(instant).prefix(10).filter { $0 != "-" }
        let author = desk.record.author
        let (log, receipt) = try saving { () throws(JournalError) in
            try desk.workspace.openSession(
                day: String(day),
                facts: facts,
                texts: reason.map { ["despite": $0] } ?? [:],
                by: author
            )
        }
        for note in receipt.notes { console.warn(note) }
        var page = Page(width: console.output.width, colour: console.output.colour)
        page.paragraph("Session \(log.id.text) is open: \(planned.title ?? name)", ink: .bold)
        if reason != nil {
            page.paragraph(
                "STARTED AGAINST THE RULES (\(report.verdict.decision.headline)): recorded with "
                    + "your reason.",
                ink: .red
            )
        }
        for condition in judge.conditions {
            page.labelled("A condition of the approval:", condition, indent: 0)
        }
        if let due = planned.due { page.paragraph("Its log is due by \(desk.clock.moment(due)).") }
        console.output.write(page.text)
        let now = try saving { () throws(JournalError) in try desk.workspace.ledger.read() }
        guard let opened = OpenedSession.all(in: now.records).last(where: { $0.id == log.id.text })
        else { throw .refused(Refusal("the session was opened, but the ledger does not show it")) }
        var session = try SessionDesk(invocation, desk.record, now, opened)
        return try session.record([.start] + events, at: instant)
    }

    /// The digest of the plan's version in the record; a new or changed plan is handed in.
    private func handIn(
        _ planned: Plan,
        needing rules: [String]
    ) throws(SessionFailure) -> String {
        let last = planned.id.flatMap { clerk.book.handedIn.plan(id: $0) }?.last
        let document = plan
        return try saving { () throws(JournalError) in
            var changes: [PlanChange] = []
            if let last, let kept = try? desk.version(last.digest) {
                changes = desk.changes(from: kept, to: document)
                if changes.isEmpty { return last.digest }
            }
            return try desk.handIn(planned, document, after: last, changes, needing: rules).digest
        }
    }
}

extension Report {
    /// The approvals that count for what was found.
    fileprivate var approvals: [ApprovalFacts] {
        findings(.approved).compactMap { standings[$0.rule]?.valid }
    }
}

extension SchoolDesk {
    /// The last version of a plan that was handed in.
    fileprivate func handedIn(_ id: String, _ ledger: History) throws(Refusal) -> Document {
        let plans = HandedIn(ledger.records)
        guard let plan = plans.plan(id: id) else {
            let meant = nearest(to: id, among: plans.plans.compactMap(\.id))
            throw Refusal(
                "there is no plan \(id.quotedPath), neither as a file nor handed in",
                hint: meant.map { "did you mean `\($0)`?" }
            )
        }
        do throws(JournalError) {
            return try workspace.plan(digest: plan.last.digest)
        } catch {
            throw error.refusal
        }
    }
}

extension Refusal {
    fileprivate static func isRunning(
        _ session: OpenedSession,
        _ clock: LocalTime
    ) -> Refusal {
        Refusal(
            "this plan is running since \(clock.moment(session.at)), as session "
                + session.id.quoted,
            hint: "`\(Program.name) join`, `leave`, `note` and so on go on with it"
        )
    }
}
