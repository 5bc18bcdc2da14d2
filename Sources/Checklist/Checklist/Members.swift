/// The members of a JSON object whose names are known beforehand.
struct Members {
    let node: Node
    let document: Document
    private let members: [Member]

    /// Reads an object; reports anything else, and members whose names are not known.
    ///
    /// - Parameters:
    ///   - node: what should be an object.
    ///   - document: the document it stands in.
    ///   - what: the thing that the object describes, such as "a rule", for messages.
    ///   - known: the names that members may have.
    ///   - problems: where problems go.
    init?(
        _ node: Node,
        in document: Document,
        _ what: String,
        known: [String],
        _ problems: inout Problems
    ) {
        guard case .object(let members) = node.content else {
            problems.add(
                "\(what) must be an object",
                help: "write `{ … }`",
                at: node.span,
                in: document
            )
            return nil
        }
        self.node = node
        self.document = document
        self.members = members
        for member in members where !known.contains(where: { sameScalars($0, member.name) }) {
            let help = nearest(to: member.name, among: known).map { "did you mean `\($0)`?" }
            problems.add(
                "\(what) has no member `\(member.name.inert)`",
                help: help ?? "it may have \(listed(known.map { "`\($0)`" }))",
                at: member.nameSpan,
                in: document
            )
        }
    }

    /// All members, in their order.
    var all: [(name: String, node: Node)] {
        members.map { ($0.name, $0.value) }
    }

    func node(_ name: String) -> Node? {
        members.first { sameScalars($0.name, name) }?.value
    }

    /// Reports that a member which has to be there is missing.
    func missing(_ name: String, of what: String, _ problems: inout Problems) {
        problems.add(
            "\(what) has no `\(name)`",
            help: "add `\"\(name)\"`",
            at: node.span.lowerBound..<node.span.lowerBound + 1,
            in: document
        )
    }

    /// The text of a member, nothing if it is not there or no text.
    func text(_ name: String, _ problems: inout Problems) -> String? {
        guard let node = node(name) else { return nil }
        guard case .string(let text) = node.content, !text.isEmpty else {
            problems.add(
                "`\(name)` must be a text that is not empty",
                at: node.span,
                in: document
            )
            return nil
        }
        return text
    }

    /// The text of a member that has to be there.
    func text(_ name: String, of what: String, _ problems: inout Problems) -> String? {
        if node(name) == nil { missing(name, of: what, &problems) }
        return text(name, &problems)
    }

    /// The elements of a member that is an array.
    func elements(_ name: String, _ problems: inout Problems) -> [Node]? {
        guard let node = node(name) else { return nil }
        guard case .array(let elements) = node.content else {
            problems.add(
                "`\(name)` must be an array",
                help: "write `[ … ]`",
                at: node.span,
                in: document
            )
            return nil
        }
        return elements
    }

    /// The texts of a member that is an array of texts, each with its place.
    func texts(_ name: String, _ problems: inout Problems) -> [(text: String, node: Node)] {
        var texts: [(text: String, node: Node)] = []
        for element in elements(name, &problems) ?? [] {
            guard case .string(let text) = element.content, !text.isEmpty else {
                problems.add(
                    "`\(name)` must hold texts that are not empty",
                    at: element.span,
                    in: document
                )
                continue
            }
            texts.append((text, element))
        }
        return texts
    }

    /// A member that is true or false.
    func flag(_ name: String, _ problems: inout Problems) -> Bool {
        guard let node = node(name) else { return false }
        guard case .bool(let flag) = node.content else {
            problems.add("`\(name)` must be true or false", at: node.span, in: document)
            return false
        }
        return flag
    }

    /// A member that counts something: a whole number that is not negative.
    func count(_ name: String, _ problems: inout Problems) -> Int? {
        guard let node = node(name) else { return nil }
        guard case .number(let number) = node.content, let value = number.int, value >= 0,
            let count = Int(exactly: value)
        else {
            problems.add(
                "`\(name)` must be a whole number that is not negative",
                at: node.span,
                in: document
            )
            return nil
        }
        return count
    }

    /// A member that is one of a few words.
    func word<Word: RawRepresentable & CaseIterable>(
        _ name: String,
        _ type: Word.Type,
        _ problems: inout Problems
    ) -> Word? where Word.RawValue == String {
        guard let node = node(name), let text = text(name, &problems) else { return nil }
        if let word = Word(rawValue: text) { return word }
        let words = Word.allCases.map { $0.rawValue }
        problems.add(
            "`\(name)` cannot be `\(text.inert)`",
            help: nearest(to: text, among: words).map { "did you mean `\($0)`?" }
                ?? "it is one of \(listed(words.map { "`\($0)`" }))",
            at: node.span,
            in: document
        )
        return nil
    }

    /// An expression in a member, checked.
    func formula(
        _ name: String,
        in scope: Scope,
        wanted: ValueType?,
        _ problems: inout Problems
    ) -> Formula? {
        guard let node = node(name), let text = text(name, &problems) else { return nil }
        let (formula, found) = Checker.check(text, in: scope, wanted: wanted)
        for problem in found { problems.add(problem, in: node, of: document) }
        return formula
    }
}

/// Whether a text can be the name of a field or a variable.
func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLetter(first) else { return false }
    return text.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
}

private func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
}
