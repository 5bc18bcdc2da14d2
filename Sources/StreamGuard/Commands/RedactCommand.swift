import Checklist

extension Command {
    static let redact = Command(
        name: "redact",
        summary: "erase what the school need not keep any longer",
        about: "Erases texts for good: of a session, a single text, or all that is past its date. "
            + "One person proposes it, a second one confirms it under their own account, and only "
            + "then it is erased. What happened stays: times, kinds, counts and ids of staff, and "
            + "who erased what, when and why. Without anything else it lists what waits for a "
            + "second person, and which holds there are; exit status 1 means that something waits.",
        operands: Operands(
            name: "SESSION",
            count: 0...Int.max,
            help: "A session's id, or the last letters of it; `ledger` for an entry of the ledger; "
                + "after `--confirm` and `--drop` the numbers of proposals."
        ),
        options: [
            .dueNow, .numbered, .field, .eraseReason, .keepText, .dryRun, .confirmErasure,
            .allThere, .seenErasure, .dropProposal, .hold, .release, .reapply, .format,
        ] + RecordDesk.options,
        examples: [
            ("streamguard redact --due", "Propose to erase all that is past its date."),
            ("streamguard redact --confirm --all", "Confirm it, as the second person."),
            (
                "streamguard redact k3f9 --entry 7 --field note --because 'It named a pupil.'",
                "Propose to erase one text."
            ),
        ]
    ) { (invocation, console) throws(Refusal) in
        let redact = try Redact(invocation, console)
        return console.disposing { () throws(JournalError) in try redact.run() }
    }
}

/// One use of `redact`: which of its parts was asked for.
private struct Redact {
    private let invocation: Invocation
    private let console: Console
    private let mode: Mode

    private enum Mode: CaseIterable {
        case list, propose, due, confirm, drop, hold, release, reapply

        /// What asks for it; nothing for those that need no option.
        var option: Option? {
            switch self {
            case .list, .propose: nil
            case .due: .dueNow
            case .confirm: .confirmErasure
            case .drop: .dropProposal
            case .hold: .hold
            case .release: .release
            case .reapply: .reapply
            }
        }

        /// The options that mean something besides.
        var takes: [Option] {
            switch self {
            case .list, .reapply: []
            case .propose: [.numbered, .field, .eraseReason, .keepText, .dryRun]
            case .due: [.eraseReason, .keepText, .dryRun]
            case .confirm: [.allThere, .seenErasure]
            case .drop: [.eraseReason, .keepText]
            case .hold, .release: [.allThere, .eraseReason, .keepText]
            }
        }
    }

    init(_ invocation: Invocation, _ console: Console) throws(Refusal) {
        self.invocation = invocation
        self.console = console
        let asked = Mode.allCases.filter { $0.option.map(invocation.has) ?? false }
        if asked.count > 1, let one = asked[0].option, let other = asked[1].option {
            throw .notTogether(one, other)
        }
        let mode = asked.first ?? (invocation.operands.isEmpty ? .list : .propose)
        self.mode = mode
        let own: [Option] = [
            .numbered, .field, .eraseReason, .keepText, .dryRun, .allThere, .seenErasure,
        ]
        for option in own
        where invocation.has(option) && !mode.takes.contains(where: { $0 === option }) {
            throw mode.option.map { .notTogether(option, $0) } ?? .aboutWhat(option)
        }
        let takesNothing = mode == .due || mode == .reapply
        if takesNothing, let word = invocation.operands.first { throw .tooMuch(word) }
        if invocation.has(.field), !invocation.has(.numbered) { throw .fieldOfWhat }
    }

    func run() throws(JournalError) -> ExitCode {
        let record = try RecordDesk(invocation, console)
        let desk = try DisposalDesk(record, toReapply: mode == .reapply)
        switch mode {
        case .list: return try list(desk)
        case .propose, .due: return try ErasureProposal(invocation, desk).run()
        case .confirm: return try ErasureConfirmation(invocation, desk).run()
        case .reapply: return try ErasureConfirmation(invocation, desk).finish()
        case .drop: return try HoldDecision(invocation, desk).drop()
        case .hold: return try HoldDecision(invocation, desk).hold()
        case .release: return try HoldDecision(invocation, desk).release()
        }
    }

    private func list(_ desk: DisposalDesk) throws(JournalError) -> ExitCode {
        let waiting = desk.waiting
        if invocation.value(.format) == "json" {
            console.output.write(DisposalJSON.json(waiting, desk.book, desk.clock).pretty() + "\n")
        } else {
            let output = console.output
            output.write(
                DisposalText.list(
                    waiting,
                    desk.book,
                    desk.clock,
                    width: output.width,
                    colour: output.colour
                )
            )
        }
        let isQuiet = waiting.isEmpty && desk.book.releases.isEmpty && desk.book.unfinished.isEmpty
        return isQuiet ? .yes : .no
    }
}

extension Console {
    /// Runs work about disposal; what fails loses nothing that would have to go on paper.
    fileprivate func disposing(_ work: () throws(JournalError) -> ExitCode) -> ExitCode {
        do throws(JournalError) {
            return try work()
        } catch {
            let isRefused = [ExitCode.noAnswer, .notPermitted].contains(error.exitCode)
            let hint =
                isRefused
                ? error.hint
                : error.hint ?? "`\(Program.name) redact` says what waits, and what was stopped"
            complain(Refusal(isRefused ? error.message : "NOT DONE: \(error.message)", hint: hint))
            return error.exitCode
        }
    }
}

extension DisposalDesk {
    /// What waits for a second person, with why the person at the keyboard may not confirm it; what
    /// must be kept from them is left out.
    var waiting: [WaitingProposal] {
        book.open.compactMap { proposal in
            if let session = proposal.subject.session, isKept(session) { return nil }
            return WaitingProposal(
                proposal: proposal,
                hindrance: hindrance(to: proposal),
                holds: book.holds(on: proposal.subject),
                exports: exports(of: proposal.subject.session)
            )
        }
    }

    /// Whether something in a session must be kept from whoever asks.
    func isKept(_ session: String) -> Bool {
        participation(in: session) == Reviewer.Hindrance.keptFromThem.told
    }
}

extension Refusal {
    fileprivate static func notTogether(_ one: Option, _ other: Option) -> Refusal {
        Refusal(
            "`\(one.typed)` and `\(other.typed)` do not go together",
            hint: "`\(Program.name) help redact` says what each is for"
        )
    }

    fileprivate static func aboutWhat(_ option: Option) -> Refusal {
        Refusal(
            "`\(option.typed)` says nothing here",
            hint: "`\(Program.name) help redact` says what each is for"
        )
    }

    fileprivate static func tooMuch(_ word: String) -> Refusal {
        Refusal("\(word.quoted) is too much: nothing is named here")
    }

    fileprivate static let fieldOfWhat = Refusal(
        "`\(Option.field.typed)` needs `\(Option.numbered.typed)`: a text is named by both"
    )
}
