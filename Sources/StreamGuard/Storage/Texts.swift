import Checklist

/// Files read as texts, with the problems of all of them told together.
struct Texts {
    private var problems: [Diagnostic] = []
    private var refusal: Refusal?

    /// A file's document; nothing, and a problem kept, if it cannot be read.
    mutating func read(_ path: String) -> Document? {
        do throws(Refusal) {
            return try Texts.document(path)
        } catch {
            if let found = error.problems { problems += found.all } else { refusal = error }
            return nil
        }
    }

    /// Throws if anything that was read had a problem.
    func finish() throws(Refusal) {
        if let refusal { throw refusal }
        if !problems.isEmpty { throw .checklistsHaveErrors(Diagnostics(problems)) }
    }

    /// A file's document.
    static func document(_ path: String, shownAs name: String? = nil) throws(Refusal) -> Document {
        try document(try FileReader.read(path), named: name ?? path)
    }

    /// The document that some bytes hold.
    static func document(_ bytes: [UInt8], named name: String) throws(Refusal) -> Document {
        do throws(Diagnostics) {
            return try Document(parsing: SourceText(name: name, bytes: bytes))
        } catch {
            throw .notReadable(name, error)
        }
    }
}

extension Node {
    /// The text that this node is.
    var string: String? {
        if case .string(let text) = content { text } else { nil }
    }

    /// The elements of an array; none if this node is something else.
    var elements: [Node] {
        if case .array(let elements) = content { elements } else { [] }
    }

    /// A member of an object.
    func member(_ name: String) -> Node? {
        guard case .object(let members) = content else { return nil }
        return members.first { $0.name == name }?.value
    }
}

extension Refusal {
    static func checklistsHaveErrors(_ problems: Diagnostics) -> Refusal {
        Refusal("the checklists have errors, so no plan was judged", problems: problems)
    }

    fileprivate static func notReadable(_ name: String, _ problems: Diagnostics) -> Refusal {
        Refusal("\(name.quotedPath) cannot be read as JSON", problems: problems)
    }
}
