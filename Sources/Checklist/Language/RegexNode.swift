/// A pattern as a tree.
indirect enum RegexNode {
    /// Matches without taking anything.
    case empty
    /// One scalar of the set of this number.
    case set(Int)
    case assertion(RegexAssertion)
    case sequence([RegexNode])
    case either([RegexNode])
    /// At least so many times, at most so many or any number.
    case repeated(RegexNode, min: Int, max: Int?)
}

/// A condition on the place between two scalars.
enum RegexAssertion: UInt8 {
    case textStart, textEnd, lineStart, lineEnd, wordBoundary, noWordBoundary
}

/// A set of scalars.
///
/// INVARIANT: the ranges are in order and neither overlap nor touch.
struct ScalarSet: Equatable {
    private(set) var ranges: [ClosedRange<UInt32>]

    static let last: UInt32 = 0x10FFFF
    static let all = ScalarSet([0...last])

    /// The scalars of all ranges, in whatever order they are given.
    init(_ ranges: [ClosedRange<UInt32>]) {
        self.ranges = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            guard let before = self.ranges.last, range.lowerBound <= before.upperBound &+ 1 else {
                self.ranges.append(range)
                continue
            }
            self.ranges[self.ranges.count - 1] =
                before.lowerBound...max(before.upperBound, range.upperBound)
        }
    }

    /// All other scalars.
    var inverted: ScalarSet {
        var others: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in ranges {
            if range.lowerBound > next { others.append(next...range.lowerBound - 1) }
            next = range.upperBound + 1
        }
        if next <= ScalarSet.last { others.append(next...ScalarSet.last) }
        return ScalarSet(others)
    }

    func contains(_ scalar: UInt32) -> Bool {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < scalar { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].lowerBound <= scalar
    }
}
