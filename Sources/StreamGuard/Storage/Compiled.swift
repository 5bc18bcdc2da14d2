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
    // compiles once has nothing to compare with. The documents stay whole, because taking their
    // trees apart at the end of a command takes a twelfth of the command.
    private struct Key: Equatable {
        let forms: [Document]
        let checklists: [Document]

        static func == (one: Key, other: Key) -> Bool {
            func areSame(_ these: [Document], _ those: [Document]) -> Bool {
                these.elementsEqual(those) {
                    $0.source.name == $1.source.name && $0.source.bytes == $1.source.bytes
                }
            }
            return areSame(one.forms, other.forms) && areSame(one.checklists, other.checklists)
        }
    }

    static func rulebook(
        forms: [Document],
        checklists: [Document]
    ) throws(Diagnostics) -> Rulebook {
        let key = Key(forms: forms, checklists: checklists)
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
