import Checklist

/// `approvals --confirm-roles`: somebody confirms the roles of others that are new in the profile.
struct RoleConfirmation {
    private let invocation: Invocation
    private let desk: SchoolDesk
    private let holders: RoleHolders
    private let register: RoleRegister
    private let person: People.Person
    private var console: Console { desk.console }

    init(_ invocation: Invocation, _ desk: SchoolDesk) throws(Refusal) {
        self.invocation = invocation
        self.desk = desk
        person = try desk.record.requirePerson(to: "confirm roles")
        let book = desk.clerk.book
        guard book.isSound else { throw .damaged }
        register = book.roles
        holders = desk.holders
    }

    func run() throws(Refusal) -> ExitCode {
        let new = register.unconfirmed(holders)
        guard !new.isEmpty || register.entered != holders else {
            console.remark("No role is new in the school's profile.")
            return .yes
        }
        guard register.mayConfirm(person.id, holders) else { throw .mayNot(holders, register) }
        let others = new.filter { $0.id != person.id }
        guard !others.isEmpty || new.isEmpty else { throw .onlyOwn(new) }
        guard try isSeen(others) else { return .no }
        return console.recording { () throws(JournalError) in
            let receipt = try desk.workspace.ledger.append(
                holders.entry,
                by: desk.record.author
            )
            var page = Page(width: console.output.width, colour: console.output.colour)
            page.paragraph(
                others.isEmpty
                    ? "The list of roles in the record is that of the profile again."
                    : "CONFIRMED: \(RoleConfirmation.words(others)).",
                ink: .green
            )
            let own = new.filter { $0.id == person.id }
            if !own.isEmpty {
                page.paragraph("Your own is for somebody else: \(RoleConfirmation.words(own)).")
            }
            console.output.write(page.text)
            desk.record.say(receipt)
            return own.isEmpty ? .yes : .no
        }
    }

    /// Whether whoever confirms has seen whom, and says yes.
    private func isSeen(_ others: [RoleHolders.Holding]) throws(Refusal) -> Bool {
        let code = String(holders.digest.prefix(8))
        if let seen = invocation.value(.seen) {
            guard seen.lowercased() == code else { throw .sawOther(seen) }
            return true
        }
        var page = Page(width: console.errors.width, colour: false)
        page.paragraph(
            others.isEmpty
                ? "Nobody has a new role; some have lost theirs."
                : "New in the school's profile, code \(code):"
        )
        for holding in others {
            page.paragraph("\(holding.id)\u{a0}\u{a0}\(holding.role)", indent: 2)
        }
        console.say(String(page.text.dropLast()))
        guard console.inputIsTerminal else { throw .notSeen(code) }
        guard case .text(let answer) = console.ask("", "Type yes to confirm: "),
            Reply.trimmed(answer).lowercased() == "yes"
        else {
            console.remark("Nothing was confirmed, and nothing was saved.")
            return false
        }
        return true
    }

    /// "deputy-2 (slt) and chair (head)".
    static func words(_ holdings: [RoleHolders.Holding]) -> String {
        listed(holdings.map { "\($0.id) (\($0.role))" })
    }
}

extension Refusal {
    fileprivate static let damaged = Refusal(
        "the record is damaged, so nothing can be confirmed in it",
        hint: "`\(Program.name) verify` says more"
    )

    fileprivate static func mayNot(_ holders: RoleHolders, _ register: RoleRegister) -> Refusal {
        let ids = Set(holders.holdings.map(\.id)).filter { register.mayConfirm($0, holders) }
        return Refusal(
            "you may not confirm roles: that is for those whose own are confirmed",
            hint: "these may: \(listed(ids.sorted()))"
        )
    }

    fileprivate static func onlyOwn(_ new: [RoleHolders.Holding]) -> Refusal {
        Refusal(
            "only your own role is new (\(RoleConfirmation.words(new))), and somebody else has to "
                + "confirm that"
        )
    }

    fileprivate static func notSeen(_ code: String) -> Refusal {
        Refusal(
            "there is no terminal to ask you at",
            hint: "if that is right, confirm it with `\(Option.seen.typed) \(code)`"
        )
    }

    fileprivate static func sawOther(_ code: String) -> Refusal {
        Refusal(
            "\(code.quoted) is not the code of the roles as they are now",
            hint: "look at them again without `\(Option.seen.typed)`"
        )
    }
}
