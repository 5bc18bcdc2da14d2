/// A few names that are known beforehand, to be found by their bytes: those of a group's fields, of
/// an object's members, the words of the language.
///
/// Names that a plan chooses never get in, so that nobody can prepare many of one hash.
struct NameTable: Sendable {
    /// By slot.
    private var keys: [Key] = []
    /// Slots by hash, -1 where there is none.
    ///
    /// INVARIANT: at least half of it is free.
    private var table: [Int32]
    private let names: [String]

    /// What tells names apart: their length, and as many bytes at each end as fit a word.
    struct Key {
        fileprivate let bytes: UnsafePointer<UInt8>?
        fileprivate let first: UInt64
        fileprivate let last: UInt64
        fileprivate let length: Int

        init(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
            self.bytes = bytes
            self.length = length
            let raw = UnsafeRawPointer(bytes)
            if length >= 8 {
                first = raw.loadUnaligned(as: UInt64.self)
                last = (raw + (length - 8)).loadUnaligned(as: UInt64.self)
            } else if length >= 4 {
                first = UInt64(raw.loadUnaligned(as: UInt32.self))
                last = UInt64((raw + (length - 4)).loadUnaligned(as: UInt32.self))
            } else {
                var word: UInt64 = 0
                for index in 0..<length { word = word << 8 | UInt64(bytes[index]) }
                first = word
                last = 0
            }
        }

        /// A key to keep, which does not know where its bytes are.
        fileprivate init(_ name: String) {
            var name = name
            self = name.withUTF8 { Key($0).kept }
        }

        fileprivate init(_ bytes: UnsafeBufferPointer<UInt8>) {
            self = bytes.baseAddress.map { Key($0, bytes.count) } ?? Key(empty: ())
        }

        private init(empty: ()) {
            (bytes, first, last, length) = (nil, 0, 0, 0)
        }

        private init(first: UInt64, last: UInt64, length: Int) {
            (self.bytes, self.first, self.last, self.length) = (nil, first, last, length)
        }

        private var kept: Key { Key(first: first, last: last, length: length) }

        fileprivate var hash: Int {
            let mixed = (first ^ last &* 31 ^ UInt64(length)) &* 0x9E37_79B9_7F4A_7C15
            return Int(truncatingIfNeeded: mixed >> 40)
        }
    }

    init(_ names: [String]) {
        self.names = names
        keys.reserveCapacity(names.count)
        var size = 8
        while size < names.count * 2 { size *= 2 }
        table = Array(repeating: -1, count: size)
        for (slot, name) in names.enumerated() {
            let key = Key(name)
            keys.append(key)
            var place = key.hash & (size - 1)
            while table[place] >= 0 { place = (place + 1) & (size - 1) }
            table[place] = Int32(slot)
        }
    }

    /// The slot of a name.
    ///
    /// - Parameters:
    ///   - key: the name.
    ///   - expected: the slot to look at first.
    /// - Returns: nothing if the name is not among them.
    func slot(_ key: Key, expecting expected: Int) -> Int? {
        if expected < keys.count, isSame(key, expected) { return expected }
        var place = key.hash & (table.count - 1)
        while table[place] >= 0 {
            let slot = Int(table[place])
            if isSame(key, slot) { return slot }
            place = (place + 1) & (table.count - 1)
        }
        return nil
    }

    /// Whether a name is among them.
    func contains(_ name: String) -> Bool { slot(of: name) != nil }

    /// The slot of a name, looked for at an expected slot first.
    func slot(of name: String, expecting expected: Int = 0) -> Int? {
        let found = name.utf8.withContiguousStorageIfAvailable {
            self.slot(Key($0), expecting: expected)
        }
        return found ?? names.firstIndex { sameScalars($0, name) }
    }

    private func isSame(_ key: Key, _ slot: Int) -> Bool {
        let other = keys[slot]
        guard key.first == other.first, key.last == other.last, key.length == other.length
        else { return false }
        // The words at both ends leave out what is between them.
        guard key.length > 16, let bytes = key.bytes else { return true }
        return names[slot].utf8.elementsEqual(UnsafeBufferPointer(start: bytes, count: key.length))
    }
}

extension NameTable.Key: @unchecked Sendable {}
