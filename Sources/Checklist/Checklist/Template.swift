/// A message with expressions in braces.
///
/// An example is `The trip lasts {trip.returns - trip.leaves}.`
/// The expressions are checked when the checklist is read; filling them in cannot fail later: a
/// missing answer prints as "not answered".
struct Template: Sendable {
    enum Part: Sendable {
        case words(String)
        case formula(Formula)
    }

    private(set) var parts: [Part] = []

    /// The message for one set of answers.
    func filled(_ evaluator: inout Evaluator, zone: String, zones: Zones) -> String {
        if parts.count == 1, case .words(let words) = parts[0] { return words }
        var text = ""
        for part in parts {
            switch part {
            case .words(let words): text += words
            case .formula(let formula):
                let value = evaluator.result(of: formula.code)
                text += value.described(zone: zone, zones: zones)
            }
        }
        return text
    }

    /// Reads the message in a text of a document; problems stand at their place in the file.
    init(
        _ text: String,
        at node: Node,
        of document: Document,
        in scope: Scope,
        _ problems: inout Problems
    ) {
        // Most messages are words only.
        guard text.utf8.withContiguousStorageIfAvailable({ $0.contains(where: isBrace) }) != false
        else {
            parts = [.words(text)]
            return
        }
        let bytes = Array(text.utf8)
        var words: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let isDoubled = index + 1 < bytes.count && bytes[index + 1] == byte
            switch byte {
            case UInt8(ascii: "{") where isDoubled, UInt8(ascii: "}") where isDoubled:
                words.append(byte)
                index += 2
            case UInt8(ascii: "{"):
                guard let end = Template.endOfExpression(in: bytes, from: index + 1) else {
                    problems.add(
                        .openBrace(index..<bytes.count),
                        in: node,
                        of: document
                    )
                    return
                }
                parts.append(.words(String(decoding: words, as: UTF8.self)))
                words = []
                let inside = String(decoding: bytes[index + 1..<end], as: UTF8.self)
                let (formula, found) = Checker.check(inside, in: scope)
                for problem in found {
                    problems.add(problem, in: node, startingAt: index + 1, of: document)
                }
                if let formula { parts.append(.formula(formula)) }
                index = end + 1
            case UInt8(ascii: "}"):
                problems.add(.closingBrace(index..<index + 1), in: node, of: document)
                index += 1
            default:
                let start = index
                while index < bytes.count, !isBrace(bytes[index]) { index += 1 }
                words += bytes[start..<index]
            }
        }
        parts.append(.words(String(decoding: words, as: UTF8.self)))
    }

    /// Where the brace stands that closes an expression; braces in texts and maps do not count.
    static func endOfExpression(in bytes: [UInt8], from start: Int) -> Int? {
        var depth = 0
        var quote: UInt8?
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            if let open = quote {
                if byte == UInt8(ascii: "\\") { index += 1 }
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                quote = byte
            } else if byte == UInt8(ascii: "{") {
                depth += 1
            } else if byte == UInt8(ascii: "}") {
                if depth == 0 { return index }
                depth -= 1
            }
            index += 1
        }
        return nil
    }
}

private func isBrace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}")
}

extension SyntaxProblem {
    fileprivate static func openBrace(_ span: Range<Int>) -> SyntaxProblem {
        SyntaxProblem(
            message: "this brace is not closed",
            help: "for a brace in the words write `{{`",
            span: span.prefix
        )
    }

    fileprivate static func closingBrace(_ span: Range<Int>) -> SyntaxProblem {
        SyntaxProblem(
            message: "this brace closes nothing",
            help: "for a brace in the words write `}}`",
            span: span
        )
    }
}
