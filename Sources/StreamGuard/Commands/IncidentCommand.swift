import Checklist

extension Command {
    static let incident = Command(
        name: "incident",
        summary: "note an incident, and who has been told",
        about: "Notes what kind of incident it is, whom it is about and a few neutral facts, and "
            + "says who has to be told now, in which order. With `--told` it notes that somebody "
            + "has been told; until then the incident stays in sight. What a child has said, "
            + "pictures and names do not belong here but in the safeguarding lead's own record.",
        operands: Operands(
            name: "CATEGORY",
            count: 0...1,
            help: "The kind of incident, such as welfare or technical; without it, it asks."
        ),
        options: [.about, .facts, .handedTo, .ofEntry] + SessionDesk.options,
        examples: [
            ("streamguard incident", "Answer what is asked."),
            (
                "streamguard incident content --about pupil --facts -",
                "Note it in one line; the facts come from standard input."
            ),
            ("streamguard incident --told deputy-head", "The deputy head has been told."),
        ]
    ) { (invocation, console) throws(Refusal) in
        try console.keeping { () throws(SessionFailure) in
            var desk = try SessionDesk(invocation, console)
            if let id = invocation.value(.handedTo) {
                let event = try refusing { () throws(Refusal) in try desk.handedOver(to: id) }
                return try desk.record([event])
            }
            if invocation.value(.ofEntry) != nil { throw .refused(.ofNothing) }
            let noted = try refusing { () throws(Refusal) in try IncidentDesk(desk).note() }
            let status = try desk.record([.incident(noted.note)]) { console in
                guard let handing = noted.handing else { return }
                console.output.write(
                    IncidentText.text(
                        handing,
                        width: console.output.width,
                        colour: console.output.colour
                    )
                )
                console.output.flush()
            }
            return status
        }
    }
}

/// Gathers what has to be known of an incident.
private struct IncidentDesk {
    private let desk: SessionDesk
    private let console: Console
    private let routes: Routes
    private let school: SchoolRoutes
    private var people: People { desk.desk.people }

    init(_ desk: SessionDesk) throws(Refusal) {
        self.desk = desk
        console = desk.console
        var library = try Library(try ShippedFiles(console), adding: [])
        // An incident is never refused because a file of routes is broken.
        let (routes, problem) = library.routesInAnyCase()
        self.routes = routes
        if let problem { console.complain(problem) }
        // Without a profile there are the routes that ship, and nobody by name.
        school = desk.desk.school.map { SchoolRoutes($0.document) } ?? SchoolRoutes()
    }

    func note() throws(Refusal) -> (note: SessionEvent.IncidentNote, handing: Handing?) {
        let category = try category()
        let (about, who, word) = try about()
        let facts = try facts()
        let concern = Concern(
            category: category,
            about: about.map { [$0] } ?? [],
            reporter: desk.desk.person?.id,
            host: desk.cast.host,
            second: desk.cast.second
        )
        let handing = routes.handing(of: concern, people, school)
        let note = SessionEvent.IncidentNote(
            category: category,
            about: word,
            who: who,
            facts: facts,
            tell: handing?.tellings.map {
                SessionEvent.Telling(
                    people: $0.people,
                    instead: $0.thenTry.flatMap(\.people)
                )
            }
        )
        return (note, handing)
    }

    // MARK: What kind

    private func category() throws(Refusal) -> String {
        let ids = routes.categories.map(\.id)
        if let typed = desk.invocation.operands.first {
            guard let id = chosen(typed) else { throw .noCategory(typed, ids) }
            return id
        }
        guard console.inputIsTerminal else { throw .whichCategory(ids) }
        var words = Page(width: console.errors.width, colour: console.errors.colour)
        words.heading("What kind of incident is it?")
        for (index, category) in routes.categories.enumerated() {
            words.paragraph("\(index + 1). \(category.means)", indent: 2, hanging: 5)
        }
        return try asked(words.text, "Type a number.") { chosen($0) }
    }

    private func chosen(_ typed: String) -> String? {
        if let number = Int(typed), routes.categories.indices.contains(number - 1) {
            return routes.categories[number - 1].id
        }
        return routes.category(typed.lowercased())?.id
    }

    // MARK: Whom it is about

    /// As the routes take it, as it was typed, and as one of a few words.
    private typealias About = (about: Concern.About?, who: String?, word: String)

    private func about() throws(Refusal) -> About {
        if let typed = desk.invocation.value(.about) {
            guard let about = about(typed) else { throw .nobodyCalled(typed, desk.cast) }
            return about
        }
        guard console.inputIsTerminal else { throw .aboutWhom }
        var words = Page(width: console.errors.width, colour: console.errors.colour)
        words.heading("Whom is it about?")
        words.paragraph(
            "An id, or one of \(listed(Concern.About.words.map(\.key), joinedBy: "or")), or nobody."
        )
        return try asked(words.text, "Type an id or one of these words.") { about($0) }
    }

    private func about(_ typed: String) -> About? {
        if typed == SessionEvent.IncidentNote.nobody { return (nil, nil, typed) }
        if let about = Concern.About(typed, people, routes) {
            switch about {
            case .word("host"), .word("second"), .role, .person:
                return (about, typed, SessionEvent.IncidentNote.staff)
            case .word(let word): return (about, nil, word)
            }
        }
        let there =
            desk.facts.present.first { $0.id == typed }?.part ?? desk.cast.member(typed)?.part
        let word: String
        switch there {
        case .pupil: word = "pupil"
        case .adult: word = "visitor"
        case .unknown: word = "unknown"
        case .host, .second, .staff: word = SessionEvent.IncidentNote.staff
        case nil: return nil
        }
        return (.word(word), typed, word)
    }

    // MARK: What happened

    private func facts() throws(Refusal) -> String? {
        let texts = SessionText(console)
        let question =
            "What happened? One or two neutral sentences, ids instead of names, nothing that a "
            + "child has told you. Enter leaves it out."
        if let typed = desk.invocation.value(.facts) { return try texts.given([typed], question) }
        return try texts.asked(question)
    }

    private func asked<T>(
        _ question: String,
        _ hint: String,
        _ read: (String) -> T?
    ) throws(Refusal) -> T {
        var shown = question
        while true {
            switch console.ask(shown, "> ") {
            case .text(let line):
                if let value = read(Reply.trimmed(line)) { return value }
                console.remark("That is none of these. \(hint)")
            case .unreadable: console.remark(hint)
            case .end: throw Refusal("nothing was recorded")
            }
            shown = ""
        }
    }
}

extension SessionDesk {
    /// The hand-over of an incident that waits for it.
    fileprivate func handedOver(to id: String) throws(Refusal) -> SessionEvent {
        if !invocation.operands.isEmpty { throw .toldOrNew }
        let waiting = HandoversDue(timeline, for: reader).waiting
        let seq: Int
        if let typed = invocation.value(.ofEntry) {
            guard let number = Int(typed), let item = timeline.current(number),
                case .incident = item.event
            else { throw .noIncident(typed, waiting) }
            seq = item.seq
        } else {
            guard let first = waiting.first else { throw .nothingWaits }
            guard waiting.count == 1 else { throw .whichIncident(waiting) }
            seq = first.seq
        }
        guard let person = desk.people.person(id: id) else {
            throw .nobodyCalled(id, cast)
        }
        return .handedOver(of: seq, to: SessionEvent.Somebody(person.id, isStaff: true))
    }
}

extension Refusal {
    fileprivate static let ofNothing = Refusal(
        "`\(Option.ofEntry.typed)` goes with `\(Option.handedTo.typed)` only"
    )

    fileprivate static let toldOrNew = Refusal(
        "`\(Option.handedTo.typed)` notes that somebody was told of an incident that is in the log",
        hint: "leave the kind of incident out, or note a new incident without it"
    )

    fileprivate static let aboutWhom = Refusal(
        "it has to be said whom the incident is about, for that decides who is told",
        hint: "add `\(Option.about.typed)` with an id, or pupil, staff, visitor, parent, unknown "
            + "or nobody"
    )

    fileprivate static func whichCategory(_ ids: [String]) -> Refusal {
        Refusal(
            "it has to be said what kind of incident it is",
            hint: "it is one of \(listed(ids, joinedBy: "or"))"
        )
    }

    fileprivate static func noCategory(_ typed: String, _ ids: [String]) -> Refusal {
        Refusal(
            "there is no kind of incident \(typed.quoted)",
            hint: nearest(to: typed, among: ids).map { "did you mean `\($0)`?" }
                ?? "it is one of \(listed(ids, joinedBy: "or"))"
        )
    }

    fileprivate static func nobodyCalled(_ id: String, _ cast: Cast) -> Refusal {
        Refusal(
            "nobody is called \(id.quoted)",
            hint: nearest(to: id, among: cast.known + Concern.About.words.map(\.key))
                .map { "did you mean `\($0)`?" } ?? "an id, or a word such as pupil or staff"
        )
    }

    fileprivate static let nothingWaits = Refusal(
        "no incident of this session waits to be handed over",
        hint: "for one that does not, name its entry with `\(Option.ofEntry.typed)`"
    )

    fileprivate static func whichIncident(_ waiting: [HandoversDue.Incident]) -> Refusal {
        Refusal(
            "\(waiting.count) incidents wait to be handed over",
            hint: "add `\(Option.ofEntry.typed)` with one of these: "
                + waiting.map { "\($0.seq) (\($0.category))" }.joined(separator: ", ")
        )
    }

    fileprivate static func noIncident(
        _ typed: String,
        _ waiting: [HandoversDue.Incident]
    ) -> Refusal {
        Refusal(
            "entry \(typed.quoted) is no incident",
            hint: waiting.isEmpty
                ? nil : "these wait: " + waiting.map { String($0.seq) }.joined(separator: ", ")
        )
    }
}
