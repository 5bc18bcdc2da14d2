#if RECORD_DRIVER
import Checklist
import Platform

extension Command {
    /// Only in the build that `Tests/faults/run --long` makes: writes to the record what it is told to, so that
    /// the record can be tried without the commands that people use.
    static let driver = Command(
        name: "driver",
        summary: "write to the record, for its tests",
        about: "Not part of the program.",
        operands: Operands(name: "WORD", count: 1...Int.max, help: "What to do, and with what."),
        options: [.store, .sharedDisk]
    ) { (invocation, console) throws(Refusal) in
        console.recording { () throws(JournalError) in
            try RecordDriver(words: invocation.operands, invocation, console).run()
        }
    }
}

private struct RecordDriver {
    let words: [String]
    let console: Console
    let workspace: Workspace?
    let path: String
    let author: Author

    init(words: [String], _ invocation: Invocation, _ console: Console) throws(JournalError) {
        self.words = words
        self.console = console
        author = Author(by: "u-driver", console.account)
        path = invocation.value(.store) ?? Workspace.name
        workspace =
            words[0] == "create"
            ? nil
            : try Workspace.find(
                store: path,
                console,
                sharedDiskAccepted: invocation.has(.sharedDisk)
            )
    }

    func run() throws(JournalError) -> ExitCode {
        guard let workspace else {
            let name = "harbour-lane.example"
            _ = try Workspace.create(at: path, name: name, trial: true, by: author, console)
            say("created")
            return .yes
        }
        switch words[0] {
        case "open":
            let day = words.count > 1 ? words[1] : "20261124"
            let facts: [String: JSON] = ["host": .string("u-7f3a")]
            let texts = ["despite": "no cover"]
            let opened = try workspace.openSession(day: day, facts: facts, texts: texts, by: author)
            say(opened.receipt)
        case "append":
            try append(to: try session(words[1]), kind: .event, count: Int(words[2]) ?? 1)
        case "note":
            // The text comes from standard input, as it does for people: an argument can be seen
            // by every user of the computer.
            guard let bytes = try? console.input(1 << 20),
                let text = String(validating: bytes, as: UTF8.self)
            else { throw JournalError(.usage, "the note is not text, or is too long") }
            let draft = NewEntry(
                .event,
                texts: ["note": text],
                id: words.count > 2 ? EntryID(words[2]) : nil
            )
            say(try session(words[1]).append(draft, by: author))
        case "incident": try append(to: try session(words[1]), kind: .incident, count: 1)
        case "close": say(try session(words[1]).append(NewEntry(.close), by: author))
        case "approve":
            let texts = ["because": "cover is arranged"]
            say(try workspace.ledger.append(NewEntry(.approval, texts: texts), by: author))
        case "erase":
            let log = try session(words[1])
            let text = History.Erasable(seq: Int(words[2]) ?? 0, name: words[3])
            let proposal = try workspace.decide(text, in: log, by: other, and: author)
            try log.erase(
                Erasure(texts: .these([text]), proposal: proposal, second: other.by),
                by: author
            )
            _ = try workspace.ledger.append(
                DisposalEntry.follow(.done, of: proposal, session: log.id.text),
                by: author
            )
            say("erased")
        case "reapply":
            let log = try session(words[1])
            say("\(try log.reapplyErasures(by: author) { _ in other.by }) erased again")
            for proposal in DisposalBook(try workspace.ledger.read().records).unfinished {
                guard case .text(let text, log.id.text, _) = proposal.subject else { continue }
                try log.erase(
                    Erasure(texts: .these([text]), proposal: proposal.entry, second: other.by),
                    by: author
                )
                _ = try workspace.ledger.append(
                    DisposalEntry.follow(.done, of: proposal.entry, session: log.id.text),
                    by: author
                )
            }
        case "show":
            for record in try session(words[1]).read().records {
                say("\(record.seq) \(record.kind.rawValue) \(record.text("note")?.inert ?? "")")
            }
        default: throw JournalError(.usage, "no such word")
        }
        return .yes
    }

    private var other: Author { Author(by: "u-second", uid: author.uid + 1, host: author.host) }

    private func session(_ name: String) throws(JournalError) -> SessionLog {
        guard let workspace, let id = SessionID(name) else {
            throw JournalError(.usage, "\(name.quoted) is not the id of a session")
        }
        return try workspace.session(id)
    }

    private func append(to log: SessionLog, kind: EntryKind, count: Int) throws(JournalError) {
        for index in 0..<count {
            let facts: [String: JSON] = ["what": .string("test"), "k": .int(Int64(index))]
            let texts = ["note": words.count > 3 ? words[3] : "camera froze"]
            say(try log.append(NewEntry(kind, facts: facts, texts: texts), by: author))
        }
    }

    private func say(_ receipt: Receipt) {
        for note in receipt.notes { console.warn(note) }
        say(receipt.line)
    }

    /// At once: a driver that is killed must have said what it was told.
    private func say(_ line: String) {
        console.output.write(line + "\n")
        console.output.flush()
    }
}
extension Workspace {
    /// Enters that two people have decided to erase a text of a session.
    fileprivate func decide(
        _ text: History.Erasable,
        in log: SessionLog,
        by one: Author,
        and other: Author
    ) throws(JournalError) -> Int {
        let history = try log.read()
        guard let link = history.head, history.records.contains(where: { $0.seq == text.seq })
        else { throw JournalError(.notFound, "there is no entry \(text.seq)") }
        let ground = DisposalEntry.Ground(kind: nil, days: nil, from: nil, isEarly: true)
        let proposal = try ledger.append(
            DisposalEntry.propose(
                .text(text, of: log.id.text, upTo: link),
                ground,
                because: "a test"
            ),
            by: one
        ).seq
        _ = try ledger.append(
            DisposalEntry.follow(.confirm, of: proposal, session: log.id.text),
            by: other
        )
        return proposal
    }
}
#endif
