/// The checklists, forms and sample schools that come with the program.
struct ShippedFiles {
    /// The folder `checklists`.
    let folder: String

    /// `STREAMGUARD_CHECKLISTS` if it is set, else beside the program: where it was built, or
    /// installed as `bin/streamguard` with `share/streamguard/checklists`.
    init(_ console: Console) throws(Refusal) {
        if let chosen = console.environment(ShippedFiles.variable), !chosen.isEmpty {
            guard FileReader.exists(Paths.joined(chosen, "forms")) else {
                throw .noFormsIn(chosen)
            }
            folder = chosen
            return
        }
        let home = Paths.folder(of: console.executable ?? "")
        let places = [
            "\(home)/streamguard_StreamGuard.\(ShippedFiles.bundleEnding)/checklists",
            "\(Paths.folder(of: home))/share/streamguard/checklists",
        ]
        guard let place = places.first(where: FileReader.exists) else {
            throw .notInstalled(places)
        }
        folder = place
    }

    /// Every form, in the order of their names.
    func forms() throws(Refusal) -> [String] {
        try Folder.list(Paths.joined(folder, "forms"), endingIn: ".form.json")
    }

    /// The checklists' ids and files: a file is named for its checklist.
    func checklists() throws(Refusal) -> [(id: String, path: String)] {
        let suffix = ".checklist.json"
        return try Folder.list(folder, endingIn: suffix).map { path in
            (String(Paths.name(of: path).dropLast(suffix.count)), path)
        }
    }

    /// The routes for incidents.
    var routes: String { Paths.joined(folder, "incidents.routes.json") }

    /// Where the sample schools lie.
    var schools: String { Paths.joined(folder, "schools") }

    private static let variable = "STREAMGUARD_CHECKLISTS"

    // How the package manager names a folder of resources.
    #if os(Linux)
    private static let bundleEnding = "resources"
    #else
    private static let bundleEnding = "bundle"
    #endif
}

extension Refusal {
    fileprivate static func noFormsIn(_ folder: String) -> Refusal {
        Refusal(
            "`STREAMGUARD_CHECKLISTS` names \(folder.quotedPath), which has no folder `forms`",
            hint: "it should name the folder `checklists` that came with the program"
        )
    }

    fileprivate static func notInstalled(_ places: [String]) -> Refusal {
        Refusal(
            "the checklists that belong to the program are not where they should be",
            hint: "looked for \(listed(places.map(\.quotedPath), joinedBy: "and")); "
                + "`STREAMGUARD_CHECKLISTS` can name their folder"
        )
    }
}
