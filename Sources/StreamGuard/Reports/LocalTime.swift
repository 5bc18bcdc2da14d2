import Checklist

/// Shows instants as a school's own clock and calendar do.
struct LocalTime {
    let zone: String
    let zones: Zones

    /// "Tue 24 Nov 2026, 09:30".
    func moment(_ instant: Timestamp) -> String {
        "\(civil(instant).describedDate), \(civil(instant).describedTime)"
    }

    /// "Tue 24 Nov 2026, 09:30 to 10:15"; a second day is named too.
    func span(_ start: Timestamp, _ end: Timestamp?) -> String {
        guard let end else { return moment(start) }
        let sameDay = civil(start).dateText == civil(end).dateText
        return "\(moment(start)) to \(sameDay ? civil(end).describedTime : moment(end))"
    }

    /// With the offset: "2026-11-24T09:30:00+00:00".
    func rfc3339(_ instant: Timestamp) -> String {
        let (time, offset) = (civil(instant), abs(offset(instant)) / 60)
        let sign = self.offset(instant) < 0 ? "-" : "+"
        return "\(time.dateText)T\(two(time.hour)):\(two(time.minute)):\(two(time.second))"
            + "\(sign)\(two(offset / 60)):\(two(offset % 60))"
    }

    private func civil(_ instant: Timestamp) -> CivilTime {
        CivilTime(instant, offset: offset(instant))
    }

    /// How far east of UTC the clock is at an instant, in seconds.
    func offset(_ instant: Timestamp) -> Int {
        zones.seconds(in: zone, at: instant) ?? 0
    }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
