/// A Merkle tree (RFC 6962, section 2.1) over the entries of the ledger.
///
/// Its leaves are the bodies of the entries, so an erasure never moves the root.
struct CheckpointTree {
    /// The roots of the full subtrees, the largest first: one for each bit of the size.
    private var peaks: [[UInt8]] = []
    private(set) var size = 0

    mutating func append(_ leaf: some Collection<UInt8>) {
        var node = CheckpointTree.leaf(leaf)
        var bits = size
        while bits & 1 == 1, let left = peaks.popLast() {
            node = CheckpointTree.joined(left, node)
            bits >>= 1
        }
        peaks.append(node)
        size += 1
    }

    var root: [UInt8] {
        guard var root = peaks.last else { return Digest([]).bytes }
        for left in peaks.dropLast().reversed() { root = CheckpointTree.joined(left, root) }
        return root
    }

    static func leaf(_ body: some Collection<UInt8>) -> [UInt8] {
        Digest([0] + Array(body)).bytes
    }

    static func joined(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        Digest([1] + left + right).bytes
    }
}
