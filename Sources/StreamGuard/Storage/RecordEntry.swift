import Checklist

/// One entry of a chain, as it was read.
struct Entry: Sendable {
    let chain: String
    /// Counted from 1, without gaps.
    let seq: Int
    /// The hash of the entry before.
    let previous: String
    let hash: String
    let kind: EntryKind
    let id: EntryID
    let reading: ClockReading
    let clockStepped: Bool
    /// Written after the session was closed.
    let afterClose: Bool
    let author: Author
    /// What stays in clear for ever.
    let facts: [(name: String, value: JSON)]
    /// What can be erased, in the order of its names.
    let texts: [(name: String, text: EntryText)]
    /// Where the body stands within the line.
    let body: Range<Int>

    /// The UTC time of day at which it was saved.
    var at: Timestamp { reading.at }

    func fact(_ name: String) -> String? {
        if case .string(let text)? = value(name) { text } else { nil }
    }

    func number(_ name: String) -> Int? {
        if case .int(let number)? = value(name) { Int(number) } else { nil }
    }

    func flag(_ name: String) -> Bool {
        if case .bool(true)? = value(name) { true } else { false }
    }

    func value(_ name: String) -> JSON? { facts.first { $0.name == name }?.value }

    /// The text of that name, if it is still there and as it was written.
    func text(_ name: String) -> String? {
        if case .open(_, let text)? = texts.first(where: { $0.name == name })?.text {
            text
        } else {
            nil
        }
    }

    /// The texts that it erased; none if it is no erasure.
    var erased: [History.Erasable] {
        guard kind == .redact else { return [] }
        if let seq = number("of"), let name = fact("field") {
            return [History.Erasable(seq: seq, name: name)]
        }
        return words("texts").compactMap { History.Erasable(word: $0) }
    }

    /// What a receipt names.
    var link: Link { Link(seq: seq, hash: hash) }
}

/// A text of an entry: what the commitment says, and what is there.
enum EntryText: Equatable, Sendable {
    case open(salt: [UInt8], String)
    /// Not there. Whether that is an erasure or tampering, only the later entries can tell.
    case absent
    /// There, but not what was committed to.
    case altered
}

/// A place in a chain.
struct Link: Hashable, Sendable {
    let seq: Int
    let hash: String
}

/// Who writes: the person, as the school knows them, and the account they used.
struct Author: Equatable, Sendable {
    let by: String
    let uid: Int
    let host: String
}

/// An entry that somebody wants to save.
struct NewEntry {
    let kind: EntryKind
    /// In clear for ever, so each is one word, a number, or a flag, or some of these.
    let facts: [String: JSON]
    /// Whatever says something about a person, and all free text.
    let texts: [String: String]
    /// Only for a second try: the id of the first.
    let id: EntryID?

    init(
        _ kind: EntryKind,
        facts: [String: JSON] = [:],
        texts: [String: String] = [:],
        id: EntryID? = nil
    ) {
        self.kind = kind
        self.facts = facts
        self.texts = texts
        self.id = id
    }
}

/// What somebody gets once an entry is on the disk, and never before.
struct Receipt: Sendable {
    let chain: String
    let seq: Int
    let hash: String
    /// What happened on the way that a person should know.
    var notes: [String] = []

    /// As it is printed.
    var line: String { "\(chain) \(seq) \(hash.prefix(8)) saved" }
    var link: Link { Link(seq: seq, hash: hash) }
}
