/// Equality and order as the language defines them: numbers compare across their types by what
/// they stand for, strings by Unicode scalars, values of different types are simply not equal.
extension Value {
    /// Whether two known values are equal.
    ///
    /// Unanswered fields inside are the caller's business.
    package func equals(_ other: Value) -> Bool {
        switch (self, other) {
        case (.null, .null): true
        case (.bool(let a), .bool(let b)): a == b
        case (.string(let a), .string(let b)): sameScalars(a, b)
        case (.bytes(let a), .bytes(let b)): a == b
        case (.timestamp(let a), .timestamp(let b)): a == b
        case (.duration(let a), .duration(let b)): a == b
        case (.type(let a), .type(let b)): sameScalars(a, b)
        case (.list(let a), .list(let b)):
            a.count == b.count && zip(a, b).allSatisfy { $0.equals($1) }
        case (.map, .map), (.map, .record), (.record, .map), (.record, .record):
            equalEntries(other)
        default: order(to: other) == .same
        }
    }

    private func equalEntries(_ other: Value) -> Bool {
        let mine = entries
        let theirs = ValueMap(entries: other.entries)
        guard mine.count == theirs.entries.count else { return false }
        return mine.allSatisfy { entry in
            theirs.value(of: entry.key).map { $0.equals(entry.value) } ?? false
        }
    }

    /// The entries of a map or record; a field that does not apply is not among them.
    var entries: [(key: Value, value: Value)] {
        switch self {
        case .map(let map): return map.entries
        case .record(let record):
            var entries: [(key: Value, value: Value)] = []
            for (field, value) in zip(record.group.fields, record.slots) {
                if case .absent = value { continue }
                entries.append((.string(field.name), value))
            }
            return entries
        default: return []
        }
    }

    /// How one value stands to another.
    enum Order: Equatable { case before, same, after, unordered }

    /// How two values stand to each other; unordered if they have no order, as with NaN.
    func order(to other: Value) -> Order {
        switch (self, other) {
        case (.bool(let a), .bool(let b)): Value.order(a ? 1 : 0, b ? 1 : 0)
        case (.int(let a), .int(let b)): Value.order(a, b)
        case (.uint(let a), .uint(let b)): Value.order(a, b)
        case (.double(let a), .double(let b)): a.isNaN || b.isNaN ? .unordered : Value.order(a, b)
        case (.int(let a), .uint(let b)): a < 0 ? .before : Value.order(UInt64(a), b)
        case (.uint(let a), .int(let b)): b < 0 ? .after : Value.order(a, UInt64(b))
        case (.double(let a), .int(let b)): Value.order(a, toInt: b)
        case (.int(let a), .double(let b)): Value.order(b, toInt: a).reversed
        case (.double(let a), .uint(let b)): Value.order(a, toUInt: b)
        case (.uint(let a), .double(let b)): Value.order(b, toUInt: a).reversed
        case (.string(let a), .string(let b)): Value.order(scalars: a, b)
        case (.bytes(let a), .bytes(let b)):
            a == b ? .same : a.lexicographicallyPrecedes(b) ? .before : .after
        case (.timestamp(let a), .timestamp(let b)): Value.order(a, b)
        case (.duration(let a), .duration(let b)): Value.order(a, b)
        default: .unordered
        }
    }

    private static func order<T: Comparable>(_ a: T, _ b: T) -> Order {
        a < b ? .before : a == b ? .same : .after
    }

    // UTF-8 keeps the order of scalars, so bytes can be compared.
    private static func order(scalars a: String, _ b: String) -> Order {
        sameScalars(a, b)
            ? .same : a.utf8.lexicographicallyPrecedes(b.utf8) ? .before : .after
    }

    // An integer beyond 2^53 has no exact double, so the double is brought to the integer. The
    // largest integers become 2^63 and 2^64 wherever they are written as a double, so there the
    // two count as one number.
    private static func order(_ a: Double, toInt b: Int64) -> Order {
        if a.isNaN { return .unordered }
        if a < -0x1p63 { return .before }
        if a >= 0x1p63 { return a == 0x1p63 && b == .max ? .same : .after }
        let whole = Int64(a.rounded(.down))
        if whole != b { return order(whole, b) }
        return Double(whole) < a ? .after : .same
    }

    private static func order(_ a: Double, toUInt b: UInt64) -> Order {
        if a.isNaN { return .unordered }
        if a < 0 { return .before }
        if a >= 0x1p64 { return a == 0x1p64 && b == .max ? .same : .after }
        let whole = UInt64(a.rounded(.down))
        if whole != b { return order(whole, b) }
        return Double(whole) < a ? .after : .same
    }
}

extension Value.Order {
    fileprivate var reversed: Value.Order {
        switch self {
        case .before: .after
        case .after: .before
        case .same, .unordered: self
        }
    }
}

/// Whether two texts are the same scalars.
///
/// Swift's `==` would call a composed and a decomposed accent the same text; the language does not.
func sameScalars(_ a: String, _ b: String) -> Bool {
    // Counting is free, and nearly all texts that differ differ in length. Members are looked up by
    // this: bytes side by side take a third of what `elementsEqual` does.
    guard a.utf8.count == b.utf8.count else { return false }
    let isSame = a.utf8.withContiguousStorageIfAvailable { a in
        b.utf8.withContiguousStorageIfAvailable { b in a.indices.allSatisfy { a[$0] == b[$0] } }
    }
    return (isSame ?? nil) ?? a.utf8.elementsEqual(b.utf8)
}
