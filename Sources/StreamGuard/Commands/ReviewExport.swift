import Checklist

/// `review --output`: the review as a file that somebody gets, entered in each record it shows.
struct ReviewExport {
    private let path: String
    private let recipient: String
    private let invocation: Invocation
    private let console: Console

    /// Nothing if the review is only to be shown.
    init?(_ invocation: Invocation, _ console: Console) throws(Refusal) {
        guard let file = invocation.value(.reportFile) else {
            for option in [Option.recipient, .replaceFile] where invocation.has(option) {
                throw Refusal("`\(option.typed)` goes with `\(Option.reportFile.typed)`")
            }
            return nil
        }
        guard let typed = invocation.value(.recipient) else { throw .noRecipient }
        recipient = Reply.trimmed(typed)
        guard !recipient.isEmpty else { throw .noRecipient }
        self.invocation = invocation
        self.console = console
        do throws(JournalError) {
            path = try Workspace.absolute(file, console)
        } catch {
            throw error.refusal
        }
        // Said before anything is read: nothing of it has to be written on paper.
        guard case .folder? = try? FileReader.kind(of: Paths.folder(of: path)) else {
            throw Refusal("there is no folder in which \(file.quotedPath) could be written")
        }
        if FileReader.exists(path) {
            guard invocation.has(.replaceFile) else { throw .isThere(file) }
            guard try FileReader.kind(of: path) != .folder else {
                throw Refusal("\(file.quotedPath) is a folder")
            }
        }
    }

    /// Writes the file once every record it shows has the entry that says so.
    ///
    /// INVARIANT: nobody has the file before it is on record who was given it.
    func write(
        _ text: String,
        of scope: ReviewScope,
        view: ReviewView,
        format: String,
        _ desks: [ReviewDesk]
    ) throws(JournalError) {
        let bytes = Array(text.utf8)
        let draft = ReviewEntry.export(
            scope,
            view: view,
            format: format,
            of: bytes,
            to: recipient
        )
        let receipts = try WholeFile.write(bytes, to: path, .system(console)) {
            () throws(JournalError) in
            var receipts: [(desk: RecordDesk, receipt: Receipt)] = []
            for desk in desks {
                // Reading a record was allowed on any disk; writing is not.
                let workspace = try Workspace(
                    at: desk.workspace.path,
                    .system(console),
                    sharedDiskAccepted: invocation.has(.sharedDisk)
                )
                let receipt = try workspace.ledger.append(draft, by: desk.desk.author)
                receipts.append((desk.desk, receipt))
            }
            return receipts
        }
        var page = Page(width: console.output.width, colour: console.output.colour)
        page.paragraph(
            "\(Paths.shown(path, from: console.workingFolder).quotedPath) was written for "
                + "\(recipient), \(counted(bytes.count, "byte")).",
            hanging: 2
        )
        console.output.write(page.text)
        for (desk, receipt) in receipts { desk.say(receipt) }
    }
}

extension Refusal {
    fileprivate static let noRecipient = Refusal(
        "`\(Option.reportFile.typed)` needs to know who gets the file",
        hint: "`\(Option.recipient.typed) 'the clerk to the governors'`; they can then be told if "
            + "something in it is erased"
    )

    fileprivate static func isThere(_ file: String) -> Refusal {
        Refusal(
            "\(file.quotedPath) is there already, and was not touched",
            hint: "`\(Option.replaceFile.typed)` puts the new one in its place"
        )
    }
}
