import Checklist

/// The few things about a school that the program itself has to know.
struct School {
    let id: String?
    let name: String?
    /// The zone of the clocks that the school's people read.
    let timeZone: String
    /// The ids of the checklists that are on.
    let checklists: [String]
}

extension School {
    /// What can be read of a school before its document is typed: the zone has to be known for
    /// reading times, and the checklists for reading rules.
    ///
    /// Where the document is silent the form's default counts. Whatever is of a wrong type is as
    /// good as silent here: reading the document against its form refuses it.
    init(_ document: Document, form: Document?) {
        func setting(_ name: String) -> Node? {
            document.root.member(name)
                ?? form?.root.member("fields")?.elements
                .first { $0.member("name")?.string == name }?.member("default")
        }
        id = setting("id")?.string
        name = setting("name")?.string
        timeZone = setting("timeZone")?.string ?? "UTC"
        checklists = setting("checklists")?.elements.compactMap(\.string) ?? []
    }
}
