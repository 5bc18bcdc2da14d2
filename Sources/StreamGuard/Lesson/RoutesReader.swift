import Checklist

extension Routes {
    /// Reads routes against their form.
    ///
    /// - Parameters:
    ///   - document: the document, a `*.routes.json`.
    ///   - rulebook: the forms: `routes`, and `school`, whose people hold the roles.
    /// - Throws: everything that is wrong: what the form refuses, a role, a body or a document
    ///   that is not declared, a role that nobody at any school can hold, a kind of incident of
    ///   which nobody is told, and a role from which no way leads to anybody.
    init(_ document: Document, _ rulebook: Rulebook) throws(Diagnostics) {
        let answers = try rulebook.answers(["routes": document], zone: "UTC", zones: .utcOnly)
        guard let root = answers.record(of: "routes") else {
            throw Diagnostics([document.problem("there is no form `routes`", at: document.root)])
        }
        id = root.text("routes") ?? ""
        version = root.text("version")
        documents = root.records("documents").map(Cited.init)
        bodies = root.records("bodies").map(Body.init)
        roles = root.records("roles").map(Role.init)
        categories = root.records("categories").map(Category.init)
        let problems = RoutesCheck(self, document, rulebook).problems()
        if !problems.isEmpty { throw Diagnostics(problems) }
    }
}

extension Routes.Cited {
    fileprivate init(_ record: Record) {
        id = record.text("id") ?? ""
        title = record.text("title") ?? ""
        publisher = record.text("publisher")
        date = record.text("date")
        url = record.text("url")
    }
}

extension Routes.Body {
    fileprivate init(_ record: Record) {
        id = record.text("id") ?? ""
        words = record.text("words") ?? id
    }
}

extension Routes.Role {
    fileprivate init(_ record: Record) {
        id = record.text("id") ?? ""
        words = record.text("words") ?? id
        instead = record.texts("instead")
        outside = record.text("outside")
    }
}

extension Routes.Category {
    fileprivate init(_ record: Record) {
        id = record.text("id") ?? ""
        means = record.text("means") ?? id
        tell = record.records("tell").map(Routes.Step.init)
        let aboutStaff = record.records("aboutStaff").map(Routes.Step.init)
        self.aboutStaff = aboutStaff.isEmpty ? nil : aboutStaff
        sentences = record.texts("sentences")
        outside = record.records("outside").map(Routes.Outside.init)
        sources = record.records("sources").map(Routes.Source.init)
        kept = record.text("kept").flatMap(Retention.Kind.init) ?? .incident
        keptAboutStaff = record.text("keptAboutStaff").flatMap(Retention.Kind.init) ?? .staff
    }
}

extension Routes.Step {
    fileprivate init(_ record: Record) {
        role = record.text("role") ?? ""
        // The form's own choices; of another form's word, the more careful one is made.
        how = record.text("how").flatMap(Routes.How.init) ?? .directly
        urgency = record.text("urgency").flatMap(Routes.Urgency.init) ?? .now
    }
}

extension Routes.Outside {
    fileprivate init(_ record: Record) {
        body = record.text("body") ?? ""
        decides = record.text("decides") ?? ""
        note = record.text("note")
    }
}

extension Routes.Source {
    fileprivate init(_ record: Record) {
        document = record.text("document") ?? ""
        section = record.text("section")
        rows = record.texts("rows")
        certainty = record.text("certainty")
        provenance = record.text("provenance")
    }
}

extension Record {
    /// The text of a field; nothing if it is not answered.
    fileprivate func text(_ name: String) -> String? {
        if case .string(let text)? = value(of: name) { text } else { nil }
    }

    /// The texts of a list; none if it is not answered.
    fileprivate func texts(_ name: String) -> [String] {
        guard case .list(let elements)? = value(of: name) else { return [] }
        return elements.compactMap { if case .string(let text) = $0 { text } else { nil } }
    }

    /// The elements of a list of groups; none if it is not answered.
    fileprivate func records(_ name: String) -> [Record] {
        guard case .list(let elements)? = value(of: name) else { return [] }
        return elements.compactMap { if case .record(let record) = $0 { record } else { nil } }
    }
}
