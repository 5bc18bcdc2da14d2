extension Value {
    /// The value as the language writes it, for messages.
    package var literal: String {
        switch self {
        case .null: "null"
        case .bool(let truth): truth ? "true" : "false"
        case .int(let number): String(number)
        case .uint(let number): "\(number)u"
        case .double(let number): doubleText(number)
        case .string(let text): "'\(text.inert)'"
        case .bytes(let bytes): "bytes(\(bytes.count))"
        case .timestamp(let instant): instant.rfc3339
        case .duration(let length): length.text
        case .list(let elements): "[\(elements.map { $0.literal }.joined(separator: ", "))]"
        case .map, .record:
            "{\(entries.map { "\($0.key.literal): \($0.value.literal)" }.joined(separator: ", "))}"
        case .type(let name): name
        case .unknown: "unanswered"
        case .error(let failure): "error: \(failure.message)"
        case .absent: "does not apply"
        }
    }

    /// The value as a person reads it, times in the given zone.
    ///
    /// - Parameters:
    ///   - zone: the name of the zone whose clock is shown.
    ///   - zones: the zones that the host knows.
    /// - Returns: words; for what is no answer, words that say so.
    public func described(zone: String, zones: Zones) -> String {
        switch self {
        case .bool(let truth): return truth ? "yes" : "no"
        case .string(let text): return text.inert
        case .timestamp(let instant): return instant.described(zone: zone, zones: zones)
        case .duration(let length): return length.described
        case .list(let elements):
            return listed(elements.map { $0.described(zone: zone, zones: zones) })
        case .record(let record): return record.label
        case .null: return "none"
        case .unknown: return "not answered"
        case .error: return "not known"
        case .absent: return "does not apply"
        default: return literal
        }
    }

    /// The value for a program: times as RFC 3339 in UTC, lengths of time in seconds with `s`.
    public var json: JSON {
        switch self {
        case .null, .unknown, .error, .absent: .null
        case .bool(let truth): .bool(truth)
        case .int(let number): .int(number)
        case .uint(let number): Int64(exactly: number).map { .int($0) } ?? .string(String(number))
        case .double(let number): .double(number)
        case .string(let text): .string(text)
        case .list(let elements): .array(elements.map { $0.json })
        case .record(let record) where record.key != nil: .string(record.label)
        case .map, .record:
            .object(
                entries.map { entry in
                    guard case .string(let name) = entry.key else {
                        return (entry.key.literal, entry.value.json)
                    }
                    return (name, entry.value.json)
                }
            )
        default: .string(literal)
        }
    }
}

extension Record {
    /// What names this record among others, if it is an element that has a name.
    public var key: String? {
        guard let slot = group.key, case .string(let name) = slots[slot] else { return nil }
        return name
    }

    /// The element's name, or where it stands.
    var label: String {
        (key ?? path.text).inert
    }
}

extension Timestamp {
    /// The instant as a clock in a zone shows it, such as `Tue 24 Nov 2026 09:30`.
    ///
    /// The very start of a day is printed as the day alone: that is how people write a date. If
    /// the zone is not known, the time is in UTC and says so.
    public func described(zone: String, zones: Zones) -> String {
        let offset = zones.seconds(in: zone, at: self)
        let time = CivilTime(self, offset: offset ?? 0)
        let isDate = nanos == 0 && time.hour == 0 && time.minute == 0 && time.second == 0
        return (isDate ? time.describedDate : time.described) + (offset == nil ? " UTC" : "")
    }
}

extension CivilTime {
    /// Date and time such as `Tue 24 Nov 2026 09:30`.
    public var described: String {
        "\(describedDate) \(describedTime)"
    }

    /// The date such as `Tue 24 Nov 2026`.
    public var describedDate: String {
        "\(CivilTime.weekdays[weekday]) \(day) \(CivilTime.months[month - 1]) \(year)"
    }

    /// The time of day such as `09:30`.
    public var describedTime: String {
        "\(padded(hour)):\(padded(minute))"
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}

extension Duration {
    /// The length in its largest whole units, such as `14 days` or `1 hour 30 minutes`.
    public var described: String {
        if seconds < 0 { return "minus \(negated.described)" }
        var parts: [String] = []
        var rest = seconds
        for (name, length) in [("day", Int64(86_400)), ("hour", 3_600), ("minute", 60)] {
            let count = rest / length
            rest %= length
            if count > 0 { parts.append("\(count) \(name)\(count == 1 ? "" : "s")") }
        }
        if rest > 0 || parts.isEmpty { parts.append("\(rest) second\(rest == 1 ? "" : "s")") }
        return parts.joined(separator: " ")
    }
}

/// Texts joined as in a sentence: `a, b and c`; `none` if there are none.
func listed(_ texts: [String], _ last: String = "and") -> String {
    switch texts.count {
    case 0: "none"
    case 1: texts[0]
    default: "\(texts.dropLast().joined(separator: ", ")) \(last) \(texts[texts.count - 1])"
    }
}
