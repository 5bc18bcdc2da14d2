@testable import Checklist
@testable import StreamGuard

/// A review in which every text and id that comes from a record is marked, so that it can be found
/// wherever it does not belong.
struct MarkedReview {
    let review: Review
    /// Everything that is marked has this in it.
    let mark: String

    init(_ random: inout Chance, history: MadeUpHistory) {
        let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789")
        let mark = "zq" + String((0..<8).map { _ in letters.randomElement(using: &random) ?? "x" })
        var number = 0
        func text() -> String {
            number += 1
            let before = ["", "=", "-", "\"", "<b>", "a,b\n", "\u{202e}", "é "]
            return (before.randomElement(using: &random) ?? "") + "\(mark)-\(number)"
        }
        var review = history.review
        let at = Timestamp.epoch
        review.scope.closure = text()
        review.scope.ids = [text()]
        review.records = (0..<2).map {
            ReviewedRecord(
                number: $0,
                path: text(),
                origin: text(),
                school: text(),
                name: text(),
                isTrial: false,
                sessions: 1,
                problems: []
            )
        }
        var session = ReviewedSession(record: 0, id: text(), day: review.scope.from)
        (session.host, session.second, session.group) = (text(), text(), text())
        session.marks = ReviewMark.allCases
        session.spells = [
            SessionEvent.Spell(rule: text(), item: text(), moment: text(), since: at, until: at)
        ]
        var incident = ReviewedIncident(
            seq: 4,
            category: text(),
            about: "pupil",
            occurred: at,
            written: at,
            by: text()
        )
        incident.handovers = [.init(to: text(), at: at)]
        session.incidents = [incident]
        session.accepted = .init(by: text(), at: at)
        review.queue = [session]
        review.queueLength = 1
        review.named = [.incident: [session]]
        review.sample = ReviewSample(
            phrase: text(),
            size: 1,
            drawn: [.init(key: [1], session: session)]
        )
        // The ids of what a checklist or the routes have no more come from the record.
        for index in review.rules.indices {
            review.rules[index] = RuleFigure(
                rule: text(),
                item: text(),
                title: review.rules[index].title,
                spells: review.rules[index].spells
            )
        }
        review.rules.append(RuleFigure(rule: text(), item: text(), title: nil, spells: 7))
        if let first = review.categories.first {
            var unknown = IncidentFigure(category: text(), means: nil)
            unknown.count = first.count
            unknown.told = [text(): first.count]
            review.categories[0] = unknown
        }
        let again = RepeatFigure(
            record: 0,
            kind: .host,
            id: text(),
            rule: text(),
            item: text(),
            sessions: 9
        )
        review.repeats = [again]
        review.single = [again]
        review.actions = (0..<6).map {
            ReviewAction(
                record: 0,
                entry: 2,
                number: $0 + 1,
                text: text(),
                owner: text(),
                due: review.scope.from,
                by: text(),
                at: at,
                done: .init(by: text(), at: at)
            )
        }
        review.neverRan = [
            UnheldSession(
                record: 0,
                day: review.scope.from,
                starts: at,
                host: text(),
                group: text(),
                reason: .declined
            )
        ]
        (self.review, self.mark) = (review, mark)
    }
}
