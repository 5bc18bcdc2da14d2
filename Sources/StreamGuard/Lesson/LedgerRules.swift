import Checklist

/// What the ledger alone shows about plans, approvals, openings and reviews: whether each cites
/// what is there, and whether an approval could count at all.
///
/// What contradicts the record is damage. What the program would not have counted, or what two
/// people did at the same time, is only told.
struct LedgerRules {
    private(set) var problems: [RecordProblem] = []
    private let isTrial: Bool
    /// The versions of plans that are kept.
    private let kept: Set<String>
    private var versions: [String: Entry] = [:]
    private var holders: [String: RoleHolders] = [:]
    private var register = RoleRegister()
    private var approvals: [Int: Entry] = [:]
    /// The withdrawal of each approval that was taken back.
    private var withdrawals: [Int: Int] = [:]
    private var openings: [String: Entry] = [:]
    /// How many actions each review resolved.
    private var actions: [Int: Int] = [:]
    /// The versions of plans whose erasure is recorded, by the entry that handed them in.
    private let erased: Set<Int>

    /// The entries whose plan is gone though no entry says why, and those whose plan is there
    /// though it was erased: who judges the files looks again before that is damage.
    private(set) var gone: [Entry] = []
    private(set) var back: [Entry] = []

    /// `kept` are the digests of the versions that have a file.
    init(_ entries: [Entry], kept: Set<String>, isTrial: Bool) {
        self.kept = kept
        self.isTrial = isTrial
        erased = Set(
            entries.filter { $0.kind == .redact && $0.fact("sid") == nil }.flatMap(\.erased)
                .filter { $0.name == History.Erasable.plan }.map(\.seq)
        )
        for entry in entries {
            switch entry.kind {
            case .plan, .planRevised: checkPlan(entry)
            case .roles: checkRoles(entry)
            case .approval: checkDecision(entry)
            case .sessionOpen: checkOpening(entry)
            case .review: checkReview(entry)
            default: break
            }
        }
    }

    /// The versions that some entry tells of.
    var named: Set<String> { Set(versions.keys) }

    // MARK: Plans

    private mutating func checkPlan(_ entry: Entry) {
        guard let digest = entry.fact("plan") else { return }
        if let previous = entry.fact("previous"), versions[previous] == nil {
            add(.damage, entry, "it follows a version of the plan that was never handed in")
        }
        versions[digest] = versions[digest] ?? entry
        if !kept.contains(digest), !erased.contains(entry.seq) {
            gone.append(entry)
        } else if kept.contains(digest), erased.contains(entry.seq) {
            back.append(entry)
        }
    }

    private mutating func checkRoles(_ entry: Entry) {
        guard let roles = RoleHolders(entry) else {
            add(.damage, entry, "the roles that it lists are not those of its digest")
            return
        }
        holders[roles.digest] = roles
        // A ledger does not tell which ids are one person's.
        register.take(entry, People())
    }

    // MARK: Decisions

    private mutating func checkDecision(_ entry: Entry) {
        guard let decision = entry.fact("decision").flatMap(ApprovalFacts.Decision.init),
            let digest = entry.fact("plan"), entry.texts.contains(where: { $0.name == "material" })
        else {
            add(.note, entry, "this decision does not say on what, so it counts for nothing")
            return
        }
        let version = versions[digest]
        if version == nil {
            add(.damage, entry, "it decides on a plan that was never handed in")
        }
        if decision == .withdraw {
            checkWithdrawal(entry)
        } else if decision == .approve {
            approvals[entry.seq] = entry
            checkApprover(entry, version)
        }
    }

    private mutating func checkWithdrawal(_ entry: Entry) {
        guard let seq = entry.number("of"), approvals[seq] != nil else {
            add(.damage, entry, "it takes back an approval that is not there")
            return
        }
        withdrawals[seq] = withdrawals[seq] ?? entry.seq
    }

    private mutating func checkApprover(_ entry: Entry, _ version: Entry?) {
        guard let cited = entry.fact("roles").flatMap({ holders[$0] }) else {
            add(.damage, entry, "it cites a list of roles that the ledger does not have")
            return
        }
        let role = entry.fact("role") ?? ""
        if !cited.includes(entry.author.by, as: role) {
            add(
                .damage,
                entry,
                "\(entry.author.by.quoted) approves as \(role.quoted), and is not that on the list "
                    + "of roles that it cites"
            )
        } else if !register.believed.includes(entry.author.by, as: role) {
            add(
                .note,
                entry,
                "nobody had confirmed that \(entry.author.by.quoted) is \(role.quoted), so it "
                    + "counts for nothing"
            )
        }
        if let version, isSame(version.author, entry.author) {
            add(.note, entry, "whoever handed the plan in approved it, so it counts for nothing")
        }
        if let start = version?.fact("start").flatMap({ Timestamp(rfc3339: $0) }),
            entry.at >= start
        {
            add(
                .note,
                entry,
                "it was given when that session had begun, so it does not count there"
            )
        }
    }

    private func isSame(_ one: Author, _ other: Author) -> Bool {
        // In a trial one account acts for everybody.
        one.by == other.by || !isTrial && one.uid == other.uid && one.host == other.host
    }

    // MARK: Openings

    private mutating func checkOpening(_ entry: Entry) {
        if let session = entry.fact("sid") { openings[session] = entry }
        if let digest = entry.fact("plan"), !kept.contains(digest) {
            let isErased = versions[digest].map { erased.contains($0.seq) } ?? false
            if !isErased { gone.append(entry) }
        }
        for case .int(let number) in entry.value("approvals")?.elements ?? [] {
            let seq = Int(number)
            guard let approval = approvals[seq] else {
                add(.damage, entry, "it was opened under entry \(seq), which is no approval")
                continue
            }
            if let back = withdrawals[seq] {
                add(
                    .note,
                    entry,
                    "it was opened under approval \(seq), which entry \(back) had taken back"
                )
            }
            if !covers(approval, entry) {
                add(.note, entry, "it was opened under approval \(seq), outside its period")
            }
        }
    }

    private func covers(_ approval: Entry, _ opening: Entry) -> Bool {
        func time(_ entry: Entry, _ name: String) -> Timestamp? {
            entry.fact(name).flatMap { Timestamp(rfc3339: $0) }
        }
        guard let start = time(opening, "starts"), let from = time(approval, "not_before"),
            let until = time(approval, "not_after"),
            let late = start.adding(ApprovalBook.grace)
        else { return true }
        return late >= from && start <= until
    }

    // MARK: Reviews

    /// That the session is as it was accepted, and what the adults in it are, its log tells; the
    /// root of a checkpoint, the bytes of the ledger.
    private mutating func checkReview(_ entry: Entry) {
        actions[entry.seq] = entry.words("owners").count
        switch entry.fact("what").flatMap(ReviewEntry.What.init) {
        case .accept: checkAcceptance(entry)
        case .sign:
            for session in entry.words("sampled") where openings[session] == nil {
                add(.damage, entry, "its sample has a session that was never opened, \(session)")
            }
        case .done:
            let (of, number) = (entry.number("of") ?? 0, entry.number("number") ?? 0)
            if of >= entry.seq || number < 1 || number > actions[of] ?? 0 {
                add(.damage, entry, "it closes an action that is not there, \(of).\(number)")
            }
        case nil: add(.note, entry, "this review does not say what it is, so it counts for nothing")
        }
    }

    private mutating func checkAcceptance(_ entry: Entry) {
        guard let session = entry.fact("sid"), let opening = openings[session] else {
            add(.damage, entry, "it accepts a session that was never opened")
            return
        }
        guard entry.number("n") != nil, entry.fact("head") != nil else {
            add(.damage, entry, "it does not say up to where the session was accepted")
            return
        }
        let adults = [opening.fact("host"), opening.fact("second")]
        if isSame(opening.author, entry.author) || adults.contains(entry.author.by) {
            add(
                .note,
                entry,
                "\(entry.author.by.quoted) took part in the session that it accepts, so it counts "
                    + "for nothing"
            )
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
