extension Function {
    static let times: [Function] = [
        accessor("getFullYear", "The year.") { $0.year },
        accessor("getMonth", "The month; 0 is January.") { $0.month - 1 },
        accessor("getDate", "The day of the month; the first is 1.") { $0.day },
        accessor("getDayOfMonth", "The day of the month; the first is 0.") { $0.day - 1 },
        accessor("getDayOfWeek", "The day of the week; 0 is Sunday.") { $0.weekday },
        accessor("getDayOfYear", "The day of the year; the first is 0.") { $0.dayOfYear },
        accessor("getHours", "The hour of a time; all whole hours of a duration.", perUnit: 3600) {
            $0.hour
        },
        accessor(
            "getMinutes",
            "The minute of a time; all whole minutes of a duration.",
            perUnit: 60
        ) { $0.minute },
        accessor("getSeconds", "The second of a time; all whole seconds of a duration.", perUnit: 1)
        { $0.second },
        Function(
            "getMilliseconds",
            member: true,
            zoned + [Signature([.duration], .int)],
            "The milliseconds after the whole second."
        ) { arguments, zones in
            if case .duration(let duration) = arguments[0] {
                // Towards zero, though a negative length is kept as seconds rounded down.
                let nanos = Int64(duration.nanos)
                let rest = duration.seconds < 0 && nanos > 0 ? nanos - 1_000_000_000 : nanos
                return .int(rest / 1_000_000)
            }
            return civil(arguments, zones) { _, instant in Int(instant.nanos / 1_000_000) }
        },
    ]

    private static let zoned = [
        Signature([.timestamp], .int), Signature([.timestamp, .string], .int),
    ]

    /// A part of a date or time, in UTC or in the zone that is given; with `perUnit` also how
    /// often that many seconds fit into a duration.
    private static func accessor(
        _ name: String,
        _ about: String,
        perUnit: Int64? = nil,
        part: @escaping @Sendable (CivilTime) -> Int
    ) -> Function {
        Function(
            name,
            member: true,
            zoned + (perUnit == nil ? [] : [Signature([.duration], .int)]),
            about
        ) { arguments, zones in
            if let perUnit, case .duration(let duration) = arguments[0] {
                // Towards zero, like the division of whole numbers.
                let length = duration.seconds < 0 ? duration.negated : duration
                return .int((duration.seconds < 0 ? -1 : 1) * (length.seconds / perUnit))
            }
            return civil(arguments, zones) { time, _ in part(time) }
        }
    }

    private static func civil(
        _ arguments: [Value],
        _ zones: Zones,
        part: (CivilTime, Timestamp) -> Int
    ) -> Value? {
        guard case .timestamp(let instant) = arguments[0] else { return nil }
        guard arguments.count > 1 else {
            return .int(Int64(part(CivilTime(instant, offset: 0), instant)))
        }
        guard case .string(let zone) = arguments[1] else { return nil }
        guard let offset = zones.seconds(in: zone, at: instant) else {
            return .failed("no such time zone: \(zone)")
        }
        return .int(Int64(part(CivilTime(instant, offset: offset), instant)))
    }
}
