import Checklist

/// A record with the rules of its school: what commands need that judge plans as they were handed
/// in.
struct SchoolDesk {
    let record: RecordDesk
    let bench: Bench
    let school: Bench.SchoolCase
    let now: Timestamp
    /// The ledger as it was when the command began.
    private let ledger: History
    private let sessions: EarlierSessions

    init(_ invocation: Invocation, _ console: Console) throws(Refusal) {
        record = try RecordDesk.toRead(invocation, console)
        do throws(JournalError) {
            ledger = try record.workspace.ledger.read()
        } catch {
            throw error.refusal
        }
        sessions = EarlierSessions(ledger.records, people: record.people)
        var bench = try Bench(invocation, console)
        school = try bench.school(at: try record.requireSchool().path)
        self.bench = bench
        now = try record.now()
        if let person = record.person {
            console.warn(overdue: sessions.overdue(of: person, at: now))
            let today = Day(now, zone: school.clock.zone, zones: school.clock.zones)
            console.warn(overdue: ReviewActs(ledger.records).overdue(of: person, on: today))
        }
    }

    var workspace: Workspace { record.workspace }
    var console: Console { record.console }
    var people: People { record.people }
    var clock: LocalTime { school.clock }

    /// The roles that may approve anything, by what they are called.
    var approvingRoles: [Role] {
        var roles: [Role] = []
        for role in school.rulebook.checklists.flatMap(\.roles)
        where !roles.contains(where: { $0.name == role.name }) {
            roles.append(role)
        }
        return roles
    }

    /// Who holds these roles, by the profile.
    var holders: RoleHolders { RoleHolders(people, roles: approvingRoles.map(\.name)) }

    /// Judges a plan; whatever is wrong in it is refused at its place.
    func judge(_ plan: Document, named name: String) throws(Refusal) -> Report {
        let history = { (plan: Plan, now: Timestamp) -> Document? in
            let text = sessions.history(of: plan, at: now, clock).canonical()
            return try? Document(parsing: SourceText(name: "the record", text: text))
        }
        return try bench.judge(plan, of: school, as: Bench.Case(name: name, history: history))
    }

    /// Whoever knows what is approved, as the ledger was when the command began.
    var clerk: Clerk { clerk(ledger) }

    /// The same after something was written.
    func readAgain() throws(JournalError) -> Clerk { clerk(try workspace.ledger.read()) }

    private func clerk(_ ledger: History) -> Clerk {
        Clerk(workspace, ledger, people: people) { plan in
            try? judge(plan, named: "a plan that was handed in")
        }
    }

    func warnOfDamage(_ clerk: Clerk) {
        guard !clerk.book.isSound else { return }
        console.warn(
            "the record is damaged, so no approval in it counts: `\(Program.name) verify` says more"
        )
    }

    // MARK: Plans

    /// A plan's document, from its file or from standard input.
    func read(_ plan: PlanFile) throws(Refusal) -> Document {
        if let path = plan.path { return try Texts.document(path) }
        return try Texts.document(try console.input(FileReader.limit), named: plan.name)
    }

    /// A version that was handed in; nothing if it has been erased.
    func version(_ digest: String) throws(Refusal) -> Document? {
        do throws(JournalError) {
            return try workspace.plan(digest: digest)
        } catch {
            if error.cause == .notFound { return nil }
            throw error.refusal
        }
    }

    /// What differs between two plans.
    func changes(from old: Document, to new: Document) -> [PlanChange] {
        guard let form = school.rulebook.forms.first(where: { $0.name == "plan" }) else {
            return []
        }
        return PlanChange.between(JSON(old.root), JSON(new.root), form: form)
    }
}
