import Checklist

/// The numbers that people who are no staff have in one session, in the order in which they were
/// first named.
///
/// Their ids are texts that may be erased, each entry's by itself. Their numbers stay, and say
/// nothing outside the session: so it can still be told that the pupil who left is the one who
/// came back.
struct PersonNumbers {
    private var numbers: [String: Int] = [:]
    /// Those whom an older version named without a number: they go on without.
    private var unnumbered: Set<String> = []
    private var last = 0

    init(_ timeline: Timeline) {
        for item in timeline.all {
            guard let who = item.event.somebody, !who.isStaff else { continue }
            let number = item.entry.number("person")
            last = max(last, number ?? 0)
            guard let id = who.id else { continue }
            if let number { numbers[id] = number } else { unnumbered.insert(id) }
        }
    }

    /// The number of whoever an event is about; nothing for staff, and for an event about nobody.
    mutating func number(of event: SessionEvent) -> Int? {
        guard let who = event.somebody, !who.isStaff, let id = who.id, !unnumbered.contains(id)
        else { return nil }
        if let known = numbers[id] { return known }
        last += 1
        numbers[id] = last
        return last
    }
}

extension SessionEvent {
    /// Whoever came, left, was told or gave their go-ahead.
    fileprivate var somebody: Somebody? {
        switch self {
        case .join(let who, _, _), .leave(let who), .told(let who), .confirmed(let who, _): who
        default: nil
        }
    }
}
