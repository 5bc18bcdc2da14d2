/// A text that knows where it stands.
///
/// INVARIANT: `bytes` are valid UTF-8, so that every span between two scalars can be shown.
public struct SourceText: Sendable {
    /// The name as shown to people, for example the path that was given.
    public let name: String
    /// The text in UTF-8.
    public let bytes: [UInt8]

    /// The location of every `stride`th byte, so that any other is at most one stride away.
    ///
    /// Only a text with a problem needs any location, and few texts are longer than a stride: so
    /// most are never gone over for this.
    private let landmarks: [Location]
    private static let stride = 1 << 17

    /// Takes bytes as they were read and refuses those that are not UTF-8 or begin with a
    /// byte-order mark.
    public init(name: String, bytes: [UInt8]) throws(Diagnostics) {
        if let problem = SourceText.encodingProblem(name: name, bytes: bytes) {
            throw Diagnostics([problem])
        }
        self.init(name: name, valid: bytes)
    }

    /// Takes a text that is already in memory.
    public init(name: String, text: String) {
        self.init(name: name, valid: Array(text.utf8))
    }

    init(name: String, valid bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
        var landmarks: [Location] = []
        var place = Location(line: 1, column: 1)
        var offset = 0
        while bytes.count - offset > SourceText.stride {
            place = place.moved(over: offset..<offset + SourceText.stride, of: bytes)
            landmarks.append(place)
            offset += SourceText.stride
        }
        self.landmarks = landmarks
    }

    /// The line and column of a byte; of the first byte of its scalar if it lies within one.
    public func location(ofOffset offset: Int) -> Location {
        let offset = startOfScalar(at: offset)
        let passed = min(offset / SourceText.stride, landmarks.count)
        let landmark = passed == 0 ? Location(line: 1, column: 1) : landmarks[passed - 1]
        return landmark.moved(over: passed * SourceText.stride..<offset, of: bytes)
    }

    /// The text between two byte offsets, which are brought within the source.
    public func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
    }

    /// The offset brought within the source and back to the first byte of its scalar.
    func startOfScalar(at offset: Int) -> Int {
        var offset = max(0, min(offset, bytes.count))
        while offset > 0, offset < bytes.count, bytes[offset].continuesScalar { offset -= 1 }
        return offset
    }
}

/// A place in a text as people count it: lines and columns from 1, columns in Unicode scalars.
public struct Location: Hashable, Sendable {
    /// The line, ended by `\n`, `\r\n` or `\r`.
    public let line: Int
    /// The column in Unicode scalars, a tab being one.
    public let column: Int

    /// A line and a column, both counted from 1.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// The place reached from here by going over some bytes.
    fileprivate func moved(over range: Range<Int>, of bytes: [UInt8]) -> Location {
        var line = line
        var column = column
        bytes.withUnsafeBufferPointer { bytes in
            var offset = range.lowerBound
            while offset < range.upperBound {
                let byte = bytes[offset]
                offset += 1
                if byte >= 0x20 {
                    if !byte.continuesScalar { column += 1 }
                } else if byte == 0x0A
                    || (byte == 0x0D && !(offset < bytes.count && bytes[offset] == 0x0A))
                {
                    line += 1
                    column = 1
                } else {
                    column += 1
                }
            }
        }
        return Location(line: line, column: column)
    }
}

extension UInt8 {
    /// Whether this is a byte of a UTF-8 sequence after its first.
    var continuesScalar: Bool { self & 0xC0 == 0x80 }
}
