/// Reads single answers: a node of a document as a value of a field's type.
struct ValueReader {
    private let document: Document
    private let zone: String
    private let zones: Zones
    /// Whether names of time zones are looked up.
    ///
    /// A default is read where no zone is known.
    var checksZones = true
    var problems = Problems()

    init(_ document: Document, zone: String, zones: Zones) {
        self.document = document
        self.zone = zone
        self.zones = zones
    }

    /// The value of a node, nothing (and a problem) if it does not fit the type.
    ///
    /// The path is only written out for a problem.
    mutating func plain(
        _ node: Node,
        as type: FieldType,
        at path: @autoclosure () -> String
    ) -> Value? {
        switch type {
        case .bool:
            guard case .bool(let truth) = node.content else {
                return refuse(node, path(), "true or false")
            }
            return .bool(truth)
        case .int(let min, let max): return int(node, path, min, max)
        case .double(let min, let max): return double(node, path, min, max)
        case .string(let limits): return text(node, path, limits)
        case .timestamp: return timestamp(node, path)
        case .duration: return duration(node, path)
        case .choice(let choices): return choice(node, path, choices)
        case .list(let element, let limits): return list(node, path, element, limits)
        case .group, .groups: return nil
        }
    }

    // MARK: Numbers

    private mutating func int(
        _ node: Node,
        _ path: () -> String,
        _ min: Int64?,
        _ max: Int64?
    ) -> Value? {
        guard case .number(let number) = node.content, let value = number.int else {
            return refuse(node, path(), "a whole number")
        }
        if let min, value < min { return refuse(node, path(), "at least \(min)") }
        if let max, value > max { return refuse(node, path(), "at most \(max)") }
        return .int(value)
    }

    private mutating func double(
        _ node: Node,
        _ path: () -> String,
        _ min: Double?,
        _ max: Double?
    ) -> Value? {
        guard case .number(let number) = node.content, let value = number.double else {
            return refuse(node, path(), "a number")
        }
        if let min, value < min { return refuse(node, path(), "at least \(doubleText(min))") }
        if let max, value > max { return refuse(node, path(), "at most \(doubleText(max))") }
        return .double(value)
    }

    // MARK: Texts

    private mutating func text(_ node: Node, _ path: () -> String, _ limits: TextLimits) -> Value? {
        guard case .string(let text) = node.content else { return refuse(node, path(), "a text") }
        // A scalar has one byte to four, so most texts need not be counted.
        let length = text.utf8.count
        let count =
            length > 4 * limits.maxLength
            ? limits.maxLength + 1
            : length <= limits.maxLength && length >= 4 * limits.minLength
                ? limits.minLength : text.unicodeScalars.count
        if count > limits.maxLength {
            return refuse(node, path(), "at most \(limits.maxLength) characters long")
        }
        if count < limits.minLength {
            let help = limits.minLength == 1 ? "a text that is not empty" : nil
            return refuse(node, path(), help ?? "at least \(limits.minLength) characters long")
        }
        switch limits.format {
        case nil: break
        case .identifier where !isIdentifier(text):
            return refuse(
                node,
                path(),
                "a plain identifier",
                help: "letters, digits, `-`, `_` and `.`, at most 64, first a letter or a digit"
            )
        case .timeOfDay where !isTimeOfDay(text):
            return refuse(node, path(), "a time of day such as `09:30`")
        case .timeZone where checksZones && zones.seconds(in: text, at: .epoch) == nil:
            return refuse(node, path(), "a time zone such as `Europe/London`")
        default: break
        }
        return .string(text)
    }

    private mutating func choice(
        _ node: Node,
        _ path: () -> String,
        _ choices: [Choice]
    ) -> Value? {
        if case .string(let text) = node.content,
            choices.contains(where: { sameScalars($0.value, text) })
        {
            return .string(text)
        }
        let words = choices.map { $0.value }
        let list = listed(words.map { "`\($0)`" }, "or")
        guard case .string(let text) = node.content else {
            return refuse(node, path(), words.count > 1 ? "one of \(list)" : list)
        }
        problems.add(
            "`\(path())` cannot be `\(text.inert)`",
            help: nearest(to: text, among: words).map { "did you mean `\($0)`?" }
                ?? "it can be \(list)",
            at: node.span,
            in: document
        )
        return nil
    }

    // MARK: Times

    private mutating func timestamp(_ node: Node, _ path: () -> String) -> Value? {
        guard case .string(let text) = node.content, let time = TimeText(text, local: true) else {
            return refuse(
                node,
                path(),
                "a date or a time",
                help: "write for example `2026-11-24T09:30`, or `2026-11-24` for the whole day"
            )
        }
        guard let instant = zones.instant(of: time, in: zone) else {
            if time.offset == nil, zones.instant(showing: time.clock, in: zone) == nil {
                return refuse(
                    node,
                    path(),
                    "a time that clocks in \(zone.inert) show",
                    help: "the clocks go forward then; choose a time before or after"
                )
            }
            return refuse(node, path(), "a time within the years 1 to 9999")
        }
        return .timestamp(instant)
    }

    private mutating func duration(_ node: Node, _ path: () -> String) -> Value? {
        guard case .string(let text) = node.content,
            let duration = Duration(text, calendarUnits: true)
        else {
            return refuse(
                node,
                path(),
                "a length of time",
                help: "write for example `90m`, `36h`, `14d` or `6w`"
            )
        }
        return .duration(duration)
    }

    // MARK: Lists

    private mutating func list(
        _ node: Node,
        _ path: () -> String,
        _ element: FieldType,
        _ limits: CountLimits
    ) -> Value? {
        guard case .array(let nodes) = node.content else { return refuse(node, path(), "a list") }
        guard checkCount(nodes.count, limits, node, path()) else { return nil }
        var values: [Value] = []
        for (index, node) in nodes.enumerated() {
            if let value = plain(node, as: element, at: "\(path())[\(index)]") {
                values.append(value)
            }
        }
        return .list(values)
    }

    /// Whether a list has as many elements as it may have; reports it if not.
    mutating func checkCount(
        _ count: Int,
        _ limits: CountLimits,
        _ node: Node,
        _ path: @autoclosure () -> String
    ) -> Bool {
        if count > limits.max {
            _ = refuse(node, path(), "a list of at most \(limits.max), and this one has \(count)")
            return false
        }
        if count < limits.min {
            _ = refuse(node, path(), "a list of at least \(limits.min)")
            return false
        }
        return true
    }

    /// Reports that a node is not what the field wants.
    mutating func refuse(
        _ node: Node,
        _ path: String,
        _ wanted: String,
        help: String? = nil
    ) -> Value? {
        if case .null = node.content {
            problems.add(
                "`\(path)` is null, which is no answer",
                help: "leave the field out until it is answered",
                at: node.span,
                in: document
            )
        } else {
            problems.add("`\(path)` must be \(wanted)", help: help, at: node.span, in: document)
        }
        return nil
    }
}

/// Whether a text is safe as a file's name: see ``TextFormat/identifier``.
func isIdentifier(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { isIdentifier($0) }
}

func isIdentifier(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = text.first, text.count <= 64, isAlphanumeric(first) else { return false }
    var before: UInt8 = 0
    for byte in text {
        let isMark = byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
        let isDot = byte == UInt8(ascii: ".") && before != UInt8(ascii: ".")
        guard isAlphanumeric(byte) || isMark || isDot else { return false }
        before = byte
    }
    return before != UInt8(ascii: ".")
}

private func isAlphanumeric(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
}

private func isTimeOfDay(_ text: String) -> Bool {
    let bytes = ArraySlice(text.utf8)
    guard bytes.count == 5, bytes[2] == UInt8(ascii: ":"), let hour = decimal(bytes.prefix(2)),
        let minute = decimal(bytes.suffix(2))
    else { return false }
    return hour <= 23 && minute <= 59
}
