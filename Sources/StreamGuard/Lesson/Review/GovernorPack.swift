import Checklist

/// Makes a governors' pack of a review.
extension GovernorPack {
    init(_ review: Review) {
        let figures = review.figures
        scope = ReviewScope(from: review.scope.from, to: review.scope.to, at: review.scope.at)
        schools = Set(review.records.map { $0.school ?? $0.origin }).count
        isTrial = review.records.contains { $0.isTrial }
        isSound = review.records.allSatisfy { $0.problems.isEmpty && $0.harmed == 0 }

        let sessions = PackTables(whole: figures.ran, isTold: !Suppression.isSmall(figures.ran))
        // Of fewer than five sessions, nothing that happened in them may be told.
        let incidents = PackTables(
            whole: figures.incidents,
            isTold: sessions.isTold && !Suppression.isSmall(figures.incidents)
        )
        let weeks = sessions.byWeek(review.weeks)
        let rules = sessions.rules(review.rules)
        tables =
            [PackTables.planned(figures), PackTables.unheld(figures), weeks]
            + [sessions.approvals(figures), sessions.logs(figures), sessions.secondStaff(figures)]
            + [sessions.oneToOnes(figures), sessions.recordings(figures)]
            + [sessions.kept(figures, beside: rules), rules]
            + [incidents.categories(review.categories), incidents.handovers(figures)]
            + [incidents.byWeek(review.weeks, beside: weeks)]
            + [sessions.reviewed(figures), PackTables.actions(review.actions)]
        sentences = GovernorPack.sentences(figures)
    }

    private static func sentences(_ figures: ReviewFigures) -> [String] {
        var sentences: [String] = []
        // Of many, the middle one is nobody's; rounded, it is no session's own length either.
        if figures.lengths.count >= 20, let median = figures.lengths.median {
            let rounded = (median + 2) / 5 * 5
            sentences.append(
                "Half of the sessions lasted \(rounded) minutes or less, to the nearest five."
            )
        }
        sentences.append(
            "A plan that did not run because it was declined or not approved is a good outcome: "
                + "the question was asked in time."
        )
        return sentences
    }
}

extension ReviewScope {
    /// Some days, without the name that a school gave to them.
    fileprivate init(from: Day, to: Day, at: Timestamp) {
        self.init(closure: nil, from: from, to: to, at: at)
    }
}
