import Checklist

/// The name of a session: its day, and 80 random bits.
///
/// The only way from typed text to the name of a file: whatever is not exactly of this form is
/// refused before anything is opened (fault test 22).
struct SessionID: Hashable, Sendable {
    let text: String

    /// Digits and lower-case letters without `i`, `l`, `o` and `u`: nothing that is misread, and
    /// nothing that two letter cases could confuse.
    static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 25, bytes[8] == UInt8(ascii: "-"), SessionID.isDay(bytes[..<8]),
            bytes[9...].allSatisfy(SessionID.alphabet.contains)
        else { return nil }
        self.text = text
    }

    /// A new one, of ten random bytes.
    init?(day: String, random: [UInt8]) {
        var letters: [UInt8] = []
        var (held, bits) = (0, 0)
        for byte in random.prefix(10) {
            (held, bits) = (held << 8 | Int(byte), bits + 8)
            while bits >= 5 {
                bits -= 5
                letters.append(SessionID.alphabet[held >> bits & 31])
            }
        }
        self.init("\(day)-\(String(decoding: letters, as: UTF8.self))")
    }

    /// The folders of its file, from the store's own.
    var folders: [String] {
        let digits = Array(text.utf8)
        return [
            "sessions", String(decoding: digits[..<4], as: UTF8.self),
            String(decoding: digits[4..<6], as: UTF8.self),
        ]
    }

    private static func isDay(_ digits: ArraySlice<UInt8>) -> Bool {
        guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
        let day = Array(String(decoding: digits, as: UTF8.self))
        let text = "\(String(day[..<4]))-\(String(day[4..<6]))-\(String(day[6...]))T00:00:00Z"
        return Timestamp(rfc3339: text) != nil
    }
}

/// The name of one entry, made before the first try to save it.
///
/// A second try with the same id gives back the receipt of the first instead of a second entry.
struct EntryID: Hashable, Sendable {
    let text: String

    /// 32 digits in lower-case hexadecimal.
    init?(_ text: String) {
        guard text.utf8.count == 32, text.utf8.allSatisfy(\.isHexDigit) else { return nil }
        self.text = text
    }

    init(random bytes: [UInt8]) {
        text = bytes.prefix(16).hex
    }

    static func random() -> EntryID {
        var generator = SystemRandomNumberGenerator()
        return EntryID(random: (0..<16).map { _ in .random(in: 0...255, using: &generator) })
    }
}

/// What an entry is about.
///
/// The kinds belong to the format; what the commands add to it stands in an event's facts.
enum EntryKind: String, CaseIterable, Sendable {
    case genesis, recovered, redact
    // A session's.
    case join, leave, event, incident, correct, late, close
    // The ledger's.
    case plan, approval, roles, policy, export, review, checkpoint, disposal
    case planRevised = "plan-revised"
    case sessionOpen = "session-open"
    case sessionHead = "session-head"
    case sessionClose = "session-close"
    case incidentHead = "incident-head"

    /// Whether a command may write it to a session.
    var isForSessions: Bool {
        switch self {
        case .join, .leave, .event, .incident, .correct, .late, .close: true
        default: false
        }
    }

    /// Whether a command may write it to the ledger.
    var isForLedger: Bool {
        switch self {
        case .plan, .planRevised, .approval, .roles, .policy, .export, .review, .disposal: true
        default: false
        }
    }
}

extension UInt8 {
    /// Whether this is a digit of lower-case hexadecimal.
    var isHexDigit: Bool { (0x30...0x39).contains(self) || (0x61...0x66).contains(self) }

    fileprivate init(hexDigit value: UInt8) { self = value < 10 ? 0x30 + value : 0x57 + value }
}

extension Sequence<UInt8> {
    /// In lower-case hexadecimal.
    var hex: String {
        var text: [UInt8] = []
        text.reserveCapacity(2 * underestimatedCount)
        for byte in self {
            text.append(UInt8(hexDigit: byte >> 4))
            text.append(UInt8(hexDigit: byte & 15))
        }
        return String(decoding: text, as: UTF8.self)
    }
}

extension String {
    /// The bytes that lower-case hexadecimal stands for; nothing if it is anything else.
    var bytesOfHex: [UInt8]? {
        let digits = Array(utf8)
        guard digits.count % 2 == 0, digits.allSatisfy(\.isHexDigit) else { return nil }
        func value(_ digit: UInt8) -> UInt8 { digit < 0x61 ? digit - 0x30 : digit - 0x61 + 10 }
        return stride(from: 0, to: digits.count, by: 2).map {
            value(digits[$0]) << 4 | value(digits[$0 + 1])
        }
    }

    /// Whether both have the same bytes: `==` would let two spellings of one letter pass.
    func hasSameBytes(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
