/// Puts values into a document.
///
/// INVARIANT: nothing of the document that is patched keeps its place; only what is put in has
/// one, so that a problem can be told where the patch stands.
struct Patching {
    private(set) var root: Node?

    /// - Parameter root: the document; nothing if there is none yet.
    init(_ root: Node?) {
        self.root = root.map { Patching.unplaced($0) }
    }

    private static let nowhere = 0..<0

    private static func unplaced(_ node: Node) -> Node {
        switch node.content {
        case .array(let elements):
            Node(.array(elements.map { unplaced($0) }), nowhere)
        case .object(let members):
            Node(
                .object(
                    members.map {
                        Member(name: $0.name, nameSpan: nowhere, value: unplaced($0.value))
                    }
                ),
                nowhere
            )
        default: Node(node.content, nowhere)
        }
    }

    /// Sets what stands at a path, or takes it away if the value is `null`.
    ///
    /// - Parameters:
    ///   - patch: the path as it is written, with the value.
    ///   - path: the path as it was read, which the form declares.
    ///   - group: the fields of the form.
    /// - Throws: why the path does not fit the document.
    mutating func apply(
        _ patch: Member,
        at path: PatchPath,
        in group: Group
    ) throws(PatchProblem) {
        var value: Node? = patch.value
        if case .null = patch.value.content { value = nil }
        root = try changed(root, path.steps[...], value, patch.nameSpan, .group(group))
    }

    private func changed(
        _ node: Node?,
        _ steps: ArraySlice<PatchPath.Step>,
        _ value: Node?,
        _ span: Range<Int>,
        _ place: PatchPath.Place
    ) throws(PatchProblem) -> Node? {
        guard let step = steps.first else { return value }
        let inner = try place.inside(step)
        let rest = steps.dropFirst()
        switch step {
        case .field(let name):
            var members: [Member] = []
            if case .object(let list)? = node?.content { members = list }
            let index = members.firstIndex { sameScalars($0.name, name) }
            // Taking away what is not there needs no group around it.
            if index == nil, value == nil { return node }
            let old = index.map { members[$0].value }
            let new = try changed(old, rest, value, span, inner)
            let member = new.map { Member(name: name, nameSpan: span, value: $0) }
            Patching.put(member, at: index, in: &members)
            return Node(.object(members), Patching.nowhere)
        case .element(let label):
            var elements: [Node] = []
            if case .array(let list)? = node?.content { elements = list }
            guard let index = index(of: label, among: elements, place) else {
                guard rest.isEmpty, let value, case .groups(let group) = place,
                    let key = group.key, case .object(let members) = value.content
                else { throw noElement(label, among: elements, place) }
                elements.append(named(label, group.fields[key].name, members, value.span, span))
                return Node(.array(elements), Patching.nowhere)
            }
            let new = try changed(elements[index], rest, value, span, inner)
            Patching.put(new, at: index, in: &elements)
            return Node(.array(elements), Patching.nowhere)
        }
    }

    private static func put<Part>(_ part: Part?, at index: Int?, in list: inout [Part]) {
        if let part, let index {
            list[index] = part
        } else if let part {
            list.append(part)
        } else if let index {
            list.remove(at: index)
        }
    }

    // MARK: Elements

    private func index(
        of label: String,
        among elements: [Node],
        _ place: PatchPath.Place
    ) -> Int? {
        if case .groups(let group) = place, let key = group.key {
            let name = group.fields[key].name
            return elements.firstIndex { element in
                Patching.text(name, of: element).map { sameScalars($0, label) } ?? false
            }
        }
        return Int(label).flatMap { elements.indices.contains($0) ? $0 : nil }
    }

    private static func text(_ name: String, of node: Node) -> String? {
        guard case .object(let members) = node.content,
            case .string(let text)? = members.first(where: { sameScalars($0.name, name) })?.value
                .content
        else { return nil }
        return text
    }

    /// A new element, which bears its name.
    private func named(
        _ label: String,
        _ key: String,
        _ members: [Member],
        _ span: Range<Int>,
        _ nameSpan: Range<Int>
    ) -> Node {
        guard !members.contains(where: { sameScalars($0.name, key) }) else {
            return Node(.object(members), span)
        }
        let name = Member(name: key, nameSpan: nameSpan, value: Node(.string(label), nameSpan))
        return Node(.object([name] + members), span)
    }

    private func noElement(
        _ label: String,
        among elements: [Node],
        _ place: PatchPath.Place
    ) -> PatchProblem {
        var help: String?
        if case .groups(let group) = place, let key = group.key {
            let labels = elements.compactMap { Patching.text(group.fields[key].name, of: $0) }
            help =
                nearest(to: label, among: labels).map { "did you mean `\($0.inert)`?" }
                ?? (labels.isEmpty
                    ? "the list is empty"
                    : "there are \(listed(labels.prefix(12).map { "`\($0.inert)`" }))")
        } else {
            help = "elements are counted from 0, and there are \(elements.count)"
        }
        return PatchProblem(message: "there is no element `\(label.inert)` in the base", help: help)
    }
}
