import Checklist

extension SampleRoot {
    /// By what a sample of a record is drawn: the last checkpoint of it that others hold, or if
    /// none was given, the last that its ledger tells of.
    ///
    /// INVARIANT: a checkpoint that the ledger does not fit draws nothing, for then somebody could
    /// have chosen what the ledger is.
    init(
        of ledger: History,
        _ origin: Workspace.Origin,
        held: [Checkpoint]
    ) throws(Refusal) {
        let own = held.filter { $0.origin.hasSameBytes(as: origin.line) }
        if own.isEmpty, !held.isEmpty { throw .noneHeld }
        let known = own.isEmpty ? ledger.recordedCheckpoints(of: origin) : own
        guard let last = known.max(by: { $0.size < $1.size }), last.size > 0 else {
            throw .noCheckpoint
        }
        guard last.size <= ledger.records.count else { throw .doesNotFit }
        var tree = CheckpointTree()
        for index in 0..<last.size { tree.append(ledger.body(index)) }
        guard tree.root == last.root else { throw .doesNotFit }
        self.init(root: last.root, size: last.size, isHeld: !own.isEmpty)
    }
}

extension History {
    /// The checkpoints that a ledger tells of, in its order.
    fileprivate func recordedCheckpoints(of origin: Workspace.Origin) -> [Checkpoint] {
        records.compactMap { entry in
            guard entry.kind == .checkpoint, let size = entry.number("size"),
                let root = entry.fact("root")?.bytesOfHex, root.count == 32
            else { return nil }
            return Checkpoint(origin: origin.line, size: size, root: root)
        }
    }
}

extension Refusal {
    fileprivate static let noCheckpoint = Refusal(
        "no sample was drawn of it, for it has no checkpoint yet: `\(Program.name) checkpoint` "
            + "makes one"
    )

    fileprivate static let noneHeld = Refusal(
        "no sample was drawn of it, for none of the checkpoints is of it"
    )

    fileprivate static let doesNotFit = Refusal(
        "no sample was drawn of it, for the checkpoint does not fit its ledger: `\(Program.name) "
            + "verify \(Option.against.typed)` says more"
    )
}
