import Checklist

/// What one file of test cases came to, and whether that is enough.
struct TestResult {
    let file: String
    let report: TestReport
    let minima: TestMinima

    var hasPassed: Bool { report.hasPassed && missed.isEmpty }

    /// The minima that are not kept, each in a sentence.
    var missed: [String] {
        var missed: [String] = []
        if let least = minima.coverage, report.coverage.percent < least {
            missed.append(
                "The coverage of \(report.coverage.percent) % is below the minimum of \(least) %."
            )
        }
        if let least = minima.mutants {
            if let mutants = report.mutants, mutants.percent < least {
                missed.append(
                    "The \(mutants.percent) % of mutants noticed are below the minimum of "
                        + "\(least) %."
                )
            } else if report.mutants == nil {
                missed.append("The mutants were not tried, because of the failures.")
            }
        }
        return missed
    }
}

/// How much is demanded, in per cent; nothing where nothing is.
struct TestMinima {
    let coverage: Int?
    let mutants: Int?
}
