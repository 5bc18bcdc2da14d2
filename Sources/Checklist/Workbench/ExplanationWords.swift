/// A rule in words: its author's own, and what its conditions ask.
package struct RuleWords: Sendable {
    /// The checklist that the rule belongs to.
    package let checklist: Checklist
    /// The item that the rule belongs to.
    package let item: Item
    /// The rule.
    package let rule: Rule
    /// The messages, with what stands in them for an answer between ‹ and ›.
    package let says, why, fix: String
    /// What an approver would be asked to allow, if a role may allow it.
    package let asks: String?
    /// The roles that may allow it, in words.
    package let roles: [String]
    /// The facts that such an approval is bound to, by their names and in words.
    package let covers: [(name: String, means: String)]
    /// Whether it applies; nothing if it always does.
    package let when: ConditionWords?
    /// What has to hold.
    package let requires: ConditionWords
    /// The questions that have to be answered whatever the condition says.
    package let answers: [String]
    /// The names that the conditions use, and what they stand for.
    package let variables: [VariableWords]
}

/// A condition as it is written, and in plain English.
package struct ConditionWords: Sendable {
    /// The expression.
    package let source: String
    /// The expression in words.
    package let english: English
}

/// A named expression of a checklist.
package struct VariableWords: Sendable {
    /// The name.
    package let name: String
    /// What the checklist says that it stands for, if it says so.
    package let means: String?
    /// The expression in words, and as it is written.
    package let words: ConditionWords
}

extension Rulebook {
    /// A rule, or every rule of an item, in words.
    ///
    /// - Parameter id: the id of a rule or of an item.
    /// - Returns: the rules; none if there is neither such an item nor such a rule.
    package func words(for id: String) -> [RuleWords] {
        var found: [RuleWords] = []
        for checklist in checklists {
            for item in checklist.items {
                let isItem = sameScalars(item.id, id)
                for rule in item.rules where isItem || sameScalars(rule.id, id) {
                    found.append(RuleWords(rule, of: item, in: checklist))
                }
            }
        }
        return found
    }

    /// The ids of all items and rules, for "did you mean".
    package var ids: [String] {
        checklists.flatMap { $0.items }.flatMap { item in [item.id] + item.rules.map { $0.id } }
    }
}

extension RuleWords {
    fileprivate init(_ rule: Rule, of item: Item, in checklist: Checklist) {
        let variables = checklist.variables
        self.checklist = checklist
        self.item = item
        self.rule = rule
        says = rule.says.words(variables)
        why = rule.why.words(variables)
        fix = rule.fix.words(variables)
        asks = rule.approval?.asks.words(variables)
        roles = rule.approval?.by.map { $0.words } ?? []
        covers = (rule.approval?.covers ?? []).map { ($0.text, $0.means(variables)) }
        when = rule.when.map { ConditionWords($0, variables) }
        requires = ConditionWords(rule.requires, variables)
        answers = rule.answers.map { $0.code.field?.ask ?? $0.text }
        var used: Set<Int> = []
        var waiting = [rule.when, rule.requires].compactMap { $0?.code }
        waiting += (rule.approval?.covers ?? []).map { $0.code }
        while let code = waiting.popLast() {
            code.visit { part in
                guard case .variable(let index) = part.kind, used.insert(index).inserted else {
                    return
                }
                waiting.append(variables[index].formula.code)
            }
        }
        self.variables = used.sorted().map { index in
            VariableWords(
                name: variables[index].name,
                means: variables[index].means,
                words: ConditionWords(variables[index].formula, variables)
            )
        }
    }
}

extension ConditionWords {
    fileprivate init(_ formula: Formula, _ variables: [Variable]) {
        source = formula.text
        if case .bool = formula.code.type {
            english = Translator.words(for: formula, variables: variables)
        } else {
            english = English(Translator.noun(for: formula, variables: variables))
        }
    }
}

extension Template {
    /// The message with what each expression stands for in its place.
    fileprivate func words(_ variables: [Variable]) -> String {
        parts.map { part in
            switch part {
            case .words(let words): words
            case .formula(let formula): "‹\(Translator.noun(for: formula, variables: variables))›"
            }
        }.joined()
    }
}
