import Checklist

/// What files of test cases came to, for a program.
enum TestJSON {
    static func json(_ results: [TestResult], notRun: [(name: String, why: Refusal)]) -> JSON {
        .object([
            ("files", .array(results.map { json($0) })),
            (
                "notRun",
                .array(
                    notRun.map {
                        .object([("file", .string($0.name)), ("why", .string($0.why.message))])
                    }
                )
            ),
            ("passed", .bool(notRun.isEmpty && results.allSatisfy(\.hasPassed))),
        ])
    }

    private static func json(_ result: TestResult) -> JSON {
        let report = result.report
        return .object([
            ("file", .string(result.file)),
            ("checklist", .string(report.checklist)),
            ("passed", .bool(result.hasPassed)),
            ("bases", .int(Int64(report.bases))),
            ("cases", .int(Int64(report.cases))),
            ("failures", .array(report.failures.map { json($0) })),
            ("stale", .array(report.stale.map { .object(place($0) + [message($0)]) })),
            ("coverage", json(report.coverage)),
            ("mutants", report.mutants.map { json($0) } ?? .null),
            ("belowMinimum", .array(result.missed.map { .string($0) })),
        ])
    }

    private static func json(_ failure: TestFailure) -> JSON {
        .object(
            place(failure.problem) + [
                message(failure.problem),
                ("run", .string(failure.run)),
                ("base", failure.base.map { .string($0) } ?? .null),
                ("rule", failure.rule.map { .string($0) } ?? .null),
                ("expected", .string(failure.expected)),
                ("actual", .string(failure.actual)),
                ("details", .array(failure.details.map { .string($0) })),
            ]
        )
    }

    private static func json(_ coverage: TestCoverage) -> JSON {
        .object([
            ("percent", .int(Int64(coverage.percent))),
            ("possible", .int(Int64(coverage.possible))),
            ("seen", .int(Int64(coverage.seen))),
            ("excused", .int(Int64(coverage.excused))),
            (
                "gaps",
                .array(
                    coverage.gaps.map {
                        .object(
                            place($0.place) + [
                                ("owner", .string($0.owner)), ("outcome", .string($0.outcome)),
                            ]
                        )
                    }
                )
            ),
        ])
    }

    private static func json(_ mutants: MutantReport) -> JSON {
        .object([
            ("percent", .int(Int64(mutants.percent))),
            ("count", .int(Int64(mutants.count))),
            ("noticed", .int(Int64(mutants.noticed))),
            ("excused", .int(Int64(mutants.excused))),
            (
                "survivors",
                .array(
                    mutants.survivors.map {
                        .object(
                            place($0.place) + [
                                ("owner", .string($0.owner)), ("mutant", .string($0.description)),
                            ]
                        )
                    }
                )
            ),
        ])
    }

    private static func message(_ problem: Diagnostic) -> (String, JSON) {
        ("message", .string(problem.message))
    }

    private static func place(_ problem: Diagnostic) -> [(String, JSON)] {
        let location = problem.location
        return [
            ("source", .string(problem.source.name)),
            ("line", .int(Int64(location.line))),
            ("column", .int(Int64(location.column))),
        ]
    }
}
