/// Bytes as letters, digits, `+` and `/`, filled up with `=` (RFC 4648, section 4).
enum Base64 {
    private static let letters = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )

    /// The text that stands for some bytes.
    static func text(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let three = bytes[start..<min(start + 3, bytes.count)]
            var group = three.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            group <<= UInt32(8 * (3 - three.count))
            for place in 0..<4 {
                let letter = letters[Int(group >> UInt32(18 - 6 * place)) & 63]
                text.append(place <= three.count ? letter : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes that a text stands for; nothing unless it is the one text that stands for them.
    static func bytes(_ text: some StringProtocol) -> [UInt8]? {
        var bytes: [UInt8] = []
        var (held, bits): (UInt32, UInt32) = (0, 0)
        for letter in text.utf8 where letter != UInt8(ascii: "=") {
            guard let value = letters.firstIndex(of: letter) else { return nil }
            held = held << 6 | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: held >> bits))
            }
        }
        return Base64.text(bytes) == text ? bytes : nil
    }
}
