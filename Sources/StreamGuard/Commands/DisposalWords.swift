import Checklist

/// The reason that goes with a decision about disposal.
struct DisposalReason {
    let invocation: Invocation
    let console: Console

    /// From the command line, standard input or the keyboard; nothing if there is none and none is
    /// `needed`.
    func words(asking question: String, needed: Bool) throws(JournalError) -> String? {
        var typed = invocation.value(.eraseReason)
        if typed == "-" {
            do throws(Refusal) {
                let bytes = try console.input(1 << 16)
                guard let text = String(validating: bytes, as: UTF8.self) else {
                    throw Refusal("the reason on standard input is not text")
                }
                typed = text
            } catch {
                throw JournalError(.usage, error.message)
            }
        }
        if typed == nil, needed, console.inputIsTerminal {
            if case .text(let line) = console.ask("", question) { typed = line }
        }
        let words = Reply.trimmed(typed ?? "")
        if words.isEmpty {
            if needed { throw .noReason }
            return nil
        }
        if !invocation.has(.keepText), let remark = PrivateText.remark(on: words) {
            throw JournalError(
                .usage,
                "nothing was saved. \(remark)",
                hint: "`\(Option.keepText.typed)` saves it as it is"
            )
        }
        return words
    }
}

extension Workspace {
    /// Enters decisions about disposal, if they can still be made when nobody else can write.
    ///
    /// `decide` is given what the ledger says at that moment.
    func enter(
        by author: Author,
        _ decide: (DisposalBook) throws(JournalError) -> [NewEntry]
    ) throws(JournalError) -> [Receipt] {
        try ledger.locked(by: author) { (open) throws(JournalError) in
            let history = try ledger.journal.read(after: nil, isLocked: true)
            var receipts: [Receipt] = []
            for draft in try decide(DisposalBook(history.records)) {
                receipts.append(try open.append(draft, by: author))
            }
            return receipts
        }
    }
}

extension JournalError {
    fileprivate static let noReason = JournalError(
        .usage,
        "this needs a reason",
        hint: "give it with `\(Option.eraseReason.typed) 'why'`"
    )

    static func held(_ holds: [Hold], _ what: String) -> JournalError {
        let words = holds.map { hold in
            "\(hold.entry) (by \(hold.author.by)\(hold.because.map { ": \($0)" } ?? ""))"
        }
        return JournalError(
            .notPermitted,
            "\(what) is under hold \(listed(words))",
            hint: "`\(Program.name) redact \(Option.release.typed)` proposes to end a hold"
        )
    }
}
