/// A pattern as instructions for a machine that is at several of them at once (Thompson).
struct RegexProgram {
    /// One instruction.
    ///
    /// Where it goes on is the number of another.
    enum Instruction {
        /// Takes a scalar of the set of this number.
        case take(set: Int, next: Int)
        case either(Int, Int)
        case assert(RegexAssertion, next: Int)
        case match
    }

    private(set) var instructions: [Instruction] = [.match]
    private(set) var start = 0
    /// True if a match can only begin where the text begins.
    private(set) var isAnchored = false
    /// Which things about the scalar before a place its assertions ask for.
    private(set) var asksForLines = false
    private(set) var asksForWords = false
    /// Scalars that no set tells apart have the same class.
    let classes: ScalarClasses

    init(_ node: RegexNode, sets: [ScalarSet]) throws(RegexProblem) {
        classes = ScalarClasses(sets + [.newline, .word], lines: sets.count)
        start = try compile(node, next: 0)
        if case .assert(.textStart, _) = instructions[start] { isAnchored = true }
    }

    /// Writes a node so that the machine goes on at `next` after it; where the node begins.
    private mutating func compile(
        _ node: RegexNode,
        next: Int
    ) throws(RegexProblem) -> Int {
        switch node {
        case .empty: return next
        case .set(let set): return try add(.take(set: set, next: next))
        case .assertion(let assertion):
            switch assertion {
            case .lineStart, .lineEnd: asksForLines = true
            case .wordBoundary, .noWordBoundary: asksForWords = true
            case .textStart, .textEnd: break
            }
            return try add(.assert(assertion, next: next))
        case .sequence(let parts):
            var entry = next
            for part in parts.reversed() { entry = try compile(part, next: entry) }
            return entry
        case .either(let choices):
            var entry = try compile(choices[choices.count - 1], next: next)
            for choice in choices.dropLast().reversed() {
                entry = try add(.either(try compile(choice, next: next), entry))
            }
            return entry
        case .repeated(let node, let min, let max):
            return try repeated(node, min: min, max: max, next: next)
        }
    }

    private mutating func repeated(
        _ node: RegexNode,
        min: Int,
        max: Int?,
        next: Int
    ) throws(RegexProblem) -> Int {
        var entry = next
        if let max {
            // x{0,2} is (x(x)?)?, where each way out leads behind the whole.
            for _ in min..<max {
                entry = try add(.either(try compile(node, next: entry), next))
            }
        } else {
            let loop = try add(.either(next, next))
            instructions[loop] = .either(try compile(node, next: loop), next)
            entry = loop
        }
        for _ in 0..<min { entry = try compile(node, next: entry) }
        return entry
    }

    private mutating func add(_ instruction: Instruction) throws(RegexProblem) -> Int {
        guard instructions.count < Regex.programLimit else { throw .tooLarge }
        instructions.append(instruction)
        return instructions.count - 1
    }
}
