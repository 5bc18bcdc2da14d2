import Checklist

/// `review done`: an action of an earlier review is done.
struct ReviewDone {
    private let console: Console
    private let desk: RecordDesk
    private let action: ReviewAction
    private let because: String?

    init(_ invocation: Invocation, _ names: [String], _ console: Console) throws(Refusal) {
        self.console = console
        guard let name = names.first, names.count == 1 else { throw .whichAction }
        desk = try RecordDesk.toRead(invocation, console)
        let person = try desk.requirePerson(to: "close actions")
        because = try ReviewWords.text(.doneBecause, invocation, console)
        let acts: ReviewActs
        do throws(JournalError) {
            acts = ReviewActs(try desk.workspace.ledger.read().records)
        } catch {
            throw error.refusal
        }
        let all = acts.actions()
        let found = all.filter { $0.id == name || "\($0.entry)" == name }
        guard let action = found.first, found.count == 1 else {
            throw .noAction(name, open: all.filter(\.isOpen).map(\.id))
        }
        if let done = action.done {
            throw .isDone(action, by: done.by, desk.clock.moment(done.at))
        }
        guard
            desk.people.isSame(person.id, action.owner)
                || Viewer.leaders.contains(where: person.holds)
        else { throw .mayNot(action) }
        self.action = action
    }

    func run() throws(Refusal) -> ExitCode {
        console.recording { () throws(JournalError) in
            let receipt = try desk.workspace.ledger.append(
                ReviewEntry.done(action, because: because),
                by: desk.author
            )
            var page = Page(width: console.output.width, colour: console.output.colour)
            page.paragraph(
                "DONE\u{a0}\u{a0}\(action.text ?? "(text erased)")",
                hanging: 2,
                ink: .green
            )
            page.paragraph(
                "Action \(action.id) of \(action.owner), which was due by "
                    + "\(action.due.described).",
                indent: 2
            )
            if let because { page.paragraph(because, indent: 2) }
            console.output.write(page.text)
            desk.say(receipt)
            return .yes
        }
    }
}

extension ReviewActs {
    /// What somebody should have done by now.
    func overdue(of person: People.Person, on today: Day) -> [ReviewAction] {
        actions().filter { $0.isOpen && $0.due < today && person.ids.contains($0.owner) }
    }
}

extension Console {
    /// Reminds somebody of what they should have done after a review.
    func warn(overdue actions: [ReviewAction]) {
        for action in actions {
            warn(
                "what you were to do after a review by \(action.due.described) is still open: "
                    + "\((action.text ?? "its text was erased").quoted); "
                    + "`\(Program.name) review done \(action.id)` says that it is done"
            )
        }
    }
}

extension Refusal {
    fileprivate static let whichAction = Refusal(
        "`review done` needs the number of one action, such as 41.1",
        hint: "`\(Program.name) review` lists those that are open"
    )

    fileprivate static func noAction(_ name: String, open: [String]) -> Refusal {
        Refusal(
            "there is no action \(name.quoted)",
            hint: open.isEmpty ? "no action is open" : "these are open: \(listed(open))"
        )
    }

    fileprivate static func isDone(
        _ action: ReviewAction,
        by person: String,
        _ when: String
    ) -> Refusal {
        Refusal("action \(action.id) is done already: \(person) said so on \(when)")
    }

    fileprivate static func mayNot(_ action: ReviewAction) -> Refusal {
        Refusal(
            "you may not close action \(action.id): it is for \(action.owner) or the roles "
                + listed(Viewer.leaders, joinedBy: "or")
        )
    }
}
