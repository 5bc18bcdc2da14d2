import Checklist

/// A report as it may hang on a noticeboard or go round in an e-mail.
///
/// INVARIANT: every text that the plan or the record brought in has gone through
/// ``PublicWords``; no answer is shown, no reason of an approver and none of its conditions.
struct Notice {
    let decision: Decision
    let title: String
    /// When and where, and who holds it.
    private(set) var facts: [(name: String, words: String)] = []
    let reckoning: String
    private(set) var parts: [Part] = []
    /// The titles of the items of which everything that was asked is met.
    let met: [String]
    let remainder: String
    /// Every rule with what it came to, if all were asked for.
    private(set) var rules: [(checklist: String, rows: [Row])] = []
    /// By what and when it was judged.
    let basis: String

    /// One of the sections, with what belongs there.
    struct Part {
        let kind: Kind
        var entries: [Entry]

        enum Kind: Int, CaseIterable {
            case broken, obstacles, questions, approvals, approved, advice

            var heading: String {
                switch self {
                case .broken: "Rules that could not be worked out"
                case .obstacles: "What stands in the way"
                case .questions: "Questions to answer, the most useful first"
                case .approvals: "Approval needed"
                case .approved: "Approved"
                case .advice: "Advice"
                }
            }
        }
    }

    struct Entry {
        /// The item of the checklist; nothing for a question.
        var item: String?
        let title: String
        /// What is the matter.
        var words: [String] = []
        /// What to do, each with a word before it.
        var steps: [(label: String, words: String)] = []
        /// Further details, in smaller letters.
        var remarks: [String] = []
    }

    struct Row {
        let status: Status
        let rule: String
        let says: String
    }

    init(_ report: Report, all: Bool) {
        let words = PublicWords(report)
        let verdict = report.verdict
        decision = verdict.decision
        title = words.title(report.plan)
        reckoning = report.reckoning
        remainder = report.remainder
        met = Notice.met(report)
        let lists = report.checklists.map { "\($0.title) \($0.version)" }
        basis =
            "Judged as at \(report.clock.moment(report.at)) by \(listed(lists))."
        facts = Notice.facts(report, words)
        for kind in Part.Kind.allCases {
            let entries =
                kind == .questions
                ? report.openQuestions.map { Notice.entry($0, words) }
                : report.findings(kind.status).map { Notice.entry($0, report, words) }
            if !entries.isEmpty { parts.append(Part(kind: kind, entries: entries)) }
        }
        guard all else { return }
        rules = report.checklists.map { list in
            let findings = verdict.findings.filter { $0.checklist == list.id }
            let rows = findings.map {
                Row(status: $0.status, rule: $0.rule, says: words.shown($0.says))
            }
            return ("\(list.title) \(list.version)", rows)
        }
    }

    // MARK: Head

    private static func facts(
        _ report: Report,
        _ words: PublicWords
    ) -> [(name: String, words: String)] {
        let plan = report.plan
        var facts = [("When", report.when ?? "no time has been given")]
        if let school = report.school.name { facts.append(("School", school)) }
        if let host = plan.host { facts.append(("Host", words.shown(host))) }
        if let second = plan.second { facts.append(("Second adult", words.shown(second))) }
        if let group = plan.group, words.shown(group) == group {
            facts.append(("Class", words.shown(group)))
        }
        let moment = report.verdict.moment
        if moment != "plan" { facts.append(("Asked at", moment)) }
        return facts
    }

    /// "C02 An approved system", for items with something met and nothing else to be said.
    private static func met(_ report: Report) -> [String] {
        let still: Set<Status> = [.notMet, .needsApproval, .unanswered, .broken, .advice]
        var order: [String] = []
        var isMet: [String: Bool] = [:]
        for finding in report.verdict.findings {
            let name = "\(finding.item) \(finding.itemTitle)"
            let key = "\(finding.checklist)\n\(name)"
            if still.contains(finding.status) { isMet[key] = false }
            if finding.status == .met, isMet[key] == nil { isMet[key] = true }
            if isMet[key] != nil, !order.contains(key) { order.append(key) }
        }
        return order.filter { isMet[$0] == true }
            .map { $0.split(separator: "\n", maxSplits: 1).last.map(String.init) ?? $0 }
    }

    // MARK: Entries

    private static func entry(
        _ finding: Finding,
        _ report: Report,
        _ words: PublicWords
    ) -> Entry {
        var entry = Entry(item: finding.item, title: finding.itemTitle)
        let fix = finding.fix.map(words.shown)
        switch finding.status {
        case .broken:
            entry.words = [
                words.shown(finding.says),
                "The fault lies in the checklist, not in the plan. Tell whoever keeps the "
                    + "checklists: rule \(finding.rule) of \(finding.checklist).",
            ]
        case .approved: entry.steps = approved(finding, report, words)
        default:
            entry.words = [words.shown(finding.why ?? finding.says)]
            if let need = finding.approval, finding.status == .needsApproval {
                entry.steps = asked(need, finding, report, words)
            }
            if let fix {
                let label =
                    switch finding.status {
                    case .needsApproval: "Or"
                    case .advice: "Better"
                    default: "To put it right"
                    }
                entry.steps.append((label, fix))
            }
        }
        let sources = finding.sources.map(\.place)
        if let source = sources.first {
            let more = sources.count > 1 ? " (and \(sources.count - 1) more)" : ""
            entry.remarks.append("Source: \(source)\(more)")
        }
        return entry
    }

    /// Whom to ask for what; of an earlier decision only that there was one.
    private static func asked(
        _ need: ApprovalNeed,
        _ finding: Finding,
        _ report: Report,
        _ words: PublicWords
    ) -> [(label: String, words: String)] {
        var steps = [
            ("Ask", listed(need.by.map(\.words), joinedBy: "or")),
            ("To decide", words.shown(need.asks)),
        ]
        if let lasts = need.lasts { steps.append(("For", lasts.described)) }
        guard let standing = report.standings[finding.rule] else { return steps }
        func day(_ facts: ApprovalFacts) -> String { report.clock.moment(facts.at) }
        switch standing.state {
        case .none, .valid: break
        case .void(let facts, _):
            steps.append(("Before", "the approval of \(day(facts)) no longer counts"))
        case .declined(let facts):
            steps.append(("Before", "it was declined on \(day(facts))"))
        case .withdrawn(_, let by):
            steps.append(("Before", "the approval was withdrawn on \(day(by))"))
        }
        return steps
    }

    private static func approved(
        _ finding: Finding,
        _ report: Report,
        _ words: PublicWords
    ) -> [(label: String, words: String)] {
        guard let grant = finding.grant else { return [] }
        let clock = report.clock
        var steps: [(label: String, words: String)] = []
        if let need = finding.approval { steps.append(("Decided", words.shown(need.asks))) }
        steps.append(("By", "\(grant.role.words), on \(clock.moment(grant.at))"))
        steps.append(
            (
                "For",
                "sessions starting from \(clock.moment(grant.from)) until "
                    + clock.moment(grant.until)
            )
        )
        if !grant.conditions.isEmpty {
            let conditions = counted(grant.conditions.count, "condition")
            steps.append(("Under", "\(conditions), shown to the host at the start"))
        }
        return steps
    }

    private static func entry(_ group: QuestionGroup, _ words: PublicWords) -> Entry {
        let question = group.question
        var entry = Entry(title: words.shown(question.ask))
        if !group.elements.isEmpty {
            let names = group.elements.map(words.shown)
            entry.steps.append(("For", ReportWords.abridged(names)))
        }
        if let choices = question.choiceWords { entry.steps.append(("Choose from", choices)) }
        entry.remarks = ["\(group.shape), settles \(counted(question.settles, "rule"))"]
        return entry
    }
}

extension Notice.Part.Kind {
    /// The findings that belong there; open questions come from no single finding.
    fileprivate var status: Status {
        switch self {
        case .broken: .broken
        case .obstacles: .notMet
        case .questions: .unanswered
        case .approvals: .needsApproval
        case .approved: .approved
        case .advice: .advice
        }
    }
}
