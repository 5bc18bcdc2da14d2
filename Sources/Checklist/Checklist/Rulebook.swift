/// Forms and checklists that belong together, read and checked.
public struct Rulebook: Sendable {
    /// The forms, in the order in which their conditions may read one another.
    public let forms: [Form]
    /// The checklists.
    public let checklists: [Checklist]

    /// The moments at which any rule is asked, in the checklists' order.
    ///
    /// At any other moment a verdict would be good because nothing was asked.
    public let moments: [String]
    /// How many rules there are.
    let ruleCount: Int

    init(forms: [Form], checked checklists: [Checklist]) {
        self.forms = forms
        self.checklists = checklists
        moments = Rulebook.moments(of: checklists)
        ruleCount = checklists.reduce(0) { $0 + $1.items.reduce(0) { $0 + $1.rules.count } }
    }

    /// Reads forms and checklists; every condition is parsed and checked against the forms.
    ///
    /// - Parameters:
    ///   - forms: the forms. The conditions of a form may read the forms before it.
    ///   - checklists: the checklists. Without any, answers can be read but nothing judged.
    /// - Throws: all problems of all documents together.
    public init(forms: [Document], checklists: [Document]) throws(Diagnostics) {
        var problems = Problems()
        var read: [Form] = []
        var order = 0
        for document in forms {
            if let form = FormReader.read(document, after: read, order: &order, &problems) {
                read.append(form)
            }
        }
        // A checklist cannot be checked against forms that are not there.
        guard problems.isEmpty else { throw Diagnostics(problems.all, omitted: problems.omitted) }
        let checked = Rulebook.checklists(checklists, forms: read, &problems)
        try problems.throwIfAny()
        self.init(forms: read, checked: checked)
    }

    private static func checklists(
        _ documents: [Document],
        forms: [Form],
        _ problems: inout Problems
    ) -> [Checklist] {
        var checklists: [Checklist] = []
        var rules: Set<String> = []
        for document in documents {
            var reader = ChecklistReader(document, forms: forms)
            let checklist = reader.checklist()
            problems.add(reader.problems)
            for (id, span) in reader.ruleSpans where !rules.insert(id).inserted {
                problems.add(
                    "there are two rules with the id `\(id.inert)`",
                    help: "rename one of them",
                    at: span,
                    in: document
                )
            }
            guard let checklist else { continue }
            if checklists.contains(where: { sameScalars($0.id, checklist.id) }) {
                problems.add(
                    "there are two checklists with the id `\(checklist.id)`",
                    at: document.root.span.prefix,
                    in: document
                )
            }
            checklists.append(checklist)
        }
        return checklists
    }

    /// Reads documents against the forms.
    ///
    /// - Parameters:
    ///   - documents: a document for each form's name; a form without one is unanswered.
    ///   - zone: the zone of times that name none.
    ///   - zones: the zones that the host knows.
    /// - Returns: what is answered, what is not, and what does not apply.
    /// - Throws: all problems of all documents together.
    public func answers(
        _ documents: [String: Document],
        zone: String,
        zones: Zones
    ) throws(Diagnostics) -> Answers {
        try AnswersReader.read(documents, forms: forms, zone: zone, zones: zones)
    }

    private static func moments(of checklists: [Checklist]) -> [String] {
        var moments: [String] = []
        for checklist in checklists {
            let asked = checklist.items.flatMap { $0.rules }.flatMap { $0.asked }
            for moment in checklist.moments
            where asked.contains(moment) && !moments.contains(moment) {
                moments.append(moment)
            }
        }
        return moments
    }
}
