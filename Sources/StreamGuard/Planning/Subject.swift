import Checklist

/// What a conversation is about: a kind of document, and what its answers are judged by.
struct Subject {
    /// The form that the questions come from.
    let form: Form
    let rulebook: Rulebook
    /// The documents beside the one that is written, such as the school's profile.
    let documents: [String: Document]
    let zones: Zones
    let now: Timestamp
    let scope: Scope
    /// The moment at which the rules are asked.
    var moment = "plan"

    /// Which questions there are.
    enum Scope {
        /// Those that rules still wait for, and these fields, which tell one document from another.
        case rules(zone: String, always: [String])
        /// Every field of these parts that nobody has answered, those with a default too; the
        /// other parts may wait.
        case fields(parts: [String])
    }

    /// The zone of the times in a draft.
    func zone(of draft: Draft) -> String {
        switch scope {
        case .rules(let zone, _): zone
        case .fields:
            draft.text("timeZone").flatMap { zones.seconds(in: $0, at: now) == nil ? nil : $0 }
                ?? "Europe/London"
        }
    }

    /// Reads and judges a draft; whatever is wrong in it is thrown.
    func assess(_ draft: Draft) throws(Diagnostics) -> Assessment {
        var documents = documents
        documents[form.name] = try draft.document(named: "the answers so far")
        let answers = try rulebook.answers(documents, zone: zone(of: draft), zones: zones)
        switch scope {
        case .rules(_, let always):
            let unanswered = answers.unanswered(in: form.name)
            let verdict = rulebook.judge(answers, moment: moment, now: now)
            let asked = verdict.questions.filter { $0.form == form.name }
            let named = Set(always.map { "\(form.name).\($0)" })
            let needed = asked.filter(\.holdsBack)
            let extra = unanswered.filter { question in
                named.contains(question.path.text)
                    && !needed.contains { $0.path == question.path }
            }
            return Assessment(
                answers: answers,
                verdict: verdict,
                needed: (needed + extra).sorted { $0.path < $1.path },
                advisory: asked.filter { !$0.holdsBack }.filter { question in
                    !extra.contains { $0.path == question.path }
                }.sorted { $0.path < $1.path }
            )
        case .fields(let parts):
            let all = answers.unanswered(in: form.name, defaultsToo: true)
            return Assessment(
                answers: answers,
                verdict: nil,
                needed: all.filter { part($0, parts).0 < parts.count }
                    .sorted { part($0, parts) < part($1, parts) },
                advisory: answers.unanswered(in: form.name)
                    .filter { part($0, parts).0 == parts.count }
            )
        }
    }

    /// The parts are asked in the order in which they are named, and then as the form declares.
    private func part(_ question: Question, _ parts: [String]) -> (Int, Path) {
        var place = parts.count
        if case .field(let name)? = Place(question.path.text, in: form.name)?.steps.first {
            place = parts.firstIndex(of: name) ?? place
        }
        return (place, question.path)
    }
}

/// What a draft comes to, and what is still to be asked.
struct Assessment {
    let answers: Answers
    /// Nothing where no rules are asked.
    let verdict: Verdict?
    /// The open questions that hold the decision back, in the order in which they are asked.
    let needed: [Question]
    /// The open questions that only serve advice, or may wait.
    let advisory: [Question]
}
