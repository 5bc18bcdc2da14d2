/// An instant: seconds since 1970-01-01T00:00:00Z, leap seconds not counted, and nanoseconds.
///
/// The range is the years 1 to 9999, as in the language's specification.
public struct Timestamp: Hashable, Comparable, Sendable {
    /// Whole seconds since 1970-01-01T00:00:00Z; earlier instants are negative.
    public let seconds: Int64
    /// Nanoseconds after ``seconds``, 0 to 999,999,999.
    public let nanos: Int32

    /// Seconds of the first instant of the year 1 and of the last second of the year 9999.
    static let range: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

    /// An instant; nothing outside the years 1 to 9999 or for nanoseconds out of range.
    public init?(seconds: Int64, nanos: Int32 = 0) {
        guard Timestamp.range.contains(seconds), (0..<1_000_000_000).contains(nanos) else {
            return nil
        }
        self.seconds = seconds
        self.nanos = nanos
    }

    /// 1970-01-01T00:00:00Z.
    static let epoch = Timestamp(valid: 0)

    private init(valid seconds: Int64) {
        self.seconds = seconds
        nanos = 0
    }

    /// The order of time.
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        (left.seconds, left.nanos) < (right.seconds, right.nanos)
    }

    /// The instant a duration later; nothing outside the range.
    public func adding(_ duration: Duration) -> Timestamp? {
        let (sum, overflow) = seconds.addingReportingOverflow(duration.seconds)
        if overflow { return nil }
        let nanos = self.nanos + duration.nanos
        return nanos >= 1_000_000_000
            ? Timestamp(seconds: sum + 1, nanos: nanos - 1_000_000_000)
            : Timestamp(seconds: sum, nanos: nanos)
    }

    /// The time from another instant to this one.
    public func since(_ earlier: Timestamp) -> Duration {
        Duration(seconds: seconds - earlier.seconds, nanos: Int64(nanos - earlier.nanos))
    }

    /// The instant in UTC as RFC 3339 writes it, such as `2026-11-24T09:30:00Z`.
    public var rfc3339: String {
        let time = CivilTime(self, offset: 0)
        var text = "\(time.dateText)T\(padded(time.hour)):\(padded(time.minute))"
        text += ":\(padded(time.second))"
        if nanos != 0 { text += fraction(nanos) }
        return text + "Z"
    }
}

/// A length of time: whole seconds, rounded down, and nanoseconds.
///
/// May be negative.
public struct Duration: Hashable, Comparable, Sendable {
    /// Whole seconds, rounded down.
    public let seconds: Int64
    /// Nanoseconds to add to ``seconds``, 0 to 999,999,999.
    public let nanos: Int32

    /// A length of time of so many seconds and nanoseconds.
    ///
    /// - Parameters:
    ///   - seconds: any number of seconds within ±20,000 years.
    ///   - nanos: nanoseconds; may be negative or more than a second.
    public init(seconds: Int64, nanos: Int64 = 0) {
        let (carry, rest) = nanos.quotientAndRemainder(dividingBy: 1_000_000_000)
        self.seconds = seconds + carry - (rest < 0 ? 1 : 0)
        self.nanos = Int32(rest < 0 ? rest + 1_000_000_000 : rest)
    }

    /// The order of length.
    public static func < (left: Duration, right: Duration) -> Bool {
        (left.seconds, left.nanos) < (right.seconds, right.nanos)
    }

    /// The longest duration, in whole seconds: what 64 bits of nanoseconds hold, 292 years.
    static let limit: Int64 = 9_223_372_036

    /// True if the length is within the language's range.
    var isInRange: Bool {
        let (nanos, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        if !overflow { return !nanos.addingReportingOverflow(Int64(self.nanos)).overflow }
        // The last second before the lowest whole one is within the range in part.
        return seconds == -Duration.limit - 1 && self.nanos >= 145_224_192
    }

    /// The same length backwards.
    var negated: Duration {
        Duration(seconds: -seconds, nanos: -Int64(nanos))
    }

    /// The sum of two lengths.
    func adding(_ other: Duration) -> Duration {
        Duration(seconds: seconds + other.seconds, nanos: Int64(nanos) + Int64(other.nanos))
    }

    /// The length in seconds as the language prints it, such as `5400s` or `1.5s`.
    public var text: String {
        if seconds < 0 {
            let positive = negated
            return "-" + positive.text
        }
        return nanos == 0 ? "\(seconds)s" : "\(seconds)\(fraction(nanos))s"
    }
}

/// Nanoseconds as a decimal fraction without trailing zeros, such as `.5`.
private func fraction(_ nanos: Int32) -> String {
    var digits = String(nanos)
    digits = String(repeating: "0", count: 9 - digits.utf8.count) + digits
    while digits.utf8.last == UInt8(ascii: "0") { digits.removeLast() }
    return "." + digits
}

/// A number with at least so many digits.
func padded(_ number: Int, to width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
