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
