import Checklist

/// How the clocks of a zone change every year, as POSIX writes it: `GMT0BST,M3.5.0/1,M10.5.0`.
struct ZoneRule: Sendable {
    private let standard: Int
    /// Summer time, and when it begins and ends by the clocks on the wall; nothing if never.
    fileprivate var summer: (offset: Int, from: Day, until: Day)?

    /// A day of the year and a time on it, in seconds; the time may lie on another day.
    fileprivate struct Day {
        enum Kind { case weekday(month: Int, week: Int, day: Int), noLeapDay(Int), plain(Int) }
        var kind: Kind
        var time = 7200
    }

    /// Nothing for a text that is no such rule.
    init?(_ text: String) {
        var reader = RuleReader(rest: Array(text.utf8)[...])
        guard reader.name(), let west = reader.time() else { return nil }
        standard = -west
        if reader.rest.isEmpty { return }
        guard reader.name() else { return nil }
        var offset = standard + 3600
        if reader.rest.first != UInt8(ascii: ",") {
            guard let west = reader.time() else { return nil }
            offset = -west
        }
        guard let from = ZoneRule.day(&reader), let until = ZoneRule.day(&reader),
            reader.rest.isEmpty
        else { return nil }
        summer = (offset, from, until)
    }

    /// Seconds east of UTC.
    func offset(at instant: Int64) -> Int {
        guard let summer, let time = Timestamp(seconds: instant) else { return standard }
        let year = CivilTime(time, offset: standard).year
        let from = summer.from.clock(in: year) - Int64(standard)
        let until = summer.until.clock(in: year) - Int64(summer.offset)
        // South of the equator summer time ends before it begins.
        let isSummer =
            from < until
            ? (from..<until).contains(instant) : !(until..<from).contains(instant)
        return isSummer ? summer.offset : standard
    }

    /// `,M3.5.0/1`, `,J60` or `,59/25`.
    private static func day(_ reader: inout RuleReader) -> Day? {
        guard reader.skip(",") else { return nil }
        var day: Day
        if reader.skip("M") {
            guard let month = reader.number(), (1...12).contains(month), reader.skip("."),
                let week = reader.number(), (1...5).contains(week), reader.skip("."),
                let weekday = reader.number(), weekday <= 6
            else { return nil }
            day = Day(kind: .weekday(month: month, week: week, day: weekday))
        } else if reader.skip("J") {
            guard let number = reader.number(), (1...365).contains(number) else { return nil }
            day = Day(kind: .noLeapDay(number))
        } else {
            guard let number = reader.number(), number <= 365 else { return nil }
            day = Day(kind: .plain(number))
        }
        if reader.skip("/") {
            guard let time = reader.time() else { return nil }
            day.time = time
        }
        return day
    }
}

extension ZoneRule.Day {
    /// Seconds after 1970 on the clock on the wall.
    fileprivate func clock(in year: Int) -> Int64 {
        let day: Int
        switch kind {
        case .plain(let number): day = firstDay(of: 1, year) + number
        case .noLeapDay(let number):
            // Counted as if there were no 29 February.
            let shift = number < 60 ? firstDay(of: 1, year) : firstDay(of: 3, year) - 59
            day = shift + number - 1
        case .weekday(let month, let week, let weekday):
            let (first, next) = (firstDay(of: month, year), firstDay(of: month + 1, year))
            // 1 January 1970 was a Thursday.
            let wanted = first + ((weekday - first - 4) % 7 + 7) % 7 + (week - 1) * 7
            // The fifth is the last, which in a short month is the fourth.
            day = wanted < next ? wanted : wanted - 7
        }
        return Int64(day) * 86_400 + Int64(time)
    }

    /// The days from 1970 to the first of a month, of which 13 is January of the next year.
    private func firstDay(of month: Int, _ year: Int) -> Int {
        func leapDays(before year: Int) -> Int {
            (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400
        }
        let months = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365]
        let isLate = month > 2
        return 365 * (year - 1970) + leapDays(before: isLate ? year + 1 : year)
            - leapDays(before: 1970) + months[month - 1]
    }
}

/// Reads names, numbers and times from the front of a rule.
private struct RuleReader {
    var rest: ArraySlice<UInt8>

    mutating func skip(_ mark: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: mark) else { return false }
        rest.removeFirst()
        return true
    }

    /// `BST` or `<+0530>`.
    mutating func name() -> Bool {
        if skip("<") {
            rest = rest.drop { $0 != UInt8(ascii: ">") }
            return skip(">")
        }
        let letters = rest.prefix { Unicode.Scalar($0).properties.isAlphabetic }
        rest = rest.dropFirst(letters.count)
        return letters.count >= 3
    }

    mutating func number() -> Int? {
        let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard (1...4).contains(digits.count) else { return nil }
        rest = rest.dropFirst(digits.count)
        return Int(String(decoding: digits, as: UTF8.self))
    }

    /// `-3:30`, in seconds.
    mutating func time() -> Int? {
        let sign = skip("-") ? -1 : 1
        if sign == 1 { _ = skip("+") }
        guard let hours = number() else { return nil }
        var seconds = hours * 3600
        for unit in [60, 1] where skip(":") {
            guard let count = number() else { return nil }
            seconds += count * unit
        }
        return sign * seconds
    }
}
