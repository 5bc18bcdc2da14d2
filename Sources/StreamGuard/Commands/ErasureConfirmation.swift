import Checklist

/// `redact --confirm`: the second person says yes, and it is erased; `redact --reapply` finishes
/// what was stopped.
struct ErasureConfirmation {
    private let invocation: Invocation
    private let desk: DisposalDesk
    private var console: Console { desk.console }
    private var author: Author { desk.record.author }

    init(_ invocation: Invocation, _ desk: DisposalDesk) {
        self.invocation = invocation
        self.desk = desk
    }

    /// What somebody confirms.
    private struct Choice {
        var erasures: [WaitingProposal] = []
        var releases: [Hold] = []
        /// What was confirmed before, and was stopped.
        var unfinished: [Proposal] = []
        /// Whether something waits that whoever is at the keyboard may not confirm.
        var isPart = false

        var isEmpty: Bool { erasures.isEmpty && releases.isEmpty && unfinished.isEmpty }

        /// Of exactly these proposals and of no others.
        var code: String {
            let hashes = erasures.map(\.proposal.hash) + releases.compactMap { $0.release?.hash }
            return String(Digest("slog/1/seen\0".utf8 + Array(hashes.joined().utf8)).hex.prefix(8))
        }
    }

    func run() throws(JournalError) -> ExitCode {
        let choice = try choice()
        guard !choice.isEmpty else {
            console.remark("Nothing waits for you.")
            return choice.isPart ? .no : .yes
        }
        if !choice.erasures.isEmpty || !choice.releases.isEmpty {
            guard try isSeen(choice) else { return .no }
            try confirm(choice)
        }
        let wanted = choice.erasures.map(\.proposal.entry) + choice.unfinished.map(\.entry)
        let outcome = try carryOut(wanted)
        return choice.isPart && outcome == .yes ? .no : outcome
    }

    // MARK: What is confirmed

    private func choice() throws(JournalError) -> Choice {
        var choice = Choice()
        if invocation.has(.allThere) {
            if let word = invocation.operands.first { throw .allAndOne(word) }
            var left: [(why: String, entries: [Int])] = []
            for one in desk.waiting {
                guard let why = try why(one) else {
                    choice.erasures.append(one)
                    continue
                }
                if let index = left.firstIndex(where: { $0.why == why }) {
                    left[index].entries.append(one.proposal.entry)
                } else {
                    left.append((why, [one.proposal.entry]))
                }
            }
            for (why, entries) in left { warn(entries, why) }
            choice.isPart = !left.isEmpty
            choice.releases = desk.book.releases.filter { hindrance(to: $0) == nil }
            choice.unfinished = desk.book.unfinished.filter { holds($0).isEmpty }
            return choice
        }
        guard !invocation.operands.isEmpty else { throw .confirmWhat(desk) }
        var seen: Set<String> = []
        for word in invocation.operands where seen.insert(word).inserted {
            if let one = desk.waiting.first(where: { "\($0.proposal.entry)" == word }) {
                if let why = try why(one) { throw .mayNot(why) }
                choice.erasures.append(one)
            } else if let hold = desk.book.releases.first(where: { hold in
                hold.release.map { "\($0.entry)" } == word
            }) {
                if let why = hindrance(to: hold) { throw .mayNot(why) }
                choice.releases.append(hold)
            } else if let old = desk.book.unfinished.first(where: { "\($0.entry)" == word }) {
                guard holds(old).isEmpty else { throw .held(holds(old), "that") }
                choice.unfinished.append(old)
            } else {
                throw .noProposal(word)
            }
        }
        return choice
    }

    /// Says what is left out, once for each reason: a hold may be on hundreds.
    private func warn(_ entries: [Int], _ why: String) {
        let named = entries.prefix(8).map { "\($0)" }
        let more = entries.count - named.count
        let all = listed(named + (more > 0 ? ["\(more) more"] : []))
        console.warn("left out: \(entries.count == 1 ? "proposal" : "proposals") \(all): \(why)")
    }

    /// Why something cannot be confirmed by whoever is at the keyboard.
    private func why(_ one: WaitingProposal) throws(JournalError) -> String? {
        if let why = one.hindrance { return why }
        if !one.holds.isEmpty {
            return "under hold \(listed(one.holds.map { "\($0.entry)" }))"
        }
        guard case .session(let id, let link) = one.proposal.subject else { return nil }
        // What came after it was proposed, nobody has looked at.
        let now = try desk.session(id)
        if now.last.seq > link.seq {
            return "something was written to its log since: drop it, and propose it again"
        }
        return now.blockers.first.map { "\($0.words): \($0.help(now.opened.shortID))" }
    }

    private func hindrance(to hold: Hold) -> String? {
        guard let release = hold.release else { return "nobody proposed it" }
        if let session = hold.session, let why = desk.participation(in: session) { return why }
        return desk.hindrance(to: release.author, nil)
    }

    private func holds(_ proposal: Proposal) -> [Hold] { desk.book.holds(on: proposal.subject) }

    /// Whether whoever confirms has seen what, and says yes.
    private func isSeen(_ choice: Choice) throws(JournalError) -> Bool {
        let code = choice.code
        if let seen = invocation.value(.seenErasure) {
            guard seen.lowercased() == code else { throw .sawOther(seen) }
            return true
        }
        console.say(
            String(
                DisposalText.confirming(
                    choice.erasures,
                    choice.releases,
                    desk.retention,
                    desk.clock,
                    width: console.errors.width
                ).dropLast()
            )
        )
        guard console.inputIsTerminal else { throw .notSeen(code) }
        guard
            case .text(let answer) = console.ask(
                "",
                "It cannot be brought back. Type yes to confirm: "
            ), Reply.trimmed(answer).lowercased() == "yes"
        else {
            console.remark("Nothing was confirmed, and nothing was erased.")
            return false
        }
        return true
    }

    private func confirm(_ choice: Choice) throws(JournalError) {
        let receipts = try desk.workspace.enter(by: author) { (book) throws(JournalError) in
            var entries: [NewEntry] = []
            for hold in choice.releases {
                guard let entry = hold.release?.entry,
                    book.releases.contains(where: { $0.release?.entry == entry })
                else { throw .noProposal("\(hold.release?.entry ?? 0)") }
                entries.append(
                    DisposalEntry.follow(.released, of: entry, session: hold.session)
                )
            }
            for one in choice.erasures {
                let proposal = one.proposal
                // Somebody may have confirmed, given it up or held it a moment ago.
                guard book.proposal(proposal.entry)?.isOpen ?? false else {
                    throw .noProposal("\(proposal.entry)")
                }
                let holds = book.holds(on: proposal.subject)
                guard holds.isEmpty else { throw .held(holds, "proposal \(proposal.entry)") }
                entries.append(
                    DisposalEntry.follow(
                        .confirm,
                        of: proposal.entry,
                        session: proposal.subject.session
                    )
                )
            }
            return entries
        }
        for receipt in receipts { desk.record.say(receipt) }
    }

    // MARK: Erasing

    private func carryOut(_ wanted: [Int]) throws(JournalError) -> ExitCode {
        guard !wanted.isEmpty else { return .yes }
        let ledger = try desk.workspace.ledger.read()
        let book = DisposalBook(ledger.records)
        let proposals = book.unfinished.filter { wanted.contains($0.entry) }
        let sessions = Set(
            proposals.compactMap { proposal in
                if case .session(let id, _) = proposal.subject { id } else { nil }
            }
        )
        let scope = DisposalScope(ledger.records, at: desk.now)
        let orders = proposals.map { proposal in
            DisposalOrder(
                proposal: proposal.entry,
                about: proposal.subject.session,
                second: book.other(than: author.by, proposal.entry),
                log: proposal.subject.log,
                ledger: scope.texts(of: proposal.subject, besides: sessions)
            )
        }
        let receipts = try desk.workspace.carryOut(orders, by: author)
        var page = Page(width: console.output.width, colour: console.output.colour)
        for proposal in proposals {
            page.paragraph("ERASED: \(DisposalText.subject(proposal.subject)).", ink: .green)
        }
        console.output.write(page.text)
        for receipt in receipts { desk.record.say(receipt) }
        let exports = Set(proposals.flatMap { desk.exports(of: $0.subject.session).map(\.words) })
        if !exports.isEmpty {
            console.remark(
                "Handed out before, so tell whoever has it that it was erased: "
                    + "\(listed(exports.sorted()))."
            )
        }
        console.remark(
            "It is still in copies and back-ups: docs/retention.md says what to do about them."
        )
        return .yes
    }

    /// Finishes what was stopped, and erases again what came back.
    func finish() throws(JournalError) -> ExitCode {
        let held = desk.book.unfinished.filter { !holds($0).isEmpty }
        let rest = desk.book.unfinished.filter { holds($0).isEmpty }
        if !rest.isEmpty { _ = try carryOut(rest.map(\.entry)) }
        for proposal in held {
            console.warn("proposal \(proposal.entry) was stopped, and is under hold by now")
        }
        let book = desk.book
        let count = try desk.workspace.reapplyErasures(by: author) { proposal in
            book.other(than: author.by, proposal)
        }
        if count > 0 {
            let receipt = try desk.workspace.ledger.append(DisposalEntry.reapply(count), by: author)
            desk.record.say(receipt)
        }
        console.remark(
            count > 0
                ? "\(counted(count, "text")) erased again."
                : rest.isEmpty ? "Nothing that was erased is there." : "It is finished."
        )
        return held.isEmpty ? .yes : .no
    }
}

extension DisposalEntry.Subject {
    /// What of a session's log it erases.
    fileprivate var log: (id: SessionID, texts: Erasure.Texts)? {
        switch self {
        case .session(let id, let link): SessionID(id).map { ($0, .all(upTo: link.seq)) }
        case .text(let text, let id, _): SessionID(id).map { ($0, .these([text])) }
        case .plan, .ledger: nil
        }
    }
}

extension JournalError {
    fileprivate static func confirmWhat(_ desk: DisposalDesk) -> JournalError {
        let numbers = desk.waiting.map { "\($0.proposal.entry)" }
        return JournalError(
            .usage,
            "the number of a proposal is needed, or `\(Option.allThere.typed)`",
            hint: numbers.isEmpty ? "nothing waits" : "these wait: \(listed(numbers))"
        )
    }

    fileprivate static func allAndOne(_ word: String) -> JournalError {
        JournalError(
            .usage,
            "`\(Option.allThere.typed)` is everything, so \(word.quoted) is too much"
        )
    }

    fileprivate static func notSeen(_ code: String) -> JournalError {
        JournalError(
            .usage,
            "nothing was confirmed: there is no terminal to ask you at",
            hint: "if that is right, confirm it with `\(Option.seenErasure.typed) \(code)`"
        )
    }

    fileprivate static func sawOther(_ code: String) -> JournalError {
        JournalError(
            .usage,
            "\(code.quoted) is not the code of what waits now",
            hint: "look at it again without `\(Option.seenErasure.typed)`"
        )
    }
}
