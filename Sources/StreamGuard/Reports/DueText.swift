import Checklist

/// `review --due`: what is past its date, what is held back and why.
struct DueText {
    private var page: Page
    private let list: DueList
    private let retention: Retention

    static func text(
        _ list: DueList,
        _ retention: Retention,
        width: Int,
        colour: Bool
    ) -> String {
        var text = DueText(
            page: Page(width: width, colour: colour),
            list: list,
            retention: retention
        )
        text.all()
        return text.page.text
    }

    private mutating func all() {
        section("Past its date", list.ready, .yellow)
        section(
            "Somebody has to look at it",
            list.items { if case .needsPerson = $0 { true } else { false } },
            .yellow
        )
        section(
            "Waits for a second person",
            list.items { if case .waiting = $0 { true } else { false } },
            .yellow
        )
        section("On hold", list.items { if case .held = $0 { true } else { false } }, .plain)
        section(
            "Cannot be erased yet",
            list.items { if case .blocked = $0 { true } else { false } },
            .red
        )
        page.gap()
        if list.items.isEmpty { page.paragraph("Nothing is past its date.", ink: .green) }
        if !list.ready.isEmpty {
            page.paragraph(
                "`\(Program.name) redact \(Option.dueNow.typed)` proposes what is past its date; "
                    + "somebody else then confirms it."
            )
        }
        if list.notForYou > 0 {
            page.paragraph(
                "\(counted(list.notForYou, "session")) more \(list.notForYou == 1 ? "is" : "are") "
                    + "not for you: you took part, or something in it is not for you to read. "
                    + "Somebody else has to look."
            )
        }
        if let next = list.next {
            page.paragraph(
                "\(counted(list.later, "record")) \(list.later == 1 ? "is" : "are") not due yet, "
                    + "the next from \(next.described) on."
            )
        }
        let holds = list.holds.filter { $0.session == nil }
        for hold in holds {
            page.paragraph(
                "THE WHOLE RECORD IS ON HOLD (\(hold.entry), by \(hold.author.by)).",
                ink: .red
            )
        }
    }

    private mutating func section(_ title: String, _ items: [DueItem], _ ink: Page.Ink) {
        guard !items.isEmpty else { return }
        page.gap()
        page.paragraph("\(title): \(items.count)", ink: ink == .plain ? .bold : ink)
        for item in items { add(item) }
    }

    private mutating func add(_ item: DueItem) {
        page.paragraph(DisposalText.subject(item.subject), indent: 2, hanging: 4, ink: .bold)
        let about = [
            item.day.described, item.host.map { "host \($0)" }, item.group.map { "class \($0)" },
        ].compactMap { $0 }
        page.paragraph(about.joined(separator: ", "), indent: 4)
        let ground = DisposalEntry.Ground(
            kind: item.kind,
            days: item.days,
            from: item.from,
            isEarly: false
        )
        if let words = DisposalText.ground(ground, shortened: retention.shortened) {
            page.paragraph(words, indent: 4)
        }
        switch item.state {
        case .due: break
        case .needsPerson:
            page.paragraph(
                "No date alone ends it. Look at it; then `\(Program.name) redact "
                    + "\(item.subject.session.map { String($0.suffix(4)) } ?? "SESSION") "
                    + "\(Option.eraseReason.typed) 'why'`, or leave it.",
                indent: 4
            )
        case .waiting(let proposal):
            page.paragraph(
                "Proposed by \(proposal.author.by), as \(proposal.entry)",
                indent: 4
            )
        case .held(let holds):
            for hold in holds {
                page.paragraph(
                    "Hold \(hold.entry), by \(hold.author.by)"
                        + (hold.because.map { ": \($0)" } ?? ""),
                    indent: 4
                )
            }
        case .blocked(let blockers):
            let short = item.subject.session.map { String($0.suffix(4)) } ?? ""
            for blocker in blockers {
                page.paragraph("\(blocker.words): \(blocker.help(short))", indent: 4)
            }
        }
    }
}
