import Checklist

/// Looks up for judged plans what has been approved.
///
/// It reads the ledger once, and each earlier version of a plan only if a question needs it.
final class Clerk {
    let book: ApprovalBook
    private let workspace: Workspace
    /// Judges a version as it was handed in.
    private let judge: (Document) -> Report?
    private var kept: [String: Report?] = [:]

    init(
        _ workspace: Workspace,
        _ ledger: History,
        people: People,
        judge: @escaping (Document) -> Report?
    ) {
        self.workspace = workspace
        self.judge = judge
        book = ApprovalBook(ledger, people: people, isTrial: workspace.isTrial)
    }

    /// A report with what is approved; also what it says of a finding's approval.
    func granting(_ report: Report) -> Report {
        var standings: [String: Standing] = [:]
        for finding in report.findings(.needsApproval) {
            standings[finding.rule] = question(finding, report).map { book.standing(of: $0) }
        }
        return report.granting(standings)
    }

    /// What has to be allowed, as the book is asked; nothing if nothing has to be.
    func question(_ finding: Finding, _ report: Report) -> ApprovalQuestion? {
        guard let need = finding.approval else { return nil }
        let plan = report.plan
        return ApprovalQuestion(
            rule: finding.rule,
            roles: need.by.map(\.name),
            facts: need.facts,
            planID: plan.id,
            start: plan.start,
            host: plan.host,
            second: plan.second,
            adults: plan.adults,
            lasts: need.lasts,
            earlier: { [self] version in
                self.report(of: version.digest)?.verdict.findings.first { $0.rule == finding.rule }?
                    .approval?.facts
            }
        )
    }

    /// A version as it was handed in; nothing if it is gone, or cannot be judged any more.
    func report(of digest: String) -> Report? {
        if let known = kept[digest] { return known }
        let judged = (try? workspace.plan(digest: digest)).flatMap(judge)
        kept[digest] = judged
        return judged
    }
}

extension ApprovalNeed {
    /// The facts that a decision is bound to, each once.
    var facts: [(path: String, value: JSON)] {
        var seen: Set<String> = []
        return material.filter { seen.insert($0.name).inserted }.map { ($0.name, $0.json) }
    }
}

extension Clerk {
    /// All that a plan needs approved, settled or not, in the checklists' order.
    ///
    /// `report` is without what is approved; the desk tells who is at the keyboard.
    func requests(_ report: Report, at desk: SchoolDesk) -> [ApprovalRequest] {
        let granted = granting(report)
        let versions = report.plan.id.flatMap { book.handedIn.plan(id: $0) }?.versions ?? []
        let words = FactWords(forms: desk.school.rulebook.forms, clock: report.clock)
        return report.findings(.needsApproval).compactMap { finding in
            guard let need = finding.approval, let question = question(finding, report),
                let standing = granted.standings[finding.rule]
            else { return nil }
            let author = desk.record.author
            return ApprovalRequest(
                report: granted,
                finding: finding,
                need: need,
                standing: standing,
                code: MaterialDigest.code(
                    question.facts,
                    rule: finding.rule,
                    plan: question.planID ?? ""
                ),
                facts: words.rows(need),
                versions: versions,
                deciders: deciders(question, desk),
                hindrances: book.isSound
                    ? book.hindrances(
                        to: author,
                        at: desk.now,
                        roles: desk.record.person?.roles ?? [],
                        believed: desk.record.person.map(book.rolesBelieved(of:)) ?? [],
                        question
                    ) : [.damagedRecord]
            )
        }
    }

    /// Who may decide, the person at the keyboard or others; their accounts are not known.
    private func deciders(_ question: ApprovalQuestion, _ desk: SchoolDesk) -> [String] {
        desk.people.all.filter { person in
            let author = Author(by: person.id, uid: -1, host: "")
            return book.hindrances(
                to: author,
                at: desk.now,
                roles: person.roles,
                believed: book.rolesBelieved(of: person),
                question
            ).isEmpty
        }.map(\.id)
    }
}
