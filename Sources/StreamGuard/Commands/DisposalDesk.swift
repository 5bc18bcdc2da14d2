import Checklist

/// Where disposal is decided: the record, who is at the keyboard, and how long the school keeps
/// what.
struct DisposalDesk {
    /// The roles that may decide.
    static let roles = ["dsl", "head", "dpo", "chair"]
    /// One of the two people has one of these.
    static let leading = ["dsl", "dpo"]

    let record: RecordDesk
    let person: People.Person
    let now: Timestamp
    let retention: Retention
    let routes: Routes
    let ledger: History
    let book: DisposalBook
    let acts: ReviewActs
    let openings: [OpenedSession]
    let chains: PlanChains

    var console: Console { record.console }
    var workspace: Workspace { record.workspace }
    var people: People { record.people }
    var clock: LocalTime { record.clock }
    var today: Day { day(now) }

    /// `toReapply` is for erasing again what came back.
    ///
    /// - Throws: that the record cannot be read, or that it is not for whoever asks.
    init(_ record: RecordDesk, toReapply: Bool = false) throws(JournalError) {
        self.record = record
        guard let person = record.person, DisposalDesk.roles.contains(where: person.holds) else {
            throw .notForYou(record)
        }
        self.person = person
        do throws(Refusal) {
            now = try record.now()
            let shipped = try ShippedFiles(record.console)
            var library = try Library(shipped, adding: [])
            guard let form = try library.form("school") else {
                throw Refusal("there is no form for schools")
            }
            retention = Retention(try record.requireSchool().document, form: form)
            let (routes, why) = library.routesInAnyCase()
            if let why { record.console.complain(why) }
            self.routes = routes
        } catch {
            throw JournalError(.usage, error.message, hint: error.hint)
        }
        ledger = try record.workspace.ledger.read()
        book = DisposalBook(ledger.records)
        acts = ReviewActs(ledger.records)
        openings = OpenedSession.all(in: ledger.records)
        chains = PlanChains(ledger.records)
        if ledger.isDamaged { throw .damagedLedger }
        let isBack = ledger.problems.contains { $0.severity == .damage }
        if isBack, !toReapply { throw .erasedIsBack }
    }

    func opening(_ session: String) -> OpenedSession? { openings.first { $0.id == session } }

    func day(_ time: Timestamp) -> Day { Day(time, zone: clock.zone, zones: clock.zones) }

    // MARK: One session

    /// A session and all that matters for its disposal.
    struct Case {
        let opened: OpenedSession
        let account: SessionAccount
        /// The last entry that people wrote.
        let last: Link
        /// The latest day that anything tells of: the plan alone could be dated back.
        let day: Day
        let kind: Retention.Kind
        let from: Day
        let blockers: [DueItem.Blocker]
        /// Why the person at the keyboard may not decide about it.
        let hindrances: [Reviewer.Hindrance]
        let group: String?

        var subject: DisposalEntry.Subject { .session(opened.id, upTo: last) }
        /// Whether anything of it is still there.
        let hasTexts: Bool
    }

    func session(_ typed: String) throws(JournalError) -> Case {
        do throws(Refusal) {
            let opened = try SessionChoice(record, ledger).session(typed)
            return try look(at: opened)
        } catch {
            throw JournalError(.usage, error.message, hint: error.hint)
        }
    }

    func look(at opened: OpenedSession) throws(Refusal) -> Case {
        let history: History
        do throws(JournalError) {
            guard let id = SessionID(opened.id) else {
                throw JournalError(.notFound, "there is no session \(opened.id.quoted)")
            }
            history = try workspace.session(id).read()
        } catch {
            throw error.refusal
        }
        let timeline = Timeline(history.records)
        let plan = try? workspace.plan(digest: opened.plan)
        let cast = Cast(plan: plan, school: record.school?.document, people: people)
        let account = SessionAccount(
            opened: opened,
            plan: plan,
            cast: cast,
            timeline: timeline,
            history: history,
            facts: LiveFacts(timeline),
            reader: IncidentReader(people: people, person: person, cast: cast),
            conditions: [],
            isTrial: workspace.isTrial,
            now: now
        )
        let said = history.records.filter { !$0.isOfStore }
        let last = said.last ?? history.records.last
        let times = [opened.at, opened.starts, opened.ends, last?.at].compactMap { $0 }
        let day = self.day(times.max() ?? opened.at)
        let kinds = Retention.kinds(of: timeline, routes)
        let ends = kinds.map { ($0, retention.end(of: $0, from: day)) }
        // Of two that end on one day, the one that somebody has to look at.
        let end = ends.max { ($0.1, $0.0.needsPerson ? 1 : 0) < ($1.1, $1.0.needsPerson ? 1 : 0) }
        let needing = ends.filter { $0.0.needsPerson }.max { $0.1 < $1.1 }
        let reviewer = Reviewer(people: people, isTrial: workspace.isTrial)
        return Case(
            opened: opened,
            account: account,
            last: (last ?? history.records.last)?.link ?? Link(seq: 0, hash: ""),
            day: day,
            kind: (needing ?? end)?.0 ?? .routine,
            from: end?.1 ?? day,
            blockers: blockers(opened, history, timeline),
            hindrances: reviewer.hindrances(to: person, author: record.author, account)
                .filter { $0 != .noRole },
            group: chains.chain(of: opened.id)?.versions.last?.text("group"),
            hasTexts: history.records.contains(where: \.hasText)
        )
    }

    private func blockers(
        _ opened: OpenedSession,
        _ history: History,
        _ timeline: Timeline
    ) -> [DueItem.Blocker] {
        var found: [DueItem.Blocker] = []
        if history.problems.contains(where: { $0.severity == .damage || $0.severity == .unknown }) {
            found.append(.damaged)
        }
        if timeline.close == nil { found.append(.notClosed) }
        let waiting = HandoversDue.count(timeline, people)
        if waiting > 0, book.disposed(opened.id) == nil { found.append(.handovers(waiting)) }
        let entries = Set((acts.acceptances[opened.id] ?? []).map(\.entry))
        let open = acts.actions().filter { $0.isOpen && entries.contains($0.entry) }
        if !open.isEmpty { found.append(.actions(open.map(\.id))) }
        return found
    }

    // MARK: Who may

    /// Why the two may not decide together; nothing if they may.
    func hindrance(to proposal: Proposal) -> String? {
        if let why = hindrance(to: proposal.author, proposal.ground.kind) { return why }
        if case .session(let id, _) = proposal.subject { return participation(in: id) }
        if case .text(_, let id, _) = proposal.subject { return participation(in: id) }
        return nil
    }

    /// The same for the end of a hold, which somebody proposed.
    func hindrance(to other: Author, _ kind: Retention.Kind?) -> String? {
        let mine = record.author
        let isSame =
            people.isSame(other.by, mine.by) || people.isSame(other.by, person.id)
            || !workspace.isTrial && other.uid == mine.uid && other.host == mine.host
        if isSame { return "you proposed it yourself" }
        let roles = person.roles + (people.person(id: other.by)?.roles ?? [])
        guard DisposalDesk.leading.contains(where: roles.contains) else {
            return "one of the two has to be the safeguarding lead (dsl) or the data protection "
                + "officer (dpo)"
        }
        guard
            people.person(id: other.by).map({ one in DisposalDesk.roles.contains(where: one.holds) }
            )
                ?? false
        else { return "\(other.by.quoted), who proposed it, has no role for it any more" }
        if kind?.needsPerson ?? false, !roles.contains("dsl") {
            return "for such a session one of the two has to be the safeguarding lead (dsl)"
        }
        return nil
    }

    /// Why somebody may not decide about a session; nothing if they may.
    func participation(in session: String) -> String? {
        guard let opened = openings.first(where: { $0.id == session }),
            let one = try? look(at: opened)
        else { return "its log cannot be read" }
        return one.hindrances.first?.told
    }

    /// Who could decide besides the person at the keyboard.
    var others: [String] {
        people.all.filter { one in
            one.id != person.id && DisposalDesk.roles.contains(where: one.holds)
        }.map(\.id)
    }
}

extension Entry {
    /// Whether it tells nothing that happened.
    fileprivate var isOfStore: Bool { isHousekeeping || kind == .redact }
}

extension JournalError {
    fileprivate static let damagedLedger = JournalError(
        .damaged,
        "the record is damaged, so nothing may be erased from it",
        hint: "`\(Program.name) verify` says more"
    )

    fileprivate static let erasedIsBack = JournalError(
        .damaged,
        "texts of the ledger are there again that were erased: an old copy was put back",
        hint: "`\(Program.name) redact \(Option.reapply.typed)` erases them again"
    )

    fileprivate static func notForYou(_ record: RecordDesk) -> JournalError {
        let able = record.people.all.filter { one in
            DisposalDesk.roles.contains(where: one.holds)
        }
        return JournalError(
            .notPermitted,
            "disposal is for the roles \(listed(DisposalDesk.roles, joinedBy: "or")), and you have "
                + "none of them",
            hint: able.isEmpty
                ? "nobody on the school's list has one" : "these have: \(listed(able.map(\.id)))"
        )
    }
}
