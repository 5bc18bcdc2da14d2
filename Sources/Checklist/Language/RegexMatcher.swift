/// Runs a program over a text: one step a scalar, whatever the pattern is.
///
/// The sets of instructions at which the machine can be become states, and the moves between
/// them a table, both only as far as the text needs them.
struct RegexMatcher {
    private let program: RegexProgram
    private var states: [State] = []
    private var numbers: [State: Int] = [:]
    /// For each state and class, where it leads; the last class is the text's end.
    private var moves: [Int] = []
    private var stepsLeft = Regex.stepLimit
    /// When each instruction was last visited.
    private var visited: [Int]
    private var visit = 0

    private static let unknown = -1
    private static let found = -2
    private static let dead = -3
    private static let exhausted = -4
    /// With more states than this, all are forgotten and made again as needed.
    private static let stateLimit = 1_000

    /// Instructions to go on from, and what stands before the place.
    private struct State: Hashable {
        var instructions: [Int]
        var isTextStart = false
        var isLineStart = false
        var isAfterWord = false
    }

    init(_ program: RegexProgram) {
        self.program = program
        visited = Array(repeating: 0, count: program.instructions.count)
    }

    /// Whether some part of a text in UTF-8 matches; nothing if it takes too many steps.
    mutating func search(_ text: UnsafeBufferPointer<UInt8>) -> Bool? {
        let width = program.classes.count + 1
        var state = number(
            of: State(instructions: [program.start], isTextStart: true, isLineStart: true)
        )
        var index = 0
        while index < text.count {
            let byte = text[index]
            let scalarClass: Int
            if byte < 0x80 {
                scalarClass = program.classes.ofASCII(byte)
                index += 1
            } else {
                scalarClass = program.classes.of(RegexMatcher.scalar(in: text, &index))
            }
            var next = moves[state * width + scalarClass]
            if next < 0 {
                next = move(from: state, over: scalarClass)
                if next < 0 { return RegexMatcher.answer(next) }
            }
            state = next
        }
        return RegexMatcher.answer(move(from: state, over: program.classes.count))
    }

    private static func answer(_ move: Int) -> Bool? {
        move == exhausted ? nil : move == found
    }

    /// A scalar of more than one byte.
    ///
    /// The text is valid UTF-8, as all strings are.
    private static func scalar(
        in text: UnsafeBufferPointer<UInt8>,
        _ index: inout Int
    ) -> UInt32 {
        let byte = text[index]
        let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        var code = UInt32(byte) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
        for offset in 1..<length where index + offset < text.count {
            code = code << 6 | UInt32(text[index + offset] & 0x3F)
        }
        index += length
        return code
    }

    // MARK: States

    private mutating func number(of state: State) -> Int {
        if let known = numbers[state] { return known }
        if states.count >= RegexMatcher.stateLimit {
            states = []
            numbers = [:]
            moves = []
        }
        states.append(state)
        numbers[state] = states.count - 1
        moves += Array(repeating: RegexMatcher.unknown, count: program.classes.count + 1)
        return states.count - 1
    }

    /// Where a state leads over a class of scalars, or over the end.
    private mutating func move(from number: Int, over scalarClass: Int) -> Int {
        let state = states[number]
        let slot = number * (program.classes.count + 1) + scalarClass
        if moves[slot] != RegexMatcher.unknown { return moves[slot] }
        let isEnd = scalarClass == program.classes.count
        visit += 1
        guard var next = follow(state, scalarClass, isEnd: isEnd) else { return RegexMatcher.found }
        if stepsLeft < 0 { return RegexMatcher.exhausted }
        if isEnd { return RegexMatcher.dead }
        if !program.isAnchored { next.append(program.start) }
        if next.isEmpty { return RegexMatcher.dead }
        next = distinct(next)
        let countBefore = states.count
        let target = self.number(
            of: State(
                instructions: next,
                isLineStart: program.asksForLines && program.classes.isNewline(scalarClass),
                isAfterWord: program.asksForWords && program.classes.isWord(scalarClass)
            )
        )
        // All numbers change their meaning when the states are forgotten.
        if states.count >= countBefore { moves[slot] = target }
        return target
    }

    private func distinct(_ instructions: [Int]) -> [Int] {
        var result: [Int] = []
        result.reserveCapacity(instructions.count)
        for instruction in instructions.sorted() where result.last != instruction {
            result.append(instruction)
        }
        return result
    }

    /// The instructions after a scalar is taken; nothing if the machine has found a match.
    private mutating func follow(_ state: State, _ scalarClass: Int, isEnd: Bool) -> [Int]? {
        var next: [Int] = []
        var open = state.instructions
        while let instruction = open.popLast() {
            guard visited[instruction] != visit else { continue }
            visited[instruction] = visit
            stepsLeft -= 1
            switch program.instructions[instruction] {
            case .match: return nil
            case .either(let first, let second):
                open.append(first)
                open.append(second)
            case .take(let set, let target):
                if !isEnd, program.classes.has(scalarClass, set: set) { next.append(target) }
            case .assert(let assertion, let target):
                if holds(assertion, state, scalarClass, isEnd: isEnd) { open.append(target) }
            }
        }
        return next
    }

    private func holds(
        _ assertion: RegexAssertion,
        _ state: State,
        _ scalarClass: Int,
        isEnd: Bool
    ) -> Bool {
        switch assertion {
        case .textStart: return state.isTextStart
        case .textEnd: return isEnd
        case .lineStart: return state.isLineStart
        case .lineEnd: return isEnd || program.classes.isNewline(scalarClass)
        case .wordBoundary, .noWordBoundary:
            let isWord = !isEnd && program.classes.isWord(scalarClass)
            return (state.isAfterWord != isWord) == (assertion == .wordBoundary)
        }
    }
}
