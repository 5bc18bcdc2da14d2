import Checklist

/// Rules in words, for a person.
enum RuleWordsText {
    static func text(_ rules: [RuleWords], width: Int, _ colour: Bool) -> String {
        var page = Page(width: width, colour: colour)
        var item: String?
        for rule in rules {
            if item != rule.item.id {
                item = rule.item.id
                page.gap()
                page.item(rule)
            }
            page.gap()
            page.rule(rule)
        }
        return page.text
    }
}

extension Page {
    /// An item's own words.
    fileprivate mutating func item(_ words: RuleWords) {
        let item = words.item
        heading("\(item.id)\u{a0}\u{a0}\(item.title)")
        paragraph("\(words.checklist.title) \(words.checklist.version)", indent: 2)
        if let about = item.about { paragraph(about, indent: 2) }
        for source in item.sources { labelled("Source:", source.inWords, indent: 2) }
    }

    fileprivate mutating func rule(_ words: RuleWords) {
        heading(words.rule.id)
        labelled("Says:", words.says, indent: 2)
        labelled("If not:", words.why, indent: 2)
        labelled("To fix:", words.fix, indent: 2)
        labelled("Weight:", words.weight, indent: 2)
        labelled("Asked at:", listed(words.rule.asked), indent: 2)
        if let asks = words.asks { labelled("To decide:", asks, indent: 2) }
        if !words.covers.isEmpty {
            let facts = words.covers.map { "\($0.name) (\($0.means))" }
            labelled("An approval is bound to:", facts.joined(separator: "; "), indent: 2)
        }
        if words.rule.sources != words.item.sources {
            for source in words.rule.sources { labelled("Source:", source.inWords, indent: 2) }
        }
        if let when = words.when {
            paragraph("It applies when", indent: 2)
            condition(when, indent: 4)
        }
        paragraph("It asks that", indent: 2)
        condition(words.requires, indent: 4)
        for question in words.answers {
            paragraph("It also wants an answer to ‘\(question)’", indent: 2, hanging: 4)
        }
        guard !words.variables.isEmpty else { return }
        paragraph("Names used there", indent: 2)
        for variable in words.variables {
            let means = variable.means.map { ": \($0)" } ?? ""
            paragraph("\(variable.name)\(means)", indent: 4, hanging: 6)
            condition(variable.words, indent: 6)
        }
    }

    /// The words of a condition, and beneath them the condition itself.
    private mutating func condition(_ condition: ConditionWords, indent: Int) {
        for line in condition.english.lines {
            paragraph(
                line.text,
                indent: indent + 2 * line.depth,
                hanging: indent + 2 * line.depth + 2
            )
        }
        paragraph("`\(condition.source)`", indent: indent, hanging: indent + 2)
    }
}

extension RuleWords {
    /// What it means that the rule is not kept.
    var weight: String {
        let unless =
            roles.isEmpty ? "" : ", unless it is allowed by \(listed(roles, joinedBy: "or"))"
        return switch rule.level {
        case .must: "it must be kept\(unless)"
        case .answer where rule.blocksWhenUnmet: "it must be decided, and must be kept\(unless)"
        case .answer: "it must be decided; if it is not kept, that is a warning\(unless)"
        case .advice: "it only advises\(unless)"
        }
    }
}

extension Source {
    /// The citation, with a word of caution if it is not certain.
    var inWords: String {
        let caution = certainty.map { $0 == "verified" ? "" : " (\($0))" } ?? ""
        return citation + caution
    }
}
