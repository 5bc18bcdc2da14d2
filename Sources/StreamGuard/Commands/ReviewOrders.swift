import Checklist

/// What a review is asked to be: which days, for whom, how much of it.
struct ReviewOrders {
    let period: ReviewPeriod
    let view: ReviewView
    let limits: ReviewLimits
    let isFresh: Bool
    let jobs: Int
    let now: Timestamp
    /// The table that is printed while the logs are read; nothing for any other form.
    var table: ReviewCSV.Table?
    /// What rules and categories are called.
    let names: ReviewNames
    /// Where checkpoints lie that others hold, for the sample.
    let against: [String]

    /// The checkpoints there, of whichever record they are.
    func held(for workspace: Workspace) throws(Refusal) -> [Checkpoint] {
        var held: [Checkpoint] = []
        for path in against {
            do throws(JournalError) {
                held += try HeldCheckpoints.read(path, origins: workspace.origin.lines)
                    .map(\.checkpoint)
            } catch {
                throw error.refusal
            }
        }
        return held
    }
}

/// The numbers on the command line of `review`.
enum ReviewNumbers {
    /// The queue and the sample.
    static func limits(_ invocation: Invocation) throws(Refusal) -> ReviewLimits {
        var limits = ReviewLimits()
        limits.queue = try number(.queue, invocation, 0...100_000) ?? 50
        limits.neverRan = limits.queue
        let size = try number(.sample, invocation, 1...1_000)
        switch (size, invocation.value(.phrase)) {
        case (nil, nil):
            if invocation.has(.drawnFrom) { throw .onlyWithSample(.drawnFrom) }
        case (let size?, let phrase?):
            guard phrase.utf8.count >= 8 else { throw .phraseTooShort }
            limits.sample = ReviewLimits.Draw(phrase: phrase, size: size)
        case (_?, nil): throw .noPhrase
        case (nil, _?): throw .onlyWithSample(.phrase)
        }
        return limits
    }

    static func jobs(_ invocation: Invocation, _ console: Console) throws(Refusal) -> Int {
        try number(.reviewJobs, invocation, 1...256) ?? max(1, console.processors)
    }

    private static func number(
        _ option: Option,
        _ invocation: Invocation,
        _ range: ClosedRange<Int>
    ) throws(Refusal) -> Int? {
        guard let typed = invocation.value(option) else { return nil }
        guard let number = Int(typed), range.contains(number) else {
            throw Refusal(
                "`\(option.typed)` cannot be \(typed.quoted)",
                hint: "write \(range.lowerBound) to \(range.upperBound)"
            )
        }
        return number
    }
}

extension Refusal {
    fileprivate static func onlyWithSample(_ option: Option) -> Refusal {
        Refusal("`\(option.typed)` is for a sample only: add `\(Option.sample.typed)`")
    }

    fileprivate static let noPhrase = Refusal(
        "`\(Option.sample.typed)` needs a `\(Option.phrase.typed)`, so that nobody can choose what "
            + "is drawn",
        hint: "take words that nobody knew while the checkpoint was made, such as a headline of "
            + "today's paper"
    )

    fileprivate static let phraseTooShort = Refusal(
        "the phrase is so short that somebody could have tried out which one suits them",
        hint: "take eight letters or more"
    )
}
