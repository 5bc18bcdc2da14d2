/// A map that an expression made: keys in the order in which they were written.
public struct ValueMap: Sendable {
    /// The entries.
    ///
    /// No key is there twice.
    public let entries: [(key: Value, value: Value)]
    /// Where each key stands, if there are enough of them to make it worth knowing.
    private let places: [MapKey: Int]

    package init(entries: [(key: Value, value: Value)]) {
        self.entries = entries
        var places: [MapKey: Int] = [:]
        if entries.count > 8 {
            for (index, entry) in entries.enumerated() {
                if let key = MapKey(entry.key) { places[key] = index }
            }
        }
        self.places = places
    }

    /// The value of a key, nothing if the key is not there.
    public func value(of key: Value) -> Value? {
        if places.isEmpty { return entries.first { $0.key.equals(key) }?.value }
        return MapKey(key).flatMap { places[$0] }.map { entries[$0].value }
    }
}

/// A value that a map can be asked for: numbers of different types are one key if they are equal.
struct MapKey: Hashable {
    private enum Kind: Hashable {
        case bool(Bool)
        case negative(Int64)
        case whole(UInt64)
        /// The bytes in UTF-8, because texts are the same only if their scalars are.
        case string([UInt8])
    }

    private let kind: Kind

    init?(_ value: Value) {
        switch value {
        case .bool(let truth): kind = .bool(truth)
        case .int(let number):
            kind = UInt64(exactly: number).map { .whole($0) } ?? .negative(number)
        case .uint(let number): kind = .whole(number)
        case .double(let number):
            if let whole = UInt64(exactly: number) {
                kind = .whole(whole)
            } else if let negative = Int64(exactly: number) {
                kind = .negative(negative)
            } else {
                return nil
            }
        case .string(let text): kind = .string(Array(text.utf8))
        default: return nil
        }
    }

    /// True for what may be written as a key: a double can only be asked for.
    static func isKey(_ value: Value) -> Bool {
        switch value {
        case .bool, .int, .uint, .string: true
        default: false
        }
    }
}
