/// The double that a text stands for: digits with an optional sign, point and exponent, or one of
/// `NaN`, `Infinity`, `-Infinity`; nothing for other texts.
///
/// A number too large for a double is infinite, as everywhere in the language.
func doubleValue(_ text: String) -> Double? {
    switch text {
    case "NaN": return .nan
    case "Infinity", "+Infinity", "Inf", "+Inf", "inf", "+inf": return .infinity
    case "-Infinity", "-Inf", "-inf": return -.infinity
    default: break
    }
    var bytes = ArraySlice(text.utf8)
    let isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative || bytes.first == UInt8(ascii: "+") { bytes.removeFirst() }
    let unsigned = bytes
    let whole = skipDigits(&bytes)
    var fraction = 0
    if bytes.first == UInt8(ascii: ".") {
        bytes.removeFirst()
        fraction = skipDigits(&bytes)
    }
    guard whole + fraction > 0 else { return nil }
    if let mark = bytes.first, mark | 0x20 == UInt8(ascii: "e") {
        bytes.removeFirst()
        if bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+") {
            bytes.removeFirst()
        }
        guard skipDigits(&bytes) > 0 else { return nil }
    }
    guard bytes.isEmpty else { return nil }
    let magnitude = Decimal(String(decoding: unsigned, as: UTF8.self)).double ?? .infinity
    return isNegative ? -magnitude : magnitude
}

/// A double as the language prints it: the fewest digits that give it back.
func doubleText(_ number: Double) -> String {
    if number.isNaN { return "NaN" }
    if number.isInfinite { return number < 0 ? "-Infinity" : "+Infinity" }
    if number == 0, number.sign == .minus { return "-0" }
    return JSON.double(number).canonical()
}

/// Whether bytes are well-formed UTF-8.
func isUTF8(_ bytes: [UInt8]) -> Bool {
    SourceText.firstInvalidUTF8(in: bytes) == nil
}

private func skipDigits(_ bytes: inout ArraySlice<UInt8>) -> Int {
    let digits = bytes.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    bytes.removeFirst(digits.count)
    return digits.count
}
