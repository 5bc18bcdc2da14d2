import Checklist
import Platform

/// What somebody outside holds so that nobody inside can write the record anew.
///
/// Its text is the body of a tlog-checkpoint: the origin, the number of entries, the root.
struct Checkpoint: Equatable {
    let origin: String
    let size: Int
    /// 32 bytes.
    let root: [UInt8]

    var body: String { "\(origin)\n\(size)\n\(Base64.text(root))\n" }

    /// For the minutes of a meeting: all 256 bits, since a shorter form could be met by trying,
    /// with the insider it guards against doing the trying.
    func minuteLine(day: String) -> String {
        "Ledger \(ledger), \(Checkpoint.grouped(size)) "
            + "\(size == 1 ? "entry" : "entries") to \(day): \(code)"
    }

    /// A day as the minutes of a meeting have it: `22 Nov 2026`.
    static func day(_ time: Timestamp?) -> String {
        guard let time else { return "an unknown day" }
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        let civil = CivilTime(time, offset: 0)
        return "\(civil.day) \(months[civil.month - 1]) \(civil.year)"
    }

    /// Of which ledger, in the eight digits at the end of its origin: those of another year have
    /// others.
    private var ledger: Substring { origin.suffix(8) }

    /// The root in 13 groups of four letters, without `I`, `L`, `O` and `U`.
    var code: String {
        var letters: [Character] = []
        var (held, bits) = (0, 0)
        // 256 bits do not divide by five: the last letter holds one, and four zeros.
        for byte in root + [0] {
            (held, bits) = ((held << 8 | Int(byte)) & 0xFFF, bits + 8)
            while bits >= 5, letters.count < 52 {
                bits -= 5
                letters.append(Checkpoint.alphabet[held >> bits & 31])
            }
        }
        return stride(from: 0, to: 52, by: 4).map { String(letters[$0..<$0 + 4]) }
            .joined(separator: "-")
    }

    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    private static func grouped(_ number: Int) -> String {
        let digits = Array(String(number))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += "," }
            text.append(digit)
        }
        return text
    }
}

extension Checkpoint {
    /// The most that is read of a checkpoint.
    static let limit = 4096

    /// Reads the three lines that `body` writes, or a text with a line for the minutes in it.
    ///
    /// Blank lines and signatures after the three lines are passed over. A line for the minutes
    /// names its ledger by eight digits only, so `origins` are those that it may be of.
    init?(_ text: String, origins: [String]) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.count >= 3, let size = Int(lines[1]), size >= 0, String(size) == lines[1],
            let root = Base64.bytes(lines[2]), root.count == 32
        {
            self.init(origin: String(lines[0]), size: size, root: root)
            return
        }
        for line in lines {
            if let checkpoint = Checkpoint(minuteLine: String(line), origins) {
                self = checkpoint
                return
            }
        }
        return nil
    }

    /// Reads a line for the minutes.
    ///
    /// What people misread in it is put right: letter case, `O` for `0`, `I` and `L` for `1`.
    private init?(minuteLine line: String, _ origins: [String]) {
        guard let first = line.firstRange(of: "Ledger "),
            let colon = line.firstRange(of: ": ")
        else {
            return nil
        }
        guard first.upperBound <= colon.lowerBound else { return nil }
        let words = line[first.upperBound..<colon.lowerBound].split(separator: " ")
        guard words.count > 2, words[0].last == "," else { return nil }
        let ledger = words[0].dropLast().lowercased().replacing("o", with: "0")
            .replacing(/[il]/, with: "1")
        guard let size = Int(words[1].filter { $0 != "," }), size >= 0 else { return nil }
        var root: [UInt8] = []
        var (held, bits) = (0, 0)
        var count = 0
        for letter in line[colon.upperBound...].uppercased() where letter != "-" && letter != " " {
            let read: Character =
                switch letter {
                case "O": "0"
                case "I", "L": "1"
                default: letter
                }
            guard let value = Checkpoint.alphabet.firstIndex(of: read) else { break }
            (held, bits, count) = ((held << 5 | value) & 0xFFF, bits + 5, count + 1)
            if bits >= 8 {
                bits -= 8
                root.append(UInt8(held >> bits & 255))
            }
        }
        guard count == 52, root.count == 32, held & 15 == 0 else { return nil }
        let origin = origins.first { $0.hasSuffix("/\(ledger)") } ?? ledger
        self.init(origin: origin, size: size, root: root)
    }
}
