import Checklist

/// `redact --hold`, `--release` and `--drop`: what keeps things from being erased.
struct HoldDecision {
    private let invocation: Invocation
    private let desk: DisposalDesk
    private var console: Console { desk.console }

    init(_ invocation: Invocation, _ desk: DisposalDesk) {
        self.invocation = invocation
        self.desk = desk
    }

    /// One person is enough to keep something: at once, and nobody has to agree.
    func hold() throws(JournalError) -> ExitCode {
        let session = try session()
        let because = try reason("Why must it be kept? ")
        let receipts = try desk.workspace.enter(by: desk.record.author) { _ in
            [DisposalEntry.hold(session, because: because)]
        }
        for receipt in receipts { desk.record.say(receipt) }
        let what = session.map { "of session \($0)" } ?? "of this record"
        console.remark("Nothing \(what) is erased until two people end this hold.")
        return .yes
    }

    /// To end a hold takes two, as an erasure does.
    func release() throws(JournalError) -> ExitCode {
        let session = try session()
        let because = try reason("Why need it not be kept any more? ")
        if let session, let why = desk.participation(in: session) { throw .mayNot(why) }
        let receipts = try desk.workspace.enter(by: desk.record.author) {
            (book) throws(JournalError) in
            let holds = book.holds.filter { !$0.isOver && $0.session == session }
            guard !holds.isEmpty else { throw .noHold(session) }
            return holds.filter { $0.release == nil }.map { hold in
                DisposalEntry.follow(
                    .release,
                    of: hold.entry,
                    session: hold.session,
                    because: because
                )
            }
        }
        for receipt in receipts { desk.record.say(receipt) }
        console.remark(
            receipts.isEmpty
                ? "Somebody has proposed that already."
                : "The hold goes on until somebody else confirms its end with `\(Program.name) "
                    + "redact \(Option.confirmErasure.typed) \(receipts[0].seq)`: "
                    + "\(listed(desk.others, joinedBy: "or"))."
        )
        return .no
    }

    /// Whoever may confirm may also say no.
    func drop() throws(JournalError) -> ExitCode {
        guard !invocation.operands.isEmpty else { throw .dropWhat }
        let because = try DisposalReason(invocation: invocation, console: console).words(
            asking: "",
            needed: false
        )
        var numbers: [Int] = []
        for word in invocation.operands {
            guard let number = Int(word) else { throw .noProposal(word) }
            numbers.append(number)
        }
        let receipts = try desk.workspace.enter(by: desk.record.author) {
            (book) throws(JournalError) in
            try numbers.map { (number) throws(JournalError) in
                let open = book.open.first { $0.entry == number }
                let release = book.releases.first { $0.release?.entry == number }
                guard open != nil || release != nil else { throw .noProposal("\(number)") }
                return DisposalEntry.follow(
                    .drop,
                    of: number,
                    session: open?.subject.session ?? release?.session,
                    because: because
                )
            }
        }
        for receipt in receipts { desk.record.say(receipt) }
        return .yes
    }

    /// Nothing for the whole record.
    private func session() throws(JournalError) -> String? {
        let words = invocation.operands
        if invocation.has(.allThere) {
            guard words.isEmpty else { throw .allAndOne(words[0]) }
            return nil
        }
        guard words.count == 1 else { throw .whichSession }
        return try desk.session(words[0]).opened.id
    }

    private func reason(_ question: String) throws(JournalError) -> String {
        try DisposalReason(invocation: invocation, console: console)
            .words(asking: question, needed: true) ?? ""
    }
}

extension JournalError {
    fileprivate static let whichSession = JournalError(
        .usage,
        "one session has to be named, or `\(Option.allThere.typed)` for the whole record"
    )

    fileprivate static func allAndOne(_ word: String) -> JournalError {
        JournalError(
            .usage,
            "`\(Option.allThere.typed)` is everything, so \(word.quoted) is too much"
        )
    }

    fileprivate static func noHold(_ session: String?) -> JournalError {
        JournalError(
            .notFound,
            session.map { "there is no hold on session \($0.quoted)" }
                ?? "there is no hold on the whole record",
            hint: "`\(Program.name) redact` lists the holds"
        )
    }

    fileprivate static let dropWhat = JournalError(
        .usage,
        "the number of a proposal is needed",
        hint: "`\(Program.name) redact` lists what waits"
    )

    static func noProposal(_ word: String) -> JournalError {
        JournalError(
            .notFound,
            "\(word.quoted) is no proposal that waits",
            hint: "`\(Program.name) redact` lists what waits"
        )
    }
}
