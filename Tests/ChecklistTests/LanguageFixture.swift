import Checklist

/// A minibus trip with some questions open, for tests of the language alone.
///
/// Every field has a full answer and may be left unanswered; a completion answers the open ones.
struct LanguageFixture {
    /// What may be left unanswered.
    enum Question: Int, CaseIterable {
        case seats, late, note, scores, leadAge, leadFit, ageA, fitA, nameA, ageB, fitB, nameB
        case count, ready, word
    }

    /// The fields of a trip, of its leader and of its riders.
    static let groups: (trip: Group, lead: Group, rider: Group) = {
        guard let trip = try? readForm(), case .group(let lead) = trip.fields[4].type,
            case .groups(let rider, _) = trip.fields[5].type
        else { fatalError("the form of the language's tests cannot be read") }
        return (trip, lead, rider)
    }()

    private static func readForm() throws -> Group {
        let document = try Document(
            parsing: SourceText(
                name: "trip.form.json",
                text: """
                    { "form": "trip", "version": "1", "title": "A trip", "fields": [
                    { "name": "seats", "type": "int", "ask": "Seats?" },
                    { "name": "late", "type": "bool", "ask": "Late?" },
                    { "name": "note", "type": "string", "ask": "Note?" },
                    { "name": "scores", "type": "list", "of": { "type": "int" }, "ask": "?" },
                    { "name": "lead", "type": "group", "fields": [\(riderFields)] },
                    { "name": "riders", "type": "groups", "ask": "?", "fields": [\(riderFields)] }
                    ] }
                    """
            )
        )
        return try Rulebook(forms: [document], checklists: []).forms[0].fields
    }

    private static let riderFields = """
        { "name": "age", "type": "int", "ask": "Age?" },
        { "name": "fit", "type": "bool", "ask": "Fit?" },
        { "name": "name", "type": "string", "ask": "Name?" }
        """

    static let names: [(name: String, type: ValueType)] = [
        ("trip", .record(groups.trip)), ("count", .int), ("ready", .bool), ("word", .string),
    ]

    private static let root = Path(text: "trip", order: [0])
    private static let lead = root.appending(field: "lead", order: 4)
    private static let riders = root.appending(field: "riders", order: 5)

    /// Where a question stands.
    static func path(_ question: Question) -> Path {
        switch question {
        case .seats: root.appending(field: "seats", order: 0)
        case .late: root.appending(field: "late", order: 1)
        case .note: root.appending(field: "note", order: 2)
        case .scores: root.appending(field: "scores", order: 3)
        case .leadAge: lead.appending(field: "age", order: 0)
        case .leadFit: lead.appending(field: "fit", order: 1)
        case .ageA: riders.appending(element: "0", order: 0).appending(field: "age", order: 0)
        case .fitA: riders.appending(element: "0", order: 0).appending(field: "fit", order: 1)
        case .nameA: riders.appending(element: "0", order: 0).appending(field: "name", order: 2)
        case .ageB: riders.appending(element: "1", order: 1).appending(field: "age", order: 0)
        case .fitB: riders.appending(element: "1", order: 1).appending(field: "fit", order: 1)
        case .nameB: riders.appending(element: "1", order: 1).appending(field: "name", order: 2)
        case .count: Path(text: "count", order: [1])
        case .ready: Path(text: "ready", order: [2])
        case .word: Path(text: "word", order: [3])
        }
    }

    /// The values of the names, from one answer a question; nothing for an open one.
    static func values(_ answers: [Value?]) -> [Value] {
        func value(_ question: Question) -> Value {
            answers[question.rawValue] ?? .unknown(Unknown(path(question)))
        }
        func record(_ group: Group, _ path: Path, _ slots: [Value]) -> Value {
            .record(Record(group: group, slots: slots, defaulted: [], path: path))
        }
        let first = record(
            groups.rider,
            riders.appending(element: "0", order: 0),
            [value(.ageA), value(.fitA), value(.nameA)]
        )
        let second = record(
            groups.rider,
            riders.appending(element: "1", order: 1),
            [value(.ageB), value(.fitB), value(.nameB)]
        )
        let leader = record(groups.lead, lead, [value(.leadAge), value(.leadFit), .string("Ann")])
        let whole = record(
            groups.trip,
            root,
            [
                value(.seats), value(.late), value(.note), value(.scores), leader,
                .list([first, second]),
            ]
        )
        return [whole, value(.count), value(.ready), value(.word)]
    }

    /// A random answer to a question, from few enough values that comparisons come out both ways.
    static func answer(to question: Question, _ random: inout SeededRandom) -> Value {
        switch question {
        case .seats, .leadAge, .ageA, .ageB, .count: .int(Int64(random.below(4)))
        case .late, .leadFit, .fitA, .fitB, .ready: .bool(random.below(2) == 0)
        case .note, .nameA, .nameB, .word: .string(["", "a", "ab"][random.below(3)])
        case .scores: .list((0..<random.below(3)).map { _ in .int(Int64(random.below(3))) })
        }
    }
}

/// A repeatable source of numbers (SplitMix64).
struct SeededRandom {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ limit: Int) -> Int {
        Int(next() % UInt64(limit))
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[below(elements.count)]
    }
}
