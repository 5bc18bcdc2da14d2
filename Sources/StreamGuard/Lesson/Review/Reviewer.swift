import Checklist

/// Who may go through a session for a review, and what hinders others.
struct Reviewer {
    let people: People
    let isTrial: Bool

    /// Why somebody may not accept a session.
    enum Hindrance: Equatable {
        /// Without one of ``Viewer/leaders``.
        case noRole
        case host
        case second
        case startedIt
        /// Another adult, by the plan or by the log.
        case adult
        /// There is an incident about somebody in school that is kept from them.
        case keptFromThem

        /// After "you may not accept it: ".
        var told: String {
            switch self {
            case .noRole: "it is for the roles \(listed(Viewer.leaders, joinedBy: "or"))"
            case .host: "you were its host"
            case .second: "you were its second member of staff"
            case .startedIt: "you started it"
            case .adult: "you were one of the adults in it"
            case .keptFromThem: "something in it is not for you to read"
            }
        }
    }

    /// What hinders one person; their account is known only of whoever is at the keyboard.
    func hindrances(
        to person: People.Person,
        author: Author? = nil,
        _ account: SessionAccount
    ) -> [Hindrance] {
        var found: [Hindrance] = []
        if !Viewer.leaders.contains(where: person.holds) { found.append(.noRole) }
        found += participation(of: person, author: author, account)
        let reader = IncidentReader(people: people, person: person, cast: account.cast)
        let isKept = account.timeline.incidents.contains { item in
            if case .incident(let note) = item.event {
                !reader.mayRead(note, by: item.by)
            } else {
                false
            }
        }
        if isKept { found.append(.keptFromThem) }
        return found
    }

    /// Whether somebody was in a session, or started it.
    func tookPart(
        _ person: People.Person,
        author: Author,
        _ account: SessionAccount
    ) -> Bool { !participation(of: person, author: author, account).isEmpty }

    /// In which parts somebody took part, the weightiest alone.
    private func participation(
        of person: People.Person,
        author: Author?,
        _ account: SessionAccount
    ) -> [Hindrance] {
        func isThem(_ id: String?) -> Bool { id.map(person.ids.contains) ?? false }
        let opened = account.opened
        if isThem(opened.host) || isThem(account.cast.host) { return [.host] }
        if isThem(opened.second) || isThem(account.cast.second) { return [.second] }
        let isSameAccount =
            author.map { one in
                // In a trial one account acts for everybody.
                !isTrial && one.uid == opened.author.uid && one.host == opened.author.host
            } ?? false
        if isThem(opened.author.by) || isSameAccount { return [.startedIt] }
        return account.adults.contains(where: isThem) ? [.adult] : []
    }

    /// Who may accept a session.
    func able(_ account: SessionAccount) -> [String] {
        people.all.filter { hindrances(to: $0, account).isEmpty }.map(\.id)
    }
}

extension SessionAccount {
    /// The ids of all adults, by the plan or by the log.
    var adults: Set<String> {
        var ids = Set([opened.host, opened.second, opened.author.by].compactMap { $0 })
        ids.formUnion(cast.adultIDs)
        ids.formUnion(timeline.adults)
        return ids
    }
}

extension Timeline {
    /// The ids of those who were ever in the session and are no pupils, also by entries that were
    /// corrected later.
    var adults: Set<String> {
        Set(
            all.compactMap { item in
                if case .join(let who, let part, _) = item.event, part != .pupil {
                    who.id
                } else {
                    nil
                }
            }
        )
    }
}
