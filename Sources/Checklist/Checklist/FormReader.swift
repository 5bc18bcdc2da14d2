/// Reads a form from its document.
///
/// A condition may read fields of its own form, whose types are only known when the whole form
/// has been read. So the fields are read first, and their conditions are checked afterwards.
struct FormReader {
    let document: Document
    /// The number of fields declared so far, in all forms.
    var order: Int
    /// The fields that have a condition, by the order of their declaration.
    var conditional: [Int: Members] = [:]
    var problems = Problems()

    init(_ document: Document, order: Int) {
        self.document = document
        self.order = order
    }

    /// The form that a document declares.
    ///
    /// - Parameters:
    ///   - document: the form's file.
    ///   - earlier: the forms that conditions may read too.
    ///   - order: the number of fields declared so far; counted on.
    ///   - problems: where problems go.
    /// - Returns: nothing if there is a problem.
    static func read(
        _ document: Document,
        after earlier: [Form],
        order: inout Int,
        _ problems: inout Problems
    ) -> Form? {
        var reader = FormReader(document, order: order)
        guard let draft = reader.form() else {
            problems.add(reader.problems)
            return nil
        }
        order = reader.order
        var scope = Scope()
        for (index, form) in (earlier + [draft]).enumerated() {
            scope.declare(form.name, .root(index), .record(form.fields))
        }
        let fields = reader.checkingConditions(of: draft.fields, in: scope)
        problems.add(reader.problems)
        if earlier.contains(where: { sameScalars($0.name, draft.name) }) {
            problems.add(
                "there are two forms named `\(draft.name)`",
                at: document.root.span.prefix,
                in: document
            )
        }
        return Form(
            name: draft.name,
            version: draft.version,
            title: draft.title,
            fields: fields
        )
    }

    /// The group with the conditions of its fields, and of all inside them, checked.
    private mutating func checkingConditions(of group: Group, in scope: Scope) -> Group {
        var fields = group.fields
        for index in fields.indices {
            let order = fields[index].order
            if let members = conditional[order] {
                var own = scope
                own.readsFieldsBefore = order
                fields[index].condition = members.formula(
                    "when",
                    in: own,
                    wanted: .bool,
                    &problems
                ).map { Condition(text: $0.text, code: $0.code) }
            }
            switch fields[index].type {
            case .group(let inner):
                fields[index].type = .group(checkingConditions(of: inner, in: scope))
            case .groups(let inner, let limits):
                // Inside an element, `this` is the element.
                var element = scope
                element.enclosingLists.append(order)
                element.element = .record(inner)
                fields[index].type = .groups(checkingConditions(of: inner, in: element), limits)
            default: break
            }
        }
        let key = group.key.map { group.fields[$0].name }
        return Group(name: group.name, fields: fields, key: key)
    }

    private mutating func form() -> Form? {
        guard let members = Members(document.root, in: document, .form, &problems)
        else { return nil }
        members.requireAll(of: "the form", &problems)
        let name = members.text("form")
        if let name, let node = members.node("form"), !isName(name) {
            problems.add(
                "`\(name.inert)` cannot be a form's name",
                help: FormReader.nameHelp,
                at: node.span,
                in: document
            )
        }
        let group = fields(of: members, named: name ?? "form", key: nil)
        guard problems.isEmpty, let name, let version = members.text("version"),
            let title = members.text("title")
        else { return nil }
        return Form(name: name, version: version, title: title, fields: group)
    }

    static let nameHelp = "a name has letters, digits and `_`, and begins with a letter"

    mutating func fields(of members: Members, named name: String, key: Node?) -> Group {
        var fields: [Field] = []
        var seen = Seen()
        for node in members.elements("fields") {
            guard let field = field(node, in: name) else { continue }
            if !seen.isNew(field.name) {
                problems.add(
                    "`\(name)` has the field `\(field.name)` twice",
                    at: node.span.prefix,
                    in: document
                )
            }
            fields.append(field)
        }
        guard let key, case .string(let keyName) = key.content else {
            return Group(name: name, fields: fields)
        }
        let group = Group(name: name, fields: fields, key: keyName)
        guard let slot = group.key, case .string = fields[slot].type else {
            problems.add(
                "`\(keyName.inert)` is not a text field of `\(name)`",
                help: "the key names the field that tells elements apart",
                at: key.span,
                in: document
            )
            return Group(name: name, fields: fields)
        }
        return group
    }
}

extension Range<Int> {
    /// The first byte, to point at a thing that is long.
    var prefix: Range<Int> { lowerBound..<Swift.min(upperBound, lowerBound + 1) }
}
