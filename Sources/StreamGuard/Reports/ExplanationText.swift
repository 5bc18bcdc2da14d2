import Checklist

/// Why rules came out as they did, for a person.
struct ExplanationText {
    private let clock: LocalTime
    private var page: Page

    static func text(
        _ rules: [Explained],
        _ sitting: Sitting,
        width: Int,
        colour: Bool
    ) -> String {
        var text = ExplanationText(
            clock: sitting.clock,
            page: Page(width: width, colour: colour)
        )
        for rule in rules {
            if !text.page.text.isEmpty { text.page.gap() }
            text.head(rule, sitting.school)
            text.reached(rule)
            text.settles(rule.why)
            text.changes(rule.why)
        }
        return text.page.text
    }

    private mutating func head(_ rule: Explained, _ school: School?) {
        let finding = rule.why.finding
        page.heading("\(finding.rule)\u{a0}\u{a0}\(finding.status.words)")
        page.paragraph(finding.why ?? finding.says, indent: 2)
        if let fix = finding.fix { page.labelled("To fix:", fix, indent: 2) }
        if let failure = finding.failure { page.labelled("It failed:", failure, indent: 2) }
        page.paragraph("Asked at: \(rule.moment)", indent: 2)
        if let school, !school.checklists.contains(finding.checklist) {
            page.paragraph(
                "The school has not turned on the checklist \(finding.checklist).",
                indent: 2
            )
        }
    }

    // MARK: What it came to

    private mutating func reached(_ rule: Explained) {
        if let when = rule.why.when {
            page.paragraph("It applies when", indent: 2)
            tree(when, indent: 4)
        }
        if let requires = rule.why.requires {
            page.paragraph("It asks that", indent: 2)
            tree(requires, indent: 4)
        }
        page.paragraph("A star marks what the result hangs on.", indent: 2)
    }

    private mutating func tree(_ tree: ValueTree, indent: Int) {
        let mark = tree.isDeciding ? "*" : "\u{a0}"
        let name = tree.isElement ? "for \(tree.text)" : tree.text
        page.paragraph("\(mark) \(name): \(words(tree.value))", indent: indent, hanging: indent + 4)
        // Beyond this depth nobody reads, and nothing is left of the line.
        guard indent < page.width / 2 else { return }
        for child in tree.children { self.tree(child, indent: indent + 2) }
        if tree.omitted > 0 {
            page.paragraph("\u{a0} and \(tree.omitted) more", indent: indent + 2)
        }
    }

    private func words(_ value: Value) -> String {
        switch value {
        case .error(let failure): "failed, \(failure.message)"
        case .list(let elements) where elements.count > 8:
            "\(Value.list(Array(elements.prefix(7))).described(zone: clock.zone, zones: clock.zones))"
                + ", …, \(elements.count) in all"
        case .map: "…"
        default: value.described(zone: clock.zone, zones: clock.zones)
        }
    }

    // MARK: What settles it, what would change it

    private mutating func settles(_ why: Explanation) {
        if !why.waitsFor.isEmpty {
            page.paragraph("It waits for", indent: 2)
            for question in why.waitsFor.prefix(12) {
                page.paragraph(
                    "‘\(question.ask)’ (\(question.path.text))",
                    indent: 4,
                    hanging: 6
                )
            }
            more(why.waitsFor.count - 12)
        }
        guard !why.reason.isEmpty else { return }
        page.paragraph(
            why.hasDefaults
                ? "These answers and the form's defaults settle it"
                : "These answers alone settle it",
            indent: 2
        )
        for answer in why.reason.prefix(12) {
            page.paragraph(
                "‘\(answer.ask)’ \(shown(answer)) (\(answer.path.text))",
                indent: 4,
                hanging: 6
            )
        }
        more(why.reason.count - 12)
    }

    private mutating func changes(_ why: Explanation) {
        var lines: [(status: Status, answer: GivenAnswer, values: [String])] = []
        for change in why.changes {
            if let last = lines.last, last.status == change.status,
                last.answer.path == change.answer.path
            {
                lines[lines.count - 1].values.append(shown(change.answer))
            } else {
                lines.append((change.status, change.answer, [shown(change.answer)]))
            }
        }
        guard !lines.isEmpty else { return }
        page.paragraph("What would change it", indent: 2)
        for line in lines.prefix(12) {
            page.paragraph(
                "Answer \(listed(line.values, joinedBy: "or")) to ‘\(line.answer.ask)’ "
                    + "(\(line.answer.path.text)) and \(line.status.outcome).",
                indent: 4,
                hanging: 6
            )
        }
        more(lines.count - 12)
    }

    private mutating func more(_ count: Int) {
        if count > 0 { page.paragraph("and \(count) more", indent: 4) }
    }

    private func shown(_ answer: GivenAnswer) -> String {
        let means = answer.means.map { " (\($0))" } ?? ""
        return "‘\(words(answer.value))’\(means)"
    }
}

extension Status {
    /// What becomes of a rule: "and this passes".
    fileprivate var outcome: String {
        switch self {
        case .met: "this passes"
        case .approved: "this is approved"
        case .notApplicable: "this does not apply"
        case .needsApproval: "this needs approval"
        case .advice: "this becomes advice"
        default: "this is not met"
        }
    }
}
