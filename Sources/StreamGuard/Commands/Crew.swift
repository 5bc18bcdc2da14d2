/// Does jobs on several threads and hands over what they came to in the jobs' order.
///
/// Jobs are only taken as fast as results are, so that however many there are, few are held.
final class Crew<Job: Sendable, Outcome: Sendable> {
    private let count: Int
    private let worker: () -> (Job) -> Outcome

    /// - Parameters:
    ///   - count: how many jobs are done at once.
    ///   - worker: makes what does one job after the other; each thread has one of its own.
    init(_ count: Int, worker: @escaping () -> (Job) -> Outcome) {
        self.count = count
        self.worker = worker
    }

    /// Does all jobs.
    ///
    /// - Parameters:
    ///   - next: the next job, nothing after the last; called by one thread only.
    ///   - take: takes an outcome; false if no more is wanted.
    /// - Throws: what `next` throws, after the outcomes of the jobs before it.
    func run(
        from next: () throws(Refusal) -> Job?,
        _ take: (Outcome) -> Bool
    ) throws(Refusal) {
        let board = Board<Job, Outcome>()
        defer { board.close() }
        // Fewer threads than wanted take longer, and without any this one does the work.
        var threads = 0
        while count > 1, threads < count, board.start(worker()) { threads += 1 }
        guard threads > 0 else {
            let work = worker()
            while let job = try next(), take(work(job)) {}
            return
        }
        var (given, taken) = (0, 0)
        var refusal: Refusal?
        var isOver = false
        while true {
            // Two jobs for each thread, so that none has to wait for the reading.
            while !isOver, given - taken < 2 * count {
                do throws(Refusal) {
                    guard let job = try next() else {
                        isOver = true
                        break
                    }
                    board.give(job, number: given)
                    given += 1
                } catch {
                    (refusal, isOver) = (error, true)
                }
            }
            guard taken < given else { break }
            guard take(board.outcome(number: taken)) else { return }
            taken += 1
        }
        if let refusal { throw refusal }
    }
}

/// Where jobs and their outcomes wait.
private final class Board<Job: Sendable, Outcome: Sendable>: @unchecked Sendable {
    private let monitor = Monitor()
    private var jobs: [(number: Int, job: Job)] = []
    private var outcomes: [Int: Outcome] = [:]
    private var isClosed = false

    /// Starts a thread that works until the board is closed.
    ///
    /// Returns false if there is no thread to be had.
    func start(_ work: @escaping (Job) -> Outcome) -> Bool {
        // INVARIANT: only the new thread ever calls it.
        nonisolated(unsafe) let work = work
        // As much room as the main thread has.
        return startThread(stack: 8 << 20) { [self] in
            while let (number, job) = take() { put(work(job), number) }
        }
    }

    func give(_ job: Job, number: Int) {
        monitor.lock()
        jobs.append((number, job))
        monitor.broadcast()
        monitor.unlock()
    }

    private func take() -> (Int, Job)? {
        monitor.lock()
        defer { monitor.unlock() }
        while jobs.isEmpty, !isClosed { monitor.wait() }
        return isClosed ? nil : jobs.removeFirst()
    }

    private func put(_ outcome: Outcome, _ number: Int) {
        monitor.lock()
        outcomes[number] = outcome
        monitor.broadcast()
        monitor.unlock()
    }

    /// Waits for an outcome.
    func outcome(number: Int) -> Outcome {
        monitor.lock()
        defer { monitor.unlock() }
        while true {
            if let outcome = outcomes.removeValue(forKey: number) { return outcome }
            monitor.wait()
        }
    }

    func close() {
        monitor.lock()
        isClosed = true
        monitor.broadcast()
        monitor.unlock()
    }
}
