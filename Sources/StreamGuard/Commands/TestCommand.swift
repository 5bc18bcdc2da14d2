import Checklist

extension Command {
    static let test = Command(
        name: "test",
        summary: "run the test cases of checklists",
        about: "Judges the answers in files of cases and compares what comes out with what they "
            + "expect. Says which outcomes of the checklist's conditions no case reaches, and "
            + "which small changes of a condition (a mutant: `<` becomes `<=`, a clause is "
            + "dropped) no case would notice. Exit status 0 means that all came out as expected "
            + "and the minima are kept.",
        operands: Operands(
            name: "FILE",
            count: 0...Int.max,
            help: "A *.cases.json, a *.checklist.json with its cases beside it, or a folder; the "
                + "cases of the checklists that ship if none is given."
        ),
        options: [.checklist, .minimumCoverage, .minimumMutants, .noMutants, .record, .format],
        examples: [
            ("streamguard test", "Run the cases of the checklists that ship."),
            (
                "streamguard test own.cases.json --minimum-mutants 95",
                "Demand that the cases notice nearly every change of a rule."
            ),
            (
                "streamguard test own.cases.json --record",
                "Print what the bases come to now, to paste it into the file."
            ),
        ]
    ) { (invocation, console) throws(Refusal) in
        try TestCommand(invocation, console).run()
    }
}

/// One run of `test`: every file by itself, then what they come to together.
private struct TestCommand {
    private let invocation: Invocation
    private let console: Console
    private let asJSON: Bool
    private let minima: TestMinima
    private let bench: CaseBench
    private let files: CaseFiles

    init(_ invocation: Invocation, _ console: Console) throws(Refusal) {
        self.invocation = invocation
        self.console = console
        asJSON = invocation.value(.format) == "json"
        minima = TestMinima(
            coverage: try TestCommand.percent(.minimumCoverage, invocation),
            mutants: try TestCommand.percent(.minimumMutants, invocation)
        )
        if minima.mutants != nil, invocation.has(.noMutants) { throw .noMutantsToCount }
        let shipped = try ShippedFiles(console)
        files = try CaseFiles(invocation.operands, shipped: shipped)
        bench = CaseBench(
            console,
            shipped,
            adding: invocation.values(.checklist),
            isRecording: invocation.has(.record)
        )
    }

    func run() throws(Refusal) -> ExitCode {
        var results: [TestResult] = []
        var refused = files.refused
        for (_, why) in files.refused { console.complain(why) }
        for path in files.paths {
            do throws(Refusal) {
                let workbench = try bench.workbench(path)
                if invocation.has(.record) {
                    console.output.write(RecordedText.text(workbench.recorded()))
                    continue
                }
                let report = workbench.run(tryingMutants: !invocation.has(.noMutants))
                let result = TestResult(
                    file: Paths.shown(path, from: console.workingFolder),
                    report: report,
                    minima: minima
                )
                if !asJSON { write(result, isFirst: results.isEmpty) }
                results.append(result)
            } catch {
                console.complain(error)
                refused.append((path, error))
            }
        }
        if invocation.has(.record) { return refused.isEmpty ? .yes : .noAnswer }
        if asJSON {
            console.output.write(TestJSON.json(results, notRun: refused).pretty() + "\n")
        }
        guard refused.isEmpty else { return .noAnswer }
        return results.allSatisfy(\.hasPassed) ? .yes : .no
    }

    private func write(_ result: TestResult, isFirst: Bool) {
        var page = Page(width: console.output.width, colour: console.output.colour)
        if !isFirst { page.rule() }
        TestText.write(result, on: &page)
        console.output.write(page.text)
    }

    private static func percent(
        _ option: Option,
        _ invocation: Invocation
    ) throws(Refusal) -> Int? {
        guard let text = invocation.value(option) else { return nil }
        guard let percent = Int(text), (0...100).contains(percent) else {
            throw .notPercent(text, option)
        }
        return percent
    }
}

extension Refusal {
    fileprivate static let noMutantsToCount = Refusal(
        "`--minimum-mutants` and `--no-mutants` cannot be given together"
    )

    fileprivate static func notPercent(_ text: String, _ option: Option) -> Refusal {
        Refusal("`\(option.typed)` cannot be \(text.quoted)", hint: "write a number from 0 to 100")
    }
}
