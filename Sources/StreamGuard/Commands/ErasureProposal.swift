import Checklist

/// `redact SESSION` and `redact --due`: somebody proposes to erase something.
struct ErasureProposal {
    private let invocation: Invocation
    private let desk: DisposalDesk
    private var console: Console { desk.console }

    init(_ invocation: Invocation, _ desk: DisposalDesk) {
        self.invocation = invocation
        self.desk = desk
    }

    /// Something to propose, and what would go.
    struct Draft {
        let subject: DisposalEntry.Subject
        let ground: DisposalEntry.Ground
        /// Whether somebody has to say why.
        let needsReason: Bool
        /// The texts that would go, with the number of characters of each: never what they say.
        let texts: [(chain: String, text: History.Erasable, length: Int)]
        let day: Day?
        let host: String?
    }

    func run() throws(JournalError) -> ExitCode {
        let drafts = try invocation.has(.dueNow) ? due() : chosen()
        guard !drafts.isEmpty else {
            console.remark("Nothing is due.")
            return .yes
        }
        let because = try DisposalReason(invocation: invocation, console: console).words(
            asking: "Why may it be erased? ",
            needed: !invocation.has(.dryRun) && drafts.contains(where: \.needsReason)
        )
        let output = console.output
        let isDry = invocation.has(.dryRun)
        let text = DisposalText.drafts(
            drafts,
            desk.retention,
            isDry: isDry,
            width: output.width,
            colour: output.colour
        )
        if isDry {
            output.write(text)
            return .no
        }
        let receipts = try desk.workspace.enter(by: desk.record.author) {
            (book) throws(JournalError) in
            var entries: [NewEntry] = []
            for draft in drafts {
                let holds = book.holds(on: draft.subject)
                guard holds.isEmpty else { throw .held(holds, "that") }
                // Two people may have proposed the same at once.
                guard book.waiting(for: draft.subject) == nil else { continue }
                entries.append(
                    DisposalEntry.propose(draft.subject, draft.ground, because: because)
                )
            }
            return entries
        }
        output.write(text)
        for receipt in receipts { desk.record.say(receipt) }
        console.remark(
            "Nothing is erased yet. Somebody else confirms it with `\(Program.name) redact "
                + "\(Option.confirmErasure.typed) \(receipts.count == 1 ? "\(receipts[0].seq)" : Option.allThere.typed)`: "
                + listed(desk.others, joinedBy: "or") + "."
        )
        return .no
    }

    // MARK: All that is due

    private func due() throws(JournalError) -> [Draft] {
        do throws(Refusal) {
            return try desk.due().ready.map { (item) throws(Refusal) in
                Draft(
                    subject: item.subject,
                    ground: DisposalEntry.Ground(
                        kind: item.kind,
                        days: item.days,
                        from: item.from,
                        isEarly: false
                    ),
                    needsReason: false,
                    texts: try texts(of: item.subject),
                    day: item.day,
                    host: item.host
                )
            }
        } catch {
            throw JournalError(.usage, error.message, hint: error.hint)
        }
    }

    // MARK: One thing

    private func chosen() throws(JournalError) -> [Draft] {
        guard invocation.operands.count == 1 else { throw .oneAtATime(invocation.operands[1]) }
        let word = invocation.operands[0]
        let number = try invocation.value(.numbered).map { (typed) throws(JournalError) in
            guard let number = Int(typed), number > 0 else { throw .notANumber(typed) }
            return number
        }
        if word == Ledger.chain {
            guard let number else { throw .whichEntry }
            return [try ofLedger(number)]
        }
        let one = try desk.session(word)
        if let why = one.hindrances.first { throw .mayNot(why.told) }
        guard let number else { return [try whole(one)] }
        let field = try field(of: one.account.history, number)
        let text = History.Erasable(seq: number, name: field)
        return [try single(.text(text, of: one.opened.id, upTo: one.last), one)]
    }

    /// All of a session.
    private func whole(_ one: DisposalDesk.Case) throws(JournalError) -> Draft {
        let subject = one.subject
        try refuseIfStopped(subject)
        if let blocker = one.blockers.first {
            throw .notYet(blocker.words, blocker.help(one.opened.shortID))
        }
        guard one.hasTexts else { throw .nothingThere(one.opened.id) }
        let isEarly = one.from > desk.today || one.kind.needsPerson
        do throws(Refusal) {
            return Draft(
                subject: subject,
                ground: DisposalEntry.Ground(
                    kind: one.kind,
                    days: desk.retention.days(one.kind),
                    from: one.from,
                    isEarly: isEarly
                ),
                needsReason: isEarly,
                texts: try texts(of: subject),
                day: one.day,
                host: one.opened.host
            )
        } catch {
            throw JournalError(.usage, error.message, hint: error.hint)
        }
    }

    private func single(
        _ subject: DisposalEntry.Subject,
        _ one: DisposalDesk.Case?
    ) throws(JournalError) -> Draft {
        try refuseIfStopped(subject)
        if one?.blockers.contains(.damaged) ?? false {
            throw .notYet(DueItem.Blocker.damaged.words, DueItem.Blocker.damaged.help(""))
        }
        do throws(Refusal) {
            return Draft(
                subject: subject,
                ground: DisposalEntry.Ground(kind: nil, days: nil, from: nil, isEarly: true),
                needsReason: true,
                texts: try texts(of: subject),
                day: one?.day,
                host: one?.opened.host
            )
        } catch {
            throw JournalError(.usage, error.message, hint: error.hint)
        }
    }

    /// An entry of the ledger: one of its texts, all of them, or a plan that was never run.
    private func ofLedger(_ number: Int) throws(JournalError) -> Draft {
        guard let entry = desk.ledger.records.first(where: { $0.seq == number }) else {
            throw .noEntry(number, Ledger.chain)
        }
        if let id = entry.fact("sid"), let why = desk.participation(in: id) { throw .mayNot(why) }
        if invocation.has(.field) {
            let field = try field(of: desk.ledger, number)
            return try single(.ledger(number, field: field), nil)
        }
        guard entry.kind == .plan || entry.kind == .planRevised else {
            guard entry.hasText else { throw .noTexts(number) }
            return try single(.ledger(number, field: nil), nil)
        }
        let chains = PlanChains(desk.ledger.records)
        guard let chain = entry.fact("plan").flatMap({ chains.chain(holding: $0) }) else {
            throw .noTexts(number)
        }
        if let session = chain.sessions.first { throw .isOfSession(number, session.id) }
        guard chain.latest < desk.now else { throw .stillToCome(number) }
        return try single(.plan(chain.first.seq), nil)
    }

    /// The text that was named, or the only one of the entry.
    private func field(of history: History, _ number: Int) throws(JournalError) -> String {
        guard let entry = history.records.first(where: { $0.seq == number }) else {
            throw .noEntry(number, history.chain)
        }
        let there = entry.texts.filter { text in
            if case .open = history.state(of: text.name, in: entry) { true } else { false }
        }.map(\.name)
        guard let name = invocation.value(.field) else {
            guard let only = there.first, there.count == 1 else {
                throw there.isEmpty ? .noTexts(number) : .whichField(number, there)
            }
            return only
        }
        if there.contains(name) { return name }
        guard entry.texts.contains(where: { $0.name == name }) else {
            throw .noField(name, number, there)
        }
        if case .erased = history.state(of: name, in: entry) { throw .erasedAlready(name, number) }
        throw .textChanged(name, number)
    }

    private func refuseIfStopped(_ subject: DisposalEntry.Subject) throws(JournalError) {
        let holds = desk.book.holds(on: subject)
        guard holds.isEmpty else { throw .held(holds, "that") }
        if let waiting = desk.book.waiting(for: subject) { throw .waits(waiting) }
    }

    // MARK: What would go

    private func texts(
        of subject: DisposalEntry.Subject
    ) throws(Refusal) -> [(chain: String, text: History.Erasable, length: Int)] {
        var found: [(chain: String, text: History.Erasable, length: Int)] = []
        func add(_ history: History, _ wanted: (History.Erasable) -> Bool) {
            for entry in history.records {
                for (name, text) in entry.texts {
                    let erasable = History.Erasable(seq: entry.seq, name: name)
                    guard case .open(_, let words) = text, wanted(erasable) else { continue }
                    found.append((history.chain, erasable, words.count))
                }
            }
        }
        if let id = subject.session.flatMap({ SessionID($0) }) {
            do throws(JournalError) {
                let history = try desk.workspace.session(id).read()
                switch subject {
                case .text(let text, _, _): add(history) { $0 == text }
                case .session(_, let link): add(history) { $0.seq <= link.seq }
                default: break
                }
            } catch {
                throw error.refusal
            }
        }
        let scope = DisposalScope(desk.ledger.records, at: desk.now).texts(of: subject)
        add(desk.ledger, scope.contains)
        let plans = scope.filter { $0.name == History.Erasable.plan }
        return found + plans.map { (Ledger.chain, $0, 0) }
    }
}

extension JournalError {
    fileprivate static func oneAtATime(_ word: String) -> JournalError {
        JournalError(
            .usage,
            "one session at a time, and \(word.quoted) is another",
            hint: "`\(Option.dueNow.typed)` proposes all that is due"
        )
    }

    fileprivate static func notANumber(_ typed: String) -> JournalError {
        JournalError(.usage, "\(typed.quoted) is not the number of an entry")
    }

    fileprivate static let whichEntry = JournalError(
        .usage,
        "the ledger is not erased as a whole: `\(Option.numbered.typed)` says which entry"
    )

    static func mayNot(_ why: String) -> JournalError {
        JournalError(.notPermitted, "you may not decide on this: \(why)")
    }

    fileprivate static func notYet(_ why: String, _ help: String) -> JournalError {
        JournalError(.usage, "it cannot be erased yet: \(why)", hint: help)
    }

    fileprivate static func nothingThere(_ id: String) -> JournalError {
        JournalError(.usage, "nothing is left of \(id.quoted) that could be erased")
    }

    fileprivate static func noEntry(_ number: Int, _ chain: String) -> JournalError {
        JournalError(.notFound, "\(chain.quoted) has no entry \(number)")
    }

    fileprivate static func noTexts(_ number: Int) -> JournalError {
        JournalError(.usage, "entry \(number) has no text that could be erased")
    }

    fileprivate static func whichField(_ number: Int, _ names: [String]) -> JournalError {
        JournalError(
            .usage,
            "entry \(number) has \(names.count) texts",
            hint: "say which with `\(Option.field.typed)`: \(listed(names, joinedBy: "or"))"
        )
    }

    fileprivate static func noField(
        _ name: String,
        _ number: Int,
        _ names: [String]
    ) -> JournalError {
        JournalError(
            .notFound,
            "entry \(number) has no text \(name.quoted)",
            hint: names.isEmpty ? nil : "it has \(listed(names))"
        )
    }

    fileprivate static func erasedAlready(_ name: String, _ number: Int) -> JournalError {
        JournalError(.usage, "the text \(name.quoted) of entry \(number) is erased already")
    }

    fileprivate static func textChanged(_ name: String, _ number: Int) -> JournalError {
        JournalError(
            .damaged,
            "the text \(name.quoted) of entry \(number) is gone or changed, and no entry says why",
            hint: "`\(Program.name) verify` says more"
        )
    }

    fileprivate static func isOfSession(_ number: Int, _ id: String) -> JournalError {
        JournalError(
            .usage,
            "entry \(number) is the plan of a session",
            hint: "dispose of the session: `\(Program.name) redact \(id)`"
        )
    }

    fileprivate static func stillToCome(_ number: Int) -> JournalError {
        JournalError(.usage, "the plan of entry \(number) is still to come")
    }

    fileprivate static func waits(_ proposal: Proposal) -> JournalError {
        JournalError(
            .usage,
            "\(proposal.author.by.quoted) has proposed that already, as entry \(proposal.entry)",
            hint: "`\(Program.name) redact \(Option.confirmErasure.typed) \(proposal.entry)` "
                + "confirms it, if you are somebody else"
        )
    }
}
