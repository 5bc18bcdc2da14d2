import Checklist

extension Command {
    static let join = Command(
        name: "join",
        summary: "note who has come into the session",
        about: "Notes that somebody has joined the running session. What the session breaks by "
            + "that is said at once, with what to do.",
        operands: Operands(
            name: "ID",
            count: 0...Int.max,
            help: "Pupils, staff or visitors, by their ids."
        ),
        options: [.everyone, .except, .unknown, .role] + SessionDesk.options,
        examples: [
            ("streamguard join p-5b-01 p-5b-02", "Two pupils have come."),
            (
                "streamguard join --everyone --except p-5b-17",
                "All but one of the pupils are there."
            ),
            ("streamguard join cover-1 --role second", "Somebody stands in."),
            ("streamguard join p-5b-03 --occurred 10:12", "It is written down later."),
        ]
    ) { (invocation, console) throws(Refusal) in
        try console.keeping { () throws(SessionFailure) in
            var desk = try SessionDesk(invocation, console)
            let events = try refusing { () throws(Refusal) in try desk.joining() }
            guard !events.isEmpty else { return .no }
            return try desk.record(events)
        }
    }

    static let leave = Command(
        name: "leave",
        summary: "note who has left the session",
        about: "Notes that somebody has left the running session. What the session breaks by "
            + "that is said at once, with what to do.",
        operands: Operands(name: "ID", count: 0...Int.max, help: "Who has left, by their ids."),
        options: [.everyone, .except] + SessionDesk.options,
        examples: [
            ("streamguard leave p-5b-01", "A pupil has left."),
            ("streamguard leave --everyone --except teacher-5b", "Only the host is still there."),
        ]
    ) { (invocation, console) throws(Refusal) in
        try console.keeping { () throws(SessionFailure) in
            var desk = try SessionDesk(invocation, console)
            let events = try refusing { () throws(Refusal) in try desk.leaving() }
            guard !events.isEmpty else { return .no }
            return try desk.record(events)
        }
    }
}

extension SessionDesk {
    /// Whether the command is about the present: only then does who is there now matter.
    private var isAboutNow: Bool {
        invocation.value(.occurred) == nil && invocation.value(.corrects) == nil
    }

    fileprivate func joining() throws(Refusal) -> [SessionEvent] {
        let there = Set(facts.present.map(\.id))
        var ids = invocation.ids
        let others = try excepted(ids)
        if invocation.has(.everyone) { ids += cast.pupils.filter { !ids.contains($0) } }
        ids.removeAll { others.contains($0) }
        let isTaken = isAboutNow
        var events: [SessionEvent] = []
        for id in ids {
            let member = try cast.require(id)
            let part = invocation.value(.role).flatMap(SessionEvent.Part.init) ?? member.part
            if isTaken, let known = member.who.id, there.contains(known),
                invocation.value(.role) == nil
            {
                if invocation.ids.contains(id) { console.remark("\(known) is there already.") }
                continue
            }
            if !member.isPlanned, part != .unknown { warn(member, part) }
            events.append(.join(member.who, as: part, isPlanned: member.isPlanned))
        }
        if invocation.has(.unknown) { events.append(stranger()) }
        if ids.isEmpty, events.isEmpty {
            throw .nobodyNamed("join", everyone: "all planned pupils")
        }
        if events.isEmpty { console.remark("Nothing was recorded: they are there already.") }
        return events
    }

    private func warn(_ member: Cast.Member, _ part: SessionEvent.Part) {
        console.warn(
            "\(member.who.words) is not in the plan, and is recorded as \(part.words) all the same"
        )
    }

    private func stranger() -> SessionEvent {
        let names = timeline.all.compactMap { item in
            if case .join(let who, .unknown, _) = item.event { who.id } else { nil }
        }
        var number = 1
        while names.contains("unknown-\(number)") { number += 1 }
        let who = SessionEvent.Somebody("unknown-\(number)", isStaff: false)
        return .join(who, as: .unknown, isPlanned: false)
    }

    fileprivate func leaving() throws(Refusal) -> [SessionEvent] {
        let there = facts.present
        var ids = invocation.ids
        let others = try excepted(ids)
        if invocation.has(.everyone) {
            // Whoever leaves together leaves in this order, so that staff are not the first.
            let order: [SessionEvent.Part] = [.unknown, .pupil, .adult, .staff, .second, .host]
            for part in order {
                ids += there.filter { $0.part == part && !ids.contains($0.id) }.map(\.id)
            }
        }
        var events: [SessionEvent] = []
        for id in ids {
            let who = try leaver(id)
            if let known = who.id, others.contains(known) { continue }
            if isAboutNow, !there.contains(where: { $0.id == who.id }) {
                console.warn("the log does not have \(who.words) in the session")
            }
            events.append(.leave(who))
        }
        if ids.isEmpty { throw .nobodyNamed("leave", everyone: "all who are there") }
        return events
    }

    /// Somebody who was in the session is known there, whatever the lists say.
    private func leaver(_ id: String) throws(Refusal) -> SessionEvent.Somebody {
        for item in timeline.all {
            if case .join(let who, _, _) = item.event, who.id == id { return who }
        }
        return try cast.require(id, near: facts.present.map(\.id)).who
    }

    private func excepted(_ ids: [String]) throws(Refusal) -> Set<String> {
        let others = invocation.ids(.except)
        guard !others.isEmpty else { return [] }
        guard invocation.has(.everyone) else { throw .exceptOfNothing }
        var found: Set<String> = []
        for id in others {
            found.insert(
                facts.present.contains { $0.id == id } ? id : try cast.require(id).who.words
            )
        }
        return found
    }
}

extension Refusal {
    fileprivate static let exceptOfNothing = Refusal(
        "`\(Option.except.typed)` goes with `\(Option.everyone.typed)` only"
    )

    fileprivate static func nobodyNamed(_ command: String, everyone: String) -> Refusal {
        Refusal(
            "`\(command)` needs to know who",
            hint: "name them by their ids, or write `\(Option.everyone.typed)` for \(everyone)"
        )
    }
}
