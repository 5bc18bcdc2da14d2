import Checklist
import Foundation
import Testing

@testable import StreamGuard

/// `check` where there is a record: what was approved counts, earlier sessions are counted.
@Suite struct CheckingWithARecord {
    private let folder: TemporaryFolder
    private var console = TestConsole()
    private let workspace: Workspace
    private let people: People
    private var reading: String { folder.file("d/plans/reading.plan.json") }

    /// A demo: `reading` is a one-to-one of `ta-1` on 24 November that only needs approval.
    init() throws {
        folder = try TemporaryFolder()
        console.folder = folder.path
        console.environment["STREAMGUARD_CHECKLISTS"] = Shipped.folder
        #expect(console.run("init", "--demo", "d").status == .yes)
        console.folder = folder.file("d")
        let surroundings = Surroundings.system(TestConsole.console(console.account, nil))
        workspace = try Workspace(at: folder.file("d/.streamguard"), surroundings)
        people = People(try Texts.document(folder.file("d/school.json")))
    }

    private func check(_ words: String...) -> Run { console.run(["check"] + words) }

    /// What is said of the one-to-one, as JSON.
    private func finding() throws -> JSON {
        let run = check(reading, "--format", "json")
        let report = JSON(try Document(parsing: SourceText(name: "x", text: run.output)).root)
        let findings = report.member("findings")?.elements ?? []
        return try #require(findings.first { $0.member("rule")?.text == "C13-one-to-one" })
    }

    private func author(_ id: String) -> Author { Author(by: id, uid: 1, host: "desk-3") }

    /// Enters a plan's version as `submit` does.
    @discardableResult
    private func hand(
        _ file: String,
        by: String = "ta-1",
        texts: [String: String] = [:],
        facts more: [String: JSON] = [:]
    ) throws -> String {
        let document = try Texts.document(file)
        var facts = more
        var texts = texts
        texts["id"] = document.root.member("id")?.string
        texts["group"] = document.root.member("group")?.string
        let kind = more["previous"] == nil ? EntryKind.plan : .planRevised
        return try workspace.ledger.handIn(document, by: author(by)) { digest in
            facts["plan"] = .string(digest)
            return NewEntry(kind, facts: facts, texts: texts)
        }.digest
    }

    /// Enters a decision about what `check` says has to be approved.
    @discardableResult
    private func decide(
        _ decision: ApprovalFacts.Decision = .approve,
        on digest: String,
        of: Int? = nil
    ) throws -> Receipt {
        let holders = RoleHolders(people, roles: ["head", "slt"])
        _ = try workspace.ledger.append(holders.entry, by: author("head"))
        let material = try #require(finding().member("approval")?.member("material"))
        let draft = ApprovalDraft(
            decision: decision,
            rule: "C13-one-to-one",
            planID: try #require(try Texts.document(reading).root.member("id")?.string),
            plan: digest,
            role: "slt",
            roles: holders.digest,
            material: material.members.map { (path: $0.0, value: $0.1) },
            because: "The support plan asks for it.",
            period: decision == .approve
                ? try #require(Timestamp(rfc3339: "2026-11-22T00:00:00Z"))...#require(
                    Timestamp(rfc3339: "2026-12-18T23:59:59Z")
                ) : nil,
            conditions: decision == .approve ? ["A parent is within call."] : [],
            of: of
        )
        return try workspace.ledger.append(draft.entry, by: author("head"))
    }

    private func edit(_ file: String, _ old: String, _ new: String) throws {
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(text.contains(old), "\(file) has no \(old)")
        try text.replacingOccurrences(of: old, with: new)
            .write(toFile: file, atomically: true, encoding: .utf8)
    }

    /// Every line in one, so that wrapping does not matter.
    private func flat(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    // MARK: Approvals

    @Test func anApprovalMakesAPlanReady() throws {
        let before = check(reading)
        #expect(before.status == .no)
        #expect(before.output.hasPrefix("NEEDS APPROVAL "))
        #expect(before.errors == "TRIAL RECORD: for trying things out; nothing here counts.\n")
        #expect(try finding().member("standing")?.canonical() == #"{"state":"none"}"#)
        try decide(on: hand(reading))
        let after = check(reading)
        #expect(after.status == .yes)
        #expect(after.output.hasPrefix("READY "))
        #expect(after.output.contains("  Nothing stands in the way, as 1 thing has been approved"))
        #expect(after.output.contains("     By: a member of the senior leadership team (head) on "))
        #expect(after.output.contains("     Condition: A parent is within call.\n"))
        #expect(after.output.contains("     Used: not yet\n"))
        #expect(try finding().member("status")?.text == "approved")
        let all = check(reading, "--all")
        #expect(all.output.contains("  approved        C13-one-to-one: "))
        // It also stands for a plan from standard input, which is the same.
        var typed = console
        typed.input = try FileReader.read(reading)
        #expect(typed.run("check", "-").status == .yes)
    }

    @Test func theSessionsUnderAnApprovalAreCounted() throws {
        let digest = try hand(reading)
        let approval = try decide(on: digest)
        let facts: [String: JSON] = [
            "plan": .string(digest), "approvals": .array([.int(Int64(approval.seq))]),
        ]
        for _ in 1...2 {
            _ = try workspace.openSession(day: "20261124", facts: facts, by: author("ta-1"))
        }
        #expect(check(reading).output.contains("     Used: for 2 sessions\n"))
    }

    @Test func aChangeOfThePlanMakesItVoid() throws {
        let first = try hand(reading)
        try decide(on: first)
        try edit(reading, "\"company\": \"both\"", "\"company\": \"nobody\"")
        let run = check(reading)
        #expect(run.status == .no)
        let text = flat(run.output)
        #expect(
            text.contains("No longer counts: the approval by a member of the senior leadership")
        )
        #expect(text.contains("(plan.oneToOne.company) was both, and is now nobody"))
        #expect(text.contains("(this version of the plan has not been handed in)"))
        try hand(reading, by: "teacher-5b", facts: ["previous": .string(first)])
        #expect(flat(check(reading).output).contains("(handed in by teacher-5b on "))
        // Undone, it counts again.
        try edit(reading, "\"company\": \"nobody\"", "\"company\": \"both\"")
        #expect(check(reading).status == .yes)
    }

    @Test func aChangeInTheSchoolsProfileMakesItVoid() throws {
        try edit(reading, "\"pupils\": [\"p-5b-04\"],", "")
        let school = folder.file("d/school.json")
        try edit(
            school,
            "\"groups\": [",
            "\"groups\": [ { \"id\": \"reading-5b-04\", \"stage\": \"ks2\", \"pupils\": "
                + "[\"p-5b-04\"], \"agreementOn\": \"2026-09-09\", \"agreementBy\": \"pupils\" },"
        )
        try decide(on: hand(reading))
        #expect(check(reading).status == .yes)
        try edit(school, "\"pupils\": [\"p-5b-04\"]", "\"pupils\": [\"p-5b-05\"]")
        let run = check(reading)
        #expect(run.status == .no)
        let text = flat(run.output)
        #expect(
            text.contains(
                "(pupils) no longer has p-5b-04; now also has p-5b-05 (not by a plan that was "
                    + "handed in: look at the plan's file and the school's profile)"
            )
        )
    }

    @Test func aRefusalAndAWithdrawalAreSaid() throws {
        let digest = try hand(reading)
        let approval = try decide(on: digest)
        try decide(.withdraw, on: digest, of: approval.seq)
        let withdrawn = check(reading)
        #expect(withdrawn.status == .no)
        #expect(withdrawn.output.contains("     Withdrawn: by a member of the senior leadership"))
        #expect(withdrawn.output.contains("       Reason: The support plan asks for it.\n"))
        try decide(.decline, on: digest)
        #expect(check(reading).output.contains("     Declined: by a member of the senior"))
    }

    @Test func noApprovalInADamagedRecordCounts() throws {
        try decide(on: hand(reading))
        let ledger = folder.file("d/.streamguard/ledger.jsonl")
        var bytes = try FileReader.read(ledger)
        let place = try #require(
            String(decoding: bytes, as: UTF8.self).utf8.firstRange(of: "slt:".utf8)
        )
        let offset = String(decoding: bytes, as: UTF8.self).utf8.distance(
            from: String(decoding: bytes, as: UTF8.self).utf8.startIndex,
            to: place.lowerBound
        )
        bytes[offset] = UInt8(ascii: "x")
        try Data(bytes).write(to: URL(fileURLWithPath: ledger))
        let run = check(reading)
        #expect(run.status == .no)
        #expect(run.errors.contains("warning: the record is damaged or cut off, so no approval"))
        #expect(run.output.hasPrefix("NEEDS APPROVAL "))
    }

    @Test func aRecordThatCannotBeReadIsTold() throws {
        try decide(on: hand(reading))
        try FileManager.default.removeItem(atPath: folder.file("d/.streamguard/ledger.jsonl"))
        let run = check(reading)
        #expect(run.status == .no)
        #expect(run.output.hasPrefix("NEEDS APPROVAL "))
        #expect(run.errors.contains("warning: there is no record in "))
        #expect(run.errors.contains(", so no approval counts, and no earlier session\n"))
        let named = check(reading, "--store", folder.file("d/.streamguard"))
        #expect(named.status == .noAnswer)
        // A ledger that does not even begin.
        try folder.write("d/.streamguard/ledger.jsonl", "{}\n")
        let damaged = check(reading)
        #expect(damaged.status == .no)
        #expect(damaged.errors.contains("warning: the record is damaged or cut off"))
        #expect(damaged.output.hasPrefix("NEEDS APPROVAL "))
    }

    @Test func planningEndsWithTheSameVerdict() throws {
        try decide(on: hand(reading))
        let asked = console.run("plan", "ask", reading)
        #expect(asked.status == .yes)
        #expect(asked.output == check(reading).output)
    }

    // MARK: Which record

    @Test func aRecordThatIsNamedHasToBeThere() throws {
        let missing = check(reading, "--store", folder.file("none"))
        #expect(missing.status == .noAnswer)
        #expect(missing.errors.contains("there is no record in "))
        var elsewhere = console
        elsewhere.environment["STREAMGUARD_STORE"] = folder.file("none")
        #expect(elsewhere.run("check", reading).status == .noAnswer)
        // Without a record nothing is said of one.
        elsewhere = console
        elsewhere.folder = folder.path
        let run = elsewhere.run("check", reading)
        #expect(run.status == .no)
        #expect(run.errors.isEmpty)
        elsewhere.environment["STREAMGUARD_STORE"] = folder.file("d/.streamguard")
        #expect(elsewhere.run("check", reading).errors.hasPrefix("TRIAL RECORD"))
    }

    @Test func aRecordIsForTheProfileThatLiesWithIt() throws {
        let school = try TinySchool()
        #expect(school.console.run("init", "--record").status == .yes)
        let plan = try school.plan("a.plan.json", TinySchool.alone)
        #expect(school.check(plan).errors.isEmpty)
        let other = try school.folder.write("other/school.json", #"{"id": "other"}"#)
        let run = school.check(plan, "--school", other)
        #expect(run.status == .no)
        #expect(
            run.errors == "streamguard: warning: the record is not looked at: it is for "
                + "`school.json`, and the plan is judged by `other/school.json`\n"
        )
    }

    // MARK: Earlier sessions

    @Test func earlierSessionsAreCountedFromTheRecord() throws {
        let maths = folder.file("d/plans/maths.plan.json")
        let before = check(maths, "--all").output
        #expect(before.contains("  met             C10-gentle-start: "))
        #expect(before.contains("  met             C11-earlier-logs: "))
        let other = try folder.write("d/other.plan.json", #"{"id": "other", "group": "5b"}"#)
        let digest = try hand(
            other,
            by: "teacher-5b",
            texts: ["title": "Year 5 art"],
            facts: ["start": .string("2026-11-18T10:00:00Z"), "host": .string("teacher-5b")]
        )
        let facts: [String: JSON] = [
            "plan": .string(digest), "host": .string("teacher-5b"),
            "starts": .string("2026-11-18T10:00:00Z"), "due": .string("2026-11-19T10:00:00Z"),
        ]
        let session = try workspace.openSession(
            day: "20261118",
            facts: facts,
            by: author("teacher-5b")
        )
        let run = check(maths)
        // Advice does not hold the session back.
        #expect(run.status == .yes)
        let text = flat(run.output)
        #expect(text.contains("(first one 4 days ago), and the week already has 1 besides this"))
        #expect(text.contains("Earlier sessions of this host without a finished log: 1."))
        #expect(!run.errors.contains("overdue"))
        var host = console
        host.account = Account(login: "teacher-5b", uid: 1000, host: "desk-3")
        let mine = host.run("check", maths)
        #expect(
            mine.errors.contains(
                "streamguard: warning: the log of `Year 5 art` is overdue: `streamguard close "
                    + "--session \(session.log.id.text)` finishes it\n"
            )
        )
        // A file that says so counts instead.
        let told = try folder.write("d/history.json", #"{"sessionsThisWeek": 0}"#)
        #expect(!flat(check(maths, "--history", told).output).contains("Earlier sessions of"))
        _ = try session.log.append(NewEntry(.close), by: author("teacher-5b"))
        #expect(!host.run("check", maths).errors.contains("overdue"))
    }
}
