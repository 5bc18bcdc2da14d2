// Strings and their escapes.

extension JSONReader {
    /// Reads the string that begins here.
    mutating func string() throws(Diagnostics) -> String {
        let start = offset
        offset += 1
        skipPlain()
        if byte == UInt8(ascii: "\"") {
            defer { offset += 1 }
            return bytes.withUnsafeBufferPointer { bytes in
                let text = UnsafeBufferPointer(rebasing: bytes[start + 1..<offset])
                return String(decoding: text, as: UTF8.self)
            }
        }
        var decoded: [UInt8] = []
        var plain = start + 1
        while true {
            skipPlain()
            decoded += bytes[plain..<offset]
            switch byte {
            case UInt8(ascii: "\""):
                offset += 1
                return String(decoding: decoded, as: UTF8.self)
            case UInt8(ascii: "\\"):
                decoded += String(try escape()).utf8
                plain = offset
            default:
                throw .stringStops(self, from: start)
            }
        }
    }

    /// Goes on to what is not plain text within a string: a quote, a backslash, a control.
    private mutating func skipPlain() {
        offset = bytes.withUnsafeBufferPointer { bytes in
            let text = UnsafeRawBufferPointer(bytes)
            var offset = offset
            while offset + 8 <= text.count,
                case let eight = text.loadUnaligned(fromByteOffset: offset, as: UInt64.self),
                !eight.hasByte(UInt8(ascii: "\"")), !eight.hasByte(UInt8(ascii: "\\")),
                !eight.hasControl
            {
                offset += 8
            }
            while offset < bytes.count {
                let byte = bytes[offset]
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { break }
                offset += 1
            }
            return offset
        }
    }

    private mutating func escape() throws(Diagnostics) -> Unicode.Scalar {
        let start = offset
        offset += 1
        defer { offset += 1 }
        switch byte {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            // Left on the last digit, as the others are left on their letter.
            defer { offset -= 1 }
            offset += 1
            return try unicodeEscape(from: start)
        default: throw .notAnEscape(self, from: start)
        }
    }

    /// The scalar of `\uXXXX`, or of the two that make a surrogate pair.
    private mutating func unicodeEscape(from start: Int) throws(Diagnostics) -> Unicode.Scalar {
        let unit = try fourDigits(from: start)
        if let scalar = Unicode.Scalar(unit) { return scalar }
        let end = offset
        guard unit < 0xDC00, byte == UInt8(ascii: "\\") else {
            throw .halfPair(self, start..<end)
        }
        offset += 1
        guard byte == UInt8(ascii: "u") else { throw .halfPair(self, start..<end) }
        offset += 1
        let second = try fourDigits(from: end)
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00))
        else { throw .halfPair(self, start..<end) }
        return scalar
    }

    private mutating func fourDigits(from start: Int) throws(Diagnostics) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                value = value << 4 + UInt32(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"):
                value = value << 4 + UInt32(byte - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"):
                value = value << 4 + UInt32(byte - UInt8(ascii: "A") + 10)
            default:
                throw .shortUnicodeEscape(self, from: start)
            }
            offset += 1
        }
        return value
    }

    /// Where a byte of a string's decoded text stands in its literal.
    ///
    /// INVARIANT: the literal was read without error.
    static func offset(
        ofDecoded target: Int,
        inLiteralAt span: Range<Int>,
        of source: SourceText
    ) -> Int {
        let bytes = source.bytes
        var offset = span.lowerBound + 1
        var decoded = 0
        while offset < span.upperBound - 1 {
            var length = 1
            var width = 1
            if bytes[offset] == UInt8(ascii: "\\") {
                length = 2
                if bytes[offset + 1] == UInt8(ascii: "u") {
                    length = 6
                    let digits = source.text(offset + 2..<offset + 6)
                    switch UInt32(digits, radix: 16) ?? 0 {
                    case ...0x7F: width = 1
                    case ...0x7FF: width = 2
                    case 0xD800...0xDBFF: (length, width) = (12, 4)
                    default: width = 3
                    }
                }
            }
            if target < decoded + width { return offset }
            decoded += width
            offset += length
        }
        return span.upperBound - 1
    }
}

/// Eight bytes at once.
extension UInt64 {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// Whether one of the bytes is this one.
    fileprivate func hasByte(_ byte: UInt8) -> Bool {
        let zeros = self ^ (UInt64.ones &* UInt64(byte))
        return (zeros &- UInt64.ones) & ~zeros & UInt64.highBits != 0
    }

    /// Whether one of the bytes is below the space.
    fileprivate var hasControl: Bool {
        (self &- UInt64.ones &* 0x20) & ~self & UInt64.highBits != 0
    }
}
