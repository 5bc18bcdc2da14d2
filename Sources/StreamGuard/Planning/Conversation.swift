import Checklist

/// A document written by answering questions, each only as long as it still matters.
///
/// It reads nothing and prints nothing: whoever drives it shows the prompts and saves the draft.
struct Conversation {
    let subject: Subject
    private(set) var draft: Draft
    private(set) var assessment: Assessment
    /// Earlier answers, offered where a fact has to be found out anew.
    private(set) var suggestions: Suggestions
    /// Left open in this sitting.
    private(set) var skipped: Set<String> = []
    /// Parts whose earlier answers are not taken over together.
    private var apart: Set<String> = []
    private var advice: AdviceOffer = .notYet
    private var past: [Moment] = []

    private enum AdviceOffer { case notYet, taken, refused }

    /// Everything that `back` restores.
    private struct Moment {
        let draft: Draft
        let assessment: Assessment
        let skipped: Set<String>
        let apart: Set<String>
        let advice: AdviceOffer
    }

    init(
        _ subject: Subject,
        _ draft: Draft,
        suggestions: Suggestions = Suggestions()
    ) throws(Diagnostics) {
        self.subject = subject
        self.draft = draft
        self.suggestions = suggestions
        assessment = try subject.assess(draft)
    }

    // MARK: Questions

    /// The next thing to ask; nothing when the conversation is over.
    var next: Prompt? {
        if let prompt = prompt(among: assessment.needed) { return prompt }
        let waiting = assessment.advisory.filter { !skipped.contains($0.path.text) }
        guard !waiting.isEmpty else { return nil }
        switch advice {
        case .notYet: return .offer(waiting.count)
        case .taken: return prompt(among: waiting)
        case .refused: return nil
        }
    }

    /// How many questions that hold the decision back are open now, skipped ones too.
    var remaining: Int { assessment.needed.count }

    private func prompt(among questions: [Question]) -> Prompt? {
        for question in questions where !skipped.contains(question.path.text) {
            guard let ask = Ask(question, self) else { continue }
            if let together = together(with: ask) { return .together(together) }
            return .ask(ask)
        }
        return nil
    }

    /// The whole part that a question belongs to, if all of it can be taken over and none of it
    /// is answered: as it was before, or as is usual.
    private func together(with ask: Ask) -> Together? {
        guard let part = ask.place.parent, let group = ask.enclosing,
            case .group(let fields) = group.type, !apart.contains(part.text),
            draft[part]?.members.isEmpty ?? true
        else { return nil }
        var taken: [(place: Place, value: JSON)] = []
        for field in fields.fields {
            let place = part.appending(field.name)
            if group.isVolatile, let old = suggestions[place] {
                taken.append((place, old))
            } else if case .fields = subject.scope {
                guard let usual = field.fallback?.answer else { return nil }
                taken.append((place, usual))
            }
        }
        let value = JSON.object(taken.map { ($0.place.name ?? "", $0.value) })
        guard taken.count > 1, (try? subject.assess(draft.setting(value, at: part))) != nil
        else { return nil }
        return Together(
            place: part,
            heading: group.ask ?? group.name,
            question: group.isVolatile ? "the same as before?" : "is this right?",
            answers: taken,
            value: value
        )
    }

    // MARK: Answers

    /// Takes an answer; a wrong one is thrown and nothing is changed.
    mutating func answer(_ value: JSON, at place: Place) throws(Diagnostics) {
        try change(to: draft.setting(value, at: place))
        skipped.remove("\(subject.form.name).\(place.text)")
    }

    /// Takes several answers at once; `nil` takes an answer away.
    mutating func answer(_ answers: [(Place, JSON?)]) throws(Diagnostics) {
        var draft = draft
        for (place, value) in answers { draft = draft.setting(value, at: place) }
        try change(to: draft)
    }

    /// Replaces the draft as a whole.
    mutating func change(to new: Draft) throws(Diagnostics) {
        let judged = try subject.assess(new)
        remember()
        (draft, assessment) = (new, judged)
    }

    /// Changes what the program itself keeps, such as the id; `back` does not stop there.
    mutating func adjust(_ new: Draft) throws(Diagnostics) {
        assessment = try subject.assess(new)
        draft = new
    }

    /// Leaves the present question open for this sitting.
    mutating func skip() {
        guard let prompt = next else { return }
        remember()
        switch prompt {
        case .ask(let ask): skipped.insert(ask.question.path.text)
        case .together(let together): apart.insert(together.place.text)
        case .offer: advice = .refused
        }
    }

    /// Answers a part's questions one by one, or the questions that only serve advice.
    mutating func goInto(_ prompt: Prompt) {
        remember()
        switch prompt {
        case .together(let together): apart.insert(together.place.text)
        case .offer: advice = .taken
        case .ask: break
        }
    }

    /// Undoes the last answer or skip of this sitting; false if there is none.
    mutating func back() -> Bool {
        guard let moment = past.popLast() else { return false }
        draft = moment.draft
        assessment = moment.assessment
        skipped = moment.skipped
        apart = moment.apart
        advice = moment.advice
        return true
    }

    private mutating func remember() {
        past.append(
            Moment(
                draft: draft,
                assessment: assessment,
                skipped: skipped,
                apart: apart,
                advice: advice
            )
        )
    }
}

/// Something that a conversation asks.
enum Prompt {
    /// One question of the form.
    case ask(Ask)
    /// Whether a part is as it was.
    case together(Together)
    /// Whether the questions that only serve advice are to be asked; how many there are.
    case offer(Int)
}
