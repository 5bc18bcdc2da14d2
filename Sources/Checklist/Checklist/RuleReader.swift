/// Reads the rules of an item.
extension ChecklistReader {
    private static let knownInRule = [
        "id", "asked", "level", "unmet", "when", "requires", "answers", "says", "why", "fix",
        "approval", "source",
    ]

    private enum Unmet: String, CaseIterable { case blocks, warns }

    mutating func rule(_ node: Node, sources: [Source]) -> Rule? {
        guard
            let members = Members(
                node,
                in: document,
                "a rule",
                known: ChecklistReader.knownInRule,
                &problems
            ),
            let id = members.text("id", of: "the rule", &problems)
        else { return nil }
        ruleSpans.append((id, (members.node("id") ?? node).span))
        let what = "the rule `\(id.inert)`"
        if members.node("level") == nil { members.missing("level", of: what, &problems) }
        let level = members.word("level", Level.self, &problems)
        let unmet = members.word("unmet", Unmet.self, &problems)
        if level == .answer, members.node("unmet") == nil {
            members.missing("unmet", of: what, &problems)
        } else if let level, level != .answer, let node = members.node("unmet") {
            problems.add(
                "only a rule of level `answer` has `unmet`",
                help: "this rule's level is `\(level.rawValue)`",
                at: node.span,
                in: document
            )
        }
        if members.node("requires") == nil { members.missing("requires", of: what, &problems) }
        let when = members.formula("when", in: scope, wanted: .bool, &problems)
        let requires = members.formula("requires", in: scope, wanted: .bool, &problems)
        let asked = asked(members, what)
        let answers = members.texts("answers", &problems).compactMap { field($0.text, $0.node) }
        let says = template("says", members, what)
        let why = template("why", members, what)
        let fix = template("fix", members, what)
        let approval = approval(members)
        let own = members.node("source") == nil ? sources : self.sources(members)
        guard let level, let requires, let says, let why, let fix else { return nil }
        return Rule(
            id: id,
            asked: asked,
            level: level,
            sources: own,
            blocksWhenUnmet: unmet == .blocks,
            when: when,
            requires: requires,
            answers: answers,
            says: says,
            why: why,
            fix: fix,
            approval: approval
        )
    }

    private mutating func asked(_ members: Members, _ what: String) -> [String] {
        var asked: [String] = []
        for (moment, node) in members.texts("asked", &problems) {
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
        if asked.isEmpty { members.missing("asked", of: what, &problems) }
        return asked
    }

    private mutating func template(
        _ name: String,
        _ members: Members,
        _ what: String
    ) -> Template? {
        guard let text = members.text(name, of: what, &problems), let node = members.node(name)
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

    private mutating func approval(_ rule: Members) -> Approval? {
        let known = ["by", "covers", "lasts", "asks"]
        guard let node = rule.node("approval"),
            let members = Members(node, in: document, "an approval", known: known, &problems)
        else { return nil }
        var by: [Role] = []
        for (name, node) in members.texts("by", &problems) {
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
        if members.node("by") == nil { members.missing("by", of: "the approval", &problems) }
        if members.node("covers") == nil {
            members.missing("covers", of: "the approval", &problems)
        }
        let covers = members.texts("covers", &problems)
        for (path, node) in covers { _ = field(path, node) }
        let lasts = members.formula("lasts", in: scope, wanted: .duration, &problems)
        guard let asks = template("asks", members, "the approval"), !by.isEmpty else { return nil }
        return Approval(by: by, covers: covers.map { $0.text }, lasts: lasts, asks: asks)
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
