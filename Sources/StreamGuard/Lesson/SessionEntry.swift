import Checklist

// Events as the entries of a session's log have them. The format does not depend on the commands:
// each entry has the fact `what`, and says the rest in facts and texts of its own.

extension SessionEvent {
    /// Which earlier entry an event replaces, and why.
    struct Correction {
        let of: Int
        let because: String
    }

    /// The entry that tells of it.
    ///
    /// - Parameters:
    ///   - occurred: when it happened, if not when it is written.
    ///   - correction: what it corrects, if it does.
    ///   - isLate: whether the log is closed already.
    ///   - person: the number in this session of whoever it is about, if their id may be erased.
    ///   - waiting: how many conversations about an incident have still to be had after it.
    /// - Returns: the entry, to be saved.
    func entry(
        occurred: Timestamp? = nil,
        correcting correction: Correction? = nil,
        isLate: Bool = false,
        person: Int? = nil,
        waiting: Int? = nil
    ) -> NewEntry {
        var facts = facts
        var texts = texts
        facts["what"] = .string(name)
        facts["person"] = person.map { .int(Int64($0)) }
        facts["waiting"] = waiting.map { .int(Int64($0)) }
        if let occurred { facts["occurred"] = .string(occurred.rfc3339) }
        guard let correction else {
            // An incident stays one, so that the ledger is told of it as such.
            let kind = isLate && kind != .incident ? .late : kind
            return NewEntry(kind, facts: facts, texts: texts)
        }
        if case .handedOver(let of, _) = self { facts["incident"] = .int(Int64(of)) }
        facts["of"] = .int(Int64(correction.of))
        texts["because"] = correction.because
        return NewEntry(.correct, facts: facts, texts: texts)
    }

    private var kind: EntryKind {
        switch self {
        case .join: .join
        case .leave: .leave
        case .incident: .incident
        case .close: .close
        default: .event
        }
    }

    private var facts: [String: JSON] {
        switch self {
        case .start, .note, .end, .other: return [:]
        case .told(let who), .leave(let who): return who.facts
        case .join(let who, let part, let isPlanned):
            var facts = who.facts
            facts["role"] = .string(part.rawValue)
            if !isPlanned { facts["unplanned"] = .bool(true) }
            return facts
        case .confirmed(let who, let answers):
            var facts = who.facts
            for (answer, truth) in answers { facts[answer.rawValue] = .bool(truth) }
            return facts
        case .answers(let answers):
            // An object's members would need names in lower case.
            let words = answers.map { JSON.string("\($0.field)=\($0.value.canonical())") }
            return ["answers": .array(words)]
        case .chat(let mode), .recording(let mode): return ["mode": .string(mode)]
        case .incident(let note):
            return ["category": .string(note.category), "about": .string(note.about)]
        case .handedOver(let of, let to):
            return ["of": .int(Int64(of)), "to": .string(to.id ?? "")]
        case .deviation(let spell): return spell.facts
        case .deviationOver(let spell):
            var facts = spell.facts
            facts["until"] = .string((spell.until ?? spell.since).rfc3339)
            return facts
        case .close(let wentWrong): return ["wentwrong": .string(wentWrong)]
        }
    }

    private var texts: [String: String] {
        switch self {
        case .told(let who), .leave(let who), .join(let who, _, _), .confirmed(let who, _):
            return who.texts
        case .note(let text): return text.map { ["note": $0] } ?? [:]
        case .incident(let note):
            // Whom it is about must be erasable, staff too, and so must whatever tells it.
            var texts = ["tell": JSON.array((note.tell ?? []).map(\.json)).canonical()]
            texts["who"] = note.who
            texts["facts"] = note.facts
            return texts
        default: return [:]
        }
    }

    // MARK: Reading

    /// What an entry tells; nothing for what the store wrote for its own sake.
    init?(_ entry: Entry) {
        guard let what = entry.fact("what") else {
            let isOfStore = entry.isHousekeeping || entry.kind == .redact
            if isOfStore { return nil }
            self = .other(entry.kind.rawValue)
            return
        }
        self = SessionEvent(what, entry) ?? .other(what)
    }

    private init?(_ what: String, _ entry: Entry) {
        switch what {
        case "start": self = .start
        case "end": self = .end
        case "note": self = .note(entry.text("note"))
        case "told": self = .told(Somebody(entry))
        case "leave": self = .leave(Somebody(entry))
        case "join":
            guard let part = entry.fact("role").flatMap(Part.init) else { return nil }
            self = .join(Somebody(entry), as: part, isPlanned: !entry.flag("unplanned"))
        case "confirmed":
            var answers: [GoAhead: Bool] = [:]
            for answer in GoAhead.allCases {
                if case .bool(let truth)? = entry.value(answer.rawValue) { answers[answer] = truth }
            }
            self = .confirmed(Somebody(entry), answers)
        case "answers": self = .answers(SessionEvent.answers(entry.value("answers")))
        case "chat", "recording":
            guard let mode = entry.fact("mode") else { return nil }
            self = what == "chat" ? .chat(mode) : .recording(mode)
        case "incident":
            guard let category = entry.fact("category") else { return nil }
            self = .incident(
                IncidentNote(
                    category: category,
                    about: entry.fact("about") ?? IncidentNote.nobody,
                    who: entry.text("who"),
                    facts: entry.text("facts"),
                    tell: entry.text("tell").flatMap(Telling.all)
                )
            )
        case "handed-over":
            guard let of = entry.number("incident") ?? entry.number("of"),
                let to = entry.fact("to")
            else { return nil }
            self = .handedOver(of: of, to: Somebody(to, isStaff: true))
        case "deviation", "deviation-over":
            guard let spell = Spell(entry) else { return nil }
            self = what == "deviation" ? .deviation(spell) : .deviationOver(spell)
        case "close": self = .close(wentWrong: entry.fact("wentwrong") ?? "")
        default: return nil
        }
    }

    private static func answers(_ value: JSON?) -> [(field: String, value: JSON)] {
        guard case .array(let words)? = value else { return [] }
        return words.compactMap { word in
            guard case .string(let word) = word, let equals = word.firstIndex(of: "="),
                let document = try? Document(
                    parsing: SourceText(name: "", text: String(word[word.index(after: equals)...]))
                )
            else { return nil }
            return (String(word[..<equals]), JSON(document.root))
        }
    }
}

extension SessionEvent.Somebody {
    fileprivate init(_ entry: Entry) {
        self.init(entry.fact("who") ?? entry.text("who"), isStaff: entry.fact("who") != nil)
    }

    fileprivate var facts: [String: JSON] {
        isStaff ? ["who": .string(id ?? "")] : [:]
    }

    fileprivate var texts: [String: String] {
        isStaff ? [:] : id.map { ["who": $0] } ?? [:]
    }
}

extension SessionEvent.Telling {
    fileprivate var json: JSON {
        .array([.array(people.map(JSON.string)), .array(instead.map(JSON.string))])
    }

    fileprivate static func all(in text: String) -> [SessionEvent.Telling]? {
        guard let document = try? Document(parsing: SourceText(name: "", text: text)) else {
            return nil
        }
        return JSON(document.root).elements.compactMap { telling in
            guard telling.elements.count == 2 else { return nil }
            let lists = telling.elements.map { $0.elements.compactMap(\.text) }
            return SessionEvent.Telling(people: lists[0], instead: lists[1])
        }
    }
}

extension SessionEvent.Spell {
    fileprivate init?(_ entry: Entry) {
        guard let rule = entry.fact("rule"), let since = entry.time("since") else { return nil }
        self.init(
            rule: rule,
            item: entry.fact("item") ?? "",
            moment: entry.fact("moment") ?? "during",
            since: since,
            until: entry.time("until")
        )
    }

    fileprivate var facts: [String: JSON] {
        [
            "rule": .string(rule), "item": .string(item), "moment": .string(moment),
            "since": .string(since.rfc3339),
        ]
    }
}

extension Entry {
    /// A fact that is a time.
    func time(_ name: String) -> Timestamp? { fact(name).flatMap { Timestamp(rfc3339: $0) } }
}
