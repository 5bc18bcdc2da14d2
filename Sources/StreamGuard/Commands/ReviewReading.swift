import Checklist

/// `review` without a verb: reads records and says what they come to.
struct ReviewReading {
    private let invocation: Invocation
    private let console: Console
    private let period: ReviewPeriod
    private let limits: ReviewLimits
    private let jobs: Int
    /// Where it goes, if not to the screen.
    private let export: ReviewExport?

    init(_ invocation: Invocation, _ console: Console) throws(Refusal) {
        self.invocation = invocation
        self.console = console
        period = try ReviewPeriod(invocation)
        limits = try ReviewNumbers.limits(invocation)
        jobs = try ReviewNumbers.jobs(invocation, console)
        export = try ReviewExport(invocation, console)
        if invocation.has(.store), !invocation.operands.isEmpty { throw .storeAndRecords }
    }

    func run() throws(Refusal) -> ExitCode {
        var failures: [ReviewFailure] = []
        var desks = try open(&failures)
        if desks.contains(where: \.workspace.isTrial) { console.say(Workspace.trialNotice) }
        let view = try view(&desks, &failures)
        guard let first = desks.first else { return end(without: failures) }
        let orders = ReviewOrders(
            period: period,
            view: view,
            limits: limits,
            isFresh: invocation.has(.fresh),
            jobs: jobs,
            now: try first.desk.now(),
            table: try ReviewPrinter.table(invocation, view),
            names: ReviewReading.names(console),
            against: invocation.values(.drawnFrom)
        )
        // A file is written whole or not at all, so its lines are kept until the end.
        var lines = ""
        var (read, unread) = try read(desks, orders) { new in
            if export == nil { console.output.write(new) } else { lines += new }
        }
        failures += unread
        guard var review = read else { return end(without: failures) }
        read = nil
        let shown = Set(review.records.map(\.number))
        for failure in failures {
            console.complain(failure.refusal)
            if let record = failure.record { review.records.append(record) }
        }
        review.records.sort { $0.number < $1.number }
        let clock = first.desk.clock
        let printer = ReviewPrinter(invocation, console, clock: clock, view: view)
        let status = status(review, view, failures, clock)
        guard let export else {
            try printer.write(review)
            return status
        }
        let (text, scope) = (lines + (try printer.text(review)), review.scope)
        return console.recording { () throws(JournalError) in
            try export.write(
                text,
                of: scope,
                view: view,
                format: printer.format,
                desks.filter { shown.contains($0.number) }
            )
            return status
        }
    }

    // MARK: Records

    /// Opens all records that are named, or the one that is found.
    private func open(_ failures: inout [ReviewFailure]) throws(Refusal) -> [ReviewDesk] {
        var paths = invocation.operands
        if paths.isEmpty {
            do throws(JournalError) {
                paths = [try Workspace.place(invocation.value(.store), console)]
            } catch {
                throw error.refusal
            }
        }
        var desks: [ReviewDesk] = []
        for (number, path) in paths.enumerated() {
            let desk: ReviewDesk
            do throws(ReviewFailure) {
                desk = try ReviewDesk(path, number: number, invocation, console)
            } catch {
                failures.append(error.about(path, number: number, of: paths.count))
                continue
            }
            if let same = desks.first(where: { $0.isSame(as: desk) }) {
                throw .countedTwice(same.path, desk.path)
            }
            desks.append(desk)
        }
        return desks
    }

    /// For whom the review is: as it was asked, or the widest view that every record allows.
    private func view(
        _ desks: inout [ReviewDesk],
        _ failures: inout [ReviewFailure]
    ) throws(Refusal) -> ReviewView {
        guard let asked = invocation.value(.reviewView).flatMap(ReviewView.init) else {
            let common = [ReviewView.dsl, .governors].first { view in
                desks.allSatisfy { $0.views.contains(view) }
            }
            return common ?? .host
        }
        for desk in desks where !desk.views.contains(asked) {
            failures.append(ReviewFailure(permission: .notForThem(asked, desk)))
        }
        desks.removeAll { !$0.views.contains(asked) }
        return asked
    }

    /// What the files that ship call rules and categories; a review is made even without.
    static func names(_ console: Console) -> ReviewNames {
        do throws(Refusal) {
            var library = try Library(try ShippedFiles(console), adding: [])
            let rulebook = try library.rulebook(library.ids)
            return ReviewNames(rulebook.checklists, try library.routes())
        } catch {
            console.complain(error)
            return ReviewNames()
        }
    }

    // MARK: Reading

    /// The records side by side, or where there are too few for that, their sessions; `print`
    /// takes the lines of a table as they come, so that they need not be kept.
    private func read(
        _ desks: [ReviewDesk],
        _ orders: ReviewOrders,
        print: (String) -> Void
    ) throws(Refusal) -> (Review?, [ReviewFailure]) {
        var review: Review?
        var failures: [ReviewFailure] = []
        var progress = ReviewProgress(console, records: desks.count)
        func take(_ outcome: ReviewReader.Outcome) {
            if let failure = outcome.failure {
                failures.append(
                    ReviewFailure(unread: failure).about(
                        outcome.path,
                        number: outcome.number,
                        of: desks.count
                    )
                )
            }
            guard let part = outcome.review else { return }
            if review == nil { review = part } else { review?.join(part) }
        }
        if let table = orders.table { print(ReviewCSV.header(table)) }
        if orders.table == nil, desks.count > 1, desks.count >= jobs, jobs > 1 {
            var next = 0
            let crew = Crew<Int, ReviewReader.Outcome>(jobs) {
                { number in
                    ReviewReader(desk: desks[number], orders: orders).read(jobs: 1) { _, _ in }
                }
            }
            try crew.run(
                from: {
                    guard next < desks.count else { return nil }
                    next += 1
                    return next - 1
                },
                { outcome in
                    take(outcome)
                    progress.add(outcome.sessions)
                    progress.finish()
                    return true
                }
            )
        } else {
            for desk in desks {
                let reader = ReviewReader(desk: desk, orders: orders)
                let outcome = reader.read(jobs: jobs) { count, lines in
                    progress.add(count)
                    if !lines.isEmpty { print(lines) }
                }
                take(outcome)
                progress.finish()
            }
        }
        progress.clear()
        return (review, failures)
    }

    // MARK: The end

    /// Nothing could be read at all.
    private func end(without failures: [ReviewFailure]) -> ExitCode {
        for failure in failures { console.complain(failure.refusal) }
        return failures.allSatisfy(\.isPermission) ? .notPermitted : .noAnswer
    }

    /// INVARIANT: the answer is never "nothing waits" if something could not be read.
    private func status(
        _ review: Review,
        _ view: ReviewView,
        _ failures: [ReviewFailure],
        _ clock: LocalTime
    ) -> ExitCode {
        let isSound = review.records.allSatisfy(\.problems.isEmpty)
        if !isSound || failures.contains(where: { !$0.isPermission }) { return .noAnswer }
        if !failures.isEmpty { return .notPermitted }
        // Whoever gets figures only is not told by the status what the figures leave out.
        if view == .governors { return .yes }
        let today = Day(review.scope.at, zone: clock.zone, zones: clock.zones)
        return review.waits(on: today) ? .no : .yes
    }
}

extension ReviewDesk {
    /// Two names of one record, or a record and its copy.
    fileprivate func isSame(as other: ReviewDesk) -> Bool {
        let (one, two) = (workspace.origin.id, other.workspace.origin.id)
        return one.isEmpty || two.isEmpty
            ? Paths.resolved(workspace.path) == Paths.resolved(other.workspace.path) : one == two
    }
}

extension Review {
    /// Whether somebody has still something to do.
    fileprivate func waits(on today: Day) -> Bool {
        queueLength > queueAccepted || figures.waiting > 0
            || actions.contains { $0.isOverdue(on: today) }
    }

    /// Adds another record, whose closure may have had other days.
    fileprivate mutating func join(_ other: Review) {
        scope.from = min(scope.from, other.scope.from)
        scope.to = max(scope.to, other.scope.to)
        add(other)
    }
}

/// Says now and then how far the reading has come, to a person who waits for it.
private struct ReviewProgress {
    private let console: Console
    private let records: Int
    private var done = 0
    private var sessions = 0
    private var last: Timestamp?

    init(_ console: Console, records: Int) {
        self.console = console
        self.records = records
        last = console.progress == nil ? nil : console.now()
    }

    mutating func add(_ count: Int) {
        sessions += count
        show()
    }

    /// One more record is read.
    mutating func finish() {
        done += 1
        show()
    }

    private mutating func show() {
        guard let last, let now = console.now(),
            now.since(last) >= Duration(seconds: 0, nanos: 500_000_000)
        else { return }
        self.last = now
        let read = "\(counted(sessions, "session")) read"
        console.progress?(records > 1 ? "record \(done) of \(records), \(read)" : read)
    }

    /// Takes the line away again.
    func clear() {
        if last != nil { console.progress?("") }
    }
}

extension Refusal {
    fileprivate static let storeAndRecords = Refusal(
        "the records are named already, so `\(Option.store.typed)` has nothing to say",
        hint: "leave it out, or name its folder with the others"
    )

    fileprivate static func countedTwice(_ one: String, _ other: String) -> Refusal {
        Refusal(
            "\(one.quotedPath) and \(other.quotedPath) are one record, which must not be counted "
                + "twice"
        )
    }
}
