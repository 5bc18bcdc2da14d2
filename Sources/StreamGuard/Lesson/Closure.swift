import Checklist

/// A time in which lessons went online, as the school's profile has it.
struct Closure: Equatable {
    let id: String
    let title: String?
    let from: Day
    /// The last day; nothing while it goes on.
    let until: Day?

    /// Such as `23 Nov 2026 to 27 Nov 2026`.
    var described: String {
        until.map { "\(from.described) to \($0.described)" } ?? "since \(from.described)"
    }

    /// The closures in a profile, in its order; what has no first day cannot be asked for.
    static func all(in school: Document, _ clock: LocalTime) -> [Closure] {
        func day(_ node: Node?) -> Day? {
            guard let text = node?.string else { return nil }
            if let day = Day(iso: text) { return day }
            // With a time of day it is the day that the school's clock shows.
            return clock.zones.instant(of: text, in: clock.zone).map {
                Day($0, zone: clock.zone, zones: clock.zones)
            }
        }
        return (school.root.member("closures")?.elements ?? []).compactMap { entry in
            guard let id = entry.member("id")?.string, let from = day(entry.member("from")) else {
                return nil
            }
            let end = entry.member("until")
            let until = day(end)
            // What cannot be read, or ends before it begins, must not pass for "still going on".
            if end != nil, until.map({ $0 < from }) ?? true { return nil }
            return Closure(
                id: id,
                title: entry.member("title")?.string,
                from: from,
                until: until
            )
        }
    }
}
