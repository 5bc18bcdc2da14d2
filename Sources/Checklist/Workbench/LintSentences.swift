/// Warnings about messages that are not sentences.
extension Lint {
    mutating func checkSentence(_ node: Node?, _ document: Document) {
        guard let node, let text = node.words else { return }
        let place = LintPlace(document: document, node: node)
        let bytes = Array(text.utf8)
        if let word = Sentence.smallStart(bytes) {
            findings.append(
                place.finding(
                    .notASentence,
                    "this sentence begins with a small letter",
                    help: "begin with a capital letter",
                    at: word
                )
            )
        }
        if let gap = Sentence.doubleSpace(bytes) {
            findings.append(
                place.finding(
                    .notASentence,
                    "there is a space too many here",
                    help: "one space between two words",
                    at: gap
                )
            )
        }
        if !Sentence.isEnded(bytes) {
            findings.append(
                place.finding(
                    .notASentence,
                    "this sentence does not end",
                    help: "end with a full stop or a question mark",
                    at: max(0, bytes.count - 1)..<bytes.count
                )
            )
        }
    }
}

/// What makes a text a sentence, as far as a program can tell.
private enum Sentence {
    /// The first word, if it begins with a small letter although it is a plain word.
    ///
    /// What begins with an expression or with a name such as `trip-7` is left alone.
    static func smallStart(_ bytes: [UInt8]) -> Range<Int>? {
        let end = bytes.firstIndex { $0 == UInt8(ascii: " ") } ?? bytes.count
        guard let first = bytes.first, isSmall(first) else { return nil }
        var word = bytes[..<end]
        if let last = word.last, isStop(last) || last == UInt8(ascii: ",") { word.removeLast() }
        guard word.allSatisfy({ isSmall($0) || $0 == UInt8(ascii: "'") }) else { return nil }
        return 0..<end
    }

    /// Two spaces in a row, or one before the first or after the last word.
    static func doubleSpace(_ bytes: [UInt8]) -> Range<Int>? {
        var before = UInt8(ascii: " ")
        for (index, byte) in bytes.enumerated() {
            let isLast = index == bytes.count - 1
            if byte == UInt8(ascii: " "), before == byte || isLast {
                return index..<index + 1
            }
            before = byte
        }
        return nil
    }

    /// Whether the text ends as a sentence does, closing quotes and brackets apart, or with an
    /// expression, of which nobody knows how it ends.
    static func isEnded(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while rest.last == UInt8(ascii: " ") { rest.removeLast() }
        if rest.last == UInt8(ascii: "}") { return true }
        for mark in ["’", "”", "…"] where rest.suffix(3).elementsEqual(mark.utf8) {
            if mark == "…" { return true }
            rest.removeLast(3)
        }
        while let last = rest.last, [UInt8(ascii: ")"), UInt8(ascii: "\""), 0x27].contains(last) {
            rest.removeLast()
        }
        return rest.last.map(isStop) ?? false
    }

    private static func isStop(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "!")
            || byte == UInt8(ascii: ":")
    }

    private static func isSmall(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }
}
