/// The objects of a file of test cases.
extension Shape {
    static let casesFile = Shape(
        "cases",
        "a file of cases",
        "Test cases for one checklist.",
        [
            .schema,
            .needed("casesFor", .identifier, "The id of the checklist that the cases are for."),
            .allowed("about", .prose, "What the cases are about."),
            .needed(
                "bases",
                .map(.object(.base)),
                "The documents that cases start from, by name; each lists every rule's status."
            ),
            .allowed("cases", .list(.object(.testCase)), "The cases."),
            .allowed(
                "survivors",
                .list(.object(.survivor)),
                "Changes of conditions that no case can notice, each with the reason."
            ),
            .allowed(
                "unseen",
                .list(.object(.unseen)),
                "Outcomes of conditions that cannot occur, each with the reason."
            ),
        ]
    )

    static let base = Shape(
        "base",
        "a base",
        "A set of documents with what every rule comes to.",
        [
            .allowed("about", .prose, "What is special about it."),
            .needed("moment", .text, "The moment at which the rules are asked."),
            .needed("now", .text, "The time that `now` stands for, such as 2026-11-20T12:00:00Z."),
            .needed(
                "documents",
                .map(.anything),
                "For each form the document itself, or the name of a file beside this one."
            ),
            .allowed("expect", .object(.baseExpect), "What follows."),
        ]
    )

    static let baseExpect = Shape(
        "baseExpect",
        "`expect`",
        "What follows from a base.",
        [
            .allowed("decision", .word(Shape.decisions), "What the findings come to."),
            .needed(
                "statuses",
                .map(.list(.text), names: Shape.statuses),
                "For each status the rules that have it."
            ),
        ]
    )

    static let testCase = Shape(
        "case",
        "a case",
        "What is different from a base, and what follows.",
        [
            .needed("name", .text, "What is special about the case; no two have the same."),
            .allowed("about", .prose, "More about it."),
            .needed("from", .text, "The base that it starts from."),
            .allowed("moment", .text, "Another moment than the base's."),
            .allowed("now", .text, "Another time than the base's."),
            .allowed(
                "given",
                .map(.anything),
                "Answers by their paths; `null` takes an answer away."
            ),
            .needed("expect", .object(.caseExpect), "What follows."),
        ]
    )

    static let caseExpect = Shape(
        "caseExpect",
        "`expect`",
        "What follows from a case.",
        [
            .allowed("decision", .word(Shape.decisions), "What the findings come to."),
            .allowed("rules", .map(.word(Shape.statuses)), "What each of these rules comes to."),
            .allowed(
                "questions",
                .list(.text),
                "The paths of all questions that are open, in any order."
            ),
            .allowed(
                "words",
                .map(.list(.text, atLeast: 1)),
                "Texts that occur in what each of these rules says."
            ),
            .allowed(
                "others",
                .word(["any"]),
                "Rules that are not named may come to anything, instead of what they come to in "
                    + "the base."
            ),
        ]
    )

    static let survivor = Shape(
        "survivor",
        "a survivor",
        "A change of a condition that no case can notice.",
        [
            .needed("mutant", .text, "The change, as the report describes it."),
            .needed("why", .prose, "Why no case can notice it."),
        ]
    )

    static let unseen = Shape(
        "unseen",
        "an unseen outcome",
        "An outcome of a condition that cannot occur.",
        [
            .needed("outcome", .text, "The outcome, as the report describes it."),
            .needed("why", .prose, "Why it cannot occur."),
        ]
    )

    private static let decisions = Decision.allCases.map { $0.rawValue }
    private static let statuses = Status.allCases.map { $0.rawValue }
}
