import Checklist

extension ReviewedIncident {
    /// The incidents of a session that are in force, in the order in which they were written.
    static func all(in timeline: Timeline, _ people: People) -> [ReviewedIncident] {
        let items = timeline.incidents
        if items.isEmpty { return [] }
        var handovers: [Int: [(item: Timeline.Item, to: String)]] = [:]
        for item in timeline.happened {
            guard case .handedOver(let of, let to) = item.event,
                let incident = timeline.current(of)?.seq
            else { continue }
            handovers[incident, default: []].append((item, to.id ?? ""))
        }
        return items.compactMap { item in
            guard case .incident(let note) = item.event else { return nil }
            let told = handovers[item.seq] ?? []
            var first = item
            while let earlier = first.corrects.flatMap({ timeline.item($0) }),
                earlier.seq < first.seq, case .incident = earlier.event
            {
                first = earlier
            }
            return ReviewedIncident(
                seq: item.seq,
                category: note.category,
                about: note.about,
                occurred: item.occurred,
                written: first.at,
                by: first.by,
                handovers: told.map { Handover(to: $0.to, at: $0.item.occurred) },
                waiting: waiting(note, item, told, people)
            )
        }
    }

    /// How many conversations have still to be had.
    ///
    /// Who is to be told can be erased. Then it is as many as the program counted when it wrote
    /// the last of these entries; older logs tell no more than whether anybody was told.
    private static func waiting(
        _ note: SessionEvent.IncidentNote,
        _ item: Timeline.Item,
        _ told: [(item: Timeline.Item, to: String)],
        _ people: People
    ) -> Int {
        if let tell = note.tell, !tell.isEmpty {
            return HandoversDue.open(tell, told: told.map(\.to), people).count
        }
        let entries = [item.entry] + told.map(\.item.entry)
        let counted = entries.compactMap { entry in entry.number("waiting") }
        return counted.min() ?? (told.isEmpty ? 1 : 0)
    }
}
