/// Reads a checklist from its document; every condition and message is checked on the way.
struct ChecklistReader {
    let document: Document
    private let allForms: [Form]
    var problems = Problems()
    var scope = Scope()
    private var variables: [Variable] = []
    var documents: [String: Members] = [:]
    var moments: [String] = []
    var roles: [Role] = []
    /// The checklist's id, empty if it has none.
    var checklistId = ""
    /// Where each rule's id stands.
    var ruleSpans: [(id: String, span: Range<Int>)] = []

    /// - Parameters:
    ///   - document: the checklist's file.
    ///   - forms: all forms there are, in their order.
    init(_ document: Document, forms: [Form]) {
        self.document = document
        allForms = forms
    }

    /// The checklist, nothing if there is a problem.
    mutating func checklist() -> Checklist? {
        guard let members = Members(document.root, in: document, .checklist, &problems)
        else { return nil }
        members.requireAll(of: "the checklist", &problems)
        let id = members.text("checklist")
        checklistId = id ?? ""
        let forms = readForms(members)
        moments = members.texts("moments").map { $0.text }
        readRoles(members)
        readDocuments(members)
        readVariables(members)
        let items = items(members)
        guard problems.isEmpty, let id, let version = members.text("version"),
            let title = members.text("title")
        else { return nil }
        return Checklist(
            id: id,
            version: version,
            title: title,
            about: members.text("about"),
            moments: moments,
            forms: forms,
            roles: roles,
            items: items,
            variables: variables
        )
    }

    // MARK: The checklist's own declarations

    private mutating func readForms(_ members: Members) -> [String] {
        let names = allForms.map { $0.name }
        var forms: [String] = []
        for (name, node) in members.texts("forms") {
            guard let index = names.firstIndex(where: { sameScalars($0, name) }) else {
                problems.add(
                    "there is no form `\(name.inert)`",
                    help: nearest(to: name, among: names).map { "did you mean `\($0)`?" },
                    at: node.span,
                    in: document
                )
                continue
            }
            forms.append(name)
            scope.declare(name, .root(index), .record(allForms[index].fields))
        }
        scope.declare("now", .root(allForms.count), .timestamp)
        return forms
    }

    private mutating func readRoles(_ members: Members) {
        guard case .object(let roles)? = members.node("roles")?.content else { return }
        for role in roles {
            guard case .string(let words) = role.value.content else { continue }
            self.roles.append(Role(name: role.name, words: words))
        }
    }

    private mutating func readDocuments(_ members: Members) {
        guard case .object(let list)? = members.node("documents")?.content else { return }
        for member in list {
            let entry = Members(member.value, in: document, .document, &problems)
            entry?.requireAll(of: "the document `\(member.name.inert)`", &problems)
            documents[member.name] = entry
        }
    }

    private mutating func readVariables(_ members: Members) {
        for node in members.elements("variables") {
            guard let entry = Members(node, in: document, .variable, &problems) else { continue }
            let what = entry.text("name").map { "the variable `\($0.inert)`" }
            entry.requireAll(of: what ?? "the variable", &problems)
            guard let name = entry.text("name") else { continue }
            if !isName(name) || scope.meaning(of: name) != nil {
                problems.add(
                    scope.meaning(of: name) != nil
                        ? "the name `\(name.inert)` is taken"
                        : "`\(name.inert)` cannot be a variable's name",
                    at: (entry.node("name") ?? node).span,
                    in: document
                )
                continue
            }
            let formula = entry.formula("is", in: scope, wanted: nil, &problems)
            // A variable that has a problem is declared all the same: one message is enough.
            scope.declare(
                name,
                .variable(variables.count, isTotal: formula?.code.isTotal ?? false),
                formula?.code.type ?? .dyn
            )
            guard let formula else {
                variables.append(.unusable(name))
                continue
            }
            variables.append(
                Variable(name: name, means: entry.text("means"), formula: formula)
            )
        }
    }

    /// Whether a variable, or one that it uses, reads the present time.
    func readsTime(_ index: Int) -> Bool {
        let now = allForms.count
        var seen: Set<Int> = [index]
        var waiting = [index]
        var found = false
        while let next = waiting.popLast() {
            guard variables.indices.contains(next) else { continue }
            variables[next].formula.code.visit { part in
                switch part.kind {
                case .root(now): found = true
                case .variable(let used): if seen.insert(used).inserted { waiting.append(used) }
                default: break
                }
            }
        }
        return found
    }
}

extension Variable {
    /// Stands in for a variable that has a problem; the checklist is refused anyway.
    fileprivate static func unusable(_ name: String) -> Variable {
        Variable(
            name: name,
            means: nil,
            formula: Formula(text: name, code: Code(.constant(.null), .dyn, 0..<0))
        )
    }
}
