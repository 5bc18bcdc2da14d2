import Checklist

extension Command {
    static let approvals = Command(
        name: "approvals",
        summary: "what waits for approval, and for whom",
        about: "Lists what the plans that were handed in still need approved, the most urgent "
            + "first: which session and when, why, what exactly would be approved, what has "
            + "changed since an earlier approval, and who may decide. Exit status 0 means that "
            + "nothing waits, 1 that something does.",
        operands: Operands(
            name: "PLAN",
            count: 0...Int.max,
            help: "Only these plans: their ids, or their files."
        ),
        options: [
            .allDecisions, .confirmRoles, .seen, .format, .checklist, .school, .store, .asPerson,
            .sharedDisk,
        ],
        examples: [
            ("streamguard approvals", "What waits?"),
            ("streamguard approvals --all", "And what was decided?"),
        ]
    ) { (invocation, console) throws(Refusal) in
        let desk = try SchoolDesk(invocation, console)
        if invocation.has(.confirmRoles) {
            return try RoleConfirmation(invocation, desk).run()
        }
        let all = invocation.has(.allDecisions)
        let queue = try desk.queue(of: invocation.operands, all: all)
        let output = console.output
        if invocation.value(.format) == "json" {
            output.write(QueueJSON.json(queue, all: all).pretty() + "\n")
        } else {
            output.write(
                QueueText.text(queue, all: all, width: output.width, colour: output.colour)
            )
        }
        if !queue.notJudged.isEmpty { return .noAnswer }
        return queue.waiting.isEmpty && queue.unconfirmed.isEmpty ? .yes : .no
    }
}

extension SchoolDesk {
    /// What the plans that were handed in need approved.
    ///
    /// A session that has begun needs no decision any more; `all` shows what was decided of it.
    fileprivate func queue(of words: [String], all: Bool) throws(Refusal) -> Queue {
        let clerk = clerk
        var chosen = clerk.book.handedIn.plans
        if !words.isEmpty {
            chosen = []
            for word in words { chosen.append(try handedIn(word, clerk).plan) }
        }
        var requests: [ApprovalRequest] = []
        var notJudged: [(plan: String, why: String)] = []
        for plan in chosen {
            let isOver = plan.last.start.map { $0 <= now } ?? false || !plan.sessions.isEmpty
            // A year's plans are many, and few of them needed a decision.
            if isOver, !all || !clerk.book.knowsDecision(about: plan) { continue }
            do throws(Refusal) {
                guard let document = try version(plan.last.digest) else { continue }
                let report = try judge(document, named: plan.id ?? "a plan")
                requests += clerk.requests(report, at: self).filter { !isOver || !$0.waits }
            } catch {
                notJudged.append((plan.id ?? plan.last.digest, error.message))
            }
        }
        return Queue(
            requests: requests,
            notJudged: notJudged,
            unconfirmed: clerk.book.roles.unconfirmed(holders),
            isSound: clerk.book.isSound,
            isTrial: workspace.isTrial,
            person: record.person?.id,
            now: now,
            clock: clock
        )
    }

    /// The plan that a word stands for: its id, or its file.
    func handedIn(
        _ word: String,
        _ clerk: Clerk
    ) throws(Refusal) -> (plan: HandedPlan, document: Document?) {
        if let plan = clerk.book.handedIn.plan(id: word) { return (plan, nil) }
        guard FileReader.exists(word) else {
            let ids = clerk.book.handedIn.plans.compactMap(\.id)
            throw .notHandedIn(word, meant: nearest(to: word, among: ids))
        }
        let document = try Texts.document(word)
        guard let id = document.root.member("id")?.string,
            let plan = clerk.book.handedIn.plan(id: id)
        else { throw .notYetHandedIn(word) }
        return (plan, document)
    }
}

extension Refusal {
    fileprivate static func notHandedIn(_ word: String, meant: String?) -> Refusal {
        Refusal(
            "no plan with the id \(word.quoted) has been handed in, and there is no such file",
            hint: meant.map { "did you mean `\($0)`?" }
        )
    }

    fileprivate static func notYetHandedIn(_ file: String) -> Refusal {
        Refusal(
            "\(file.quotedPath) has not been handed in",
            hint: "hand it in first, with `\(Program.name) submit`"
        )
    }
}
