import Checklist

/// What is said of a decision: on what, and what it comes to.
enum DecisionText {
    /// A page that begins with what the decision is about.
    static func page(
        _ headline: String,
        _ request: ApprovalRequest,
        _ output: Output,
        _ ink: Page.Ink
    ) -> Page {
        page(headline, request.report, asks: request.need.asks, output, ink)
    }

    static func page(
        _ headline: String,
        _ report: Report,
        asks: String?,
        _ output: Output,
        _ ink: Page.Ink
    ) -> Page {
        var page = Page(width: output.width, colour: output.colour)
        let plan = report.plan
        let title = plan.title ?? plan.id ?? "a plan without a title"
        page.paragraph("\(headline)\u{a0}\u{a0}\(title)", hanging: 2, ink: ink)
        if let when = report.when { page.paragraph(when, indent: 2) }
        if let asks { page.paragraph(asks, indent: 2) }
        return page
    }
}

extension Page {
    /// What the plan comes to now.
    mutating func outcome(_ report: Report, _ rule: String) {
        let decision = report.verdict.decision
        if case .void(let facts, let reasons)? = report.standings[rule]?.state,
            let finding = report.verdict.findings.first(where: { $0.rule == rule })
        {
            let why = StandingWords(finding, report.clock).words(reasons, of: facts)
            labelled("But it does not count:", listed(why), indent: 2)
        }
        let rest = [
            Page.some(
                report.findings(.needsApproval).count,
                "approval is needed",
                "approvals are needed"
            ),
            Page.some(
                report.findings(.notMet).count + report.findings(.broken).count,
                "thing stands in the way",
                "things stand in the way"
            ),
            Page.some(
                QuestionGroup.grouping(report.verdict.questions.filter(\.holdsBack)).count,
                "question is open",
                "questions are open"
            ),
        ].compactMap { $0 }
        let words = rest.isEmpty ? "nothing more is needed before the session" : listed(rest)
        paragraph("The plan is now \(decision.headline): \(words).", indent: 2, ink: decision.ink)
    }

    private static func some(_ count: Int, _ one: String, _ many: String) -> String? {
        count == 0 ? nil : counted(count, one, many)
    }
}
