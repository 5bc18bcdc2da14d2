import Checklist

/// The forms, checklists, routes and schools' profiles that `lint` looks over, with what they need
/// besides.
struct LintFiles {
    /// In the order in which their conditions may read one another.
    private(set) var forms: [Document] = []
    private(set) var checklists: [Document] = []
    private(set) var routes: [Document] = []
    private(set) var schools: [Document] = []
    /// The files that somebody pointed at: only they are looked over.
    private(set) var names: Set<String> = []

    /// What stands at `operands`, files or folders; everything that ships if there are none.
    init(_ operands: [String], _ shipped: ShippedFiles) throws(Refusal) {
        var texts = Texts()
        let paths = operands.isEmpty ? [shipped.folder] : operands
        for path in paths {
            for file in try LintFiles.files(at: path) {
                if let document = texts.read(file) { try add(document) }
            }
        }
        try texts.finish()
        let given = Set(forms.compactMap(\.formName))
        for path in try shipped.forms() {
            guard let form = texts.read(path), let name = form.formName, !given.contains(name)
            else { continue }
            forms.append(form)
        }
        // A school's own routes are seen beside the routes that it would have.
        if !schools.isEmpty, routes.isEmpty, FileReader.exists(shipped.routes),
            let document = texts.read(shipped.routes)
        {
            routes.append(document)
        }
        try texts.finish()
        forms.sort { one, other in
            Library.place(ofForm: one.formName ?? "") < Library.place(ofForm: other.formName ?? "")
        }
    }

    private static func files(at path: String) throws(Refusal) -> [String] {
        guard try FileReader.kind(of: path) == .folder else { return [path] }
        var files: [String] = []
        for suffix in [".form.json", ".checklist.json", ".routes.json", ".school.json"] {
            let (found, refused) = Folder.files(in: path, endingIn: suffix)
            if let refusal = refused.first { throw refusal }
            files += found
        }
        if files.isEmpty { throw .nothingToRead(path) }
        return files
    }

    /// A school's profile shows in its name only, as for `fmt`.
    private static func isSchool(_ path: String) -> Bool {
        let name = Paths.name(of: path)
        return name == SchoolFile.name || name.hasSuffix(".school.json")
    }

    private mutating func add(_ document: Document) throws(Refusal) {
        // A file that is named twice, by itself and by its folder, is looked over once.
        guard names.insert(document.source.name).inserted else { return }
        if document.formName != nil {
            forms.append(document)
        } else if document.root.member("checklist") != nil {
            checklists.append(document)
        } else if document.root.member("routes")?.string != nil {
            routes.append(document)
        } else if LintFiles.isSchool(document.source.name) {
            schools.append(document)
        } else {
            throw .neitherFormNorChecklist(document.source.name)
        }
    }
}

extension Document {
    /// The name of the form that this document is.
    fileprivate var formName: String? { root.member("form")?.string }
}
