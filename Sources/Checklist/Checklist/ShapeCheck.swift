/// Whether a member's value is what the shape wants; what is inside an object is checked by
/// whoever reads it.
extension Members {
    func check(
        _ node: Node,
        _ content: ShapeContent,
        _ name: String,
        _ problems: inout Problems
    ) {
        switch content {
        case .text, .identifier, .name, .prose, .template, .formula:
            if !node.isFilledText { refuse(node, name, "must be a text that is not empty") }
            if case .identifier = content, case .string(let text) = node.content,
                !text.isEmpty, !isIdentifier(text)
            {
                refuse(
                    node,
                    name,
                    "cannot be `\(text.inert)`",
                    help: "letters, digits, `-`, `_` and `.`, at most 64, first a letter or a digit"
                )
            }
        case .anyText:
            guard case .string = node.content else { return refuse(node, name, "must be a text") }
        case .word(let words): checkWord(node, words, name, &problems)
        case .flag:
            guard case .bool = node.content else {
                return refuse(node, name, "must be true or false")
            }
        case .count:
            guard node.number?.count != nil else {
                return refuse(node, name, "must be a whole number that is not negative")
            }
        case .int:
            guard node.number?.int != nil else {
                return refuse(node, name, "must be a whole number")
            }
        case .double:
            guard node.number != nil else { return refuse(node, name, "must be a number") }
        case .list(let element, let least, let isUnique):
            checkList(node, element, least, name, &problems)
            if isUnique { refuseTwice(node, name, &problems) }
        case .oneOrList(let element):
            if case .array = node.content { checkList(node, element, 1, name, &problems) }
        case .map(let element, _):
            guard case .object(let members) = node.content else {
                return refuse(node, name, "must be an object", help: "write `{ … }`")
            }
            checkAll(members.map { $0.value }, element, name, &problems)
        case .answer, .object, .anything: break
        }

        func refuse(_ node: Node, _ name: String, _ wanted: String, help: String? = nil) {
            problems.add("`\(name)` \(wanted)", help: help, at: node.span, in: document)
        }
    }

    private func checkList(
        _ node: Node,
        _ element: ShapeContent,
        _ least: Int,
        _ name: String,
        _ problems: inout Problems
    ) {
        guard case .array(let nodes) = node.content else {
            problems.add(
                "`\(name)` must be an array",
                help: "write `[ … ]`",
                at: node.span,
                in: document
            )
            return
        }
        if nodes.count < least {
            problems.add("`\(name)` is empty", at: node.span, in: document)
        }
        checkAll(nodes, element, name, &problems)
    }

    private func checkAll(
        _ nodes: [Node],
        _ element: ShapeContent,
        _ name: String,
        _ problems: inout Problems
    ) {
        // Of plain values only texts stand in lists and maps.
        switch element {
        case .object, .anything: return
        case .list, .word:
            for node in nodes { check(node, element, name, &problems) }
            return
        default: break
        }
        for node in nodes where !node.isFilledText {
            problems.add(
                "`\(name)` must hold texts that are not empty",
                at: node.span,
                in: document
            )
        }
    }

    private func refuseTwice(_ node: Node, _ name: String, _ problems: inout Problems) {
        var seen = Seen()
        for (text, node) in texts(name) where !seen.isNew(text) {
            problems.add("`\(name)` has `\(text.inert)` twice", at: node.span, in: document)
        }
    }

    private func checkWord(
        _ node: Node,
        _ words: [String],
        _ name: String,
        _ problems: inout Problems
    ) {
        guard case .string(let text) = node.content, !text.isEmpty else {
            problems.add(
                "`\(name)` must be a text that is not empty",
                at: node.span,
                in: document
            )
            return
        }
        guard !words.contains(where: { sameScalars($0, text) }) else { return }
        problems.add(
            "`\(name)` cannot be `\(text.inert)`",
            help: nearest(to: text, among: words).map { "did you mean `\($0)`?" }
                ?? "it is one of \(listed(words.map { "`\($0)`" }))",
            at: node.span,
            in: document
        )
    }
}

extension Node {
    fileprivate var isFilledText: Bool {
        guard case .string(let text) = content else { return false }
        return !text.isEmpty
    }

    fileprivate var number: Number? {
        guard case .number(let number) = content else { return nil }
        return number
    }
}

extension Number {
    /// The number, if it can count something.
    var count: Int? {
        guard let int, int >= 0 else { return nil }
        return Int(exactly: int)
    }
}
