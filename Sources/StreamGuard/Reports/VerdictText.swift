import Checklist

/// A report as text, for a teacher in a hurry: the decision first, then what to do about it.
struct VerdictText {
    private let report: Report
    private let all: Bool
    private var page: Page

    private init(_ report: Report, all: Bool, _ page: Page) {
        self.report = report
        self.all = all
        self.page = page
    }

    /// For a glance, the first few of the values that decided something.
    private var valueLimit: Int { all ? .max : 4 }

    /// One plan's report; `all` lists every rule as well, `namingFile` tells several plans apart.
    static func text(
        _ report: Report,
        all: Bool,
        namingFile: Bool = false,
        width: Int,
        colour: Bool
    ) -> String {
        var text = VerdictText(report, all: all, Page(width: width, colour: colour))
        text.head(namingFile: namingFile)
        text.broken()
        text.obstacles()
        text.questions()
        text.approvals()
        text.approved()
        text.advice()
        if all { text.everything() }
        text.foot()
        return text.page.text
    }

    /// The last line after several plans.
    static func summary(_ decisions: [Decision], notJudged: Int, width: Int) -> String {
        var parts: [String] = []
        for decision in Decision.allCases.reversed() {
            let count = decisions.count { $0 == decision }
            if count > 0 { parts.append("\(count) \(decision.phrase(count))") }
        }
        if notJudged > 0 { parts.append("\(notJudged) could not be judged") }
        let plans = counted(decisions.count + notJudged, "plan")
        var page = Page(width: width, colour: false)
        page.paragraph("\(plans): \(parts.joined(separator: ", ")).")
        return page.text
    }

    // MARK: Head and foot

    private mutating func head(namingFile: Bool) {
        let decision = report.verdict.decision
        let title = report.plan.title ?? report.plan.id ?? "a plan without a title"
        page.paragraph("\(decision.headline)\u{a0}\u{a0}\(title)", hanging: 2, ink: decision.ink)
        let facts = [report.when ?? "no time has been given", report.school.name]
        page.paragraph(facts.compactMap { $0 }.joined(separator: " · "), indent: 2)
        if namingFile, let file = report.file { page.paragraph(file, indent: 2) }
        if report.verdict.moment != "plan" {
            page.paragraph("Asked at this moment: \(report.verdict.moment)", indent: 2)
        }
        page.paragraph(report.reckoning, indent: 2)
    }

    private mutating func foot() {
        page.gap()
        page.paragraph(report.remainder)
        if !all { page.paragraph("`--all` lists every rule.") }
    }

    // MARK: Sections

    private mutating func broken() {
        section("Rules that could not be worked out", report.findings(.broken)) { page, finding in
            page.paragraph(finding.says, indent: Page.entryIndent)
            page.labelled(
                "Rule \(finding.rule) of \(finding.checklist):",
                finding.failure ?? "it failed",
                indent: Page.entryIndent
            )
            page.paragraph(
                "The fault lies in the checklist, not in the plan. Tell whoever keeps the "
                    + "checklists.",
                indent: Page.entryIndent
            )
        }
    }

    private mutating func obstacles() {
        let (clock, valueLimit, all) = (report.clock, valueLimit, all)
        section("What stands in the way", report.findings(.notMet)) { page, finding in
            page.paragraph(finding.why ?? finding.says, indent: Page.entryIndent)
            if let fix = finding.fix { page.labelled("To fix:", fix, indent: Page.entryIndent) }
            page.reasons(finding, clock, limit: valueLimit)
            page.sources(finding, all: all)
        }
    }

    private mutating func approvals() {
        let (clock, valueLimit, all) = (report.clock, valueLimit, all)
        let standings = report.standings
        section("Approval needed", report.findings(.needsApproval)) { page, finding in
            page.paragraph(finding.why ?? finding.says, indent: Page.entryIndent)
            page.approvalNeed(finding, standings[finding.rule], clock)
            if let fix = finding.fix { page.labelled("Or:", fix, indent: Page.entryIndent) }
            page.reasons(finding, clock, limit: valueLimit)
            page.sources(finding, all: all)
        }
    }

    private mutating func approved() {
        let (clock, all, standings) = (report.clock, all, report.standings)
        section("Approved", report.findings(.approved)) { page, finding in
            page.approved(finding, standings[finding.rule], clock)
            page.sources(finding, all: all)
        }
    }

    private mutating func advice() {
        let all = all
        section("Advice", report.findings(.advice)) { page, finding in
            page.paragraph(finding.why ?? finding.says, indent: Page.entryIndent)
            if let fix = finding.fix { page.labelled("Better:", fix, indent: Page.entryIndent) }
            page.sources(finding, all: all)
        }
    }

    private mutating func questions() {
        let openQuestions = report.openQuestions
        guard !openQuestions.isEmpty else { return }
        page.gap()
        page.heading("Questions to answer, the most useful first")
        for (index, group) in openQuestions.enumerated() {
            let question = group.question
            page.entry(index + 1, question.ask)
            page.paragraph(
                "\(group.shape), settles \(counted(question.settles, "rule"))",
                indent: Page.entryIndent,
                hanging: Page.entryIndent + 2
            )
            if !group.elements.isEmpty {
                page.labelled("For", ReportWords.abridged(group.elements), indent: Page.entryIndent)
            }
            if let choices = question.choiceWords {
                page.labelled("Choose from:", choices, indent: Page.entryIndent)
            }
        }
    }

    private mutating func everything() {
        for list in report.checklists {
            let findings = report.verdict.findings.filter { $0.checklist == list.id }
            page.gap()
            page.heading("Every rule of \(list.title) \(list.version)")
            page.table(
                findings.map { finding in
                    let waits = finding.needs.map(\.text)
                    let rest = waits.isEmpty ? "" : " Waits for \(ReportWords.abridged(waits))."
                    return (finding.status.words, "\(finding.rule): \(finding.says)\(rest)")
                }
            )
        }
    }

    /// A heading and numbered entries; nothing if there are none.
    private mutating func section(
        _ heading: String,
        _ findings: [Finding],
        entry: (inout Page, Finding) -> Void
    ) {
        guard !findings.isEmpty else { return }
        page.gap()
        page.heading(heading)
        for (index, finding) in findings.enumerated() {
            page.entry(index + 1, "\(finding.item)\u{a0}\(finding.itemTitle)")
            entry(&page, finding)
        }
    }
}

extension Page {
    /// The values that decided a finding, at most `limit` of them.
    fileprivate mutating func reasons(_ finding: Finding, _ clock: LocalTime, limit: Int) {
        for (index, value) in finding.values.prefix(limit).enumerated() {
            let shown = value.value.described(zone: clock.zone, zones: clock.zones)
            let means = value.means.map { " (\($0))" } ?? ""
            let remark = value.isDefault ? " (not answered; the form's default)" : means
            labelled(
                index == 0 ? "Because:" : "\u{a0}\u{a0}\u{a0}\u{a0}and",
                "\(value.path) = \(shown)\(remark)",
                indent: Page.entryIndent
            )
        }
        let left = finding.values.dropFirst(limit).count + finding.omittedValues
        if left > 0 { paragraph("and \(left) more", indent: Page.entryIndent + 4) }
    }

    /// Where a rule comes from, with a word of caution if that is uncertain; for a glance, the
    /// first of several sources.
    fileprivate mutating func sources(_ finding: Finding, all: Bool) {
        let sources = finding.sources.map(\.place)
        let shown = all ? sources : Array(sources.prefix(1))
        let more = sources.count > shown.count ? " (and \(sources.count - shown.count) more)" : ""
        labelled("Source:", shown.joined(separator: "; ") + more, indent: Page.entryIndent)
    }
}
