import Checklist

/// What is said after something was recorded: what is wrong now and what to do, what waits, and
/// who is there.
struct SessionReport {
    private let desk: SessionDesk
    private let before: Timeline
    private let spells: [SessionEvent.Spell]
    private let now: Timestamp

    /// `before` is the timeline that the command found, `spells` what it changed about them.
    init(
        _ desk: SessionDesk,
        after before: Timeline,
        spells: [SessionEvent.Spell]
    ) throws(SessionFailure) {
        self.desk = desk
        self.before = before
        self.spells = spells
        now = try desk.now()
    }

    func run() -> ExitCode {
        let console = desk.console
        var page = Page(width: console.output.width, colour: console.output.colour)
        var verdict: Verdict?
        let instant = desk.timeline.instants.last ?? now
        if let moment = desk.timeline.moment(at: instant) {
            verdict = try? desk.judge?.report(desk.facts, moment: moment, at: instant).verdict
        }
        let wrong = (verdict?.deviations ?? []).map { finding in
            (finding, isNew: spells.contains { $0.rule == finding.rule && $0.until == nil })
        }
        for (finding, isNew) in wrong where isNew { page.deviation(finding) }
        for spell in spells {
            if spell.until == nil, wrong.contains(where: { $0.0.rule == spell.rule }) { continue }
            // What was broken only for a while, and is said now, is said once.
            if spell.until == nil, spells.contains(where: { $0.isEnd(of: spell) }) { continue }
            let finding = verdict?.findings.first { $0.rule == spell.rule }
            page.gap()
            page.paragraph(over(spell, finding), hanging: 2)
        }
        let still = wrong.filter { !$0.isNew }.map(\.0)
        if !still.isEmpty {
            page.gap()
            page.paragraph("STILL WRONG", ink: .red)
            for finding in still {
                page.paragraph(
                    "-\u{a0}\(finding.item):\u{a0}\(finding.brief)",
                    indent: 2,
                    hanging: 4
                )
            }
        }
        if let verdict { page.remarks(verdict, newSince: earlier()) }
        let waiting = HandoversDue(desk.timeline, for: desk.reader)
        page.handovers(waiting, desk.clock, since: before)
        page.there(desk)
        if !page.text.isEmpty { console.output.write("\n" + page.text) }
        return wrong.isEmpty && waiting.isEmpty ? .yes : .no
    }

    /// What the rules said before the command.
    private func earlier() -> Verdict? {
        guard let instant = before.instants.last, let moment = before.moment(at: instant) else {
            return nil
        }
        return try? desk.judge?.report(LiveFacts(before), moment: moment, at: instant).verdict
    }

    private func over(_ spell: SessionEvent.Spell, _ finding: Finding?) -> String {
        let since = desk.clock.clockTime(spell.since).text
        let what = "\(spell.item)\u{a0}\(finding?.itemTitle ?? "")"
        guard let until = spell.until else { return "Wrong from \(since) on: \(what)" }
        if spell.isVoid { return "Not wrong after all: \(what), \(since)" }
        let length = until.since(spell.since).howLong
        let right = finding.map { "\($0.item): \($0.says)" } ?? "\(spell.item)."
        return "Right again, \(right) It was wrong for \(length), from \(since) on."
    }
}

extension SessionEvent.Spell {
    fileprivate func isEnd(of spell: SessionEvent.Spell) -> Bool {
        rule == spell.rule && since == spell.since && until != nil
    }
}

extension Finding {
    /// What is wrong, in one sentence.
    fileprivate var brief: String {
        let words = why ?? failure ?? says
        guard let end = words.firstRange(of: ". ") else { return words }
        return words[..<end.lowerBound] + "."
    }
}

extension Page {
    /// A rule that is broken now, and what to do.
    mutating func deviation(_ finding: Finding) {
        gap()
        paragraph("WRONG NOW: \(finding.item)\u{a0}\(finding.itemTitle)", hanging: 2, ink: .red)
        paragraph(finding.why ?? finding.failure ?? finding.says, indent: 2)
        if let fix = finding.fix { labelled("Do:", fix, indent: 2) }
    }

    /// Advice and open questions, if they have come up just now.
    fileprivate mutating func remarks(_ verdict: Verdict, newSince earlier: Verdict?) {
        func isNew(_ finding: Finding) -> Bool {
            earlier?.findings.first { $0.rule == finding.rule }?.status != finding.status
        }
        for finding in verdict.findings where finding.status == .advice && isNew(finding) {
            gap()
            labelled("Advice:", "\(finding.why ?? finding.says) \(finding.fix ?? "")", indent: 0)
        }
        let open = verdict.findings.filter { $0.status == .unanswered && isNew($0) }
        let questions = verdict.questions.filter { question in
            open.contains { $0.needs.contains(question.path) }
        }
        guard !questions.isEmpty else { return }
        gap()
        for question in questions.prefix(4) { labelled("Open:", question.ask, indent: 0) }
        if questions.count > 4 {
            paragraph("and \(counted(questions.count - 4, "more open question")).")
        }
    }

    /// The incidents that are not yet handed over; of a new one it has been said in full.
    fileprivate mutating func handovers(
        _ due: HandoversDue,
        _ clock: LocalTime,
        since before: Timeline
    ) {
        for incident in due.waiting {
            gap()
            if before.item(incident.seq) != nil {
                paragraph(
                    "NOT HANDED OVER: incident \(incident.seq) (\(incident.category), "
                        + "\(clock.clockTime(incident.occurred).text)).",
                    hanging: 2,
                    ink: .red
                )
            }
            let who = incident.tell.map { listed($0.people, joinedBy: "or") }
            let id = incident.tell.first?.people.first ?? "ID"
            labelled(
                "Do:",
                "tell \(who.isEmpty ? "the safeguarding lead" : listed(who)), then `\(Program.name) incident --told \(id)"
                    + (due.waiting.count > 1 ? " --of \(incident.seq)`" : "`"),
                indent: 2
            )
        }
    }

    /// Who is in the session now, in one line.
    mutating func there(_ desk: SessionDesk) {
        let facts = desk.facts
        guard facts.startedAt != nil, facts.endedAt == nil || !facts.present.isEmpty else { return }
        gap()
        paragraph("There now: \(facts.whoIsThere(planned: desk.cast.pupils.count)).", hanging: 2)
    }
}

extension LiveFacts {
    /// "teacher-5b (host), 12 of 24 pupils".
    func whoIsThere(planned: Int) -> String {
        let pupils = present.filter { $0.part == .pupil }
        var words = present.filter { $0.part != .pupil }.map { "\($0.id) (\($0.part.words))" }
        let expected = pupils.count(where: \.isPlanned)
        if !pupils.isEmpty || planned > 0 {
            words.append("\(expected) of \(counted(planned, "pupil"))")
        }
        for pupil in pupils where !pupil.isPlanned { words.append("\(pupil.id) (not planned)") }
        return words.isEmpty ? "nobody" : listed(words)
    }
}
