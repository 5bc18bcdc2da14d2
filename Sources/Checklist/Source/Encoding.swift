// Whether bytes are the UTF-8 that a source must be, and what to say if not.

extension SourceText {
    /// What keeps bytes from being a source, or nil.
    static func encodingProblem(name: String, bytes: [UInt8]) -> Diagnostic? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            return Diagnostic(
                message: "the text begins with a byte-order mark",
                help: "save it as UTF-8 without a byte-order mark",
                source: SourceText(name: name, valid: [0xEF, 0xBB, 0xBF]),
                span: 0..<3
            )
        }
        guard let offset = firstInvalidUTF8(in: bytes) else { return nil }
        // Only what comes before the fault is known to be text; a glimpse of the rest is repaired.
        let glimpse = String(decoding: bytes[offset...].prefix(64), as: UTF8.self)
        let looksLikeUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        return Diagnostic(
            message: "byte \(offset), 0x\(String(bytes[offset], radix: 16)), is not valid UTF-8",
            help: looksLikeUTF16
                ? "this looks like UTF-16: save it as UTF-8" : "save the text as UTF-8",
            source: SourceText(name: name, valid: bytes[..<offset] + Array(glimpse.utf8)),
            span: offset..<offset + 3
        )
    }

    /// The offset of the first sequence that is not well-formed UTF-8 (Unicode, table 3-7).
    static func firstInvalidUTF8(in bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBytes { firstInvalidUTF8(in: $0) }
    }

    static func firstInvalidUTF8(in bytes: UnsafeRawBufferPointer) -> Int? {
        var offset = 0
        while offset < bytes.count {
            if offset + 8 <= bytes.count {
                let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                if word & 0x8080_8080_8080_8080 == 0 {
                    offset += 8
                    continue
                }
            }
            let length = lengthOfScalar(in: bytes, at: offset)
            if length == 0 { return offset }
            offset += length
        }
        return nil
    }

    /// The length of the well-formed sequence at an offset, 0 if there is none.
    private static func lengthOfScalar(in bytes: UnsafeRawBufferPointer, at offset: Int) -> Int {
        let length: Int
        // The second byte's range keeps out overlong forms, surrogates and what is over U+10FFFF.
        let second: ClosedRange<UInt8>
        switch bytes[offset] {
        case 0x00...0x7F: return 1
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return 0
        }
        guard offset + length <= bytes.count, second.contains(bytes[offset + 1]) else { return 0 }
        if length > 2, !bytes[offset + 2].continuesScalar { return 0 }
        if length > 3, !bytes[offset + 3].continuesScalar { return 0 }
        return length
    }
}
