extension Function {
    static let conversions: [Function] = [
        conversion(
            "int",
            from: [.int, .uint, .double, .string, .timestamp],
            to: .int,
            "A whole number; a time as seconds since 1970.",
            convert: int
        ),
        conversion(
            "uint",
            from: [.uint, .int, .double, .string],
            to: .uint,
            "A whole number that is not negative.",
            convert: uint
        ),
        conversion(
            "double",
            from: [.double, .int, .uint, .string],
            to: .double,
            "A number.",
            convert: double
        ),
        conversion(
            "string",
            from: [.string, .bool, .int, .uint, .double, .bytes, .timestamp, .duration],
            to: .string,
            "A text.",
            convert: string
        ),
        conversion("bytes", from: [.bytes, .string], to: .bytes, "The bytes of a text in UTF-8.") {
            value in
            if case .string(let text) = value { return .bytes(Array(text.utf8)) }
            if case .bytes = value { return value }
            return nil
        },
        conversion("bool", from: [.bool, .string], to: .bool, "True or false.", convert: bool),
        conversion(
            "timestamp",
            from: [.timestamp, .string, .int],
            to: .timestamp,
            "An instant, from RFC 3339 or seconds since 1970."
        ) { value in
            switch value {
            case .timestamp: value
            case .int(let seconds):
                Timestamp(seconds: seconds).map { .timestamp($0) }
                    ?? .failed("timestamp out of range")
            case .string(let text):
                Timestamp(rfc3339: text).map { .timestamp($0) }
                    ?? .failed("not a timestamp: \(value.literal)")
            default: nil
            }
        },
        conversion(
            "duration",
            from: [.duration, .string],
            to: .duration,
            "A length of time, such as `1h30m`; units are h, m, s, ms, us and ns."
        ) { value in
            if case .duration = value { return value }
            guard case .string(let text) = value else { return nil }
            return Duration(text).map { .duration($0) }
                ?? .failed("not a duration: \(value.literal)")
        },
        Function(
            "type",
            [Signature([.parameter(0)], .type(.parameter(0)))],
            total: true,
            "The type of a value."
        ) { arguments, _ in .type(arguments[0].typeName) },
        Function(
            "dyn",
            [Signature([.parameter(0)], .dyn)],
            total: true,
            "The same value, its type decided when the rule is asked."
        ) { arguments, _ in arguments[0] },
    ]

    private static func conversion(
        _ name: String,
        from sources: [ValueType],
        to result: ValueType,
        _ about: String,
        convert: @escaping @Sendable (Value) -> Value?
    ) -> Function {
        Function(name, sources.map { Signature([$0], result) }, about) { arguments, _ in
            convert(arguments[0])
        }
    }

    private static func int(_ value: Value) -> Value? {
        switch value {
        case .int: value
        case .uint(let number):
            Int64(exactly: number).map { .int($0) } ?? .failed("int out of range")
        case .double(let number):
            // The limits themselves are refused: 2^63 has no int, and -2^63 may stand for less.
            number > -0x1p63 && number < 0x1p63
                ? .int(Int64(number.rounded(.towardZero))) : .failed("int out of range")
        case .timestamp(let instant): .int(instant.seconds)
        case .string(let text):
            Int64(text).map { .int($0) } ?? .failed("not an int: \(value.literal)")
        default: nil
        }
    }

    private static func uint(_ value: Value) -> Value? {
        switch value {
        case .uint: value
        case .int(let number):
            UInt64(exactly: number).map { .uint($0) } ?? .failed("uint out of range")
        case .double(let number):
            number > -1 && number < 0x1p64
                ? .uint(UInt64(number.rounded(.towardZero))) : .failed("uint out of range")
        case .string(let text):
            UInt64(text).map { .uint($0) } ?? .failed("not a uint: \(value.literal)")
        default: nil
        }
    }

    private static func double(_ value: Value) -> Value? {
        switch value {
        case .double: value
        case .int(let number): .double(Double(number))
        case .uint(let number): .double(Double(number))
        case .string(let text):
            doubleValue(text).map { .double($0) } ?? .failed("not a double: \(value.literal)")
        default: nil
        }
    }

    private static func string(_ value: Value) -> Value? {
        switch value {
        case .string: value
        case .bool(let truth): .string(truth ? "true" : "false")
        case .int(let number): .string(String(number))
        case .uint(let number): .string(String(number))
        case .double(let number): .string(doubleText(number))
        case .timestamp(let instant): .string(instant.rfc3339)
        case .duration(let length): .string(length.text)
        case .bytes(let bytes):
            isUTF8(bytes)
                ? .string(String(decoding: bytes, as: UTF8.self)) : .failed("bytes are not UTF-8")
        default: nil
        }
    }

    private static func bool(_ value: Value) -> Value? {
        switch value {
        case .bool: value
        case .string(let text):
            switch text {
            case "true", "True", "TRUE", "t", "1": .bool(true)
            case "false", "False", "FALSE", "f", "0": .bool(false)
            default: .failed("not a bool: \(value.literal)")
            }
        default: nil
        }
    }
}
