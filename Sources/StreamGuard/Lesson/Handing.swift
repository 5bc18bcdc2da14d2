/// To whom an incident has to be handed, now and in which order: who is told, who if they cannot be
/// reached, and who outside the school.
struct Handing {
    let category: Routes.Category
    /// Who has to be told, in order; each human being stands in one of them at most.
    let tellings: [Telling]
    /// The roles for which nobody is left to tell.
    let unfilled: [Unfilled]
    let outside: [Outside]
    /// Whether it is about somebody who works or helps in school.
    let isAboutStaff: Bool
    /// Whether it may be about one of those who would be told: nobody has said who it is.
    let leavesOpenWho: Bool
    private let people: People

    /// One conversation that has to be had.
    struct Telling {
        /// Any one of them, by id; the first on the school's list comes first.
        fileprivate(set) var people: [String]
        /// The role in which they are told.
        let role: Routes.Role
        /// Further roles that the same people are told in.
        fileprivate(set) var also: [Routes.Role] = []
        let how: Routes.How
        fileprivate(set) var urgency: Routes.Urgency
        /// The role in whose place they are told, and why.
        let insteadOf: (role: Routes.Role, because: Because)?
        /// Who is told if none of them can be reached, nearest first.
        fileprivate(set) var thenTry: [Alternative]

        /// Everybody who may be told here, nearest first.
        var anybody: [String] { people + thenTry.flatMap(\.people) }
    }

    /// Why a role's own people are not told.
    enum Because: String {
        /// It is about them.
        case concerned
        /// The one who holds the role reports it, and somebody else has to know too.
        case reporter
        /// Nobody holds the role.
        case vacant
    }

    struct Alternative {
        let role: Routes.Role
        let people: [String]
    }

    /// A role for which nobody in school can be told.
    struct Unfilled {
        let role: Routes.Role
        let because: Because
        /// Who outside is asked instead.
        let outside: Routes.Body?
    }

    /// Somebody outside who may have to be told.
    struct Outside {
        let body: Routes.Body
        /// Who decides it; nothing if nobody in school is left who could.
        let decides: Alternative?
        let note: String?
    }

    /// Who was not told yet, when those ids have been told: a telling is done when one of its
    /// people was told, or somebody who stands in for them.
    func open(told: [String]) -> [Telling] {
        let primary = told.filter { id in
            tellings.contains { people.contains($0.people, id) }
        }
        return tellings.filter { telling in
            let isDone = told.contains { id in
                // Somebody who is to be told anyway stands in for nobody else.
                let counts = people.contains(primary, id) ? telling.people : telling.anybody
                return people.contains(counts, id)
            }
            return !isDone
        }
    }

    fileprivate init(
        _ category: Routes.Category,
        _ tellings: [Telling],
        _ unfilled: [Unfilled],
        _ outside: [Outside],
        _ concern: Concern,
        _ people: People
    ) {
        self.category = category
        self.tellings = tellings
        self.unfilled = unfilled
        self.outside = outside
        isAboutStaff = concern.isAboutStaff
        leavesOpenWho = concern.leavesOpenWho
        self.people = people
    }
}

extension Routes {
    /// To whom an incident is handed.
    ///
    /// - Parameters:
    ///   - concern: what is known of it.
    ///   - people: the school's people. Nobody whom it is about is told, under any id of theirs.
    ///   - school: what the school says about routes.
    /// - Returns: who is told; nothing if there is no such category.
    func handing(of concern: Concern, _ people: People, _ school: SchoolRoutes) -> Handing? {
        guard let category = category(concern.category) else { return nil }
        let search = Search(routes: self, people: people, concern: concern)
        var tellings: [Handing.Telling] = []
        var unfilled: [Handing.Unfilled] = []
        for step in steps(category, concern, school) {
            let id = step.role == Routes.firstContact ? school.firstContact : step.role
            let role = role(id) ?? Role(unknown: id)
            switch search.look(role) {
            case .found(let groups, let because):
                search.add(groups, because, of: role, step, to: &tellings)
            case .nobody(let because):
                let outside = chain(from: id).lazy.compactMap(\.outside).first.flatMap(body)
                unfilled.append(
                    Handing.Unfilled(role: role, because: because, outside: outside)
                )
            }
        }
        return Handing(
            category,
            tellings,
            unfilled,
            outside(of: category, search),
            concern,
            people
        )
    }

    /// Whom the category, or the school in its place, wants told.
    private func steps(
        _ category: Category,
        _ concern: Concern,
        _ school: SchoolRoutes
    ) -> [Step] {
        if concern.isAboutStaff, let steps = category.aboutStaff { return steps }
        guard let own = school.tell.first(where: { $0.category == category.id }), !own.roles.isEmpty
        else { return category.tell }
        return own.roles.map { role in
            // The school changes who is told, not how, nor how soon.
            let like = category.tell.first { $0.role == role } ?? category.tell.first
            return Step(
                role: role,
                how: like?.how ?? .directly,
                urgency: like?.urgency ?? .now
            )
        }
    }

    private func outside(of category: Category, _ search: Search) -> [Handing.Outside] {
        category.outside.compactMap { outside in
            guard let body = body(outside.body), let role = role(outside.decides) else {
                return nil
            }
            return Handing.Outside(
                body: body,
                decides: search.deciding(role),
                note: outside.note
            )
        }
    }
}

extension Routes.Role {
    /// A role that the routes do not have: nobody can be told in it, and that is said.
    fileprivate init(unknown id: String) {
        self.init(id: id, words: id, instead: [], outside: nil)
    }
}

/// Looks for somebody who may be told.
private struct Search {
    let routes: Routes
    let people: People
    let concern: Concern
    private let concerned: [String]

    init(routes: Routes, people: People, concern: Concern) {
        self.routes = routes
        self.people = people
        self.concern = concern
        concerned = concern.concerned(people)
    }

    enum Result {
        /// Those who may be told, nearest first; why they are not the role's own, if so.
        case found([Handing.Alternative], Handing.Because?)
        case nobody(Handing.Because)
    }

    func look(_ role: Routes.Role) -> Result {
        let groups = groups(from: role) { id in
            !people.contains(concerned, id) && !isReporter(id)
        }
        let because = reason(role)
        guard let first = groups.first else { return .nobody(because) }
        return .found(groups, first.role.id == role.id ? nil : because)
    }

    /// Who decides for a role: whoever reports an incident may well decide what follows from it.
    func deciding(_ role: Routes.Role) -> Handing.Alternative? {
        groups(from: role) { !people.contains(concerned, $0) }.first
    }

    /// The people of a role's chain who may be told, each human being once.
    private func groups(
        from role: Routes.Role,
        where mayBeTold: (String) -> Bool
    ) -> [Handing.Alternative] {
        var seen: [String] = []
        var groups: [Handing.Alternative] = []
        for role in routes.chain(from: role.id) {
            let ids = people.holders(of: role.id).map(\.id).filter { id in
                mayBeTold(id) && !people.contains(seen, id)
            }
            if !ids.isEmpty { groups.append(Handing.Alternative(role: role, people: ids)) }
            seen += ids
        }
        return groups
    }

    /// Why none of a role's own people can be told.
    private func reason(_ role: Routes.Role) -> Handing.Because {
        let holders = people.holders(of: role.id).map(\.id)
        if holders.isEmpty { return .vacant }
        // Whoever it is about weighs more than who reports it.
        return holders.contains { people.contains(concerned, $0) } ? .concerned : .reporter
    }

    private func isReporter(_ id: String) -> Bool {
        concern.reporter.map { people.isSame($0, id) } ?? false
    }

    /// Adds a conversation; if one that is to be had anyway can be with people of this role too,
    /// it is to be with them.
    func add(
        _ groups: [Handing.Alternative],
        _ because: Handing.Because?,
        of role: Routes.Role,
        _ step: Routes.Step,
        to tellings: inout [Handing.Telling]
    ) {
        let found = groups[0]
        // Only those who are next to the role or to whoever is told: the chair of governors, say,
        // hears of what is about the head, not of everything when the safeguarding lead is out.
        let near = role.instead + found.role.instead
        for index in tellings.indices {
            let both = tellings[index].people.filter { people.contains(found.people, $0) }
            if both.isEmpty { continue }
            tellings[index].narrow(to: both, whoAreAlso: found.role)
            if step.urgency == .now { tellings[index].urgency = .now }
            return
        }
        tellings.append(
            Handing.Telling(
                people: found.people,
                role: found.role,
                how: step.how,
                urgency: step.urgency,
                insteadOf: because.map { (role, $0) },
                thenTry: groups.dropFirst().filter { near.contains($0.role.id) }
            )
        )
    }
}

extension Handing.Telling {
    /// Those of its people who hold another role too are told first, the others stand in.
    fileprivate mutating func narrow(to both: [String], whoAreAlso role: Routes.Role) {
        let others = people.filter { !both.contains($0) }
        if !others.isEmpty {
            thenTry.insert(Handing.Alternative(role: self.role, people: others), at: 0)
        }
        people = both
        if !([self.role] + also).contains(where: { $0.id == role.id }) { also.append(role) }
    }
}

extension People {
    /// Whether one of the ids stands for the same human being.
    func contains(_ ids: [String], _ id: String) -> Bool {
        ids.contains { isSame($0, id) }
    }
}
