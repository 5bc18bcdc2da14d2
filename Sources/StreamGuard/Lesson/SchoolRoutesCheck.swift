import Checklist

/// Looks for what is wrong with a school's own routes once they are seen beside the routes and the
/// school's people: a kind of incident that there is not, a role that nobody holds.
///
/// None of it keeps an incident from being noted; somebody else in the chain is told.
struct SchoolRoutesCheck {
    private let school: Document
    private let routes: Routes
    private let people: People

    init(_ school: Document, beside routes: Routes) {
        self.school = school
        self.routes = routes
        people = People(school)
    }

    /// Every problem, in the order of the document.
    func problems() -> [Diagnostic] {
        let own = school.root.member("routes")
        var found = own?.member("firstContact").map(unfilled) ?? []
        for entry in own?.member("tell")?.elements ?? [] {
            if let category = entry.member("category") { found += unknown(category) }
            for role in entry.member("roles")?.elements ?? []
            where role.string != Routes.firstContact {
                found += unfilled(role)
            }
        }
        return found
    }

    private func unknown(_ category: Node) -> [Diagnostic] {
        let ids = routes.categories.map(\.id)
        guard let id = category.string, !ids.contains(id) else { return [] }
        return [
            school.problem(
                "there is no kind of incident `\(id.inert)`",
                help: nearest(to: id, among: ids).map { "did you mean `\($0)`?" }
                    ?? "there are \(listed(ids.map { "`\($0)`" }))",
                at: category
            )
        ]
    }

    private func unfilled(_ role: Node) -> [Diagnostic] {
        guard let id = role.string else { return [] }
        guard let known = routes.role(id) else {
            return [
                school.problem("the routes do not have the role `\(id.inert)`", at: role)
            ]
        }
        guard people.holders(of: id).isEmpty else { return [] }
        let next = routes.chain(from: id).first { !people.holders(of: $0.id).isEmpty }
        return [
            school.problem(
                "nobody on the school's list is \(known.words.inert)",
                help: next.map { "until somebody is, \($0.words.inert) is told" }
                    ?? "and nobody is told in their place",
                at: role
            )
        ]
    }
}
