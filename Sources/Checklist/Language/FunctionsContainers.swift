extension Function {
    static let containers: [Function] = [
        Function("size", sizes, total: true, "How many scalars, bytes, elements or keys.") {
            arguments,
            _ in size(arguments[0])
        },
        Function(
            "size",
            member: true,
            sizes,
            total: true,
            "How many scalars, bytes, elements or keys."
        ) { arguments, _ in size(arguments[0]) },
        Function(
            "_in_",
            [
                Signature([.parameter(0), .list(.parameter(0))], .bool),
                Signature([.parameter(0), .map(.parameter(0), .parameter(1))], .bool),
            ],
            total: true,
            "Whether a list has an element, or a map a key."
        ) { arguments, _ in
            switch arguments[1] {
            case .list(let elements): .bool(elements.contains { $0.equals(arguments[0]) })
            case .map(let map): .bool(map.value(of: arguments[0]) != nil)
            case .record:
                .bool(arguments[1].entries.contains { $0.key.equals(arguments[0]) })
            default: nil
            }
        },
        Function(
            "_[_]",
            [
                Signature([.list(.parameter(0)), .int], .parameter(0)),
                Signature([.map(.parameter(0), .parameter(1)), .parameter(0)], .parameter(1)),
            ],
            "An element of a list, counted from 0, or the value of a key."
        ) { arguments, _ in element(of: arguments[0], at: arguments[1]) },
    ]

    private static let sizes = [
        Signature([.string], .int), Signature([.bytes], .int),
        Signature([.list(.parameter(0))], .int),
        Signature([.map(.parameter(0), .parameter(1))], .int),
    ]

    private static func size(_ value: Value) -> Value? {
        switch value {
        case .string(let text): .int(Int64(text.unicodeScalars.count))
        case .bytes(let bytes): .int(Int64(bytes.count))
        case .list(let elements): .int(Int64(elements.count))
        case .map, .record: .int(Int64(value.entries.count))
        default: nil
        }
    }

    private static func element(of container: Value, at key: Value) -> Value? {
        switch container {
        case .list(let elements):
            guard let index = wholeIndex(key) else { return nil }
            guard elements.indices.contains(index) else {
                return .failed("index out of bounds: \(index)")
            }
            return elements[index]
        case .map(let map):
            return map.value(of: key) ?? .failed("no such key: \(key.literal)")
        case .record:
            return container.entries.first { $0.key.equals(key) }?.value
                ?? .failed("no such key: \(key.literal)")
        default: return nil
        }
    }

    /// An index may be any number that stands for a whole one.
    private static func wholeIndex(_ key: Value) -> Int? {
        switch key {
        case .int(let index): Int(exactly: index) ?? -1
        case .uint(let index): Int(exactly: index) ?? -1
        case .double(let index): Int(exactly: index)
        default: nil
        }
    }
}
