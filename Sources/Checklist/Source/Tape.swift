/// A JSON text as one row of its values, each with its place.
///
/// Reading a text into a tree makes an object for nearly every value. Whoever reads one text after
/// the other, most of them without a fault, can do with the places alone. A tape takes a part of
/// what JSON allows, and says nothing about the rest: what it does not take is read as a tree.
final class Tape {
    /// One value, or the name of a member before its value.
    struct Entry {
        var kind: Kind
        /// The bytes of the value, quotes and brackets included.
        var start: UInt32
        var end: UInt32
        /// The entry after the value and everything inside it.
        var next: UInt32
    }

    /// What a value is.
    enum Kind: UInt8 {
        case object, array, string, stringWithEscapes, number, yes, no, null
    }

    private(set) var entries: UnsafeMutablePointer<Entry>
    /// How many entries there is room for.
    private(set) var capacity: Int
    private(set) var count = 0
    /// The text, as long as it is being read.
    private(set) var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    private static let depthLimit = 64
    /// The arrays and objects that are open.
    private let open: UnsafeMutablePointer<UInt32>

    init() {
        capacity = 1024
        entries = .allocate(capacity: capacity)
        open = .allocate(capacity: Tape.depthLimit)
    }

    deinit {
        entries.deallocate()
        open.deallocate()
    }

    /// Reads a text; false for one that has a fault, or that is not simple enough.
    ///
    /// Escapes within strings, and names that are there twice, are left to whoever takes the
    /// values from the tape.
    func read(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count <= Document.Limits.standard.bytes,
            SourceText.firstInvalidUTF8(in: UnsafeRawBufferPointer(text)) == nil
        else { return false }
        bytes = text
        // A value and what parts it from the next take two bytes at least; a bracket that is
        // never closed takes one, but of those there are no more than may lie in each other.
        let needed = text.count / 2 + Tape.depthLimit + 2
        if needed > capacity {
            entries.deallocate()
            capacity = needed
            entries = .allocate(capacity: capacity)
        }
        var scanner = TapeScanner(text, entries, open, depthLimit: Tape.depthLimit)
        let isWhole = scanner.scan()
        count = scanner.count
        return isWhole
    }

    /// The text of a string; nothing if an escape in it is wrong.
    func string(at index: Int) -> String? {
        let entry = entries[index]
        let literal = Int(entry.start)..<Int(entry.end)
        guard entry.kind == .string else {
            return JSONReader.string(Array(bytes[literal]))
        }
        let inside = bytes[literal.lowerBound + 1..<literal.upperBound - 1]
        return String(decoding: UnsafeBufferPointer(rebasing: inside), as: UTF8.self)
    }
}

/// One reading of a text onto a tape.
private struct TapeScanner {
    private let bytes: UnsafePointer<UInt8>
    private let end: Int
    private let entries: UnsafeMutablePointer<Tape.Entry>
    private let open: UnsafeMutablePointer<UInt32>
    private let depthLimit: Int
    private var offset = 0
    private var depth = 0
    private(set) var count = 0

    init(
        _ text: UnsafeBufferPointer<UInt8>,
        _ entries: UnsafeMutablePointer<Tape.Entry>,
        _ open: UnsafeMutablePointer<UInt32>,
        depthLimit: Int
    ) {
        end = text.baseAddress == nil ? 0 : text.count
        bytes =
            text.baseAddress
            ?? UnsafePointer(UnsafeRawPointer(entries).assumingMemoryBound(to: UInt8.self))
        self.entries = entries
        self.open = open
        self.depthLimit = depthLimit
    }

    /// The byte at hand; the end reads as NUL, which stands nowhere in JSON.
    private var byte: UInt8 { offset < end ? bytes[offset] : 0 }

    mutating func scan() -> Bool {
        skipSpace()
        guard value() else { return false }
        while depth > 0 {
            guard member() else { return false }
        }
        skipSpace()
        return offset == end
    }

    /// Goes on within the innermost open array or object.
    private mutating func member() -> Bool {
        let index = Int(open[depth - 1])
        let isObject = entries[index].kind == .object
        let bracket = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
        skipSpace()
        let isFirst = count == index + 1
        if byte == bracket {
            offset += 1
            depth -= 1
            entries[index].end = UInt32(truncatingIfNeeded: offset)
            entries[index].next = UInt32(truncatingIfNeeded: count)
            return true
        }
        if !isFirst {
            guard byte == UInt8(ascii: ",") else { return false }
            offset += 1
            skipSpace()
        }
        if isObject {
            guard byte == UInt8(ascii: "\""), string(), entries[count - 1].kind == .string else {
                return false
            }
            skipSpace()
            guard byte == UInt8(ascii: ":") else { return false }
            offset += 1
            skipSpace()
        }
        return value()
    }

    private mutating func value() -> Bool {
        let start = offset
        switch byte {
        case UInt8(ascii: "\""): return string()
        case UInt8(ascii: "{"): return enter(.object)
        case UInt8(ascii: "["): return enter(.array)
        case UInt8(ascii: "t"): return word("true", .yes)
        case UInt8(ascii: "f"): return word("false", .no)
        case UInt8(ascii: "n"): return word("null", .null)
        default:
            guard number() else { return false }
            add(.number, from: start)
            return true
        }
    }

    @inline(__always)
    private mutating func add(_ kind: Tape.Kind, from start: Int) {
        entries[count] = Tape.Entry(
            kind: kind,
            start: UInt32(truncatingIfNeeded: start),
            end: UInt32(truncatingIfNeeded: offset),
            next: UInt32(truncatingIfNeeded: count + 1)
        )
        count += 1
    }

    private mutating func enter(_ kind: Tape.Kind) -> Bool {
        guard depth < depthLimit else { return false }
        open[depth] = UInt32(truncatingIfNeeded: count)
        depth += 1
        let start = offset
        offset += 1
        add(kind, from: start)
        return true
    }

    private mutating func string() -> Bool {
        let start = offset
        offset += 1
        var kind = Tape.Kind.string
        while offset < end {
            switch bytes[offset] {
            case UInt8(ascii: "\""):
                offset += 1
                add(kind, from: start)
                return true
            case UInt8(ascii: "\\"):
                kind = .stringWithEscapes
                offset += 2
            case 0..<0x20: return false
            default: offset += 1
            }
        }
        return false
    }

    private mutating func word(_ word: StaticString, _ kind: Tape.Kind) -> Bool {
        let length = word.utf8CodeUnitCount
        guard offset + length <= end else { return false }
        for index in 0..<length where bytes[offset + index] != word.utf8Start[index] {
            return false
        }
        let start = offset
        offset += length
        add(kind, from: start)
        return true
    }

    /// A number without an exponent.
    private mutating func number() -> Bool {
        if byte == UInt8(ascii: "-") { offset += 1 }
        let whole = offset
        guard digits() else { return false }
        guard offset == whole + 1 || bytes[whole] != UInt8(ascii: "0") else { return false }
        if byte == UInt8(ascii: ".") {
            offset += 1
            guard digits() else { return false }
        }
        // Larger ones need looking at.
        return offset - whole < 300
    }

    /// Goes over digits, of which there must be one.
    private mutating func digits() -> Bool {
        let start = offset
        while offset < end, bytes[offset] &- UInt8(ascii: "0") <= 9 { offset += 1 }
        return offset > start
    }

    @inline(__always)
    private mutating func skipSpace() {
        while offset < end, bytes[offset] <= 0x20 {
            switch bytes[offset] {
            case 0x20, 0x0A, 0x0D, 0x09: offset += 1
            default: return
            }
        }
    }
}
