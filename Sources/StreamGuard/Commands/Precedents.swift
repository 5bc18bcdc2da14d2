import Checklist

/// What the record knows of plans that are judged, for commands that also work without a record:
/// what was approved, and the earlier sessions.
final class Precedents {
    private let console: Console
    private let workspace: Workspace
    private let ledger: History
    /// The profile that lies with the record.
    private let profile: String?
    private let people: People
    private let sessions: EarlierSessions
    private var clerk: Clerk?
    private var hasTold = false

    /// What the record knows; nothing if there is none.
    ///
    /// A record that was named has to be there. One that cannot be read is told of, and counts for
    /// nothing: a plan that would need an approval in it is not ready.
    static func find(
        _ invocation: Invocation,
        _ console: Console
    ) throws(Refusal) -> Precedents? {
        let isNamed =
            invocation.has(.store) || !(console.environment(Workspace.variable) ?? "").isEmpty
        guard let place = try? Workspace.place(invocation.value(.store), console) else {
            return nil
        }
        do throws(JournalError) {
            let workspace = try Workspace.find(store: place, console, toJudge: true)
            return Precedents(workspace, try workspace.ledger.read(), console)
        } catch {
            if isNamed, error.cause == .noStore { throw error.refusal }
            console.warn("\(error.message), so no approval counts, and no earlier session")
            return nil
        }
    }

    private init(_ workspace: Workspace, _ ledger: History, _ console: Console) {
        self.console = console
        self.workspace = workspace
        self.ledger = ledger
        profile = SchoolFile.nearest(to: Paths.folder(of: workspace.path))
        people = profile.flatMap { try? Texts.document($0) }.map { People($0) } ?? People()
        sessions = EarlierSessions(ledger.records, people: people)
        if !ledger.isSound {
            console.warn(
                "the record is damaged or cut off, so no approval in it counts; "
                    + "`\(Program.name) verify` says where"
            )
        }
    }

    /// Reminds whoever is at the keyboard of the logs that they should have closed.
    func warnOfOverdue() {
        let login = console.caller(among: people).login
        guard let person = login.flatMap({ people.person(account: $0) }), let now = console.now()
        else { return }
        console.warn(overdue: sessions.overdue(of: person, at: now))
    }

    // MARK: Judging

    /// These, if they are about plans of that school.
    ///
    /// INVARIANT: roles and groups come from the profile that lies with the record. What is judged
    /// by another profile may look the same and be something else. Only a trial may be told another.
    func about(schoolAt path: String) -> Precedents? {
        if workspace.isTrial { return self }
        if let profile, Paths.resolved(path) == profile { return self }
        if !hasTold {
            hasTold = true
            let own = profile.map { console.shown($0).quotedPath } ?? "a profile that lies with it"
            console.warn(
                "the record is not looked at: it is for \(own), and the plan is judged by "
                    + console.shown(path).quotedPath
            )
        }
        return nil
    }

    /// The answers about earlier sessions.
    func history(of plan: Plan, at now: Timestamp, _ clock: LocalTime) -> Document? {
        let text = sessions.history(of: plan, at: now, clock).canonical()
        return try? Document(parsing: SourceText(name: "the record", text: text))
    }

    /// The report with what has been allowed, and with what is known of the rest.
    func applied(
        to report: Report,
        judging: @escaping (Document) -> Report?
    ) -> Report {
        let clerk = self.clerk ?? Clerk(workspace, ledger, people: people, judge: judging)
        self.clerk = clerk
        return clerk.granting(report)
    }
}

extension Console {
    /// Reminds somebody of logs that should have been closed.
    func warn(overdue sessions: [EarlierSessions.Opened]) {
        for session in sessions {
            warn(
                "the log of \(session.title?.quoted ?? "a session") is overdue: "
                    + "`\(Program.name) close --session \(session.id)` finishes it"
            )
        }
    }
}
