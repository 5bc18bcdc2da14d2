import Checklist

/// The digests that tie the record together.
///
/// Each has a prefix of its own, so that bytes of one kind can never stand for another.
enum RecordHash {
    /// An entry: over the bytes of its body as they are stored, since no two programs need agree
    /// how JSON is written again.
    static func entry(_ body: some Collection<UInt8>) -> String {
        digest("slog/1/entry\0", body).hex
    }

    /// What a session's first entry follows: the hash of its `session-open` in the ledger.
    static func genesis(after open: String) -> String {
        digest("slog/1/genesis\0", open.bytesOfHex ?? []).hex
    }

    /// What the ledger's first entry follows.
    static let nothing = String(repeating: "0", count: 64)

    /// A text's commitment.
    ///
    /// The salt goes when the text is erased, so that nobody can try a list of names against what
    /// remains.
    static func text(_ name: String, salt: [UInt8], _ text: String) -> String {
        digest("slog/1/field\0", Array(name.utf8) + [0] + salt + Array(text.utf8)).hex
    }

    static func torn(_ bytes: some Collection<UInt8>) -> String { Digest(bytes).hex }

    private static func digest(_ prefix: String, _ bytes: some Collection<UInt8>) -> Digest {
        var message = Array(prefix.utf8)
        message.reserveCapacity(message.count + bytes.count)
        message += bytes
        return Digest(message)
    }
}
