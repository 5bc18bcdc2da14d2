import Checklist

/// `review accept`: a reviewer has been through some sessions.
struct ReviewAccept {
    private let console: Console
    private let desk: RecordDesk
    private let words: ReviewWords
    private let acts: ReviewActs
    /// What is to be accepted, as it is shown.
    private let accounts: [Shown]

    private struct Shown {
        let account: SessionAccount
        let head: Link
        /// How many faults its log has.
        let faults: Int
    }

    /// INVARIANT: if one of the sessions may not be accepted, none is.
    init(_ invocation: Invocation, _ names: [String], _ console: Console) throws(Refusal) {
        self.console = console
        guard !names.isEmpty else { throw .noSession }
        desk = try RecordDesk.toRead(invocation, console)
        let person = try desk.requirePerson(to: "accept sessions")
        words = try ReviewWords(invocation, desk)
        if names.count > 1, !words.actions.isEmpty { throw .actionsOfSeveral }
        let ledger: History
        do throws(JournalError) {
            ledger = try desk.workspace.ledger.read()
        } catch {
            throw error.refusal
        }
        if !ledger.isSound {
            console.warn("the ledger is damaged or cut off; `\(Program.name) verify` says where")
        }
        acts = ReviewActs(ledger.records)
        let choice = SessionChoice(desk, ledger)
        let reviewer = Reviewer(people: desk.people, isTrial: desk.workspace.isTrial)
        let view = LedgerView(ledger)
        var accounts: [Shown] = []
        for name in names {
            let opened = try choice.session(name)
            if !console.inputIsTerminal, opened.id != name { throw .notSeen(opened) }
            if accounts.contains(where: { $0.account.opened.id == opened.id }) { continue }
            let account = try ReviewAccept.account(of: opened, desk, ledger)
            let hindrances = reviewer.hindrances(to: person, author: desk.author, account)
            guard hindrances.isEmpty else {
                throw .mayNot(account, hindrances, others: reviewer.able(account))
            }
            guard let head = account.history.head else { throw .gone(opened) }
            let log = LogSummary(
                account.history,
                people: desk.people,
                recordingPlanned: nil,
                heads: view.heads[opened.id]?.map(\.link) ?? []
            )
            accounts.append(Shown(account: account, head: head, faults: log.faults))
        }
        self.accounts = accounts
    }

    private static func account(
        of opened: OpenedSession,
        _ desk: RecordDesk,
        _ ledger: History
    ) throws(Refusal) -> SessionAccount {
        do throws(JournalError) {
            return try desk.account(of: opened, ledger)
        } catch {
            throw error.cause == .notFound ? .gone(opened) : error.refusal
        }
    }

    func run() throws(Refusal) -> ExitCode {
        console.recording { () throws(JournalError) in
            var status = ExitCode.yes
            for shown in accounts {
                if console.inputIsTerminal, !agrees(shown) {
                    console.remark("It was not accepted, and nothing was saved of it.")
                    status = .no
                } else {
                    try accept(shown)
                }
            }
            return status
        }
    }

    /// Shows all there is to know of a session, and asks.
    private func agrees(_ accepted: Shown) -> Bool {
        let account = accepted.account
        let shown = SessionAccountText.text(
            account,
            desk.clock,
            all: false,
            width: console.errors.width,
            colour: console.errors.colour
        )
        console.say(shown)
        for remark in remarks(accepted) { console.remark(remark) }
        guard case .text(let answer) = console.ask("", "Type yes if you have been through it: ")
        else { return false }
        return Reply.trimmed(answer).lowercased() == "yes"
    }

    private func accept(_ shown: Shown) throws(JournalError) {
        let (account, head) = (shown.account, shown.head)
        let session = account.opened
        var page = Page(width: console.output.width, colour: console.output.colour)
        let known = acts.acceptances[session.id]?.last { one in
            one.link == head && one.faults == shown.faults
                && desk.people.isSame(one.author.by, desk.author.by)
        }
        if let known, words.isEmpty {
            page.heading("ACCEPTED ALREADY\u{a0}\u{a0}\(account.name)")
            page.paragraph("Session \(session.id), by you in entry \(known.entry).", indent: 2)
            console.output.write(page.text)
            return
        }
        guard let id = SessionID(session.id) else { return }
        let draft = ReviewEntry.accept(
            session.id,
            upTo: head,
            faults: shown.faults,
            finding: words.finding,
            actions: words.actions
        )
        let (receipt, hasGrown) = try desk.workspace.enter(
            draft,
            about: id,
            upTo: head,
            by: desk.author
        )
        page.paragraph("ACCEPTED\u{a0}\u{a0}\(account.name)", hanging: 2, ink: .green)
        page.paragraph("Session \(session.id), up to its entry \(head.seq).", indent: 2)
        for remark in remarks(shown) { page.paragraph(remark, indent: 2) }
        if hasGrown {
            page.paragraph(
                "More has been written in it since you were shown it: that has still to be gone "
                    + "through.",
                indent: 2
            )
        }
        page.resolved(words, in: receipt.seq)
        console.output.write(page.text)
        desk.say(receipt)
    }

    /// What a reviewer should know who accepts a session.
    private func remarks(_ shown: Shown) -> [String] {
        let account = shown.account
        var remarks: [String] = []
        if account.facts.startedAt != nil, account.facts.endedAt == nil, !account.isClosed {
            remarks.append(
                "It is still running, or nobody noted its end: what is written later has to be "
                    + "accepted anew."
            )
        } else if !account.isClosed {
            remarks.append(
                "Its log is not finished: what is written later has to be accepted anew."
            )
        }
        if shown.faults > 0 || !account.history.isSound {
            remarks.append("Its log is damaged or cut off: you accept what is left of it.")
        }
        if !account.due.isEmpty {
            remarks.append("An incident in it has still to be handed over.")
        }
        return remarks
    }
}

extension SessionAccount {
    /// What a session is called where it is named once.
    var name: String { title ?? "a session whose plan is gone" }
}

extension Refusal {
    fileprivate static let noSession = Refusal(
        "`review accept` needs the session that you have been through",
        hint: "`\(Program.name) review` lists them"
    )

    fileprivate static let actionsOfSeveral = Refusal(
        "an action belongs to one session, and several are named",
        hint: "accept that session by itself; what is to be done about all of them goes into "
            + "`\(Program.name) review sign`"
    )

    fileprivate static func notSeen(_ session: OpenedSession) -> Refusal {
        Refusal(
            "there is no terminal to show you what you would accept",
            hint: "look at it with `\(Program.name) show \(session.shortID)`, and name it in full: "
                + "`\(session.id)`"
        )
    }

    fileprivate static func gone(_ session: OpenedSession) -> Refusal {
        Refusal(
            "nothing is left of \(session.id.quoted), so nobody can go through it",
            hint: "`\(Program.name) verify` says more; `\(Program.name) review sign` can be given "
                + "the reason with `\(Option.signDespite.typed)`"
        )
    }

    fileprivate static func mayNot(
        _ account: SessionAccount,
        _ hindrances: [Reviewer.Hindrance],
        others: [String]
    ) -> Refusal {
        Refusal(
            "you may not accept \(account.opened.id.quoted): \(listed(hindrances.map(\.told)))",
            hint: others.isEmpty
                ? "nobody on the school's list may accept it: somebody from outside the session "
                    + "needs one of the roles \(listed(Viewer.leaders, joinedBy: "or"))"
                : "these may: \(listed(others))"
        )
    }
}
