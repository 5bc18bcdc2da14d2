/// Hides figures from which somebody could tell what happened fewer than five times.
///
/// Whoever tries knows this code and holds all that was ever printed of a pack. What protects is
/// that different records come out as the same pack:
///
/// - a count of 1 to 4 is hidden;
/// - where a table's total is told, so is the sum of what is hidden in it. So at least two of its
///   parts are hidden, and their sum is neither so small nor so large that it tells them all;
/// - which large part is hidden for the sake of small ones does not depend on how large it is: its
///   size would tell theirs;
/// - where that does not do, nothing of the table is told but the total.
enum Suppression {
    /// The least count above nought that may be told.
    static let least = 5

    static func isSmall(_ count: Int) -> Bool { 0 < count && count < least }

    /// A count that nothing else depends on.
    static func alone(_ count: Int) -> PublishedCount { isSmall(count) ? .hidden : .shown(count) }

    /// The parts of a whole whose total is told.
    ///
    /// One large part is always enough, since its size leaves open how many the small ones are.
    ///
    /// - Parameters:
    ///   - parts: how many there are of each.
    ///   - order: the parts that may be hidden for another's sake, best first.
    /// - Returns: as many counts; nothing if not even the noughts may be told.
    static func divided(_ parts: [Int], order: [Int]) -> [PublishedCount]? {
        var hidden = Set(parts.indices.filter { isSmall(parts[$0]) })
        let (small, sum) = (hidden.count, hidden.reduce(0) { $0 + parts[$1] })
        // Two that make 2 or 3 are known, and so are two that make 8 if both are known to be small.
        let isTooLittle = small == 1 || sum < small + 2
        let isTooMuch = sum > small * (least - 1) - 1
        if small > 0, isTooLittle || isTooMuch {
            if let other = order.first(where: { parts[$0] >= least }) {
                hidden.insert(other)
            } else if isTooLittle || parts.contains(where: { $0 >= least }) {
                return nil
            }
        }
        return parts.indices.map { hidden.contains($0) ? .hidden : .shown(parts[$0]) }
    }
}
