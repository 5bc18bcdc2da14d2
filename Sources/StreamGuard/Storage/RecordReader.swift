import Checklist

/// Why a line is no entry.
enum EntryFault: Error, Equatable {
    case tooLong
    case notJSON
    /// JSON, but not written in the one way.
    case notCanonical
    /// Something is missing, or is of another form than it must be.
    case wrongShape(String)
    case wrongHash
    /// Whole, and of a version that this program does not know.
    case newer(Int)

    var text: String {
        switch self {
        case .tooLong: "the line is too long"
        case .notJSON: "the line is no JSON"
        case .notCanonical: "the line is not written as the record writes"
        case .wrongShape(let name): "`\(name.inert)` is missing, or not as it must be"
        case .wrongHash: "the hash does not fit the entry"
        case .newer(let version): "the entry is of version \(version), which is not known here"
        }
    }
}

extension Entry {
    /// Reads one line, without its end.
    ///
    /// A line counts only if it is byte for byte what the record would write for the same entry:
    /// so it has no second spelling, no doubled name and no hidden bytes.
    init(line: some Collection<UInt8>) throws(EntryFault) {
        guard line.count < RecordLine.limit else { throw .tooLong }
        let bytes = Array(line)
        guard let document = Entry.document(bytes) else { throw .notJSON }
        let root = Fields(document.root)
        let text = try root.text("hash", { $0.isHash })
        guard let body = document.root.member("body"), case .object = body.content else {
            throw .wrongShape("body")
        }
        guard JSON(document.root).canonical().utf8.elementsEqual(bytes) else {
            throw .notCanonical
        }
        guard RecordHash.entry(bytes[body.span]) == text else { throw .wrongHash }
        let fields = Fields(body)
        let version = try fields.number("v")
        guard version == RecordLine.version else { throw .newer(version) }
        guard let kind = EntryKind(rawValue: try fields.text("kind")) else {
            // Within one version the kinds never change.
            throw .wrongShape("kind")
        }
        try self.init(kind, fields, root, hash: text, body: body.span)
        guard root.count == (root.has("open") ? 3 : 2), fields.isAllKnown else {
            throw .wrongShape("body")
        }
    }

    private init(
        _ kind: EntryKind,
        _ fields: Fields,
        _ root: Fields,
        hash: String,
        body: Range<Int>
    ) throws(EntryFault) {
        self.kind = kind
        self.hash = hash
        self.body = body
        chain = try fields.text("sid", \.isWord)
        seq = try fields.number("seq", 1...)
        previous = try fields.text("prev", \.isHash)
        guard let id = EntryID(try fields.text("id")) else { throw .wrongShape("id") }
        self.id = id
        guard let at = Timestamp(inRecord: try fields.text("at")) else { throw .wrongShape("at") }
        reading = ClockReading(
            at: at,
            uptime: try fields.number("mono", 0...),
            boot: try fields.text("boot", \.isWord)
        )
        author = Author(
            by: try fields.text("by", \.isWord),
            uid: try fields.number("uid", 0...),
            host: try fields.text("host", \.isWord)
        )
        clockStepped = fields.has("clk")
        if clockStepped { _ = try fields.text("clk", { $0 == "step" }) }
        afterClose = fields.has("closed")
        if afterClose { try fields.mustBeTrue("closed") }
        facts = try fields.members("facts").map { (member) throws(EntryFault) in
            let value = JSON(member.value)
            guard member.name.isMemberName, value.isFact else { throw .wrongShape(member.name) }
            return (member.name, value)
        }
        texts = try Entry.texts(fields.members("commit"), root.members("open"))
    }

    private static func texts(
        _ commitments: [Member],
        _ open: [Member]
    ) throws(EntryFault) -> [(String, EntryText)] {
        for member in open
        where !commitments.contains(where: { $0.name.hasSameBytes(as: member.name) }) {
            throw .wrongShape("open")
        }
        return try commitments.map { (member) throws(EntryFault) in
            guard member.name.isMemberName, case .string(let digest) = member.value.content,
                digest.isHash
            else { throw .wrongShape("commit") }
            guard let value = open.first(where: { $0.name == member.name })?.value else {
                return (member.name, .absent)
            }
            guard case .array(let parts) = value.content, parts.count == 2,
                case .string(let salt) = parts[0].content,
                case .string(let text) = parts[1].content,
                let salt = salt.bytesOfHex, salt.count == 16
            else { throw .wrongShape("open") }
            let isSame = RecordHash.text(member.name, salt: salt, text) == digest
            return (member.name, isSame ? .open(salt: salt, text) : .altered)
        }
    }

    private static func document(_ bytes: [UInt8]) -> Document? {
        do throws(Diagnostics) {
            let source = try SourceText(name: "", bytes: bytes)
            return try Document(
                parsing: source,
                limits: Document.Limits(bytes: RecordLine.limit, depth: 4)
            )
        } catch {
            return nil
        }
    }
}

/// The members of an object of an entry.
private struct Fields {
    private let all: [Member]

    private static let known: Set<String> = [
        "at", "boot", "by", "clk", "closed", "commit", "facts", "host", "id", "kind", "mono",
        "prev", "seq", "sid", "uid", "v",
    ]

    init(_ node: Node) {
        if case .object(let members) = node.content { all = members } else { all = [] }
    }

    var count: Int { all.count }
    var isAllKnown: Bool { all.allSatisfy { Fields.known.contains($0.name) } }

    func has(_ name: String) -> Bool { content(name) != nil }

    func text(
        _ name: String,
        _ isRight: (String) -> Bool = { _ in true }
    ) throws(EntryFault) -> String {
        guard case .string(let text)? = content(name), isRight(text) else {
            throw .wrongShape(name)
        }
        return text
    }

    func number(_ name: String, _ range: PartialRangeFrom<Int> = 0...) throws(EntryFault) -> Int {
        guard case .number(let number)? = content(name), let value = number.int.map(Int.init),
            range.contains(value), value < 1 << 53
        else { throw .wrongShape(name) }
        return value
    }

    func mustBeTrue(_ name: String) throws(EntryFault) {
        guard case .bool(true)? = content(name) else { throw .wrongShape(name) }
    }

    /// The members of a member, which is left out when it would be empty.
    func members(_ name: String) throws(EntryFault) -> [Member] {
        guard let content = content(name) else { return [] }
        guard case .object(let members) = content, !members.isEmpty else {
            throw .wrongShape(name)
        }
        return members
    }

    private func content(_ name: String) -> Content? {
        all.first { $0.name == name }?.value.content
    }
}

extension String {
    /// Whether this is a SHA-256 in lower-case hexadecimal.
    fileprivate var isHash: Bool { utf8.count == 64 && utf8.allSatisfy(\.isHexDigit) }
}
