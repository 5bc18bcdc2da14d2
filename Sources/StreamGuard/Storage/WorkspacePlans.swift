import Checklist

/// A plan as it was handed in, and the bytes under which the record keeps it.
///
/// Its digest stays in the ledger for ever, even when the plan itself is erased: the nonce keeps
/// anybody from finding out what it said by trying plans against the digest.
struct PlanVersion {
    let plan: Document
    /// Canonical `{"nonce":"<32 hex>","plan":{…}}`.
    let bytes: [UInt8]

    /// What the ledger names it by, and the first part of its file's name.
    var digest: String { Digest("slog/1/plan\0".utf8 + bytes).hex }

    /// The name of its file.
    var file: String { PlanVersion.file(digest) }
    static func file(_ digest: String) -> String { "\(digest).json" }

    /// A new version; `nonce` is 16 bytes that nobody can guess.
    init(_ plan: Document, nonce: [UInt8]) {
        self.plan = plan
        bytes = PlanVersion.bytes(JSON(plan.root), nonce: nonce.hex)
    }

    /// A version that was kept; nothing if the bytes are no such thing.
    init?(stored bytes: [UInt8], named name: String) {
        guard let document = try? Document(parsing: SourceText(name: name, bytes: bytes)),
            case .string(let nonce)? = document.root.member("nonce")?.content,
            nonce.bytesOfHex?.count == 16,
            let plan = document.root.member("plan"),
            // One spelling only: nothing else is among the members, and no byte is hidden.
            PlanVersion.bytes(JSON(plan), nonce: nonce) == bytes,
            let text = try? SourceText(name: name, bytes: Array(JSON(plan).canonical().utf8)),
            let plan = try? Document(parsing: text)
        else { return nil }
        self.plan = plan
        self.bytes = bytes
    }

    private static func bytes(_ plan: JSON, nonce: String) -> [UInt8] {
        Array(JSON.object([("nonce", .string(nonce)), ("plan", plan)]).canonical().utf8)
    }
}

extension Ledger {
    /// Keeps a plan as it was handed in, and enters it; returns the digest of this version.
    ///
    /// Each call makes a version of its own: whether a plan has changed since the last time, only
    /// its content tells, never the digest.
    ///
    /// INVARIANT: a plan is on the disk before the entry is, marked as one that does not count
    /// yet. The lock is held until both are there, so whatever is marked and in no entry belongs to
    /// somebody who was stopped, and goes: no disposal would find it.
    func handIn(
        _ plan: Document,
        by author: Author,
        as entry: (_ digest: String) -> NewEntry
    ) throws(JournalError) -> (digest: String, receipt: Receipt) {
        let version = PlanVersion(plan, nonce: workspace.surroundings.random(16))
        // What could not be read again would look like damage later.
        guard version.bytes.count <= FileReader.limit,
            PlanVersion(stored: version.bytes, named: "plan") != nil
        else { throw .planTooLarge }
        return try locked(by: author) { (open) throws(JournalError) in
            let plans = try LedgerFiles(Workspace.plans, of: workspace, under: open)
            defer { plans.close() }
            try plans.clear { () throws(JournalError) in try plansEntered() }
            let mark = try plans.propose(version.bytes, as: version.file)
            let receipt = try open.append(entry(version.digest), by: author)
            plans.confirm(mark)
            return (version.digest, receipt)
        }
    }

    /// The files of the plans that were handed in; nothing if the ledger cannot tell.
    ///
    /// For whoever holds its lock.
    func plansEntered() throws(JournalError) -> Set<String>? {
        let history = try journal.read(after: nil, isLocked: true)
        if history.problems.contains(where: { $0.severity == .damage }) { return nil }
        return Set(history.records.compactMap { $0.planHandedIn.map(PlanVersion.file) })
    }
}

extension Entry {
    /// The digest of the version that this entry of the ledger handed in.
    var planHandedIn: String? {
        kind == .plan || kind == .planRevised ? fact("plan") : nil
    }
}

extension Workspace {
    static let plans = "plans"

    /// The plan of the version with this digest.
    func plan(digest: String) throws(JournalError) -> Document {
        let name = PlanVersion.file(digest)
        guard digest.bytesOfHex?.count == 32,
            let bytes = try load(name, in: Workspace.plans, limit: FileReader.limit)
        else { throw .noPlan(digest) }
        guard let version = PlanVersion(stored: bytes, named: "\(Workspace.plans)/\(name)"),
            version.digest == digest
        else { throw .planChanged(digest) }
        return version.plan
    }
}

extension JournalError {
    fileprivate static let planTooLarge = JournalError(
        .usage,
        "the plan is too large, or too deep, to be kept"
    )

    fileprivate static func noPlan(_ digest: String) -> JournalError {
        JournalError(.notFound, "the record holds no plan with the digest \(digest.quotedPath)")
    }

    fileprivate static func planChanged(_ digest: String) -> JournalError {
        JournalError(.damaged, "`plans/\(digest).json` is not the plan that was saved")
    }
}
