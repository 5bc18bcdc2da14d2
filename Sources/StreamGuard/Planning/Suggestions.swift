import Checklist

/// Earlier answers, by their places, that Enter accepts.
struct Suggestions {
    private var answers: [(place: Place, value: JSON)] = []

    init() {}

    init(_ answers: [(place: Place, value: JSON)]) { self.answers = answers }

    var isEmpty: Bool { answers.isEmpty }

    subscript(place: Place) -> JSON? { answers.first { $0.place == place }?.value }

    mutating func add(_ value: JSON, at place: Place) { answers.append((place, value)) }

    /// As a file holds them: places and answers.
    var json: JSON { .object(answers.map { ($0.place.text, $0.value) }) }

    /// What a file holds; whatever is no place is left out.
    init(_ json: JSON, form: String) {
        answers = json.members.compactMap { text, value in
            Place(text, in: form).map { ($0, value) }
        }
    }
}
