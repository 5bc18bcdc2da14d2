/// The objects of a form's file.
extension Shape {
    static let form = Shape(
        "form",
        "a form",
        "The fields of one kind of document, with their questions.",
        [
            .schema,
            .needed("form", .name, "The name by which rules call the document."),
            .needed("version", .text, "The version, as the author counts."),
            .needed("title", .text, "The title in words."),
            .allowed("about", .prose, "What the document is for."),
            .needed("fields", .list(.object(.field), atLeast: 1), "The fields at the top level."),
        ]
    )

    static let field = Shape(
        "field",
        "a field",
        "One thing that a document may say.",
        kind: "type",
        [
            .needed("name", .name, "The field's name in documents and in rules."),
            .needed("type", .word(FieldKind.allCases.map { $0.rawValue }), "What an answer is."),
        ] + limits + [] + fallbacks + [
            .needed("of", .object(.element), "What each element of the list is.", only: [.list]),
            .allowed(
                "key",
                .name,
                "The text field that tells elements apart; no two may have the same.",
                only: [.groups]
            ),
            .allowed("minItems", .count, "The fewest elements.", only: [.list, .groups]),
            .allowed("maxItems", .count, "The most elements.", only: [.list, .groups]),
            .allowed("required", .flag, "True: a document without the field is refused."),
            .allowed("when", .formula, "The field only applies if this is true."),
            .allowed("volatile", .flag, "True: a copy of a document leaves the field open."),
            .allowed(
                "from",
                .text,
                "The list that answers are usually taken from, such as `depot.drivers`.",
                only: [.string]
            ),
            .needed("ask", .prose, "The question in plain English.", only: asking),
            .allowed("ask", .prose, "A heading for the fields inside.", only: [.group]),
            .allowed("help", .prose, "Help for whoever answers."),
            choices,
            .needed(
                "fields",
                .list(.object(.field), atLeast: 1),
                "The fields inside.",
                only: [.group, .groups]
            ),
        ]
    )

    static let element = Shape(
        "element",
        "an element",
        "What each element of a list of plain values is.",
        kind: "type",
        [
            .needed(
                "type",
                .word(FieldKind.allCases.filter { $0.isPlain }.map { $0.rawValue }),
                "What an element is."
            )
        ] + limits + [choices]
    )

    static let choice = Shape(
        "choice",
        "a choice",
        "One of the answers to choose from.",
        [
            .needed("value", .text, "The answer as a document gives it."),
            .needed("means", .prose, "The answer in words."),
        ]
    )

    private static let limits: [ShapeMember] = [
        .allowed("min", .int, "The least.", only: [.int]),
        .allowed("min", .double, "The least.", only: [.double]),
        .allowed("max", .int, "The most.", only: [.int]),
        .allowed("max", .double, "The most.", only: [.double]),
        .allowed(
            "format",
            .word(TextFormat.allCases.map { $0.rawValue }),
            "The shape that the text must have.",
            only: [.string]
        ),
        .allowed("minLength", .count, "The fewest characters.", only: [.string]),
        .allowed("maxLength", .count, "The most characters.", only: [.string]),
    ]

    private static let choices: ShapeMember = .needed(
        "choices",
        .list(.object(.choice), atLeast: 1),
        "The answers to choose from.",
        only: [.choice]
    )

    private static let fallbacks: [ShapeMember] =
        ([.bool, .int, .double, .string, .duration, .choice, .list] as [FieldKind]).map {
            .allowed("default", .answer($0), "What counts when nobody answers.", only: [$0])
        }
    private static let asking = FieldKind.allCases.filter { $0 != .group }
}

/// The types that a field may have, as a form writes them.
public enum FieldKind: String, Sendable, CaseIterable {
    /// As a form writes it.
    case bool, int, double, string, timestamp, duration, choice, list, groups, group

    /// Whether an answer is one value, not a list or a group.
    var isPlain: Bool {
        switch self {
        case .list, .groups, .group: false
        default: true
        }
    }
}

extension ShapeMember {
    fileprivate static func needed(
        _ name: String,
        _ content: ShapeContent,
        _ means: String,
        only kinds: [FieldKind]
    ) -> ShapeMember {
        needed(name, content, means, only: kinds.map { $0.rawValue })
    }

    fileprivate static func allowed(
        _ name: String,
        _ content: ShapeContent,
        _ means: String,
        only kinds: [FieldKind]
    ) -> ShapeMember {
        allowed(name, content, means, only: kinds.map { $0.rawValue })
    }
}
