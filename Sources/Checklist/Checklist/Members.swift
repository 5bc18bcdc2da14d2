/// The members of a JSON object that has a shape.
///
/// An object, because it is handed on many times and has many parts.
final class Members {
    let node: Node
    let document: Document
    private let shape: Shape
    /// The word of the shape's kind, if the object has one that the shape knows.
    private let word: String?
    private let members: [Member]
    /// Where the members stand that the shape has names for, in the order of the names; -1 for
    /// those that are not there.
    private let found: [Int32]

    /// Reads an object; reports anything else, and members that the shape does not have.
    ///
    /// - Parameters:
    ///   - node: what should be an object.
    ///   - document: the document it stands in.
    ///   - shape: what the object may have.
    ///   - problems: where problems go.
    init?(_ node: Node, in document: Document, _ shape: Shape, _ problems: inout Problems) {
        guard case .object(let members) = node.content else {
            problems.add(
                "\(shape.one) must be an object",
                help: "write `{ … }`",
                at: node.span,
                in: document
            )
            return nil
        }
        var found = [Int32](repeating: -1, count: shape.names.count)
        // Whoever keeps to the shape's order has the next member at the next place.
        var next = 0
        var strangers: [Int] = []
        for index in members.indices {
            if let place = shape.places.slot(of: members[index].name, expecting: next) {
                found[place] = Int32(index)
                next = place + 1
            } else {
                strangers.append(index)
            }
        }
        self.node = node
        self.document = document
        self.members = members
        self.shape = shape
        let kind = shape.kinds.map { Int(found[$0.place]) }.flatMap { $0 < 0 ? nil : $0 }
        let word = shape.word(of: members, at: kind)
        self.word = word
        self.found = found
        for place in found.indices where found[place] >= 0 {
            let index = Int(found[place])
            guard let known = shape.member(at: place, for: word) else {
                refuse(members[index], &problems)
                continue
            }
            let content = shape.members[known].content
            check(members[index].value, content, shape.names[place], &problems)
        }
        for index in strangers { refuse(members[index], &problems) }
    }

    private func refuse(_ member: Member, _ problems: inout Problems) {
        let known = shape.names
        if let kind = shape.kind, let word, shape.member(member.name) != nil {
            problems.add(
                "\(shape.one) of \(kind) `\(word)` has no `\(member.name)`",
                at: member.value.span,
                in: document
            )
            return
        }
        let help = nearest(to: member.name, among: known).map { "did you mean `\($0)`?" }
        problems.add(
            "\(shape.one) has no member `\(member.name.inert)`",
            help: help ?? "it may have \(listed(known.map { "`\($0)`" }))",
            at: member.nameSpan,
            in: document
        )
    }

    /// Reports every member that has to be there and is not.
    ///
    /// - Parameters:
    ///   - what: the object as messages call it, such as "the rule `x`"; seldom put into words.
    ///   - problems: where problems go.
    func requireAll(of what: @autoclosure () -> String, _ problems: inout Problems) {
        for (place, index) in shape.required where found[place] < 0 {
            let member = shape.members[index]
            // As long as the kind is not known, nobody can say whether its members are missing.
            guard member.only.isEmpty || (word != nil && member.isFor(word)) else { continue }
            missing(member.name, of: what(), &problems)
        }
    }

    /// All members, in their order.
    var all: [(name: String, node: Node)] {
        members.map { ($0.name, $0.value) }
    }

    func node(_ name: String) -> Node? {
        guard let place = shape.places.slot(of: name), found[place] >= 0 else { return nil }
        return members[Int(found[place])].value
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

    // What follows reads what the shape has let pass; of anything else there is a problem by now.

    /// The text of a member, nothing if it is not there or no text.
    func text(_ name: String) -> String? {
        guard case .string(let text)? = node(name)?.content, !text.isEmpty else { return nil }
        return text
    }

    /// The elements of a member that is an array.
    func elements(_ name: String) -> [Node] {
        guard case .array(let elements)? = node(name)?.content else { return [] }
        return elements
    }

    /// The texts of a member that is an array of texts, each with its place.
    func texts(_ name: String) -> [(text: String, node: Node)] {
        elements(name).compactMap { node in
            guard case .string(let text) = node.content, !text.isEmpty else { return nil }
            return (text, node)
        }
    }

    /// A member that is true or false; false if it is not there.
    func flag(_ name: String) -> Bool {
        guard case .bool(let flag)? = node(name)?.content else { return false }
        return flag
    }

    /// A member that is a number.
    func number(_ name: String) -> Number? {
        guard case .number(let number)? = node(name)?.content else { return nil }
        return number
    }

    /// A member that counts something.
    func count(_ name: String) -> Int? {
        number(name)?.count
    }

    /// A member that is one of a few words.
    func word<Word: RawRepresentable>(_ name: String, _ type: Word.Type) -> Word?
    where Word.RawValue == String {
        text(name).flatMap { Word(rawValue: $0) }
    }

    /// An expression in a member, checked.
    func formula(
        _ name: String,
        in scope: Scope,
        wanted: ValueType?,
        _ problems: inout Problems
    ) -> Formula? {
        guard let node = node(name), let text = text(name) else { return nil }
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
