import Checklist

/// What people did about a review, as the ledger tells it: who has been through which session,
/// who signed for which days, what was resolved and what of that is done.
struct ReviewActs {
    /// Of each session, in the order of the ledger.
    private(set) var acceptances: [String: [Acceptance]] = [:]
    private(set) var signatures: [Signature] = []
    private var resolutions: [Resolution] = []

    /// Somebody has been through a session.
    struct Acceptance {
        /// The ledger's entry.
        let entry: Int
        let session: String
        /// The last entry of the session's log when it was shown.
        let link: Link
        let author: Author
        let at: Timestamp
        /// Nothing if there was nothing to say, or if it was erased.
        let finding: String?

        /// How many faults the log had then.
        let faults: Int

        /// Whether it was accepted as it is now: whatever was written since, and whatever was
        /// damaged since, somebody has still to look at.
        func covers(_ log: LogSummary) -> Bool {
            link.seq >= log.told && faults >= log.faults
        }
    }

    /// Somebody signed for all sessions of some days.
    struct Signature {
        /// The ledger's entry.
        let entry: Int
        let closure: String?
        let from: Day
        let to: Day
        /// The checkpoint that it rests on.
        let size: Int
        /// In hexadecimal.
        let root: String
        /// The sessions that chance chose by the phrase, in that order.
        let sampled: [String]
        /// Nothing if no sample was drawn, or if it was erased.
        let phrase: String?
        let finding: String?
        /// Why it was signed although something was still to be done; nothing if nothing was.
        let despite: String?
        let author: Author
        let at: Timestamp
    }

    /// Something that somebody is to do.
    private struct Resolution {
        let entry: Entry
        let number: Int
        let owner: String
        let due: Day
        var done: ReviewAction.Done?
    }

    init(_ ledger: [Entry]) {
        for entry in ledger where entry.kind == .review {
            switch entry.fact("what").flatMap(ReviewEntry.What.init) {
            case .accept:
                if let one = Acceptance(entry) {
                    acceptances[one.session, default: []].append(one)
                }
                resolve(entry)
            case .sign:
                if let one = Signature(entry) { signatures.append(one) }
                resolve(entry)
            case .done:
                let index = resolutions.firstIndex { resolution in
                    resolution.entry.seq == entry.number("of")
                        && resolution.number == entry.number("number")
                }
                if let index, resolutions[index].done == nil {
                    resolutions[index].done = ReviewAction.Done(
                        by: entry.author.by,
                        at: entry.at
                    )
                }
            case nil: break
            }
        }
    }

    private mutating func resolve(_ entry: Entry) {
        for (index, (owner, due)) in entry.resolved.enumerated() {
            guard let due else { continue }
            resolutions.append(
                Resolution(entry: entry, number: index + 1, owner: owner, due: due)
            )
        }
    }

    /// Who went through a session last and was none of the adults in it.
    func acceptance(
        of session: String,
        but adults: [String] = [],
        _ people: People = People()
    ) -> Acceptance? {
        acceptances[session]?.last { one in
            !adults.contains { people.isSame($0, one.author.by) }
        }
    }

    /// What was resolved, in the order of the ledger; `record` is its place in the review.
    func actions(record: Int = 0) -> [ReviewAction] {
        resolutions.map { resolution in
            ReviewAction(
                record: record,
                entry: resolution.entry.seq,
                number: resolution.number,
                text: resolution.entry.text(ReviewEntry.action(resolution.number)),
                owner: resolution.owner,
                due: resolution.due,
                by: resolution.entry.author.by,
                at: resolution.entry.at,
                done: resolution.done
            )
        }
    }
}

extension ReviewActs.Acceptance {
    fileprivate init?(_ entry: Entry) {
        guard let session = entry.fact("sid"), let seq = entry.number("n"),
            let hash = entry.fact("head")
        else { return nil }
        self.init(
            entry: entry.seq,
            session: session,
            link: Link(seq: seq, hash: hash),
            author: entry.author,
            at: entry.at,
            finding: entry.text("finding"),
            faults: entry.number("faults") ?? 0
        )
    }
}

extension LogSummary {
    /// Whatever a reader has to doubt.
    var faults: Int { damage + withheld }
}

extension ReviewActs.Signature {
    fileprivate init?(_ entry: Entry) {
        guard let from = entry.fact("from").flatMap({ Day(iso: $0) }),
            let to = entry.fact("to").flatMap({ Day(iso: $0) }),
            let size = entry.number("size"), let root = entry.fact("root")
        else { return nil }
        self.init(
            entry: entry.seq,
            closure: entry.fact("closure"),
            from: from,
            to: to,
            size: size,
            root: root,
            sampled: entry.words("sampled"),
            phrase: entry.text("phrase"),
            finding: entry.text("finding"),
            despite: entry.text("despite"),
            author: entry.author,
            at: entry.at
        )
    }
}

extension Entry {
    /// The owners and the days of the actions in an entry, in their order; a day that cannot be
    /// read is nothing, so that the others keep their numbers.
    fileprivate var resolved: [(owner: String, due: Day?)] {
        Array(zip(words("owners"), words("dues").map { Day(iso: $0) }))
    }

    /// The words of a fact that is a list of them.
    func words(_ name: String) -> [String] {
        value(name)?.elements.compactMap { element in
            if case .string(let word) = element { word } else { nil }
        } ?? []
    }
}
