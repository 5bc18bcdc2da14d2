import Checklist

/// One question of a form, with all that is needed to put it.
struct Ask {
    let question: Question
    let place: Place
    let field: Field
    /// The group that the field stands in, if it is not the form's top level.
    let enclosing: Field?
    /// The answers that can be chosen by number; empty if the answer is free.
    let choices: [Offer]
    /// True if another answer than the choices may be given.
    let isFree: Bool
    /// The answer that Enter accepts.
    let suggestion: JSON?
    /// Where that comes from, as a word before it.
    let suggestedBy: String
    let setting: Reply.Setting

    init?(_ question: Question, _ conversation: Conversation) {
        let subject = conversation.subject
        let answers = conversation.assessment.answers
        let fields = answers.fields(to: question.path)
        guard let field = fields.last, let place = Place(question.path.text, in: question.form)
        else { return nil }
        self.question = question
        self.place = place
        self.field = field
        enclosing = fields.dropLast().last
        let fixed = field.type.choices
        let offers = fixed.isEmpty ? Ask.offers(field, answers) : []
        choices = fixed.isEmpty ? offers : fixed
        isFree = fixed.isEmpty
        if let old = conversation.suggestions[place] {
            (suggestion, suggestedBy) = (old, "Before")
        } else if let other = Ask.neighbour(of: place, field, conversation) {
            (suggestion, suggestedBy) = (other, "The one before")
        } else {
            (suggestion, suggestedBy) = (field.fallback?.answer, "Usual")
        }
        let zone = subject.zone(of: conversation.draft)
        let isSpan = place.name == "start" || place.name == "end"
        setting = Reply.Setting(
            zone: zone,
            zones: subject.zones,
            now: subject.now,
            offers: offers,
            start: place.name == "end" ? Ask.start(of: place, conversation, zone) : nil,
            needsTime: isSpan && place.parent == nil
        )
    }

    /// What was typed, as an answer.
    func reply(_ typed: String) throws(Reply.Unclear) -> Reply {
        try Reply(typed, for: field.type, in: setting)
    }

    /// The start that stands beside an end.
    private static func start(
        of place: Place,
        _ conversation: Conversation,
        _ zone: String
    ) -> Timestamp? {
        let start = Place(Array(place.steps.dropLast())).appending("start")
        guard case .string(let text)? = conversation.draft[start] else { return nil }
        return conversation.subject.zones.instant(of: text, in: zone)
    }

    /// The answer for the element before, where elements are alike; never a text.
    private static func neighbour(
        of place: Place,
        _ field: Field,
        _ conversation: Conversation
    ) -> JSON? {
        guard case .fields = conversation.subject.scope,
            let index = place.steps.lastIndex(where: {
                if case .element = $0 { true } else { false }
            }), case .element(let label) = place.steps[index]
        else { return nil }
        if case .string = field.type { return nil }
        let list = conversation.draft[Place(Array(place.steps.prefix(index)))]?.elements ?? []
        var before: String?
        for element in list {
            guard case .string(let key)? = element.members.first(where: { $0.0 == "id" })?.1
            else { return nil }
            if key == label { break }
            before = key
        }
        guard let before else { return nil }
        var steps = place.steps
        steps[index] = .element(before)
        return conversation.draft[Place(steps)]
    }

    /// The elements of the list that answers are usually taken from.
    private static func offers(_ field: Field, _ answers: Answers) -> [Offer] {
        var field = field
        if case .groups(let group, _) = field.type, let key = group.keyField { field = key }
        guard case .list(let elements)? = field.from.flatMap(answers.value) else { return [] }
        return elements.compactMap { element in
            guard case .record(let record) = element, let key = record.group.keyField,
                case .string(let id)? = record.value(of: key.name)
            else { return nil }
            return Offer(id, means: words(for: record, but: key))
        }
    }

    /// What an element is, in a few words: its name, else what was chosen for it first.
    private static func words(for record: Record, but key: Field) -> String {
        for (field, value) in zip(record.group.fields, record.slots) where field.name != key.name {
            switch (field.type, value) {
            case (.string(let limits), .string(let name))
            where field.name == "name" && limits.format == nil:
                return name
            case (.choice(let choices), .string(let word)):
                return choices.first { $0.value == word }?.means ?? word
            case (.list(.choice(let choices), _), .list(let chosen)) where !chosen.isEmpty:
                let words = chosen.compactMap { value in
                    if case .string(let word) = value { word } else { nil }
                }
                return words.map { word in choices.first { $0.value == word }?.means ?? word }
                    .joined(separator: ", ")
            default: continue
            }
        }
        return ""
    }
}

/// A part of a document that can be taken over as a whole.
struct Together {
    let place: Place
    let heading: String
    /// What is asked, after the heading.
    let question: String
    /// The answers that Enter accepts, by their places.
    let answers: [(place: Place, value: JSON)]
    let value: JSON
}

extension FieldType {
    /// The answers to choose from; empty if the answer is free.
    var choices: [Offer] {
        switch self {
        case .choice(let choices): choices.map { Offer($0) }
        case .bool: [Offer("yes"), Offer("no")]
        case .list(let element, _):
            if case .choice(let choices) = element { choices.map { Offer($0) } } else { [] }
        default: []
        }
    }

    /// Whether more than one answer may be given.
    var isList: Bool {
        switch self {
        case .list, .groups: true
        default: false
        }
    }

    /// Whether it is text in somebody's own words.
    var isWords: Bool {
        switch self {
        case .string(let limits): limits.format == nil || limits.format == .identifier
        case .list(let element, _): element.isWords
        case .groups: true
        default: false
        }
    }
}

extension Value {
    /// The value as a document would give it.
    var answer: JSON {
        guard case .duration(let length) = self else { return json }
        for (unit, seconds) in [("d", Int64(86_400)), ("h", 3_600), ("m", 60)]
        where length.seconds % seconds == 0 {
            return .string("\(length.seconds / seconds)\(unit)")
        }
        return json
    }
}
