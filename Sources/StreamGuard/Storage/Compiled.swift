import Checklist

/// Rulebooks that were compiled before in this process, by the texts that they were made from.
///
/// A command needs each once; a process that runs many commands, as the tests do, would spend most
/// of its time compiling the same texts again.
enum Compiled {
    private static let monitor = Monitor()
    nonisolated(unsafe) private static var known: [(key: Key, rulebook: Rulebook)] = []
    /// More are not kept: whoever tries out one change after the other needs none of the old.
    private static let limit = 16

    // Compared and not hashed: hashing every byte takes as long as reading it, and a command that
    // compiles once has nothing to compare with.
    private struct Key: Equatable {
        let forms: [Text]
        let checklists: [Text]
    }

    private struct Text: Equatable {
        let name: String
        let bytes: [UInt8]

        init(_ document: Document) {
            name = document.source.name
            bytes = document.source.bytes
        }
    }

    static func rulebook(
        forms: [Document],
        checklists: [Document]
    ) throws(Diagnostics) -> Rulebook {
        let key = Key(forms: forms.map(Text.init), checklists: checklists.map(Text.init))
        monitor.lock()
        let before = known.first { $0.key == key }
        monitor.unlock()
        if let before { return before.rulebook }
        let rulebook = try Rulebook(forms: forms, checklists: checklists)
        monitor.lock()
        defer { monitor.unlock() }
        if known.count >= limit { known = [] }
        known.append((key, rulebook))
        return rulebook
    }
}
