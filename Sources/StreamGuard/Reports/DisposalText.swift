import Checklist

/// A proposal that waits, as whoever looks at it may see it.
struct WaitingProposal {
    let proposal: Proposal
    /// Why whoever looks may not confirm it.
    let hindrance: String?
    let holds: [Hold]
    let exports: [HandedOut]
}

/// The pages of disposal for people.
///
/// No text that could be erased is ever in them, only what it belongs to and how long it is.
struct DisposalText {
    private var page: Page

    /// Something that may be erased, in words.
    static func subject(_ subject: DisposalEntry.Subject) -> String {
        switch subject {
        case .session(let id, _): "session \(id)"
        case .text(let text, let id, _):
            "the text \(text.name) of entry \(text.seq) of session \(id)"
        case .plan(let entry): "the plan of entry \(entry) of the ledger, which was never run"
        case .ledger(let entry, let field?): "the text \(field) of entry \(entry) of the ledger"
        case .ledger(let entry, nil): "the texts of entry \(entry) of the ledger"
        }
    }

    /// Why something may be erased, in words.
    static func ground(_ ground: DisposalEntry.Ground, shortened: Set<Retention.Kind>) -> String? {
        guard let kind = ground.kind, let days = ground.days, let from = ground.from else {
            return nil
        }
        let length = Retention.words(days)
        let own = shortened.contains(kind) ? ", which is less than usual" : ""
        return "\(kind.words): kept for \(length) after the school year\(own), so until "
            + from.adding(-1).described
    }

    // MARK: What waits

    static func list(
        _ waiting: [WaitingProposal],
        _ book: DisposalBook,
        _ clock: LocalTime,
        width: Int,
        colour: Bool
    ) -> String {
        var text = DisposalText(page: Page(width: width, colour: colour))
        if !book.unfinished.isEmpty {
            text.page.paragraph(
                "STOPPED BEFORE IT WAS DONE: \(listed(book.unfinished.map { "\($0.entry)" })). "
                    + "`\(Program.name) redact \(Option.reapply.typed)` finishes it.",
                ink: .red
            )
            text.page.gap()
        }
        if waiting.isEmpty, book.releases.isEmpty {
            text.page.paragraph("Nothing waits for a second person.", ink: .green)
        } else {
            text.page.heading("Waits for a second person")
            for one in waiting { text.add(one, clock, [], hindered: true) }
            for hold in book.releases { text.add(releaseOf: hold, clock) }
            text.page.gap()
            text.page.paragraph(
                "`\(Program.name) redact \(Option.confirmErasure.typed) NUMBER` confirms and "
                    + "erases, `\(Option.dropProposal.typed) NUMBER` gives it up."
            )
        }
        let holds = book.holds.filter { !$0.isOver }
        if !holds.isEmpty {
            text.page.gap()
            text.page.heading("On hold")
            for hold in holds { text.add(hold, clock) }
        }
        return text.page.text
    }

    static func confirming(
        _ erasures: [WaitingProposal],
        _ releases: [Hold],
        _ retention: Retention,
        _ clock: LocalTime,
        width: Int
    ) -> String {
        var text = DisposalText(page: Page(width: width, colour: false))
        for one in erasures { text.add(one, clock, retention.shortened, hindered: false) }
        for hold in releases { text.add(releaseOf: hold, clock) }
        return text.page.text
    }

    private mutating func add(
        _ one: WaitingProposal,
        _ clock: LocalTime,
        _ shortened: Set<Retention.Kind>,
        hindered: Bool
    ) {
        let proposal = one.proposal
        page.gap()
        page.paragraph(
            "\(proposal.entry)\u{a0}\u{a0}\(DisposalText.subject(proposal.subject))",
            hanging: 2,
            ink: .bold
        )
        page.paragraph(
            "Proposed by \(proposal.author.by) on \(clock.moment(proposal.at))",
            indent: 2
        )
        if let ground = DisposalText.ground(proposal.ground, shortened: shortened) {
            page.paragraph(ground, indent: 2)
        }
        if proposal.ground.isEarly {
            page.paragraph("BEFORE ITS DATE, or without one", indent: 2, ink: .yellow)
        }
        if let because = proposal.because { page.labelled("Because:", because, indent: 2) }
        for hold in one.holds {
            page.paragraph("ON HOLD (\(hold.entry), by \(hold.author.by))", indent: 2, ink: .red)
        }
        if !one.exports.isEmpty {
            page.labelled("Handed out to:", listed(one.exports.map(\.words)), indent: 2)
        }
        if hindered, let why = one.hindrance { page.labelled("Not for you:", why, indent: 2) }
    }

    private mutating func add(releaseOf hold: Hold, _ clock: LocalTime) {
        guard let release = hold.release else { return }
        page.gap()
        page.paragraph(
            "\(release.entry)\u{a0}\u{a0}the end of hold \(hold.entry) on "
                + (hold.session.map { "session \($0)" } ?? "the whole record"),
            hanging: 2,
            ink: .bold
        )
        page.paragraph("Proposed by \(release.author.by)", indent: 2)
        if let because = release.because { page.labelled("Because:", because, indent: 2) }
    }

    private mutating func add(_ hold: Hold, _ clock: LocalTime) {
        page.paragraph(
            "\(hold.entry)\u{a0}\u{a0}\(hold.session.map { "session \($0)" } ?? "the whole record"), "
                + "by \(hold.author.by) on \(clock.moment(hold.at))"
                + (hold.because.map { ": \($0)" } ?? ""),
            hanging: 2
        )
    }

    // MARK: What would go

    static func drafts(
        _ drafts: [ErasureProposal.Draft],
        _ retention: Retention,
        isDry: Bool,
        width: Int,
        colour: Bool
    ) -> String {
        var text = DisposalText(page: Page(width: width, colour: colour))
        for draft in drafts { text.add(draft, retention) }
        text.page.gap()
        text.page.paragraph(
            "Times, kinds, counts and ids of staff stay, with who erased what, when and why."
        )
        if isDry { text.page.paragraph("Nothing was proposed.") }
        return text.page.text
    }

    private mutating func add(_ draft: ErasureProposal.Draft, _ retention: Retention) {
        page.gap()
        page.paragraph("Would go: \(DisposalText.subject(draft.subject))", hanging: 2, ink: .bold)
        let about = [draft.day?.described, draft.host.map { "host \($0)" }].compactMap { $0 }
        if !about.isEmpty { page.paragraph(about.joined(separator: ", "), indent: 2) }
        if let ground = DisposalText.ground(draft.ground, shortened: retention.shortened) {
            page.paragraph(ground, indent: 2)
        }
        if draft.ground.isEarly {
            page.paragraph(
                "BEFORE ITS DATE, or without one: it needs a reason, and is marked as such",
                indent: 2,
                ink: .yellow
            )
        }
        let plans = draft.texts.filter { $0.text.name == History.Erasable.plan }.count
        for (chain, entries) in grouped(draft.texts) {
            page.labelled(chain == Ledger.chain ? "Ledger:" : "Log:", entries, indent: 2)
        }
        if plans > 0 { page.paragraph("\(counted(plans, "version")) of its plan", indent: 2) }
    }

    /// "entry 2: who (7 characters); entry 7: facts (31), who (7)".
    private func grouped(
        _ texts: [(chain: String, text: History.Erasable, length: Int)]
    ) -> [(chain: String, entries: String)] {
        var chains: [(chain: String, entries: [(seq: Int, names: [String])])] = []
        for (chain, text, length) in texts where text.name != History.Erasable.plan {
            if chains.last?.chain != chain { chains.append((chain, [])) }
            let place = chains.count - 1
            if chains[place].entries.last?.seq != text.seq {
                chains[place].entries.append((text.seq, []))
            }
            let last = chains[place].entries.count - 1
            let words = "\(text.name) (\(counted(length, "character")))"
            chains[place].entries[last].names.append(words)
        }
        return chains.map { chain, entries in
            let all = entries.map { "entry \($0.seq): \($0.names.joined(separator: ", "))" }
            return (chain, all.joined(separator: "; "))
        }
    }
}

extension Retention {
    /// "2 years", "91 days".
    static func words(_ days: Int) -> String {
        let years = Int((Double(days) / 365.25).rounded())
        let isYears = years > 0 && abs(Double(days) - Double(years) * 365.25) <= 1.5
        return isYears ? counted(years, "year") : counted(days, "day")
    }
}
