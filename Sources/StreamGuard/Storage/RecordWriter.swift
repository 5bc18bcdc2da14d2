import Checklist

/// The bytes of an entry: one line of JSON that is its own canonical form.
///
///     {"body":{…},"hash":"…","open":{"note":["<salt>","camera froze"]}}
///
/// `open` lies outside what is hashed: an erasure takes from it and the chain stays whole.
struct RecordLine {
    static let version = 1
    /// The longest line, its end included.
    static let limit = 65_536
    /// The longest text, in bytes of UTF-8.
    static let textLimit = 16_384

    let bytes: [UInt8]
    let hash: String
    let id: EntryID

    /// `after` and `reading` are those of the entry before; nothing for the first.
    init(
        _ draft: NewEntry,
        id: EntryID,
        chain: String,
        seq: Int,
        previous: String,
        author: Author,
        reading: ClockReading,
        clockStepped: Bool,
        afterClose: Bool,
        random: (Int) -> [UInt8]
    ) throws(JournalError) {
        try RecordLine.check(draft, author)
        var commitments: [(String, JSON)] = []
        var open: [(String, JSON)] = []
        // In one order, so that the same chance makes the same line.
        for (name, text) in draft.texts.sorted(by: { $0.key < $1.key }) {
            let salt = random(16)
            commitments.append((name, .string(RecordHash.text(name, salt: salt, text))))
            open.append((name, .array([.string(salt.hex), .string(text)])))
        }
        var members: [(String, JSON)] = [
            ("at", .string(reading.at.inRecord)),
            ("boot", .string(reading.boot)),
            ("by", .string(author.by)),
            ("host", .string(author.host)),
            ("id", .string(id.text)),
            ("kind", .string(draft.kind.rawValue)),
            ("mono", .int(Int64(reading.uptime))),
            ("prev", .string(previous)),
            ("seq", .int(Int64(seq))),
            ("sid", .string(chain)),
            ("uid", .int(Int64(author.uid))),
            ("v", .int(Int64(RecordLine.version))),
        ]
        if clockStepped { members.append(("clk", .string("step"))) }
        if afterClose { members.append(("closed", .bool(true))) }
        if !commitments.isEmpty { members.append(("commit", .object(commitments))) }
        if !draft.facts.isEmpty {
            members.append(("facts", .object(draft.facts.map { ($0.key, $0.value) })))
        }
        let body = Array(JSON.object(members).canonical().utf8)
        hash = RecordHash.entry(body)
        self.id = id
        bytes = RecordLine.line(body: body, hash: hash, open: open)
        guard bytes.count <= RecordLine.limit else { throw .entryTooLong(bytes.count) }
    }

    /// A line with some of its texts taken out, or all as they are.
    static func line(
        body: some Sequence<UInt8>,
        hash: String,
        open: [(String, JSON)]
    ) -> [UInt8] {
        var bytes = Array("{\"body\":".utf8) + body + Array(",\"hash\":\"\(hash)\"".utf8)
        if !open.isEmpty {
            bytes += Array(",\"open\":".utf8) + Array(JSON.object(open).canonical().utf8)
        }
        return bytes + Array("}\n".utf8)
    }

    // MARK: What may be written

    private static func check(_ draft: NewEntry, _ author: Author) throws(JournalError) {
        for (name, value) in draft.facts {
            guard name.isMemberName else { throw .badName(name) }
            guard value.isFact else { throw .notAFact(name) }
        }
        for (name, text) in draft.texts {
            guard name.isMemberName else { throw .badName(name) }
            guard text.utf8.count <= textLimit else { throw .textTooLong(name, text.utf8.count) }
        }
        guard author.by.isWord, author.host.isWord else { throw .badAuthor(author.by) }
    }
}

extension String {
    /// Whether this can name a fact or a text: `[a-z][a-z0-9_]*`.
    var isMemberName: Bool {
        guard let first = utf8.first, (0x61...0x7A).contains(first), utf8.count <= 32 else {
            return false
        }
        return utf8.allSatisfy {
            (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_")
        }
    }

    /// Whether this is one word of visible ASCII.
    ///
    /// Facts can never be erased; where no sentence fits, none is written by mistake.
    var isWord: Bool {
        (1...200).contains(utf8.count) && utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}

extension JSON {
    /// Whether this may stand among the facts: a scalar, or an array or object of scalars.
    var isFact: Bool {
        switch self {
        case .array(let elements): elements.allSatisfy(\.isFactScalar)
        case .object(let members):
            members.allSatisfy { $0.0.isMemberName && $0.1.isFactScalar }
        default: isFactScalar
        }
    }

    private var isFactScalar: Bool {
        switch self {
        case .bool: true
        // Beyond 2⁵³ other readers of JSON lose digits; fractions are written in many ways.
        case .int(let number): abs(number) < 1 << 53
        case .string(let text): text.isWord
        default: false
        }
    }
}

extension JournalError {
    fileprivate static func badName(_ name: String) -> JournalError {
        JournalError(.usage, "\(name.quoted) cannot name a part of an entry")
    }

    fileprivate static func notAFact(_ name: String) -> JournalError {
        JournalError(
            .usage,
            "\(name.quoted) can never be erased, so it must be one word or a number",
            hint: "free text belongs among the texts of an entry"
        )
    }

    fileprivate static func textTooLong(_ name: String, _ count: Int) -> JournalError {
        JournalError(
            .usage,
            "\(name.quoted) has \(count) bytes, and an entry takes \(RecordLine.textLimit) of it",
            hint: "make several entries of it: nothing is ever cut off"
        )
    }

    fileprivate static func entryTooLong(_ count: Int) -> JournalError {
        JournalError(
            .usage,
            "the entry would take \(count) bytes, and \(RecordLine.limit) is the most",
            hint: "make several entries of it: nothing is ever cut off"
        )
    }

    fileprivate static func badAuthor(_ by: String) -> JournalError {
        JournalError(.usage, "\(by.quoted) is not the id of a person: it must be one word")
    }
}
