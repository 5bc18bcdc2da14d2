import Checklist

/// What the ledger alone shows about disposal: whether two people decided each erasure, whether it
/// took no more than they had decided, and whether a hold forbade it.
struct DisposalRules {
    private(set) var problems: [RecordProblem] = []
    private let isTrial: Bool
    /// By the numbers of their entries.
    private var proposals: [Int: Proposal] = [:]
    private var confirmed: [Int: Entry] = [:]
    private var dropped: Set<Int> = []
    private var done: Set<Int> = []
    private var holds: [Int: Entry] = [:]
    private var releases: [Int: Entry] = [:]
    private let entries: [Int: Entry]
    private let plans: PlanChains

    /// How far a later entry may be behind before the clock is told to have been wrong.
    private static let slack = Duration(seconds: 86_400)

    init(_ entries: [Entry], isTrial: Bool) {
        self.isTrial = isTrial
        let isNeeded = entries.contains { $0.kind == .redact }
        self.entries =
            isNeeded ? Dictionary(entries.map { ($0.seq, $0) }) { first, _ in first } : [:]
        plans = PlanChains(isNeeded ? entries : [])
        for entry in entries {
            switch entry.kind {
            case .disposal: take(entry)
            case .redact: check(erasure: entry)
            default: break
            }
        }
        for (proposal, entry) in confirmed.sorted(by: { $0.key < $1.key })
        where !done.contains(proposal) {
            add(
                .unfinished,
                entry,
                "this disposal was stopped before it was done: `\(Program.name) redact "
                    + "--reapply` finishes it"
            )
        }
        checkClock(entries)
    }

    // MARK: Decisions

    private mutating func take(_ entry: Entry) {
        guard let what = entry.fact("what").flatMap(DisposalEntry.What.init) else {
            add(.note, entry, "this decision about disposal is of a kind that is not known here")
            return
        }
        let of = entry.number("of") ?? 0
        switch what {
        case .propose:
            guard let proposal = Proposal(entry) else {
                add(.damage, entry, "it proposes to erase something, and does not say what")
                return
            }
            proposals[entry.seq] = proposal
            if proposal.ground.isEarly {
                add(.note, entry, "it was proposed before its date, or without one, for a reason")
            }
        case .confirm: confirm(entry, of)
        case .done:
            if confirmed[of] == nil {
                add(.damage, entry, "it says that something was done that nobody confirmed")
            }
            done.insert(of)
        case .drop:
            dropped.insert(of)
            releases[of] = nil
        case .hold: holds[entry.seq] = entry
        case .release:
            if holds[of] == nil { add(.note, entry, "it would end a hold that is not there") }
            releases[entry.seq] = entry
        case .released:
            guard let release = releases[of] else {
                add(.damage, entry, "it ends a hold that nobody else proposed to end")
                return
            }
            if isSame(release.author, entry.author) {
                add(.damage, entry, "one person alone ended a hold")
            }
            holds[release.number("of") ?? 0] = nil
        case .reapply: break
        }
    }

    private mutating func confirm(_ entry: Entry, _ of: Int) {
        guard let proposal = proposals[of], !dropped.contains(of) else {
            add(.damage, entry, "it confirms what nobody had proposed")
            return
        }
        if confirmed[of] != nil { add(.damage, entry, "it confirms what was confirmed before") }
        confirmed[of] = entry
        if isSame(proposal.author, entry.author) {
            add(.damage, entry, "one person alone disposed: entry \(of) is by the same")
        }
        for (number, hold) in holds.sorted(by: { $0.key < $1.key })
        where hold.fact("sid") == nil || hold.fact("sid") == proposal.subject.session {
            add(.damage, entry, "it disposes of what entry \(number) holds")
        }
    }

    private func isSame(_ one: Author, _ other: Author) -> Bool {
        // In a trial one account acts for everybody.
        one.by == other.by || !isTrial && one.uid == other.uid && one.host == other.host
    }

    // MARK: Erasures

    private mutating func check(erasure entry: Entry) {
        guard let number = entry.number("proposal"), let proposal = proposals[number],
            confirmed[number] != nil
        else {
            add(.damage, entry, "it erases what no two people had decided to erase")
            return
        }
        for text in entry.erased where !isDecided(text, in: entry.fact("sid"), proposal.subject) {
            add(.damage, entry, "it erases `\(text.word)`, which entry \(number) does not propose")
        }
    }

    /// Whether a proposal is about a text of a session, or of the ledger itself.
    private func isDecided(
        _ text: History.Erasable,
        in session: String?,
        _ subject: DisposalEntry.Subject
    ) -> Bool {
        // Remains of a cut-off entry may be a copy of any text.
        if text.name == History.Erasable.torn { return true }
        switch subject {
        case .session(let id, let link):
            if let session { return session == id && text.seq <= link.seq }
            guard let entry = entries[text.seq] else { return false }
            if entry.kind == .review { return entry.fact("sid") == id }
            return isOf(plans.chain(of: id), entry) || plans.uses[entry.seq]?.contains(id) ?? false
        case .text(let wanted, let id, _): return session == id && text == wanted
        case .plan(let seq):
            return session == nil
                && entries[text.seq].map { isOf(plans.chain(from: seq), $0) }
                    ?? false
        case .ledger(let seq, let field):
            return session == nil && text.seq == seq && (field == nil || field == text.name)
        }
    }

    /// Whether an entry hands a plan in, or decides on it.
    private func isOf(_ chain: PlanChain?, _ entry: Entry) -> Bool {
        guard let chain else { return false }
        return (chain.versions + chain.decisions).contains { $0.seq == entry.seq }
    }

    // MARK: The clock

    /// Something may have been due only because the clock was ahead.
    private mutating func checkClock(_ entries: [Entry]) {
        var earliest: Timestamp?
        for entry in entries.reversed() {
            let isDecision =
                entry.fact("what").map { ["propose", "confirm"].contains($0) } ?? false
            if entry.kind == .disposal, isDecision, let earliest,
                entry.at.since(earliest) > DisposalRules.slack
            {
                add(
                    .note,
                    entry,
                    "a later entry has an earlier time: the clock may have been ahead when this "
                        + "was decided"
                )
            }
            earliest = earliest.map { min($0, entry.at) } ?? entry.at
        }
    }

    private mutating func add(
        _ severity: RecordProblem.Severity,
        _ entry: Entry,
        _ text: String
    ) {
        problems.append(
            RecordProblem(severity: severity, file: "ledger.jsonl", seq: entry.seq, text: text)
        )
    }
}
