/// A date and time of day as a calendar and a clock on the wall show them (Gregorian calendar).
public struct CivilTime: Equatable, Sendable {
    /// The year, 1 to 9999.
    public let year: Int
    /// The month, 1 to 12.
    public let month: Int
    /// The day of the month, 1 to 31.
    public let day: Int
    /// The hour, 0 to 23.
    public let hour: Int
    /// The minute, 0 to 59.
    public let minute: Int
    /// The second, 0 to 59.
    public let second: Int
    /// The day of the week; 0 is Sunday.
    public let weekday: Int
    /// The day of the year; 0 is 1 January.
    public let dayOfYear: Int

    /// What the wall shows at an instant, so many seconds east of UTC.
    public init(_ instant: Timestamp, offset: Int) {
        self.init(secondsSinceEpoch: instant.seconds + Int64(offset))
    }

    /// What the wall shows so many seconds after 1970-01-01T00:00:00 on the same wall.
    init(secondsSinceEpoch seconds: Int64) {
        // Int may have 32 bits, seconds need more.
        let (quotient, remainder) = seconds.quotientAndRemainder(dividingBy: 86_400)
        let days = Int(remainder < 0 ? quotient - 1 : quotient)
        let rest = Int(remainder < 0 ? remainder + 86_400 : remainder)
        let date = CivilTime.date(daysSinceEpoch: days)
        (year, month, day) = date
        (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
        weekday = ((days + 4) % 7 + 7) % 7
        dayOfYear = days - CivilTime.daysSinceEpoch(year: date.year, month: 1, day: 1)
    }

    /// The date as ISO 8601 writes it, such as `2026-11-24`.
    public var dateText: String {
        "\(padded(year, to: 4))-\(padded(month))-\(padded(day))"
    }

    /// The date so many days after 1970-01-01.
    ///
    /// Years are counted from March, so that the leap day is the last of its year; an era is the
    /// 400 years after which the calendar repeats.
    static func date(daysSinceEpoch days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// The days from 1970-01-01 to a date.
    static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// How many days a month has.
    static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }
}

/// The time zones that the host knows.
///
/// The engine holds no zone database of its own.
public struct Zones: Sendable {
    /// Seconds east of UTC in a zone at an instant (Unix seconds); nothing for an unknown zone.
    public let offset: @Sendable (_ zone: String, _ unixSeconds: Int64) -> Int?

    /// Zones as the host looks them up.
    public init(offset: @escaping @Sendable (_ zone: String, _ unixSeconds: Int64) -> Int?) {
        self.offset = offset
    }

    /// Knows `UTC` and fixed offsets such as `+01:00`, and no other zone.
    public static let utcOnly = Zones { _, _ in nil }

    /// Seconds east of UTC, for a zone's name, `UTC`, or a fixed offset such as `-02:30`.
    public func seconds(in zone: String, at instant: Timestamp) -> Int? {
        if sameScalars(zone, "UTC") { return 0 }
        return fixedOffset(zone) ?? offset(zone, instant.seconds)
    }

    /// The instant at which a clock in a zone shows so many seconds after 1970-01-01T00:00:00.
    ///
    /// - Returns: the earlier instant where the clock shows a time twice (the clocks went back);
    ///   nothing where it never shows it (they went forward), or the zone is not known.
    func instant(showing local: Int64, in zone: String) -> Timestamp? {
        // A day either side of the wanted time, the offsets are those before and after any
        // change; the earlier instant is the one with the larger offset.
        var found: Timestamp?
        for probe in [local - 86_400, local + 86_400] {
            guard let near = Timestamp(seconds: probe),
                let offset = seconds(in: zone, at: near),
                let candidate = Timestamp(seconds: local - Int64(offset)),
                seconds(in: zone, at: candidate) == offset
            else { continue }
            found = found.map { min($0, candidate) } ?? candidate
        }
        return found
    }

    /// `+hh:mm` or `-hh:mm`, with or without the sign `+`, as seconds.
    private func fixedOffset(_ text: String) -> Int? {
        var bytes = ArraySlice(text.utf8)
        var sign = 1
        if let first = bytes.first, first == UInt8(ascii: "+") || first == UInt8(ascii: "-") {
            sign = first == UInt8(ascii: "-") ? -1 : 1
            bytes = bytes.dropFirst()
        }
        guard bytes.count == 5, bytes[bytes.startIndex + 2] == UInt8(ascii: ":"),
            let hours = decimal(bytes.prefix(2)), let minutes = decimal(bytes.suffix(2)),
            hours <= 23, minutes <= 59
        else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }
}

/// The number that ASCII digits stand for; nothing for anything else, or for more than 9 digits.
func decimal(_ digits: ArraySlice<UInt8>) -> Int? {
    guard (1...9).contains(digits.count) else { return nil }
    var number = 0
    for digit in digits {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
        number = number * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return number
}

extension Zones {
    /// The instant that a person means by a time.
    ///
    /// - Parameters:
    ///   - text: RFC 3339, or a local time such as `2026-11-24T09:30`, or a date.
    ///   - zone: the zone of a local time.
    /// - Returns: nothing if the text is no such time, or if the zone's clocks never show it.
    public func instant(of text: String, in zone: String) -> Timestamp? {
        TimeText(text, local: true).flatMap { instant(of: $0, in: zone) }
    }

    /// The instant that a time stands for, which is local where it has no offset.
    func instant(of time: TimeText, in zone: String) -> Timestamp? {
        if let offset = time.offset {
            return Timestamp(seconds: time.clock - Int64(offset), nanos: time.nanos)
        }
        return instant(showing: time.clock, in: zone).flatMap {
            Timestamp(seconds: $0.seconds, nanos: time.nanos)
        }
    }
}
