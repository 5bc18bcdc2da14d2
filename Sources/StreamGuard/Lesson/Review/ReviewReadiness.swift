import Checklist

/// Whether a review can be signed: what of it nobody has been through yet.
struct ReviewReadiness {
    /// Sessions of the queue that nobody has accepted; the list may be shorter than the number.
    let unseen: [ReviewedSession]
    let unseenCount: Int
    /// Sessions that chance chose and that nobody has accepted, besides those.
    let undrawn: [ReviewedSession]
    /// Sessions that were opened after the checkpoint: they could not be drawn, and nobody
    /// outside vouches for them.
    let uncovered: Int
    /// The last day, if it has still to come.
    let lastDay: Day?
    /// Whatever keeps the figures from being relied on.
    let problems: [String]

    /// `size` is how many entries of the ledger the checkpoint covers, `sessions` are those of the
    /// review, as the ledger has them.
    init(_ review: Review, _ sessions: [OpenedSession], size: Int, today: Day) {
        unseen = review.queue.filter { $0.accepted == nil }
        unseenCount = review.queueLength - review.queueAccepted
        let known = Set(unseen.map(\.id))
        undrawn = (review.sample?.drawn ?? []).map(\.session)
            .filter { $0.accepted == nil && !known.contains($0.id) }
        uncovered = sessions.count { $0.link.seq > size }
        lastDay = review.scope.to > today ? review.scope.to : nil
        problems = review.records.flatMap(\.problems)
    }

    /// What has still to be done, each after "it cannot be signed yet: "; none if all is done.
    var reasons: [String] {
        var reasons: [String] = []
        if unseenCount > 0 {
            reasons.append(
                "nobody has been through \(counted(unseenCount, "session")) of the queue "
                    + "(\(ReviewReadiness.names(unseen, of: unseenCount)))"
            )
        }
        if !undrawn.isEmpty {
            reasons.append(
                "nobody has been through \(counted(undrawn.count, "session")) of the sample "
                    + "(\(ReviewReadiness.names(undrawn, of: undrawn.count)))"
            )
        }
        if uncovered > 0 {
            reasons.append(
                "\(counted(uncovered, "session")) began after the checkpoint, so a new one is due"
            )
        }
        if let lastDay { reasons.append("the days are not over before \(lastDay.described)") }
        return reasons + problems
    }

    private static func names(_ sessions: [ReviewedSession], of count: Int) -> String {
        let shown = sessions.prefix(8).map { String($0.id.suffix(4)) }
        let rest = count - shown.count
        return listed(shown + (rest > 0 ? ["\(rest) more"] : []))
    }
}
