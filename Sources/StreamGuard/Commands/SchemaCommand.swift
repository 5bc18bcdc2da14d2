import Checklist

extension Command {
    static let schema = Command(
        name: "schema",
        summary: "print the JSON Schema of a kind of file",
        about: "Prints a schema (JSON Schema 2020-12), so that an editor completes and underlines "
            + "as you write. It is made from the same declarations that the files are read by. A "
            + "file names its schema in a member \"$schema\", or the editor's settings do.",
        operands: Operands(
            name: "KIND",
            count: 1...1,
            help: "`plan`, `school`, `live`, `history` or another form's name, for the documents; "
                + "`form`, `checklist` or `cases`, for the files of whoever keeps checklists; "
                + "`review` or `governors-pack`, for what `review --format json` prints."
        ),
        options: [.checklist],
        examples: [
            ("streamguard schema plan", "Print the schema of plans, to be kept in a file."),
            (
                "streamguard schema trip --checklist trip.form.json",
                "Print the schema of the documents that a form of one's own is for."
            ),
        ]
    ) { (invocation, console) throws(Refusal) in
        let kind = invocation.operands[0]
        console.output.write(try schema(of: kind, invocation, console).pretty() + "\n")
        return .yes
    }

    private static func schema(
        of kind: String,
        _ invocation: Invocation,
        _ console: Console
    ) throws(Refusal) -> JSON {
        if let file = AuthorFile(rawValue: kind) { return file.shape.schema }
        if let output = OutputKind(rawValue: kind) { return output.schema }
        var library = try Library(ShippedFiles(console), adding: invocation.values(.checklist))
        let forms = try library.rulebook([], withRoutes: true).forms
        guard let form = forms.first(where: { $0.name == kind }) else {
            throw .noKind(
                kind,
                among: forms.map(\.name) + AuthorFile.allCases.map(\.rawValue)
                    + OutputKind.allCases.map(\.rawValue)
            )
        }
        return form.schema
    }
}

/// The kinds of file that whoever keeps checklists writes.
enum AuthorFile: String, CaseIterable {
    case form, checklist, cases

    /// What stands in the file.
    var shape: ShapeName {
        switch self {
        case .form: .form
        case .checklist: .checklist
        case .cases: .casesFile
        }
    }

    /// What a file is, by the member that only this kind has.
    init?(_ root: Node) {
        let marks: KeyValuePairs<String, AuthorFile> = [
            "form": .form, "checklist": .checklist, "casesFor": .cases,
        ]
        guard let kind = marks.first(where: { root.member($0.key) != nil })?.value else {
            return nil
        }
        self = kind
    }
}

/// What the program prints for other programs, and has a schema of.
private enum OutputKind: String, CaseIterable {
    case review
    case pack = "governors-pack"

    var schema: JSON {
        switch self {
        case .review: ReviewJSON.schema
        case .pack: PackJSON.schema
        }
    }
}

extension Refusal {
    static func noKind(_ kind: String, among kinds: [String]) -> Refusal {
        Refusal(
            "there is no kind of file \(kind.quoted)",
            hint: nearest(to: kind, among: kinds).map { "did you mean `\($0)`?" }
                ?? "there are \(listed(kinds))"
        )
    }
}
