/// A rule's messages, taken apart: what is always the same, and the answers between.
public struct SheetWords: Sendable {
    /// The requirement in words.
    public let says: [Part]
    /// What is wrong and why it matters.
    public let why: [Part]
    /// What would put it right.
    public let fix: [Part]

    /// A piece of a message.
    public enum Part: Sendable {
        /// Words as they are.
        case words(String)
        /// An answer, by its number among those of the rule; see ``SheetVerdict``.
        case answer(Int)
    }

    /// - Parameters:
    ///   - rule: the rule.
    ///   - maker: makes the program that reads the answers.
    /// - Returns: the messages, and what their answers are read with, in the order `says`, `why`,
    ///   `fix`, and how many of them are of `says`; nothing for what takes an evaluation.
    static func of(
        _ rule: Rule,
        _ maker: inout SheetProgramMaker
    ) -> (words: SheetWords, answers: (steps: [Int32], said: Int)?) {
        var steps: [Int32] = []
        var isTold = true
        func parts(_ template: Template, _ maker: inout SheetProgramMaker) -> [Part] {
            template.parts.map { part in
                switch part {
                case .words(let words): return .words(words)
                case .formula(let formula):
                    if let step = maker.operand(formula) {
                        steps.append(step)
                    } else {
                        isTold = false
                    }
                    return .answer(steps.count - 1)
                }
            }
        }
        let says = parts(rule.says, &maker)
        let said = steps.count
        let why = parts(rule.why, &maker)
        let fix = parts(rule.fix, &maker)
        return (SheetWords(says: says, why: why, fix: fix), isTold ? (steps, said) : nil)
    }
}
