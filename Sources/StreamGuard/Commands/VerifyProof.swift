import Checklist

/// `verify --proof`: for a parent, a court, or whoever else was given one session's proof.
struct ProofJudge {
    private let invocation: Invocation
    private let console: Console

    init(_ invocation: Invocation, _ console: Console) {
        self.invocation = invocation
        self.console = console
    }

    func judge(_ path: String) throws(Refusal) -> ExitCode {
        guard let proof = SessionProof(try Texts.document(path)) else { throw .noProof(path) }
        let held = try held(proof)
        var problems = proof.problems.map {
            RecordProblem(severity: .damage, file: path, text: $0)
        }
        if problems.isEmpty {
            let files = try files()
            if !files.isEmpty { problems += proof.problems(of: files) }
        }
        for (name, checkpoint) in held
        where checkpoint.size == proof.checkpoint.size && checkpoint != proof.checkpoint {
            problems.append(
                RecordProblem(
                    severity: .damage,
                    file: name,
                    text:
                        "it vouches for a ledger of \(checkpoint.size) entries that is another one"
                )
            )
        }
        let isVouchedFor = held.contains { $0.checkpoint == proof.checkpoint }
        let result = Result(proof: proof, problems: problems, isVouchedFor: isVouchedFor)
        let isJSON = invocation.value(.format) == "json"
        console.output.write(isJSON ? result.json : result.text(console.output.width))
        return result.exitCode
    }

    private func held(
        _ proof: SessionProof
    ) throws(Refusal) -> [(name: String, checkpoint: Checkpoint)] {
        var held: [(name: String, checkpoint: Checkpoint)] = []
        for path in invocation.values(.against) {
            do throws(JournalError) {
                held += try HeldCheckpoints.read(path, origins: [proof.checkpoint.origin])
            } catch {
                throw error.refusal
            }
        }
        return held
    }

    private func files() throws(Refusal) -> [History.File] {
        try invocation.operands.map { (path) throws(Refusal) in
            History.File(path: path, bytes: try FileReader.read(path))
        }
    }

    /// What came of it.
    private struct Result {
        let proof: SessionProof
        let problems: [RecordProblem]
        let isVouchedFor: Bool

        private func has(_ severity: RecordProblem.Severity) -> Bool {
            problems.contains { $0.severity == severity }
        }

        var exitCode: ExitCode {
            if has(.damage) { return .no }
            if has(.unknown) { return .noAnswer }
            if has(.unfinished) { return .recoverable }
            return isVouchedFor ? .yes : .unvouched
        }

        func text(_ width: Int) -> String {
            var page = Page(width: width, colour: false)
            if exitCode == .no {
                for problem in problems { page.paragraph("DAMAGED: \(problem.line)", hanging: 2) }
                page.paragraph("NOT PROVED: session \(proof.session.text)")
                return page.text
            }
            page.paragraph("PROVED: what the ledger tells of session \(proof.session.text)")
            for record in proof.records { page.paragraph(told(record), indent: 2, hanging: 4) }
            for problem in problems { page.paragraph("note: \(problem.line)", hanging: 2) }
            let checkpoint = proof.checkpoint
            let size = counted(checkpoint.size, "entry", "entries")
            page.paragraph(
                "The ledger is \(checkpoint.origin.quotedPath) with its first \(size), "
                    + "\(checkpoint.code)."
            )
            page.paragraph(
                isVouchedFor
                    ? "Somebody outside holds the same checkpoint."
                    : "NOT VOUCHED FOR: ask somebody outside, such as the clerk of the governors, "
                        + "whether the minutes have the same letters: whoever makes a proof could "
                        + "make up the checkpoint in it."
            )
            return page.text
        }

        private func told(_ record: Entry) -> String {
            var text = "entry \(record.seq), \(record.at.inRecord), by \(record.author.by): "
            text += record.kind.rawValue
            if let seq = record.number("n"), let head = record.fact("head") {
                text += ", its entry \(seq) is \(head.prefix(8))"
            }
            return text
        }

        var json: String {
            JSON.object([
                ("session", .string(proof.session.text)),
                ("proved", .bool(exitCode != .no)), ("vouchedFor", .bool(isVouchedFor)),
                ("checkpoint", .string(proof.checkpoint.body)),
                (
                    "entries",
                    .array(
                        proof.records.map { record in
                            .object([
                                ("seq", .int(Int64(record.seq))),
                                ("kind", .string(record.kind.rawValue)),
                                ("at", .string(record.at.inRecord)),
                                ("by", .string(record.author.by)),
                                ("facts", .object(record.facts.map { ($0.name, $0.value) })),
                            ])
                        }
                    )
                ),
                ("problems", .array(problems.map { .string($0.line) })),
            ]).pretty() + "\n"
        }
    }
}

extension Refusal {
    fileprivate static func noProof(_ path: String) -> Refusal {
        Refusal(
            "\(path.quotedPath) is no proof",
            hint: "`\(Program.name) checkpoint --prove` writes one"
        )
    }
}
