import Checklist

/// The approvals that a session was started under.
///
/// They were found valid when it started; what happens to them later changes nothing about that.
struct SessionApprovals {
    private let approvals: [ApprovalFacts]

    init(_ ledger: [Entry], numbers: [Int]) {
        approvals = ledger.filter { numbers.contains($0.seq) }.compactMap { ApprovalFacts($0) }
    }

    /// What was to be kept to, in the approvers' words.
    var conditions: [String] { approvals.flatMap(\.conditions) }

    /// What is known of each rule that was allowed.
    var standings: [String: Standing] {
        var standings: [String: Standing] = [:]
        for approval in approvals {
            standings[approval.rule] = Standing(
                rule: approval.rule,
                state: .valid(approval, uses: 1)
            )
        }
        return standings
    }
}
