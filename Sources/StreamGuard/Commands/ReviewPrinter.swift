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
        console.output.write(try text(review, colour: console.output.colour))
    }

    var format: String { invocation.value(.reviewFormat) ?? "text" }

    /// The review in the form that was asked for; no file is coloured.
    func text(_ review: Review, colour: Bool = false) throws(Refusal) -> String {
        let width = console.output.width
        // Whoever may have figures only never gets what was made for others.
        if view == .governors { return text(GovernorPack(review), width, colour) }
        switch format {
        case "text":
            return ReviewText.text(review, for: view, clock, width: width, colour: colour)
        case "json":
            return ReviewJSON.json(review, view: view).canonical() + "\n"
        case "csv":
            // The other tables are made while the logs are read.
            if try ReviewPrinter.table(invocation, view) != nil { return "" }
            return ReviewCSV.header(.actions) + ReviewCSV.actions(review, clock)
        default: return ReviewHTML.page(review, for: view, clock)
        }
    }

    private func text(
        _ pack: GovernorPack,
        _ width: Int,
        _ colour: Bool
    ) -> String {
        switch format {
        case "text": return PackText.text(pack, width: width, colour: colour)
        case "json": return PackJSON.json(pack).canonical() + "\n"
        case "csv": return PackCSV.text(pack)
        default: return PackHTML.page(pack, clock)
        }
    }

    /// The table whose lines are made while the logs are read, if one is.
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
}

extension Refusal {
    fileprivate static let onlyForTables = Refusal(
        "`\(Option.reviewTable.typed)` chooses a table, and nothing else is divided into tables",
        hint: "add `\(Option.reviewFormat.typed) csv`; figures for governors are one table"
    )
}
