import Checklist

// The weeks, what was resolved, and the sessions to look at.

extension ReviewText {
    mutating func weeks() {
        guard review.weeks.count > 1 else { return }
        section("Week by week")
        let columns = ["planned", "ran", "incidents", "broken", "unapproved"]
        row("week from", columns)
        for week in review.weeks {
            let counts = [week.planned, week.ran, week.incidents, week.broken, week.unapproved]
            row(week.monday.text, counts.map { $0 == 0 ? "-" : "\($0)" })
        }
        page.paragraph(
            "`broken`: sessions that broke a rule; `unapproved`: ran without the approval needed.",
            indent: 2
        )
    }

    /// A row of a table that fits the narrowest page.
    private mutating func row(_ name: String, _ cells: [String]) {
        let isNarrow = page.width < 72
        let titles = ["planned", "ran", "incidents", "broken", "unapproved"]
        var line = name + String(repeating: "\u{a0}", count: max(0, 10 - name.count))
        for (cell, title) in zip(cells, titles) {
            let shown = isNarrow ? String(cell.prefix(5)) : cell
            let width = isNarrow ? 6 : title.count + 2
            line += String(repeating: "\u{a0}", count: max(1, width - shown.count)) + shown
        }
        page.paragraph(line, indent: isNarrow ? 0 : 2)
    }

    // MARK: Actions

    mutating func actions() {
        guard !review.actions.isEmpty else { return }
        section("Actions from earlier reviews")
        let open = review.actions.filter(\.isOpen)
        for action in open {
            let isOverdue = action.isOverdue(on: today)
            let school = isOfSeveral ? school(action.record).map { " (\($0))" } : nil
            page.paragraph(
                "\(isOverdue ? "OVERDUE" : "open")\u{a0} \(action.id)\(school ?? ""): "
                    + "\(action.text ?? "(its words were erased)")",
                indent: 2,
                hanging: 4,
                ink: isOverdue ? .red : .plain
            )
            page.paragraph("\(action.owner), by \(action.due.described)", indent: 4)
        }
        let done = review.actions.count - open.count
        if done > 0 { page.paragraph("\(done) done.", indent: 2) }
    }

    // MARK: The queue

    mutating func queue() {
        section("Look at these first")
        guard review.queueLength > 0 else {
            page.paragraph("No session needs a look.", indent: 2)
            return
        }
        for (index, session) in review.queue.enumerated() { entry(index + 1, session) }
        let more = review.queueLength - review.queue.count
        if more > 0 {
            let words =
                review.queue.isEmpty ? counted(more, "session") : "And \(more) more"
            page.paragraph(
                "\(words); `\(Option.queue.typed) \(review.queueLength)` shows all.",
                indent: 2
            )
        }
        if let first = review.queue.first {
            page.gap()
            page.paragraph("`\(look(at: first))` shows all of a session.", indent: 2)
        }
    }

    private func look(at session: ReviewedSession) -> String {
        let path = review.records.first { $0.number == session.record }?.path
        let store = isOfSeveral ? path.map { " \(Option.store.typed) \($0)" } : nil
        return "\(Program.name) show \(session.shortID)\(store ?? "")"
    }

    private mutating func entry(_ number: Int, _ session: ReviewedSession) {
        let when = session.starts.map { clock.moment($0) } ?? session.day.described
        page.entry(number, "\(session.shortID)\u{a0} \(when)")
        var who = [session.host.map { "host \($0)" }, session.group]
        if isOfSeveral { who.append(school(session.record)) }
        let known = who.compactMap { $0 }
        if !known.isEmpty {
            page.paragraph(known.joined(separator: ", "), indent: Page.entryIndent)
        }
        if let accepted = session.accepted {
            page.paragraph(
                "seen by \(accepted.by) on \(clock.moment(accepted.at))",
                indent: Page.entryIndent,
                ink: .green
            )
        }
        let reasons = session.marks.map { reason($0, session) }
        page.paragraph(
            reasons.joined(separator: "; ").sentence,
            indent: Page.entryIndent,
            hanging: Page.entryIndent + 2
        )
    }

    /// Why to look at it, as exactly as a review can tell.
    private func reason(_ mark: ReviewMark, _ session: ReviewedSession) -> String {
        switch mark {
        case .incident:
            let kinds = session.incidents.map { incident in
                incident.waiting > 0 ? "\(incident.category), NOT HANDED OVER" : incident.category
            }
            return kinds.isEmpty ? mark.words : "incident: \(listed(kinds))"
        case .unapproved: return "\(mark.words): \(session.approval.words)"
        case .deviation:
            var rules: [String] = []
            for spell in session.spells where !spell.isVoid && !rules.contains(spell.rule) {
                rules.append(spell.rule)
            }
            return rules.isEmpty ? mark.words : "broke \(listed(rules))"
        default: return mark.words
        }
    }

    mutating func sample() {
        guard let sample = review.sample else { return }
        section("Drawn by chance")
        page.paragraph(
            "\(counted(sample.drawn.count, "session")), with the phrase \(sample.phrase.quoted).",
            indent: 2
        )
        for words in sample.told { page.paragraph(words, indent: 2) }
        for (index, drawn) in sample.drawn.enumerated() {
            let session = drawn.session
            let when = session.starts.map { clock.moment($0) } ?? session.day.described
            let host = session.host.map { ", host \($0)" } ?? ""
            let seen = session.accepted.map { "; seen by \($0.by)" } ?? ""
            page.paragraph(
                "\(index + 1). \(name(session))\u{a0} \(when)\(host)\(seen)",
                indent: 2,
                hanging: 5
            )
        }
    }

    mutating func records() {
        guard isOfSeveral else { return }
        section("Records")
        for record in review.records {
            let state = record.doubt.map { ", \($0.words.uppercased())" } ?? ""
            page.paragraph(
                "\(label(record)): \(counted(record.sessions, "session"))\(state)",
                indent: 2,
                hanging: 4
            )
        }
    }
}
