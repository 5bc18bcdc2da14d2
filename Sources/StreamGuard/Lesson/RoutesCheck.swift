import Checklist

/// Looks for what the form of routes cannot tell: names that lead nowhere.
struct RoutesCheck {
    private let routes: Routes
    private let document: Document
    private let rolesOfPeople: [String]
    private let firstContacts: [String]

    /// - Parameters:
    ///   - routes: the routes.
    ///   - document: what they were read from.
    ///   - rulebook: the forms, whose school says which roles there are.
    init(_ routes: Routes, _ document: Document, _ rulebook: Rulebook) {
        self.routes = routes
        self.document = document
        rolesOfPeople = rulebook.choices(ofSchool: ["people", "roles"])
        firstContacts = rulebook.choices(ofSchool: ["routes", "firstContact"])
    }

    /// Every problem, in the order of the document.
    func problems() -> [Diagnostic] {
        let found = roleProblems() + categoryProblems()
        return found.sorted { $0.span.lowerBound < $1.span.lowerBound }
    }

    private func roleProblems() -> [Diagnostic] {
        var found: [Diagnostic] = []
        let nodes = document.root.member("roles")?.elements ?? []
        for (role, node) in zip(routes.roles, nodes) {
            let name = node.member("id") ?? node
            if !rolesOfPeople.contains(role.id) {
                found.append(
                    problem(
                        "nobody on a school's list can hold the role `\(role.id.inert)`",
                        help: meant(role.id, rolesOfPeople),
                        at: name
                    )
                )
            }
            for other in node.member("instead")?.elements ?? [] { found += undeclared(role: other) }
            if let outside = node.member("outside") { found += undeclared(body: outside) }
            if routes.chain(from: role.id).allSatisfy({ $0.outside == nil }) {
                found.append(
                    problem(
                        "nothing says whom to ask when nobody is left of `\(role.id.inert)`",
                        help: "name a body as `outside`, here or for a role that is told instead",
                        at: name
                    )
                )
            }
        }
        return found
    }

    private func categoryProblems() -> [Diagnostic] {
        var found: [Diagnostic] = []
        let nodes = document.root.member("categories")?.elements ?? []
        for node in nodes {
            for list in ["tell", "aboutStaff"] {
                for step in node.member(list)?.elements ?? [] {
                    if let role = step.member("role") { found += unusable(role) }
                }
            }
            for part in node.member("outside")?.elements ?? [] {
                if let body = part.member("body") { found += undeclared(body: body) }
                if let decides = part.member("decides") { found += undeclared(role: decides) }
            }
            for source in node.member("sources")?.elements ?? [] {
                guard let cited = source.member("document") else { continue }
                found += undeclared(cited, "document", among: routes.documents.map(\.id))
            }
        }
        return found
    }

    /// What is wrong with a role that is told: it, or one that it may stand for, is not declared.
    private func unusable(_ role: Node) -> [Diagnostic] {
        guard role.string == Routes.firstContact else { return undeclared(role: role) }
        return firstContacts.filter { routes.role($0) == nil }.map { id in
            problem(
                "`\(Routes.firstContact)` may stand for `\(id)`, and there is no such role",
                help: "declare it among the roles",
                at: role
            )
        }
    }

    private func undeclared(role: Node) -> [Diagnostic] {
        undeclared(role, "role", among: routes.roles.map(\.id))
    }

    private func undeclared(body: Node) -> [Diagnostic] {
        undeclared(body, "body", among: routes.bodies.map(\.id))
    }

    private func undeclared(_ node: Node, _ kind: String, among ids: [String]) -> [Diagnostic] {
        guard let id = node.string, !ids.contains(id) else { return [] }
        return [problem("there is no \(kind) `\(id.inert)`", help: meant(id, ids), at: node)]
    }

    private func meant(_ id: String, _ ids: [String]) -> String {
        nearest(to: id, among: ids).map { "did you mean `\($0)`?" }
            ?? (ids.isEmpty ? "there are none" : "there are \(listed(ids.map { "`\($0)`" }))")
    }

    private func problem(_ message: String, help: String? = nil, at node: Node) -> Diagnostic {
        document.problem(message, help: help, at: node)
    }
}

extension Rulebook {
    /// The words of a field of the school's form, at a path of fields; of a list, what each of its
    /// elements may be.
    fileprivate func choices(ofSchool path: [String]) -> [String] {
        var group = forms.first { $0.name == "school" }?.fields
        var type: FieldType?
        for name in path {
            type = group.flatMap { group in group.slot(of: name).map { group.fields[$0].type } }
            switch type {
            case .group(let inner), .groups(let inner, _): group = inner
            default: group = nil
            }
        }
        if case .list(let element, _) = type { type = element }
        guard case .choice(let choices) = type else { return [] }
        return choices.map(\.value)
    }
}

extension Document {
    /// A problem with a node, marked where it begins if it goes over more than a few words.
    func problem(_ message: String, help: String? = nil, at node: Node) -> Diagnostic {
        var span = node.span
        if case .string = node.content {} else { span = span.lowerBound..<span.lowerBound + 1 }
        return Diagnostic(message: message, help: help, source: source, span: span)
    }
}
