import Checklist

extension Command {
    static let verify = Command(
        name: "verify",
        summary: "is the record whole, and as it was saved?",
        about: "Reads the whole record and looks whether anything that was saved is missing or "
            + "was changed. What it finds within the store is only as good as the store: whoever "
            + "can write to it all can write it anew. Checkpoints that others hold close that gap "
            + "up to the day they were made; name them with `--against`. Exit status: 0 the record "
            + "is whole and what others hold vouches for it, 1 something was changed or is "
            + "missing, 2 no answer could be given, 3 a write was cut off and the next one will "
            + "mend it, 4 it is whole but nothing from outside vouches for its end. With `--proof` "
            + "it judges what `checkpoint --prove` wrote, in the same way and without a record.",
        operands: Operands(
            name: "SESSION",
            count: 0...Int.max,
            help: "Judge these sessions and the ledger; all sessions if none is given. With "
                + "`--proof` the files of the session, if you have them."
        ),
        options: [.store, .against, .proof, .format],
        examples: [
            ("streamguard verify", "Judge the record of this folder."),
            (
                "streamguard verify --against /media/governors",
                "Judge it by the checkpoints that the governors hold."
            ),
        ]
    ) { (invocation, console) throws(Refusal) in
        if let path = invocation.value(.proof) {
            return try ProofJudge(invocation, console).judge(path)
        }
        do throws(JournalError) {
            let workspace = try Workspace.find(
                store: invocation.value(.store),
                console,
                toJudge: true
            )
            var held: [(name: String, checkpoint: Checkpoint)] = []
            for path in invocation.values(.against) {
                held += try HeldCheckpoints.read(path, origins: workspace.origin.lines)
            }
            var verifier = Verifier(workspace, against: held)
            for name in invocation.operands {
                guard let id = SessionID(name) else { throw .noSuchSession(name) }
                verifier.only.insert(id.text)
            }
            let outcome = try verifier.run()
            let isJSON = invocation.value(.format) == "json"
            let isTrial = workspace.isTrial
            console.output.write(isJSON ? outcome.json(isTrial) : outcome.text(isTrial))
            return outcome.exitCode
        } catch {
            throw error.refusal
        }
    }
}

extension Verifier.Outcome {
    /// For a person: what is wrong first, then what was looked at and what that leaves open.
    fileprivate func text(_ isTrial: Bool) -> String {
        var text = isTrial ? "\(Workspace.trialMark)\n" : ""
        for (severity, word) in [
            (RecordProblem.Severity.damage, "DAMAGED"), (.unknown, "UNKNOWN"),
            (.unfinished, "UNFINISHED"), (.note, "note"),
        ] {
            for problem in problems where problem.severity == severity {
                text += "\(word)  \(problem.line.inert)\n"
            }
        }
        return text + conclusion + "\n"
    }

    private var conclusion: String {
        let size =
            "\(counted(entries, "entry", "entries")), \(counted(sessions, "session")), "
            + "ledger of \(ledgerSize)"
        switch exitCode {
        case .no: return "NOT AS IT WAS SAVED  \(size)"
        case .noAnswer: return "NOT JUDGED  \(size)"
        case .recoverable: return "CUT OFF  \(size): the next entry mends what is unfinished"
        case .unvouched:
            return "WHOLE, NOT VOUCHED FOR  \(size)\nNo checkpoint from outside was given: "
                + "entries cut from the end, or a record written anew as a whole, would not show."
        default:
            return "WHOLE  \(size), vouched for by \(counted(heldCount, "checkpoint")) from outside"
        }
    }

    fileprivate func json(_ isTrial: Bool) -> String {
        let found = problems.map { problem in
            JSON.object([
                ("severity", .string("\(problem.severity)")), ("file", .string(problem.file)),
                ("entry", problem.seq.map { .int(Int64($0)) } ?? .null),
                ("byte", problem.offset.map { .int(Int64($0)) } ?? .null),
                ("text", .string(problem.text)),
            ])
        }
        let words: [ExitCode: String] = [
            .yes: "whole", .no: "damaged", .noAnswer: "unknown", .recoverable: "cut-off",
            .unvouched: "not-vouched-for",
        ]
        return JSON.object([
            ("outcome", .string(words[exitCode] ?? "")), ("entries", .int(Int64(entries))),
            ("sessions", .int(Int64(sessions))), ("ledger", .int(Int64(ledgerSize))),
            ("checkpoints", .int(Int64(heldCount))), ("problems", .array(found)),
            ("trial", .bool(isTrial)),
        ]).pretty() + "\n"
    }
}

extension JournalError {
    fileprivate static func noSuchSession(_ name: String) -> JournalError {
        JournalError(.usage, "\(name.quoted) is not the id of a session")
    }
}
