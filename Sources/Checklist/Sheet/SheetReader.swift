/// Reads one document onto a sheet, in one go.
///
/// The form says what may come next, so that nearly every name is only compared with the one that
/// is expected. Whatever is wrong, or not simple, ends the reading: the longer way can tell.
struct SheetReader {
    let sheet: Sheet
    let shape: SheetShape
    let groups: UnsafeMutablePointer<SheetShape.GroupShape>
    let slots: UnsafeMutablePointer<SheetShape.SlotShape>
    /// The document; a NUL stands after it.
    let bytes: UnsafePointer<UInt8>
    /// Where in the sheet's texts the document begins.
    let start: Int
    var cells: UnsafeMutablePointer<SheetCell>
    /// Where in the sheet the values are of fields that nobody answers.
    let fallbacks: Int
    /// The byte at hand.
    var at = 0
    private var hasSchema = false
    let zone: String
    let zones: Zones

    init(
        _ sheet: Sheet,
        _ shape: SheetShape,
        from start: Int,
        fallbacks: Int,
        zone: String,
        zones: Zones
    ) {
        self.sheet = sheet
        self.shape = shape
        self.fallbacks = fallbacks
        groups = shape.groups
        slots = shape.slots
        bytes = UnsafePointer(sheet.texts) + start
        self.start = start
        cells = sheet.cells
        self.zone = zone
        self.zones = zones
    }

    /// Reads the whole document into a row of the form's own group.
    ///
    /// - Parameters:
    ///   - row: where its cells are.
    ///   - length: how many bytes it has.
    /// - Returns: false if it has to be read in the longer way.
    mutating func read(into row: Int, length: Int) -> Bool {
        skipSpace()
        guard object(0, row) else { return false }
        skipSpace()
        return at == length
    }

    // MARK: Objects

    /// Reads an object into the cells of a group.
    private mutating func object(_ index: Int, _ row: Int) -> Bool {
        let group = groups[index]
        guard bytes[at] == UInt8(ascii: "{") else { return false }
        at &+= 1
        cells[row] = SheetCell(payload: 1, kind: .group)
        skipSpace()
        if bytes[at] == UInt8(ascii: "}") {
            at &+= 1
            return true
        }
        var expected = group.first
        while true {
            guard let slot = slot(expected, of: group) else {
                guard index == 0, schema() else { return false }
                if separator() { continue }
                return end()
            }
            let shape = slots + slot
            at &+= shape.pointee.name.length
            skipSpace()
            guard bytes[at] == UInt8(ascii: ":") else { return false }
            at &+= 1
            skipSpace()
            let cell = row &+ shape.pointee.offset
            // A field that is there twice is as wrong as one that is unknown.
            guard cells[cell].kind == .absent, value(shape, cell) else { return false }
            expected = slot &+ 1
            if separator() { continue }
            return end()
        }
    }

    /// Goes over a comma and what stands about it.
    @inline(__always)
    private mutating func separator() -> Bool {
        skipSpace()
        guard bytes[at] == UInt8(ascii: ",") else { return false }
        at &+= 1
        skipSpace()
        return true
    }

    @inline(__always)
    private mutating func end() -> Bool {
        guard bytes[at] == UInt8(ascii: "}") else { return false }
        at &+= 1
        return true
    }

    /// The field whose name stands here, looked for from the expected one on.
    @inline(__always)
    private func slot(_ expected: Int, of group: SheetShape.GroupShape) -> Int? {
        let place = bytes + at
        if expected < group.end, slots[expected].name.stands(at: place, shape.bytes) {
            return expected
        }
        return otherSlot(expected, of: group)
    }

    private func otherSlot(_ expected: Int, of group: SheetShape.GroupShape) -> Int? {
        let place = bytes + at
        guard bytes[at] == UInt8(ascii: "\"") else { return nil }
        let count = group.end - group.first
        for step in 1...max(1, count) {
            let slot = group.first + (expected - group.first + step) % max(1, count)
            if slot < group.end, slots[slot].name.stands(at: place, shape.bytes) { return slot }
        }
        return nil
    }

    /// A text named `$schema`, which a document may have at its top.
    private mutating func schema() -> Bool {
        guard !hasSchema, let name = string(), name.length == 7 else { return false }
        hasSchema = true
        for (index, byte) in "$schema".utf8.enumerated()
        where sheet.texts[name.start + index] != byte {
            return false
        }
        skipSpace()
        guard bytes[at] == UInt8(ascii: ":") else { return false }
        at &+= 1
        skipSpace()
        return string() != nil
    }

    // MARK: Values

    private mutating func value(
        _ slot: UnsafeMutablePointer<SheetShape.SlotShape>,
        _ cell: Int
    ) -> Bool {
        switch slot.pointee.kind {
        case .truth: return truth(cell)
        case .whole: return whole(slot, cell)
        case .text: return text(slot, cell)
        case .identifier: return identifier(slot, cell)
        case .choice: return choice(slot, cell)
        case .instant: return instant(cell)
        case .list: return list(slot, cell)
        case .rows: return rows(slot, cell)
        case .group: return object(slot.pointee.part, cell)
        case .other: return other(slot, cell)
        }
    }

    private mutating func truth(_ cell: Int) -> Bool {
        let word = UnsafeRawPointer(bytes + at).loadUnaligned(as: UInt32.self)
        switch UInt32(littleEndian: word) {
        case 0x6575_7274:  // "true"
            at &+= 4
            cells[cell] = .truth(true)
            return true
        case 0x736C_6166 where bytes[at + 4] == UInt8(ascii: "e"):  // "fals"
            at &+= 5
            cells[cell] = .truth(false)
            return true
        default: return false
        }
    }

    /// A whole number of a few digits.
    private mutating func whole(
        _ slot: UnsafeMutablePointer<SheetShape.SlotShape>,
        _ cell: Int
    ) -> Bool {
        let isNegative = bytes[at] == UInt8(ascii: "-")
        if isNegative { at &+= 1 }
        let first = at
        var number: Int64 = 0
        while case let digit = bytes[at] &- UInt8(ascii: "0"), digit <= 9 {
            number = number &* 10 &+ Int64(digit)
            at &+= 1
        }
        let count = at &- first
        // What follows a number here is refused, be it a fraction or an exponent.
        guard count > 0, count <= 18, count == 1 || bytes[first] != UInt8(ascii: "0") else {
            return false
        }
        if isNegative { number = -number }
        guard number >= slot.pointee.least, number <= slot.pointee.most else { return false }
        cells[cell] = .whole(number)
        return true
    }

    private mutating func list(
        _ slot: UnsafeMutablePointer<SheetShape.SlotShape>,
        _ cell: Int
    ) -> Bool {
        guard bytes[at] == UInt8(ascii: "[") else { return false }
        at &+= 1
        skipSpace()
        let element = slots + slot.pointee.part
        let first = sheet.count
        var count: Int64 = 0
        if bytes[at] == UInt8(ascii: "]") {
            at &+= 1
        } else {
            while true {
                count &+= 1
                guard count <= slot.pointee.most, let place = take(1), value(element, place)
                else { return false }
                if separator() { continue }
                guard bytes[at] == UInt8(ascii: "]") else { return false }
                at &+= 1
                break
            }
        }
        guard count >= slot.pointee.least, count <= slot.pointee.most else { return false }
        cells[cell] = SheetCell(
            payload: Int64(first),
            extra: UInt32(truncatingIfNeeded: count),
            kind: .list
        )
        return true
    }

    private mutating func rows(
        _ slot: UnsafeMutablePointer<SheetShape.SlotShape>,
        _ cell: Int
    ) -> Bool {
        guard bytes[at] == UInt8(ascii: "[") else { return false }
        at &+= 1
        skipSpace()
        let index = slot.pointee.part
        let width = groups[index].width
        var rows = SheetCell(kind: .rows)
        var count: Int64 = 0
        if bytes[at] == UInt8(ascii: "]") {
            at &+= 1
        } else {
            var previous = 0
            while true {
                count &+= 1
                guard count <= slot.pointee.most, let row = take(width), object(index, row)
                else { return false }
                if count == 1 {
                    rows.payload = Int64(row)
                } else {
                    cells[previous].extra = UInt32(truncatingIfNeeded: row)
                }
                previous = row
                if separator() { continue }
                guard bytes[at] == UInt8(ascii: "]") else { return false }
                at &+= 1
                break
            }
        }
        guard count >= slot.pointee.least, count <= slot.pointee.most else { return false }
        rows.extra = UInt32(truncatingIfNeeded: count)
        cells[cell] = rows
        return groups[index].key < 0 || areKeysDistinct(rows, index)
    }

    @inline(__always)
    private mutating func take(_ count: Int) -> Int? {
        let place = sheet.take(count)
        cells = sheet.cells
        return place
    }

    /// Whether no two elements have the same text as their key.
    private func areKeysDistinct(_ rows: SheetCell, _ index: Int) -> Bool {
        let offset = slots[groups[index].first + groups[index].key].offset
        var row = rows.start
        guard rows.length > 8 else {
            for _ in 0..<rows.length {
                var other = rows.start
                while other != row {
                    if isSameText(cells[row + offset], cells[other + offset]) { return false }
                    other = cells[other].length
                }
                row = cells[row].length
            }
            return true
        }
        var seen: Set<String> = []
        for _ in 0..<rows.length {
            let key = cells[row + offset]
            if key.kind == .text {
                let text = UnsafeBufferPointer(start: sheet.texts + key.start, count: key.length)
                guard seen.insert(String(decoding: text, as: UTF8.self)).inserted else {
                    return false
                }
            }
            row = cells[row].length
        }
        return true
    }

    private func isSameText(_ one: SheetCell, _ other: SheetCell) -> Bool {
        guard one.kind == .text, other.kind == .text, one.length == other.length else {
            return false
        }
        for index in 0..<one.length
        where sheet.texts[one.start + index] != sheet.texts[other.start + index] {
            return false
        }
        return true
    }

    // MARK: Between values

    @inline(__always)
    mutating func skipSpace() {
        while bytes[at] <= 0x20 {
            switch bytes[at] {
            case 0x20, 0x0A, 0x0D, 0x09: at &+= 1
            // The NUL after the document among them.
            default: return
            }
        }
    }
}
