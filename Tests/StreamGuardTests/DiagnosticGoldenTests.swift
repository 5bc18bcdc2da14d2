import Checklist
import Foundation
import Testing

@testable import StreamGuard

/// What people read when something is wrong: every bad file of the fixtures and a list of bad
/// expressions, each with its place and caret, compared with `Fixtures/diagnostics.txt`.
///
/// `RECORD_DIAGNOSTICS=1` writes the file anew; the run fails all the same, so that somebody
/// reads the difference.
@Suite struct DiagnosticGoldenTests {
    private static let fixtures = "Tests/StreamGuardTests/Fixtures"
    private static let golden = Paths.joined(Shipped.checkout, "\(fixtures)/diagnostics.txt")

    @Test func `every mistake is told as promised`() throws {
        let found = try DiagnosticGoldenTests.files() + DiagnosticGoldenTests.expressions()
        let text = found.joined(separator: "\n")
        let isRecording = ProcessInfo.processInfo.environment["RECORD_DIAGNOSTICS"] != nil
        if isRecording {
            try text.write(toFile: DiagnosticGoldenTests.golden, atomically: true, encoding: .utf8)
        }
        let promised = try String(contentsOfFile: DiagnosticGoldenTests.golden, encoding: .utf8)
        let lines = (promised.split(separator: "\n"), text.split(separator: "\n"))
        for (promise, line) in zip(lines.0, lines.1) where promise != line {
            Issue.record("promised: \(promise)\nfound:    \(line)")
            return
        }
        let isSame = lines.0.count == lines.1.count
        #expect(isSame && !isRecording)
    }

    /// All bad files of a kind are read in one run: each run reads all that ships first.
    private static func files() throws -> [String] {
        let folder = "\(fixtures)/schema/bad"
        let names = try FileManager.default.contentsOfDirectory(
            atPath: Paths.joined(Shipped.checkout, folder)
        ).sorted()
        #expect(names.count > 100)
        return ["form", "checklist", "cases", "school", "plan", "live", "history", "routes"].map {
            kind in
            let bad = names.filter { $0.hasSuffix(".\(kind).json") }.map { "\(folder)/\($0)" }
            let run = Shipped.run(["fmt", "--check", "--kind", kind] + bad)
            for name in bad where !run.errors.contains(name) {
                Issue.record("\(name) is no mistake")
            }
            return "== \(kind)\n" + run.errors.replacingOccurrences(of: "\(folder)/", with: "")
        }
    }

    private static func expressions() throws -> [String] {
        let list = try String(
            contentsOfFile: Paths.joined(Shipped.checkout, "\(fixtures)/expressions.txt"),
            encoding: .utf8
        )
        var console = TestConsole()
        console.folder = Shipped.checkout
        console.environment["STREAMGUARD_CHECKLISTS"] = Shipped.folder
        console.input = Array(list.utf8)
        let run = console.run("eval")
        // Not one of them comes to a value.
        #expect(run.output.isEmpty)
        return ["== expressions\n" + run.errors]
    }
}
