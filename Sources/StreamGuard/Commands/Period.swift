import Checklist

/// When the sessions start that an approval covers, as somebody typed it.
struct Period {
    let bounds: ClosedRange<Timestamp>

    /// What was typed of both ends: from now, and for as long as it `lasts`, if nothing was.
    ///
    /// Without a longest time it ends with the session at hand, whose `start` has to be covered.
    init(
        from: String?,
        until: String?,
        lasts: Duration?,
        start: Timestamp,
        now: Timestamp,
        clock: LocalTime
    ) throws(Refusal) {
        var first = now
        if let from {
            let given = try Period.instant(from, .periodStart, endOfDay: false, now, clock)
            // What lies behind cannot be allowed any more.
            first = max(given.time, now)
        }
        let limit = lasts.flatMap { first.adding($0) }
        var last = limit ?? start
        if let until {
            let given = try Period.instant(until, .periodEnd, endOfDay: true, now, clock)
            last = given.time
            if let limit, last > limit {
                // The last day counts as far as it is allowed.
                guard given.isDay, Period.isSameDay(last, limit, clock) else {
                    throw .tooLong(clock, lasts, limit)
                }
                last = limit
            }
        }
        guard first <= last else { throw .isEmpty(clock, first, last) }
        guard let late = start.adding(ApprovalBook.grace), first <= late, start <= last else {
            throw .leavesOut(clock, start, first, last)
        }
        bounds = first...last
    }

    private static func isSameDay(_ one: Timestamp, _ other: Timestamp, _ clock: LocalTime) -> Bool
    {
        Day(one, zone: clock.zone, zones: clock.zones)
            == Day(other, zone: clock.zone, zones: clock.zones)
    }

    /// A time as people type it; of a day alone its beginning, or its last second.
    private static func instant(
        _ typed: String,
        _ option: Option,
        endOfDay: Bool,
        _ now: Timestamp,
        _ clock: LocalTime
    ) throws(Refusal) -> (time: Timestamp, isDay: Bool) {
        let setting = Reply.Setting(zone: clock.zone, zones: clock.zones, now: now)
        do throws(Reply.Unclear) {
            let reply = try Reply(typed, for: .timestamp, in: setting)
            let text = reply.value.text ?? typed
            if text.contains("T"), let time = clock.zones.instant(of: text, in: clock.zone) {
                return (time, false)
            }
            if let noon = clock.zones.instant(of: "\(text)T12:00", in: clock.zone) {
                let day = Day(noon, zone: clock.zone, zones: clock.zones)
                let next = (endOfDay ? day.adding(1) : day).text
                if let midnight = clock.zones.instant(of: "\(next)T00:00", in: clock.zone),
                    let time = midnight.adding(Duration(seconds: endOfDay ? -1 : 0))
                {
                    return (time, true)
                }
            }
        } catch {
            throw Refusal("`\(option.typed)` cannot be \(typed.quoted)", hint: error.reason)
        }
        throw Refusal(
            "`\(option.typed)` cannot be \(typed.quoted)",
            hint: "write a day such as `18 Dec`, or a time such as `tomorrow 16:00`"
        )
    }
}

extension Refusal {
    fileprivate static func tooLong(
        _ clock: LocalTime,
        _ lasts: Duration?,
        _ limit: Timestamp
    ) -> Refusal {
        Refusal(
            "this may be approved for \(lasts?.described ?? "no time") at most, until "
                + clock.moment(limit),
            hint: "leave `\(Option.periodEnd.typed)` out for the whole of that"
        )
    }

    fileprivate static func isEmpty(
        _ clock: LocalTime,
        _ first: Timestamp,
        _ last: Timestamp
    ) -> Refusal {
        Refusal(
            "the period would end (\(clock.moment(last))) before it begins "
                + "(\(clock.moment(first)))"
        )
    }

    fileprivate static func leavesOut(
        _ clock: LocalTime,
        _ start: Timestamp,
        _ first: Timestamp,
        _ last: Timestamp
    ) -> Refusal {
        Refusal(
            "the session starts on \(clock.moment(start)), outside the period from "
                + "\(clock.moment(first)) until \(clock.moment(last))",
            hint: "`\(Option.periodStart.typed)` and `\(Option.periodEnd.typed)` move the period"
        )
    }
}
