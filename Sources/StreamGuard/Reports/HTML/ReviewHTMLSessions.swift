import Checklist

// The sessions themselves: what never ran, what to look at, what chance chose; actions; records.

extension ReviewHTML {
    var neverRan: HTML {
        let all = figures.unheld.values.reduce(0, +)
        guard all > 0 else { return [] }
        var content = HTML.list(
            UnheldSession.Reason.allCases.compactMap { reason in
                let count = figures.unheld[reason] ?? 0
                return count == 0 ? nil : "\(HTML.strong(HTML(grouped(count)))): \(reason.words)."
            }
        )
        if !review.neverRan.isEmpty {
            let rows = review.neverRan.map { session in
                Tables.row(
                    HTML(session.starts.map { clock.moment($0) } ?? session.day.described),
                    [
                        .words(typed(session.host)),
                        .words("\(typed(session.group))\(ofSchool(session.record))"),
                        .words(HTML(session.reason.words.sentence)),
                    ]
                )
            }
            content += Tables.table(
                "Planned sessions that never ran",
                ["When", "Host", "Class", "Why"],
                rows
            )
        }
        let more = all - review.neverRan.count
        if more > 0 { content += HTML.paragraph("And \(grouped(more)) more that are not listed.") }
        return content
    }

    private func typed(_ text: String?) -> HTML { text.map { HTML.typed($0) } ?? "–" }

    // MARK: Actions

    var actions: HTML {
        guard !review.actions.isEmpty else { return [] }
        let rows = review.actions.map { action in
            let state: HTML =
                if let done = action.done {
                    "done by \(HTML.typed(done.by)) on \(clock.moment(done.at))"
                } else if action.isOverdue(on: today) {
                    ReportPage.chip("overdue", .bad)
                } else {
                    "open"
                }
            return Tables.row(
                "\(action.id)\(ofSchool(action.record))",
                [
                    .words(action.text.map { HTML.typed($0) } ?? "(its words were erased)"),
                    .words(.typed(action.owner)), .words(HTML(action.due.described)), .words(state),
                ]
            )
        }
        return Tables.table(
            "Actions, open ones first",
            ["Action", "What", "Owner", "By", "State"],
            rows
        )
    }

    // MARK: The queue

    var queue: HTML {
        guard review.queueLength > 0 else { return HTML.paragraph("No session needs a look.") }
        var content = HTML.element(
            .ol,
            [.class(.items), .role("list")],
            each: review.queue.map { HTML.element(.li, [], entry($0)) }
        )
        let more = review.queueLength - review.queue.count
        if more > 0 {
            content += HTML.paragraph(
                "And \(grouped(more)) more; the option \(HTML.code("\(Option.queue.typed) \(review.queueLength)")) shows all."
            )
        }
        return content
    }

    private func entry(_ session: ReviewedSession) -> HTML {
        let when = session.starts.map { clock.span($0, session.ends) } ?? session.day.described
        var content = HTML.heading(3, "\(HTML.code(session.shortID)) \(when)")
        content += HTML.list(
            session.marks.map { ReportPage.chip($0.words, $0.isGrave ? .bad : .plain) },
            .chips
        )
        content += HTML.facts(facts(of: session))
        for incident in session.incidents { content += self.incident(incident) }
        let spells = session.spells.filter { !$0.isVoid }
        if !spells.isEmpty {
            let rules = spells.map { spell -> HTML in
                let length =
                    spell.until.map { "for \($0.since(spell.since).howLong)" } ?? "to the end"
                return "\(HTML.code(spell.rule)) \(length)"
            }
            content += HTML.paragraph("Rules broken: ", .label) + HTML.list(rules)
        }
        if let accepted = session.accepted {
            content += HTML.paragraph(
                "\(ReportPage.chip("seen", .good)) by \(HTML.typed(accepted.by)) on \(clock.moment(accepted.at))"
            )
        }
        return content
    }

    private func facts(of session: ReviewedSession) -> [(name: HTML, words: HTML)] {
        var facts: [(name: HTML, words: HTML)] = []
        if let host = session.host { facts.append(("Host", .typed(host))) }
        facts.append(("Second adult", session.second.map { HTML.typed($0) } ?? "none"))
        if let group = session.group { facts.append(("Class", .typed(group))) }
        if isOfSeveral, let record = review.records.first(where: { $0.number == session.record }) {
            facts.append(("Record", .typed(record.name ?? record.origin)))
        }
        facts.append(("Who came", HTML(people(in: session))))
        facts.append(("What ran", HTML(run(session))))
        var approval = session.approval.words
        if !session.approvals.isEmpty {
            let entries = session.approvals.map { "entry \($0)" }
            approval += " (\(listed(entries)))"
        }
        facts.append(("Approval", HTML(approval.capitalisedFirst)))
        facts.append(("Log", HTML(log(of: session))))
        return facts
    }

    private func people(in session: ReviewedSession) -> String {
        var who = [counted(session.pupils, "pupil"), "\(session.staff) staff"]
        if session.visitors > 0 { who.append(counted(session.visitors, "visitor")) }
        if session.unknown > 0 { who.append("\(session.unknown) whom nobody knew") }
        let planned = session.pupilsPlanned.map { "; \(counted($0, "pupil")) planned" } ?? ""
        return listed(who) + planned
    }

    private func run(_ session: ReviewedSession) -> String {
        guard let start = session.startedAt else { return "nothing was written down" }
        guard let end = session.endedAt else { return "from \(clock.moment(start)), no end known" }
        let length = session.length.map { ", \($0.howLong)" } ?? ""
        return clock.span(start, end) + length
    }

    private func log(of session: ReviewedSession) -> String {
        let due = session.due.map { ", due \(clock.moment($0))" } ?? ""
        guard let closed = session.closedAt else { return "not closed\(due)" }
        return "closed \(clock.moment(closed))\(due)"
    }

    private func incident(_ incident: ReviewedIncident) -> HTML {
        let label = HTML.element(.span, [.class(.label)], "Incident \(incident.seq):")
        var words: HTML =
            "\(label) \(category(incident.category)), \(clock.moment(incident.occurred)), written by \(HTML.typed(incident.by))"
        for handover in incident.handovers {
            words += "; \(HTML.typed(handover.to)) told \(clock.moment(handover.at))"
        }
        if let time = incident.timeToHandover { words += " (first after \(time.howLong))" }
        words += "."
        if incident.waiting > 0 {
            words += " "
            words += ReportPage.chip("\(incident.waiting) still to be told", .bad)
        }
        return HTML.paragraph(words, .fix)
    }

    // MARK: Chance, and the records

    var sample: HTML {
        guard let sample = review.sample else { return [] }
        let rows = sample.drawn.map { drawn in
            let session = drawn.session
            return Tables.row(
                "\(HTML.code(session.shortID))\(ofSchool(session.record))",
                [
                    .words(HTML(session.starts.map { clock.moment($0) } ?? session.day.described)),
                    .words(typed(session.host)),
                    .words(
                        HTML(
                            session.marks.isEmpty
                                ? "nothing" : listed(session.marks.map(\.words)).capitalisedFirst
                        )
                    ),
                    .words(session.accepted.map { "by \(HTML.typed($0.by))" } ?? "not yet"),
                ]
            )
        }
        let phrase = HTML.typed(sample.phrase)
        let isHeld = sample.bases.allSatisfy(\.root.isHeld)
        let choice: HTML =
            isHeld
            ? ", which neither side could choose after the checkpoint was in others' hands." : "."
        return HTML.paragraph(
            "\(counted(sample.drawn.count, "session")) drawn with the phrase ‘\(phrase)’\(choice)"
        )
            + HTML(sample.told.map { HTML.paragraph(HTML($0), .quiet) })
            + Tables.table(
                "The sample",
                ["Session", "When", "Host", "What there is to look at", "Seen"],
                rows
            )
    }

    var records: HTML {
        let rows = review.records.map { record in
            Tables.row(
                .typed(label(record)),
                [
                    .count(record.sessions),
                    .words(
                        record.doubt.map { doubt in
                            ReportPage.chip(doubt.words, .bad)
                                + HTML.list(doubt.why.map { HTML($0.sentence) })
                        } ?? "read, nothing wrong found"
                    ),
                ]
            )
        }
        return Tables.table("What was read", ["Record", .number("Sessions"), "State"], rows)
    }
}

extension ReviewMark {
    /// Whether it is set off; the order of the queue says the same.
    fileprivate var isGrave: Bool { self <= .damaged && self != .oneToOne }
}
