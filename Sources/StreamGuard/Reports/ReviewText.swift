import Checklist

/// A review for a person at a terminal: what ran and what did not, what needs a look, and who has
/// still to be told.
struct ReviewText {
    let review: Review
    let view: ReviewView
    let clock: LocalTime
    var page: Page

    /// The whole text; `clock` shows times as the first of the schools does.
    static func text(
        _ review: Review,
        for view: ReviewView,
        _ clock: LocalTime,
        width: Int,
        colour: Bool
    ) -> String {
        var text = ReviewText(
            review: review,
            view: view,
            clock: clock,
            page: Page(width: width, colour: colour)
        )
        text.head()
        text.problems()
        text.whatRan()
        text.approvals()
        text.logs()
        text.marks()
        text.incidents()
        text.rules()
        text.repeats()
        text.weeks()
        text.actions()
        text.queue()
        text.sample()
        text.records()
        return text.page.text
    }

    var figures: ReviewFigures { review.figures }
    /// Whether sessions have to be told apart by their records.
    var isOfSeveral: Bool { review.records.count > 1 }

    // MARK: Head

    private mutating func head() {
        if review.records.contains(where: \.isTrial) {
            page.paragraph(
                "\(Workspace.trialMark): made for trying things out; nothing here counts.",
                ink: .yellow
            )
            page.gap()
        }
        let names = review.records.map { $0.name ?? $0.origin }
        let schools = names.count > 3 ? counted(names.count, "record") : listed(names)
        let closure = review.scope.closure.map { "closure `\($0)`" }
        page.paragraph("REVIEW\u{a0} \(schools)", ink: .bold)
        let days = ReviewText.days(review.scope)
        page.paragraph([closure, days].compactMap { $0 }.joined(separator: ": "), indent: 2)
        page.paragraph("Made on \(clock.moment(review.scope.at)); \(audience).", indent: 2)
        page.paragraph(waits ?? "Nothing waits.", indent: 2, ink: waits == nil ? .green : .red)
    }

    static func days(_ scope: ReviewScope) -> String {
        scope.from == scope.to
            ? scope.from.described : "\(scope.from.described) to \(scope.to.described)"
    }

    private var audience: String {
        switch view {
        case .dsl: "for those who lead on safeguarding"
        case .host: "your own sessions only, without anything about staff"
        case .governors: "figures only"
        }
    }

    /// What somebody has still to do, in one sentence; nothing if there is nothing.
    private var waits: String? {
        var parts: [String] = []
        let open = review.queueLength - review.queueAccepted
        if open > 0 { parts.append("\(counted(open, "session")) to look at") }
        if figures.waiting > 0 {
            parts.append(
                "\(counted(figures.waiting, "incident")) of which somebody has still to be told"
            )
        }
        let overdue = review.actions.count { $0.isOverdue(on: today) }
        if overdue > 0 { parts.append("\(counted(overdue, "action")) overdue") }
        return parts.isEmpty ? nil : "WAITING: \(listed(parts))."
    }

    var today: Day { Day(review.scope.at, zone: clock.zone, zones: clock.zones) }

    private mutating func problems() {
        for record in review.records {
            guard let doubt = record.doubt else { continue }
            page.gap()
            page.paragraph("\(doubt.words.uppercased())\u{a0} \(label(record))", ink: .red)
            for reason in doubt.why { page.paragraph(reason.sentence, indent: 2) }
        }
    }

    func label(_ record: ReviewedRecord) -> String {
        let name = record.name ?? record.origin
        return record.path == name ? name : "\(name) (\(record.path))"
    }

    // MARK: What ran

    private mutating func whatRan() {
        section("What ran")
        let unheld = figures.unheld.values.reduce(0, +)
        if figures.planned + figures.ran == 0 {
            page.paragraph("No session was planned for these days, and none was run.", indent: 2)
            return
        }
        line("Planned", figures.planned)
        line("Ran", figures.ran)
        line("Did not run", unheld)
        for reason in UnheldSession.Reason.allCases {
            guard let count = figures.unheld[reason], count > 0 else { continue }
            page.paragraph("\(count): \(reason.words)", indent: 4, hanging: 7)
        }
        if figures.toCome > 0 { line("Still to come", figures.toCome) }
        if let median = figures.lengths.median, let longest = figures.lengths.longest {
            page.paragraph(
                "They lasted \(counted(median, "minute")) at the median, at most "
                    + "\(counted(longest, "minute")).",
                indent: 2
            )
        }
        if figures.ran > 0 {
            var who = [
                counted(figures.pupils, "pupil"), "\(figures.staff) staff",
                counted(figures.visitors, "visitor"),
            ]
            if figures.unknown > 0 { who.append("\(figures.unknown) WHOM NOBODY KNEW") }
            page.paragraph(
                "There were \(listed(who)), each counted once in every session.",
                indent: 2
            )
        }
        oneToOnes()
        for session in review.neverRan { neverRan(session) }
        let more = unheld - review.neverRan.count
        if more > 0, !review.neverRan.isEmpty {
            page.paragraph("And \(more) more that did not run.", indent: 2)
        }
    }

    private mutating func oneToOnes() {
        let (planned, became) = (figures.oneToOnesPlanned, figures.oneToOnesUnplanned)
        if planned > 0 { page.paragraph("One-to-ones that were planned: \(planned).", indent: 2) }
        if became > 0 {
            page.paragraph("BECAME A ONE-TO-ONE UNPLANNED: \(became).", indent: 2, ink: .red)
        }
        if figures.recordedPlanned > 0 {
            page.paragraph("Recorded as planned: \(figures.recordedPlanned).", indent: 2)
        }
        if figures.recordedUnplanned > 0 {
            page.paragraph(
                "RECORDED AGAINST THE PLAN: \(figures.recordedUnplanned).",
                indent: 2,
                ink: .red
            )
        }
        if figures.recordedUnknown > 0 {
            page.paragraph(
                "Recorded, with a plan that is not known any more: \(figures.recordedUnknown).",
                indent: 2
            )
        }
    }

    private mutating func neverRan(_ session: UnheldSession) {
        let when = session.starts.map { clock.moment($0) } ?? session.day.described
        let what = [
            session.host.map { "host \($0)" }, session.group,
            isOfSeveral ? school(session.record) : nil,
        ]
        page.paragraph(
            "Did not run: "
                + ([when] + what.compactMap { $0 }).joined(separator: ", ")
                + ". " + session.reason.words.sentence,
            indent: 2,
            hanging: 4
        )
    }

    func school(_ record: Int) -> String? {
        review.records.first { $0.number == record }.map { $0.name ?? $0.origin }
    }

    // MARK: Layout

    mutating func section(_ title: String) {
        page.gap()
        page.heading(title)
    }

    /// A count with what it counts.
    mutating func line(_ words: String, _ count: Int, ink: Page.Ink = .plain) {
        let padding = String(repeating: "\u{a0}", count: max(1, 18 - Wrapping.columns(words)))
        page.paragraph("\(words)\(padding)\(count)", indent: 2, ink: ink)
    }
}

extension ReviewAction {
    /// Whether it should have been done by now.
    func isOverdue(on today: Day) -> Bool { isOpen && due < today }
}

extension String {
    /// With a capital and a full stop.
    var sentence: String {
        guard let first else { return "" }
        return first.uppercased() + dropFirst() + (hasSuffix(".") ? "" : ".")
    }
}
