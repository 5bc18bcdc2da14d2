/// A JSON number as it was written; who reads it chooses its type.
public struct Number: Sendable {
    /// The number's own characters.
    public let text: String

    /// A text, if it is written as JSON writes a number.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let end = try? Number.end(in: bytes, from: 0), end == bytes.count else { return nil }
        self.text = text
    }

    init(unchecked text: String) {
        self.text = text
    }

    /// The whole number, if it is written without fraction and exponent and is in range.
    public var int: Int64? { Int64(text) }

    /// The nearest double; nil if the number is too large for one.
    public var double: Double? { Decimal(text).double }

    /// Whether it is too large for a double.
    var overflows: Bool {
        // A short text without an exponent cannot be, which is nearly all.
        if text.utf8.count < 300, !text.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "e") }) {
            return false
        }
        return Decimal(text).overflows
    }

    /// What is wrong with a would-be number.
    enum Fault: Error {
        case start, needlessZero, fraction, exponent, rest

        var help: String {
            switch self {
            case .start: "a number begins with a digit, or with `-` and a digit"
            case .needlessZero: "a number has no zero in front of its other digits"
            case .fraction: "a digit must follow the decimal point"
            case .exponent: "a digit must follow the `e` of the exponent"
            case .rest: "a number has digits, at most one decimal point and at most one exponent"
            }
        }
    }

    /// Where the number ends that begins at an offset.
    static func end(in bytes: [UInt8], from start: Int) throws(Fault) -> Int {
        var end = start
        if end < bytes.count, bytes[end] == UInt8(ascii: "-") { end += 1 }
        let whole = end
        guard skipDigits(in: bytes, &end) else { throw .start }
        guard end == whole + 1 || bytes[whole] != UInt8(ascii: "0") else { throw .needlessZero }
        if end < bytes.count, bytes[end] == UInt8(ascii: ".") {
            end += 1
            guard skipDigits(in: bytes, &end) else { throw .fraction }
        }
        if end < bytes.count, bytes[end] | 0x20 == UInt8(ascii: "e") {
            end += 1
            let hasSign =
                end < bytes.count
                && (bytes[end] == UInt8(ascii: "+") || bytes[end] == UInt8(ascii: "-"))
            if hasSign { end += 1 }
            guard skipDigits(in: bytes, &end) else { throw .exponent }
        }
        guard end == bytes.count || !bytes[end].isWordByte else { throw .rest }
        return end
    }

    /// Goes over digits, of which there must be one.
    private static func skipDigits(in bytes: [UInt8], _ end: inout Int) -> Bool {
        let start = end
        while end < bytes.count, bytes[end] >= 0x30, bytes[end] <= 0x39 { end += 1 }
        return end > start
    }
}
