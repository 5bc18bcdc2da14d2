import Checklist

/// Prints reports as they come, or all together as JSON, and adds up what they come to.
final class VerdictPrinter {
    private let output: Output
    private let asJSON: Bool
    private let all: Bool
    private let several: Bool
    private var reports: [Report] = []
    private var decisions: [Decision] = []
    private var refused: [(file: String, why: Refusal)] = []

    init(_ output: Output, asJSON: Bool, all: Bool, several: Bool) {
        self.output = output
        self.asJSON = asJSON
        self.all = all
        self.several = several
    }

    func add(_ report: Report) {
        let isFirst = decisions.isEmpty
        decisions.append(report.verdict.decision)
        guard !asJSON else { return reports.append(report) }
        if !isFirst { output.write(rule) }
        output.write(
            VerdictText.text(
                report,
                all: all,
                namingFile: several,
                width: output.width,
                colour: output.colour
            )
        )
    }

    func addRefused(_ file: String, _ why: Refusal) {
        refused.append((file, why))
    }

    /// Prints what is left to print.
    ///
    /// INVARIANT: the answer is never "yes" if a plan was not judged.
    func finish() -> ExitCode {
        if asJSON {
            if several {
                output.write(VerdictJSON.json(reports, notJudged: refused).pretty() + "\n")
            } else if let report = reports.first {
                output.write(VerdictJSON.json(report).pretty() + "\n")
            }
        } else if several, !decisions.isEmpty {
            output.write(
                rule
                    + VerdictText.summary(
                        decisions,
                        notJudged: refused.count,
                        width: output.width
                    )
            )
        }
        guard refused.isEmpty else { return .noAnswer }
        return decisions.allSatisfy { $0 == .ready } ? .yes : .no
    }

    private var rule: String {
        var page = Page(width: output.width, colour: false)
        page.rule()
        return page.text
    }
}
