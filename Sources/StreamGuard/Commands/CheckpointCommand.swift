import Checklist

extension Command {
    static let checkpoint = Command(
        name: "checkpoint",
        summary: "make a checkpoint of the record for governors to hold",
        about: "Prints a checkpoint: three lines that vouch for everything in the record up to "
            + "now, and a line for the minutes of a meeting that says the same. They hold no "
            + "personal data. Give them to somebody who cannot write to the record: every day to "
            + "the DSL, every week to the clerk or the chair, and into the minutes of each "
            + "meeting. `streamguard verify --against` judges the record by them.",
        operands: Operands(
            name: "FILE",
            count: 0...1,
            help: "Write the three lines to this new file as well."
        ),
        options: RecordDesk.options,
        examples: [
            ("streamguard checkpoint /media/governors/2026-11-22.ckpt", "Make one and hand it out.")
        ]
    ) { (invocation, console) throws(Refusal) in
        console.recording { () throws(JournalError) in
            let desk = try RecordDesk(invocation, console)
            let checkpoint = try desk.workspace.issueCheckpoint(by: desk.author)
            if let path = invocation.operands.first { try checkpoint.hand(out: path, console) }
            console.output.write(checkpoint.body + "\n")
            let day = console.now().map(Checkpoint.day) ?? "an unknown day"
            console.output.write(checkpoint.minuteLine(day: day) + "\n")
            return .yes
        }
    }
}

extension Checkpoint {
    /// As the minutes of a meeting have it: `22 Nov 2026`.
    fileprivate static func day(_ time: Timestamp) -> String {
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        let time = CivilTime(time, offset: 0)
        return "\(time.day) \(months[time.month - 1]) \(time.year)"
    }

    fileprivate func hand(out path: String, _ console: Console) throws(JournalError) {
        let path = try Workspace.absolute(path, console)
        try NewFile.write(Array(body.utf8), to: path)
    }
}
