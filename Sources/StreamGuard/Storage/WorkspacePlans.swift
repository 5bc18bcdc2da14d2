import Checklist

extension Workspace {
    /// Keeps a plan as it was submitted, under its digest, and returns that.
    ///
    /// The ledger names plans by their digest, so each version is there as long as it is needed.
    func savePlan(_ plan: Document) throws(JournalError) -> String {
        let digest = Digest(ofPlan: plan).hex
        if try planText(digest: digest) == nil {
            let text = JSON(plan.root).canonical()
            try save(Array(text.utf8), as: "\(digest).json", in: "plans")
        }
        return digest
    }

    /// The plan with this digest.
    func plan(digest: String) throws(JournalError) -> Document {
        guard digest.bytesOfHex?.count == 32, let bytes = try planText(digest: digest) else {
            throw .noPlan(digest)
        }
        do throws(Diagnostics) {
            let document = try Document(
                parsing: SourceText(name: "plans/\(digest).json", bytes: bytes)
            )
            if Digest(ofPlan: document).hex == digest { return document }
        } catch {}
        throw .planChanged(digest)
    }

    private func planText(digest: String) throws(JournalError) -> [UInt8]? {
        try load("\(digest).json", in: "plans", limit: FileReader.limit)
    }
}

extension JournalError {
    fileprivate static func noPlan(_ digest: String) -> JournalError {
        JournalError(.notFound, "the record holds no plan with the digest \(digest.quotedPath)")
    }

    fileprivate static func planChanged(_ digest: String) -> JournalError {
        JournalError(.damaged, "`plans/\(digest).json` is not the plan that was saved")
    }
}
