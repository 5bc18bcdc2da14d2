/// One answer in a sheet: what it is, and where the rest of it lies.
///
/// A cell owns nothing, so that writing, copying and forgetting it costs nothing.
struct SheetCell {
    /// A number, the seconds of a time, a double's bits, or where a text, a list or the first row
    /// begins; for a group 1 if the document has it.
    var payload: Int64 = 0
    /// Nanoseconds, the length of a text or a list, or where the next row of a list begins.
    var extra: UInt32 = 0
    var kind = Kind.absent
    /// Whether nobody answered, so that the form's default counts.
    var isDefault = false
    /// Which word of a choice it is, counted from 1; 0 for any other text.
    var choice: UInt16 = 0

    /// What a cell says.
    enum Kind: UInt8 {
        /// Does not apply.
        case absent
        /// Not answered yet; with a payload if other answers than its own are missing.
        case open
        /// What a sheet cannot hold, or what has failed: the answers themselves can tell.
        case fault
        case truth, whole, double, text, instant, duration
        /// Plain values that lie side by side.
        case list
        /// The elements of a list of groups, each linked to the next.
        case rows
        /// A group; its fields follow.
        case group
    }

    static func truth(_ truth: Bool) -> SheetCell {
        SheetCell(payload: truth ? 1 : 0, kind: .truth)
    }

    static func whole(_ number: Int64) -> SheetCell { SheetCell(payload: number, kind: .whole) }

    static func instant(_ time: Timestamp) -> SheetCell {
        SheetCell(payload: time.seconds, extra: UInt32(bitPattern: time.nanos), kind: .instant)
    }

    static func duration(_ length: Duration) -> SheetCell {
        SheetCell(payload: length.seconds, extra: UInt32(bitPattern: length.nanos), kind: .duration)
    }

    static func text(_ start: Int, _ length: Int, choice: Int = 0) -> SheetCell {
        SheetCell(
            payload: Int64(start),
            extra: UInt32(truncatingIfNeeded: length),
            kind: .text,
            choice: UInt16(truncatingIfNeeded: choice)
        )
    }

    static let open = SheetCell(kind: .open)
    static let fault = SheetCell(kind: .fault)

    /// Where a text, a list, or the first row begins.
    var start: Int { Int(truncatingIfNeeded: payload) }

    /// How long a text or a list is; where the next row begins.
    var length: Int { Int(extra) }
}

/// A text that others are compared with: its length and its first sixteen bytes tell nearly all
/// texts apart.
struct SheetWord {
    let first: UInt64
    let second: UInt64
    let length: Int
    /// Where the whole text stands among the words of its owner.
    let start: Int

    /// How many bytes after a text may be read, though they are no part of it.
    static let padding = 64

    /// Stands for a text until all texts lie where they stay.
    init() {
        (first, second, length, start) = (0, 0, 0, 0)
    }

    /// - Parameters:
    ///   - bytes: where the words of its owner are.
    ///   - start: where the text begins among them.
    ///   - length: how long it is.
    init(_ bytes: UnsafePointer<UInt8>, start: Int, _ length: Int) {
        first = SheetWord.word(bytes + start) & SheetWord.mask(length)
        second = length > 8 ? SheetWord.word(bytes + start + 8) & SheetWord.mask(length - 8) : 0
        self.length = length
        self.start = start
    }

    @inline(__always)
    static func word(_ bytes: UnsafePointer<UInt8>) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self))
    }

    /// The bits of the first bytes of a word.
    @inline(__always)
    static func mask(_ length: Int) -> UInt64 {
        length >= 8 ? .max : (1 << (UInt64(truncatingIfNeeded: length) &* 8)) &- 1
    }

    /// Whether the text stands somewhere.
    ///
    /// - Parameters:
    ///   - place: bytes of which ``padding`` more than the text has may be read.
    ///   - words: where the whole text is.
    /// - Returns: whether it is followed by anything else does not matter.
    @inline(__always)
    func stands(at place: UnsafePointer<UInt8>, _ words: UnsafePointer<UInt8>) -> Bool {
        guard SheetWord.word(place) & SheetWord.mask(length) == first else { return false }
        guard length > 8 else { return true }
        guard SheetWord.word(place + 8) & SheetWord.mask(length - 8) == second else { return false }
        guard length > 16 else { return true }
        for index in 16..<length where place[index] != words[start + index] { return false }
        return true
    }
}
