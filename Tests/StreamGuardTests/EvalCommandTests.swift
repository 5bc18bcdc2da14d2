import Checklist
import Testing

@testable import StreamGuard

/// `streamguard eval` on what ships.
@Suite struct EvalCommandTests {
    private let example = Paths.joined(Shipped.folder, "examples/ready-class-lesson.plan.json")

    @Test func `a value has its type`() throws {
        #expect(Shipped.run(["eval", "1 + 2 * 3"]).output == "7 (int)\n")
        let lasts = Shipped.run(["eval", "plan.end - plan.start", "--plan", example])
        #expect(lasts.output.hasSuffix("s (duration)\n"))
        #expect(lasts.status == .yes)
        let json = Shipped.run(["eval", "[1, 2].map(x, x > 1)", "--format", "json"])
        #expect(
            json.output == #"{"literal":"[false, true]","needs":[],"state":"known","#
                + #""type":"list(bool)","value":[false,true]}"# + "\n"
        )
    }

    @Test func `what is not answered is named by its question`() throws {
        let run = Shipped.run(["eval", "plan.start < plan.end"])
        #expect(
            run.output == """
                not answered (bool); it waits for
                  ‘When does it start?’ (plan.start)
                  ‘When does it end?’ (plan.end)

                """
        )
        #expect(run.status == .yes)
    }

    @Test func `an error is shown at its place`() throws {
        let run = Shipped.run(["eval", "[1, 2][2] + 1"])
        #expect(
            run.errors == """
                expression:1:1: error: index out of bounds: 2
                  [1, 2][2] + 1
                  ^~~~~~~~~

                """
        )
        #expect(run.status == .noAnswer)
        let typo = Shipped.run(["eval", "plan.strat"])
        #expect(typo.errors.contains("help: did you mean `start`?"))
        #expect(typo.status == .noAnswer)
    }

    @Test func `the names of one checklist can be used`() throws {
        let file = Paths.joined(Shipped.folder, "livestream-twenty.checklist.json")
        let run = Shipped.run(["eval", "pupilCount > 1", "--plan", example, "--checklist", file])
        #expect(run.output == "true (bool)\n")
        #expect(Shipped.run(["eval", "pupilCount > 1"]).status == .noAnswer)
        let both = Shipped.run(["eval", "1", "--checklist", file, "--checklist", file])
        #expect(both.errors.hasPrefix("streamguard: error: `--checklist` is given twice\n"))
    }

    @Test func `without an expression each line is one`() throws {
        var console = TestConsole()
        console.folder = Shipped.checkout
        console.environment["STREAMGUARD_CHECKLISTS"] = Shipped.folder
        console.input = Array("1 + 1\n\n:type plan.start\n1 +\nsize('ab')\n".utf8)
        let run = console.run(["eval"])
        #expect(run.output == "2 (int)\ntimestamp\n2 (int)\n")
        #expect(run.errors.hasPrefix("expression:1:4: error: "))
        #expect(run.status == .noAnswer)
    }
}
