import Testing

@testable import Checklist
@testable import StreamGuard

/// The figures and the lists of a review, over small made-up records.
@Suite struct ReviewFolds {
    private let record: ReviewRecord

    init() throws {
        record = try ReviewRecord()
        try record.now("2026-11-20T09:00")
        try record.roles()
    }

    /// A session that needs no look: a class with two adults, closed in time.
    private func ordinary(_ id: String = "maths", pupils: Int = 5) throws -> SessionLog {
        let log = try record.open(try record.plan(id, pupils: pupils))
        try record.lesson(log)
        return log
    }

    // MARK: Marks

    @Test func `an ordinary session has no mark`() throws {
        let log = try ordinary()
        try record.close(log)
        #expect(try record.marks(log) == [])
        let review = try record.review()
        #expect(review.queue.isEmpty)
        #expect(review.queueLength == 0)
        #expect(review.figures.ran == 1)
        #expect(review.figures.planned == 1)
        #expect(review.figures.logs == [.closed: 1])
        #expect(review.figures.approvals == [.notNeeded: 1])
        #expect(review.figures.lengths.median == 40)
        #expect(review.figures.pupils == 3)
        #expect(review.figures.staff == 2)
        #expect(review.records.map(\.sessions) == [1])
    }

    @Test func `an incident marks it`() throws {
        let log = try ordinary()
        try record.write(log, ReviewRecord.incident(), at: "10:41")
        try record.close(log)
        #expect(try record.marks(log) == [.incident])
    }

    @Test func `one pupil in the plan makes a one-to-one`() throws {
        let log = try ordinary(pupils: 1)
        try record.close(log)
        #expect(try record.marks(log) == [.oneToOne])
        #expect(try record.review().figures.oneToOnesPlanned == 1)
        #expect(try record.review().figures.oneToOnesUnplanned == 0)
    }

    @Test func `a minute alone with one pupil makes one that was not planned`() throws {
        let log = try ordinary()
        try record.write(log, ReviewRecord.leave("p-0"), at: "10:20")
        try record.write(log, ReviewRecord.leave("p-1"), at: "10:20")
        try record.write(log, ReviewRecord.leave("ta", isStaff: true), at: "10:20")
        try record.write(log, ReviewRecord.pupil("p-1"), at: "10:20:59")
        #expect(try record.marks(log).contains(.oneToOneUnplanned) == false)
        try record.write(log, ReviewRecord.leave("p-1"), at: "10:30")
        try record.write(log, ReviewRecord.pupil("p-1"), at: "10:30:01")
        #expect(try record.marks(log).contains(.oneToOneUnplanned))
        #expect(try record.review().figures.oneToOnesUnplanned == 1)
    }

    @Test func `pupils without a second member of staff at any time mark it`() throws {
        let log = try record.open(try record.plan("maths"))
        try record.lesson(log, second: false)
        try record.close(log)
        #expect(try record.marks(log) == [.noSecondStaff])
        // Nobody came, so nobody was alone.
        let empty = try record.open(try record.plan("art"))
        try record.lesson(empty, pupils: 0, second: false)
        try record.close(empty)
        #expect(try record.marks(empty) == [])
    }

    @Test func `a recording that the plan did not have marks it`() throws {
        let log = try ordinary()
        try record.write(log, .recording("on"), at: "10:41")
        try record.close(log)
        #expect(try record.marks(log) == [.recordedUnplanned])
        let planned = try record.open(try record.plan("art"), isRecorded: true)
        try record.lesson(planned)
        try record.write(planned, .recording("on"), at: "10:41")
        try record.close(planned)
        #expect(try record.marks(planned) == [])
        let older = try record.open(try record.plan("music"), without: ["recording"])
        try record.lesson(older)
        try record.write(older, .recording("on"), at: "10:41")
        try record.close(older)
        #expect(try record.marks(older) == [])
        let figures = try record.review().figures
        #expect(figures.recordedPlanned == 1)
        #expect(figures.recordedUnplanned == 1)
        #expect(figures.recordedUnknown == 1)
    }

    @Test func `a start against the rules and a broken rule mark it`() throws {
        let log = try record.open(try record.plan("maths"), verdict: .doNotRun)
        try record.lesson(log)
        try record.spell(log, "second-there", from: "10:05", to: "10:12")
        try record.close(log)
        #expect(try record.marks(log) == [.despite, .deviation])
    }

    @Test func `corrections and very late entries mark it, others do not`() throws {
        let log = try ordinary()
        let note = try record.write(log, .note("a"), at: "10:41")
        try record.write(log, .note("b"), at: "10:10", written: "10:42")
        try record.close(log)
        #expect(try record.marks(log) == [])
        try record.write(log, .note("c"), at: "10:43", written: "10:50", correcting: note)
        #expect(try record.marks(log) == [.late])
        let other = try ordinary("art")
        try record.write(other, .note("b"), at: "10:10", written: "11:42")
        try record.close(other, at: "11:45")
        #expect(try record.marks(other) == [.late])
        let figures = try record.review().figures
        #expect(figures.corrections == 1)
        #expect(figures.lateEntries == 3)
    }

    @Test func `a clock that was set marks it`() throws {
        let log = try ordinary()
        record.store.clock.seconds -= 1200
        _ = try log.append(SessionEvent.note("x").entry(), by: record.author("teacher"))
        try record.close(log)
        // Putting it right again is another.
        #expect(try record.marks(log) == [.clockStep])
    }

    // MARK: What became of logs

    @Test func `a log is closed, or closed late, by the minute it was due`() throws {
        let log = try ordinary()
        try record.close(log, at: "20:39:58")
        #expect(try record.marks(log) == [])
        let late = try ordinary("art")
        try record.close(late, at: "20:40:01")
        #expect(try record.marks(late) == [.closedLate])
        #expect(try record.review().figures.logs == [.closed: 1, .closedLate: 1])
    }

    @Test func `an open log is one until it is due`() throws {
        let log = try ordinary()
        func state(_ now: String) throws -> ReviewFigures.LogState {
            try record.fold(record.scope(at: now)).logState(
                record.opened(log),
                record.summary(log)
            )
        }
        #expect(try state("20:40") == .open)
        #expect(try state("20:41") == .neverClosed)
        #expect(try record.marks(log) == [.neverClosed])
    }

    @Test func `without a time in the plan a log is due a day after the end`() throws {
        let log = try record.open(try record.plan("maths"), due: nil)
        try record.lesson(log)
        #expect(
            try record.session(log).due == (try ReviewRecord.time("2026-11-25T10:40"))
        )
    }

    @Test func `a log that tells nothing is missing, and one without a file is damage`() throws {
        let empty = try record.open(try record.plan("maths"))
        #expect(try record.marks(empty) == [.noLog])
        let lost = try ordinary("art")
        try record.close(lost)
        // The last entry of the ledger is another's by now.
        try record.plan("music")
        let marks = try record.fold(record.scope()).session(record.opened(lost), nil).marks
        #expect(marks == [.damaged, .noLog])
        #expect(try record.review().figures.logs[.missing] == 1)
    }

    /// However far down in the queue they stand.
    @Test func `sessions are named for each mark, and a pack says that a log is damaged`() throws {
        let fine = try ordinary()
        try record.close(fine)
        #expect(GovernorPack(try record.review()).isSound)
        let lost = try ordinary("art")
        try record.close(lost)
        try record.plan("music")
        var limits = ReviewLimits()
        limits.queue = 0
        var fold = try record.fold(record.scope(), limits: limits)
        fold.add(try record.opened(fine), try record.summary(fine))
        fold.add(try record.opened(lost), nil)
        let review = fold.finish()
        #expect(review.queue.isEmpty && review.queueLength == 1)
        #expect(review.named[.damaged]?.map(\.id) == [lost.id.text])
        #expect(!GovernorPack(review).isSound)
        var both = review
        both.add(review)
        #expect(both.named[.damaged]?.count == 2)
        #expect(both.records.map(\.harmed) == [2])
        let text = ReviewText.text(
            review,
            for: .dsl,
            MadeUpReview.clock,
            width: 80,
            colour: false
        )
        #expect(text.contains("1 has a log that is damaged or gone: \(lost.id.text.suffix(4))"))
        #expect(text.contains("1 session; `--queue 1` shows all."), "\(text)")
        #expect(text.contains("1 log is damaged, gone or lacking a text"), "\(text)")
        let page = ReviewHTML.page(review, for: .dsl, MadeUpReview.clock)
        #expect(page.contains("1 log is damaged, gone or lacking a text"))
        #expect(!page.contains("nothing wrong found"))
    }

    @Test func `an opening that was cut off is no damage`() throws {
        let log = try record.open(try record.plan("maths"))
        let marks = try record.fold(record.scope()).session(record.opened(log), nil).marks
        #expect(marks == [.noLog])
    }

    @Test func `a second file of a log is read as one`() throws {
        let log = try ordinary()
        let before = try record.summary(log)
        #expect(before.pupils == 3)
        try record.close(log)
        #expect(try record.summary(log).last.seq == before.last.seq + 1)
    }

    // MARK: Days

    @Test func `a session belongs to the day for which it was planned`() throws {
        let log = try record.open(try record.plan("maths", "2026-11-22T10:00"), "2026-11-22T10:00")
        // It ran two days late.
        try record.lesson(log)
        #expect(try record.review().figures.ran == 0)
        let before = try record.review(try record.scope("2026-11-22", "2026-11-22"))
        #expect(before.figures.ran == 1)
        #expect(before.figures.planned == 1)
    }

    @Test func `a plan that was changed after its session stays where it ran`() throws {
        let first = try record.plan("maths")
        let log = try record.open(first)
        try record.lesson(log)
        try record.close(log)
        try record.plan("maths", "2026-12-08T10:00", pupils: 1, after: first)
        #expect(try record.marks(log) == [])
        let review = try record.review()
        #expect(review.figures.planned == 1)
        #expect(review.figures.ran == 1)
        let later = try record.review(try record.scope("2026-12-07", "2026-12-13"))
        #expect(later.figures.planned == 0)
    }

    @Test func `a plan that ran twice is one plan and two sessions`() throws {
        let plan = try record.plan("maths")
        for _ in 1...2 {
            let log = try record.open(plan)
            try record.lesson(log)
            try record.close(log)
        }
        let figures = try record.review().figures
        #expect(figures.planned == 1)
        #expect(figures.ran == 2)
    }

    @Test func `the calendar is the school's`() throws {
        // In summer, London is an hour ahead: this is Monday there, and a new week.
        let log = try record.open(
            try record.plan("maths", "2026-07-12T23:30"),
            "2026-07-12T23:30",
            due: "2026-07-13T12:00"
        )
        _ = log
        let review = try record.review(try record.scope("2026-07-13", "2026-07-13"))
        #expect(review.figures.ran == 1)
        #expect(review.weeks.map(\.monday.text) == ["2026-07-13"])
    }

    @Test func `each week of the days is listed, empty ones too`() throws {
        for (id, day) in [("a", "2026-11-22"), ("b", "2026-11-23"), ("c", "2026-11-29")] {
            let log = try record.open(try record.plan(id, "\(day)T10:00"), "\(day)T10:00")
            try record.lesson(log)
        }
        try record.plan("never", "2026-11-24T15:00")
        let review = try record.review(try record.scope("2026-11-18", "2026-12-03"))
        #expect(
            review.weeks.map(\.monday.text) == [
                "2026-11-16", "2026-11-23", "2026-11-30",
            ]
        )
        #expect(review.weeks.map(\.ran) == [1, 2, 0])
        #expect(review.weeks.map(\.planned) == [1, 3, 0])
    }

    // MARK: Plans that never ran

    @Test func `why a plan never ran is told as far as the record tells`() throws {
        let declined = try record.plan("a", "09:00", needs: ["one-to-one"])
        try record.decide(.decline, declined)
        try record.plan("b", "09:01", needs: ["one-to-one"])
        try record.plan("c", "09:02")
        let withdrawn = try record.plan("d", "09:03")
        try record.decide(
            .withdraw,
            withdrawn,
            of: try record.decide(.approve, withdrawn, once: true)
        )
        let approved = try record.plan("e", "09:04", needs: ["one-to-one"])
        try record.decide(.approve, approved, once: true)
        let review = try record.review()
        #expect(
            review.neverRan.map(\.reason) == [
                .declined, .notApproved, .unknown, .notApproved, .unknown,
            ]
        )
        #expect(review.figures.unheld == [.declined: 1, .notApproved: 2, .unknown: 2])
        // An approval for a series of plans with the same facts may cover the second too.
        try record.decide(.approve, approved)
        #expect(try record.review().neverRan.map(\.reason)[1] == .unknown)
    }

    @Test func `a plan whose time has not passed is still to come`() throws {
        try record.plan("a", "10:00")
        let figures = try record.review(try record.scope(at: "10:39")).figures
        #expect(figures.toCome == 1)
        #expect(figures.unheld.isEmpty)
        let later = try record.review(try record.scope(at: "10:41")).figures
        #expect(later.toCome == 0)
        #expect(later.unheld == [.unknown: 1])
    }

    // MARK: Rules, incidents, repeats

    @Test func `rules are counted by session, spell and minute, most frequent first`() throws {
        let first = try ordinary()
        try record.spell(first, "one-to-one", from: "10:00", to: "10:01", moment: "start")
        try record.spell(first, "second-there", from: "10:05", to: "10:12")
        try record.spell(first, "second-there", from: "10:20")
        let second = try ordinary("art")
        try record.spell(second, "second-there", from: "10:05", to: "10:06:59")
        try record.spell(second, "gone", from: "10:05", to: "10:05")
        let review = try record.review()
        #expect(
            review.rules == [
                RuleFigure(
                    rule: "second-there",
                    item: "C09",
                    title: "Two adults",
                    sessions: 2,
                    spells: 3,
                    minutes: 8
                ),
                RuleFigure(
                    rule: "one-to-one",
                    item: "C13",
                    title: "One-to-ones only with approval",
                    sessions: 1,
                    spells: 1,
                    minutes: 1,
                    atStart: 1
                ),
            ]
        )
        #expect(review.figures.broken == 2)
        #expect(review.figures.spells == 4)
        #expect(
            review.repeats.map { "\($0.kind) \($0.id) \($0.rule) \($0.sessions)" } == [
                "group year-5 second-there 2", "host teacher second-there 2",
            ]
        )
    }

    @Test func `a person's ids are one host, and a one-to-one's class is not counted`() throws {
        for (id, host) in [("a", "teacher"), ("b", "teacher-b")] {
            let log = try record.open(try record.plan(id, pupils: 1, host: host), host: host)
            try record.lesson(log)
            try record.spell(log, "second-there", from: "10:05", to: "10:12")
        }
        let repeats = try record.review().repeats
        #expect(repeats.map { "\($0.kind) \($0.id) \($0.sessions)" } == ["host teacher 2"])
    }

    @Test func `incidents are counted by category and by who was told`() throws {
        let log = try ordinary()
        let first = try record.write(log, ReviewRecord.incident(), at: "10:41")
        try record.write(log, ReviewRecord.handover(of: first, to: "lead"), at: "10:51")
        try record.write(log, ReviewRecord.handover(of: first, to: "head"), at: "10:55")
        try record.write(log, ReviewRecord.incident(about: "staff"), at: "10:42", written: "10:56")
        try record.write(log, ReviewRecord.incident("technical"), at: "10:42", written: "10:57")
        let review = try record.review()
        let welfare = review.categories[0]
        #expect(review.categories.map(\.category) == ["welfare", "technical"])
        #expect(welfare.means == "A worry about a child")
        #expect(welfare.count == 2)
        #expect(welfare.aboutStaff == 1)
        #expect(welfare.handedOver == 1)
        #expect(welfare.waiting == 1)
        #expect(welfare.handovers.counts == [10: 1])
        #expect(welfare.told == ["dsl": 1, "head": 1])
        #expect(review.figures.incidents == 3)
        #expect(review.figures.waiting == 2)
    }

    @Test func `an incident that is kept from somebody counts for nothing`() throws {
        let log = try ordinary()
        try record.write(log, ReviewRecord.incident(about: "staff"), at: "10:42")
        try record.close(log)
        var fold = ReviewFold(
            scope: try record.scope(),
            record: ReviewedRecord(path: "p", origin: "o"),
            ledger: try record.ledger(),
            words: record.names,
            limits: ReviewLimits(),
            hiding: { _, _, incident in incident.isConfidential }
        )
        let session = fold.add(try record.opened(log), try record.summary(log))
        #expect(session.incidents.isEmpty)
        #expect(session.marks.isEmpty)
        let review = fold.finish()
        #expect(review.figures.incidents == 0)
        #expect(review.categories.isEmpty)
    }

    @Test func `one person's review has their sessions and plans alone`() throws {
        _ = try ordinary()
        let other = try record.open(
            try record.plan("art", host: "other", second: nil, by: "other"),
            host: "other",
            second: nil,
            by: "other"
        )
        try record.lesson(other)
        try record.plan("b", "15:00", host: "other", second: nil, by: "other")
        try record.plan("c", "15:00")
        var scope = try record.scope()
        scope.ids = ["other"]
        let review = try record.review(scope)
        #expect(review.figures.ran == 1)
        #expect(review.figures.planned == 2)
        #expect(review.neverRan.map(\.host) == ["other"])
    }

    // MARK: Accepted

    @Test func `an accepted session comes last, until its log goes on`() throws {
        let first = try ordinary(pupils: 1)
        let second = try ordinary("art", pupils: 1)
        let link = try record.summary(first).last
        func accept(by id: String) throws {
            _ = try record.workspace.ledger.append(
                ReviewEntry.accept(first.id.text, upTo: link, finding: nil, actions: []),
                by: record.author(id)
            )
        }
        // Whoever was in it has not been through it.
        try accept(by: "ta")
        #expect(try record.review().figures.accepted == 0)
        try accept(by: "lead")
        var review = try record.review()
        #expect(review.queue.map(\.id) == [second.id.text, first.id.text])
        #expect(review.queue[1].accepted?.by == "lead")
        #expect(review.queueLength == 2)
        #expect(review.queueAccepted == 1)
        // An erasure tells nothing new.
        let seq = try #require(try first.read().records.first { !$0.texts.isEmpty }?.seq)
        try record.workspace.erase(seq, "who", of: first.id, by: record.author("head"))
        #expect(try record.review().queueAccepted == 1)
        try record.write(first, .note("one thing more"), at: "12:00")
        review = try record.review()
        #expect(review.queueAccepted == 0)
        #expect(review.figures.accepted == 0)
    }
}
