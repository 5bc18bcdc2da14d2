/// Where an answer stands in a document: the names of fields, and of elements by their keys.
///
/// It is written `host.id` or `adults[guest-1].role`, as verdicts do, but without the form's name.
struct Place: Hashable {
    enum Step: Hashable {
        case field(String)
        case element(String)
    }

    let steps: [Step]

    init(_ steps: [Step]) { self.steps = steps }

    /// Reads a place, nothing for any other text; the form's own name may stand in front.
    init?(_ text: String, in form: String) {
        var steps: [Step] = []
        for part in Place.parts(of: text) {
            var rest = Substring(part)
            let name = rest.prefix { $0 != "[" }
            guard !name.isEmpty, !name.contains("]") else { return nil }
            steps.append(.field(String(name)))
            rest = rest.dropFirst(name.count)
            while !rest.isEmpty {
                guard rest.first == "[", let end = rest.firstIndex(of: "]") else { return nil }
                let key = rest[rest.index(after: rest.startIndex)..<end]
                guard !key.isEmpty else { return nil }
                steps.append(.element(String(key)))
                rest = rest[rest.index(after: end)...]
            }
        }
        if steps.count > 1, steps.first == .field(form) { steps.removeFirst() }
        guard !steps.isEmpty else { return nil }
        self.steps = steps
    }

    var text: String {
        var text = ""
        for step in steps {
            switch step {
            case .field(let name): text += text.isEmpty ? name : ".\(name)"
            case .element(let key): text += "[\(key)]"
            }
        }
        return text
    }

    /// The key of the innermost element that the place lies in.
    var element: String? {
        for case .element(let key) in steps.reversed() { return key }
        return nil
    }

    /// The field's own name.
    var name: String? {
        if case .field(let name)? = steps.last { name } else { nil }
    }

    /// The place one step further out; nothing at the top.
    var parent: Place? { steps.count > 1 ? Place(Array(steps.dropLast())) : nil }

    func appending(_ name: String) -> Place { Place(steps + [.field(name)]) }

    /// Split at the dots that stand outside brackets: a key may hold a dot.
    private static func parts(of text: String) -> [String] {
        var parts = [""]
        var depth = 0
        for character in text {
            if character == "[" { depth += 1 }
            if character == "]" { depth -= 1 }
            if character == ".", depth == 0 {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        return parts
    }
}
