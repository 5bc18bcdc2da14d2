import Checklist
import Foundation
import Testing

/// However long or deep an expression is, it ends: in a result or in an error, soon, and on a
/// small stack.
@Suite struct LanguageBoundsTests {
    /// What stands before, around and behind a thing that is repeated.
    struct Nest: CustomTestStringConvertible {
        let open: String
        let middle: String
        var close = ""

        var testDescription: String { open + "…" + close }

        func text(_ count: Int) -> String {
            String(repeating: open, count: count) + middle + String(repeating: close, count: count)
        }
    }

    static let nests = [
        Nest(open: "(", middle: "1", close: ")"), Nest(open: "[", middle: "", close: "]"),
        Nest(open: "{1: ", middle: "1", close: "}"), Nest(open: "-", middle: "n"),
        Nest(open: "!", middle: "true"), Nest(open: "1 + ", middle: "1"),
        Nest(open: "(1 + ", middle: "1", close: ")"), Nest(open: "true ? 1 : ", middle: "1"),
        Nest(open: "(true ? ", middle: "1", close: " : 1)"),
        Nest(open: "", middle: "m", close: ".a"),
        Nest(open: "", middle: "m", close: "[0]"), Nest(open: "dyn(", middle: "1", close: ")"),
        Nest(open: "[1].all(x, ", middle: "true", close: ")"),
        Nest(open: "[1].map(x, ", middle: "1", close: ")"),
        Nest(open: "", middle: "[1]", close: ".map(x, x)"),
        Nest(open: "(true && ", middle: "true", close: ")"),
        Nest(open: "(true == ", middle: "true", close: ")"),
        Nest(open: "[0][", middle: "0", close: "]"),
    ]

    /// Does work on a thread with a stack of 512 KB.
    private func onSmallStack<Result: Sendable>(
        _ work: @escaping @Sendable () -> Result
    ) -> Result? {
        let box = Box<Result>()
        let isDone = DispatchSemaphore(value: 0)
        let thread = Thread {
            box.result = work()
            isDone.signal()
        }
        thread.stackSize = 512 * 1024
        thread.start()
        isDone.wait()
        return box.result
    }

    // Written by one thread before the other is woken to read it.
    private final class Box<Result>: @unchecked Sendable {
        var result: Result?
    }

    private func outcome(_ text: String) -> String? {
        onSmallStack {
            do {
                let formula = try Formula(text, names: [("n", .int), ("m", .dyn)])
                _ = Unparser.text(of: try Parser.parse(text))
                return formula.value([.int(1), .map(ValueMap(entries: []))]).isKnown
                    ? "a value" : "an error"
            } catch {
                return (error as? Diagnostics)?.all[0].message ?? "\(error)"
            }
        }
    }

    @Test(arguments: nests)
    func `depth is limited on a small stack`(_ nest: Nest) {
        for count in [1_000, 100_000] {
            let problem = outcome(nest.text(count)) ?? ""
            #expect(
                problem.contains("nested too deeply") || problem.contains("longer than"),
                "\(count): \(problem)"
            )
        }
    }

    @Test(arguments: nests)
    func `what the specification asks for is deep enough`(_ nest: Nest) {
        let outcome = outcome(nest.text(32))
        // Fields of an empty map and elements of a number are errors, but not of the parser.
        #expect(outcome == "a value" || outcome == "an error", "\(outcome ?? "")")
    }

    @Test func `the deepest that is accepted fits on a small stack`() {
        for nest in LanguageBoundsTests.nests {
            for count in 33..<60 { #expect(outcome(nest.text(count)) != nil) }
        }
    }

    @Test func `wide expressions are no trouble`() {
        #expect(outcome("true" + String(repeating: " && true", count: 5_000)) == "a value")
        #expect(outcome("[" + String(repeating: "1, ", count: 10_000) + "1]") == "a value")
        let entries = (0..<5_000).map { "\($0): 1" }.joined(separator: ", ")
        #expect(outcome("{\(entries)}[4999]") == "a value")
    }

    @Test func `a megabyte is refused`() {
        let long = String(repeating: "true || ", count: 130_000) + "true"
        #expect(outcome(long) == "the expression is longer than 65536 bytes")
        #expect(outcome(String(repeating: "\u{1F68C}", count: 262_144))?.contains("longer") == true)
        #expect(outcome("'" + String(repeating: "a", count: 1_000_000))?.contains("longer") == true)
    }

    @Test(arguments: [
        // Time, then space, then both though every part is shared.
        "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].all(a, LOOP)",
        "GROW", "SHARE == SHARE", "SHARE", "SHARE in [SHARE]",
    ])
    func `what would never end is an error`(_ text: String) {
        var loop = "true"
        for name in "bcdefghi" {
            loop = "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].all(\(name), \(loop))"
        }
        let grow = "['0123456789']" + String(repeating: ".map(x, x + x)", count: 40)
        let share = "[[1]]" + String(repeating: ".map(x, [x, x])", count: 40)
        let text = text.replacing("LOOP", with: loop).replacing("GROW", with: grow)
            .replacing("SHARE", with: share)
        #expect(outcome(text) == "an error")
    }
}
