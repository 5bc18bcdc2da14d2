import Checklist

/// What is said when a plan has been handed in: how it was taken, and what happens next.
struct HandedInText {
    let report: Report
    let requests: [ApprovalRequest]
    /// Which version of the plan it is, from 1.
    let number: Int
    /// What is different from the version before.
    let changes: [PlanChange]
    /// The version that was there already, if the plan is the same.
    let same: HandedVersion?

    func text(width: Int, colour: Bool) -> String {
        var page = Page(width: width, colour: colour)
        let plan = report.plan
        let title = plan.title ?? plan.id ?? "a plan without a title"
        page.paragraph(
            "\(same == nil ? "HANDED IN" : "HANDED IN BEFORE")\u{a0}\u{a0}\(title)",
            hanging: 2,
            ink: .bold
        )
        page.paragraph(report.when ?? "no time has been given", indent: 2)
        if let same {
            page.paragraph(
                "Nothing has changed since \(same.author.by) handed it in on "
                    + "\(report.clock.moment(same.at)), so nothing was written.",
                indent: 2
            )
        } else if number > 1 {
            page.paragraph("This is version \(number). What has changed:", indent: 2)
            for change in changes { page.change(change) }
            if changes.isEmpty {
                page.paragraph("- the version before is gone, so nobody can say", indent: 2)
            }
        }
        page.gap()
        next(&page)
        return page.text
    }

    private func next(_ page: inout Page) {
        let decision = report.verdict.decision
        page.paragraph("\(decision.headline): \(meaning(decision))", hanging: 2, ink: decision.ink)
        for request in requests where request.waits {
            page.paragraph("- \(request.need.asks)", indent: 2, hanging: 4)
            page.labelled("Rule:", request.rule, indent: 4)
            page.labelled(
                "May decide:",
                request.deciders.isEmpty ? "nobody on the school's list" : listed(request.deciders),
                indent: 4
            )
        }
        for request in requests {
            guard case .declined(let facts) = request.standing.state else { continue }
            page.paragraph("- \(request.need.asks)", indent: 2, hanging: 4)
            page.labelled(
                "Declined:",
                "by \(facts.by), because: \(facts.because ?? "(erased)")",
                indent: 4
            )
        }
    }

    private func meaning(_ decision: Decision) -> String {
        let waiting = requests.count { $0.waits }
        switch decision {
        case .ready: return "nothing more is needed before the session."
        case .needsApproval where waiting == 0: return "an approval was declined or withdrawn."
        case .needsApproval:
            return
                "\(counted(waiting, "approval")) \(waiting == 1 ? "is" : "are") needed. Those who "
                + "may decide see it with `\(Program.name) approvals`."
        case .needsAnswers:
            return "questions are open. Answer them with `\(Program.name) plan ask`, then hand the "
                + "plan in again."
        case .doNotRun:
            return "it must not run like this. `\(Program.name) check` says why; hand the plan in "
                + "again when that is put right."
        }
    }
}

extension Page {
    /// One answer that is another now.
    fileprivate mutating func change(_ change: PlanChange) {
        func words(_ value: JSON?) -> String {
            switch value {
            case nil: "no answer"
            case .string(let text)?: text
            case .bool(let truth)?: truth ? "yes" : "no"
            case .array(let elements)? where elements.isEmpty: "none"
            case .array(let elements)?: listed(elements.map { words($0) })
            case .object(let members)?:
                members.map { "\($0.0) \(words($0.1))" }
                    .joined(separator: ", ")
            case let other?: other.canonical()
            }
        }
        paragraph(
            "- \(FactWords.label(change.path)): \(words(change.old)) → \(words(change.new))",
            indent: 2,
            hanging: 4
        )
    }
}
