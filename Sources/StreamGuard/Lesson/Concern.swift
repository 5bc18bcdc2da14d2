import Checklist

/// What is known of an incident when somebody has to be told: its kind, whom it is about, and who
/// reports it.
struct Concern {
    /// The id of a category of the routes.
    let category: String
    /// Whom it is about, as far as anybody says; nobody for a technical failure.
    var about: [About] = []
    /// The id of the person who reports it; nothing if they are not on the school's list.
    var reporter: String?
    /// The ids of the session's host and second member of staff, from the plan.
    var host: String?
    var second: String?

    /// Whom an incident is about.
    enum About: Equatable {
        /// One of the words of ``words``.
        case word(String)
        /// Whoever holds this role at the school.
        case role(String)
        /// Somebody on the school's list.
        case person(String)

        /// What a person may be called who need not be on the school's list.
        static let words: KeyValuePairs<String, String> = [
            "pupil": "a pupil",
            "host": "the host of the session",
            "second": "the second member of staff of the session",
            "staff": "a member of staff",
            "visitor": "a visitor or guest who was expected",
            "parent": "a parent, carer or somebody else at home",
            "unknown": "somebody nobody knows",
        ]

        /// What somebody typed: one of the words, a role, or the id of somebody on the list.
        ///
        /// Nothing if it is neither; it may then be a pupil's id, or a slip.
        init?(_ typed: String, _ people: People, _ routes: Routes) {
            if About.words.contains(where: { $0.key == typed }) {
                self = .word(typed)
            } else if people.person(id: typed) != nil {
                self = .person(typed)
            } else if routes.role(typed) != nil {
                self = .role(typed)
            } else {
                return nil
            }
        }
    }
}

extension Concern {
    /// The ids of everybody on the list whom it is about.
    ///
    /// They are never told. Where an id and a role have the same name, it may be about either, so neither is told.
    func concerned(_ people: People) -> [String] {
        about.flatMap { about -> [String] in
            switch about {
            case .word("host"): return host.map { [$0] } ?? []
            case .word("second"): return second.map { [$0] } ?? []
            case .word: return []
            case .role(let role): return people.holders(of: role).map(\.id)
            case .person(let id): return [id] + people.holders(of: id).map(\.id)
            }
        }
    }

    /// Whether it is about somebody who works or helps in school.
    var isAboutStaff: Bool {
        about.contains { about in
            switch about {
            case .word(let word): ["host", "second", "staff"].contains(word)
            case .role, .person: true
            }
        }
    }

    /// Whether it may be about one of those who would be told, because nobody has said who it is.
    var leavesOpenWho: Bool {
        about.contains { about in
            switch about {
            case .word("staff"), .word("unknown"): true
            case .word("host"): host == nil
            case .word("second"): second == nil
            default: false
            }
        }
    }
}
