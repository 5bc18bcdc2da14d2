import Checklist

/// The forms and checklists that plans are judged by, and the routes for incidents: those that
/// ship, and those given by name.
struct Library {
    private let shipped: ShippedFiles
    private var forms: [Piece] = []
    private var checklists: [Piece] = []
    private var routesPiece: Piece
    /// The ids that are on whatever a school says.
    private var added: [String] = []
    private var rulebooks: [String: Rulebook] = [:]

    /// A form or a checklist: its name, where it lies, and its text once somebody needed it.
    private struct Piece {
        let name: String
        let path: String
        var document: Document?
    }

    /// What ships, and what stands at `extra`: files, or folders of files.
    init(_ shipped: ShippedFiles, adding extra: [String]) throws(Refusal) {
        self.shipped = shipped
        routesPiece = Piece(name: Library.routesForm, path: shipped.routes)
        let suffix = ".form.json"
        for path in try shipped.forms() {
            let name = String(Paths.name(of: path).dropLast(suffix.count))
            forms.append(Piece(name: name, path: path))
        }
        forms.sort { Library.place(ofForm: $0.name) < Library.place(ofForm: $1.name) }
        for (id, path) in try shipped.checklists() {
            checklists.append(Piece(name: id, path: path))
        }
        for path in extra { try add(path) }
    }

    private static let routesForm = "routes"

    /// A form's conditions may read the forms before it; one of another name comes last.
    static func place(ofForm name: String) -> Int {
        let order = ["school", "history", "plan", "live", routesForm]
        return order.firstIndex(of: name) ?? order.count
    }

    /// Everything compiled together with the checklists of these ids and those that were added.
    ///
    /// The form of the routes is only read for whoever needs it: no plan is judged by it.
    mutating func rulebook(
        _ ids: [String],
        withRoutes: Bool = false
    ) throws(Refusal) -> Rulebook {
        let wanted = checklists.indices.filter { index in
            (ids + added).contains { $0 == checklists[index].name }
        }
        let key = (wanted.map { checklists[$0].name } + (withRoutes ? [""] : []))
            .joined(separator: "\n")
        if let rulebook = rulebooks[key] { return rulebook }
        var texts = Texts()
        let needed = forms.indices.filter { withRoutes || forms[$0].name != Library.routesForm }
        for index in needed where forms[index].document == nil {
            forms[index].document = texts.read(forms[index].path)
        }
        for index in wanted where checklists[index].document == nil {
            checklists[index].document = texts.read(checklists[index].path)
        }
        try texts.finish()
        do throws(Diagnostics) {
            let rulebook = try Compiled.rulebook(
                forms: needed.compactMap { forms[$0].document },
                checklists: wanted.compactMap { checklists[$0].document }
            )
            rulebooks[key] = rulebook
            return rulebook
        } catch {
            throw .checklistsHaveErrors(error)
        }
    }

    /// The names of the roles that may approve something at a school.
    mutating func approvingRoles(of school: School) throws(Refusal) -> [String] {
        try rulebook(school.checklists).checklists.flatMap(\.roles).map(\.name)
    }

    /// The form of that name, as a text.
    mutating func form(_ name: String) throws(Refusal) -> Document? {
        var texts = Texts()
        for index in forms.indices where forms[index].name == name {
            forms[index].document = forms[index].document ?? texts.read(forms[index].path)
        }
        try texts.finish()
        return forms.first { $0.name == name }?.document
    }

    /// The checklist of that id, as a text.
    mutating func checklist(_ id: String) throws(Refusal) -> Document? {
        var texts = Texts()
        for index in checklists.indices where checklists[index].name == id {
            checklists[index].document =
                checklists[index].document ?? texts.read(checklists[index].path)
        }
        try texts.finish()
        return checklists.first { $0.name == id }?.document
    }

    /// The routes for incidents: those that ship, or the last that were added in their place.
    mutating func routes() throws(Refusal) -> Routes {
        let rulebook = try rulebook([], withRoutes: true)
        let document: Document
        if let known = routesPiece.document {
            document = known
        } else {
            document = try Texts.document(routesPiece.path)
        }
        routesPiece.document = document
        do throws(Diagnostics) {
            return try Routes(document, rulebook)
        } catch {
            throw Refusal("the routes for incidents have errors", problems: error)
        }
    }

    /// The routes, or if they cannot be used the least that holds anywhere, and why: an incident is
    /// noted all the same.
    mutating func routesInAnyCase() -> (routes: Routes, why: Refusal?) {
        do throws(Refusal) {
            return (try routes(), nil)
        } catch {
            return (.lastResort, error)
        }
    }

    /// The ids that a school can turn on.
    var ids: [String] { checklists.map(\.name) }

    /// A file says what it is by its first key; a folder adds what it holds.
    private mutating func add(_ path: String) throws(Refusal) {
        guard try FileReader.kind(of: path) == .folder else { return try addFile(path) }
        let files =
            try Folder.list(path, endingIn: ".form.json")
            + Folder.list(path, endingIn: ".checklist.json")
            + Folder.list(path, endingIn: ".routes.json")
        if files.isEmpty { throw .nothingToRead(path) }
        for file in files { try addFile(file) }
    }

    private mutating func addFile(_ path: String) throws(Refusal) {
        let document = try Texts.document(path)
        if let name = document.root.member("form")?.string {
            Library.put(Piece(name: name, path: path, document: document), into: &forms)
        } else if let id = document.root.member("checklist")?.string {
            Library.put(Piece(name: id, path: path, document: document), into: &checklists)
            added.append(id)
        } else if document.root.member("routes")?.string != nil {
            routesPiece = Piece(name: Library.routesForm, path: path, document: document)
        } else {
            throw .neitherFormNorChecklist(path)
        }
    }

    private static func put(_ piece: Piece, into pieces: inout [Piece]) {
        if let index = pieces.firstIndex(where: { $0.name == piece.name }) {
            pieces[index] = piece
        } else {
            pieces.append(piece)
        }
    }
}

extension Refusal {
    static func nothingToRead(_ folder: String) -> Refusal {
        Refusal(
            "\(folder.quotedPath) holds no checklist, no form and no routes",
            hint: "their names end in `.checklist.json`, `.form.json` and `.routes.json`"
        )
    }

    static func neitherFormNorChecklist(_ path: String) -> Refusal {
        Refusal(
            "\(path.quotedPath) is no checklist, no form and no routes",
            hint: "a checklist begins with the key `checklist`, a form with `form`, routes for "
                + "incidents with `routes`"
        )
    }
}
