import Checklist

/// A day of the calendar, counted from 1 January 1970.
struct Day: Comparable, Hashable {
    let number: Int

    init(_ number: Int) { self.number = number }

    /// Nothing for a date that the calendar does not have.
    init?(year: Int, month: Int, day: Int) {
        guard let start = Timestamp(rfc3339: "\(year)-\(two(month))-\(two(day))T00:00:00Z") else {
            return nil
        }
        number = Int(start.seconds / 86_400)
    }

    /// A day as files have it: `2026-11-24`, and nothing else.
    init?(iso text: String) {
        guard let time = Timestamp(rfc3339: "\(text)T00:00:00Z") else { return nil }
        self.init(Int(time.seconds / 86_400))
        guard self.text.hasSameBytes(as: text) else { return nil }
    }

    /// The day that a clock in a zone shows at an instant.
    init(_ instant: Timestamp, zone: String, zones: Zones) {
        let offset = zones.seconds(in: zone, at: instant) ?? 0
        let seconds = instant.seconds + Int64(offset)
        number = Int((Double(seconds) / 86_400).rounded(.down))
    }

    static func < (left: Day, right: Day) -> Bool { left.number < right.number }

    func adding(_ days: Int) -> Day { Day(number + days) }

    /// 0 is Sunday.
    var weekday: Int { civil?.weekday ?? 0 }
    var year: Int { civil?.year ?? 1970 }
    /// Such as `2026-11-24`.
    var text: String { civil?.dateText ?? "" }
    /// Such as `Tue 24 Nov 2026`.
    var described: String { civil?.describedDate ?? "" }

    private var civil: CivilTime? {
        Timestamp(seconds: Int64(number) * 86_400).map { CivilTime($0, offset: 0) }
    }
}

/// A time on a clock.
struct ClockTime: Equatable {
    let hour: Int
    let minute: Int

    /// Such as `09:30`.
    var text: String { "\(two(hour)):\(two(minute))" }
}

private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
