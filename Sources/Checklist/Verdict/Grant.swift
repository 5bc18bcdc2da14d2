extension Verdict {
    /// The verdict with what has been allowed.
    ///
    /// Only what needs approval can be lifted, and only by a role that the rule names: whatever
    /// is not met, unanswered or broken stays so, and so does any finding whose grant is of a
    /// role that may not allow it.
    ///
    /// - Parameter grant: what allows a finding; nothing if nothing does.
    /// - Returns: the same findings, those that are allowed as approved, and what they come to.
    public func granting(_ grant: (Finding) -> Grant?) -> Verdict {
        let findings = findings.map { finding in
            guard finding.status == .needsApproval, let need = finding.approval,
                let grant = grant(finding), need.by.contains(grant.role)
            else { return finding }
            var approved = finding
            approved.status = .approved
            approved.grant = grant
            return approved
        }
        return Verdict(
            moment: moment,
            decision: Decision.of(findings),
            findings: findings,
            questions: questions
        )
    }
}

/// What a role has allowed, as the host found it.
///
/// Whether it holds is for the host to say; the engine only takes note of it.
public struct Grant: Sendable, Equatable {
    /// The role in which it was allowed.
    public let role: Role
    /// The id of whoever allowed it.
    public let by: String
    /// When it was allowed.
    public let at: Timestamp
    /// The first instant that it covers.
    public let from: Timestamp
    /// The last instant that it covers.
    public let until: Timestamp
    /// What has to be kept to, in the approver's words.
    public let conditions: [String]
    /// Where the host has it on record.
    public let reference: String

    /// What a role has allowed.
    ///
    /// - Parameters:
    ///   - role: the role in which it was allowed.
    ///   - by: the id of whoever allowed it.
    ///   - at: when it was allowed.
    ///   - from: the first instant that it covers.
    ///   - until: the last instant that it covers.
    ///   - conditions: what has to be kept to.
    ///   - reference: where the host has it on record.
    public init(
        role: Role,
        by: String,
        at: Timestamp,
        from: Timestamp,
        until: Timestamp,
        conditions: [String],
        reference: String
    ) {
        self.role = role
        self.by = by
        self.at = at
        self.from = from
        self.until = until
        self.conditions = conditions
        self.reference = reference
    }
}
