import Testing

@testable import Checklist
@testable import StreamGuard

/// How sessions stood to the approvals that their plans needed.
@Suite struct ReviewApprovals {
    private let record: ReviewRecord

    init() throws {
        record = try ReviewRecord()
        try record.now("2026-11-20T09:00")
        try record.roles()
    }

    private func plan(after previous: String? = nil) throws -> String {
        try record.plan("reading", pupils: 1, by: "other", after: previous)
    }

    private func state(_ log: SessionLog) throws -> ApprovalState {
        try record.session(log).approval
    }

    /// An opening as older versions wrote it: it does not tell what lacked.
    private func old(_ plan: String, approvals: [Int] = []) throws -> SessionLog {
        try record.open(
            plan,
            verdict: .needsApproval,
            approvals: approvals,
            without: ["unapproved", "recording"]
        )
    }

    @Test func `a plan that needs none is not short of one`() throws {
        #expect(try state(record.open(plan())) == .notNeeded)
        // Something else was against it.
        #expect(try state(record.open(plan(), verdict: .doNotRun)) == .notNeeded)
    }

    @Test func `an approval that held makes it approved`() throws {
        let plan = try plan()
        let approval = try record.decide(.approve, plan)
        let log = try record.open(plan, approvals: [approval])
        #expect(try state(log) == .approved)
        #expect(try record.marks(log) == [.oneToOne, .noLog])
        // What is taken back later changes nothing about that.
        try record.decide(.withdraw, plan, of: approval)
        #expect(try state(log) == .approved)
    }

    @Test(arguments: ApprovalState.allCases.filter(\.isMissing))
    func `the opening tells what lacked`(_ missing: ApprovalState) throws {
        let lack = OpenedSession.Unapproved(rule: "one-to-one", state: missing)
        let log = try record.open(plan(), verdict: .needsApproval, unapproved: [lack])
        #expect(try record.opened(log).unapproved == [lack])
        #expect(try state(log) == missing)
        #expect(try record.marks(log).contains(.unapproved))
    }

    @Test func `of several the weightiest counts`() throws {
        let lacks = ["stale", "declined", "none"].compactMap(ApprovalState.init).map {
            OpenedSession.Unapproved(rule: "\($0.rawValue)-rule", state: $0)
        }
        #expect(try state(record.open(plan(), unapproved: lacks)) == .declined)
        #expect(try state(record.open(plan(), unapproved: [lacks[0], lacks[2]])) == .none)
    }

    // MARK: Approvals that an opening names

    @Test func `one that had been taken back is none`() throws {
        let plan = try plan()
        let approval = try record.decide(.approve, plan)
        try record.decide(.withdraw, plan, of: approval)
        #expect(try state(record.open(plan, approvals: [approval])) == .withdrawn)
    }

    @Test func `one whose period does not hold the start has expired`() throws {
        let plan = try plan()
        let early = try record.decide(.approve, plan, until: "2026-11-24T09:59")
        let late = try record.decide(.approve, plan, from: "2026-11-24T10:16")
        let grace = try record.decide(.approve, plan, from: "2026-11-24T10:15")
        #expect(try state(record.open(plan, approvals: [early])) == .expired)
        #expect(try state(record.open(plan, approvals: [late])) == .expired)
        #expect(try state(record.open(plan, approvals: [grace])) == .approved)
    }

    @Test func `one that could not count is void`() throws {
        let plan = try plan()
        let byHost = try record.decide(.approve, plan, by: "teacher-b")
        let byAuthor = try record.decide(.approve, plan, by: "other")
        let unknown = try record.decide(.approve, plan, by: "lead")
        let declined = try record.decide(.decline, plan)
        for approval in [byHost, byAuthor, unknown, declined, 1, 999] {
            #expect(try state(record.open(plan, approvals: [approval])) == .void)
        }
        try record.now("11:00")
        let after = try record.decide(.approve, plan)
        #expect(try state(record.open(plan, approvals: [after])) == .void)
    }

    @Test func `one account is one person, but in a trial`() throws {
        let plan = try plan()
        let approval = try record.decide(.approve, plan)
        let log = try record.open(plan, approvals: [approval])
        #expect(try state(log) == .approved)
        record.isTrial = false
        #expect(try state(log) == .void)
    }

    // MARK: Openings of older versions

    @Test func `without a word the ledger's decisions tell`() throws {
        let first = try plan()
        #expect(try state(old(first)) == .none)
        let approval = try record.decide(.approve, first)
        let second = try plan(after: first)
        #expect(try state(old(second)) == .stale)
        // For other facts than those that were run, though the version is the same.
        #expect(try state(old(first)) == .stale)
        try record.decide(.withdraw, first, of: approval)
        #expect(try state(old(second)) == .withdrawn)
        try record.decide(.decline, second)
        #expect(try state(old(second)) == .declined)
        try record.decide(.approve, second, until: "2026-11-23T00:00")
        #expect(try state(old(second)) == .expired)
        try record.decide(.approve, second, by: "teacher")
        #expect(try state(old(second)) == .void)
    }

    @Test func `what was decided after the opening counts for nothing`() throws {
        let plan = try plan()
        let log = try old(plan)
        let approval = try record.decide(.approve, plan)
        #expect(try state(log) == .none)
        try record.decide(.withdraw, plan, of: approval)
        try record.decide(.decline, plan)
        #expect(try state(log) == .none)
    }

    @Test func `a rule that was allowed is not the one that lacks`() throws {
        let plan = try plan()
        let approval = try record.decide(.approve, plan)
        #expect(try state(old(plan, approvals: [approval])) == .none)
        try record.decide(.decline, plan, rule: "recording")
        #expect(try state(old(plan, approvals: [approval])) == .declined)
    }

    @Test func `a rule that was broken from the start on tells too`() throws {
        let log = try record.open(plan(), verdict: .doNotRun, without: ["unapproved"])
        try record.lesson(log)
        #expect(try state(log) == .notNeeded)
        try record.spell(log, "second-there", from: "10:00", moment: "start")
        #expect(try state(log) == .notNeeded)
        try record.spell(log, "one-to-one", from: "10:00", moment: "start")
        #expect(try state(log) == .none)
    }

    @Test func `nothing of it changes when the texts are erased`() throws {
        let plan = try plan()
        let approval = try record.decide(.approve, plan)
        let held = try record.open(plan, approvals: [approval])
        let stale = try old(plan)
        try record.eraseAll()
        #expect(try state(held) == .approved)
        #expect(try state(stale) == .stale)
    }

    // MARK: Written by the program

    @Test func `a start without approval writes down what lacked, and no recording`() throws {
        let stage = try SessionStage(plan: "needs-approval-one-to-one-reading")
        stage.clock("2026-11-26T13:55:00Z")
        let lesson = stage.folder.file("demo/lesson.plan.json")
        let refused = stage.run(nil, "start", lesson)
        #expect(refused.status == .no, "\(refused.output)")
        _ = stage.run(nil, "start", lesson, "--despite", "nobody could be reached")
        let workspace = try Workspace(
            at: Paths.joined(stage.folder.file("demo"), Workspace.name),
            RecordStore().surroundings(on: .system())
        )
        let ledger = try workspace.ledger.read()
        let opened = try #require(OpenedSession.all(in: ledger.records).last)
        #expect(opened.unapproved == [.init(rule: "C13-one-to-one", state: .none)])
        #expect(opened.isRecordingPlanned == false)
        let plan = try #require(ledger.records.last { $0.kind == .plan })
        #expect(plan.value("needs")?.canonical() == #"["C13-one-to-one"]"#)
    }
}
