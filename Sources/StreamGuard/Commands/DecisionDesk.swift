import Checklist

/// Where somebody decides on what a plan needs approved: the plan as it was handed in, the rule,
/// and the words that go with the decision.
struct DecisionDesk {
    let school: SchoolDesk
    let person: People.Person
    let clerk: Clerk
    let plan: HandedPlan
    /// All that the plan needs approved.
    let requests: [ApprovalRequest]
    /// What is said of the plan, with what is approved.
    let report: Report
    private let invocation: Invocation

    var console: Console { school.console }

    /// The options that every decision takes.
    static let options: [Option] = [
        .rule, .because, .keepText, .checklist, .school, .store, .asPerson, .sharedDisk,
    ]
    static let operands = Command.Operands(
        name: "PLAN",
        count: 1...1,
        help: "The plan's id, or its file as it was handed in."
    )

    /// `what` names the decision, as in "may not approve".
    init(
        _ invocation: Invocation,
        _ console: Console,
        to what: String
    ) throws(Refusal) {
        self.invocation = invocation
        school = try SchoolDesk(invocation, console)
        person = try school.record.requirePerson(to: what)
        clerk = school.clerk
        let word = invocation.operands[0]
        let (plan, document) = try school.handedIn(word, clerk)
        self.plan = plan
        guard let version = try school.version(plan.last.digest) else { throw .erased(word) }
        if let document {
            let changes = school.changes(from: version, to: document)
            if !changes.isEmpty { throw .isAnother(word, changes) }
        }
        let judged = try school.judge(version, named: plan.id ?? word)
        requests = clerk.requests(judged, at: school)
        report = clerk.granting(judged)
    }

    // MARK: The rule

    /// What is to be decided on, if the plan needs it.
    func request() throws(Refusal) -> ApprovalRequest {
        if let rule = invocation.value(.rule) {
            if let request = requests.first(where: { $0.rule == rule }) { return request }
            throw .nothingNeeded(rule, report, requests)
        }
        let open = requests.filter(\.waits)
        if open.count == 1 { return open[0] }
        if open.isEmpty, requests.count == 1 { return requests[0] }
        throw requests.isEmpty ? .nothingNeeded(nil, report, requests) : .whichRule(requests)
    }

    // MARK: Words

    /// Why it is decided so, from the command line, standard input or the keyboard.
    func because(asking question: String) throws(Refusal) -> String {
        var typed = invocation.value(.because)
        if typed == "-" {
            guard
                let text = String(validating: try console.input(1 << 16), as: UTF8.self)
            else { throw Refusal("the reason on standard input is not text") }
            typed = text
        }
        if typed == nil, console.inputIsTerminal {
            if case .text(let line) = console.ask("", question) { typed = line }
        }
        let words = Reply.trimmed(typed ?? "")
        guard !words.isEmpty else { throw .noReason }
        try refusePrivate(words)
        return words
    }

    /// What looks as if it did not belong in a record is only kept if somebody says so.
    func refusePrivate(_ text: String) throws(Refusal) {
        guard !invocation.has(.keepText), let remark = PrivateText.remark(on: text) else { return }
        throw Refusal(
            "nothing was saved. \(remark)",
            hint: "`\(Option.keepText.typed)` saves it as it is"
        )
    }

    // MARK: Writing

    func enter(_ draft: ApprovalDraft) throws(JournalError) -> Receipt {
        try school.workspace.ledger.append(draft.entry, by: school.record.author)
    }

    /// Whether somebody has a role by the profile, and by the ledger too.
    func believes(_ person: People.Person, _ role: String) -> Bool {
        person.holds(role) && clerk.book.roles.believed.includes(person.id, as: role)
    }
}

extension Refusal {
    fileprivate static let noReason = Refusal(
        "a decision needs its reason",
        hint: "give it with `\(Option.because.typed) 'The support plan asks for it.'`"
    )

    fileprivate static func erased(_ plan: String) -> Refusal {
        Refusal("what was handed in as \(plan.quoted) has been erased")
    }

    fileprivate static func isAnother(_ file: String, _ changes: [PlanChange]) -> Refusal {
        let names = changes.prefix(6).map { "`\(FactWords.label($0.path))`" }
        let rest = changes.count - names.count
        let shown = listed(names + (rest > 0 ? ["\(rest) more"] : []))
        return Refusal(
            "\(file.quotedPath) is not what was handed in: it differs in \(shown)",
            hint: "hand it in first, with `\(Program.name) submit`, or name the plan by its id"
        )
    }

    fileprivate static func whichRule(_ requests: [ApprovalRequest]) -> Refusal {
        Refusal(
            "the plan needs more than one thing approved: "
                + listed(requests.map { "`\($0.rule)`" }),
            hint: "say which with `\(Option.rule.typed)`"
        )
    }

    fileprivate static func nothingNeeded(
        _ rule: String?,
        _ report: Report,
        _ requests: [ApprovalRequest]
    ) -> Refusal {
        let verdict = "the plan's verdict is \(report.verdict.decision.headline)"
        guard let rule else { return Refusal("nothing needs approval: \(verdict)") }
        guard let finding = report.verdict.findings.first(where: { $0.rule == rule }) else {
            let rules =
                requests.isEmpty ? report.verdict.findings.map(\.rule) : requests.map(\.rule)
            return Refusal(
                "there is no rule \(rule.quoted)",
                hint: nearest(to: rule, among: rules).map { "did you mean `\($0)`?" }
            )
        }
        return Refusal(
            "`\(rule)` needs no approval: it came to \(finding.status.words), and \(verdict)"
        )
    }
}
