/// A tape as a source of answers.
///
/// Problems have no place on it: whoever reads from a tape only learns that there are some.
struct TapeSource: AnswerSource {
    let tape: Tape

    func sort(_ item: Int, by group: Group, into given: inout [Int?], at base: Int) -> [Member]? {
        let entries = tape.entries
        guard entries[item].kind == .object, let text = tape.bytes.baseAddress else { return nil }
        var others: [Member] = []
        var index = item + 1
        let end = Int(entries[item].next)
        var expected = 0
        while index < end {
            let name = entries[index]
            let key = FieldNames.Key(text + Int(name.start) + 1, Int(name.end - name.start) - 2)
            if let slot = group.names.slot(key, expecting: expected), given[base + slot] == nil {
                given[base + slot] = index + 1
                expected = slot + 1
            } else {
                // Also a field that is there twice, which is as wrong as one that is unknown.
                others.append(
                    Member(
                        name: others.isEmpty ? tape.string(at: index) ?? "" : "",
                        nameSpan: 0..<0,
                        value: node(index + 1)
                    )
                )
            }
            index = Int(entries[index + 1].next)
        }
        return others
    }

    func elements(of item: Int) -> [Int]? {
        guard tape.entries[item].kind == .array else { return nil }
        var elements: [Int] = []
        var index = item + 1
        let end = Int(tape.entries[item].next)
        while index < end {
            elements.append(index)
            index = Int(tape.entries[index].next)
        }
        return elements
    }

    func text(named name: String, in item: Int) -> String? {
        guard tape.entries[item].kind == .object else { return nil }
        var index = item + 1
        let end = Int(tape.entries[item].next)
        while index < end {
            if let found = tape.string(at: index), sameScalars(found, name) {
                guard case .string(let text) = node(index + 1).content else { return nil }
                return text
            }
            index = Int(tape.entries[index + 1].next)
        }
        return nil
    }

    func answer(_ item: Int, to shape: FieldShape) -> Value? {
        let entry = tape.entries[item]
        let length = Int(entry.end - entry.start)
        switch shape.kind {
        case .truth:
            if entry.kind == .yes { return .bool(true) }
            return entry.kind == .no ? .bool(false) : nil
        case .whole(let limits):
            guard entry.kind == .number, let number = whole(entry), limits.contains(number)
            else { return nil }
            return .int(number)
        case .text(let limits):
            guard entry.kind == .string, limits.contains(length - 2) else { return nil }
            return tape.string(at: item).map { .string($0) }
        case .choice(let words, let values):
            guard entry.kind == .string, let text = tape.bytes.baseAddress else { return nil }
            let key = FieldNames.Key(text + Int(entry.start) + 1, length - 2)
            return words.slot(key, expecting: 0).map { values[$0] }
        default: return nil
        }
    }

    /// The number in an entry, if it is whole and short.
    private func whole(_ entry: Tape.Entry) -> Int64? {
        guard entry.end - entry.start <= 18 else { return nil }
        var number: Int64 = 0
        for offset in Int(entry.start)..<Int(entry.end) {
            let digit = tape.bytes[offset] &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            number = number &* 10 &+ Int64(digit)
        }
        return number
    }

    func node(_ item: Int) -> Node {
        let content: Content =
            switch tape.entries[item].kind {
            // A wrong escape has no answer, so that the reader complains.
            case .string, .stringWithEscapes: tape.string(at: item).map { .string($0) } ?? .null
            case .number: .number(Number(unchecked: digits(of: item)))
            case .yes: .bool(true)
            case .no: .bool(false)
            case .null: .null
            case .array: .array((elements(of: item) ?? []).map { node($0) })
            case .object: .object([])
            }
        return Node(content, 0..<0)
    }

    private func digits(of item: Int) -> String {
        let entry = tape.entries[item]
        let digits = tape.bytes[Int(entry.start)..<Int(entry.end)]
        return String(decoding: UnsafeBufferPointer(rebasing: digits), as: UTF8.self)
    }
}

/// The names of a group's fields, to be found by their bytes.
struct FieldNames: Sendable {
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
            self = name.withUTF8 { name in
                name.baseAddress.map { Key($0, name.count) }?.kept ?? Key(empty: ())
            }
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

    /// The slot of the field of a name.
    ///
    /// - Parameters:
    ///   - key: the name.
    ///   - expected: the slot to look at first.
    /// - Returns: nothing if no field has the name.
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

    private func isSame(_ key: Key, _ slot: Int) -> Bool {
        let other = keys[slot]
        guard key.first == other.first, key.last == other.last, key.length == other.length
        else { return false }
        // The words at both ends leave out what is between them.
        guard key.length > 16, let bytes = key.bytes else { return true }
        return names[slot].utf8.elementsEqual(UnsafeBufferPointer(start: bytes, count: key.length))
    }
}

extension FieldNames.Key: @unchecked Sendable {}
