/// Reads the rules of an item.
extension ChecklistReader {
    /// - Parameters:
    ///   - node: the rule.
    ///   - item: the id and the title of its item.
    ///   - sources: the item's sources.
    /// - Returns: nothing if there is a problem.
    mutating func rule(
        _ node: Node,
        of item: (id: String, title: String),
        sources: [Source]
    ) -> Rule? {
        guard let members = Members(node, in: document, .rule, &problems) else { return nil }
        let id = members.text("id")
        members.requireAll(of: id.map { "the rule `\($0.inert)`" } ?? "the rule", &problems)
        if let id, let node = members.node("id") { ruleSpans.append((id, node.span)) }
        let when = members.formula("when", in: scope, wanted: .bool, &problems)
        let requires = members.formula("requires", in: scope, wanted: .bool, &problems)
        let asked = asked(members)
        let answers = members.texts("answers").compactMap { field($0.text, $0.node) }
        let says = template("says", members)
        let why = template("why", members)
        let fix = template("fix", members)
        let approval = approval(members)
        let own = members.node("source") == nil ? sources : self.sources(members)
        guard let id, let level = members.word("level", Level.self), let requires, let says,
            let why, let fix
        else { return nil }
        return Rule(
            Finding.Subject(
                checklist: checklistId,
                item: item.id,
                itemTitle: item.title,
                rule: id,
                asked: asked,
                level: level,
                sources: own
            ),
            blocksWhenUnmet: members.word("unmet", Unmet.self) == .blocks,
            when: when,
            requires: requires,
            answers: answers,
            says: says,
            why: why,
            fix: fix,
            approval: approval
        )
    }

    private mutating func asked(_ members: Members) -> [String] {
        var asked: [String] = []
        for (moment, node) in members.texts("asked") {
            if !moments.contains(where: { sameScalars($0, moment) }) {
                problems.add(
                    "there is no moment `\(moment.inert)`",
                    help: nearest(to: moment, among: moments).map { "did you mean `\($0)`?" }
                        ?? "the moments are \(listed(moments.map { "`\($0)`" }))",
                    at: node.span,
                    in: document
                )
            }
            asked.append(moment)
        }
        return asked
    }

    private mutating func template(_ name: String, _ members: Members) -> Template? {
        guard let text = members.text(name), let node = members.node(name)
        else { return nil }
        return Template(text, at: node, of: document, in: scope, &problems)
    }

    /// A path of a declared field, as an expression.
    private mutating func field(_ path: String, _ node: Node) -> Formula? {
        let (formula, found) = Checker.check(path, in: scope)
        for problem in found { problems.add(problem, in: node, of: document) }
        guard let formula else { return nil }
        guard formula.code.isFieldPath else {
            problems.add(
                "`\(path.inert)` is not a field",
                help: "write a path such as `trip.driver`",
                at: node.span,
                in: document
            )
            return nil
        }
        return formula
    }

    private mutating func covers(_ approval: Members) -> [Formula] {
        var facts: [Formula] = []
        for (name, node) in approval.texts("covers") {
            guard let fact = fact(name, node) else { continue }
            if facts.contains(where: { sameScalars($0.text, fact.text) }) {
                problems.add("`\(fact.text)` is covered twice", at: node.span, in: document)
            }
            facts.append(fact)
        }
        return facts
    }

    /// What an approval can be bound to: a declared field, or a variable.
    private mutating func fact(_ name: String, _ node: Node) -> Formula? {
        let (formula, found) = Checker.check(name, in: scope)
        for problem in found { problems.add(problem, in: node, of: document) }
        guard let formula else { return nil }
        switch formula.code.kind {
        case .variable(let index) where readsTime(index):
            problems.add(
                "`\(name.inert)` depends on the time, so no approval bound to it would last",
                help: "name the fields and variables that it is worked out from",
                at: node.span,
                in: document
            )
        case .variable: break
        case _ where formula.code.isFieldPath: break
        default:
            problems.add(
                "`\(name.inert)` is neither a field nor a variable",
                help: "write a path such as `trip.driver`, or the name of a variable",
                at: node.span,
                in: document
            )
            return nil
        }
        // Approvals are kept by this name, however the checklist is laid out.
        let canonical = (try? Parser.parse(name)).map { Unparser.text(of: $0) } ?? name
        return Formula(text: canonical, code: formula.code)
    }

    private mutating func approval(_ rule: Members) -> Approval? {
        guard let node = rule.node("approval"),
            let members = Members(node, in: document, .approval, &problems)
        else { return nil }
        members.requireAll(of: "the approval", &problems)
        var by: [Role] = []
        for (name, node) in members.texts("by") {
            guard let role = roles.first(where: { sameScalars($0.name, name) }) else {
                problems.add(
                    "there is no role `\(name.inert)`",
                    help: nearest(to: name, among: roles.map { $0.name }).map {
                        "did you mean `\($0)`?"
                    } ?? "declare it in `roles`",
                    at: node.span,
                    in: document
                )
                continue
            }
            by.append(role)
        }
        let covers = covers(members)
        let lasts = members.formula("lasts", in: scope, wanted: .duration, &problems)
        guard let asks = template("asks", members), !by.isEmpty else { return nil }
        return Approval(by: by, covers: covers, lasts: lasts, asks: asks)
    }
}

extension Code {
    /// True for the path of a declared field, such as `trip.papers.country`.
    fileprivate var isFieldPath: Bool {
        switch kind {
        case .slot(let operand, _): operand.isFieldPath || operand.isRoot
        default: false
        }
    }

    private var isRoot: Bool {
        if case .root = kind { return true }
        return false
    }
}
