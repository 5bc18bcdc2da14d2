/// JSON that is being written, in UTF-8, piece by piece.
///
/// For whoever writes the same things again and again; ``JSON/canonical()`` writes a value whole.
/// One of these serves one thread at a time.
public final class JSONBytes: @unchecked Sendable {
    // INVARIANT: nothing that is added is read while it is added, and one thread adds. Checking
    // that at every byte would take longer than the writing.
    @exclusivity(unchecked) @usableFromInline var base: UnsafeMutablePointer<UInt8>
    @exclusivity(unchecked) @usableFromInline var capacity: Int
    @exclusivity(unchecked) @usableFromInline var length = 0

    /// How many bytes have been written.
    public var count: Int { length }

    /// - Parameter room: for how many bytes there is room at first.
    public init(room: Int = 4096) {
        capacity = max(64, room)
        base = .allocate(capacity: capacity)
    }

    deinit { base.deallocate() }

    /// What has been written, as long as nothing is added.
    public var bytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: base, count: length)
    }

    /// Forgets what has been written, and keeps the room.
    public func removeAll() { length = 0 }

    // MARK: As it is

    /// Adds bytes as they are.
    @inlinable @inline(__always)
    public func add(_ start: UnsafePointer<UInt8>, _ count: Int) {
        if count > capacity &- length { makeRoom(count) }
        UnsafeMutableRawPointer(base + length).copyMemory(from: start, byteCount: count)
        length &+= count
    }

    /// Adds bytes as they are.
    @inlinable
    public func add(_ bytes: UnsafeBufferPointer<UInt8>) {
        if let start = bytes.baseAddress { add(start, bytes.count) }
    }

    /// Adds bytes as they are.
    public func add(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { add($0) } }

    /// Adds a text as it is.
    @inlinable
    public func add(_ text: StaticString) { add(text.utf8Start, text.utf8CodeUnitCount) }

    /// Adds a text as it is.
    public func add(text: String) {
        var text = text
        text.withUTF8 { add($0) }
    }

    /// Adds a byte as it is.
    @inline(__always)
    func add(byte: UInt8) {
        if length == capacity { makeRoom(1) }
        base[length] = byte
        length &+= 1
    }

    @inline(never) @usableFromInline
    func makeRoom(_ count: Int) {
        capacity = max(2 * capacity, length + count)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.update(from: base, count: length)
        base.deallocate()
        base = larger
    }

    // MARK: Values

    /// Adds a text as a JSON string, with its quotes.
    public func add(quoted text: String) {
        var text = text
        text.withUTF8 { add(quoted: $0) }
    }

    /// Adds a text as a JSON string, with its quotes.
    public func add(quoted text: UnsafeBufferPointer<UInt8>) {
        add(byte: UInt8(ascii: "\""))
        add(inside: text)
        add(byte: UInt8(ascii: "\""))
    }

    /// Adds a part of a text within a JSON string.
    ///
    /// Each scalar is escaped by itself, so a text may be written in parts.
    func add(inside text: UnsafeBufferPointer<UInt8>) {
        if text.isWrittenAsItIs { return add(text) }
        let written = JSON.string(String(decoding: text, as: UTF8.self)).canonical()
        for byte in written.utf8.dropFirst().dropLast() { add(byte: byte) }
    }

    func add(inside text: String) {
        var text = text
        text.withUTF8 { add(inside: $0) }
    }

    /// Adds a whole number.
    public func add(_ number: Int64) {
        if number < 0 { add(byte: UInt8(ascii: "-")) }
        var rest = number.magnitude
        // The last digit first, into room for the longest number.
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var first = 20
            repeat {
                first -= 1
                digits[first] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest > 0
            add(UnsafeBufferPointer(rebasing: digits[first...]))
        }
    }

    /// Adds an instant in UTC as a JSON string, as ``Timestamp/rfc3339`` has it.
    func add(_ time: Timestamp) {
        guard time.nanos == 0 else { return add(quoted: time.rfc3339) }
        add(byte: UInt8(ascii: "\""))
        add(CivilTime(time, offset: 0))
        add(byte: UInt8(ascii: "Z"))
        add(byte: UInt8(ascii: "\""))
    }

    /// Adds an instant as a JSON string with an offset, such as `"2026-11-24T09:30:00+01:00"`;
    /// without parts of a second.
    ///
    /// - Parameters:
    ///   - time: the instant.
    ///   - offset: how far east of UTC the clock is that shows it, in seconds.
    public func add(_ time: Timestamp, offset: Int) {
        add(byte: UInt8(ascii: "\""))
        add(CivilTime(time, offset: offset))
        add(byte: offset < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
        let minutes = abs(offset) / 60
        add(two: minutes / 60)
        add(byte: UInt8(ascii: ":"))
        add(two: minutes % 60)
        add(byte: UInt8(ascii: "\""))
    }

    private func add(_ civil: CivilTime) {
        if civil.year > 9999 {
            add(Int64(civil.year))
        } else {
            add(two: civil.year / 100)
            add(two: civil.year % 100)
        }
        add(byte: UInt8(ascii: "-"))
        add(two: civil.month)
        add(byte: UInt8(ascii: "-"))
        add(two: civil.day)
        add(byte: UInt8(ascii: "T"))
        add(two: civil.hour)
        add(byte: UInt8(ascii: ":"))
        add(two: civil.minute)
        add(byte: UInt8(ascii: ":"))
        add(two: civil.second)
    }

    private func add(two number: Int) {
        add(byte: UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10))
        add(byte: UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether nothing of a text has to be escaped, which goes for nearly every text; it is UTF-8.
    fileprivate var isWrittenAsItIs: Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        var place = 0
        let bytes = UnsafeRawBufferPointer(self)
        while place + 8 <= count {
            let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            let quote = word ^ (ones &* 0x22)
            let backslash = word ^ (ones &* 0x5C)
            // A high bit is set where a byte is below 0x20, from 0x7F on, or one of the two; also
            // above such a byte at times, which makes no difference here.
            let hits =
                (word &- (ones &* 0x20)) | (word &+ ones) | word | (quote &- ones)
                | (backslash &- ones)
            if hits & (ones &* 0x80) != 0 { return isWrittenAsItIs(from: place) }
            place &+= 8
        }
        return isWrittenAsItIs(from: place)
    }

    /// The same byte by byte: a word with a hit may be innocent.
    private func isWrittenAsItIs(from start: Int) -> Bool {
        var place = start
        while place < count {
            let byte = self[place]
            if byte < 0x80 {
                if byte < 0x20 || byte == 0x7F || byte == 0x22 || byte == 0x5C { return false }
                place &+= 1
                continue
            }
            let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            // What is no UTF-8 is left to the longer way.
            guard byte >= 0xC0, place + length <= count else { return false }
            var value = UInt32(byte) & (0x7F >> UInt32(length))
            for index in place + 1..<place + length {
                value = value << 6 | UInt32(self[index] & 0x3F)
            }
            guard let scalar = Unicode.Scalar(value), !scalar.isDeceptive else { return false }
            place += length
        }
        return true
    }
}
