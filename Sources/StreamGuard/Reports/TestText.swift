import Checklist

/// What one file of test cases came to, for a person: failures first, then what was never
/// reached, then what nobody would notice, then one line.
enum TestText {
    static func write(_ result: TestResult, on page: inout Page) {
        let report = result.report
        let counts = [counted(report.bases, "base"), counted(report.cases, "case")]
        page.heading("\(report.checklist): \(listed(counts))")
        page.paragraph(result.file, indent: 2)
        page.gap()
        failures(report, on: &page)
        coverage(report.coverage, on: &page)
        if let mutants = report.mutants { survivors(mutants, on: &page) }
        page.paragraph(summary(result), ink: result.hasPassed ? .green : .red)
    }

    // MARK: Failures

    private static func failures(_ report: TestReport, on page: inout Page) {
        if !report.failures.isEmpty {
            page.heading("Not as expected (\(report.failures.count))")
            var last: String?
            for failure in report.failures {
                let isCase = failure.base != nil
                let name = isCase ? failure.run : "base `\(failure.run)`"
                if name != last {
                    page.gap()
                    let base = failure.base.map { " (from `\($0)`)" } ?? ""
                    page.paragraph(name + base, ink: .bold)
                }
                last = name
                page.verbatim(failure.problem.rendered())
                for line in failure.details { page.paragraph(line, indent: 4, hanging: 6) }
            }
            page.gap()
        }
        if !report.stale.isEmpty {
            page.heading("Reasons without need (\(report.stale.count))")
            for problem in report.stale { page.verbatim(problem.rendered()) }
            page.gap()
        }
    }

    // MARK: Coverage

    private static func coverage(_ coverage: TestCoverage, on page: inout Page) {
        if coverage.gaps.isEmpty { return }
        page.heading("Never seen (\(coverage.gaps.count) of \(coverage.possible) outcomes)")
        var owner: String?
        for (condition, gaps) in grouped(coverage.gaps) {
            if gaps[0].owner != owner {
                owner = gaps[0].owner
                page.paragraph("\(gaps[0].owner)  \(place(gaps[0].place))", indent: 2, hanging: 4)
            }
            let missing = listed(gaps.map(\.missing), joinedBy: "or")
            let words = condition.map { "\($0) is never \(missing)" } ?? "is never \(missing)"
            page.paragraph(words, indent: 4, hanging: 8)
        }
        page.gap()
    }

    /// Gaps of the same condition together.
    private static func grouped(
        _ gaps: [CoverageGap]
    ) -> [(condition: String?, gaps: [CoverageGap])] {
        var groups: [(condition: String?, gaps: [CoverageGap])] = []
        for gap in gaps {
            if let last = groups.last, last.condition == gap.condition,
                last.gaps[0].owner == gap.owner
            {
                groups[groups.count - 1].gaps.append(gap)
            } else {
                groups.append((gap.condition, [gap]))
            }
        }
        return groups
    }

    // MARK: Mutants

    private static func survivors(_ mutants: MutantReport, on page: inout Page) {
        if mutants.survivors.isEmpty { return }
        let count = "\(mutants.survivors.count) of \(mutants.count)"
        page.heading("Changes that no case notices (\(count) mutants)")
        var owner: String?
        for mutant in mutants.survivors {
            if mutant.owner != owner {
                owner = mutant.owner
                page.paragraph("\(mutant.owner)  \(place(mutant.place))", indent: 2, hanging: 4)
            }
            page.paragraph(mutant.change, indent: 4, hanging: 8)
        }
        page.gap()
    }

    private static func place(_ problem: Diagnostic) -> String {
        "(\(Paths.name(of: problem.source.name)):\(problem.location.line))"
    }

    // MARK: The summary

    private static func summary(_ result: TestResult) -> String {
        let report = result.report
        var parts: [String] = []
        let count = report.bases + report.cases
        if report.failures.isEmpty {
            parts.append("all \(count) as expected")
        } else {
            let names = Set(report.failures.map { "\($0.base == nil) \($0.run)" })
            parts.append("\(names.count) of \(count) not as expected")
        }
        parts.append("coverage \(report.coverage.percent) %")
        if let mutants = report.mutants {
            parts.append("\(mutants.percent) % of \(mutants.count) mutants noticed")
        } else {
            parts.append("mutants not tried")
        }
        let verdict = result.hasPassed ? "PASSED" : "FAILED"
        let sentence = "\(verdict)  \(report.checklist): \(parts.joined(separator: ", "))."
        return ([sentence] + result.missed).joined(separator: " ")
    }
}
