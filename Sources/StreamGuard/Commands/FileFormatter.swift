import Checklist

/// Reads a file as what it is, and writes it in its canonical form.
struct FileFormatter {
    /// The kind of file, if somebody has named it.
    private let kind: String?
    private let forms: [Form]
    private let formDocuments: [Document]

    init(_ library: inout Library, kind: String?) throws(Refusal) {
        self.kind = kind
        forms = try library.rulebook([], withRoutes: true).forms
        let kinds = forms.map(\.name) + AuthorFile.allCases.map(\.rawValue)
        if let kind, !kinds.contains(kind) { throw .noKind(kind, among: kinds) }
        var documents: [Document] = []
        for form in forms {
            if let document = try library.form(form.name) { documents.append(document) }
        }
        formDocuments = documents
    }

    /// The canonical text of a sound file.
    func formatted(_ bytes: [UInt8], named name: String) throws(Refusal) -> String {
        let document = try Texts.document(bytes, named: name)
        do throws(Diagnostics) {
            let named = kind.map { AuthorFile(rawValue: $0) }
            if let file = named ?? AuthorFile(document.root) {
                try requireSound(document, file)
                return document.formatted(as: file.shape)
            }
            guard let form = form(of: name) else { throw Diagnostics([.unknownKind(document)]) }
            let book = try Rulebook(forms: formDocuments, checklists: [])
            _ = try book.answers(
                [form.name: document],
                zone: "UTC",
                zones: .iana(knowing: "UTC")
            )
            if form.name == "routes" { _ = try Routes(document, book) }
            return document.formatted(as: form)
        } catch {
            throw Refusal("\(name.quotedPath) was left as it is", problems: error)
        }
    }

    private func requireSound(_ document: Document, _ file: AuthorFile) throws(Diagnostics) {
        switch file {
        case .checklist: _ = try Rulebook(forms: formDocuments, checklists: [document])
        case .form:
            // Only the forms before it: those after it may want another form of this name.
            let name = document.root.member("form")?.string
            let earlier = formDocuments.prefix(forms.firstIndex { $0.name == name } ?? forms.count)
            _ = try Rulebook(forms: earlier + [document], checklists: [])
        case .cases: try CasesFile(document).requireSound()
        }
    }

    /// The form of a document, which its name tells.
    private func form(of name: String) -> Form? {
        let name = Paths.name(of: name)
        return forms.first { form in
            if let kind { return form.name == kind }
            return name == "\(form.name).json" || name.hasSuffix(".\(form.name).json")
        }
    }
}

extension Diagnostic {
    fileprivate static func unknownKind(_ document: Document) -> Diagnostic {
        Diagnostic(
            message: "nothing tells what kind of file this is",
            help: "name it, as in `--kind plan`, or let the file's name end in `.plan.json`",
            source: document.source,
            span: document.root.span.lowerBound..<document.root.span.lowerBound + 1
        )
    }
}
