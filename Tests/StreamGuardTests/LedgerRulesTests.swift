import Checklist
import Testing

@testable import StreamGuard

/// What `verify` says of approvals, plans and openings from the ledger alone.
@Suite struct LedgerRuling {
    private let store = RecordStore()
    private let workspace: Workspace
    private let teacher = Author(by: "ta-1", uid: 1001, host: "desk-3")
    private let head = Author(by: "head", uid: 1002, host: "desk-4")
    private let holders: RoleHolders

    init() throws {
        workspace = try Workspace.create(
            at: RecordStore.path,
            name: "mill",
            trial: false,
            by: store.author,
            store.surroundings
        )
        let school = #"{"people":[{"id":"head","roles":["slt"]},{"id":"ta-1","roles":[]}]}"#
        holders = RoleHolders(
            People(try Document(parsing: SourceText(name: "s", text: school))),
            roles: ["slt"]
        )
    }

    // MARK: Entries

    private func handIn(previous: String? = nil) throws -> String {
        let plan = try Document(parsing: SourceText(name: "p", text: #"{"id":"x"}"#))
        var facts: [String: JSON] = ["start": .string("2026-11-26T14:00:00Z")]
        facts["previous"] = previous.map { .string($0) }
        return try workspace.ledger.handIn(plan, by: teacher) { digest in
            facts["plan"] = .string(digest)
            return NewEntry(previous == nil ? .plan : .planRevised, facts: facts)
        }.digest
    }

    private func roles() throws {
        _ = try workspace.ledger.append(holders.entry, by: head)
    }

    @discardableResult
    private func decide(
        _ digest: String,
        _ decision: String = "approve",
        by author: Author? = nil,
        role: String = "slt",
        material: Bool = true,
        changing changes: [String: JSON?] = [:]
    ) throws -> Int {
        var facts: [String: JSON] = [
            "decision": .string(decision), "rule": .string("C13"), "plan": .string(digest),
            "role": .string(role), "roles": .string(holders.digest),
            "not_before": .string("2026-11-26T00:00:00Z"),
            "not_after": .string("2026-12-31T00:00:00Z"),
        ]
        for (name, value) in changes { facts[name] = value }
        let texts = material ? ["material": "{}", "because": "x"] : ["because": "x"]
        return try workspace.ledger.append(
            NewEntry(.approval, facts: facts, texts: texts),
            by: author ?? head
        ).seq
    }

    private func open(
        _ digest: String,
        under approvals: [Int],
        starts: String = "2026-11-26T14:00:00Z"
    ) throws {
        let facts: [String: JSON] = [
            "plan": .string(digest), "approvals": .array(approvals.map { .int(Int64($0)) }),
            "starts": .string(starts),
        ]
        _ = try workspace.openSession(day: "20261126", facts: facts, by: teacher)
    }

    private func remove(_ digest: String) throws {
        let folder = try #require(store.memory.find("\(RecordStore.path)/plans"))
        folder.names["\(digest).json"] = nil
    }

    private func expect(
        _ severity: RecordProblem.Severity?,
        _ text: String = "",
        _ location: Testing.SourceLocation = #_sourceLocation
    ) throws {
        let outcome = try store.verify()
        let found = outcome.problems.filter { $0.severity != .note || $0.file == "ledger.jsonl" }
        guard let severity else {
            #expect(found.isEmpty, sourceLocation: location)
            return
        }
        #expect(
            found.count == 1 && found[0].severity == severity && found[0].text.contains(text),
            "\(found.map(\.line))",
            sourceLocation: location
        )
        #expect(outcome.exitCode == (severity == .damage ? .no : .unvouched))
    }

    // MARK: Tests

    @Test func nothingIsSaidOfWhatIsInOrder() throws {
        let first = try handIn()
        let second = try handIn(previous: first)
        try roles()
        let approval = try decide(second)
        try decide(second, "decline")
        try open(second, under: [approval])
        try decide(second, "withdraw", changing: ["of": .int(Int64(approval))])
        try expect(nil)
    }

    @Test func aPlanHasToBeThere() throws {
        let digest = try handIn()
        try remove(digest)
        try expect(.damage, "the plan is gone that was handed in")
    }

    @Test func aPlanMayBeErased() throws {
        let digest = try handIn()
        try remove(digest)
        let ground = DisposalEntry.Ground(kind: nil, days: nil, from: nil, isEarly: false)
        let proposal = try workspace.ledger.append(
            DisposalEntry.propose(.plan(2), ground, because: nil),
            by: teacher
        ).seq
        func erase(_ facts: [String: JSON]) throws {
            try workspace.ledger.locked(by: head) { (open) throws(JournalError) in
                _ = try open.append(NewEntry(.redact, facts: facts), by: head)
            }
        }
        func follow(_ what: DisposalEntry.What) throws {
            _ = try workspace.ledger.append(
                DisposalEntry.follow(what, of: proposal, session: nil),
                by: head
            )
        }
        try follow(.confirm)
        try erase([
            "texts": .array([.string("2.plan")]), "second": .string("ta-1"),
            "proposal": .int(Int64(proposal)),
        ])
        try follow(.done)
        try expect(nil)
        // What no two people decided, or more than they decided, is damage.
        try erase(["of": .int(2), "field": .string("plan"), "second": .string("ta-1")])
        try expect(.damage, "it erases what no two people had decided to erase")
    }

    @Test func anErasureTakesNoMoreThanWasDecided() throws {
        _ = try handIn()
        let ground = DisposalEntry.Ground(kind: nil, days: nil, from: nil, isEarly: false)
        let proposal = try workspace.ledger.append(
            DisposalEntry.propose(.ledger(9, field: "id"), ground, because: nil),
            by: teacher
        ).seq
        _ = try workspace.ledger.append(
            DisposalEntry.follow(.confirm, of: proposal, session: nil),
            by: head
        )
        try workspace.ledger.locked(by: head) { (open) throws(JournalError) in
            let facts: [String: JSON] = [
                "texts": .array([.string("2.id")]), "proposal": .int(Int64(proposal)),
            ]
            _ = try open.append(NewEntry(.redact, facts: facts), by: head)
        }
        _ = try workspace.ledger.append(
            DisposalEntry.follow(.done, of: proposal, session: nil),
            by: head
        )
        try expect(.damage, "it erases `2.id`, which entry \(proposal) does not propose")
    }

    /// Who disposes of what is held leaves a trace that stays.
    @Test func nothingIsDisposedOfUnderAHold() throws {
        _ = try handIn()
        let ground = DisposalEntry.Ground(kind: nil, days: nil, from: nil, isEarly: false)
        let proposal = try workspace.ledger.append(
            DisposalEntry.propose(.plan(2), ground, because: nil),
            by: teacher
        ).seq
        let hold = try workspace.ledger.append(
            DisposalEntry.hold(nil, because: "an inquiry"),
            by: teacher
        ).seq
        _ = try workspace.ledger.append(
            DisposalEntry.follow(.confirm, of: proposal, session: nil),
            by: head
        )
        _ = try workspace.ledger.append(
            DisposalEntry.follow(.done, of: proposal, session: nil),
            by: head
        )
        try expect(.damage, "it disposes of what entry \(hold) holds")
    }

    @Test func aRevisionFollowsWhatWasHandedIn() throws {
        _ = try handIn(previous: RecordHash.nothing)
        try expect(.damage, "it follows a version of the plan that was never handed in")
    }

    @Test func aPlanThatNoEntryTellsOfIsNoted() throws {
        let plan = try Document(parsing: SourceText(name: "p", text: #"{"id":"x"}"#))
        let stray = PlanVersion(plan, nonce: store.surroundings.random(16))
        try store.put(stray.bytes, as: stray.file, in: "plans")
        let outcome = try store.verify()
        #expect(outcome.exitCode == .unvouched)
        #expect(outcome.problems.map(\.text) == ["no entry of the ledger tells of this plan"])
    }

    @Test func rolesFitTheirDigest() throws {
        let facts: [String: JSON] = [
            "roles": .string(holders.digest), "holders": .array([.string("slt:ta-1")]),
        ]
        _ = try workspace.ledger.append(NewEntry(.roles, facts: facts), by: teacher)
        try expect(.damage, "the roles that it lists are not those of its digest")
    }

    @Test func aRoleThatSomebodyGaveThemselvesIsNoted() throws {
        let digest = try handIn()
        try roles()
        let more = RoleHolders(
            holders.holdings + [RoleHolders.Holding(role: "slt", id: "upstart")]
        )
        let upstart = Author(by: "upstart", uid: 77, host: "desk-9")
        _ = try workspace.ledger.append(more.entry, by: upstart)
        try decide(digest, by: upstart, changing: ["roles": .string(more.digest)])
        try expect(.note, "nobody had confirmed that `upstart` is `slt`")
    }

    @Test func anApprovalIsOfAPlanThatWasHandedIn() throws {
        try roles()
        try decide(RecordHash.nothing)
        try expect(.damage, "it decides on a plan that was never handed in")
    }

    @Test func anApprovalCitesWhoHoldsWhichRole() throws {
        try decide(try handIn())
        try expect(.damage, "it cites a list of roles that the ledger does not have")
    }

    @Test func anApproverHasTheRole() throws {
        let digest = try handIn()
        try roles()
        try decide(digest, by: Author(by: "ta-2", uid: 7, host: "d"))
        try expect(.damage, "`ta-2` approves as `slt`, and is not that on the list")
    }

    @Test func anApproverHasThatRoleAndNoOther() throws {
        let digest = try handIn()
        try roles()
        try decide(digest, role: "head")
        try expect(.damage, "`head` approves as `head`, and is not that on the list")
    }

    @Test func anApproverIsNotWhoHandedItIn() throws {
        let digest = try handIn()
        try roles()
        try decide(digest, by: Author(by: "head", uid: teacher.uid, host: teacher.host))
        try expect(.note, "whoever handed the plan in approved it")
    }

    @Test func anApprovalComesBeforeTheSession() throws {
        let digest = try handIn()
        try roles()
        store.clock.seconds += 5 * 86_400
        try decide(digest)
        try expect(.note, "it was given when that session had begun")
    }

    @Test func anApprovalSaysOnWhat() throws {
        let digest = try handIn()
        try roles()
        try decide(digest, material: false)
        try expect(.note, "does not say on what")
        try decide(digest, "maybe")
        #expect(try store.verify().problems.count == 2)
    }

    @Test func aWithdrawalIsOfAnApproval() throws {
        let digest = try handIn()
        try decide(digest, "withdraw", changing: ["of": .int(2)])
        try expect(.damage, "it takes back an approval that is not there")
    }

    @Test func aSessionIsOpenedUnderAnApprovalThatIsThere() throws {
        let digest = try handIn()
        try roles()
        try open(digest, under: [3])
        try expect(.damage, "it was opened under entry 3, which is no approval")
    }

    @Test func aSessionUnderAnApprovalThatWasTakenBackIsNoted() throws {
        let digest = try handIn()
        try roles()
        let approval = try decide(digest)
        try decide(digest, "withdraw", changing: ["of": .int(Int64(approval))])
        try open(digest, under: [approval])
        try expect(.note, "which entry 5 had taken back")
    }

    @Test(arguments: [
        ("2026-11-25T23:45:00Z", true), ("2026-11-25T23:44:59Z", false),
        ("2026-12-31T00:00:00Z", true), ("2026-12-31T00:00:01Z", false),
    ])
    func aSessionOutsideThePeriodIsNoted(starts: String, isWithin: Bool) throws {
        let digest = try handIn()
        try roles()
        try open(digest, under: [try decide(digest)], starts: starts)
        if isWithin { try expect(nil) } else { try expect(.note, "outside its period") }
    }

    @Test func aSessionsPlanHasToBeThere() throws {
        try open(RecordHash.nothing, under: [])
        try expect(.damage, "the plan of this session is gone")
    }

    // MARK: Reviews

    private func review(_ what: String, _ facts: [String: JSON]) throws {
        let facts = facts.merging(["what": .string(what)]) { old, _ in old }
        _ = try workspace.ledger.append(NewEntry(.review, facts: facts), by: head)
    }

    @Test func anAcceptedSessionWasOpened() throws {
        try review(
            "accept",
            [
                "sid": .string("20261126-0000000000000000"), "n": .int(1),
                "head": .string(RecordHash.nothing),
            ]
        )
        try expect(.damage, "it accepts a session that was never opened")
    }

    @Test func anAcceptanceSaysUpToWhere() throws {
        let digest = try handIn()
        try open(digest, under: [])
        let session = try #require(try workspace.sessionIDs().first)
        try review("accept", ["sid": .string(session.text)])
        try expect(.damage, "up to where")
    }

    @Test func aReviewRestsOnACheckpointOfThisLedger() throws {
        let digest = try handIn()
        try open(digest, under: [])
        let checkpoint = try workspace.ledger.read().checkpoint(of: workspace.origin)
        let size = JSON.int(Int64(checkpoint.size))
        try review("sign", ["size": size, "root": .string(checkpoint.root.hex)])
        try expect(nil)
        try review("sign", ["size": size, "root": .string(RecordHash.nothing)])
        try expect(.damage, "is none of this ledger")
    }

    @Test func aReviewRestsOnNothingThatCameAfterIt() throws {
        let later = try workspace.ledger.read().checkpoint(of: workspace.origin)
        try review("sign", ["size": .int(9), "root": .string(later.root.hex)])
        try expect(.damage, "is none of this ledger")
    }

    @Test func aSampleWasOpened() throws {
        let now = try workspace.ledger.read().checkpoint(of: workspace.origin)
        try review(
            "sign",
            [
                "size": .int(Int64(now.size)), "root": .string(now.root.hex),
                "sampled": .array([.string("20261126-0000000000000000")]),
            ]
        )
        try expect(.damage, "its sample has a session that was never opened")
    }

    @Test(arguments: [(2, 1, true), (2, 2, false), (2, 0, false), (3, 1, false), (1, 1, false)])
    func whatIsDoneWasResolved(of: Int, number: Int, isThere: Bool) throws {
        let now = try workspace.ledger.read().checkpoint(of: workspace.origin)
        try review(
            "sign",
            [
                "size": .int(Int64(now.size)), "root": .string(now.root.hex),
                "owners": .array([.string("head")]), "dues": .array([.string("2026-12-18")]),
            ]
        )
        try review("done", ["of": .int(Int64(of)), "number": .int(Int64(number))])
        if isThere { try expect(nil) } else { try expect(.damage, "closes an action that is not") }
    }
}
