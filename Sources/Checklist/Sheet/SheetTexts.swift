// Texts, and what is written as one.

extension SheetReader {
    /// Reads a string; nothing if it is wrong.
    @inline(__always)
    mutating func string() -> SheetCell? {
        guard bytes[at] == UInt8(ascii: "\"") else { return nil }
        let first = at &+ 1
        at = plainEnd(from: first)
        guard bytes[at] == UInt8(ascii: "\"") else { return decoded(from: first) }
        at &+= 1
        return .text(start &+ first, at &- 1 &- first)
    }

    /// Where a quote, a backslash or a control stands next.
    ///
    /// INVARIANT: the NUL after the document is a control, and `SheetWord.padding` bytes may be
    /// read from there on.
    @inline(__always)
    private func plainEnd(from first: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        var place = first
        while true {
            let word = SheetWord.word(bytes + place)
            let quote = word ^ (ones &* 0x22)
            let backslash = word ^ (ones &* 0x5C)
            // The lowest bit that is set stands for the first such byte; higher ones may err.
            let hits =
                (((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)
                    | ((word &- (ones &* 0x20)) & ~word)) & (ones &* 0x80)
            if hits != 0 { return place &+ hits.trailingZeroBitCount >> 3 }
            place &+= 8
        }
    }

    /// A string with escapes, which are written out after the document.
    ///
    /// INVARIANT: what an escape stands for is shorter than the escape, so that there is room.
    private mutating func decoded(from first: Int) -> SheetCell? {
        let begin = sheet.textCount
        var plain = first
        while true {
            for place in plain..<at { sheet.add(bytes[place]) }
            switch bytes[at] {
            case UInt8(ascii: "\""):
                at += 1
                return .text(begin, sheet.textCount - begin)
            case UInt8(ascii: "\\"):
                guard escape() else { return nil }
            default: return nil
            }
            plain = at
            at = plainEnd(from: at)
        }
    }

    private mutating func escape() -> Bool {
        let byte: UInt8
        switch bytes[at + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): byte = bytes[at + 1]
        case UInt8(ascii: "b"): byte = 0x08
        case UInt8(ascii: "f"): byte = 0x0C
        case UInt8(ascii: "n"): byte = 0x0A
        case UInt8(ascii: "r"): byte = 0x0D
        case UInt8(ascii: "t"): byte = 0x09
        case UInt8(ascii: "u"): return unicodeEscape()
        default: return false
        }
        sheet.add(byte)
        at += 2
        return true
    }

    /// `\uXXXX`, or the two that make a surrogate pair.
    private mutating func unicodeEscape() -> Bool {
        guard let unit = fourDigits() else { return false }
        if let scalar = Unicode.Scalar(unit) { return add(scalar) }
        guard unit < 0xDC00, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u"),
            let second = fourDigits(), (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00))
        else { return false }
        return add(scalar)
    }

    private func add(_ scalar: Unicode.Scalar) -> Bool {
        guard let bytes = UTF8.encode(scalar) else { return false }
        for byte in bytes { sheet.add(byte) }
        return true
    }

    /// The number in `\uXXXX`; the NUL after the document is no digit.
    private mutating func fourDigits() -> UInt32? {
        var number: UInt32 = 0
        for place in at + 2..<at + 6 {
            let byte = bytes[place]
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: return nil
            }
            number = number << 4 | UInt32(digit)
        }
        at += 6
        return number
    }

    // MARK: What texts are

    @inline(__always)
    mutating func text(_ slot: UnsafeMutablePointer<SheetShape.SlotShape>, _ cell: Int) -> Bool {
        guard let text = string(), fits(text, slot) else { return false }
        cells[cell] = text
        return true
    }

    /// Whether a text is neither too short nor too long.
    @inline(__always)
    private func fits(
        _ text: SheetCell,
        _ slot: UnsafeMutablePointer<SheetShape.SlotShape>
    ) -> Bool {
        let (least, most) = (slot.pointee.least, slot.pointee.most)
        let length = Int64(text.length)
        // A scalar takes one byte to four, so most texts need not be counted.
        if length <= most, length >> 2 >= least || (least == 1 && length > 0) { return true }
        var count: Int64 = 0
        for index in 0..<text.length where !sheet.texts[text.start + index].continuesScalar {
            count += 1
        }
        return count >= least && count <= most
    }

    mutating func identifier(
        _ slot: UnsafeMutablePointer<SheetShape.SlotShape>,
        _ cell: Int
    ) -> Bool {
        guard let text = string(), fits(text, slot),
            isIdentifier(UnsafeBufferPointer(start: sheet.texts + text.start, count: text.length))
        else { return false }
        cells[cell] = text
        return true
    }

    mutating func choice(_ slot: UnsafeMutablePointer<SheetShape.SlotShape>, _ cell: Int) -> Bool {
        guard let text = string() else { return false }
        let words = shape.words + slot.pointee.part
        for index in 0..<slot.pointee.count where words[index].length == text.length {
            guard words[index].stands(at: sheet.texts + text.start, shape.bytes) else { continue }
            cells[cell] = .text(text.start, text.length, choice: index + 1)
            return true
        }
        return false
    }

    // MARK: Times

    mutating func instant(_ cell: Int) -> Bool {
        guard let text = string() else { return false }
        let bytes = UnsafeBufferPointer(start: sheet.texts + text.start, count: text.length)
        guard
            let time = TimeText(usual: bytes)
                ?? TimeText(String(decoding: bytes, as: UTF8.self), local: true),
            let instant = zones.instant(of: time, in: zone)
        else { return false }
        cells[cell] = .instant(instant)
        return true
    }

    // MARK: All others

    /// Reads a value as the longer way does.
    mutating func other(_ slot: UnsafeMutablePointer<SheetShape.SlotShape>, _ cell: Int) -> Bool {
        var text: SheetCell?
        let content: Content
        if bytes[at] == UInt8(ascii: "\"") {
            text = string()
            guard let text else { return false }
            let bytes = UnsafeBufferPointer(start: sheet.texts + text.start, count: text.length)
            content = .string(String(decoding: bytes, as: UTF8.self))
        } else {
            let first = at
            while case let byte = bytes[at], byte &- UInt8(ascii: "0") <= 9 || byte &- 0x2D < 2 {
                at += 1
            }
            // More digits than that need looking at.
            guard at > first, at - first < 300 else { return false }
            let digits = UnsafeBufferPointer(start: bytes + first, count: at - first)
            guard let number = Number(String(decoding: digits, as: UTF8.self)) else { return false }
            content = .number(number)
        }
        var reader = ValueReader(AnswersReader.empty, zone: zone, zones: zones)
        let value = reader.plain(
            Node(content, 0..<0),
            as: shape.types[slot.pointee.part],
            at: ""
        )
        switch value {
        case .string:
            guard let text else { return false }
            cells[cell] = text
        case .double(let number):
            cells[cell] = SheetCell(payload: Int64(bitPattern: number.bitPattern), kind: .double)
        case .duration(let length): cells[cell] = .duration(length)
        default: return false
        }
        return reader.problems.isEmpty
    }
}

extension TimeText {
    /// Reads `2026-11-24T09:30`, with or without seconds and a `Z`: what nearly all times are.
    fileprivate init?(usual bytes: UnsafeBufferPointer<UInt8>) {
        func number(_ first: Int, _ count: Int) -> Int {
            var number = 0
            for index in first..<first + count {
                let digit = bytes[index] &- UInt8(ascii: "0")
                guard digit <= 9 else { return -1_000_000 }
                number = number * 10 + Int(digit)
            }
            return number
        }
        func has(_ mark: Unicode.Scalar, _ index: Int) -> Bool {
            bytes[index] == UInt8(ascii: mark)
        }
        guard (16...20).contains(bytes.count), has("-", 4), has("-", 7), has("T", 10),
            has(":", 13)
        else { return nil }
        let hasZone = has("Z", bytes.count - 1)
        let length = hasZone ? bytes.count - 1 : bytes.count
        guard length == 16 || (length == 19 && has(":", 16)) else { return nil }
        let (year, month, day) = (number(0, 4), number(5, 2), number(8, 2))
        let (hour, minute) = (number(11, 2), number(14, 2))
        let second = length == 19 ? number(17, 2) : 0
        guard year >= 1, month >= 1, month <= 12, day >= 1,
            day <= CivilTime.days(inMonth: month, of: year), hour >= 0, hour <= 23, minute >= 0,
            minute <= 59, second >= 0, second <= 59
        else { return nil }
        let days = CivilTime.daysSinceEpoch(year: year, month: month, day: day)
        self.init(
            clock: Int64(days * 86_400 + hour * 3600 + minute * 60 + second),
            nanos: 0,
            offset: hasZone ? 0 : nil
        )
    }
}
