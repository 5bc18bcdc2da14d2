import Checklist

/// Writes a review in the form that was asked for.
struct ReviewPrinter {
    private let invocation: Invocation
    private let console: Console
    private let clock: LocalTime
    private let view: ReviewView

    init(_ invocation: Invocation, _ console: Console, clock: LocalTime, view: ReviewView) {
        self.invocation = invocation
        self.console = console
        self.clock = clock
        self.view = view
    }

    func write(_ review: Review) throws(Refusal) {
        let format = invocation.value(.reviewFormat) ?? "text"
        // Whoever may have figures only never gets what was made for others.
        if view == .governors { return try write(GovernorPack(review), format) }
        switch format {
        case "text":
            console.output.write(
                ReviewText.text(
                    review,
                    for: view,
                    clock,
                    width: console.output.width,
                    colour: console.output.colour
                )
            )
        case "json":
            console.output.write(ReviewJSON.json(review, view: view).canonical() + "\n")
        case "csv":
            // The other tables were printed while the logs were read.
            guard try ReviewPrinter.table(invocation, view) == nil else { return }
            console.output.write(
                ReviewCSV.header(.actions) + ReviewCSV.actions(review, clock)
            )
        default: throw .notWritten(.reviewFormat, format)
        }
    }

    /// The table that is to be printed while the logs are read, if one is.
    static func table(
        _ invocation: Invocation,
        _ view: ReviewView
    ) throws(Refusal) -> ReviewCSV.Table? {
        let typed = invocation.value(.reviewTable)
        guard invocation.value(.reviewFormat) == "csv", view != .governors else {
            if typed != nil { throw .onlyForTables }
            return nil
        }
        let table = typed.flatMap(ReviewCSV.Table.init) ?? .sessions
        return table == .actions ? nil : table
    }

    private func write(_ pack: GovernorPack, _ format: String) throws(Refusal) {
        switch format {
        case "text":
            console.output.write(
                PackText.text(pack, width: console.output.width, colour: console.output.colour)
            )
        case "json": console.output.write(PackJSON.json(pack).canonical() + "\n")
        case "csv": console.output.write(PackCSV.text(pack))
        default: throw .notWritten(.reviewFormat, format)
        }
    }
}

extension Refusal {
    fileprivate static let onlyForTables = Refusal(
        "`\(Option.reviewTable.typed)` chooses a table, and nothing else is divided into tables",
        hint: "add `\(Option.reviewFormat.typed) csv`; figures for governors are one table"
    )

    fileprivate static func notWritten(_ option: Option, _ value: String) -> Refusal {
        Refusal("`\(option.typed) \(value)` is not there yet")
    }
}
