import Checklist

/// What is known of a record before its sessions are read for a review: the ledger's part, and
/// what earlier reviews kept.
struct ReviewSheet {
    let desk: ReviewDesk
    let orders: ReviewOrders
    let scope: ReviewScope
    let viewer: Viewer
    /// The sessions that the review is about.
    let sessions: [OpenedSession]
    private let ledger: ReviewLedger
    private let view: LedgerView
    private let index: ReviewIndex
    private let basis: ReviewIndex.Basis
    private let root: SampleRoot?
    private let record: ReviewedRecord

    /// A line for the index.
    typealias Row = (id: String, stamp: String, row: JSON)

    /// What some of the sessions came to.
    struct Part: Sendable {
        let review: Review
        var rows: [Row] = []
        /// The lines of a table, if one is wanted.
        var lines = ""
        /// The sessions that have a file in the months that were looked at.
        var present: [String] = []
        /// How many logs had to be read.
        var read = 0
        let size: Int
    }

    init(_ desk: ReviewDesk, _ orders: ReviewOrders) throws(Refusal) {
        self.desk = desk
        self.orders = orders
        viewer = desk.viewer(orders.view)
        let workspace = desk.workspace
        let history: History
        do throws(JournalError) {
            history = try workspace.ledger.read()
        } catch {
            throw error.refusal
        }
        var record = desk.record
        if !history.isSound {
            record.problems.append(
                "its ledger is damaged or cut off, so figures may be wrong; `\(Program.name) verify"
                    + " \(Option.store.typed) \(desk.path)` says more"
            )
        }
        let clock = desk.desk.clock
        ledger = ReviewLedger(
            history,
            people: desk.desk.people,
            clock: clock,
            isTrial: workspace.isTrial
        )
        view = LedgerView(history)
        var scope = try orders.period.scope(
            of: desk.desk.school.map { Closure.all(in: $0.document, clock) } ?? [],
            // The first or the last day of all could be that of one session.
            all: orders.view == .governors ? ledger.days?.inWholeWeeks : ledger.days,
            clock: clock,
            now: orders.now
        )
        if orders.view == .host { scope.ids = desk.person.ids }
        self.scope = scope
        sessions = ledger.sessions(in: scope)
        var root: SampleRoot?
        if orders.limits.sample != nil {
            do throws(Refusal) {
                let held = try orders.held(for: workspace)
                root = try SampleRoot(of: history, workspace.origin, held: held)
            } catch {
                record.problems.append(error.message)
            }
        }
        self.root = root
        basis = ReviewIndex.Basis(
            origin: workspace.origin.id,
            rows: LogSummary.version,
            digest: desk.desk.people.digest
        )
        index = orders.isFresh ? ReviewIndex() : ReviewIndex(of: workspace, on: basis)
        self.record = record
    }

    // MARK: Sessions

    /// Folds some of the sessions; the first of them brings the plans and actions along.
    func part(_ range: Range<Int>) -> Part {
        var stamps = SessionStamps(desk.workspace)
        defer { stamps.close() }
        var record = record
        var rows: [Row] = []
        var read = 0
        var logs: [LogSummary?] = []
        logs.reserveCapacity(range.count)
        for opened in sessions[range] {
            guard let id = SessionID(opened.id), let files = stamps.stamp(of: id) else {
                logs.append(nil)
                continue
            }
            let stamp = "\(context(of: opened)).\(files)"
            if let row = index.row(opened.id, stamp), var log = LogSummary(row),
                log.session == opened.id
            {
                log.recordingPlanned = recordingPlanned(opened)
                logs.append(log)
                continue
            }
            read += 1
            do throws(JournalError) {
                var log = try summary(of: id)
                rows.append((opened.id, stamp, log.json))
                log.recordingPlanned = recordingPlanned(opened)
                logs.append(log)
            } catch {
                if error.cause != .notFound { record.problems.append(error.message) }
                logs.append(nil)
            }
        }
        var fold = ReviewFold(
            scope: scope,
            record: record,
            ledger: ledger,
            words: orders.names,
            limits: orders.limits,
            root: root,
            hiding: { [viewer] (opened, log, incident) in
                let adults = [opened.host, opened.second, opened.author.by] + log.adults
                return !viewer.maySee(incident, adults: adults)
            }
        )
        var lines = ""
        for (opened, log) in zip(sessions[range], logs) {
            let session = fold.add(opened, log)
            if let table = orders.table {
                lines += ReviewCSV.lines(table, of: session, in: record, desk.desk.clock)
            }
        }
        return Part(
            review: fold.finish(withPlans: range.lowerBound == 0),
            rows: rows,
            lines: lines,
            present: stamps.sessions,
            read: read,
            size: range.count
        )
    }

    private func summary(of id: SessionID) throws(JournalError) -> LogSummary {
        let journal = SessionLog(id: id, workspace: desk.workspace).journal
        var history = try journal.read(after: view.start(of: id))
        history.add(erasures: view.erasures[id.text] ?? [:])
        history.judgeTexts(unfinished: view.unfinished)
        return LogSummary(
            history,
            people: desk.desk.people,
            recordingPlanned: nil,
            heads: view.heads[id.text]?.map(\.link) ?? []
        )
    }

    /// What the ledger knows of a session, by which its row depends on it.
    private func context(of opened: OpenedSession) -> String {
        var sum = Checksum(opened.link.hash.utf8)
        for (link, _) in view.heads[opened.id] ?? [] { sum.add("\(link.seq)\(link.hash)".utf8) }
        for word in (view.erasures[opened.id] ?? [:]).keys.map(\.word).sorted() {
            sum.add(word.utf8)
        }
        return sum.text
    }

    /// Whether the plan wanted it recorded, which openings of earlier versions did not say.
    private func recordingPlanned(_ opened: OpenedSession) -> Bool? {
        if let known = opened.isRecordingPlanned { return known }
        let plan = try? desk.workspace.plan(digest: opened.plan)
        guard case .bool(let planned)? = plan?.root.member("recording")?.member("planned")?.content
        else { return nil }
        return planned
    }

    // MARK: Afterwards

    /// Keeps what was read for the next review.
    func save(_ rows: [Row]) {
        if !rows.isEmpty { index.save(rows, in: desk.workspace, on: basis) }
    }

    /// What to say of logs that the ledger does not tell of, if there are any.
    func strangers(_ present: Set<String>) -> String? {
        var strangers = present.filter { view.openings[$0] == nil }
        guard !strangers.isEmpty else { return nil }
        // They may have been opened since the ledger was read.
        if let now = try? desk.workspace.ledger.journal.read(after: nil) {
            let openings = LedgerView(now).openings
            strangers = strangers.filter { openings[$0] == nil }
        }
        guard !strangers.isEmpty else { return nil }
        return "it holds \(counted(strangers.count, "log")) of which the ledger knows nothing, so "
            + "\(strangers.count == 1 ? "it was" : "they were") not counted; `\(Program.name) "
            + "verify \(Option.store.typed) \(desk.path)` says more"
    }
}

extension ReviewLedger {
    /// The days on which sessions were to begin; nothing if there is none.
    fileprivate var days: ClosedRange<Day>? {
        var days = openings.map { day(of: $0) }
        days += plans.compactMap { day(of: $0) }
        guard let first = days.min(), let last = days.max() else { return nil }
        return first...last
    }
}

extension People {
    /// Of all that a log is read by.
    fileprivate var digest: String {
        let people = all.map { person in
            JSON.array([
                .array(person.ids.map { .string($0) }), .array(person.roles.map { .string($0) }),
            ])
        }
        return Digest(Array(JSON.array(people).canonical().utf8)).hex
    }
}
