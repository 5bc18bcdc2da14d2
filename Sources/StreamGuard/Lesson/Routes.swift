import Checklist

/// Who is told of an incident, in which order, and what matters at once: the data of a
/// `*.routes.json`, read and sound.
struct Routes {
    let id: String
    let version: String?
    let roles: [Role]
    let bodies: [Body]
    let documents: [Cited]
    /// What a teacher chooses from.
    let categories: [Category]

    /// A role that may be told.
    struct Role {
        let id: String
        let words: String
        /// The roles that are told when nobody of this one is left or can be reached, in order;
        /// when nobody is left of these either, theirs in turn.
        let instead: [String]
        /// The body that is asked when nobody in school is left.
        let outside: String?
    }

    /// Somebody outside the school.
    struct Body {
        let id: String
        let words: String
    }

    /// A document that categories cite.
    struct Cited {
        let id: String
        let title: String
        let publisher: String?
        let date: String?
        let url: String?
    }

    /// One kind of incident.
    struct Category {
        let id: String
        let means: String
        let tell: [Step]
        /// Who is told if it is about a member of staff; nothing if that makes no difference.
        let aboutStaff: [Step]?
        let sentences: [String]
        let outside: [Outside]
        let sources: [Source]
        /// As what kind of record a session with such an incident is kept.
        let kept: Retention.Kind
        /// The same if it is about a member of staff.
        let keptAboutStaff: Retention.Kind
    }

    /// One role to tell.
    struct Step {
        /// A role's id, or ``firstContact``.
        let role: String
        let how: How
        let urgency: Urgency
    }

    /// How somebody is told, as the form has it.
    enum How: String, CaseIterable {
        case inPerson = "in-person"
        case phone, directly, any

        var words: String {
            switch self {
            case .inPerson: "in person"
            case .phone: "by phone"
            case .directly: "in person or by phone"
            case .any: "in any way the school uses"
            }
        }
    }

    /// How soon, as the form has it.
    enum Urgency: String, CaseIterable {
        case now, today
    }

    /// A body outside the school that may have to be told.
    struct Outside {
        let body: String
        /// The role that decides it.
        let decides: String
        let note: String?
    }

    /// Where a category comes from.
    struct Source {
        let document: String
        let section: String?
        let rows: [String]
        let certainty: String?
        let provenance: String?
    }

    /// The word that stands for the role that the school's profile names as first contact.
    static let firstContact = "first-contact"

    func role(_ id: String) -> Role? { roles.first { $0.id == id } }
    func body(_ id: String) -> Body? { bodies.first { $0.id == id } }
    func category(_ id: String) -> Category? { categories.first { $0.id == id } }

    /// A role and everything that is told instead of it, nearest first, each once.
    func chain(from id: String) -> [Role] {
        var chain: [Role] = []
        var waiting = [id]
        while !waiting.isEmpty {
            let id = waiting.removeFirst()
            guard !chain.contains(where: { $0.id == id }), let role = role(id) else { continue }
            chain.append(role)
            // A role's own order counts before that of the roles after it.
            waiting += role.instead
        }
        return chain
    }
}

/// What a school's profile says about routes.
struct SchoolRoutes {
    /// The role that takes a first report.
    let firstContact: String
    /// The roles to tell for a category, in place of those that the routes name.
    let tell: [(category: String, roles: [String])]

    init(firstContact: String = "dsl", tell: [(category: String, roles: [String])] = []) {
        self.firstContact = firstContact
        self.tell = tell
    }

    /// What a profile's document says, as far as it can be read.
    init(_ school: Document) {
        let routes = school.root.member("routes")
        self.init(
            firstContact: routes?.member("firstContact")?.string ?? "dsl",
            tell: (routes?.member("tell")?.elements ?? []).compactMap { entry in
                guard let category = entry.member("category")?.string else { return nil }
                return (category, entry.member("roles")?.elements.compactMap(\.string) ?? [])
            }
        )
    }
}
