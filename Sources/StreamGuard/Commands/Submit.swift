import Checklist

extension Command {
    static let submit = Command(
        name: "submit",
        summary: "hand a plan in, so that it can be approved and held",
        about: "Keeps this version of the plan in the record, with who handed it in and when, and "
            + "says what happens next: who has to approve what, or that nothing more is needed. A "
            + "plan may be handed in as often as it changes; any verdict may be handed in. A "
            + "change of what was approved makes an approval void, other changes leave it. Exit "
            + "status 0 means that nothing more is needed, 1 that something still waits.",
        operands: Operands(
            name: "PLAN",
            count: 1...Int.max,
            help: "A plan's file, a folder (all *.plan.json in it), or `-` for standard input."
        ),
        options: [.school, .checklist, .store, .asPerson, .sharedDisk],
        examples: [
            ("streamguard submit reading.plan.json", "Hand a plan in."),
            ("streamguard submit plans/", "Hand in what has changed in a folder."),
        ]
    ) { (invocation, console) throws(Refusal) in
        let gathered = PlanFiles(invocation.operands)
        let submit = Submit(desk: try SchoolDesk(invocation, console))
        return try submit.run(gathered)
    }
}

/// Plans are handed in one by one: a plan with an error keeps no other one back.
private struct Submit {
    let desk: SchoolDesk
    private var console: Console { desk.console }

    func run(_ gathered: PlanFiles) throws(Refusal) -> ExitCode {
        _ = try desk.record.requirePerson(to: "hand plans in")
        for (_, why) in gathered.refused { console.complain(why) }
        var worst = gathered.refused.isEmpty ? ExitCode.yes : .noAnswer
        for (index, plan) in gathered.plans.enumerated() {
            do throws(Refusal) {
                if index > 0 { console.output.write("\n") }
                worst = worst.worse(try handIn(plan))
            } catch {
                console.complain(error)
                worst = .noAnswer
            }
        }
        return worst
    }

    private func handIn(_ file: PlanFile) throws(Refusal) -> ExitCode {
        let document = try desk.read(file)
        let report = try desk.judge(document, named: file.name)
        guard let id = report.plan.id else { throw .noID(file) }
        let clerk = try readAgain()
        let known = clerk.book.handedIn.plan(id: id)
        if let session = known?.sessions.last { throw .hasRun(file, session.id) }
        var changes: [PlanChange] = []
        if let known, let last = try desk.version(known.last.digest) {
            changes = desk.changes(from: last, to: document)
            if changes.isEmpty {
                say(report, clerk, known.versions.count, same: known.last)
                return clerk.granting(report).verdict.decision == .ready ? .yes : .no
            }
        }
        if let start = report.plan.start, start <= desk.now {
            console.warn("\(file.name.quotedPath) was to start on \(desk.clock.moment(start))")
        }
        return console.recording { () throws(JournalError) in
            let receipt = try desk.handIn(
                report.plan,
                document,
                after: known?.last,
                changes,
                needing: clerk.granting(report).unapproved.map(\.rule)
            ).receipt
            let clerk = try desk.readAgain()
            say(report, clerk, (known?.versions.count ?? 0) + 1, changes)
            desk.record.say(receipt)
            return clerk.granting(report).verdict.decision == .ready ? .yes : .no
        }
    }

    /// The plans before this one may be in the ledger by now.
    private func readAgain() throws(Refusal) -> Clerk {
        do throws(JournalError) {
            return try desk.readAgain()
        } catch {
            throw error.refusal
        }
    }

    private func say(
        _ report: Report,
        _ clerk: Clerk,
        _ number: Int,
        _ changes: [PlanChange] = [],
        same: HandedVersion? = nil
    ) {
        desk.warnOfDamage(clerk)
        let text = HandedInText(
            report: clerk.granting(report),
            requests: clerk.requests(report, at: desk),
            number: number,
            changes: changes,
            same: same
        )
        let output = console.output
        output.write(text.text(width: output.width, colour: output.colour))
    }
}

extension SchoolDesk {
    /// Keeps a version of a plan, and enters it in the ledger; returns the version's digest.
    ///
    /// `rules` are those that somebody has still to approve: a review tells by them why a plan
    /// never ran, when nobody can judge it any more.
    func handIn(
        _ plan: Plan,
        _ document: Document,
        after last: HandedVersion?,
        _ changes: [PlanChange],
        needing rules: [String]
    ) throws(JournalError) -> (digest: String, receipt: Receipt) {
        var facts: [String: JSON] = [:]
        facts["start"] = plan.start.map { .string($0.rfc3339) }
        facts["end"] = plan.end.map { .string($0.rfc3339) }
        facts["due"] = plan.due.map { .string($0.rfc3339) }
        facts["host"] = plan.host.map(JSON.string)
        facts["second"] = plan.second.map(JSON.string)
        facts["mode"] = plan.mode.map(JSON.string)
        facts["platform"] = plan.platform.map(JSON.string)
        facts["pupils"] = plan.pupils.map { .int(Int64($0)) }
        facts["previous"] = last.map { .string($0.digest) }
        facts["needs"] = .array(rules.map(JSON.string))
        var texts: [String: String] = [:]
        texts["id"] = plan.id
        texts["title"] = plan.title
        texts["group"] = plan.group
        if !changes.isEmpty { texts["changes"] = PlanChange.text(changes) }
        let kind = last == nil ? EntryKind.plan : .planRevised
        return try workspace.ledger.handIn(document, by: record.author) { digest in
            facts["plan"] = .string(digest)
            return NewEntry(kind, facts: facts, texts: texts)
        }
    }
}

extension ExitCode {
    /// Of several plans, what the whole comes to.
    fileprivate func worse(_ other: ExitCode) -> ExitCode {
        let order: [ExitCode] = [.yes, .no, .noAnswer, .notPermitted, .notSaved]
        func rank(_ code: ExitCode) -> Int { order.firstIndex(of: code) ?? order.count }
        return rank(self) >= rank(other) ? self : other
    }
}

extension Refusal {
    fileprivate static func noID(_ plan: PlanFile) -> Refusal {
        Refusal("\(plan.name.quotedPath) has no id, so it cannot be handed in")
    }

    fileprivate static func hasRun(_ plan: PlanFile, _ session: String) -> Refusal {
        Refusal(
            "the session of \(plan.name.quotedPath) has been opened already, as \(session)",
            hint: "make a plan of its own for the next one, with `\(Program.name) plan copy`"
        )
    }
}
