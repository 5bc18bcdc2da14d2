import Checklist

// What the sessions of a review came to: approvals, logs, incidents, rules.

extension ReviewText {
    mutating func approvals() {
        let missing = ApprovalState.allCases.filter { $0.isMissing }
        let without = missing.reduce(0) { $0 + (figures.approvals[$1] ?? 0) }
        let approved = figures.approvals[.approved] ?? 0
        guard without + approved > 0 else { return }
        section("Approvals")
        line("Needed and given", approved)
        line("RAN WITHOUT", without, ink: without > 0 ? .red : .plain)
        for state in missing {
            guard let count = figures.approvals[state], count > 0 else { continue }
            let sessions = review.queue.filter { $0.approval == state }
            page.paragraph(
                "\(count): \(state.words)\(names(sessions, of: count))",
                indent: 4,
                hanging: 7
            )
        }
    }

    mutating func logs() {
        guard figures.ran > 0 else { return }
        section("Logs")
        for state in ReviewFigures.LogState.allCases {
            guard let count = figures.logs[state], count > 0 else { continue }
            let mark: ReviewMark? =
                switch state {
                case .closed, .open: nil
                case .closedLate: .closedLate
                case .neverClosed: .neverClosed
                case .missing: .noLog
                }
            let named = mark.map { names(review.named[$0] ?? [], of: count) } ?? ""
            let words = mark == nil || mark == .closedLate ? state.words : state.words.uppercased()
            page.paragraph("\(count): \(words)\(named)", indent: 2, hanging: 5)
        }
    }

    /// What has no part of its own.
    mutating func marks() {
        let own: Set<ReviewMark> = [
            .incident, .unapproved, .noLog, .neverClosed, .closedLate, .oneToOne, .deviation,
        ]
        let others = ReviewMark.allCases.filter { mark in
            !own.contains(mark) && (figures.marks[mark] ?? 0) > 0
        }
        guard !others.isEmpty else { return }
        section("Also worth a look")
        for mark in others {
            let count = figures.marks[mark] ?? 0
            let named = names(review.named[mark] ?? [], of: count)
            page.paragraph(
                "\(count) \(mark.counting(count))\(named)",
                indent: 2,
                hanging: 4,
                ink: mark == .damaged || mark == .withheld ? .red : .plain
            )
        }
    }

    /// ": Tue 24 Nov k3f9 and 3 more"; nothing where none is known.
    private func names(_ sessions: [ReviewedSession], of count: Int) -> String {
        let shown = sessions.prefix(review.limits.named).map { name($0) }
        guard !shown.isEmpty else { return "" }
        let more = count - shown.count
        return ": " + listed(shown + (more > 0 ? ["\(more) more"] : []))
    }

    /// The last letters of a session's id, by which the other commands know it as well.
    func name(_ session: ReviewedSession) -> String {
        let school = isOfSeveral ? school(session.record).map { " (\($0))" } : nil
        return "\(session.shortID)\(school ?? "")"
    }

    // MARK: Incidents

    mutating func incidents() {
        section("Incidents")
        guard figures.incidents > 0 else {
            page.paragraph("None was written down.", indent: 2)
            return
        }
        for figure in review.categories { incident(figure) }
        if let spread = figures.handovers.spread {
            page.paragraph("From an incident until somebody was told: \(spread).", indent: 2)
        }
        if figures.waiting > 0 {
            page.paragraph(
                "STILL WAITING: somebody has still to be told of "
                    + "\(counted(figures.waiting, "incident")).",
                indent: 2,
                ink: .red
            )
        }
    }

    private mutating func incident(_ figure: IncidentFigure) {
        let means = figure.means.map { "\($0) (\(figure.category))" } ?? figure.category
        page.paragraph("\(figure.count): \(means)", indent: 2, hanging: 5, ink: .bold)
        var words: [String] = []
        if figure.aboutStaff > 0 { words.append("\(figure.aboutStaff) about staff") }
        if !figure.told.isEmpty {
            let told = figure.told.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            words.append("told: " + listed(told.map { "\($0.key) \($0.value)" }))
        }
        if let spread = figure.handovers.spread { words.append(spread) }
        if !words.isEmpty { page.paragraph(words.joined(separator: "; "), indent: 5) }
        if figure.waiting > 0 {
            page.paragraph("NOT HANDED OVER to everybody: \(figure.waiting)", indent: 5, ink: .red)
        }
    }

    // MARK: Rules

    mutating func rules() {
        section("Rules that were broken")
        guard !review.rules.isEmpty else {
            page.paragraph("None.", indent: 2)
            return
        }
        page.paragraph(
            "In \(counted(figures.broken, "session")), most frequent first.",
            indent: 2
        )
        for (index, figure) in review.rules.enumerated() {
            page.entry(index + 1, "\(figure.item) \(figure.title ?? "(no checklist has it now)")")
            var words = ["\(figure.rule): \(counted(figure.sessions, "session"))"]
            if figure.spells > figure.sessions { words.append(counted(figure.spells, "time")) }
            if figure.minutes > 0 { words.append("\(counted(figure.minutes, "minute")) in all") }
            if figure.atStart > 0 { words.append("\(figure.atStart) from the start on") }
            page.paragraph(words.joined(separator: ", "), indent: Page.entryIndent)
        }
    }

    mutating func repeats() {
        guard !review.repeats.isEmpty else { return }
        section("Again and again")
        for figure in review.repeats {
            let school = isOfSeveral ? school(figure.record).map { " (\($0))" } : nil
            page.paragraph(
                "\(figure.kind.words) \(figure.id)\(school ?? ""): \(figure.rule) in "
                    + counted(figure.sessions, "session"),
                indent: 2,
                hanging: 4
            )
        }
    }
}

extension ReviewedSession {
    /// The last letters of its id, which are enough to name it.
    var shortID: String { String(id.suffix(4)) }
}
