/// The way from one leaf of the tree to its root (RFC 6962, section 2.1.1; RFC 9162, 2.1.3).
///
/// With the leaf it gives the root, so whoever holds a checkpoint can be shown one entry of the
/// ledger without the others.
enum CheckpointPath {
    /// The nodes beside the way up from a leaf, the lowest first.
    static func path(to index: Int, in leaves: [[UInt8]]) -> [[UInt8]] {
        var levels = [leaves]
        while let last = levels.last, last.count > 1 {
            levels.append(
                stride(from: 0, to: last.count - 1, by: 2).map {
                    CheckpointTree.joined(last[$0], last[$0 + 1])
                }
            )
        }
        return path(to: index, in: 0..<leaves.count, levels)
    }

    /// `levels` hold the full subtrees, each half as many as the one below.
    private static func path(
        to index: Int,
        in range: Range<Int>,
        _ levels: [[[UInt8]]]
    ) -> [[UInt8]] {
        guard range.count > 1 else { return [] }
        let middle = range.lowerBound + half(of: range.count)
        let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
        return index < middle
            ? path(to: index, in: left, levels) + [root(of: right, levels)]
            : path(to: index, in: right, levels) + [root(of: left, levels)]
    }

    private static func root(of range: Range<Int>, _ levels: [[[UInt8]]]) -> [UInt8] {
        if range.count & (range.count - 1) == 0 {
            let level = range.count.trailingZeroBitCount
            return levels[level][range.lowerBound >> level]
        }
        let middle = range.lowerBound + half(of: range.count)
        return CheckpointTree.joined(
            root(of: range.lowerBound..<middle, levels),
            root(of: middle..<range.upperBound, levels)
        )
    }

    /// The largest power of two below a number greater than one.
    private static func half(of count: Int) -> Int {
        1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    }

    /// The root that a leaf and its path come to; nothing if the path cannot be that leaf's.
    static func root(
        of leaf: [UInt8],
        at index: Int,
        among count: Int,
        _ path: [[UInt8]]
    ) -> [UInt8]? {
        guard index >= 0, index < count else { return nil }
        var (place, last) = (index, count - 1)
        var root = leaf
        for node in path {
            guard last > 0 else { return nil }
            if place & 1 == 1 || place == last {
                root = CheckpointTree.joined(node, root)
                while place & 1 == 0, place != 0 { (place, last) = (place >> 1, last >> 1) }
            } else {
                root = CheckpointTree.joined(root, node)
            }
            (place, last) = (place >> 1, last >> 1)
        }
        return last == 0 ? root : nil
    }
}
