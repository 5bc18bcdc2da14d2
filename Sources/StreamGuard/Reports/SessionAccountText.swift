import Checklist

/// A session as text: planned and actual, who is there, what happened and what is still open.
struct SessionAccountText {
    private let account: SessionAccount
    private let clock: LocalTime
    private let all: Bool
    private var page: Page

    /// `all` shows the entries that the program made by judging as well.
    static func text(
        _ account: SessionAccount,
        _ clock: LocalTime,
        all: Bool,
        width: Int,
        colour: Bool
    ) -> String {
        var text = SessionAccountText(
            account: account,
            clock: clock,
            all: all,
            page: Page(width: width, colour: colour)
        )
        text.head()
        text.now()
        text.entries()
        text.spells()
        text.incidents()
        text.record()
        return text.page.text
    }

    // MARK: Head

    private mutating func head() {
        let session = account.opened
        page.paragraph(account.title ?? "A session whose plan is gone", hanging: 2, ink: .bold)
        page.paragraph("Session \(session.id)", indent: 2)
        if let starts = session.starts {
            page.labelled("Planned:", clock.span(starts, session.ends), indent: 2)
        }
        page.labelled("Actual:", actual, indent: 2)
        let second = session.second.map { ", second \($0)" } ?? ", no second member of staff"
        page.labelled("Staff:", "host \(session.host ?? "unknown")\(second)", indent: 2)
        page.labelled("Log:", log, indent: 2)
        if session.isDespite {
            page.paragraph(
                "STARTED AGAINST THE RULES (\(session.verdict?.headline ?? "?")): "
                    + (account.despite ?? "the reason was erased"),
                indent: 2,
                hanging: 4,
                ink: .red
            )
        }
        for condition in account.conditions {
            page.labelled("Approved on condition:", condition, indent: 2)
        }
    }

    private var actual: String {
        guard let start = account.facts.startedAt else { return "not started" }
        guard let end = account.facts.endedAt else { return "\(clock.moment(start)), not ended" }
        return clock.span(start, end)
    }

    private var log: String {
        let due = account.opened.due.map { clock.moment($0) }
        if let close = account.timeline.close {
            let isLate = account.opened.due.map { close.at > $0 } ?? false
            return "finished \(clock.moment(close.at))"
                + (isLate ? ", LATE (due \(due ?? ""))" : "")
        }
        if account.isOverdue { return "OVERDUE since \(due ?? "")" }
        return "open" + (due.map { ", due by \($0)" } ?? "")
    }

    private mutating func now() {
        let facts = account.facts
        guard facts.startedAt != nil else { return }
        page.gap()
        let planned = account.cast.pupils.count
        if facts.endedAt == nil || !facts.present.isEmpty {
            page.labelled("There now:", facts.whoIsThere(planned: planned), indent: 0)
        }
        page.labelled(
            "Pupils who came:",
            // Once the plan has been erased, nobody knows of how many.
            account.plan == nil
                ? "\(facts.attended.count)" : "\(facts.attended.count) of \(planned)",
            indent: 0
        )
    }

    // MARK: What happened

    private mutating func entries() {
        page.gap()
        page.heading("What happened")
        var group: [Timeline.Item] = []
        for item in account.timeline.shown where all || !item.event.isJudgement {
            if let first = group.first, isAlike(first, item) {
                group.append(item)
            } else {
                entries(group)
                group = [item]
            }
        }
        entries(group)
    }

    /// A class that comes together is one line.
    private func isAlike(_ one: Timeline.Item, _ other: Timeline.Item) -> Bool {
        guard !all, one.occurred == other.occurred, one.by == other.by, one.corrects == nil,
            other.corrects == nil, one.isInForce, other.isInForce, !other.entry.clockStepped
        else { return false }
        switch (one.event, other.event) {
        case (.join(_, .pupil, true), .join(_, .pupil, true)), (.leave, .leave): return true
        default: return false
        }
    }

    private mutating func entries(_ group: [Timeline.Item]) {
        guard group.count > 2, let first = group.first, let last = group.last else {
            for item in group { entry(item) }
            return
        }
        let ids = group.compactMap { item in
            switch item.event {
            case .join(let who, _, _), .leave(let who): who.words
            default: nil
            }
        }
        var verb = "left"
        if case .join = first.event { verb = "joined" }
        let time = clock.clockTime(first.occurred).text
        page.paragraph(
            "\(time)\u{a0}\u{a0}\(first.seq)-\(last.seq)\u{a0} \(ids.count) \(verb): "
                + ids.joined(separator: ", "),
            hanging: 7
        )
        remarks(of: first)
    }

    private mutating func entry(_ item: Timeline.Item) {
        let time = clock.clockTime(item.occurred).text
        let words = account.isHidden(item) ? "incident (kept from view)" : item.event.words(clock)
        let struck = item.correctedBy.map { " [CORRECTED by \($0)]" } ?? ""
        page.paragraph("\(time)\u{a0}\u{a0}\(item.seq)\u{a0} \(words)\(struck)", hanging: 7)
        remarks(of: item)
    }

    private mutating func remarks(of item: Timeline.Item) {
        var remarks: [String] = []
        if let corrects = item.corrects {
            remarks.append("corrects \(corrects): \(item.because ?? "(reason erased)")")
        }
        switch item.event {
        case .note(let text): remarks.append(text ?? "(text erased)")
        case .incident(let note) where !account.isHidden(item):
            if let facts = note.facts { remarks.append(facts) }
        default: break
        }
        if let lateness = item.lateness { remarks.append("written down \(lateness.howLong) later") }
        if item.entry.clockStepped { remarks.append("the computer's clock was set before this") }
        if item.by != account.opened.author.by || all { remarks.append("by \(item.by)") }
        for remark in remarks { page.paragraph(remark, indent: 7) }
    }

    private mutating func spells() {
        let spells = account.timeline.spells.filter { all || !$0.isVoid }
        guard !spells.isEmpty else { return }
        page.gap()
        page.heading("Rules that were broken")
        for spell in spells.sorted(by: { $0.since < $1.since }) {
            page.paragraph("\(spell.rule): \(times(spell))", indent: 2, hanging: 4)
        }
    }

    private func times(_ spell: SessionEvent.Spell) -> String {
        let since = clock.clockTime(spell.since).text
        if spell.isVoid { return "not broken at \(since) after all" }
        if let until = spell.until { return "\(since) to \(clock.clockTime(until).text)" }
        switch spell.moment {
        case "start": return "at the start, \(since)"
        case "end", "after": return "found at \(since)"
        default: return account.facts.endedAt == nil ? "since \(since)" : "from \(since) on"
        }
    }

    private mutating func incidents() {
        let incidents = account.timeline.incidents.filter { !account.isHidden($0) }
        guard !incidents.isEmpty else { return }
        page.gap()
        page.heading("Incidents and who was told")
        for item in incidents {
            page.paragraph("\(item.seq)\u{a0} \(item.event.words(clock))", indent: 2, hanging: 4)
            for handover in account.timeline.handovers(of: item) {
                guard case .handedOver(_, let to) = handover.event else { continue }
                page.paragraph(
                    "told: \(to.words), \(clock.moment(handover.occurred)), by \(handover.by)",
                    indent: 4,
                    hanging: 6
                )
            }
            for waiting in account.due.waiting where waiting.seq == item.seq {
                let who = waiting.tell.map { listed($0.people, joinedBy: "or") }
                page.paragraph(
                    "NOT HANDED OVER: \(who.isEmpty ? "nobody was told" : listed(who))",
                    indent: 4,
                    hanging: 6,
                    ink: .red
                )
            }
        }
    }

    /// What the record has to say of itself.
    private mutating func record() {
        guard !account.history.problems.isEmpty else { return }
        page.gap()
        page.heading("The record")
        for problem in account.history.problems {
            page.paragraph(problem.line, indent: 2, hanging: 4)
        }
    }
}
