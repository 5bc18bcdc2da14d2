import Checklist

extension Command {
    static let checkpoint = Command(
        name: "checkpoint",
        summary: "make a checkpoint of the record for governors to hold",
        about: "Prints a checkpoint: three lines that vouch for everything in the record up to "
            + "now, and a line for the minutes of a meeting that says the same. They hold no "
            + "personal data. Give them to somebody who cannot write to the record: every day to "
            + "the DSL, every week to the clerk or the chair, and into the minutes of each "
            + "meeting. `streamguard verify --against` judges the record by them. With "
            + "`--prove` it also writes what proves to a parent or a court that the record tells of "
            + "one session, and what, without showing any other.",
        operands: Operands(
            name: "FILE",
            count: 0...1,
            help: "Write the three lines to this new file as well; with `--prove` the proof."
        ),
        options: [.prove] + RecordDesk.options,
        examples: [
            (
                "streamguard checkpoint /media/governors/2026-11-22.ckpt",
                "Make one and hand it out."
            ),
            (
                "streamguard checkpoint --prove 20261124-0123456789abcdef proof.json",
                "Prove one session to somebody who may not see the others."
            ),
        ]
    ) { (invocation, console) throws(Refusal) in
        let path = invocation.operands.first
        let session = try invocation.value(.prove).map { (name) throws(Refusal) in
            guard path != nil else { throw .noFile }
            guard let id = SessionID(name) else { throw .noSession(name) }
            return id
        }
        return console.recording { () throws(JournalError) in
            let desk = try RecordDesk(invocation, console)
            let checkpoint = try desk.workspace.issueCheckpoint(by: desk.author)
            let proof = try session.map { (id) throws(JournalError) in
                try desk.workspace.proof(of: id, in: checkpoint)
            }
            if let path {
                let path = try Workspace.absolute(path, console)
                try NewFile.write(Array((proof?.text ?? checkpoint.body).utf8), to: path)
            }
            console.output.write(checkpoint.body + "\n")
            let day = Checkpoint.day(console.now())
            console.output.write(checkpoint.minuteLine(day: day) + "\n")
            return .yes
        }
    }
}

extension Refusal {
    fileprivate static let noFile = Refusal(
        "`\(Option.prove.typed)` needs the name of a new file for the proof"
    )

    fileprivate static func noSession(_ name: String) -> Refusal {
        Refusal("\(name.quoted) is not the id of a session")
    }
}
