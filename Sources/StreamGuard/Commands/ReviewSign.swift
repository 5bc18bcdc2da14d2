import Checklist

/// `review sign`: all sessions of a closure or of some days have been reviewed.
///
/// INVARIANT: it believes nothing but the record: every log is read anew, whatever the index says.
struct ReviewSign {
    private let console: Console
    private let desk: RecordDesk
    private let words: ReviewWords
    private let despite: String?
    private let review: Review
    private let checkpoint: Checkpoint
    /// The day on which the ledger had come as far as the checkpoint.
    private let covered: Timestamp?
    private let ready: ReviewReadiness
    /// How many of the sessions whoever signs had a part in.
    private let own: Int

    init(_ invocation: Invocation, _ names: [String], _ console: Console) throws(Refusal) {
        self.console = console
        guard names.isEmpty else { throw .noOperands(names[0]) }
        guard invocation.has(.closure) || invocation.has(.firstDay) && invocation.has(.lastDay)
        else { throw .whichDays }
        let period = try ReviewPeriod(invocation)
        var limits = try ReviewNumbers.limits(invocation)
        (limits.queue, limits.neverRan) = (10_000, 0)
        desk = try RecordDesk.toRead(invocation, console)
        let person = try desk.requirePerson(to: "sign reviews")
        guard Viewer.leaders.contains(where: person.holds) else { throw .noRole }
        words = try ReviewWords(invocation, desk)
        despite = try ReviewWords.text(.signDespite, invocation, console)
        _ = try ReviewWords.text(.phrase, invocation, console)
        let orders = ReviewOrders(
            period: period,
            view: .dsl,
            limits: limits,
            isFresh: true,
            jobs: try ReviewNumbers.jobs(invocation, console),
            now: try desk.now(),
            names: ReviewReading.names(console),
            against: invocation.values(.drawnFrom)
        )
        let review = try ReviewSign.read(desk.workspace.path, orders, invocation, console)
        self.review = review
        let history: History
        do throws(JournalError) {
            history = try desk.workspace.ledger.read()
        } catch {
            throw error.refusal
        }
        let root = try ReviewSign.root(history, desk.workspace, orders)
        let isDrawnByIt = review.sample?.drawn.allSatisfy { drawn in
            drawn.key == root.key(review.sample?.phrase ?? "", session: drawn.session.id)
        }
        guard isDrawnByIt ?? true else { throw .grewMeanwhile }
        checkpoint = Checkpoint(
            origin: desk.workspace.origin.line,
            size: root.size,
            root: root.root
        )
        covered = history.records[root.size - 1].at
        let ledger = ReviewLedger(
            history,
            people: desk.people,
            clock: desk.clock,
            isTrial: desk.workspace.isTrial
        )
        let sessions = ledger.sessions(in: review.scope)
        let today = Day(orders.now, zone: desk.clock.zone, zones: desk.clock.zones)
        ready = ReviewReadiness(review, sessions, size: root.size, today: today)
        own = sessions.count { $0.isOf(person.ids) }
        if own > 0, own == sessions.count { throw .onlyOwn }
        guard ready.reasons.isEmpty == (despite == nil) else {
            throw despite == nil ? .notReady(ready.reasons) : .nothingIsOpen
        }
        try refuseOwn(person, sessions, history)
    }

    private static func read(
        _ path: String,
        _ orders: ReviewOrders,
        _ invocation: Invocation,
        _ console: Console
    ) throws(Refusal) -> Review {
        let own: ReviewDesk
        do throws(ReviewFailure) {
            own = try ReviewDesk(path, number: 0, invocation, console)
        } catch {
            throw error.refusal
        }
        let reader = ReviewReader(desk: own, orders: orders)
        let outcome = reader.read(jobs: orders.jobs) { count, _ in
            console.progress?("\(counted(count, "session")) read")
        }
        console.progress?("")
        if let failure = outcome.failure { throw failure }
        guard let review = outcome.review else { throw Refusal("nothing could be read") }
        return review
    }

    /// The checkpoint on which it rests; the sample is drawn by the same.
    private static func root(
        _ history: History,
        _ workspace: Workspace,
        _ orders: ReviewOrders
    ) throws(Refusal) -> SampleRoot {
        do throws(Refusal) {
            return try SampleRoot(
                of: history,
                workspace.origin,
                held: try orders.held(for: workspace)
            )
        } catch {
            throw Refusal(
                "a review is signed on a checkpoint that others hold, and there is none that fits",
                hint: "give what `\(Program.name) checkpoint` prints to the chair or the clerk "
                    + "first; `\(Option.drawnFrom.typed)` names one that they hold"
            )
        }
    }

    /// Nobody passes over their own sessions: these wait for somebody else.
    private func refuseOwn(
        _ person: People.Person,
        _ sessions: [OpenedSession],
        _ history: History
    ) throws(Refusal) {
        let reviewer = Reviewer(people: desk.people, isTrial: desk.workspace.isTrial)
        let open = Set((ready.unseen + ready.undrawn).map(\.id))
        for opened in sessions where open.contains(opened.id) {
            let account = try? desk.account(of: opened, history)
            let hasPart =
                account.map { reviewer.tookPart(person, author: desk.author, $0) }
                ?? opened.isOf(person.ids)
            if hasPart {
                throw .ownIsOpen(opened, others: account.map(reviewer.able) ?? [])
            }
        }
    }

    func run() throws(Refusal) -> ExitCode {
        if console.inputIsTerminal {
            var page = Page(width: console.errors.width, colour: console.errors.colour)
            page.paragraph("TO SIGN\u{a0}\u{a0}\(title)", hanging: 2, ink: .bold)
            summary(on: &page)
            console.say(String(page.text.dropLast()))
            guard case .text(let answer) = console.ask("", "Type yes to sign it: "),
                Reply.trimmed(answer).lowercased() == "yes"
            else {
                console.remark("Nothing was signed, and nothing was saved.")
                return .no
            }
        }
        return console.recording { () throws(JournalError) in
            let receipt = try desk.workspace.ledger.append(entry, by: desk.author)
            var page = Page(width: console.output.width, colour: console.output.colour)
            page.paragraph("SIGNED\u{a0}\u{a0}\(title)", hanging: 2, ink: .green)
            summary(on: &page)
            page.resolved(words, in: receipt.seq)
            console.output.write(page.text)
            desk.say(receipt)
            var minutes = Page(width: console.output.width, colour: console.output.colour)
            minutes.heading("For the minutes")
            minutes.paragraph("\(title): signed by \(desk.author.by) as entry \(receipt.seq).")
            // On a line of its own it can be read back.
            minutes.verbatim(checkpoint.minuteLine(day: Checkpoint.day(covered)))
            console.output.write("\n" + minutes.text)
            return .yes
        }
    }

    private var entry: NewEntry {
        let figures = review.figures
        return ReviewEntry.sign(
            review.scope,
            on: checkpoint,
            phrase: review.sample?.phrase,
            sampled: review.sample?.drawn.map(\.session.id) ?? [],
            counts: [
                ("planned", figures.planned), ("ran", figures.ran),
                ("queue", review.queueLength), ("accepted", figures.accepted), ("own", own),
                ("incidents", figures.incidents), ("waiting", figures.waiting),
                ("unseen", ready.unseenCount + ready.undrawn.count),
            ],
            despite: despite,
            finding: words.finding,
            actions: words.actions
        )
    }

    // MARK: Words

    private var title: String {
        let scope = review.scope
        let name = scope.closure.map { "the closure \($0)" } ?? "the sessions"
        let days =
            scope.from == scope.to
            ? scope.from.described : "\(scope.from.described) to \(scope.to.described)"
        return "Review of \(name), \(days)"
    }

    private func summary(on page: inout Page) {
        let figures = review.figures
        page.paragraph(
            "\(counted(figures.ran, "session")) ran, \(review.queueLength) to look at, "
                + "\(figures.accepted) accepted; \(counted(figures.incidents, "incident")).",
            indent: 2
        )
        if let sample = review.sample {
            let names = sample.drawn.map { String($0.session.id.suffix(4)) }
            page.paragraph(
                "Drawn by chance, \(names.count): \(names.isEmpty ? "none" : listed(names)).",
                indent: 2
            )
        }
        if own > 0 {
            page.paragraph(
                "You had a part in \(own) of them; of these others have been through what had to "
                    + "be looked at.",
                indent: 2
            )
        }
        if figures.waiting > 0 {
            page.paragraph(
                "Still to be handed over: \(counted(figures.waiting, "incident")).",
                indent: 2,
                ink: .red
            )
        }
        page.paragraph(
            "It rests on the checkpoint of \(counted(checkpoint.size, "entry", "entries")).",
            indent: 2
        )
        if let despite {
            page.labelled("Still open:", "\(ready.reasons.joined(separator: "; ")).", indent: 2)
            page.labelled("Signed despite that:", despite, indent: 2)
        }
    }
}

extension Refusal {
    fileprivate static func noOperands(_ word: String) -> Refusal {
        Refusal(
            "`review sign` signs for one record, and takes no \(word.quoted)",
            hint: "another record is named with `\(Option.store.typed)`"
        )
    }

    fileprivate static let whichDays = Refusal(
        "`review sign` needs the days that it is about",
        hint: "`\(Option.closure.typed) NAME`, or `\(Option.firstDay.typed)` and "
            + "`\(Option.lastDay.typed)`"
    )

    fileprivate static let noRole = Refusal(
        "you may not sign reviews: that is for the roles \(listed(Viewer.leaders, joinedBy: "or"))"
    )

    fileprivate static let grewMeanwhile = Refusal(
        "a checkpoint was made while the record was read",
        hint: "sign again"
    )

    fileprivate static let onlyOwn = Refusal(
        "you had a part in every one of these sessions, so somebody else has to sign",
        hint: "anybody with one of the roles \(listed(Viewer.leaders, joinedBy: "or")) may who did "
            + "not run all of them"
    )

    fileprivate static let nothingIsOpen = Refusal(
        "nothing is open that it would be signed despite of",
        hint: "leave `\(Option.signDespite.typed)` out"
    )

    fileprivate static func notReady(_ reasons: [String]) -> Refusal {
        Refusal(
            "it cannot be signed yet: \(reasons.joined(separator: "; "))",
            hint: "`\(Program.name) review accept` says that you have been through a session; "
                + "`\(Option.signDespite.typed) 'why'` signs nevertheless"
        )
    }

    fileprivate static func ownIsOpen(_ session: OpenedSession, others: [String]) -> Refusal {
        Refusal(
            "you had a part in \(session.id.quoted), which nobody has been through, and nobody "
                + "passes over their own session",
            hint: others.isEmpty
                ? "somebody else has to accept it, or to sign"
                : "these may accept it: \(listed(others))"
        )
    }
}
