import Checklist

extension Page {
    /// Whom to ask for what, and what became of asking before.
    mutating func approvalNeed(_ finding: Finding, _ standing: Standing?, _ clock: LocalTime) {
        guard let need = finding.approval else { return }
        let roles = listed(need.by.map(\.words), joinedBy: "or")
        labelled("Ask:", roles, indent: Page.entryIndent)
        labelled("To decide:", need.asks, indent: Page.entryIndent)
        if let lasts = need.lasts { labelled("For:", lasts.described, indent: Page.entryIndent) }
        if let standing { earlier(standing, finding, clock) }
    }

    /// What is approved, by whom, for how long and on what conditions.
    mutating func approved(_ finding: Finding, _ standing: Standing?, _ clock: LocalTime) {
        guard let grant = finding.grant else { return }
        if let need = finding.approval {
            labelled("Decided:", need.asks, indent: Page.entryIndent)
        }
        labelled(
            "By:",
            "\(grant.role.words) (\(grant.by)) on \(clock.moment(grant.at)), entry "
                + grant.reference,
            indent: Page.entryIndent
        )
        labelled(
            "For:",
            (standing?.valid?.once == true ? "this session only, starting" : "sessions starting")
                + " from \(clock.moment(grant.from)) until \(clock.moment(grant.until))",
            indent: Page.entryIndent
        )
        for condition in grant.conditions {
            labelled("Condition:", condition, indent: Page.entryIndent)
        }
        if case .valid(_, let uses)? = standing?.state {
            let used = uses == 0 ? "not yet" : "for \(counted(uses, "session"))"
            labelled("Used:", used, indent: Page.entryIndent)
        }
    }

    /// What became of an earlier decision that does not allow the finding.
    private mutating func earlier(
        _ standing: Standing,
        _ finding: Finding,
        _ clock: LocalTime
    ) {
        let words = StandingWords(finding, clock)
        let roles = finding.approval?.by ?? []
        switch standing.state {
        case .none: break
        case .valid(let facts, _):
            // The rule no longer names the role, or the finding could not be lifted.
            labelled(
                "Decided:",
                "\(words.decided(facts, roles: roles)); but the rule does not let that role allow "
                    + "it",
                indent: Page.entryIndent
            )
        case .void(let facts, let reasons):
            labelled(
                "No longer counts:",
                "the approval by \(words.decided(facts, roles: roles)), because",
                indent: Page.entryIndent
            )
            for reason in words.words(reasons, of: facts) {
                paragraph(
                    "- \(reason)",
                    indent: Page.entryIndent + 2,
                    hanging: Page.entryIndent + 4
                )
            }
        case .declined(let facts):
            decision("Declined:", facts, words.decided(facts, roles: roles))
        case .withdrawn(let facts, let by):
            labelled(
                "Approved before:",
                words.decided(facts, roles: roles),
                indent: Page.entryIndent
            )
            decision("Withdrawn:", by, words.decided(by, roles: roles))
        }
    }

    private mutating func decision(_ label: String, _ facts: ApprovalFacts, _ decided: String) {
        labelled(label, "by \(decided)", indent: Page.entryIndent)
        labelled(
            "Reason:",
            facts.because ?? "it has been erased",
            indent: Page.entryIndent + 2
        )
    }
}
