import Checklist

// In which order a review lists things. Each order is total, so that parts of a review can be put
// together in any order.

extension ReviewedSession {
    /// The queue's order: what nobody has accepted first; then by the weightiest mark in which two
    /// sessions differ; then the earliest.
    func comesBefore(_ other: ReviewedSession) -> Bool {
        let (mine, others) = (accepted == nil ? 0 : 1, other.accepted == nil ? 0 : 1)
        if mine != others { return mine < others }
        let (weight, otherWeight) = (weight, other.weight)
        if weight != otherWeight { return weight > otherWeight }
        if day != other.day { return day < other.day }
        if starts != other.starts {
            guard let starts else { return false }
            return other.starts.map { starts < $0 } ?? true
        }
        return (record, id) < (other.record, other.id)
    }

    /// A bit for each mark, the weightiest first.
    private var weight: Int {
        let count = ReviewMark.allCases.count
        return marks.reduce(0) { $0 | 1 << (count - 1 - $1.place) }
    }
}

extension UnheldSession {
    /// The earliest first.
    func comesBefore(_ other: UnheldSession) -> Bool {
        if day != other.day { return day < other.day }
        if starts != other.starts {
            guard let starts else { return false }
            return other.starts.map { starts < $0 } ?? true
        }
        return (record, host ?? "", group ?? "", reason.rawValue)
            < (other.record, other.host ?? "", other.group ?? "", other.reason.rawValue)
    }
}

extension ReviewSample.Drawn {
    /// The smallest number first.
    func comesBefore(_ other: ReviewSample.Drawn) -> Bool {
        if key != other.key { return key.lexicographicallyPrecedes(other.key) }
        return (session.record, session.id) < (other.session.record, other.session.id)
    }
}

extension ReviewAction {
    /// Open ones first; those that are due first.
    func comesBefore(_ other: ReviewAction) -> Bool {
        if isOpen != other.isOpen { return isOpen }
        return (due, record, entry, number) < (other.due, other.record, other.entry, other.number)
    }
}

extension Day {
    /// The Monday of its week.
    var monday: Day {
        // The first of January 1970 was a Thursday.
        let days = (number + 3) % 7
        return adding(days < 0 ? -days - 7 : -days)
    }
}

/// The first few of any number, in some order; the others are forgotten.
struct Best<Element> {
    private var kept: [Element] = []
    private let limit: Int
    private let comesBefore: (Element, Element) -> Bool

    init(_ limit: Int, by comesBefore: @escaping (Element, Element) -> Bool) {
        self.limit = max(0, limit)
        self.comesBefore = comesBefore
    }

    mutating func take(_ element: Element) {
        guard limit > 0 else { return }
        kept.append(element)
        // Sorted now and then: each costs little, and memory stays small.
        if kept.count / 2 > limit { kept = sorted() }
    }

    func sorted() -> [Element] { Array(kept.sorted(by: comesBefore).prefix(limit)) }
}
