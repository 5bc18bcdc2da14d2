import Checklist

/// Reads one record for a review.
struct ReviewReader {
    let desk: ReviewDesk
    let orders: ReviewOrders

    /// What came of it.
    struct Outcome: Sendable {
        let number: Int
        let path: String
        /// Nothing if nothing of the record could be read.
        var review: Review?
        var failure: Refusal?
        /// Of how many sessions, and how many logs were really read.
        var sessions = 0
        var read = 0
    }

    /// Reads the record, `jobs` logs at once; `progress` is told how many more sessions are read,
    /// and which lines of a table they make.
    func read(jobs: Int, progress: (Int, String) -> Void) -> Outcome {
        do throws(Refusal) {
            let sheet = try ReviewSheet(desk, orders)
            return try read(sheet, jobs: jobs, progress)
        } catch {
            return Outcome(number: desk.number, path: desk.path, failure: error)
        }
    }

    private func read(
        _ sheet: ReviewSheet,
        jobs: Int,
        _ progress: (Int, String) -> Void
    ) throws(Refusal) -> Outcome {
        var outcome = Outcome(number: desk.number, path: desk.path, sessions: sheet.sessions.count)
        var rows: [ReviewSheet.Row] = []
        var present: Set<String> = []
        // Small enough that all threads have something to do, and that few are held at once.
        let size = jobs > 1 ? min(2_000, sheet.sessions.count / (jobs * 4) + 16) : 2_000
        var next = 0
        func slice() -> Range<Int>? {
            // One slice even of a record without sessions: plans and actions are counted with it.
            guard next < sheet.sessions.count || next == 0 && sheet.sessions.isEmpty else {
                return nil
            }
            let slice = next..<min(next + size, sheet.sessions.count)
            next = max(slice.upperBound, 1)
            return slice
        }
        try Crew(jobs) { sheet.part }.run(from: slice) { part in
            if outcome.review == nil {
                outcome.review = part.review
            } else {
                outcome.review?.add(part.review)
            }
            rows += part.rows
            outcome.read += part.read
            present.formUnion(part.present)
            progress(part.size, part.lines)
            return true
        }
        // What happened once can only be repeated within the same record.
        outcome.review?.single = []
        sheet.save(rows)
        if let problem = sheet.strangers(present), let review = outcome.review {
            outcome.review?.records = review.records.map { record in
                var record = record
                record.problems.append(problem)
                return record
            }
        }
        outcome.review = outcome.review.map { $0.seen(by: sheet.viewer) }
        return outcome
    }
}
