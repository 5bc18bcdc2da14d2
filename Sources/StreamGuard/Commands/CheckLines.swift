import Checklist

/// `check --lines`: any number of plans, one a line, each answered in its place.
struct CheckLines {
    private let console: Console
    private let invocation: Invocation
    private let input: PlanFile
    private let jobs: Int
    private var bench: Bench

    init(_ invocation: Invocation, _ console: Console) throws(Refusal) {
        self.invocation = invocation
        self.console = console
        if invocation.has(.live) { throw .oneLivePlanOnly }
        if let form = invocation.value(.verdictFormat), form != "json" { throw .linesAreJSON(form) }
        let name = invocation.operands[0]
        guard invocation.operands.count == 1 else { throw .oneInputOnly }
        input =
            name == "-"
            ? PlanFile(name: "standard input", path: nil) : PlanFile(name: name, path: name)
        jobs = try CheckLines.jobs(invocation, console)
        bench = try Bench(invocation, console)
    }

    private static func jobs(
        _ invocation: Invocation,
        _ console: Console
    ) throws(Refusal) -> Int {
        guard let text = invocation.value(.jobs) else { return max(1, console.processors) }
        guard let jobs = Int(text), (1...256).contains(jobs) else { throw .notANumber(text) }
        return jobs
    }

    mutating func run() throws(Refusal) -> ExitCode {
        let (name, brief) = (input.name, invocation.has(.brief))
        // In full an answer is many times as long as its plan, and is held until it is its turn.
        let blocks = try LineBlocks(input, size: brief ? 1 << 18 : 1 << 15, console)
        let ground = try bench.ground(for: input)
        let precedents = try Precedents.find(invocation, console)?.about(schoolAt: ground.path)
        var tally = LineTally()
        var progress = LineProgress(console)
        func take(_ answer: LineAnswer) -> Bool {
            console.output.write(answer.lines.bytes)
            tally.add(answer.tally)
            progress.show(tally)
            return console.output.problem == nil
        }
        if let precedents {
            // The record is asked by one at a time.
            let bench = bench
            let desk = LineDesk(ground, name, brief: brief) { document in
                Result { () throws(Refusal) in
                    try bench.judge(
                        document,
                        of: ground.school,
                        at: ground.path,
                        as: Bench.Case(name: name),
                        with: precedents
                    )
                }
            }
            while let block = try blocks.next(), take(desk.answer(block)) {}
        } else {
            let crew = Crew(jobs) { LineDesk(ground, name, brief: brief).answer }
            try crew.run(from: blocks.next) { take($0) }
        }
        progress.clear()
        return try end(tally)
    }

    /// INVARIANT: the answer is never "yes" if a plan was not judged, or if there was none.
    private func end(_ tally: LineTally) throws(Refusal) -> ExitCode {
        if tally.lines == 0, console.output.problem == nil { throw .noLines(input.name) }
        if tally.refused > 0 {
            console.complain(.linesNotJudged(tally.refused, of: tally.lines, input.name))
            return .noAnswer
        }
        return tally.ready == tally.lines ? .yes : .no
    }
}

/// What the lines so far came to.
struct LineTally: Sendable {
    var lines = 0
    var ready = 0
    var refused = 0

    mutating func add(_ other: LineTally) {
        lines += other.lines
        ready += other.ready
        refused += other.refused
    }
}

/// Says now and then how far the work has come, to a person who waits for it.
private struct LineProgress {
    private let console: Console
    private let start: Timestamp?
    private var last: Timestamp?

    init(_ console: Console) {
        self.console = console
        start = console.progress == nil || console.outputIsTerminal ? nil : console.now()
        last = start
    }

    mutating func show(_ tally: LineTally) {
        guard let start, let last, let now = console.now(),
            now.since(last) >= Duration(seconds: 0, nanos: 500_000_000)
        else { return }
        self.last = now
        let seconds = now.since(start)
        let elapsed = Double(seconds.seconds) + Double(seconds.nanos) / 1e9
        let speed = elapsed > 0 ? Int(Double(tally.lines) / elapsed) : 0
        console.progress?("\(tally.lines) plans judged, \(speed) a second")
    }

    /// Takes the line away again.
    func clear() {
        if start != nil { console.progress?("") }
    }
}

extension Refusal {
    fileprivate static func linesAreJSON(_ form: String) -> Refusal {
        Refusal("`\(Option.lines.typed)` prints JSON, not \(form)")
    }

    fileprivate static let oneInputOnly = Refusal(
        "`\(Option.lines.typed)` reads one file, or standard input",
        hint:
            "several files can be joined, as in `cat a.jsonl b.jsonl | streamguard check --lines -`"
    )

    fileprivate static func notANumber(_ text: String) -> Refusal {
        Refusal("`\(Option.jobs.typed)` cannot be \(text.quoted)", hint: "write 1 to 256")
    }

    fileprivate static func noLines(_ name: String) -> Refusal {
        Refusal("\(name.quotedPath) holds no plan")
    }

    fileprivate static func linesNotJudged(_ count: Int, of lines: Int, _ name: String) -> Refusal {
        Refusal(
            "\(count) of \(lines) \(lines == 1 ? "line" : "lines") in \(name.quotedPath) could not "
                + "be judged",
            hint: "what is wrong stands in their place"
        )
    }
}
