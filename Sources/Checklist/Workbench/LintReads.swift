/// What is read anywhere in a rulebook: by rules, by conditions of fields, by messages, and by
/// the facts that approvals are bound to.
struct Reads {
    private let rulebook: Rulebook
    /// Paths of declarations such as `trip.riders.age`.
    private var fields: Set<String> = []
    /// Names of fields that are read of something whose declaration is not known.
    private var loose: Set<String> = []
    /// Fields that the host reads itself.
    var byHost: [String] = []

    init(_ rulebook: Rulebook) {
        self.rulebook = rulebook
        for form in rulebook.forms { addConditions(of: form.fields) }
        for checklist in rulebook.checklists {
            for variable in checklist.variables { add(variable.formula.code) }
            for rule in checklist.items.flatMap({ $0.rules }) { add(rule) }
        }
    }

    private mutating func addConditions(of group: Group) {
        for field in group.fields {
            if let condition = field.condition { add(condition.code) }
            if let inner = field.type.group { addConditions(of: inner) }
        }
    }

    private mutating func add(_ rule: Rule) {
        for formula in rule.formulas { add(formula.code) }
        for fact in rule.approval?.covers ?? [] { addWhole(fact.code) }
    }

    private mutating func add(_ code: Code) {
        code.visit { part in
            switch part.kind {
            case .slot(let operand, let slot), .hasSlot(let operand, let slot):
                guard let group = operand.group else { return }
                fields.insert("\(group.name).\(group.fields[slot].name)")
            case .key(_, let name), .hasKey(_, let name): loose.insert(name)
            case .equal(let left, let right, _):
                for side in [left, right] { addWhole(side) }
            case .call(let function, let arguments) where function.name != "size":
                for argument in arguments where function.name != "_[_]" { addWhole(argument) }
            default: break
            }
        }
    }

    /// A group that is used as one value is read with all that is in it.
    private mutating func addWhole(_ code: Code) {
        var type = code.type
        while case .list(let element) = type { type = element }
        if case .record(let group) = type { addAll(in: group) }
    }

    private mutating func addAll(in group: Group) {
        for field in group.fields {
            fields.insert("\(group.name).\(field.name)")
            if let inner = field.type.group { addAll(in: inner) }
        }
    }

    // MARK: What nothing reads

    /// The fields of a form that nothing reads.
    ///
    /// Those that only say which one is meant are left out: keys, fields that every document must
    /// have, and texts called `name` or `title`.
    func unread(in group: Group, _ node: Node, _ document: Document) -> [LintFinding] {
        var findings: [LintFinding] = []
        let nodes = node.child("fields")?.children ?? []
        for (slot, field) in group.fields.enumerated() where nodes.indices.contains(slot) {
            let path = "\(group.name).\(field.name)"
            let inner = field.type.group
            let isRead =
                fields.contains(path) || loose.contains(field.name) || field.isRequired
                || group.key == slot || field.isLabel
                || byHost.contains { isSame($0, orInside: path) }
            if !isRead, let inner, fields.contains(where: { isSame($0, orInside: inner.name) }) {
                findings += unread(in: inner, nodes[slot], document)
            } else if !isRead, let name = nodes[slot].child("name") {
                findings.append(LintPlace(document: document, node: name).unreadField(path))
            } else if let inner, !byHost.contains(where: { sameScalars($0, path) }) {
                findings += unread(in: inner, nodes[slot], document)
            }
        }
        return findings
    }

    private func isSame(_ path: String, orInside outer: String) -> Bool {
        sameScalars(path, outer) || path.utf8.starts(with: "\(outer).".utf8)
    }

    /// The names that a checklist declares and never uses.
    func unused(in checklist: Checklist, _ document: Document) -> [LintFinding] {
        var used: Set<Int> = []
        let variables = checklist.variables.map { $0.formula.code }
        let rules = checklist.items.flatMap { $0.rules }
        for code in variables + rules.flatMap({ $0.formulas }).map({ $0.code }) {
            code.visit { if case .variable(let index) = $0.kind { used.insert(index) } }
        }
        var findings: [LintFinding] = []
        let nodes = document.root.child("variables")?.children ?? []
        for (index, variable) in checklist.variables.enumerated() where !used.contains(index) {
            guard nodes.indices.contains(index), let name = nodes[index].child("name") else {
                continue
            }
            findings.append(
                LintPlace(document: document, node: name).unusedVariable(variable.name)
            )
        }
        let roles = rules.flatMap { $0.approval?.by ?? [] }.map { $0.name }
        findings += unused("role", "roles", roles, document)
        findings += unused("document", "documents", Reads.cited(in: document.root), document)
        return findings
    }

    private func unused(
        _ kind: String,
        _ member: String,
        _ used: [String],
        _ document: Document
    ) -> [LintFinding] {
        guard case .object(let members)? = document.root.child(member)?.content else { return [] }
        return members.filter { member in !used.contains { sameScalars($0, member.name) } }
            .map { LintPlace(document: document, node: $0.value).unusedName(kind, $0) }
    }

    /// The documents that sources name, anywhere in a checklist.
    private static func cited(in node: Node) -> [String] {
        var names: [String] = []
        for item in node.child("items")?.children ?? [] {
            for part in [item] + (item.child("rules")?.children ?? []) {
                guard let source = part.child("source") else { continue }
                for one in [source] + source.children {
                    if let name = one.child("document")?.words { names.append(name) }
                }
            }
        }
        return names
    }
}

extension Rule {
    /// Every expression of the rule, those in its messages too.
    var formulas: [Formula] {
        var formulas = [requires] + answers
        if let when { formulas.append(when) }
        if let approval {
            formulas += approval.covers
            if let lasts = approval.lasts { formulas.append(lasts) }
        }
        for template in [says, why, fix] + (approval.map { [$0.asks] } ?? []) {
            for part in template.parts {
                if case .formula(let formula) = part { formulas.append(formula) }
            }
        }
        return formulas
    }
}

extension Field {
    /// Whether it only says what a thing is called.
    fileprivate var isLabel: Bool {
        if case .string = type { name == "name" || name == "title" } else { false }
    }
}

extension FieldType {
    /// The fields inside a group or inside each element of a list of groups.
    var group: Group? {
        switch self {
        case .group(let group), .groups(let group, _): group
        default: nil
        }
    }
}

extension LintPlace {
    fileprivate func unreadField(_ path: String) -> LintFinding {
        finding(
            .unreadField,
            "nothing reads `\(path.inert)`",
            help: "ask only for what a rule, a condition, a message or an approval uses"
        )
    }

    fileprivate func unusedVariable(_ name: String) -> LintFinding {
        finding(.unusedVariable, "nothing uses the variable `\(name.inert)`", help: "take it out")
    }

    fileprivate func unusedName(_ kind: String, _ member: Member) -> LintFinding {
        LintFinding(
            code: .unusedName,
            problem: Diagnostic(
                message: "nothing uses the \(kind) `\(member.name.inert)`",
                help: "take it out",
                source: document.source,
                span: member.nameSpan
            )
        )
    }
}
