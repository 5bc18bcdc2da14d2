import Checklist

/// The people of a school's profile: who may sign in, and who holds which role.
///
/// Two ids with one login are one person, whatever the profile calls them: nobody can approve
/// under one id what they planned under the other.
struct People {
    /// In the profile's order.
    let all: [Person]

    /// Somebody on the school's list, under one id or several.
    struct Person: Equatable {
        /// The first of the ids counts wherever one has to be written.
        let ids: [String]
        /// The computer account; nothing for somebody who has none.
        let login: String?
        /// The roles that any of the ids holds, in the profile's order.
        let roles: [String]
        /// Nothing if the profile does not say.
        let employed: Bool?

        var id: String { ids[0] }

        func holds(_ role: String) -> Bool { roles.contains(role) }
    }

    /// The people in a profile's document.
    ///
    /// It takes what can be read: whether the document is as its form wants it, is for whoever
    /// judges by it to say.
    init(_ school: Document) {
        var people: [Person] = []
        for entry in school.root.member("people")?.elements ?? [] {
            guard let id = entry.member("id")?.string, !id.isEmpty else { continue }
            let login = entry.member("login")?.string.flatMap { $0.isEmpty ? nil : $0 }
            let roles = entry.member("roles")?.elements.compactMap(\.string) ?? []
            let employed = entry.member("employed")?.truth
            let known = people.firstIndex { person in
                person.ids.contains(id)
                    || login.map { person.login?.hasSameBytes(as: $0) ?? false } ?? false
            }
            guard let known else {
                people.append(Person(ids: [id], login: login, roles: roles, employed: employed))
                continue
            }
            let old = people[known]
            people[known] = Person(
                ids: old.ids.contains(id) ? old.ids : old.ids + [id],
                login: old.login ?? login,
                roles: old.roles + roles.filter { !old.roles.contains($0) },
                employed: old.employed ?? employed
            )
        }
        all = people
    }

    /// Nobody: for a command that has to go on without a profile.
    init() { all = [] }

    /// Whoever signs in with an account of the computer.
    func person(account: String) -> Person? {
        all.first { $0.login?.hasSameBytes(as: account) ?? false }
    }

    /// Whoever has this among their ids.
    func person(id: String) -> Person? { all.first { $0.ids.contains(id) } }

    /// Everybody with a role.
    func holders(of role: String) -> [Person] { all.filter { $0.holds(role) } }

    /// Whether two ids mean one person; an id that is not on the list is only itself.
    func isSame(_ one: String, _ other: String) -> Bool {
        one == other || person(id: one).map { $0.ids.contains(other) } ?? false
    }
}

extension Node {
    /// The truth value that this node is.
    fileprivate var truth: Bool? {
        if case .bool(let value) = content { value } else { nil }
    }
}
