import Checklist

extension Command {
    static let check = Command(
        name: "check",
        summary: "may these planned live sessions run?",
        about: "Judges each plan by the school's checklists and says what stands in the way, what "
            + "is still to be answered, what has to be approved, and why. If there is a record, "
            + "what was approved in it counts, and earlier sessions are counted from it. Exit "
            + "status 0 means that every plan is ready.",
        operands: Operands(
            name: "PLAN",
            count: 1...Int.max,
            help: "A plan's file, a folder (all *.plan.json in it), or `-` for standard input."
        ),
        options: [
            .school, .checklist, .moment, .at, .verdictFormat, .all, .live, .history, .store,
            .lines,
            .brief, .jobs,
        ],
        examples: [
            ("streamguard check fractions.plan.json", "Judge one plan."),
            ("streamguard check plans/ --format json", "Judge a folder of plans for a program."),
            (
                "streamguard check fractions.plan.json --format html > fractions.html",
                "Make a page to print or send."
            ),
            (
                "streamguard check - --school schools/harbour-lane/school.json",
                "Judge a plan from standard input."
            ),
            (
                "streamguard check --lines plans.jsonl --brief",
                "Judge any number of plans, one a line."
            ),
        ]
    ) { (invocation, console) throws(Refusal) in
        if invocation.has(.lines) {
            var check = try CheckLines(invocation, console)
            return try check.run()
        }
        if let option = [Option.brief, .jobs].first(where: invocation.has) {
            throw .onlyWithLines(option)
        }
        var check = try Check(invocation, console)
        return try check.run()
    }
}

/// One run of `check`: the plans are gathered, then everything they are judged by is prepared,
/// and only then is anything judged.
private struct Check {
    private let invocation: Invocation
    private let console: Console
    private var bench: Bench
    private let precedents: Precedents?
    private let printer: VerdictPrinter
    private var idsSeen: [String: String] = [:]

    init(_ invocation: Invocation, _ console: Console) throws(Refusal) {
        self.invocation = invocation
        self.console = console
        bench = try Bench(invocation, console)
        precedents = try Precedents.find(invocation, console)
        printer = VerdictPrinter(
            console.output,
            as: VerdictPrinter.Form(rawValue: invocation.value(.verdictFormat) ?? "") ?? .text,
            all: invocation.has(.all),
            several: invocation.operands.count > 1
                || (try? FileReader.kind(of: invocation.operands[0])) == .folder
        )
    }

    mutating func run() throws(Refusal) -> ExitCode {
        let gathered = PlanFiles(invocation.operands)
        if gathered.plans.count > 1, invocation.has(.live) { throw .oneLivePlanOnly }
        // INVARIANT: a checklist with an error is refused before any plan is judged.
        try bench.prepare(for: gathered.plans)
        for (name, why) in gathered.refused { reject(name, why) }
        for plan in gathered.plans {
            do throws(Refusal) {
                let report = try bench.judge(plan, with: precedents)
                if let id = report.plan.id { warnOfTwins(id, plan.name) }
                printer.add(report)
            } catch {
                reject(plan.name, error)
            }
        }
        precedents?.warnOfOverdue()
        return printer.finish()
    }

    private func reject(_ name: String, _ why: Refusal) {
        console.complain(why)
        printer.addRefused(name, why)
    }

    private mutating func warnOfTwins(_ id: String, _ name: String) {
        if let first = idsSeen.updateValue(name, forKey: id) {
            console.warn("\(first.quotedPath) and \(name.quotedPath) have the same id \(id.quoted)")
        }
    }
}

extension Refusal {
    static let oneLivePlanOnly = Refusal(
        "`--live` tells of one session, but several plans are given"
    )

    fileprivate static func onlyWithLines(_ option: Option) -> Refusal {
        Refusal("`\(option.typed)` goes with `\(Option.lines.typed)` only")
    }
}
