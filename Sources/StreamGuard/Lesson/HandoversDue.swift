import Checklist

/// The incidents of a session that somebody has still to be told of.
struct HandoversDue {
    private(set) var waiting: [Incident] = []

    struct Incident {
        let seq: Int
        let category: String
        let occurred: Timestamp
        /// The conversations that have still to be had; none if nobody in particular was named,
        /// and nobody at all has been told.
        let tell: [SessionEvent.Telling]
    }

    var isEmpty: Bool { waiting.isEmpty }

    /// As far as somebody may know of them.
    init(_ timeline: Timeline, for reader: IncidentReader) {
        for item in timeline.incidents {
            guard case .incident(let note) = item.event, reader.mayRead(note, by: item.by) else {
                continue
            }
            let told = timeline.handovers(of: item).compactMap { handover in
                if case .handedOver(_, let to) = handover.event { to.id } else { nil }
            }
            let left = HandoversDue.open(note.tell ?? [], told: told, reader.people)
            guard note.tell?.isEmpty ?? true ? told.isEmpty : !left.isEmpty else { continue }
            waiting.append(
                Incident(
                    seq: item.seq,
                    category: note.category,
                    occurred: item.occurred,
                    tell: left
                )
            )
        }
    }

    /// The conversations that nobody of those who may be told has had.
    static func open(
        _ tellings: [SessionEvent.Telling],
        told: [String],
        _ people: People
    ) -> [SessionEvent.Telling] {
        func isOne(_ id: String, of ids: [String]) -> Bool {
            ids.contains { people.isSame($0, id) }
        }
        // Somebody who has to be told anyway stands in for nobody else.
        let primary = told.filter { id in tellings.contains { isOne(id, of: $0.people) } }
        return tellings.filter { telling in
            !told.contains { id in
                isOne(id, of: telling.people)
                    || !isOne(id, of: primary) && isOne(id, of: telling.instead)
            }
        }
    }
}

extension Timeline {
    /// How many conversations about an incident have still to be had after an event that is about
    /// to be written; nothing if it is about none, or if nobody can tell.
    func waiting(
        after event: SessionEvent,
        _ correction: SessionEvent.Correction?,
        _ people: People
    ) -> Int? {
        let replaced = correction.flatMap { current($0.of) }
        let told: [String]
        let note: SessionEvent.IncidentNote
        switch event {
        case .incident(let new):
            note = new
            told = replaced.map { self.told(of: $0) } ?? []
        case .handedOver(let of, let to):
            guard let item = current(of), case .incident(let known) = item.event else { return nil }
            note = known
            told = self.told(of: item, but: replaced?.seq) + [to.id].compactMap { $0 }
        default: return nil
        }
        guard let tell = note.tell else { return nil }
        if tell.isEmpty { return told.isEmpty ? 1 : 0 }
        return HandoversDue.open(tell, told: told, people).count
    }

    /// Who was told of an incident.
    private func told(of incident: Item, but left: Int? = nil) -> [String] {
        handovers(of: incident).compactMap { item in
            if case .handedOver(_, let to) = item.event, item.seq != left { to.id } else { nil }
        }
    }
}

/// Somebody who looks at a session, as far as incidents go.
struct IncidentReader {
    let people: People
    /// Nothing for somebody who is not on the school's list.
    let person: People.Person?
    let cast: Cast

    /// The roles that may see what is about somebody who works or helps in school.
    static let roles = ["head", "chair", "dsl"]

    /// Whether somebody may know of an incident: what is about staff, only those who have to deal
    /// with it, none of whom it is about, and whoever wrote it.
    func mayRead(_ note: SessionEvent.IncidentNote, by writer: String) -> Bool {
        guard note.isConfidential else { return true }
        guard let person else { return false }
        if people.isSame(person.id, writer) { return true }
        guard IncidentReader.roles.contains(where: person.holds) else { return false }
        // Where nobody said who it is, it may be anybody but those it was sent to.
        guard let who = note.who else {
            return note.tell?.contains { $0.people.contains { people.isSame($0, person.id) } }
                ?? false
        }
        return !isConcerned(person, who)
    }

    private func isConcerned(_ person: People.Person, _ who: String) -> Bool {
        let named = who == "host" ? cast.host : who == "second" ? cast.second : who
        guard let named else { return true }
        return person.holds(named) || people.isSame(person.id, named)
    }
}
