import Checklist

/// Rules in words, for a program.
enum RuleWordsJSON {
    static func json(_ rules: [RuleWords]) -> JSON {
        .object([("rules", .array(rules.map(rule)))])
    }

    static func rule(_ words: RuleWords) -> JSON {
        .object([
            ("checklist", .string(words.checklist.id)), ("item", .string(words.item.id)),
            ("title", .string(words.item.title)), ("rule", .string(words.rule.id)),
            ("level", .string(words.rule.level.rawValue)), ("weight", .string(words.weight)),
            ("asked", .array(words.rule.asked.map { .string($0) })),
            ("says", .string(words.says)), ("why", .string(words.why)),
            ("fix", .string(words.fix)), ("asks", words.asks.map { .string($0) } ?? .null),
            ("covers", .array(words.covers.map(fact))),
            ("sources", .array(words.rule.sources.map { .string($0.citation) })),
            ("when", words.when.map(condition) ?? .null), ("requires", condition(words.requires)),
            ("answers", .array(words.answers.map { .string($0) })),
            ("variables", .array(words.variables.map(variable))),
        ])
    }

    private static func fact(_ fact: (name: String, means: String)) -> JSON {
        .object([("name", .string(fact.name)), ("means", .string(fact.means))])
    }

    private static func condition(_ condition: ConditionWords) -> JSON {
        .object([
            ("source", .string(condition.source)), ("english", english(condition.english)),
        ])
    }

    private static func variable(_ variable: VariableWords) -> JSON {
        .object([
            ("name", .string(variable.name)),
            ("means", variable.means.map { .string($0) } ?? .null),
            ("source", .string(variable.words.source)),
            ("english", english(variable.words.english)),
        ])
    }

    private static func english(_ english: English) -> JSON {
        .object([
            ("text", .string(english.text)), ("parts", .array(english.parts.map(self.english))),
        ])
    }
}
