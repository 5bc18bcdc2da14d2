import Checklist

extension Command {
    static let show = Command(
        name: "show",
        summary: "show a session, or those that are open",
        about: "Shows a session: what was planned and what happened, who is there now, what was "
            + "corrected or written late, which rules were broken, and which incidents wait to be "
            + "handed over. Without a session it lists those that are open or overdue. Exit status "
            + "1 means that something is open, wrong or waits for somebody.",
        operands: Operands(
            name: "SESSION",
            count: 0...1,
            help: "A session's id, or the last letters of it."
        ),
        options: [.format, .all] + RecordDesk.options,
        examples: [
            ("streamguard show", "Which sessions are open?"),
            ("streamguard show k3f9", "Everything about one session."),
        ]
    ) { (invocation, console) throws(Refusal) in
        let desk = try RecordDesk.toRead(invocation, console)
        let ledger: History
        do throws(JournalError) {
            ledger = try desk.workspace.ledger.read()
        } catch {
            throw error.refusal
        }
        let show = SessionShow(invocation, desk, ledger)
        guard let name = invocation.operands.first else { return try show.list() }
        return try show.one(name)
    }
}

private struct SessionShow {
    private let invocation: Invocation
    private let console: Console
    private let desk: RecordDesk
    private let ledger: History
    private let choice: SessionChoice
    private var asJSON: Bool { invocation.value(.format) == "json" }

    init(_ invocation: Invocation, _ desk: RecordDesk, _ ledger: History) {
        self.invocation = invocation
        self.desk = desk
        self.ledger = ledger
        console = desk.console
        choice = SessionChoice(desk, ledger)
    }

    func one(_ name: String) throws(Refusal) -> ExitCode {
        let opened = try choice.session(name)
        let account = try account(opened)
        if asJSON {
            console.output.write(SessionAccountJSON.json(account).pretty() + "\n")
        } else {
            console.output.write(
                SessionAccountText.text(
                    account,
                    desk.clock,
                    all: invocation.has(.all),
                    width: console.output.width,
                    colour: console.output.colour
                )
            )
        }
        return account.isSettled ? .yes : .no
    }

    private func account(_ opened: OpenedSession) throws(Refusal) -> SessionAccount {
        do throws(JournalError) {
            return try desk.account(of: opened, ledger)
        } catch {
            throw error.refusal
        }
    }

    func list() throws(Refusal) -> ExitCode {
        let now = try desk.now()
        let open = choice.open
        if asJSON {
            let json = SessionAccountJSON.json(open, now: now, isTrial: desk.workspace.isTrial)
            console.output.write(json.pretty() + "\n")
            return open.isEmpty ? .yes : .no
        }
        var page = Page(width: console.output.width, colour: console.output.colour)
        if open.isEmpty { page.paragraph("No session is open.") }
        for session in open {
            page.gap()
            page.paragraph(
                "\(session.shortID)\u{a0} \(desk.clock.moment(session.starts ?? session.at))",
                ink: .bold
            )
            if let account = try? account(session) { line(account, on: &page) }
        }
        if let first = open.first {
            page.gap()
            page.paragraph("`\(Program.name) show \(first.shortID)` shows all of it.")
        }
        console.output.write(page.text)
        return open.isEmpty ? .yes : .no
    }

    private func line(_ account: SessionAccount, on page: inout Page) {
        let session = account.opened
        page.paragraph(account.title ?? "a session whose plan is gone", indent: 2)
        page.paragraph("host \(session.host ?? session.author.by)", indent: 2)
        if account.isOverdue {
            let due = session.due.map { desk.clock.moment($0) } ?? ""
            page.paragraph("OVERDUE: its log was due by \(due)", indent: 2, ink: .red)
        } else if account.facts.endedAt != nil {
            page.paragraph("ended, its log is not finished", indent: 2)
        } else {
            page.paragraph("running", indent: 2)
        }
        if session.isDespite { page.paragraph("STARTED AGAINST THE RULES", indent: 2, ink: .red) }
        for incident in account.due.waiting {
            page.paragraph("NOT HANDED OVER: incident \(incident.seq)", indent: 2, ink: .red)
        }
    }
}
