import Testing

@testable import Checklist
@testable import StreamGuard

/// Parts of a review, put together; samples; and figures that outlast erasures.
@Suite struct ReviewParts {
    private let record: ReviewRecord

    init() throws {
        record = try ReviewRecord()
        try record.now("2026-11-20T09:00")
        try record.roles()
        for number in 0..<12 { try session(number) }
        try record.plan("never", "15:00", needs: ["one-to-one"])
        let declined = try record.plan("declined", "16:00", pupils: 1)
        try record.decide(.decline, declined)
    }

    /// Sessions of several days, hosts and classes, with something of everything.
    private func session(_ number: Int) throws {
        let day = ["2026-11-22", "2026-11-24", "2026-11-27", "2026-12-01"][number % 4]
        let host = ["teacher", "other", "teacher-b"][number % 3]
        let time = "\(day)T1\(number % 5):00"
        try record.now("2026-11-21T09:00")
        let plan = try record.plan(
            "plan-\(number)",
            time,
            pupils: number % 5,
            group: "year-\(number % 2)",
            host: host,
            needs: number % 4 == 1 ? ["one-to-one"] : []
        )
        let approval = number % 4 == 1 ? try record.decide(.approve, plan) : nil
        let log = try record.open(
            plan,
            time,
            due: "\(day)T20:00",
            host: host,
            verdict: number % 6 == 2 ? .needsApproval : .ready,
            approvals: [approval].compactMap { $0 },
            unapproved: number % 6 == 2 ? [.init(rule: "one-to-one", state: .stale)] : []
        )
        guard number != 7 else { return }
        try record.lesson(
            log,
            from: time,
            to: "\(day)T1\(number % 5):\(30 + number)",
            pupils: number % 4,
            second: number % 3 != 0
        )
        if number % 2 == 0 {
            let since = "\(day)T1\(number % 5):05"
            try record.spell(log, "second-there", from: since, to: "\(since.dropLast(2))09")
        }
        if number % 3 == 0 {
            let at = "\(day)T1\(number % 5):4\(number % 10)"
            let seq = try record.write(log, ReviewRecord.incident(), at: at)
            if number % 2 == 0 {
                try record.write(log, ReviewRecord.handover(of: seq, to: "lead"), at: at)
                try record.write(log, ReviewRecord.handover(of: seq, to: "head"), at: at)
            }
        }
        if number % 4 != 3 { try record.close(log, at: "\(day)T\(number == 4 ? 21 : 19):00") }
    }

    private func scope() throws -> ReviewScope {
        try record.scope("2026-11-22", "2026-12-06", at: "2026-12-10T09:00")
    }

    private let limits = ReviewLimits(
        queue: 5,
        neverRan: 1,
        sample: ReviewLimits.Draw(phrase: "a wet Tuesday", size: 4)
    )
    private let root = SampleRoot(root: Array(0..<32), size: 100_000)

    /// A review of one copy of the record for each number.
    private func part(
        _ sessions: [OpenedSession],
        number: Int,
        withPlans: Bool
    ) throws -> Review {
        var fold = try record.fold(scope(), number: number, limits: limits, root: root)
        for opened in sessions {
            let id = try #require(SessionID(opened.id))
            fold.add(opened, try record.summary(SessionLog(id: id, workspace: record.workspace)))
        }
        return fold.finish(withPlans: withPlans)
    }

    @Test func `parts in any order come to the same as the whole`() throws {
        let sessions = try record.ledger().sessions(in: scope())
        #expect(sessions.count == 12)
        var whole = try part(sessions, number: 0, withPlans: true)
        whole.add(try part(sessions, number: 1, withPlans: true))
        #expect(whole.figures.ran == 24)
        #expect(whole.queue.count == 5)
        #expect(whole.queueLength > 5)
        #expect(whole.neverRan.count == 1)
        #expect(!whole.repeats.isEmpty)
        #expect(whole.sample?.drawn.count == 4)
        #expect(whole.sample?.bases.map(\.record) == [0, 1])
        // Each session by itself, and the plans by themselves.
        var parts: [Review] = []
        for number in 0...1 {
            for opened in sessions {
                parts.append(try part([opened], number: number, withPlans: false))
            }
            parts.append(try part([], number: number, withPlans: true))
        }
        let chance = RecordStore.Chance()
        for _ in 0..<20 {
            var left = parts
            var sum = left.remove(at: Int(chance.bytes(1)[0]) % left.count)
            while !left.isEmpty {
                var next = left.remove(at: Int(chance.bytes(1)[0]) % left.count)
                // Now and then two parts are put together first.
                if let other = left.last, chance.bytes(1)[0] < 128 {
                    next.add(other)
                    left.removeLast()
                }
                sum.add(next)
            }
            #expect(sum == whole)
        }
    }

    @Test func `a part alone is not yet a repeat`() throws {
        let sessions = try record.ledger().sessions(in: scope())
        let one = try part([sessions[0]], number: 0, withPlans: false)
        #expect(one.repeats.isEmpty)
        var two = one
        two.add(try part([sessions[6]], number: 0, withPlans: false))
        #expect(two.repeats.map(\.sessions).contains(2))
        // The same host in another record is another.
        var others = one
        others.add(try part([sessions[6]], number: 1, withPlans: false))
        #expect(others.repeats.isEmpty)
    }

    @Test func `the queue is in the order of the marks, then of time`() throws {
        let sessions = try record.ledger().sessions(in: scope())
        var fold = try record.fold(scope(), limits: ReviewLimits())
        for opened in sessions {
            let id = try #require(SessionID(opened.id))
            fold.add(opened, try record.summary(SessionLog(id: id, workspace: record.workspace)))
        }
        let queue = fold.finish().queue
        #expect(queue.count > 6)
        for (one, next) in zip(queue, queue.dropFirst()) {
            let firstOther = zip(one.marks, next.marks).first { $0 != $1 }
            if let (mine, others) = firstOther {
                #expect(mine < others)
            } else if one.marks.count == next.marks.count {
                #expect((one.day, one.id) != (next.day, next.id))
                #expect(one.day <= next.day)
            } else {
                #expect(one.marks.count > next.marks.count)
            }
        }
    }

    // MARK: The sample

    @Test func `the smallest are drawn, of those that the checkpoint covers`() throws {
        let sessions = try record.ledger().sessions(in: scope())
        let drawn = try part(sessions, number: 0, withPlans: false).sample?.drawn ?? []
        let all = sessions.map { root.key("a wet Tuesday", session: $0.id) }
            .sorted { $0.lexicographicallyPrecedes($1) }
        #expect(drawn.map(\.key) == Array(all.prefix(4)))
        let covered = SampleRoot(root: root.root, size: sessions[1].link.seq)
        var fold = try record.fold(scope(), limits: limits, root: covered)
        for opened in sessions { fold.add(opened, nil) }
        let few = fold.finish().sample?.drawn ?? []
        #expect(Set(few.map(\.session.id)) == Set(sessions[...1].map(\.id)))
    }

    // MARK: Erasures

    @Test func `every figure is the same once all texts are erased`() throws {
        func review() throws -> Review {
            try record.review(scope(), limits: ReviewLimits())
        }
        let before = try review()
        try record.eraseAll()
        let after = try review()
        #expect(after.figures == before.figures)
        #expect(after.rules == before.rules)
        #expect(after.categories == before.categories)
        #expect(after.weeks == before.weeks)
        #expect(after.queue.map(\.id) == before.queue.map(\.id))
        #expect(after.queue.map(\.marks) == before.queue.map(\.marks))
        // Classes are named by texts: disposal leaves them where they are of two pupils or more.
        #expect(
            after.repeats == before.repeats.filter { $0.kind == .host }
        )
        #expect(after.neverRan.map(\.reason) == before.neverRan.map(\.reason))
    }
}

/// The numbers by which sessions are drawn.
@Suite struct ReviewSamples {
    /// Computed with another program:
    /// `hashlib.sha256(b"slog/1/sample\\0" + bytes(range(32)) + b"a wet Tuesday" + sid)`.
    @Test(arguments: [
        (
            "20261124-0123456789abcdef",
            "8c3484040e3229b15977eff960bae27c991441f0fadd93ef8aeb4b8b1a06bb2b"
        ),
        (
            "20261124-zyxwvtsrqpnmkjhg",
            "2dfe163f54e31927cb4c26a98433034ea38021301b6198e51d5d9e75becc0ea5"
        ),
    ])
    func `its numbers are those of the definition`(_ session: String, _ key: String) {
        #expect(
            SampleRoot(root: Array(0..<32), size: 9).key("a wet Tuesday", session: session).hex
                == key
        )
    }
}
