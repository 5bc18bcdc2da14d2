extension Document {
    /// The file in its canonical form: see ``LayoutWriter`` for how its lines are set.
    ///
    /// The file must be sound: whoever calls this has read it as what it is.
    public func formatted(as shape: ShapeName) -> String {
        LayoutWriter.write(Layout(self, as: shape))
    }

    /// The document in its canonical form, its answers in the order of its form.
    public func formatted(as form: Form) -> String {
        LayoutWriter.write(Layout(self, as: form))
    }
}

extension CasesFile {
    /// Throws what is wrong with the file by itself, whatever its checklist says.
    public func requireSound() throws(Diagnostics) { try problems.throwIfAny() }
}

extension Template {
    /// A message whose expressions are in their canonical form.
    static func canonical(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let isBrace = byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}")
            if isBrace, index + 1 < bytes.count, bytes[index + 1] == byte {
                result += [byte, byte]
                index += 2
            } else if byte == UInt8(ascii: "{"),
                let end = Template.endOfExpression(in: bytes, from: index + 1)
            {
                let inside = String(decoding: bytes[index + 1..<end], as: UTF8.self)
                result.append(byte)
                result += Formula.canonical(inside).utf8
                index = end
            } else {
                result.append(byte)
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

extension Formula {
    /// An expression in its canonical form; as it is, if it is no expression, or has a comment.
    static func canonical(_ text: String) -> String {
        guard let syntax = try? Parser.parse(text) else { return text }
        let canonical = Unparser.text(of: syntax)
        // A comment is worth more than a uniform look.
        return text.hasSlashes && !canonical.hasSlashes ? text : canonical
    }
}

extension String {
    /// Whether two slashes stand side by side, as at the beginning of a comment.
    fileprivate var hasSlashes: Bool {
        var before: UInt8 = 0
        for byte in utf8 {
            if byte == UInt8(ascii: "/"), before == byte { return true }
            before = byte
        }
        return false
    }
}
