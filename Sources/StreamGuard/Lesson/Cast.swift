import Checklist

/// Who should be in a session, and in which part: the plan's people, looked up in the school's
/// lists.
struct Cast {
    let host: String?
    /// Nothing if the plan has none.
    let second: String?
    /// The pupils who should take part.
    let pupils: [String]
    /// The other adults who were expected; whether each is staff of the school.
    private let adults: [(id: String, isStaff: Bool)]
    private let allPupils: Set<String>
    private let people: People

    init(plan: Document?, school: Document?, people: People) {
        let plan = plan?.root
        func text(_ names: String...) -> String? {
            var node = plan
            for name in names { node = node?.member(name) }
            return node?.string
        }
        self.people = people
        host = text("host", "id")
        second = text("second", "place") == "none" ? nil : text("second", "id")
        let groups = school?.root.member("groups")?.elements ?? []
        let group = text("group")
        let listed = plan?.member("pupils")?.elements.compactMap(\.string)
        let planned = listed ?? groups.first { $0.member("id")?.string == group }?.pupils ?? []
        pupils = planned
        allPupils = Set(groups.flatMap(\.pupils) + planned)
        adults = (plan?.member("adults")?.elements ?? []).compactMap { adult in
            guard let id = adult.member("id")?.string else { return nil }
            return (id, adult.member("role")?.string == "staff")
        }
    }

    /// Somebody as a session knows them.
    struct Member {
        let who: SessionEvent.Somebody
        let part: SessionEvent.Part
        /// Whether the plan has them.
        let isPlanned: Bool
    }

    /// Who is meant by an id; nothing if nobody knows it.
    ///
    /// Whichever of a person's ids is typed, the one that the plan has is taken, else the first.
    func member(_ id: String) -> Member? {
        let person = people.person(id: id)
        func member(_ id: String, _ part: SessionEvent.Part, isPlanned: Bool = true) -> Member {
            Member(
                who: SessionEvent.Somebody(id, isStaff: person != nil),
                part: part,
                isPlanned: isPlanned
            )
        }
        if let host, people.isSame(host, id) { return member(host, .host) }
        if let second, people.isSame(second, id) { return member(second, .second) }
        if pupils.contains(id) { return member(id, .pupil) }
        if let adult = adults.first(where: { people.isSame($0.id, id) }) {
            return member(adult.id, adult.isStaff && person?.employed == true ? .staff : .adult)
        }
        if allPupils.contains(id) { return member(id, .pupil, isPlanned: false) }
        guard let person else { return nil }
        // Somebody who is known but neither employed nor expected has no business there.
        let part: SessionEvent.Part = person.employed == true ? .staff : .unknown
        return member(person.id, part, isPlanned: false)
    }

    /// The ids of all adults of the plan.
    var adultIDs: [String] { [host, second].compactMap { $0 } + adults.map(\.id) }

    /// The ids that somebody may have meant.
    var known: [String] {
        [host, second].compactMap { $0 } + pupils + adults.map(\.id) + people.all.flatMap(\.ids)
            + allPupils.sorted()
    }
}

extension Node {
    /// The pupils of a group.
    fileprivate var pupils: [String] { member("pupils")?.elements.compactMap(\.string) ?? [] }
}
