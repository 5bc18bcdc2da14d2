/// Writes a layout so that it reads well: whatever fits on a line stands on one, but for the file
/// as a whole.
///
/// Else an object has a line for each member; but within a list its first line begins beside the
/// brace and holds as many short members as fit. A list has a line for each element; but words
/// and numbers fill their lines. Two objects never share a line.
struct LayoutWriter {
    private var text = ""
    /// How many characters the present line has.
    private var column = 0
    private var lines = 0
    private static let width = 100

    /// The whole text, with the end of its last line.
    static func write(_ layout: Layout) -> String {
        var writer = LayoutWriter()
        let sized = Sized(layout)
        if case .object(let members) = sized.form, !members.isEmpty {
            writer.spread(members, indent: 0)
        } else {
            writer.write(sized, indent: 0, inList: false, closing: 0)
        }
        return writer.text + "\n"
    }

    /// A layout with its text, if that may stand on one line.
    private struct Sized {
        let form: Form
        let line: String?

        indirect enum Form {
            case plain
            case list([Sized])
            case object([Member])
        }

        init(_ layout: Layout) {
            switch layout {
            case .plain(let text):
                form = .plain
                line = text
            case .list(let elements):
                let elements = elements.map { Sized($0) }
                form = .list(elements)
                let objects = elements.filter { $0.isObject }.count
                line = objects > 1 ? nil : Sized.line("[", elements.map { $0.line }, "]")
            case .object(let entries):
                let members = entries.map { Member($0) }
                form = .object(members)
                line = members.isEmpty ? "{}" : Sized.line("{ ", members.map { $0.line }, " }")
            }
        }

        /// Some lines as one; nothing if one of them is none, or all are too long together.
        private static func line(_ open: String, _ parts: [String?], _ close: String) -> String? {
            var line = open
            for (index, part) in parts.enumerated() {
                guard let part else { return nil }
                line += (index == 0 ? "" : ", ") + part
                // A scalar has at most four bytes.
                if line.utf8.count > 4 * width { return nil }
            }
            return line + close
        }

        var isPlain: Bool {
            if case .plain = form { true } else { false }
        }

        private var isObject: Bool {
            if case .object = form { true } else { false }
        }
    }

    private struct Member {
        /// With its quotes and its colon.
        let name: String
        let value: Sized
        let isProse: Bool

        init(_ entry: Layout.Entry) {
            name = JSON.string(entry.name).canonical() + ": "
            value = Sized(entry.value)
            isProse = entry.isProse
        }

        var line: String? { value.line.map { name + $0 } }
    }

    /// Writes a value where the line stands.
    ///
    /// - Parameters:
    ///   - value: the value.
    ///   - indent: how far the line is indented on which the value begins.
    ///   - inList: whether the value lies in a list, however deep.
    ///   - closing: how many characters follow on the value's last line.
    private mutating func write(_ value: Sized, indent: Int, inList: Bool, closing: Int) {
        if let line = value.line, fits(line, closing) { return add(line) }
        switch value.form {
        case .plain: add(value.line ?? "")
        case .list(let elements): write(elements, indent: indent)
        case .object(let members) where inList: pack(members, indent: indent, closing: closing)
        case .object(let members): spread(members, indent: indent)
        }
    }

    private mutating func spread(_ members: [Member], indent: Int) {
        add("{")
        for (index, member) in members.enumerated() {
            newLine(indent + 2)
            add(member.name)
            write(member.value, indent: indent + 2, inList: false, closing: 1)
            if index < members.count - 1 { add(",") }
        }
        newLine(indent)
        add("}")
    }

    private mutating func write(_ elements: [Sized], indent: Int) {
        add("[")
        for (index, element) in elements.enumerated() {
            let line = element.isPlain ? element.line : nil
            if index > 0, let line, fits(" " + line, 1) {
                add(" " + line)
            } else {
                newLine(indent + 2)
                write(element, indent: indent + 2, inList: true, closing: 1)
            }
            if index < elements.count - 1 { add(",") }
        }
        newLine(indent)
        add("]")
    }

    /// An object within a list: its short members share lines.
    private mutating func pack(
        _ members: [Member],
        indent: Int,
        closing: Int
    ) {
        add("{ ")
        var mayShare = true
        for (index, member) in members.enumerated() {
            let isLast = index == members.count - 1
            let closing = isLast ? closing + 2 : 1
            let line = member.isProse ? nil : member.line
            if index > 0 {
                let shares = mayShare && line.map { fits(" " + $0, closing) } ?? false
                if shares { add(" ") } else { newLine(indent + 2) }
            }
            let before = lines
            add(member.name)
            write(member.value, indent: indent + 2, inList: true, closing: closing)
            mayShare = line != nil && lines == before
            if !isLast { add(",") }
        }
        add(" }")
    }

    private mutating func add(_ words: String) {
        text += words
        column += words.unicodeScalars.count
    }

    private mutating func newLine(_ indent: Int) {
        text += "\n" + String(repeating: " ", count: indent)
        column = indent
        lines += 1
    }

    private func fits(_ words: String, _ closing: Int) -> Bool {
        column + words.unicodeScalars.count + closing <= LayoutWriter.width
    }
}
