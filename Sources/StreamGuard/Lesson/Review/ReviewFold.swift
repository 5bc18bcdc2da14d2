import Checklist

/// Puts one record's part of a review together, session by session.
struct ReviewFold {
    /// Whether an incident is kept from whoever the review is for; then it does not count either.
    typealias Hiding = (OpenedSession, LogSummary, ReviewedIncident) -> Bool

    private let ledger: ReviewLedger
    private let words: ReviewNames
    private let record: ReviewedRecord
    private let root: SampleRoot?
    private let isHidden: Hiding
    private var review: Review
    private var sessions = 0
    private var harmed = 0
    private var queue: Best<ReviewedSession>
    private var named: [ReviewMark: Best<ReviewedSession>] = [:]
    private var drawn: Best<ReviewSample.Drawn>
    private var rules: [String: RuleFigure] = [:]
    private var categories: [String: IncidentFigure] = [:]
    private var weeks: [Day: WeekFigure] = [:]
    private var repeats: [RepeatFigure: Int] = [:]
    /// What somebody's other ids are called by.
    private var names: [String: String] = [:]

    /// - Parameters:
    ///   - scope: which sessions the review is about.
    ///   - record: the record, with its place in the command.
    ///   - ledger: what its ledger tells.
    ///   - words: what the school's files call things.
    ///   - limits: how long the lists may be, and the sample.
    ///   - root: what the sample of this record is drawn by; without one, none of it is drawn.
    ///   - hiding: which incidents are kept from whoever it is for.
    init(
        scope: ReviewScope,
        record: ReviewedRecord,
        ledger: ReviewLedger,
        words: ReviewNames,
        limits: ReviewLimits,
        root: SampleRoot? = nil,
        hiding: @escaping Hiding = { _, _, _ in false }
    ) {
        self.ledger = ledger
        self.words = words
        self.record = record
        self.root = root
        isHidden = hiding
        review = Review(scope: scope)
        review.limits = limits
        queue = Best(limits.queue) { $0.comesBefore($1) }
        drawn = Best(limits.sample?.size ?? 0) { $0.comesBefore($1) }
    }

    /// Counts a session; `log` is nothing if its file is gone or cannot be read.
    ///
    /// - Returns: the session, as the review shows it.
    @discardableResult
    mutating func add(_ opened: OpenedSession, _ log: LogSummary?) -> ReviewedSession {
        let session = self.session(opened, log)
        sessions += 1
        if session.marks.contains(where: { $0 == .damaged || $0 == .withheld }) { harmed += 1 }
        count(session, opened, log)
        if !session.marks.isEmpty {
            review.queueLength += 1
            if session.accepted != nil { review.queueAccepted += 1 }
            queue.take(session)
            let best = Best<ReviewedSession>(review.limits.named) { $0.comesBefore($1) }
            for mark in session.marks { named[mark, default: best].take(session) }
        }
        if let root, let draw = review.limits.sample, opened.link.seq <= root.size {
            let key = root.key(draw.phrase, session: session.id)
            drawn.take(ReviewSample.Drawn(key: key, session: session))
        }
        return session
    }

    // MARK: The figures

    private mutating func count(
        _ session: ReviewedSession,
        _ opened: OpenedSession,
        _ log: LogSummary?
    ) {
        review.figures.ran += 1
        review.figures.approvals[session.approval, default: 0] += 1
        review.figures.logs[logState(opened, log), default: 0] += 1
        for mark in session.marks { review.figures.marks[mark, default: 0] += 1 }
        if session.pupilsPlanned == 1 {
            review.figures.oneToOnesPlanned += 1
            review.figures.oneToOneApprovals[session.approval, default: 0] += 1
        }
        if session.marks.contains(.oneToOneUnplanned) { review.figures.oneToOnesUnplanned += 1 }
        review.figures.pupils += session.pupils
        review.figures.staff += session.staff
        review.figures.visitors += session.visitors
        review.figures.unknown += session.unknown
        if let length = session.length { review.figures.lengths.add(length) }
        if let log, log.wasRecorded {
            switch log.recordingPlanned {
            case true?: review.figures.recordedPlanned += 1
            case false?: review.figures.recordedUnplanned += 1
            case nil: review.figures.recordedUnknown += 1
            }
        }
        review.figures.lateEntries += log?.lateEntries ?? 0
        review.figures.corrections += log?.corrections ?? 0
        if session.accepted != nil { review.figures.accepted += 1 }
        for incident in session.incidents { count(incident) }
        countRules(session)
        let monday = session.day.monday
        var week = weeks[monday] ?? WeekFigure(monday: monday)
        week.ran += 1
        week.incidents += session.incidents.count
        if !session.spells.isEmpty { week.broken += 1 }
        if session.approval.isMissing { week.unapproved += 1 }
        weeks[monday] = week
    }

    private mutating func count(_ incident: ReviewedIncident) {
        review.figures.incidents += 1
        var figure =
            categories[incident.category]
            ?? IncidentFigure(
                category: incident.category,
                means: words.categories[incident.category]
            )
        figure.count += 1
        if incident.isConfidential { figure.aboutStaff += 1 }
        if incident.waiting > 0 {
            review.figures.waiting += 1
            figure.waiting += 1
        }
        if let time = incident.timeToHandover {
            figure.handedOver += 1
            figure.handovers.add(time)
            review.figures.handovers.add(time)
        }
        for handover in incident.handovers { figure.told[role(of: handover.to), default: 0] += 1 }
        categories[incident.category] = figure
    }

    /// The role by which somebody is counted who was told of an incident.
    private func role(of id: String) -> String {
        guard let roles = ledger.people.person(id: id)?.roles, let first = roles.first else {
            return id
        }
        return words.roles.first(where: roles.contains) ?? first
    }

    private mutating func countRules(_ session: ReviewedSession) {
        guard !session.spells.isEmpty else { return }
        review.figures.broken += 1
        review.figures.spells += session.spells.count
        var counted: Set<String> = []
        var atStart: Set<String> = []
        for spell in session.spells {
            let known = words.rules[spell.rule]
            var figure =
                rules[spell.rule]
                ?? RuleFigure(
                    rule: spell.rule,
                    item: known?.item ?? spell.item,
                    title: known?.title
                )
            if counted.insert(spell.rule).inserted {
                figure.sessions += 1
                countRepeats(session, spell.rule, figure.item)
            }
            if spell.moment == "start", atStart.insert(spell.rule).inserted { figure.atStart += 1 }
            figure.spells += 1
            if let until = spell.until, until > spell.since {
                figure.minutes += Int(until.since(spell.since).seconds / 60)
            }
            rules[spell.rule] = figure
        }
    }

    private mutating func countRepeats(_ session: ReviewedSession, _ rule: String, _ item: String) {
        func note(_ kind: RepeatFigure.Kind, _ id: String) {
            let figure = RepeatFigure(
                record: record.number,
                kind: kind,
                id: id,
                rule: rule,
                item: item
            )
            repeats[figure, default: 0] += 1
        }
        if let host = session.host { note(.host, name(of: host)) }
        // The class of a one-to-one may be erased, which must not change what is counted.
        if let group = session.group, session.pupilsPlanned ?? 0 > 1 { note(.group, group) }
    }

    /// Whichever of somebody's ids a plan has, they are one person.
    private mutating func name(of id: String) -> String {
        if let known = names[id] { return known }
        let name = ledger.people.person(id: id)?.id ?? id
        names[id] = name
        return name
    }

    // MARK: The whole

    /// What all that was added comes to.
    ///
    /// - Parameter withPlans: whether the record's plans and actions are counted too; of several
    ///   folds of one record's sessions, only one must.
    /// - Returns: the record's part of the review.
    consuming func finish(withPlans: Bool = true) -> Review {
        if withPlans { countPlans() }
        var record = record
        record.sessions = sessions
        record.harmed = harmed
        review.records = [record]
        review.rules = Array(rules.values)
        review.categories = Array(categories.values)
        review.weeks = Array(weeks.values)
        for (figure, count) in repeats {
            var figure = figure
            figure.sessions = count
            if count > 1 { review.repeats.append(figure) } else { review.single.insert(figure) }
        }
        review.queue = queue.sorted()
        review.named = named.mapValues { $0.sorted() }
        if let draw = review.limits.sample {
            review.sample = ReviewSample(
                phrase: draw.phrase,
                size: draw.size,
                drawn: drawn.sorted(),
                bases: root.map { [ReviewSample.Basis(record: record.number, root: $0)] } ?? []
            )
        }
        if withPlans { review.actions = ledger.acts.actions(record: record.number) }
        review.settle()
        return review
    }

    private mutating func countPlans() {
        var neverRan = Best<UnheldSession>(review.limits.neverRan) { $0.comesBefore($1) }
        for plan in ledger.plans where ledger.isIn(plan, review.scope) {
            let opened = plan.openings.map { ledger.openings[$0] }
                .first { ledger.isIn($0, review.scope) }
            guard let day = opened.map(ledger.day(of:)) ?? ledger.day(of: plan) else { continue }
            review.figures.planned += 1
            weeks[day.monday, default: WeekFigure(monday: day.monday)].planned += 1
            if opened != nil { continue }
            let last = plan.last
            guard let end = last.end ?? last.start, end < review.scope.at else {
                review.figures.toCome += 1
                continue
            }
            let reason = ledger.decisions.reason(of: plan)
            review.figures.unheld[reason, default: 0] += 1
            neverRan.take(
                UnheldSession(
                    record: record.number,
                    day: day,
                    starts: last.start,
                    host: last.host,
                    group: last.group,
                    reason: reason
                )
            )
        }
        review.neverRan = neverRan.sorted()
    }
}

// MARK: One session

extension ReviewFold {
    /// A session as the review shows it, with why it should be looked at.
    func session(_ opened: OpenedSession, _ log: LogSummary?) -> ReviewedSession {
        let version = ledger.version(of: opened)
        var session = ReviewedSession(
            record: record.number,
            id: opened.id,
            day: ledger.day(of: opened)
        )
        session.starts = opened.starts ?? version?.start
        session.ends = opened.ends ?? version?.end
        session.due = ledger.due(of: opened)
        session.host = opened.host ?? version?.host
        session.second = opened.second ?? version?.second
        session.group = version?.group
        session.pupilsPlanned = version?.pupils
        session.approvals = opened.approvals
        session.approval = ledger.decisions.state(
            of: opened,
            plan: ledger.plan(of: opened),
            log: log,
            words: words
        )
        if let log {
            session.startedAt = log.startedAt
            session.endedAt = log.endedAt
            session.closedAt = log.closedAt
            session.pupils = log.pupils
            session.staff = log.staff
            session.visitors = log.visitors
            session.unknown = log.unknown
            session.spells = log.spells
            session.incidents = log.incidents.filter { !isHidden(opened, log, $0) }
        }
        session.accepted = accepted(opened, log)
        session.marks = ReviewMark.allCases.filter { isMarked(session, opened, log, $0) }
        return session
    }

    /// Who has been through a session as its log is now; whoever was in it has not.
    private func accepted(_ opened: OpenedSession, _ log: LogSummary?) -> ReviewedSession.Accepted?
    {
        // Of a log that is gone nobody can say any more that they have been through it.
        guard let log else { return nil }
        let adults = [opened.host, opened.second, opened.author.by].compactMap { $0 } + log.adults
        guard
            let acceptance = ledger.acts.acceptance(of: opened.id, but: adults, ledger.people),
            acceptance.covers(log)
        else { return nil }
        return ReviewedSession.Accepted(by: acceptance.author.by, at: acceptance.at)
    }

    /// What became of a session's log.
    func logState(_ opened: OpenedSession, _ log: LogSummary?) -> ReviewFigures.LogState {
        guard let log, log.events > 0 else { return .missing }
        let due = ledger.due(of: opened)
        if let closedAt = log.closedAt {
            return due.map { $0 < closedAt } ?? false ? .closedLate : .closed
        }
        return due.map { $0 < review.scope.at } ?? false ? .neverClosed : .open
    }

    private func isMarked(
        _ session: ReviewedSession,
        _ opened: OpenedSession,
        _ log: LogSummary?,
        _ mark: ReviewMark
    ) -> Bool {
        switch mark {
        case .incident: return !session.incidents.isEmpty
        case .unapproved: return session.approval.isMissing
        case .oneToOne: return session.pupilsPlanned == 1
        case .despite: return opened.isDespite
        case .noLog: return logState(opened, log) == .missing
        case .neverClosed: return logState(opened, log) == .neverClosed
        case .closedLate: return logState(opened, log) == .closedLate
        case .damaged: return isDamaged(opened, log)
        default: break
        }
        guard let log else { return false }
        return switch mark {
        case .oneToOneUnplanned: session.pupilsPlanned != 1 && log.alone >= ReviewFold.minute
        case .clockStep: log.clockSteps > 0
        case .recovered: log.recovered > 0
        case .withheld: log.withheld > 0
        case .noSecondStaff: log.pupils > 0 && !log.hadSecond
        case .recordedUnplanned: log.wasRecorded && log.recordingPlanned == false
        case .deviation: !log.spells.isEmpty
        case .late: log.veryLateEntries > 0 || log.corrections > 0
        default: false
        }
    }

    /// A file that is not there yet because its opening was cut off is no damage.
    private func isDamaged(_ opened: OpenedSession, _ log: LogSummary?) -> Bool {
        guard let log else { return opened.link.seq != ledger.size }
        return log.damage > 0 || ledger.vouchesForMore(than: log.last, of: opened.id)
    }

    private static let minute = 60
}
