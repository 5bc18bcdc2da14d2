import Checklist

/// Which days a review is about, as somebody asked for them.
enum ReviewPeriod {
    case closure(String)
    /// Open at an end that was not named.
    case days(from: Day?, to: Day?)

    init(_ invocation: Invocation) throws(Refusal) {
        let (from, to) = (invocation.value(.firstDay), invocation.value(.lastDay))
        if let closure = invocation.value(.closure) {
            guard from == nil, to == nil else { throw .closureAndDays }
            self = .closure(closure)
            return
        }
        let first = try from.map { (typed) throws(Refusal) in try Day(typed: typed, .firstDay) }
        let last = try to.map { (typed) throws(Refusal) in try Day(typed: typed, .lastDay) }
        if let first, let last, last < first { throw .endsFirst(first, last) }
        self = .days(from: first, to: last)
    }

    /// The days of one record, which tells of sessions on `all` of them, or of none.
    func scope(
        of closures: [Closure],
        all: ClosedRange<Day>?,
        clock: LocalTime,
        now: Timestamp
    ) throws(Refusal) -> ReviewScope {
        let today = Day(now, zone: clock.zone, zones: clock.zones)
        switch self {
        case .closure(let name):
            guard let closure = closures.first(where: { $0.id == name }) else {
                throw .unknownClosure(name, closures)
            }
            let last = closure.until ?? max(today, closure.from)
            return ReviewScope(closure: name, from: closure.from, to: last, at: now)
        case .days(let from, let to):
            let last = to ?? max(today, all?.upperBound ?? today, from ?? today)
            let first = from ?? min(all?.lowerBound ?? last, last)
            return ReviewScope(closure: nil, from: first, to: last, at: now)
        }
    }
}

extension ClosedRange<Day> {
    /// From the Monday before to the Sunday after.
    var inWholeWeeks: ClosedRange<Day> { lowerBound.monday...upperBound.monday.adding(6) }
}

extension Day {
    /// A day as it is typed: `2026-11-23`.
    fileprivate init(typed: String, _ option: Option) throws(Refusal) {
        guard let day = Day(iso: typed) else {
            throw Refusal(
                "`\(option.typed)` cannot be \(typed.quoted)",
                hint: "write a day such as 2026-11-23"
            )
        }
        self = day
    }
}

extension Refusal {
    fileprivate static let closureAndDays = Refusal(
        "`\(Option.closure.typed)` has its own days, so there can be no "
            + "`\(Option.firstDay.typed)` or `\(Option.lastDay.typed)`"
    )

    fileprivate static func endsFirst(_ first: Day, _ last: Day) -> Refusal {
        Refusal("the days would end (\(last.text)) before they begin (\(first.text))")
    }

    fileprivate static func unknownClosure(_ name: String, _ closures: [Closure]) -> Refusal {
        let ids = closures.map(\.id)
        if ids.isEmpty {
            return Refusal(
                "the school's profile has no closure \(name.quoted), and no other",
                hint: "enter it under `closures`, or name the days with `\(Option.firstDay.typed)` "
                    + "and `\(Option.lastDay.typed)`"
            )
        }
        let meant = nearest(to: name, among: ids)
        return Refusal(
            "the school's profile has no closure \(name.quoted); it has "
                + listed(closures.map { "\($0.id.quoted) (\($0.described))" }),
            hint: meant.map { "did you mean `\($0)`?" }
        )
    }
}
