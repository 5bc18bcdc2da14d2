/// A time as a person or RFC 3339 writes it, before anybody has decided where it is.
struct TimeText: Equatable {
    /// Seconds after 1970-01-01T00:00:00 on the clock that the text was read from.
    var clock: Int64
    var nanos: Int32
    /// Seconds east of UTC; nothing if the text does not say, so that the time is a local one.
    var offset: Int?

    init(clock: Int64, nanos: Int32, offset: Int?) {
        self.clock = clock
        self.nanos = nanos
        self.offset = offset
    }

    /// Reads `2026-11-24T09:30:00Z`, `…+01:00`, and where `local` allows it `2026-11-24T09:30`
    /// and `2026-11-24`, which is the start of that day.
    init?(_ text: String, local: Bool) {
        var reader = Digits(text)
        guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2),
            reader.skip("-"), let day = reader.number(2), (1...12).contains(month), year >= 1,
            (1...CivilTime.days(inMonth: month, of: year)).contains(day)
        else { return nil }
        clock = Int64(CivilTime.daysSinceEpoch(year: year, month: month, day: day)) * 86_400
        nanos = 0
        if reader.isAtEnd {
            if local { return }
            return nil
        }
        guard reader.skip("T") || reader.skip("t") || (local && reader.skip(" ")),
            let hour = reader.number(2), reader.skip(":"), let minute = reader.number(2),
            hour <= 23, minute <= 59
        else { return nil }
        clock += Int64(hour * 3600 + minute * 60)
        if reader.skip(":") {
            guard let second = reader.number(2), second <= 59 else { return nil }
            clock += Int64(second)
            if reader.skip(".") {
                guard let fraction = reader.fraction() else { return nil }
                nanos = fraction
            }
        } else if !local {
            return nil
        }
        if reader.isAtEnd {
            if local { return }
            return nil
        }
        guard let offset = reader.offset(), reader.isAtEnd else { return nil }
        self.offset = offset
    }
}

extension Timestamp {
    /// Reads an instant as RFC 3339 writes it; nothing for any other text.
    public init?(rfc3339 text: String) {
        guard let time = TimeText(text, local: false), let offset = time.offset else { return nil }
        self.init(seconds: time.clock - Int64(offset), nanos: time.nanos)
    }
}

extension Duration {
    /// Reads a duration such as `90m`, `1h30m`, `1.5s`, `-250ms`; nothing for any other text.
    ///
    /// - Parameters:
    ///   - text: units are h, m, s, ms, us and ns, as in the language.
    ///   - calendarUnits: also d (24 hours) and w (7 days), as documents may write them.
    public init?(_ text: String, calendarUnits: Bool = false) {
        var reader = Digits(text)
        let negative = reader.skip("-")
        if !negative { _ = reader.skip("+") }
        if reader.rest.elementsEqual("0".utf8) {
            self.init(seconds: 0)
            return
        }
        var total = Duration(seconds: 0)
        guard !reader.isAtEnd else { return nil }
        while !reader.isAtEnd {
            guard let part = reader.durationPart(calendarUnits: calendarUnits) else { return nil }
            total = total.adding(negative ? part.negated : part)
            guard total.isInRange else { return nil }
        }
        self = total
    }
}

/// Reads numbers and marks from the front of an ASCII text.
private struct Digits {
    private let bytes: [UInt8]
    private var place = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    var isAtEnd: Bool { place == bytes.count }

    /// What has not been read yet.
    var rest: ArraySlice<UInt8> { bytes[place...] }

    mutating func skip(_ mark: Unicode.Scalar) -> Bool {
        guard place < bytes.count, bytes[place] == UInt8(ascii: mark) else { return false }
        place += 1
        return true
    }

    /// Exactly so many digits.
    mutating func number(_ width: Int) -> Int? {
        guard bytes.count - place >= width else { return nil }
        var number = 0
        for index in place..<place + width {
            let digit = bytes[index] &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            number = number * 10 + Int(digit)
        }
        place += width
        return number
    }

    /// All digits that follow.
    mutating func digits() -> ArraySlice<UInt8> {
        let start = place
        while place < bytes.count, bytes[place] &- UInt8(ascii: "0") <= 9 { place += 1 }
        return bytes[start..<place]
    }

    /// The digits after a decimal point, as billionths; further digits are not counted.
    mutating func fraction() -> Int32? {
        let digits = digits().prefix(9)
        guard let number = decimal(digits) else { return nil }
        return (digits.count..<9).reduce(Int32(number)) { value, _ in value * 10 }
    }

    /// `Z`, `+01:00` or `-05:30` as seconds.
    mutating func offset() -> Int? {
        if skip("Z") || skip("z") { return 0 }
        let negative = skip("-")
        guard negative || skip("+"), let hours = number(2), skip(":"), let minutes = number(2),
            hours <= 23, minutes <= 59
        else { return nil }
        return (negative ? -1 : 1) * (hours * 3600 + minutes * 60)
    }

    mutating func durationPart(calendarUnits: Bool) -> Duration? {
        let whole = digits()
        var fraction: Int32 = 0
        if skip(".") {
            let digits = digits()
            guard !(whole.isEmpty && digits.isEmpty) else { return nil }
            let billionths = (0..<9).map { index in
                index < digits.count ? digits[digits.startIndex + index] : UInt8(ascii: "0")
            }
            fraction = Int32(decimal(ArraySlice(billionths)) ?? 0)
        } else if whole.isEmpty {
            return nil
        }
        guard whole.count <= 18,
            let amount = Int64(String(decoding: whole, as: UTF8.self))
                ?? (whole.isEmpty ? 0 : nil),
            let nanosPerUnit = unit(calendarUnits: calendarUnits)
        else { return nil }
        return amountOf(amount, fraction: fraction, nanosPerUnit: nanosPerUnit)
    }

    /// The unit that follows, in nanoseconds.
    private mutating func unit(calendarUnits: Bool) -> Int64? {
        if skip("h") { return 3_600_000_000_000 }
        if skip("m") { return skip("s") ? 1_000_000 : 60_000_000_000 }
        if skip("s") { return 1_000_000_000 }
        if skip("u") { return skip("s") ? 1_000 : nil }
        if skip("n") { return skip("s") ? 1 : nil }
        guard calendarUnits else { return nil }
        if skip("d") { return 86_400_000_000_000 }
        if skip("w") { return 604_800_000_000_000 }
        return nil
    }

    private func amountOf(_ amount: Int64, fraction: Int32, nanosPerUnit: Int64) -> Duration? {
        let partial = Int64(fraction).multipliedFullWidth(by: nanosPerUnit)
        let nanos = Int64(1_000_000_000).dividingFullWidth(partial).quotient
        if nanosPerUnit >= 1_000_000_000 {
            let perUnit = nanosPerUnit / 1_000_000_000
            let (seconds, overflow) = amount.multipliedReportingOverflow(by: perUnit)
            guard !overflow, seconds <= Duration.limit + 1 else { return nil }
            return Duration(seconds: seconds, nanos: nanos)
        }
        let perSecond = 1_000_000_000 / nanosPerUnit
        return Duration(
            seconds: amount / perSecond,
            nanos: amount % perSecond * nanosPerUnit + nanos
        )
    }
}
