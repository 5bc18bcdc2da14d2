import Platform

/// Finds the entries in the bytes of one file of a chain, and whatever else there is.
///
/// It changes nothing and never stops at an error.
struct JournalScan {
    /// What stands at the end of the file.
    enum Tail: Equatable {
        case clean
        /// The last entry is whole but for the end of its line: a write that was cut off there.
        case unended
        /// Bytes after the last entry that are no entry.
        case torn(Range<Int>)
    }

    /// What stands between entries, or instead of them.
    enum Oddity: Equatable {
        /// Bytes that a later write found and closed in place.
        case closed(Range<Int>, by: Int)
        /// An entry tells of bytes that are not there.
        case stripped(seq: Int)
        /// No entry, though entries follow.
        case damage(Range<Int>, EntryFault)
        /// An entry of its own that does not follow the one before.
        case misplaced(Range<Int>, found: Link, after: Link?)
        /// An entry of another chain.
        case foreign(Range<Int>, chain: String)
        /// An entry of a version that is not known here.
        case newer(Range<Int>, Int)
    }

    private(set) var records: [(record: Entry, bytes: Range<Int>)] = []
    private(set) var oddities: [Oddity] = []
    private(set) var tail = Tail.clean
    /// The last entry, or what the first one has to follow; nothing if that is not known.
    private(set) var head: Link?

    /// `start` is what the first entry has to follow; whatever it says is believed if nothing is
    /// given.
    init(_ bytes: [UInt8], chain: String, after start: Link?) {
        head = start
        var bad: (start: Int, fault: EntryFault)?
        for line in Lines(bytes) {
            var record: Entry?
            do throws(EntryFault) {
                record = try Entry(line: bytes[line])
            } catch {
                if case .newer(let version) = error {
                    // Whatever follows would be judged by rules that may not be its own.
                    oddities.append(.newer(line, version))
                    return
                }
                if bad == nil { bad = (line.lowerBound, error) }
            }
            guard let record else { continue }
            if let (start, fault) = bad {
                // The end of the line before is the byte with which the closing write began.
                let torn = start..<line.lowerBound - 1
                if record.chain == chain, follows(record), record.closes(bytes[torn]) {
                    oddities.append(.closed(torn, by: record.seq))
                } else {
                    oddities.append(.damage(start..<line.lowerBound, fault))
                    judge(record, line, chain, isClosing: false)
                }
                bad = nil
            } else {
                judge(record, line, chain, isClosing: record.kind == .recovered)
            }
            records.append((record, line))
            if record.chain == chain { head = record.link }
            if line.upperBound == bytes.count { tail = .unended }
        }
        if let bad { tail = .torn(bad.start..<bytes.count) }
    }

    private mutating func judge(
        _ record: Entry,
        _ line: Range<Int>,
        _ chain: String,
        isClosing: Bool
    ) {
        if record.chain != chain {
            oddities.append(.foreign(line, chain: record.chain))
        } else if !follows(record) {
            oddities.append(.misplaced(line, found: record.link, after: head))
        } else if isClosing {
            oddities.append(.stripped(seq: record.seq))
        }
    }

    private func follows(_ record: Entry) -> Bool {
        guard let head else { return true }
        return record.seq == head.seq + 1 && (record.previous == head.hash)
    }
}

extension Entry {
    /// Whether this entry closed these bytes in place.
    ///
    /// Only bytes among which there is no entry can be closed: nobody can declare saved entries
    /// to be remains of a crash.
    fileprivate func closes(_ torn: ArraySlice<UInt8>) -> Bool {
        kind == .recovered && number("len") == torn.count && fact("sha") == RecordHash.torn(torn)
    }
}

/// The lines of a file, without their ends; the last may have none.
private struct Lines: Sequence, IteratorProtocol {
    private let bytes: [UInt8]
    private var start = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> Range<Int>? {
        guard start < bytes.count else { return nil }
        let first = start
        let end = bytes.withUnsafeBytes { bytes -> Int in
            let rest = UnsafeRawBufferPointer(rebasing: bytes[first...])
            guard let base = rest.baseAddress, let found = memchr(base, 0x0A, rest.count) else {
                return bytes.count
            }
            return first + (UnsafeRawPointer(found) - base)
        }
        start = end + 1
        return first..<end
    }
}
