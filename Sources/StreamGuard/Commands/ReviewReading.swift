import Checklist

/// `review` without a verb: reads records and says what they come to.
struct ReviewReading {
    private let invocation: Invocation
    private let console: Console
    private let period: ReviewPeriod

    init(_ invocation: Invocation, _ console: Console) throws(Refusal) {
        self.invocation = invocation
        self.console = console
        period = try ReviewPeriod(invocation)
    }

    func run() throws(Refusal) -> ExitCode {
        throw Refusal("reviews cannot be made yet")
    }
}
