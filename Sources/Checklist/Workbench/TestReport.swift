/// What running a file of cases came to.
public struct TestReport: Sendable {
    /// The checklist that the cases are for.
    public let checklist: String
    /// How many bases there are.
    public let bases: Int
    /// How many cases there are.
    public let cases: Int
    /// What came out differently, in the file's order.
    public let failures: [TestFailure]
    /// How much of the checklist was reached.
    public let coverage: TestCoverage
    /// What became of the mutants; nothing if they were not tried.
    public let mutants: MutantReport?
    /// Reasons that are listed in the file without need.
    public let stale: [Diagnostic]

    /// Whether everything came out as expected.
    public var hasPassed: Bool { failures.isEmpty && stale.isEmpty }
}

/// What became of the mutants.
public struct MutantReport: Sendable {
    /// How many there are.
    public let count: Int
    /// How many a base or a case noticed.
    public let noticed: Int
    /// How many nobody noticed, but are listed in the file with a reason.
    public let excused: Int
    /// Those that nobody noticed, in the checklist's order.
    public let survivors: [Mutant]

    /// The share that was noticed or excused, in per cent, rounded down.
    public var percent: Int {
        count == 0 ? 100 : (noticed + excused) * 100 / count
    }
}

extension Workbench {
    /// Runs all bases and cases.
    ///
    /// - Parameter tryingMutants: whether to find out what the cases notice. If anything came out
    ///   differently, they are not tried: what is wrong already cannot notice anything.
    /// - Returns: what came out.
    public func run(tryingMutants: Bool = true) -> TestReport {
        var observer = Observer(subject)
        var outcomes: [RunOutcome] = []
        var failures: [TestFailure] = []
        outcomes.reserveCapacity(runs.count)
        for run in runs {
            let outcome = RunOutcome(run, subject)
            let check = RunCheck(run, outcome, subject, in: file.document.source)
            failures += check.failures
            for (index, rule) in outcome.rules.enumerated() {
                observer.note(rule.status, ofRule: index)
            }
            observer.watch(outcome.judge.evaluator, at: run.moment)
            outcomes.append(outcome)
        }
        let coverage = observer.coverage(subject, excused: file.unseen)
        var stale = staleOutcomes(observer)
        var mutants: MutantReport?
        if tryingMutants, failures.isEmpty { mutants = hunt(outcomes, &stale) }
        return TestReport(
            checklist: subject.checklist.id,
            bases: runs.count { $0.base == nil },
            cases: runs.count { $0.base != nil },
            failures: failures,
            coverage: coverage,
            mutants: mutants,
            stale: stale
        )
    }

    private func hunt(_ outcomes: [RunOutcome], _ stale: inout [Diagnostic]) -> MutantReport {
        var hunt = MutantHunt(subject, runs, outcomes)
        let mutants = subject.mutants
        var survivors: [Mutant] = []
        for mutant in mutants where !hunt.notices(mutant) { survivors.append(mutant) }
        for excuse in file.survivors
        where !survivors.contains(where: { sameScalars($0.description, excuse.what.value) }) {
            let exists = mutants.contains { sameScalars($0.description, excuse.what.value) }
            stale.append(
                problem(
                    exists ? "a case notices this mutant" : "there is no such mutant",
                    excuse.what.span
                )
            )
        }
        let open = survivors.filter { survivor in
            !file.survivors.contains { sameScalars($0.what.value, survivor.description) }
        }
        return MutantReport(
            count: mutants.count,
            noticed: mutants.count - survivors.count,
            excused: survivors.count - open.count,
            survivors: open
        )
    }

    private func staleOutcomes(_ observer: Observer) -> [Diagnostic] {
        guard !file.unseen.isEmpty else { return [] }
        let gaps = observer.coverage(subject, excused: []).gaps
        return file.unseen.filter { excuse in
            !gaps.contains { sameScalars($0.outcome, excuse.what.value) }
        }.map { problem("this outcome was seen, or there is no such outcome", $0.what.span) }
    }

    private func problem(_ message: String, _ span: Range<Int>) -> Diagnostic {
        Diagnostic(
            message: message,
            help: "take it out of the list",
            source: file.document.source,
            span: span
        )
    }
}
