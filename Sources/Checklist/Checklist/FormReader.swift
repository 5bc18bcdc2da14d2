/// Reads a form from its document.
///
/// A condition may read fields of its own form, whose types are only known when the whole form
/// has been read. So the document is read twice: first for the types, then with the conditions.
struct FormReader {
    let document: Document
    /// The names that conditions may use; nothing in the first reading.
    var scope: Scope?
    var order: Int
    var problems = Problems()

    init(_ document: Document, scope: Scope?, order: Int) {
        self.document = document
        self.scope = scope
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
        var types = FormReader(document, scope: nil, order: order)
        guard let draft = types.form() else {
            problems.add(types.problems)
            return nil
        }
        var scope = Scope()
        for (index, form) in (earlier + [draft]).enumerated() {
            scope.declare(form.name, .root(index), .record(form.fields))
        }
        var whole = FormReader(document, scope: scope, order: order)
        let form = whole.form()
        order = whole.order
        problems.add(whole.problems)
        if earlier.contains(where: { sameScalars($0.name, draft.name) }) {
            problems.add(
                "there are two forms named `\(draft.name)`",
                at: document.root.span.prefix,
                in: document
            )
        }
        return form
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
