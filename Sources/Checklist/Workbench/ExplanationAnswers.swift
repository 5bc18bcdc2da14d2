/// The answers that a rule may read.
struct GivenAnswers {
    /// Those that somebody gave, lists before what is in them.
    private(set) var answered: [GivenAnswer] = []
    /// Questions with answers to choose from, answered or not.
    private(set) var choosable: [Choosable] = []
    /// Whether the rule may read an answer that only the form's default gives.
    private(set) var hasDefaults = false
    private let reads: Set<String>

    /// A question with its other answers.
    struct Choosable {
        let answer: GivenAnswer
        let alternatives: [(content: Content, answer: GivenAnswer)]
    }

    init(_ answers: Answers, reading reads: Set<String>) {
        self.reads = reads
        for record in answers.records { collect(record) }
    }

    private mutating func collect(_ record: Record) {
        for (slot, field) in record.group.fields.enumerated() {
            let value = record[slot]
            if case .group = field.type, case .record(let inner) = value {
                collect(inner)
                continue
            }
            guard reads.contains("\(record.group.name).\(field.name)") else { continue }
            let path = record.path.appending(field: field.name, order: slot)
            let answer = GivenAnswer(path, field, value)
            let isDefault = record.isDefault(slot)
            if isDefault { hasDefaults = true }
            // What every document has to say cannot be left out of a reason.
            if value.isKnown, !field.isRequired, !isDefault { answered.append(answer) }
            if case .list(let elements) = value {
                for case .record(let element) in elements { collect(element) }
            }
            if let choosable = Choosable(answer, field) { self.choosable.append(choosable) }
        }
    }
}

extension GivenAnswers.Choosable {
    init?(_ answer: GivenAnswer, _ field: Field) {
        let contents: [(Content, Value)]
        switch (field.type, answer.value) {
        // What does not apply cannot be answered.
        case (_, .absent), (_, .error): return nil
        case (.bool, _): contents = [true, false].map { (.bool($0), .bool($0)) }
        case (.choice(let choices), _):
            contents = choices.map { (.string($0.value), .string($0.value)) }
        default: return nil
        }
        self.answer = answer
        alternatives = contents.filter { !$0.1.equals(answer.value) }.map { content, value in
            (content, GivenAnswer(answer.path, field, value))
        }
    }
}

extension GivenAnswer {
    init(_ path: Path, _ field: Field, _ value: Value) {
        self.path = path
        ask = field.ask ?? field.name
        self.value = value
        var means: String?
        if case .choice(let choices) = field.type, case .string(let text) = value {
            means = choices.first { sameScalars($0.value, text) }?.means
        }
        self.means = means
    }
}

extension Path {
    /// Whether this stands inside something else.
    func isInside(_ outer: Path) -> Bool {
        order.count > outer.order.count && order.starts(with: outer.order)
    }
}
