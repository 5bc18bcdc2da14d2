/// Conditions made ready to be asked of one sheet after the other.
///
/// A condition comes to what its evaluation comes to, or says that it cannot tell. It is a tree of
/// steps that own nothing and lie side by side, so that going over them is all that it costs.
final class SheetProgram: @unchecked Sendable {
    // Nothing changes once it has been made.

    let steps: UnsafeMutablePointer<Step>
    /// The parts of steps that have any number of them.
    let parts: UnsafeMutablePointer<Int32>
    let words: UnsafeMutablePointer<SheetWord>
    /// The bytes of the words.
    let bytes: UnsafeMutablePointer<UInt8>
    /// Constants.
    let cells: UnsafeMutablePointer<SheetCell>
    let functions: [Function]
    let variableCount: Int
    /// What fields are called, and what they ask, by the same number.
    let names: UnsafeMutablePointer<SheetName>
    let fields: [SheetField?]
    /// The bytes of the names.
    let nameBytes: UnsafeMutablePointer<UInt8>

    /// How deep comprehensions may lie within each other.
    static let localLimit = 8

    /// What one part of a condition does.
    enum Action: UInt8 {
        // Conditions on a single cell.
        case truth, presence, word, choice, number, count, part, member, membership
        // Conditions that are made of conditions.
        case not, all, any, each, some, variable
        // The same as a condition, of which all that it reads counts and not only what decides.
        case whole
        // Comparisons and their operands.
        case order, constant, cell, plus, minus, size, call
    }

    /// One part of a condition.
    struct Step {
        var action: Action
        /// Whether the cell lies within the element of a comprehension, and of which; else within
        /// which form.
        var isLocal = false
        var base: UInt8 = 0
        /// Whether the opposite is meant.
        var isNegated = false
        /// A comparison, the place in a text, or the number of a comprehension's element.
        var detail: UInt8 = 0
        /// Where the cell lies within the form or the element.
        var offset: Int32 = 0
        /// What the cell, or the count, is called; -1 for what is no field.
        var name: Int32 = -1
        /// Where parts, words or other steps begin, and how many there are.
        var first: Int32 = 0
        var count: Int32 = 0
        /// The number compared with, the words of a choice as bits, or what a text costs.
        var number: Int64 = 0

        /// Whether it is a condition on one cell of a comprehension's element, and on nothing
        /// else.
        func needsOneCell(of local: Int) -> Bool {
            isLocal && Int(base) == local
                && (action == .truth || action == .choice || action == .number)
        }
    }

    /// How a number has to stand to another.
    enum Comparison: UInt8 {
        case less, lessOrEqual, greater, greaterOrEqual, same, different
    }

    init(_ maker: SheetProgramMaker) {
        func frozen<T>(_ values: [T]) -> UnsafeMutablePointer<T> {
            let place = UnsafeMutablePointer<T>.allocate(capacity: max(1, values.count))
            for (index, value) in values.enumerated() {
                (place + index).initialize(to: value)
            }
            return place
        }
        steps = frozen(maker.steps)
        parts = frozen(maker.parts)
        bytes = frozen(maker.bytes + [UInt8](repeating: 0, count: SheetWord.padding))
        let bytes = UnsafePointer(bytes)
        words = frozen(maker.words.map { SheetWord(bytes, start: $0.lowerBound, $0.count) })
        cells = frozen(maker.cells)
        functions = maker.functions
        variableCount = maker.variableCount
        names = frozen(maker.names.ranked)
        fields = maker.names.fields
        nameBytes = frozen(maker.names.bytes)
    }

    deinit {
        // None of what they hold has anything to give back.
        steps.deallocate()
        parts.deallocate()
        bytes.deallocate()
        words.deallocate()
        cells.deallocate()
        names.deallocate()
        nameBytes.deallocate()
    }
}

/// What a condition comes to.
enum SheetReading: UInt8 {
    /// True, or false.
    case yes, no
    /// Unanswered, and nothing has failed.
    case open
    /// Something has failed, or the sheet cannot tell: the evaluation can.
    case other
}
