import Checklist

extension Command {
    static let decline = Command(
        name: "decline",
        summary: "say no to what a plan needs approved",
        about: "Says no, with the reason, so that whoever handed the plan in knows what to change. "
            + "It also ends an earlier approval of the same facts. When the plan is changed and "
            + "handed in again, it can be decided on again.",
        operands: DecisionDesk.operands,
        options: DecisionDesk.options,
        examples: [
            (
                "streamguard decline reading-2026-11-24 --because 'Please find a group.'",
                "Say no to the only thing that waits."
            )
        ]
    ) { (invocation, console) throws(Refusal) in
        let desk = try DecisionDesk(invocation, console, to: "decline")
        let request = try desk.request()
        guard let role = request.need.by.first(where: { desk.person.holds($0.name) }) else {
            throw .needsRole(request.need.by, to: "decline")
        }
        if case .declined(let facts) = request.standing.state {
            throw Refusal("`\(request.rule)` has been declined already, by \(facts.by)")
        }
        if console.inputIsTerminal { console.remark(request.need.asks) }
        let because = try desk.because(asking: "Why do you decline it? ")
        let draft = ApprovalDraft(
            decision: .decline,
            rule: request.rule,
            planID: desk.plan.id ?? "",
            plan: desk.plan.last.digest,
            role: role.name,
            roles: desk.clerk.book.roles.entered?.digest,
            material: request.need.facts,
            because: because
        )
        return console.recording { () throws(JournalError) in
            let receipt = try desk.enter(draft)
            var page = DecisionText.page("DECLINED", request, console.output, .red)
            page.labelled("Reason:", because, indent: 2)
            console.output.write(page.text)
            desk.school.record.say(receipt)
            return .yes
        }
    }

    static let withdraw = Command(
        name: "withdraw",
        summary: "take an approval back",
        about: "Takes back the last approval that was given for a plan, for every plan it covers. "
            + "It may be done by whoever gave it, and by everybody who might have.",
        operands: DecisionDesk.operands,
        options: DecisionDesk.options,
        examples: [
            (
                "streamguard withdraw reading-2026-11-24 --because 'The parents have asked us to.'",
                "Take back the only approval that was given."
            )
        ]
    ) { (invocation, console) throws(Refusal) in
        let desk = try DecisionDesk(invocation, console, to: "withdraw an approval")
        let approval = try desk.approval(invocation.value(.rule))
        let roles =
            desk.requests.first { $0.rule == approval.rule }?.need.by.map(\.name)
            ?? [approval.role]
        let isOwn = desk.school.people.isSame(approval.by, desk.person.id)
        let role = roles.first { desk.person.holds($0) }
        guard isOwn || role != nil else { throw .needsRole(named: roles, to: "withdraw") }
        if console.inputIsTerminal {
            let clock = desk.school.clock
            console.remark(
                "You take back what \(approval.by) approved on \(clock.moment(approval.at)) for "
                    + "sessions until \(clock.moment(approval.notAfter))."
            )
        }
        let because = try desk.because(asking: "Why do you withdraw it? ")
        let draft = ApprovalDraft(
            decision: .withdraw,
            rule: approval.rule,
            planID: desk.plan.id ?? "",
            plan: desk.plan.last.digest,
            role: role ?? approval.role,
            roles: desk.clerk.book.roles.entered?.digest,
            material: approval.material,
            because: because,
            of: approval.link.seq
        )
        return console.recording { () throws(JournalError) in
            let receipt = try desk.enter(draft)
            let now = try desk.outcome(of: approval.rule)
            let asks = now.verdict.findings.first { $0.rule == approval.rule }?.approval?.asks
            var page = DecisionText.page("WITHDRAWN", now, asks: asks, console.output, .red)
            page.paragraph(
                "The approval by \(approval.by), entry \(approval.link.reference), counts no more.",
                indent: 2
            )
            page.outcome(now, approval.rule)
            console.output.write(page.text)
            desk.school.record.say(receipt)
            return .yes
        }
    }
}

extension DecisionDesk {
    /// The approval to take back: what counts for this plan now, else the last that was given for
    /// it.
    fileprivate func approval(_ rule: String?) throws(Refusal) -> ApprovalFacts {
        let given = clerk.book.approvals(about: plan)
        let counting = requests.compactMap { $0.standing.valid }
        let rules = Set((given + counting).map(\.rule)).sorted()
        guard let rule = rule ?? (rules.count == 1 ? rules[0] : nil) else {
            throw rules.isEmpty ? .noApproval : .whichApproval(rules)
        }
        guard
            let approval = counting.first(where: { $0.rule == rule })
                ?? given.last(where: { $0.rule == rule })
        else { throw .noApproval }
        return approval
    }

    /// What is said of the plan now that something was entered.
    func outcome(of rule: String) throws(JournalError) -> Report {
        let clerk = try school.readAgain()
        return clerk.report(of: plan.last.digest).map { clerk.granting($0) } ?? report
    }
}

extension Refusal {
    fileprivate static let noApproval = Refusal(
        "there is no approval to withdraw",
        hint: "`\(Program.name) approvals --all` shows what has been decided"
    )

    fileprivate static func whichApproval(_ rules: [String]) -> Refusal {
        Refusal(
            "there are approvals for more than one rule: \(listed(rules.map { "`\($0)`" }))",
            hint: "say which with `\(Option.rule.typed)`"
        )
    }

    fileprivate static func needsRole(_ roles: [Role], to what: String) -> Refusal {
        Refusal(
            "you may not \(what) this: it is for \(listed(roles.map(\.words), joinedBy: "or"))"
        )
    }

    fileprivate static func needsRole(named roles: [String], to what: String) -> Refusal {
        Refusal(
            "you may not \(what) this: it is for whoever gave it, or the roles \(listed(roles))"
        )
    }
}
