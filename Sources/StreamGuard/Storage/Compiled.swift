import Checklist
import Foundation

/// Rulebooks that were compiled before in this process, by the texts that they were made from.
///
/// A command needs each once; a process that runs many commands, as the tests do, would spend most
/// of its time compiling the same texts again.
enum Compiled {
    private static let lock = NSLock()
    nonisolated(unsafe) private static var known: [Key: Rulebook] = [:]
    /// More are not kept: whoever tries out one change after the other needs none of the old.
    private static let limit = 16

    private struct Key: Hashable {
        let forms: [Text]
        let checklists: [Text]
    }

    private struct Text: Hashable {
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
        lock.lock()
        let before = known[key]
        lock.unlock()
        if let before { return before }
        let rulebook = try Rulebook(forms: forms, checklists: checklists)
        lock.lock()
        defer { lock.unlock() }
        if known.count >= limit { known = [:] }
        known[key] = rulebook
        return rulebook
    }
}
