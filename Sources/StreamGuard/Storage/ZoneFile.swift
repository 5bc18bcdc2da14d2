import Checklist
import Platform

extension Zones {
    /// The zones of the IANA database by their full names, quickest for `zone`.
    ///
    /// They are read from the system's own files. The C library does not serve: it takes an unknown
    /// name for UTC without a word, and knows one zone a process. Foundation's zones are missing from
    /// a program with the libraries built in.
    static func iana(knowing zone: String = "Europe/London") -> Zones {
        let known = ZoneTable(named: zone)
        return Zones { name, seconds in
            guard isFullName(name) else { return nil }
            let table = name == zone ? known : ZoneTable(named: name)
            return table?.offset(at: seconds)
        }
    }

    /// Abbreviations are refused, and offsets such as `GMT+1`.
    ///
    /// Foundation's `BST` is Bangladesh, and no school's clock keeps to one offset all year.
    /// Nor do files count that are not zones: `right/…` holds leap seconds.
    fileprivate static func isFullName(_ name: String) -> Bool {
        let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return (2...3).contains(parts.count) && !name.hasPrefix("right/")
            && !name.hasPrefix("posix/")
            && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(isNameByte) }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "+"),
            UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

/// When the clocks of a zone change, read from a file of the system (RFC 9636, "TZif").
struct ZoneTable: Sendable {
    /// From each of these instants on, the offset of the same place counts.
    private var changes: [Int64] = []
    private var offsets: [Int] = []
    /// Before the first change.
    private var first = 0
    /// After the last change; nothing if there is none to come.
    private var rule: ZoneRule?

    /// The zone of that name; nothing if the system has no such file.
    init?(named name: String) {
        guard Zones.isFullName(name) else { return nil }
        let folders = ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/etc/zoneinfo"]
        for folder in folders {
            if let bytes = try? FileReader.read("\(folder)/\(name)") {
                self.init(bytes)
                return
            }
        }
        return nil
    }

    /// The zone that the bytes of a file tell; nothing if they are damaged.
    init?(_ bytes: [UInt8]) {
        var reader = Reader(rest: bytes[...])
        // The first block has times of 32 bits, for programs older than 2005: it is skipped.
        guard let old = reader.header(), reader.skip(old.size(timeWidth: 4)),
            let counts = reader.header(), counts.types > 0
        else { return nil }
        for _ in 0..<counts.times {
            guard let time = reader.number(8) else { return nil }
            changes.append(time)
        }
        guard let kinds = reader.take(counts.times) else { return nil }
        var types: [Int] = []
        for _ in 0..<counts.types {
            guard let offset = reader.number(4), reader.skip(2) else { return nil }
            types.append(Int(offset))
        }
        guard kinds.allSatisfy({ $0 < types.count }),
            reader.skip(counts.afterTypes(timeWidth: 8)), reader.skip(1)
        else { return nil }
        offsets = kinds.map { types[Int($0)] }
        first = types[0]
        let text = reader.rest.prefix { $0 != UInt8(ascii: "\n") }
        rule = ZoneRule(String(decoding: text, as: UTF8.self))
    }

    /// Seconds east of UTC.
    func offset(at instant: Int64) -> Int {
        if let rule, instant >= changes.last ?? .min { return rule.offset(at: instant) }
        var (low, high) = (0, changes.count)
        while low < high {
            let middle = (low + high) / 2
            if changes[middle] <= instant { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? first : offsets[low - 1]
    }
}

/// How many of each thing a block of the file holds.
private struct Counts {
    let utcMarks, standardMarks, leaps, times, types, characters: Int

    func size(timeWidth: Int) -> Int {
        times * (timeWidth + 1) + types * 6 + afterTypes(timeWidth: timeWidth)
    }

    func afterTypes(timeWidth: Int) -> Int {
        characters + leaps * (timeWidth + 4) + standardMarks + utcMarks
    }
}

/// Reads big-endian numbers from the front of some bytes.
private struct Reader {
    var rest: ArraySlice<UInt8>

    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard rest.count >= count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    mutating func skip(_ count: Int) -> Bool { take(count) != nil }

    /// A signed number of 4 or 8 bytes.
    mutating func number(_ width: Int) -> Int64? {
        guard let bytes = take(width) else { return nil }
        let number = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return width == 8
            ? Int64(bitPattern: number) : Int64(Int32(truncatingIfNeeded: number))
    }

    mutating func header() -> Counts? {
        guard let magic = take(5), magic.prefix(4).elementsEqual("TZif".utf8),
            magic.last.map({ $0 >= UInt8(ascii: "2") }) == true, skip(15)
        else { return nil }
        var counts: [Int] = []
        for _ in 0..<6 {
            guard let count = number(4), (0...100_000).contains(count) else { return nil }
            counts.append(Int(count))
        }
        return Counts(
            utcMarks: counts[0],
            standardMarks: counts[1],
            leaps: counts[2],
            times: counts[3],
            types: counts[4],
            characters: counts[5]
        )
    }
}
