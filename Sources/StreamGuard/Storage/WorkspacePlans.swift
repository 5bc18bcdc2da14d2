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

extension Workspace {
    /// Keeps a plan as it was handed in, and returns the digest of this version.
    ///
    /// Each call makes a version of its own: whether a plan has changed since the last time, only
    /// its content tells, never the digest.
    func savePlan(_ plan: Document) throws(JournalError) -> String {
        let version = PlanVersion(plan, nonce: surroundings.random(16))
        // What could not be read again would look like damage later.
        guard version.bytes.count <= FileReader.limit,
            PlanVersion(stored: version.bytes, named: "plan") != nil
        else { throw .planTooLarge }
        try save(version.bytes, as: "\(version.digest).json", in: "plans")
        return version.digest
    }

    /// The plan of the version with this digest.
    func plan(digest: String) throws(JournalError) -> Document {
        let name = "\(digest).json"
        guard digest.bytesOfHex?.count == 32,
            let bytes = try load(name, in: "plans", limit: FileReader.limit)
        else { throw .noPlan(digest) }
        guard let version = PlanVersion(stored: bytes, named: "plans/\(name)"),
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
