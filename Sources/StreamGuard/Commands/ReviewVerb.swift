import Checklist

/// What `review` is asked to do: its first word, if that is one of its verbs.
enum ReviewVerb: String {
    case accept, sign, done

    init?(named name: String?) {
        guard let name else { return nil }
        self.init(rawValue: name)
    }

    /// The options that it takes besides those of every command with a record.
    private var options: [Option] {
        switch self {
        case .accept: [.finding, .action, .owner, .actionDay, .keepText]
        case .sign:
            [
                .closure, .firstDay, .lastDay, .sample, .phrase, .drawnFrom, .reviewJobs, .finding,
                .action, .owner, .actionDay, .signDespite, .keepText,
            ]
        case .done: [.doneBecause, .keepText]
        }
    }

    /// The options of `review` without a verb.
    static let reading: [Option] = [
        .closure, .firstDay, .lastDay, .reviewView, .reviewFormat, .reviewTable, .queue, .sample,
        .phrase, .drawnFrom, .fresh, .reviewJobs, .reportFile, .recipient, .replaceFile,
        .dueNow,
    ]

    /// Those of the verbs alone.
    static let acting: [Option] = [
        .finding, .action, .owner, .actionDay, .doneBecause, .signDespite, .keepText,
    ]

    /// Refuses the options that would be passed over.
    static func refuseOthers(_ invocation: Invocation) throws(Refusal) {
        let verb = ReviewVerb(named: invocation.operands.first)
        let own = verb?.options ?? []
        for option in invocation.command.options where invocation.has(option) {
            let isShared = RecordDesk.options.contains { $0 === option }
            let isOwn = own.contains { $0 === option }
            let isOfReading = reading.contains { $0 === option }
            if isShared || isOwn || verb == nil && isOfReading { continue }
            let name = verb.map { "review \($0.rawValue)" } ?? "review"
            throw Refusal(
                "`\(name)` takes no `\(option.typed)`",
                hint: own.isEmpty
                    ? nil : "it takes \(listed(own.map { "`\($0.typed)`" }))"
            )
        }
    }
}
