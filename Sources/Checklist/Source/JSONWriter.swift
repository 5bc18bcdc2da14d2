/// Writes a value as UTF-8.
struct JSONWriter {
    private var bytes: [UInt8] = []
    /// How far lines are indented; nil when all is written on one.
    private var indent: Int?

    init(indent: Int?) {
        self.indent = indent
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    mutating func write(_ value: JSON) {
        switch value {
        case .null: bytes += "null".utf8
        case .bool(let value): bytes += (value ? "true" : "false").utf8
        case .int(let value): bytes += String(value).utf8
        case .double(let value): bytes += value.asInECMAScript.utf8
        case .string(let value): write(value)
        case .array(let elements):
            open("[")
            for (index, element) in elements.enumerated() {
                separate(index)
                write(element)
            }
            close("]", isEmpty: elements.isEmpty)
        case .object(let members):
            open("{")
            for (index, member) in members.sorted(by: { JSON.comesBefore($0.0, $1.0) }).enumerated()
            {
                separate(index)
                write(member.0)
                bytes += (indent == nil ? ":" : ": ").utf8
                write(member.1)
            }
            close("}", isEmpty: members.isEmpty)
        }
    }

    private mutating func open(_ bracket: Unicode.Scalar) {
        bytes.append(UInt8(ascii: bracket))
        indent? += 2
    }

    private mutating func separate(_ index: Int) {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        newLine()
    }

    private mutating func close(_ bracket: Unicode.Scalar, isEmpty: Bool) {
        indent? -= 2
        if !isEmpty { newLine() }
        bytes.append(UInt8(ascii: bracket))
    }

    private mutating func newLine() {
        guard let indent else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes += repeatElement(UInt8(ascii: " "), count: indent)
    }

    private mutating func write(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        if text.unicodeScalars.contains(where: { $0.needsEscape }) {
            for scalar in text.unicodeScalars { write(scalar) }
        } else {
            bytes += text.utf8
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func write(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\"": bytes += "\\\"".utf8
        case "\\": bytes += "\\\\".utf8
        case "\u{8}": bytes += "\\b".utf8
        case "\t": bytes += "\\t".utf8
        case "\n": bytes += "\\n".utf8
        case "\u{C}": bytes += "\\f".utf8
        case "\r": bytes += "\\r".utf8
        case _ where scalar.isDeceptive:
            for unit in String(scalar).utf16 { escape(unit) }
        default: bytes += String(scalar).utf8
        }
    }

    private mutating func escape(_ unit: UInt16) {
        let digits = String(unit, radix: 16)
        bytes += "\\u".utf8
        bytes += repeatElement(UInt8(ascii: "0"), count: 4 - digits.utf8.count)
        bytes += digits.utf8
    }
}

extension Unicode.Scalar {
    fileprivate var needsEscape: Bool { self == "\"" || self == "\\" || isDeceptive }
}

extension JSON {
    /// Whether a member of one name is written before one of another: by UTF-16 code units.
    public static func comesBefore(_ one: String, _ other: String) -> Bool {
        comesBefore(one.utf8, other.utf8)
    }

    /// The same of names in UTF-8.
    static func comesBefore(
        _ one: some Sequence<UInt8>,
        _ other: some Sequence<UInt8>
    ) -> Bool {
        one.lexicographicallyPrecedes(other) { rankInUTF16($0) < rankInUTF16($1) }
    }
}

/// UTF-8 sorts as UTF-16 does, but that surrogates, which stand for the four-byte sequences,
/// come before U+E000 to U+FFFF, whose first byte is 0xEE or 0xEF.
private func rankInUTF16(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 0xF0...: byte - 2
    case 0xEE...: byte + 5
    default: byte
    }
}

extension Double {
    /// The number as ECMAScript writes it.
    fileprivate var asInECMAScript: String {
        guard isFinite else { return "null" }
        guard self != 0 else { return "0" }
        // The standard library finds the same digits, but sets point and exponent otherwise.
        var digits: [UInt8] = []
        var point: Int?
        var exponent = 0
        let written = Array(magnitude.description.utf8)
        for (index, byte) in written.enumerated() {
            if byte == UInt8(ascii: "e") {
                exponent = Int(String(decoding: written[(index + 1)...], as: UTF8.self)) ?? 0
                break
            } else if byte == UInt8(ascii: ".") {
                point = digits.count
            } else {
                digits.append(byte)
            }
        }
        var places = (point ?? digits.count) + exponent
        while digits.first == UInt8(ascii: "0") {
            digits.removeFirst()
            places -= 1
        }
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        return (self < 0 ? "-" : "") + setOut(digits, point: places)
    }
}

/// Digits with their point after the given number of places, as ECMAScript sets it.
private func setOut(_ digits: [UInt8], point: Int) -> String {
    let zero = UInt8(ascii: "0")
    var text: [UInt8]
    switch point {
    case digits.count...21:
        text = digits + repeatElement(zero, count: point - digits.count)
    case 1...21:
        text = digits[..<point] + [UInt8(ascii: ".")] + digits[point...]
    case -5...0:
        text = [zero, UInt8(ascii: ".")] + repeatElement(zero, count: -point) + digits
    default:
        text = [digits[0]]
        if digits.count > 1 { text += [UInt8(ascii: ".")] + digits[1...] }
        text += "e\(point > 0 ? "+" : "")\(point - 1)".utf8
    }
    return String(decoding: text, as: UTF8.self)
}
