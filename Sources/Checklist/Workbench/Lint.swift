/// Looks over forms and checklists that can be used, for what their author will hardly have meant.
///
/// The warnings are few and precise: nothing is told that is not certain.
struct Lint {
    let rulebook: Rulebook
    /// Fields that the host reads itself, such as `depot.zone`.
    private let readByHost: [String]
    /// The forms' fields, and the variables of the checklist that is being looked at.
    private(set) var declared: Truths.Declared
    var findings: [LintFinding] = []

    init(_ rulebook: Rulebook, readByHost: [String]) {
        self.rulebook = rulebook
        declared = Truths.Declared(rulebook.forms)
        self.readByHost = readByHost
    }

    fileprivate mutating func look(forms: [Document], checklists: [Document]) {
        for (form, document) in zip(rulebook.forms, forms) {
            lookAtFields(form.fields, document.root, document)
        }
        for (checklist, document) in zip(rulebook.checklists, checklists) {
            declared.variables = checklist.variables.map { $0.formula.code }
            look(at: checklist, document)
        }
        // What nothing reads can only be told where there is something that might read it.
        guard !checklists.isEmpty else { return }
        var reads = Reads(rulebook)
        reads.byHost = readByHost
        for (form, document) in zip(rulebook.forms, forms) {
            findings += reads.unread(in: form.fields, document.root, document)
        }
        for (checklist, document) in zip(rulebook.checklists, checklists) {
            findings += reads.unused(in: checklist, document)
        }
    }

    // MARK: Forms

    private mutating func lookAtFields(_ group: Group, _ node: Node, _ document: Document) {
        checkSentence(node.child("about"), document)
        for (field, node) in zip(group.fields, node.child("fields")?.children ?? []) {
            // A group's words are a heading.
            if case .group = field.type {} else { checkSentence(node.child("ask"), document) }
            checkSentence(node.child("help"), document)
            if let condition = field.condition, let when = node.child("when") {
                checkCondition(condition.code, at: LintPlace(document: document, node: when))
            }
            switch field.type {
            case .group(let inner), .groups(let inner, _): lookAtFields(inner, node, document)
            default: break
            }
        }
    }

    // MARK: Checklists

    private mutating func look(at checklist: Checklist, _ document: Document) {
        checkSentence(document.root.child("about"), document)
        let variableNodes = document.root.child("variables")?.children ?? []
        for (variable, node) in zip(checklist.variables, variableNodes) {
            guard case .bool = variable.formula.code.type, let text = node.child("is") else {
                continue
            }
            checkCondition(
                variable.formula.code,
                at: LintPlace(document: document, node: text)
            )
        }
        for (item, node) in zip(checklist.items, document.root.child("items")?.children ?? []) {
            checkSentence(node.child("about"), document)
            for (rule, node) in zip(item.rules, node.child("rules")?.children ?? []) {
                look(at: rule, of: checklist, node, document)
            }
        }
    }

    private mutating func look(
        at rule: Rule,
        of checklist: Checklist,
        _ node: Node,
        _ document: Document
    ) {
        if checkConditions(of: rule, node, in: document) {
            checkFailure(of: rule, in: checklist, node, document)
        }
        for name in ["says", "why", "fix"] { checkSentence(node.child(name), document) }
        checkSentence(node.child("approval")?.child("asks"), document)
    }
}

extension Rulebook {
    /// Warnings about the forms and checklists of this rulebook.
    ///
    /// - Parameters:
    ///   - forms: the forms' documents, in the rulebook's order.
    ///   - checklists: the checklists' documents, in the rulebook's order. Without any, no field
    ///     is called unread.
    ///   - readByHost: fields that the host reads itself, such as `depot.zone`.
    /// - Returns: the warnings, by document and place.
    package func lint(
        forms: [Document],
        checklists: [Document],
        readByHost: [String] = []
    ) -> [LintFinding] {
        var lint = Lint(self, readByHost: readByHost)
        lint.look(forms: forms, checklists: checklists)
        return lint.sorted(by: (forms + checklists).map { $0.source.name })
    }
}

extension Lint {
    /// The warnings by document and place; of several about the same words, the first.
    fileprivate func sorted(by names: [String]) -> [LintFinding] {
        var keys: [(document: Int, offset: Int, index: Int)] = []
        for (index, finding) in findings.enumerated() {
            let name = finding.problem.source.name
            let document = names.firstIndex { sameScalars($0, name) } ?? names.count
            keys.append((document, finding.problem.span.lowerBound, index))
        }
        keys.sort { ($0.document, $0.offset, $0.index) < ($1.document, $1.offset, $1.index) }
        return keys.map { findings[$0.index] }
    }
}
