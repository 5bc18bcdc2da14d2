import Checklist

/// What has to be allowed, and for whom: what the book of approvals is asked.
struct ApprovalQuestion {
    let rule: String
    /// The roles that may allow it.
    let roles: [String]
    /// The facts that a decision is bound to: a path or the name of a variable, and the value.
    let facts: [(path: String, value: JSON)]
    /// The plan's id, if it has one.
    let planID: String?
    let start: Timestamp?
    let host: String?
    let second: String?
    /// The other adults of the session.
    let adults: [String]
    /// How long the rule lets an approval last, as the school has it now.
    var lasts: Duration?
    /// What the same facts were in a version that was handed in; nothing where the rule asked for
    /// no approval, or if the version is gone.
    var earlier: (HandedVersion) -> [(path: String, value: JSON)]? = { _ in nil }

    /// Whether a decision was made about this very plan, in whatever version.
    func isAbout(_ decision: ApprovalFacts) -> Bool {
        planID.map { $0.hasSameBytes(as: decision.planID) } ?? false
    }

    // MARK: Through the versions

    /// The version in which the facts last became others; the first if they never did.
    func lastEdit(of versions: [HandedVersion]) -> HandedVersion? {
        edit(of: versions) { facts in facts.map { MaterialDigest.text($0) } }
    }

    /// The version in which one fact last became another.
    func lastEdit(of path: String, in versions: [HandedVersion]) -> HandedVersion? {
        let edit = edit(of: versions) { facts in
            facts.map { $0.first { $0.path == path }?.value.canonical() ?? "" }
        }
        return edit?.entry == versions.first?.entry ? nil : edit
    }

    private func edit(
        of versions: [HandedVersion],
        _ look: ([(path: String, value: JSON)]?) -> String?
    ) -> HandedVersion? {
        guard var newest = versions.last else { return nil }
        var now = look(earlier(newest))
        for version in versions.dropLast().reversed() {
            let before = look(earlier(version))
            if before != now { return newest }
            (newest, now) = (version, before)
        }
        return newest
    }
}
