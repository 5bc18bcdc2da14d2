extension Function {
    static let arithmetic: [Function] = [
        Function(
            "_+_",
            [
                Signature([.int, .int], .int), Signature([.uint, .uint], .uint),
                Signature([.double, .double], .double), Signature([.string, .string], .string),
                Signature([.bytes, .bytes], .bytes),
                Signature([.list(.parameter(0)), .list(.parameter(0))], .list(.parameter(0))),
                Signature([.timestamp, .duration], .timestamp),
                Signature([.duration, .timestamp], .timestamp),
                Signature([.duration, .duration], .duration),
            ],
            "Adds numbers and times; joins texts and lists."
        ) { arguments, _ in add(arguments[0], arguments[1]) },
        Function(
            "_-_",
            [
                Signature([.int, .int], .int), Signature([.uint, .uint], .uint),
                Signature([.double, .double], .double),
                Signature([.timestamp, .timestamp], .duration),
                Signature([.timestamp, .duration], .timestamp),
                Signature([.duration, .duration], .duration),
            ],
            "Subtracts numbers and times."
        ) { arguments, _ in subtract(arguments[0], arguments[1]) },
        Function(
            "_*_",
            [
                Signature([.int, .int], .int), Signature([.uint, .uint], .uint),
                Signature([.double, .double], .double),
            ],
            "Multiplies numbers."
        ) { arguments, _ in
            switch (arguments[0], arguments[1]) {
            case (.int(let a), .int(let b)): whole(a.multipliedReportingOverflow(by: b))
            case (.uint(let a), .uint(let b)): whole(a.multipliedReportingOverflow(by: b))
            case (.double(let a), .double(let b)): .double(a * b)
            default: nil
            }
        },
        Function(
            "_/_",
            [
                Signature([.int, .int], .int), Signature([.uint, .uint], .uint),
                Signature([.double, .double], .double),
            ],
            "Divides numbers; whole numbers towards zero."
        ) { arguments, _ in
            switch (arguments[0], arguments[1]) {
            case (.int, .int(0)), (.uint, .uint(0)): .failed("division by zero")
            case (.int(let a), .int(let b)): whole(a.dividedReportingOverflow(by: b))
            case (.uint(let a), .uint(let b)): .uint(a / b)
            case (.double(let a), .double(let b)): .double(a / b)
            default: nil
            }
        },
        Function(
            "_%_",
            [Signature([.int, .int], .int), Signature([.uint, .uint], .uint)],
            "The remainder of a division of whole numbers."
        ) { arguments, _ in
            switch (arguments[0], arguments[1]) {
            case (.int, .int(0)), (.uint, .uint(0)): .failed("modulus by zero")
            case (.int(let a), .int(let b)): whole(a.remainderReportingOverflow(dividingBy: b))
            case (.uint(let a), .uint(let b)): .uint(a % b)
            default: nil
            }
        },
        Function(
            "-_",
            [
                Signature([.int], .int), Signature([.double], .double),
                Signature([.duration], .duration),
            ],
            "The negative of a number."
        ) { arguments, _ in
            switch arguments[0] {
            case .int(let a): whole(Int64(0).subtractingReportingOverflow(a))
            case .double(let a): .double(-a)
            case .duration(let a): length(a.negated)
            default: nil
            }
        },
    ]

    private static func whole(_ result: (partialValue: Int64, overflow: Bool)) -> Value {
        result.overflow ? .failed("integer overflow") : .int(result.partialValue)
    }

    private static func whole(_ result: (partialValue: UInt64, overflow: Bool)) -> Value {
        result.overflow ? .failed("integer overflow") : .uint(result.partialValue)
    }

    private static func instant(_ timestamp: Timestamp?) -> Value {
        timestamp.map { .timestamp($0) } ?? .failed("timestamp out of range")
    }

    private static func length(_ duration: Duration) -> Value {
        duration.isInRange ? .duration(duration) : .failed("duration out of range")
    }

    private static func add(_ left: Value, _ right: Value) -> Value? {
        switch (left, right) {
        case (.int(let a), .int(let b)): whole(a.addingReportingOverflow(b))
        case (.uint(let a), .uint(let b)): whole(a.addingReportingOverflow(b))
        case (.double(let a), .double(let b)): .double(a + b)
        case (.string(let a), .string(let b)): .string(a + b)
        case (.bytes(let a), .bytes(let b)): .bytes(a + b)
        case (.list(let a), .list(let b)): .list(a + b)
        case (.timestamp(let a), .duration(let b)): instant(a.adding(b))
        case (.duration(let a), .timestamp(let b)): instant(b.adding(a))
        case (.duration(let a), .duration(let b)): length(a.adding(b))
        default: nil
        }
    }

    private static func subtract(_ left: Value, _ right: Value) -> Value? {
        switch (left, right) {
        case (.int(let a), .int(let b)): whole(a.subtractingReportingOverflow(b))
        case (.uint(let a), .uint(let b)): whole(a.subtractingReportingOverflow(b))
        case (.double(let a), .double(let b)): .double(a - b)
        case (.timestamp(let a), .timestamp(let b)): length(a.since(b))
        case (.timestamp(let a), .duration(let b)): instant(a.adding(b.negated))
        case (.duration(let a), .duration(let b)): length(a.adding(b.negated))
        default: nil
        }
    }
}
