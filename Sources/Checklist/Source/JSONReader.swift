/// Reads one JSON text, strictly as RFC 8259 has it, in one pass over its bytes.
///
/// It recurses once for each level of nesting, and nesting is limited.
struct JSONReader {
    let source: SourceText
    let bytes: [UInt8]
    var offset = 0
    private let depthLimit: Int
    private var depth = 0
    private var duplicates = DuplicateNames()

    static func read(_ source: SourceText, limits: Document.Limits) throws(Diagnostics) -> Node {
        // Spans hold 32-bit offsets, and exponents of numbers are bounded.
        let bytesLimit = min(limits.bytes, 1 << 29)
        guard source.bytes.count <= bytesLimit else {
            throw .tooLong(limit: bytesLimit, source)
        }
        var reader = JSONReader(source, depthLimit: min(limits.depth, 128))
        var root: Node?
        var problems: [Diagnostic] = []
        do throws(Diagnostics) {
            root = try reader.text()
        } catch {
            problems = error.all
        }
        problems += reader.duplicates.found
        guard problems.isEmpty, let root else {
            throw Diagnostics(problems, omitted: reader.duplicates.omitted)
        }
        return root
    }

    /// The text of a literal with its quotes; nothing if it is none.
    static func string(_ literal: [UInt8]) -> String? {
        var reader = JSONReader(SourceText(name: "", valid: literal), depthLimit: 0)
        guard let text = try? reader.string(), reader.offset == literal.count else { return nil }
        return text
    }

    private init(_ source: SourceText, depthLimit: Int) {
        self.source = source
        self.bytes = source.bytes
        self.depthLimit = depthLimit
    }

    /// The byte at hand.
    ///
    /// The end reads as NUL, which stands nowhere in JSON, so that only a refusal needs to tell
    /// the two apart.
    var byte: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

    private mutating func text() throws(Diagnostics) -> Node {
        skipSpace()
        let root = try value()
        skipSpace()
        guard offset == bytes.count else { throw .textAfterValue(self) }
        return root
    }

    private mutating func value() throws(Diagnostics) -> Node {
        let start = offset
        switch byte {
        case UInt8(ascii: "\""):
            let text = try string()
            return Node(.string(text), start..<offset)
        case UInt8(ascii: "{"):
            return try object()
        case UInt8(ascii: "["):
            return try array()
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            return try number()
        case UInt8(ascii: "t") where isWord("true"):
            return Node(.bool(true), start..<offset)
        case UInt8(ascii: "f") where isWord("false"):
            return Node(.bool(false), start..<offset)
        case UInt8(ascii: "n") where isWord("null"):
            return Node(.null, start..<offset)
        default:
            throw .noValue(self)
        }
    }

    private mutating func array() throws(Diagnostics) -> Node {
        let start = offset
        try enter()
        var elements: [Node] = []
        if byte == UInt8(ascii: "]") {
            leave()
            return Node(.array(elements), start..<offset)
        }
        while true {
            elements.append(try value())
            skipSpace()
            switch byte {
            case UInt8(ascii: ","):
                try comma(before: UInt8(ascii: "]"))
            case UInt8(ascii: "]"):
                leave()
                return Node(.array(elements), start..<offset)
            default:
                throw .noComma(self, bracket: start)
            }
        }
    }

    private mutating func object() throws(Diagnostics) -> Node {
        let start = offset
        try enter()
        var members: [Member] = []
        // Also when an error ends the reading.
        defer { duplicates.look(in: members, of: source) }
        if byte == UInt8(ascii: "}") {
            leave()
            return Node(.object(members), start..<offset)
        }
        while true {
            members.append(try member(ofObjectAt: start))
            skipSpace()
            switch byte {
            case UInt8(ascii: ","):
                try comma(before: UInt8(ascii: "}"))
            case UInt8(ascii: "}"):
                leave()
                return Node(.object(members), start..<offset)
            default:
                throw .noComma(self, bracket: start)
            }
        }
    }

    private mutating func member(ofObjectAt object: Int) throws(Diagnostics) -> Member {
        let start = offset
        guard byte == UInt8(ascii: "\"") else { throw .noName(self, bracket: object) }
        let name = try string()
        let nameSpan = start..<offset
        skipSpace()
        guard byte == UInt8(ascii: ":") else { throw .noColon(self, after: name) }
        offset += 1
        skipSpace()
        return Member(name: name, nameSpan: nameSpan, value: try value())
    }

    private mutating func number() throws(Diagnostics) -> Node {
        let start = offset
        do throws(Number.Fault) {
            offset = try Number.end(in: bytes, from: start)
        } catch {
            throw .notANumber(self, error)
        }
        let number = Number(unchecked: String(decoding: bytes[start..<offset], as: UTF8.self))
        guard !number.overflows else { throw .numberTooLarge(self, start..<offset) }
        return Node(.number(number), start..<offset)
    }

    // MARK: Steps

    private mutating func enter() throws(Diagnostics) {
        guard depth < depthLimit else { throw .tooDeep(self, limit: depthLimit) }
        depth += 1
        offset += 1
        skipSpace()
    }

    private mutating func leave() {
        depth -= 1
        offset += 1
    }

    private mutating func comma(before bracket: UInt8) throws(Diagnostics) {
        let comma = offset
        offset += 1
        skipSpace()
        guard byte != bracket else { throw .trailingComma(self, at: comma) }
    }

    private mutating func skipSpace() {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x0A, 0x0D, 0x09: offset += 1
            default: return
            }
        }
    }

    /// Goes over a word if it stands here and goes no further.
    private mutating func isWord(_ word: StaticString) -> Bool {
        let end = offset + word.utf8CodeUnitCount
        guard end <= bytes.count else { return false }
        for index in offset..<end where bytes[index] != word.utf8Start[index - offset] {
            return false
        }
        guard end == bytes.count || !bytes[end].isWordByte else { return false }
        offset = end
        return true
    }
}

extension UInt8 {
    /// Whether this byte belongs to a number or a bare word, right or wrong.
    var isWordByte: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "$"),
            UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}
