import Checklist

/// Writes a document as a person would: members in the form's order, short lists on one line.
enum DraftText {
    private static let width = 100

    static func text(_ root: JSON, _ group: Group) -> String {
        var lines = ""
        write(root, group, indent: 0, used: 0, to: &lines)
        return lines + "\n"
    }

    private static func write(
        _ value: JSON,
        _ group: Group?,
        indent: Int,
        used: Int,
        to text: inout String
    ) {
        let inner = String(repeating: " ", count: indent + 2)
        let close = "\n" + String(repeating: " ", count: indent)
        switch value {
        case .object(let members) where !members.isEmpty:
            if indent > 0 {
                let line = oneLine(value, group)
                if used + line.utf8.count < width { return text += line }
            }
            for (index, member) in ordered(members, group).enumerated() {
                let name = JSON.string(member.0).canonical() + ": "
                text += (index == 0 ? "{\n" : ",\n") + inner + name
                let next = group?.inside(.field(member.0))
                let used = inner.utf8.count + name.utf8.count
                write(member.1, next, indent: indent + 2, used: used, to: &text)
            }
            text += close + "}"
        case .array(let elements) where !elements.isEmpty:
            let line = oneLine(value, group)
            if used + line.utf8.count < width { return text += line }
            for (index, element) in elements.enumerated() {
                text += (index == 0 ? "[\n" : ",\n") + inner
                write(element, group, indent: indent + 2, used: inner.utf8.count, to: &text)
            }
            text += close + "]"
        default: text += value.canonical()
        }
    }

    private static func oneLine(_ value: JSON, _ group: Group?) -> String {
        switch value {
        case .object(let members) where !members.isEmpty:
            let parts = ordered(members, group).map { name, value in
                "\(JSON.string(name).canonical()): "
                    + oneLine(value, group?.inside(.field(name)))
            }
            return "{ \(parts.joined(separator: ", ")) }"
        case .array(let elements):
            return "[\(elements.map { oneLine($0, group) }.joined(separator: ", "))]"
        default: return value.canonical()
        }
    }

    /// What the form does not know, such as `$schema`, comes first and keeps its order.
    private static func ordered(_ members: [(String, JSON)], _ group: Group?) -> [(String, JSON)] {
        members.enumerated().sorted { left, right in
            let (a, b) = (place(left.element.0, group), place(right.element.0, group))
            return a != b ? a < b : left.offset < right.offset
        }.map(\.element)
    }

    private static func place(_ name: String, _ group: Group?) -> Int {
        group?.slot(of: name) ?? -1
    }
}
