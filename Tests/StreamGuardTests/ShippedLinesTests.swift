import Checklist
import Testing

@testable import StreamGuard

/// `check --lines` with the checklists that ship: the example plans, each as `check` judges it
/// alone.
@Suite struct ShippedLinesTests {
    private let folder: TemporaryFolder
    private let file: String

    init() throws {
        folder = try TemporaryFolder()
        let plans = try Shipped.examples().map { JSON($0.root).canonical() }
        // One after the other, so that what one leaves behind would be seen in the next.
        let lines = (plans + plans.reversed()).map { $0 + "\n" }.joined()
        file = try folder.write("plans.jsonl", lines)
    }

    private func lines(_ words: String...) throws -> [Node] {
        let profile = Paths.joined(Shipped.folder, "schools/harbour-lane.school.json")
        let run = Shipped.run(["check", "--lines", file, "--school", profile] + words)
        #expect(run.errors.isEmpty)
        return try run.output.split(separator: "\n").map {
            try Document(parsing: SourceText(name: "line", text: String($0))).root
        }
    }

    /// The plans' objects as `check` prints them, in the order of the lines.
    private func alone() throws -> [Node] {
        let plans = try Shipped.judgedExamples()
        return plans + plans.reversed()
    }

    @Test func `in full, each line is what check says of the plan`() throws {
        let (lines, alone) = (try lines(), try alone())
        try #require(lines.count == alone.count && !lines.isEmpty)
        for (line, plan) in zip(lines, alone) {
            for name in ["decision", "findings", "questions", "checklists", "moment", "school"] {
                let (one, other) = (line.member(name), plan.member(name))
                #expect(one.map { JSON($0).canonical() } == other.map { JSON($0).canonical() })
            }
        }
    }

    @Test func `in brief, each line has the decision and the findings of note`() throws {
        let (lines, alone) = (try lines("--brief"), try alone())
        try #require(lines.count == alone.count && !lines.isEmpty)
        for (line, plan) in zip(lines, alone) {
            #expect(line.text("decision") == plan.text("decision"))
            let quiet = ["met", "approved", "not-applicable", "later"]
            let noted = try #require(plan.member("findings")).elements.filter { finding in
                !quiet.contains { finding.text("status") == $0 }
            }
            let named = try #require(line.member("findings")).elements
            #expect(named.map(\.string) == noted.map { $0.text("rule") })
        }
    }
}
