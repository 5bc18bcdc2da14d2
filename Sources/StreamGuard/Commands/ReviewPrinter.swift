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
        // Whoever may have figures only never gets what was made for others.
        guard view != .governors else { throw .notWritten(Option.reviewView, view.rawValue) }
        if let format = invocation.value(.reviewFormat), format != "text" {
            throw .notWritten(.reviewFormat, format)
        }
        console.output.write(
            ReviewText.text(
                review,
                for: view,
                clock,
                width: console.output.width,
                colour: console.output.colour
            )
        )
    }
}

extension Refusal {
    fileprivate static func notWritten(_ option: Option, _ value: String) -> Refusal {
        Refusal("`\(option.typed) \(value)` is not there yet")
    }
}
