/// The checklist that cases are run against, with the places of its formulas in its file.
struct TestSubject: Sendable {
    let checklist: Checklist
    /// The checklist's own file.
    let document: Document
    /// Every rule with its item, in the checklist's order.
    let rules: [(rule: Rule, item: Item)]
    /// Where the parts of each rule stand, and those of each variable.
    private let ruleNodes: [Node]
    private let variableNodes: [Node]

    /// - Parameters:
    ///   - checklist: the checklist.
    ///   - document: the file that it was read from.
    init(_ checklist: Checklist, _ document: Document) {
        self.checklist = checklist
        self.document = document
        rules = checklist.items.flatMap { item in item.rules.map { ($0, item) } }
        ruleNodes = document.root.elements("items").flatMap { $0.elements("rules") }
        variableNodes = document.root.elements("variables")
    }

    /// The number of a rule.
    func index(of rule: String) -> Int? {
        rules.firstIndex { sameScalars($0.rule.id, rule) }
    }

    /// Every formula that decides something: each rule's `when` and `requires`, and the variables.
    var formulas: [TestFormula] {
        var formulas: [TestFormula] = []
        for (index, rule) in rules.enumerated() {
            let node = ruleNodes.indices.contains(index) ? ruleNodes[index] : nil
            let id = rule.rule.id
            if let when = rule.rule.when {
                formulas.append(
                    TestFormula(.when(index), "\(id) when", when, node?.value("when"))
                )
            }
            formulas.append(
                TestFormula(
                    .requires(index),
                    "\(id) requires",
                    rule.rule.requires,
                    node?.value("requires")
                )
            )
        }
        for (index, variable) in checklist.variables.enumerated() {
            let node = variableNodes.indices.contains(index) ? variableNodes[index] : nil
            formulas.append(
                TestFormula(
                    .variable(index),
                    "variable \(variable.name)",
                    variable.formula,
                    node?.value("is")
                )
            )
        }
        return formulas
    }

    /// Where a part of a formula stands in the checklist's file.
    func place(_ span: Range<Int>, of formula: TestFormula) -> Range<Int> {
        guard let node = formula.node else { return 0..<0 }
        let from = document.offset(ofDecoded: span.lowerBound, in: node)
        let to = document.offset(ofDecoded: span.upperBound, in: node)
        return from..<max(from, to)
    }

    /// Where a rule's id stands in the checklist's file.
    func place(ofRule index: Int) -> Range<Int> {
        guard ruleNodes.indices.contains(index) else { return 0..<0 }
        return (ruleNodes[index].value("id") ?? ruleNodes[index]).span
    }
}

/// A formula of a checklist: what it belongs to and where it stands.
struct TestFormula: Sendable {
    let owner: Owner
    /// Whose formula it is, in words, such as `M1-belts requires`.
    let label: String
    let formula: Formula
    /// The text in the checklist's file.
    let node: Node?

    /// What a formula belongs to: a rule or a variable, by its number.
    enum Owner: Equatable {
        case when(Int)
        case requires(Int)
        case variable(Int)
    }

    init(_ owner: Owner, _ label: String, _ formula: Formula, _ node: Node?) {
        self.owner = owner
        self.label = label
        self.formula = formula
        self.node = node
    }

    /// The source text of a part, on one line.
    func text(_ span: Range<Int>) -> String {
        let bytes = Array(formula.text.utf8)[span.clamped(to: 0..<formula.text.utf8.count)]
        var line: [UInt8] = []
        for byte in bytes {
            let isSpace = byte == 0x20 || (0x09...0x0D).contains(byte)
            if isSpace, line.last == 0x20 { continue }
            line.append(isSpace ? 0x20 : byte)
        }
        return String(decoding: line, as: UTF8.self)
    }
}

extension Node {
    /// The value of a member.
    fileprivate func value(_ name: String) -> Node? {
        guard case .object(let members) = content else { return nil }
        return members.first { sameScalars($0.name, name) }?.value
    }

    /// The elements of a member that is an array.
    fileprivate func elements(_ name: String) -> [Node] {
        guard case .array(let elements)? = value(name)?.content else { return [] }
        return elements
    }
}

extension TestSubject {
    /// The variables that conditions read, also through other variables.
    var variablesUsed: Set<Int> {
        var used: Set<Int> = []
        for (rule, _) in rules { used.formUnion(variables(readBy: rule)) }
        return used
    }

    /// The variables that a rule's conditions read, also through other variables.
    func variables(readBy rule: Rule) -> Set<Int> {
        var used = rule.requires.code.variablesRead
        if let when = rule.when { used.formUnion(when.code.variablesRead) }
        for answer in rule.answers { used.formUnion(answer.code.variablesRead) }
        // Each variable only reads earlier ones.
        for (index, variable) in checklist.variables.enumerated().reversed()
        where used.contains(index) {
            used.formUnion(variable.formula.code.variablesRead)
        }
        return used
    }
}
