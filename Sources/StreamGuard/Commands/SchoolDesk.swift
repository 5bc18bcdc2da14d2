import Checklist

/// A record with the rules of its school: what commands need that judge plans as they were handed
/// in.
struct SchoolDesk {
    let record: RecordDesk
    let bench: Bench
    let school: Bench.SchoolCase
    let now: Timestamp

    init(_ invocation: Invocation, _ console: Console) throws(Refusal) {
        record = try RecordDesk.toRead(invocation, console)
        var bench = try Bench(invocation, console)
        school = try bench.school(at: try record.requireSchool().path)
        self.bench = bench
        now = try record.now()
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

    /// Judges a plan; whatever is wrong in it is refused at its place.
    func judge(_ plan: Document, named name: String) throws(Refusal) -> Report {
        try bench.judge(plan, of: school, as: Bench.Case(name: name))
    }

    /// Whoever knows what is approved, as the ledger is now.
    func clerk() throws(Refusal) -> Clerk {
        do throws(JournalError) {
            return Clerk(workspace, try workspace.ledger.read(), people: people) { plan in
                try? judge(plan, named: "a plan that was handed in")
            }
        } catch {
            throw error.refusal
        }
    }
}
