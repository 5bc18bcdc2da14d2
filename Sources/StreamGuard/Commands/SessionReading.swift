import Checklist

extension RecordDesk {
    /// All that whoever is at the keyboard may know of one session.
    func account(
        of opened: OpenedSession,
        _ ledger: History
    ) throws(JournalError) -> SessionAccount {
        guard let id = SessionID(opened.id) else { throw .noSuchSession(opened.id) }
        let history = try workspace.session(id).read()
        let plan = try? workspace.plan(digest: opened.plan)
        let timeline = Timeline(history.records)
        let cast = Cast(plan: plan, school: school?.document, people: people)
        guard let now = console.now() else { throw .noTime }
        return SessionAccount(
            opened: opened,
            plan: plan,
            cast: cast,
            timeline: timeline,
            history: history,
            facts: LiveFacts(timeline),
            reader: IncidentReader(people: people, person: person, cast: cast),
            conditions: SessionApprovals(ledger.records, numbers: opened.approvals).conditions,
            isTrial: workspace.isTrial,
            now: now
        )
    }
}

extension JournalError {
    fileprivate static func noSuchSession(_ id: String) -> JournalError {
        JournalError(.notFound, "there is no session \(id.quotedPath) in the record")
    }

    fileprivate static let noTime = JournalError(
        .usage,
        "this computer's clock shows no usable time"
    )
}
