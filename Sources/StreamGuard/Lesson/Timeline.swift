import Checklist

/// What a session's log tells, in the order in which it was written and in that in which it
/// happened.
struct Timeline {
    /// In the order of the log; entries that the store wrote for its own sake left out.
    private(set) var all: [Item] = []
    /// What happened, in the order of time; what was corrected, and what the program found by
    /// judging, left out.
    private(set) var happened: [Item] = []
    /// Where in ``all`` each entry stands, by its number.
    private var places: [Int: Int] = [:]

    /// One entry.
    struct Item {
        let seq: Int
        let event: SessionEvent
        let entry: Entry
        /// When it happened, as far as anybody knows.
        let occurred: Timestamp
        /// The entry that this one replaces, and why.
        let corrects: Int?
        let because: String?
        /// The entry that replaces this one.
        fileprivate(set) var correctedBy: Int?

        var at: Timestamp { entry.at }
        var by: String { entry.author.by }
        var isInForce: Bool { correctedBy == nil }

        /// How long after it happened it was written down, once that is a minute or more.
        var lateness: Duration? {
            let late = at.since(occurred)
            return late.seconds >= 60 && !event.isJudgement ? late : nil
        }
    }

    init(_ entries: [Entry]) {
        for entry in entries {
            guard let event = SessionEvent(entry) else { continue }
            let corrects = entry.kind == .correct ? entry.number("of") : nil
            if places[entry.seq] == nil { places[entry.seq] = all.count }
            all.append(
                Item(
                    seq: entry.seq,
                    event: event,
                    entry: entry,
                    occurred: entry.time("occurred") ?? entry.at,
                    corrects: corrects,
                    because: corrects == nil ? nil : entry.text("because")
                )
            )
            // Only what stands before can be corrected; of several corrections the last counts.
            if let corrects, let old = current(corrects)?.seq, old != entry.seq,
                let index = index(of: old)
            {
                all[index].correctedBy = entry.seq
            }
        }
        happened = all.filter { $0.isInForce && !$0.event.isJudgement }
            .sorted { ($0.occurred, $0.seq) < ($1.occurred, $1.seq) }
    }

    /// The entry of a number; nothing if there is none that tells of an event.
    func item(_ seq: Int) -> Item? { index(of: seq).map { all[$0] } }

    private func index(of seq: Int) -> Int? { places[seq] }

    /// The entry that stands for another now: itself, or what it was corrected to in the end.
    func current(_ seq: Int) -> Item? {
        var item = item(seq)
        while let next = item?.correctedBy { item = self.item(next) }
        return item
    }

    /// Everything in the order of time, for looking at.
    var shown: [Item] {
        all.sorted { ($0.occurred, $0.seq) < ($1.occurred, $1.seq) }
    }

    /// The instants at which something happened, each once, earliest first.
    var instants: [Timestamp] {
        var instants: [Timestamp] = []
        for item in happened where instants.last != item.occurred { instants.append(item.occurred) }
        return instants
    }

    // MARK: The session's stages

    /// The first entry in force of a kind, by the time at which it happened.
    private func first(_ matches: (SessionEvent) -> Bool) -> Item? {
        happened.first { matches($0.event) }
    }

    var start: Item? { first { if case .start = $0 { true } else { false } } }
    var end: Item? { first { if case .end = $0 { true } else { false } } }
    /// Nothing else says when the log was finished: a correction of what was answered does not
    /// change that.
    var close: Entry? { all.first { $0.entry.kind == .close }?.entry }

    /// At which moment rules are asked of what is known at an instant; nothing before the start.
    func moment(at instant: Timestamp) -> String? {
        guard let start, instant >= start.occurred else { return nil }
        if let close, instant >= close.at { return "after" }
        if let end, instant >= end.occurred { return "end" }
        return instant == start.occurred ? "start" : "during"
    }

    /// The numbers of the incidents in force, in the order in which they were written.
    var incidents: [Item] {
        all.filter { item in
            if case .incident = item.event { item.isInForce } else { false }
        }
    }

    /// The hand-overs of an incident, also those that named an entry it has replaced.
    func handovers(of incident: Item) -> [Item] {
        happened.filter { item in
            if case .handedOver(let of, _) = item.event {
                current(of)?.seq == incident.seq
            } else {
                false
            }
        }
    }

    /// What the record says of broken rules: the last word on each.
    var spells: [SessionEvent.Spell] {
        var spells: [SessionEvent.Spell] = []
        var places: [SessionEvent.Spell.Key: Int] = [:]
        for item in all {
            let spell: SessionEvent.Spell
            switch item.event {
            case .deviation(let begun): spell = begun
            case .deviationOver(let ended): spell = ended
            default: continue
            }
            let key = spell.key
            if let known = places[key] {
                spells[known] = spell
            } else {
                places[key] = spells.count
                spells.append(spell)
            }
        }
        return spells
    }
}

extension SessionEvent.Spell {
    /// Which spell it is, whatever is known of its end.
    fileprivate struct Key: Hashable {
        let rule: String
        let since: Timestamp
    }

    fileprivate var key: Key { Key(rule: rule, since: since) }
}
