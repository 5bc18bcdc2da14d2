/// The objects of a checklist's file.
extension Shape {
    static let checklist = Shape(
        "checklist",
        "a checklist",
        "Items with their sources and rules.",
        [
            .schema,
            .needed("checklist", .identifier, "The checklist's id."),
            .needed("version", .text, "The version, as the author counts."),
            .needed("title", .text, "The title in words."),
            .allowed("about", .prose, "What the checklist is and where it comes from."),
            .needed(
                "moments",
                .list(.text, atLeast: 1, isUnique: true),
                "The moments at which rules are asked, first to last."
            ),
            .needed("forms", .list(.name), "The forms that the rules read."),
            .allowed("roles", .map(.prose), "The roles that may approve, each in words."),
            .needed("documents", .map(.object(.document)), "The documents that sources cite."),
            .allowed(
                "variables",
                .list(.object(.variable)),
                "Named expressions; each may use those before it."
            ),
            .needed("items", .list(.object(.item), atLeast: 1), "The items."),
        ]
    )

    static let document = Shape(
        "document",
        "a document",
        "Something that sources cite.",
        [
            .needed("title", .text, "The document's title."),
            .allowed("publisher", .text, "Who published it."),
            .allowed("date", .text, "When it was published."),
            .allowed("url", .text, "Where it can be read."),
            .allowed("about", .prose, "What it is."),
        ]
    )

    static let variable = Shape(
        "variable",
        "a variable",
        "A named expression.",
        [
            .needed("name", .name, "The name by which rules call it."),
            .needed("is", .formula, "What it stands for."),
            .allowed("means", .prose, "The same in words."),
        ]
    )

    static let item = Shape(
        "item",
        "an item",
        "One point of the checklist.",
        [
            .needed("id", .text, "The item's id, unique in the checklist."),
            .needed("title", .text, "A short statement."),
            .allowed("about", .prose, "The item in a few sentences."),
            .needed("source", .oneOrList(.object(.source)), "Where it comes from."),
            .needed("rules", .list(.object(.rule), atLeast: 1), "Its rules."),
        ]
    )

    static let source = Shape(
        "source",
        "a source",
        "Where an item or a rule comes from.",
        [
            .needed("document", .text, "The document's key in `documents`."),
            .allowed("section", .text, "The section of the document."),
            .allowed("number", .text, "The number of the point in the document."),
            .allowed("rows", .list(.text), "The rows of a table of sources."),
            .allowed(
                "certainty",
                .word(Certainty.allCases.map { $0.rawValue }),
                "How sure the author is of it."
            ),
            .allowed("provenance", .prose, "What has to be said of where the text comes from."),
        ]
    )

    static let rule = Shape(
        "rule",
        "a rule",
        "One testable condition.",
        kind: "level",
        [
            .needed("id", .text, "The rule's id, unique over all checklists."),
            .needed("asked", .list(.text, atLeast: 1), "The moments at which it is asked."),
            .needed("level", .word(Level.allCases.map { $0.rawValue }), "How much it weighs."),
            .needed(
                "unmet",
                .word(Unmet.allCases.map { $0.rawValue }),
                "What a bad decision does.",
                only: [Level.answer.rawValue]
            ),
            .allowed("when", .formula, "It only applies if this is true."),
            .needed("requires", .formula, "What has to hold."),
            .allowed(
                "answers",
                .list(.formula),
                "Fields that must be answered whatever `requires` says."
            ),
            .needed("says", .template, "The requirement as a statement, true when it is met."),
            .needed("why", .template, "What is wrong and why it matters."),
            .needed("fix", .template, "What would put it right."),
            .allowed("approval", .object(.approval), "Who may allow what the rule forbids."),
            .allowed("source", .oneOrList(.object(.source)), "Its own source, if not the item's."),
        ]
    )

    static let approval = Shape(
        "approval",
        "an approval",
        "Who may allow what a rule forbids.",
        [
            .needed("by", .list(.text, atLeast: 1), "The roles that may allow it."),
            .needed(
                "covers",
                .list(.formula, atLeast: 1),
                "The fields and variables that an approval is bound to."
            ),
            .allowed("lasts", .formula, "How long an approval lasts."),
            .needed("asks", .template, "What the approver is asked to allow."),
        ]
    )
}

/// How sure a checklist is of a source.
enum Certainty: String, CaseIterable { case verified, background, judgement }

/// What a bad decision does under a rule of level `answer`.
enum Unmet: String, CaseIterable { case blocks, warns }
