import Checklist
import Platform

/// Judges the whole record: every chain for itself, the sessions by the ledger, and the ledger
/// by what others hold.
struct Verifier {
    let workspace: Workspace
    /// Checkpoints from outside, each with the name of where it came from.
    let held: [(name: String, checkpoint: Checkpoint)]
    /// The sessions to judge; all if it is empty.
    var only: Set<String> = []

    private var problems: [RecordProblem] = []
    private var sessions = 0
    private var entries = 0
    /// Erasures of sessions that the ledger did not tell of when it was read.
    private var untold: [(entry: Entry, path: String)] = []

    init(_ workspace: Workspace, against held: [(name: String, checkpoint: Checkpoint)]) {
        self.workspace = workspace
        self.held = held
    }

    /// What came of it.
    struct Outcome {
        let problems: [RecordProblem]
        let sessions: Int
        /// Of the ledger and of the sessions.
        let entries: Int
        let ledgerSize: Int
        /// How many checkpoints of this very ledger others hold.
        let heldCount: Int

        func has(_ severity: RecordProblem.Severity) -> Bool {
            problems.contains { $0.severity == severity }
        }

        var exitCode: ExitCode {
            if has(.damage) { return .no }
            if has(.unknown) { return .noAnswer }
            if has(.unfinished) { return .recoverable }
            return heldCount == 0 ? .unvouched : .yes
        }
    }

    /// Looks at everything; writers may go on meanwhile (fault test 16).
    ///
    /// The files are listed and the checkpoints read first, then the ledger, then the sessions: so
    /// each file has its opening in the ledger, what a checkpoint vouches for is there, and each
    /// entry that the ledger tells of is in its file. What was anchored since is looked up at the
    /// end.
    mutating func run() throws(JournalError) -> Outcome {
        let (ids, others) = try workspace.sessionFiles()
        let plansBefore = try planNames()
        for path in others { reportStranger(path) }
        let kept = try keptCheckpoints()
        let ledger = try workspace.ledger.read()
        problems += ledger.problems
        entries = ledger.records.count
        checkOwner(ledger)
        let view = LedgerView(ledger)
        check(ledger, against: held + kept, signed: view.signed)
        try checkRules(ledger, plansBefore)
        var unanchored: [(entry: Entry, path: String, isLast: Bool)] = []
        var all = Set(ids)
        for session in view.openings.keys {
            if let id = SessionID(session) { all.insert(id) }
        }
        for id in all.sorted(by: { $0.text < $1.text })
        where only.isEmpty || only.contains(id.text) {
            sessions += 1
            unanchored += try check(id, view)
        }
        try checkAnchors(unanchored)
        try checkErasures()
        try checkPlans()
        return Outcome(
            problems: problems,
            sessions: sessions,
            entries: entries,
            ledgerSize: ledger.records.count,
            heldCount: held.count { $0.checkpoint.origin == workspace.origin.line }
        )
    }

    // MARK: The ledger

    private mutating func checkOwner(_ ledger: History) {
        guard let first = ledger.records.first, Workspace.Origin(first) == workspace.origin else {
            add(.damage, "ledger.jsonl", "it does not begin with its genesis")
            return
        }
        if let former = workspace.origin.follows {
            add(
                .note,
                "ledger.jsonl",
                "it follows the record \(former.origin.quotedPath), which had "
                    + "\(counted(former.size, "entry", "entries")): \(former.code)",
                seq: 1
            )
        }
    }

    /// The store's own copies of what was handed out.
    private mutating func keptCheckpoints() throws(JournalError) -> [(
        name: String, checkpoint: Checkpoint
    )] {
        var kept: [(name: String, checkpoint: Checkpoint)] = []
        for name in try workspace.names(["checkpoints"]) where name.hasSuffix(".ckpt") {
            let path = "checkpoints/\(name)"
            let bytes = try workspace.load(name, in: "checkpoints", limit: Checkpoint.limit)
            if let text = bytes.flatMap({ String(validating: $0, as: UTF8.self) }),
                let checkpoint = Checkpoint(text, origins: [workspace.origin.line])
            {
                kept.append((path, checkpoint))
            } else {
                add(.damage, path, "it is no checkpoint")
            }
        }
        return kept
    }

    private mutating func check(
        _ ledger: History,
        against wanted: [(name: String, checkpoint: Checkpoint)],
        signed: [(size: Int, root: String, entry: Int)]
    ) {
        var tree = CheckpointTree()
        var roots: [Int: [UInt8]] = [:]
        let sizes = Set(wanted.map(\.checkpoint.size) + signed.map(\.size))
        if sizes.contains(0) { roots[0] = tree.root }
        for index in ledger.records.indices {
            tree.append(ledger.body(index))
            if sizes.contains(tree.size) { roots[tree.size] = tree.root }
        }
        for (size, root, entry) in signed where size >= entry || roots[size]?.hex != root {
            add(
                .damage,
                "ledger.jsonl",
                "the checkpoint that this review rests on is none of this ledger",
                seq: entry
            )
        }
        for (name, checkpoint) in wanted {
            if let former = workspace.origin.follows, checkpoint.origin == former.origin {
                compare(name, checkpoint, with: former)
            } else {
                compare(name, checkpoint, roots[checkpoint.size])
            }
        }
    }

    /// A checkpoint of the record before this one: all that is known of that is where it ended.
    private mutating func compare(
        _ name: String,
        _ checkpoint: Checkpoint,
        with former: Checkpoint
    ) {
        if checkpoint.size != former.size {
            add(
                .note,
                name,
                "it is of the record before this one, \(former.origin.quotedPath): judge that by it"
            )
        } else if checkpoint.root != former.root {
            add(.damage, name, "the record before this one did not end as the ledger begins with")
        } else {
            add(.note, name, "the record before this one ended as the ledger begins with")
        }
    }

    private mutating func compare(_ name: String, _ checkpoint: Checkpoint, _ root: [UInt8]?) {
        let origin = workspace.origin.line
        if !checkpoint.origin.hasSameBytes(as: origin) {
            add(.damage, name, "it is of another ledger, \(checkpoint.origin.quotedPath)")
        } else if root == nil {
            add(.damage, name, "it vouches for \(checkpoint.size) entries, more than are there")
        } else if root != checkpoint.root {
            add(
                .damage,
                name,
                "the first \(checkpoint.size) entries of the ledger are not those it vouches for: "
                    + "the ledger was written anew"
            )
        }
    }

    // MARK: The sessions

    private mutating func check(
        _ id: SessionID,
        _ view: LedgerView
    ) throws(JournalError) -> [(entry: Entry, path: String, isLast: Bool)] {
        let log = SessionLog(id: id, workspace: workspace)
        let path = log.journal.path(1)
        guard let start = view.start(of: id) else {
            add(.damage, path, "the ledger knows nothing of this session")
            return []
        }
        var history: History
        do throws(JournalError) {
            history = try log.journal.read(after: start)
        } catch {
            guard error.cause == .notFound || error.code == ENOENT else { throw error }
            reportMissing(id, path, view)
            return []
        }
        history.add(erasures: view.erasures[id.text] ?? [:])
        history.judgeTexts(unfinished: view.unfinished)
        let told = view.erasures[id.text] ?? [:]
        for record in history.records
        where record.kind == .redact && record.erased.contains(where: { told[$0] == nil }) {
            untold.append((record, path))
        }
        problems += history.problems
        entries += history.records.count
        let isFresh = view.lastOpening == id.text
        if history.records.isEmpty, !isFresh {
            add(.damage, path, "the ledger tells of its opening, but nothing is left in it")
        }
        let links = Dictionary(history.records.map { ($0.seq, $0.hash) }) { first, _ in first }
        for (link, by) in view.heads[id.text] ?? [] where links[link.seq] != link.hash {
            add(
                .damage,
                path,
                "it is not there as it was saved: entry \(by) of the ledger tells of it",
                seq: link.seq
            )
        }
        if let acceptances = view.acceptances[id.text] {
            let adults = Timeline(history.records).adults
            for (person, entry) in acceptances where adults.contains(person) {
                add(
                    .note,
                    path,
                    "\(person.quoted) was in this session and accepted it by entry \(entry) of the "
                        + "ledger, which counts for nothing"
                )
            }
        }
        let known = Set((view.heads[id.text] ?? []).map(\.link))
        let last = history.records.last { !$0.isHousekeeping }?.link
        return history.records.filter { $0.anchor != nil && !known.contains($0.link) }
            .map { ($0, path, $0.link == last) }
    }

    private mutating func reportMissing(_ id: SessionID, _ path: String, _ view: LedgerView) {
        if view.lastOpening == id.text, view.heads[id.text] == nil {
            add(
                .unfinished,
                path,
                "the session was entered in the ledger, but its file was not made yet"
            )
        } else {
            add(.damage, path, "the ledger tells of this session, but its file is gone")
        }
    }

    /// Entries that must be anchored, and were not when the ledger was read.
    private mutating func checkAnchors(
        _ missing: [(entry: Entry, path: String, isLast: Bool)]
    ) throws(JournalError) {
        guard !missing.isEmpty else { return }
        let view = LedgerView(try workspace.ledger.journal.read(after: nil))
        for (entry, path, isLast) in missing {
            let heads = view.heads[entry.chain] ?? []
            if heads.contains(where: { $0.link == entry.link }) { continue }
            add(
                isLast ? .unfinished : .damage,
                path,
                isLast
                    ? "the ledger was not told of it yet: the program was stopped before"
                    : "the ledger does not tell of it, though it must",
                seq: entry.seq
            )
        }
    }

    // MARK: Plans and approvals

    /// A plan is saved before the ledger is told of it: so what the ledger named when it was read
    /// is among the files now, and what was there before and is not named yet will be, unless
    /// whoever saved it was stopped.
    private mutating func checkRules(
        _ ledger: History,
        _ before: Set<String>
    ) throws(JournalError) {
        let rules = LedgerRules(
            ledger.records,
            kept: try planNames(),
            isTrial: workspace.isTrial
        )
        problems += rules.problems
        problems += DisposalRules(ledger.records, isTrial: workspace.isTrial).problems
        try checkGone(rules.gone)
        for entry in rules.back { reportBack(entry, ledger) }
        var strays = before.subtracting(rules.named)
        if !strays.isEmpty {
            let now = try workspace.ledger.journal.read(after: nil).records
            strays.subtract(LedgerRules(now, kept: before, isTrial: workspace.isTrial).named)
        }
        // What is marked is told of with its mark.
        for digest in strays.subtracting(try marked()).sorted() {
            add(.note, "plans/\(digest).json", "no entry of the ledger tells of this plan")
        }
    }

    /// A plan may have been erased since the ledger was read.
    private mutating func checkGone(_ entries: [Entry]) throws(JournalError) {
        guard !entries.isEmpty else { return }
        let erased = try workspace.ledger.journal.read(after: nil).erasedPlans
        for entry in entries where !erased.contains(entry.fact("plan") ?? "") {
            let what =
                entry.kind == .sessionOpen
                ? "the plan of this session is gone" : "the plan is gone that was handed in"
            add(.damage, "ledger.jsonl", "\(what), and no entry says why", seq: entry.seq)
        }
    }

    private mutating func reportBack(_ entry: Entry, _ ledger: History) {
        let text = History.Erasable(seq: entry.seq, name: History.Erasable.plan)
        let proposal = ledger.erasures[text]?.proposal
        let isUnfinished = proposal.map(ledger.unfinishedDisposals.contains) ?? false
        add(
            isUnfinished ? .unfinished : .damage,
            "plans/\(entry.fact("plan") ?? "").json",
            isUnfinished
                ? "the plan is still there: its erasure was stopped"
                : "the plan is there though it was erased: an old copy was put back; "
                    + "`\(Program.name) redact --reapply` erases it again"
        )
    }

    /// An erasure of a session counts once the ledger tells of it, which it may do since it was
    /// read.
    private mutating func checkErasures() throws(JournalError) {
        guard !untold.isEmpty else { return }
        let view = LedgerView(try workspace.ledger.journal.read(after: nil))
        for (record, path) in untold {
            let told = view.erasures[record.chain] ?? [:]
            guard record.erased.contains(where: { told[$0] == nil }) else { continue }
            let isUnfinished = record.number("proposal").map(view.unfinished.contains) ?? false
            add(
                isUnfinished ? .unfinished : .damage,
                path,
                isUnfinished
                    ? "the ledger was not told of this erasure yet: it was stopped before"
                    : "the ledger does not tell of this erasure, so nobody knows who decided it",
                seq: record.seq
            )
        }
    }

    /// The digests of the plans that have a file.
    private func planNames() throws(JournalError) -> Set<String> {
        Set(
            try workspace.names(["plans"]).filter { $0.hasSuffix(".json") }
                .map { String($0.dropLast(5)) }
        )
    }

    /// Those of them that do not count until their entry is there.
    private func marked() throws(JournalError) -> Set<String> {
        Set(
            try workspace.names(["plans"]).compactMap { LedgerFiles.owner($0) }
                .map { String($0.dropLast(5)) }
        )
    }

    private mutating func checkPlans() throws(JournalError) {
        let marked = try marked()
        for name in try workspace.names(["plans"]) {
            guard name.hasSuffix(".json") else {
                add(
                    .note,
                    "plans/\(name)",
                    LedgerFiles.owner(name) == nil
                        ? "it does not belong to the record"
                        : "somebody handed in a plan and was stopped, or is at it: what is left "
                            + "goes with the next plan that is handed in"
                )
                continue
            }
            // It may not be written to its end yet.
            if marked.contains(String(name.dropLast(5))) { continue }
            do throws(JournalError) {
                _ = try workspace.plan(digest: String(name.dropLast(5)))
            } catch {
                add(.damage, "plans/\(name)", "it is not the plan that was saved under this name")
            }
        }
    }

    // MARK: The rest

    private mutating func reportStranger(_ path: String) {
        if path.contains(".jsonl.new") {
            add(
                .unfinished,
                path,
                "an erasure was interrupted and left this copy: erase again to remove it"
            )
        } else {
            add(.note, path, "it does not belong to the record")
        }
    }

    private mutating func add(
        _ severity: RecordProblem.Severity,
        _ file: String,
        _ text: String,
        seq: Int? = nil
    ) {
        problems.append(RecordProblem(severity: severity, file: file, seq: seq, text: text))
    }
}
