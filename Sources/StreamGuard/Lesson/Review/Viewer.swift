/// Somebody who looks at the review of one record, and what of it they may see.
///
/// INVARIANT: a fold counts nothing that its viewer may not see. So no figure, week, mark or repeat
/// can tell of it, and nothing has to be taken away afterwards.
struct Viewer {
    let view: ReviewView
    /// As this record's profile knows them.
    let person: People.Person
    let people: People

    /// The roles that see all sessions.
    static let leaders = ["dsl", "deputy-dsl", "head", "slt", "chair"]
    /// The roles that may have the figures for governors.
    static let governors = ["governor"] + leaders + ["dpo"]

    /// How somebody may look at a review, widest first; everybody may look at their own sessions.
    static func views(of person: People.Person) -> [ReviewView] {
        var views: [ReviewView] = []
        if leaders.contains(where: person.holds) { views.append(.dsl) }
        if governors.contains(where: person.holds) { views.append(.governors) }
        return views + [.host]
    }

    /// Whether they may see a session or a plan, by the ids of those who were to run it or did:
    /// host, second member of staff, whoever started it.
    func maySee(sessionOf ids: [String?]) -> Bool { view != .host || isAmong(ids) }

    func maySee(_ session: OpenedSession) -> Bool { view != .host || session.isOf(person.ids) }

    /// Whether they may know that there is an incident.
    ///
    /// Whom it is about is a text, which may have been erased, and a review rests on facts. So what
    /// is about staff is shown only to whoever wrote it and to those who have to deal with such
    /// things, but to no adult of that session; and once one of these has been told, only to those
    /// who were or who stand above one who was: what is about the head goes past the head.
    ///
    /// Figures for governors hold none of it, whoever makes them: two packs, or a pack and a
    /// review, must not tell by their difference what one of them leaves out.
    ///
    /// `adults` are the ids of all who were in the session or should have been.
    func maySee(_ incident: ReviewedIncident, adults: [String?]) -> Bool {
        guard incident.isConfidential else { return true }
        guard view == .dsl else { return false }
        if isAmong([incident.by]) { return true }
        guard let own = Viewer.rung(of: person), !isAmong(adults) else { return false }
        if isAmong(incident.handovers.map(\.to)) { return true }
        let told = incident.handovers.compactMap { people.person(id: $0.to) }
        return told.compactMap { Viewer.rung(of: $0) }.min().map { $0 < own } ?? true
    }

    /// Whether one of these ids is theirs.
    func isAmong(_ ids: [String?]) -> Bool {
        ids.contains { id in id.map(person.ids.contains) ?? false }
    }

    /// How high somebody stands among those who deal with what is about staff.
    private static func rung(of person: People.Person) -> Int? {
        ["dsl", "head", "chair"].lastIndex(where: person.holds)
    }
}

extension Review {
    /// What is left for a viewer of what is not about a single session, nor a figure.
    ///
    /// Sessions and incidents that they may not see have never been counted; see ``Viewer``.
    consuming func seen(by viewer: Viewer) -> Review {
        // What is no repeat yet is for adding parts together only.
        single = []
        guard viewer.view == .host else { return self }
        repeats.removeAll { $0.kind == .host && !viewer.isAmong([$0.id]) }
        actions.removeAll { !viewer.isAmong([$0.owner]) }
        // Which sessions chance chose is no business of those who run them.
        sample = nil
        for index in records.indices where !records[index].problems.isEmpty {
            // A problem may name a session of somebody else's.
            records[index].problems = [
                "the record has a fault: those who lead on safeguarding see which"
            ]
        }
        return self
    }
}
