import Checklist

/// The queue for somebody who has two minutes: what, when, for whom, and what to type.
struct QueueText {
    private let queue: Queue
    private var page: Page

    static func text(_ queue: Queue, all: Bool, width: Int, colour: Bool) -> String {
        var text = QueueText(queue: queue, page: Page(width: width, colour: colour))
        text.head()
        for (index, request) in queue.waiting.enumerated() { text.waiting(index + 1, request) }
        if all { text.settled() }
        text.notJudged()
        return text.page.text
    }

    private mutating func head() {
        let count = queue.waiting.count
        if !queue.isSound {
            page.paragraph(
                "THE RECORD IS DAMAGED, so no approval in it counts. `\(Program.name) verify` says "
                    + "more.",
                ink: .red
            )
        }
        if !queue.unconfirmed.isEmpty {
            page.paragraph(
                "New in the school's profile: \(RoleConfirmation.words(queue.unconfirmed)). Until "
                    + "somebody else confirms that, with `\(Program.name) approvals "
                    + "\(Option.confirmRoles.typed)`, they cannot approve.",
                ink: .yellow
            )
            page.gap()
        }
        if count == 0 {
            page.paragraph("Nothing waits for approval.", ink: .green)
        } else {
            page.paragraph(
                count == 1
                    ? "1 decision waits." : "\(count) decisions wait, the most urgent first.",
                ink: .yellow
            )
        }
    }

    // MARK: What waits

    private mutating func waiting(_ number: Int, _ request: ApprovalRequest) {
        page.gap()
        title(number, request)
        page.labelled("To decide:", request.need.asks, indent: Page.entryIndent)
        page.labelled(
            "Why:",
            request.finding.why ?? request.finding.says,
            indent: Page.entryIndent
        )
        page.earlier(request, queue.clock)
        besides(request)
        page.gap()
        page.facts(of: request)
        page.gap()
        if let lasts = request.need.lasts {
            page.labelled("For at most:", lasts.described, indent: Page.entryIndent)
        }
        page.labelled(
            "May decide:",
            request.deciders.isEmpty ? "nobody on the school's list" : listed(request.deciders),
            indent: Page.entryIndent
        )
        commands(request)
    }

    private mutating func title(_ number: Int, _ request: ApprovalRequest) {
        let plan = request.report.plan
        page.entry(number, plan.title ?? plan.id ?? "a plan without a title")
        page.paragraph(when(request), indent: Page.entryIndent)
        if let last = request.versions.last {
            let version = request.versions.count > 1 ? ", version \(request.versions.count)" : ""
            page.paragraph(
                "Handed in by \(last.author.by) on \(queue.clock.moment(last.at))\(version)",
                indent: Page.entryIndent
            )
        }
        page.paragraph(
            "\(plan.id ?? "")\u{a0}· rule\u{a0}\(request.rule)",
            indent: Page.entryIndent
        )
    }

    private func when(_ request: ApprovalRequest) -> String {
        let plan = request.report.plan
        guard let start = plan.start else { return "No time has been given yet" }
        let wait = start.since(queue.now)
        let soon =
            wait < Duration(seconds: 0)
            ? "begun" : "in \(Duration(seconds: wait.roughly).described)"
        return "\(queue.clock.span(start, plan.end)) (\(soon))"
    }

    /// An approval settles one thing; whoever decides should know what else there is.
    private mutating func besides(_ request: ApprovalRequest) {
        let report = request.report
        let broken = report.findings(.notMet).count + report.findings(.broken).count
        let open = QuestionGroup.grouping(report.verdict.questions.filter(\.holdsBack)).count
        var parts: [String] = []
        if broken > 0 {
            parts.append(
                "\(counted(broken, "thing")) \(broken == 1 ? "stands" : "stand") in the way"
            )
        }
        if open > 0 {
            parts.append("\(counted(open, "question")) \(open == 1 ? "is" : "are") open")
        }
        guard !parts.isEmpty else { return }
        page.labelled(
            "Besides:",
            "\(listed(parts)), so it may not run yet even if you approve",
            indent: Page.entryIndent
        )
    }

    private mutating func commands(_ request: ApprovalRequest) {
        guard request.hindrances.isEmpty else {
            let why = listed(request.hindrances.map(\.told))
            let words = queue.person == nil ? "your account is on no list of the school" : why
            page.labelled("You may not:", words, indent: Page.entryIndent)
            return
        }
        let plan = request.report.plan.id ?? "PLAN"
        page.paragraph("To approve:", indent: Page.entryIndent)
        for line in [
            "\(Program.name) approve \(plan) \\", "\u{a0}\u{a0}--rule \(request.rule) \\",
            "\u{a0}\u{a0}--seen \(request.code) --because '…'",
        ] {
            page.paragraph(line, indent: Page.entryIndent + 2)
        }
        page.paragraph("To decline, `decline` instead of `approve`.", indent: Page.entryIndent)
    }

    // MARK: The rest

    private mutating func settled() {
        guard !queue.settled.isEmpty else { return }
        page.gap()
        page.heading("Settled")
        for (index, request) in queue.settled.enumerated() {
            title(index + 1, request)
            page.labelled("Decided:", request.need.asks, indent: Page.entryIndent)
            page.settled(request, queue.clock)
            // Whoever says no, or takes a yes back, may think again.
            if request.standing.valid == nil, request.hindrances.isEmpty {
                page.facts(of: request)
                commands(request)
            }
        }
    }

    private mutating func notJudged() {
        guard !queue.notJudged.isEmpty else { return }
        page.gap()
        page.heading("Could not be looked at")
        for plan in queue.notJudged { page.labelled("\(plan.plan):", plan.why, indent: 2) }
    }
}

extension Page {
    /// Everything that an approval would be bound to, under its code.
    mutating func facts(of request: ApprovalRequest) {
        paragraph("What would be approved, code \(request.code):", indent: Page.entryIndent)
        table(request.facts, indent: Page.entryIndent + 2)
    }

    /// What became of an earlier approval, and what has changed since.
    mutating func earlier(_ request: ApprovalRequest, _ clock: LocalTime) {
        guard case .void(let facts, let reasons) = request.standing.state else { return }
        let words = StandingWords(request.finding, clock)
        labelled(
            "Approved before:",
            "by \(words.decided(facts, roles: request.need.by)). That no longer counts, because",
            indent: Page.entryIndent
        )
        for reason in words.words(reasons, of: facts) {
            paragraph("- \(reason)", indent: Page.entryIndent + 2, hanging: Page.entryIndent + 4)
        }
    }

    /// What was decided.
    fileprivate mutating func settled(_ request: ApprovalRequest, _ clock: LocalTime) {
        let words = StandingWords(request.finding, clock)
        func decided(_ facts: ApprovalFacts) -> String {
            words.decided(facts, roles: request.need.by)
        }
        switch request.standing.state {
        case .none, .void: break
        case .valid(let facts, let uses):
            labelled("Approved:", "by \(decided(facts))", indent: Page.entryIndent)
            let scope = facts.once ? "this session only, " : "sessions "
            labelled(
                "For:",
                "\(scope)starting from \(clock.moment(facts.notBefore)) until "
                    + "\(clock.moment(facts.notAfter)); used for \(counted(uses, "session"))",
                indent: Page.entryIndent
            )
            for condition in facts.conditions {
                labelled("Condition:", condition, indent: Page.entryIndent)
            }
        case .declined(let facts):
            labelled("Declined:", "by \(decided(facts))", indent: Page.entryIndent)
            labelled("Reason:", facts.because ?? "(erased)", indent: Page.entryIndent)
        case .withdrawn(_, let by):
            labelled("Withdrawn:", "by \(decided(by))", indent: Page.entryIndent)
            labelled("Reason:", by.because ?? "(erased)", indent: Page.entryIndent)
        }
    }
}

extension Duration {
    /// In whole hours beyond a day, in whole minutes below: as people count.
    fileprivate var roughly: Int64 {
        if seconds >= 86_400 { return seconds / 3600 * 3600 }
        return max(seconds / 60 * 60, 60)
    }
}
