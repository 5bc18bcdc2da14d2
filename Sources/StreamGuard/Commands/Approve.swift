import Checklist

extension Command {
    static let approve = Command(
        name: "approve",
        summary: "allow what a plan needs approved",
        about: "Allows what one rule wants approved, as it was handed in. The approval is bound to "
            + "the facts that `approvals` lists under a code, and covers every plan with the same "
            + "facts that starts within its period; `--once` binds it to this plan. Nobody "
            + "approves a session they take part in, a plan they handed in, or their own change. "
            + "At a terminal you are shown everything and asked for a typed yes; elsewhere "
            + "`--seen` says what you have seen.",
        operands: DecisionDesk.operands,
        options: [.seen, .periodStart, .periodEnd, .condition, .once] + DecisionDesk.options,
        examples: [
            (
                "streamguard approve reading-2026-11-24 --until '18 Dec' "
                    + "--because 'The support plan asks for it.'",
                "Allow the only thing that waits, until the end of term."
            ),
            (
                "streamguard approve reading-2026-11-24 --rule C13-one-to-one --seen 1f00c9a2 "
                    + "--because 'As agreed with the parents.' --condition 'The door stays open.'",
                "The same without a terminal, on a condition."
            ),
        ]
    ) { (invocation, console) throws(Refusal) in
        try Approve(invocation, DecisionDesk(invocation, console, to: "approve")).run()
    }
}

/// One approval, from looking at it to its receipt.
private struct Approve {
    private let invocation: Invocation
    private let desk: DecisionDesk
    private let request: ApprovalRequest
    private let role: Role
    private let start: Timestamp
    private let period: ClosedRange<Timestamp>
    private let conditions: [String]
    private var console: Console { desk.console }

    /// INVARIANT: whoever may not approve, or nothing to approve, is refused before anything is
    /// asked.
    init(_ invocation: Invocation, _ desk: DecisionDesk) throws(Refusal) {
        self.invocation = invocation
        self.desk = desk
        guard desk.clerk.book.isSound else { throw .damaged }
        request = try desk.request()
        if let facts = request.standing.valid { throw .isApproved(facts, request) }
        let person = desk.person
        guard request.hindrances.isEmpty,
            let role = request.need.by.first(where: { desk.believes(person, $0.name) })
        else { throw .mayNot(request) }
        self.role = role
        guard let start = request.report.plan.start else { throw .noStart }
        self.start = start
        period = try Period(
            from: invocation.value(.periodStart),
            until: invocation.value(.periodEnd),
            lasts: request.need.lasts,
            start: start,
            now: desk.school.now,
            clock: desk.school.clock
        ).bounds
        conditions = invocation.values(.condition).map(Reply.trimmed).filter { !$0.isEmpty }
        for condition in conditions { try desk.refusePrivate(condition) }
    }

    func run() throws(Refusal) -> ExitCode {
        if let seen = invocation.value(.seen), seen.lowercased() != request.code {
            throw .sawOther(seen, request)
        }
        let isSeen = invocation.value(.seen) != nil
        if !isSeen {
            guard console.inputIsTerminal else { throw .notSeen(request) }
            console.say(summary)
        }
        let because = try desk.because(asking: "Why do you approve it? ")
        if !isSeen {
            guard case .text(let answer) = console.ask("", "Type yes to approve it: "),
                Reply.trimmed(answer).lowercased() == "yes"
            else {
                console.remark("Nothing was approved, and nothing was saved.")
                return .no
            }
        }
        return console.recording { () throws(JournalError) in try write(because) }
    }

    private func write(_ because: String) throws(JournalError) -> ExitCode {
        let draft = ApprovalDraft(
            decision: .approve,
            rule: request.rule,
            planID: desk.plan.id ?? "",
            plan: desk.plan.last.digest,
            role: role.name,
            roles: desk.clerk.book.roles.entered?.digest,
            material: request.need.facts,
            because: because,
            period: period,
            once: invocation.has(.once),
            conditions: conditions
        )
        let receipt = try desk.enter(draft)
        let now = try desk.outcome(of: request.rule)
        var page = DecisionText.page("APPROVED", request, console.output, .green)
        page.paragraph(covers, indent: 2)
        for condition in conditions { page.labelled("Condition:", condition, indent: 2) }
        page.outcome(now, request.rule)
        console.output.write(page.text)
        desk.school.record.say(receipt)
        return now.standings[request.rule]?.valid == nil ? .no : .yes
    }

    // MARK: Words

    private var covers: String {
        let clock = desk.school.clock
        let span =
            "from \(clock.moment(period.lowerBound)) until \(clock.moment(period.upperBound))"
        return invocation.has(.once)
            ? "For this plan only, if it starts \(span)."
            : "For every plan with the same facts that starts \(span)."
    }

    /// Exactly what the approval would be bound to.
    private var summary: String {
        var page = DecisionText.page("TO APPROVE", request, console.errors, .bold)
        page.labelled("Why:", request.finding.why ?? request.finding.says, indent: 2)
        page.earlier(request, desk.school.clock)
        page.gap()
        page.facts(of: request)
        page.gap()
        page.paragraph(covers, indent: 2)
        for condition in conditions { page.labelled("Condition:", condition, indent: 2) }
        page.paragraph("You decide as \(desk.person.id), \(role.words).", indent: 2)
        return String(page.text.dropLast())
    }
}

extension Refusal {
    fileprivate static let damaged = Refusal(
        "the record is damaged, so no approval in it would count",
        hint: "`\(Program.name) verify` says more"
    )
    fileprivate static let noStart = Refusal(
        "the plan does not say yet when the session starts, so it cannot be approved"
    )

    fileprivate static func isApproved(
        _ facts: ApprovalFacts,
        _ request: ApprovalRequest
    ) -> Refusal {
        Refusal(
            "`\(request.rule)` is approved already, by \(facts.by), for sessions that start until "
                + request.report.clock.moment(facts.notAfter),
            hint: "`\(Program.name) withdraw` takes that back"
        )
    }

    fileprivate static func mayNot(_ request: ApprovalRequest) -> Refusal {
        let why = listed(request.hindrances.map(\.told))
        let others = request.deciders
        return Refusal(
            "you may not approve this: \(why)",
            hint: request.hindrances.contains { $0.code == "after-start" }
                ? "what has run without approval stays marked in its log"
                : others.isEmpty
                    ? "nobody on the school's list may decide this" : "these may: \(listed(others))"
        )
    }

    fileprivate static func notSeen(_ request: ApprovalRequest) -> Refusal {
        Refusal(
            "there is no terminal to show you what you would approve",
            hint: "look at it with `\(Program.name) approvals \(request.report.plan.id ?? "")`, "
                + "and give the code that stands there with `\(Option.seen.typed)`"
        )
    }

    fileprivate static func sawOther(_ code: String, _ request: ApprovalRequest) -> Refusal {
        Refusal(
            "\(code.quoted) is not the code of what is handed in now: something else lies there "
                + "than you have seen",
            hint: "look at it again with `\(Program.name) approvals "
                + "\(request.report.plan.id ?? "")`"
        )
    }
}
