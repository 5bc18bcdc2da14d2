import Checklist
import Foundation
import Testing

@testable import StreamGuard

/// Disposal through the whole program: what is due, two people, holds, and what stays.
@Suite struct Disposing {
    /// A stage with one session that was held and closed, with pupils whose ids are texts.
    private static func held(incident: String? = nil) throws -> SessionStage {
        let stage = try SessionStage()
        try stage.start()
        stage.run("10:00", "join", "p-5b-01", "p-5b-02")
        stage.run("10:01", "note", "MARKER of a note")
        if let incident {
            stage.run("10:05", "incident", incident, "--about", "pupil", "--facts", "MARKER words")
        }
        stage.run("10:40", "leave", "--everyone")
        stage.run("10:41", "end")
        stage.run("10:42", "close", incident == nil ? "nothing" : "something")
        stage.person = "dpo"
        return stage
    }

    private static let due = "2029-09-02T09:00:00Z"

    /// The number of the proposal that waits.
    private static func number(_ stage: SessionStage) throws -> Int {
        try #require(try book(stage).open.first).entry
    }

    private static func book(_ stage: SessionStage) throws -> DisposalBook {
        DisposalBook(try ledger(stage).records)
    }

    private static func ledger(_ stage: SessionStage) throws -> History {
        try workspace(stage).ledger.read()
    }

    private static func workspace(_ stage: SessionStage) throws -> Workspace {
        try Workspace(
            at: Paths.joined(stage.folder.file("demo"), Workspace.name),
            RecordStore().surroundings(on: .system())
        )
    }

    /// Confirms all that waits, as somebody.
    private static func confirm(_ stage: SessionStage, as person: String) -> Run {
        stage.person = person
        let shown = stage.run(nil, "redact", "--confirm", "--all")
        guard let code = shown.errors.split(separator: "--seen ").last?.prefix(8) else {
            return shown
        }
        return stage.run(nil, "redact", "--confirm", "--all", "--seen", String(code))
    }

    /// All bytes of the record's logs, plans and ledger.
    private static func everything(_ stage: SessionStage) throws -> String {
        let workspace = try workspace(stage)
        var text = String(
            decoding: try workspace.ledger.journal.read(after: nil).files.flatMap(\.bytes),
            as: UTF8.self
        )
        for id in try workspace.sessionIDs() {
            let history = try workspace.session(id).read()
            text += String(decoding: history.files.flatMap(\.bytes), as: UTF8.self)
        }
        for name in try workspace.names(["plans"]) {
            let bytes = try workspace.load(name, in: "plans", limit: 1 << 20) ?? []
            text += String(decoding: bytes, as: UTF8.self)
        }
        return text
    }

    @Test func isDueTwoYearsAfterTheSchoolYear() throws {
        let stage = try Self.held()
        let early = stage.run("2029-08-30T09:00:00Z", "review", "--due")
        #expect(early.status == .yes, "\(early.output)\(early.errors)")
        #expect(early.output.contains("not due yet"))
        let due = stage.run(Self.due, "review", "--due")
        #expect(due.status == .no, "\(due.errors)")
        #expect(due.output.contains("Past its date: 1"))
        #expect(due.output.contains(stage.session))
        let json = stage.run(nil, "review", "--due", "--format", "json")
        let text = SourceText(name: "output", text: json.output)
        let items = try Document(parsing: text).root.member("records")?.elements.first?
            .member("items")?.elements
        #expect(items?.first?.text("state") == "due")
        #expect(items?.first?.text("kept") == "routine")
    }

    /// One proposes, the other confirms; texts and the plan are gone, facts and the chain are whole.
    @Test func erasesTextsAndLeavesFacts() throws {
        let stage = try Self.held()
        let before = try stage.shown(Self.due)
        let review = ["review", "--from", "2026-11-23", "--to", "2026-11-27"]
        stage.person = "head"
        let figures = stage.run(Self.due, review)
        #expect(figures.output.contains("teacher-5b"), "\(figures.errors)")
        stage.person = "dpo"
        #expect(try Self.everything(stage).contains("MARKER"))
        let proposed = stage.run(Self.due, "redact", "--due")
        #expect(proposed.status == .no, "\(proposed.errors)")
        #expect(!proposed.output.contains("MARKER"))
        #expect(try Self.everything(stage).contains("MARKER"))
        let done = Self.confirm(stage, as: "head")
        #expect(done.status == .yes, "\(done.output)\(done.errors)")
        let left = try Self.everything(stage)
        for gone in ["MARKER", "p-5b-01", "\"title\":[", "\"id\":["] {
            #expect(!left.contains(gone), "\(gone)")
        }
        #expect(try Self.workspace(stage).names(["plans"]).isEmpty)
        let verify = stage.console.run(["verify"])
        #expect(verify.status == .unvouched, "\(verify.output)")
        // A review finds the same.
        #expect(stage.run(Self.due, review).output == figures.output)
        let after = try stage.shown()
        for fact in ["started", "ended", "closed", "host"] {
            #expect(
                after.member(fact).map { JSON($0).canonical() }
                    == before.member(fact).map { JSON($0).canonical() },
                "\(fact)"
            )
        }
        #expect(stage.run(nil, "review", "--due").status == .yes)
        let ledger = try Self.ledger(stage)
        let redacts = ledger.records.filter { $0.kind == .redact }
        #expect(redacts.allSatisfy { $0.author.by == "head" && $0.fact("second") == "dpo" })
        #expect(redacts.count == 2)
    }

    @Test func needsTwoPeopleOfTheRightRoles() throws {
        let stage = try Self.held()
        stage.run(Self.due, "redact", "--due")
        let number = "\(try Self.number(stage))"
        let alone = stage.run(nil, "redact", "--confirm", number, "--seen", "00000000")
        #expect(alone.status == .notPermitted)
        #expect(alone.errors.contains("you proposed it yourself"))
        stage.person = "teacher-5a"
        #expect(stage.run(nil, "redact").status == .notPermitted)
        #expect(stage.run(nil, "review", "--due").status == .notPermitted)
        stage.person = "head"
        let unseen = stage.run(nil, "redact", "--confirm", number, "--seen", "00000000")
        #expect(unseen.status == .noAnswer)
        #expect(try Self.everything(stage).contains("MARKER"))
    }

    /// In a record that counts, two ids with one account are one person.
    @Test func isNotDecidedByOneAccount() throws {
        let store = RecordStore()
        let workspace = try Workspace.create(
            at: RecordStore.path,
            name: "mill",
            trial: false,
            by: store.author,
            store.surroundings
        )
        let plan = try Document(parsing: SourceText(name: "p", text: #"{"id":"x"}"#))
        let seq = try workspace.ledger.handIn(plan, by: store.author) { digest in
            NewEntry(.plan, facts: ["plan": .string(digest)], texts: ["id": "x"])
        }.receipt.seq
        let ground = DisposalEntry.Ground(kind: nil, days: nil, from: nil, isEarly: true)
        let one = Author(by: "dpo", uid: 7, host: "desk")
        let proposal = try workspace.ledger.append(
            DisposalEntry.propose(.ledger(seq, field: "id"), ground, because: "x"),
            by: one
        ).seq
        let same = Author(by: "head", uid: 7, host: "desk")
        _ = try workspace.ledger.append(
            DisposalEntry.follow(.confirm, of: proposal, session: nil),
            by: same
        )
        let texts = [History.Erasable(seq: seq, name: "id")]
        let order = DisposalOrder(
            proposal: proposal,
            about: nil,
            second: "dpo",
            log: nil,
            ledger: texts
        )
        _ = try workspace.carryOut([order], by: same)
        let outcome = try store.verify()
        #expect(outcome.exitCode == .no)
        #expect(outcome.problems.contains { $0.text.contains("one person alone disposed") })
    }

    @Test func keepsWhatIsHeldUntilTwoPeopleEndTheHold() throws {
        let stage = try Self.held()
        stage.run(Self.due, "redact", "--due")
        let number = "\(try Self.number(stage))"
        stage.person = "chair"
        let hold = stage.run(nil, "redact", "--hold", stage.session, "--because", "an inquiry")
        #expect(hold.status == .yes, "\(hold.errors)")
        stage.person = "head"
        let held = stage.run(nil, "redact", "--confirm", number, "--seen", "00000000")
        #expect(held.status == .notPermitted && held.errors.contains("hold"), "\(held.errors)")
        #expect(stage.run(nil, "review", "--due").output.contains("On hold: 1"))
        stage.person = "chair"
        stage.run(nil, "redact", "--release", stage.session, "--because", "it is over")
        #expect(try Self.book(stage).holds(on: stage.session).count == 1)
        // Their own proposal goes on waiting for somebody else.
        let released = Self.confirm(stage, as: "dpo")
        #expect(released.status == .no && released.errors.contains("you proposed it yourself"))
        #expect(try Self.book(stage).holds(on: stage.session).isEmpty)
        #expect(Self.confirm(stage, as: "head").status == .yes)
        #expect(!(try Self.everything(stage).contains("MARKER")))
        #expect(stage.console.run(["verify"]).status == .unvouched)
    }

    @Test func saysOnceWhyManyAreLeftOut() throws {
        let stage = try Self.held(incident: "technical")
        let log = try Self.workspace(stage).session(try #require(SessionID(stage.session))).read()
        var numbers: [String] = []
        for field in ["note", "facts"] {
            let entry = try #require(log.records.first { $0.text(field) != nil }).seq
            let words = ["--entry", "\(entry)", "--field", field, "--because", "it named somebody"]
            let run = stage.run("11:00", ["redact", stage.session] + words)
            #expect(run.status == .no, "\(run.errors)")
            numbers.append("\(try #require(try Self.book(stage).open.last).entry)")
        }
        stage.run(nil, "redact", "--hold", "--all", "--because", "an inquiry")
        stage.person = "head"
        let run = stage.run(nil, "redact", "--confirm", "--all")
        #expect(
            run.errors.contains("left out: proposals \(numbers[0]) and \(numbers[1]): under hold"),
            "\(run.errors)"
        )
        #expect(run.errors.components(separatedBy: "left out").count == 2)
    }

    /// Nobody disposes of a session that they took part in.
    @Test func isNotForWhoTookPart() throws {
        let stage = try Self.held()
        stage.person = "teacher-5b"
        try stage.edit(
            #""id": "teacher-5b", "login": "teacher-5b", "roles": ["teacher"]"#,
            #""id": "teacher-5b", "login": "teacher-5b", "roles": ["teacher", "dpo"]"#,
            in: "school.json"
        )
        let due = stage.run(Self.due, "review", "--due")
        #expect(due.status == .yes && due.output.contains("not for you"), "\(due.output)")
        let own = stage.run(nil, "redact", stage.session, "--because", "x")
        #expect(own.status == .notPermitted, "\(own.errors)")
    }

    /// A date alone never ends what may belong to child protection, and nothing ends it while
    /// somebody has still to be told.
    @Test func leavesChildProtectionToAPerson() throws {
        let stage = try Self.held(incident: "welfare")
        let open = stage.run("2053-09-02T09:00:00Z", "review", "--due")
        #expect(open.output.contains("Cannot be erased yet: 1"), "\(open.output)")
        let refused = stage.run(nil, "redact", stage.session, "--because", "x")
        #expect(refused.status == .noAnswer && refused.errors.contains("not handed over"))
        stage.person = "teacher-5b"
        stage.run("2026-11-24T11:00:00Z", "incident", "--told", "head", "--session", stage.session)
        stage.run(nil, "incident", "--told", "deputy-head", "--session", stage.session)
        stage.person = "dpo"
        #expect(stage.run("2029-09-02T09:00:00Z", "review", "--due").status == .yes)
        let due = stage.run("2053-09-02T09:00:00Z", "review", "--due")
        #expect(due.output.contains("Somebody has to look at it: 1"), "\(due.output)")
        #expect(stage.run(nil, "redact", "--due").status == .yes)
        #expect(stage.run(nil, "redact", stage.session).status == .noAnswer)
        let proposed = stage.run(nil, "redact", stage.session, "--because", "the file says so")
        #expect(proposed.status == .no, "\(proposed.errors)")
        #expect(try Self.book(stage).open.first?.ground.isEarly == true)
    }

    @Test func erasesOneText() throws {
        let stage = try Self.held()
        let log = try Self.workspace(stage).session(try #require(SessionID(stage.session))).read()
        let note = try #require(log.records.first { $0.text("note") != nil })
        let words = ["redact", stage.session, "--entry", "\(note.seq)", "--field", "note"]
        let dry = stage.run("11:00", words + ["--dry-run"])
        #expect(dry.status == .no && dry.output.contains("note (16 characters)"), "\(dry.output)")
        #expect(!dry.output.contains("MARKER"))
        #expect(try Self.book(stage).proposals.isEmpty)
        let bare = stage.run("11:00", words)
        #expect(bare.status == .noAnswer && bare.errors.contains("reason"))
        stage.run("11:00", words + ["--because", "it named somebody"])
        #expect(Self.confirm(stage, as: "head").status == .yes)
        let left = try Self.everything(stage)
        #expect(!left.contains("MARKER") && left.contains("p-5b-01"))
        #expect(stage.console.run(["verify"]).status == .unvouched)
    }

    /// What was added after the proposal, nobody has decided about.
    @Test func takesNothingThatWasWrittenLater() throws {
        let stage = try Self.held()
        stage.run(Self.due, "redact", "--due")
        stage.person = "teacher-5b"
        stage.run(nil, "note", "LATER words", "--session", stage.session)
        let done = Self.confirm(stage, as: "head")
        #expect(done.errors.contains("something was written to its log since"), "\(done.errors)")
        let number = "\(try Self.number(stage))"
        #expect(stage.run(nil, "redact", "--drop", number).status == .yes)
        #expect(try Self.book(stage).open.isEmpty)
    }

    /// An approval of a series stays as long as a session may still use it.
    @Test func leavesAnApprovalThatCanStillBeUsed() throws {
        let store = RecordStore()
        let workspace = try store.create()
        let plan = try Document(parsing: SourceText(name: "p", text: #"{"id":"x"}"#))
        func hand(_ pupils: Int64) throws -> (String, Int) {
            let (digest, receipt) = try workspace.ledger.handIn(plan, by: store.author) { digest in
                NewEntry(
                    .plan,
                    facts: ["plan": .string(digest), "pupils": .int(pupils)],
                    texts: ["id": "x", "group": "g"]
                )
            }
            return (digest, receipt.seq)
        }
        let (one, first) = try hand(1)
        let approval = try workspace.ledger.append(
            NewEntry(
                .approval,
                facts: [
                    "decision": .string("approve"), "plan": .string(one),
                    "not_after": .string("2026-12-31T00:00:00Z"),
                ],
                texts: ["material": "{}", "because": "x"]
            ),
            by: store.author
        ).seq
        var sessions: [String] = []
        let (two, second) = try hand(2)
        for digest in [one, two] {
            let facts: [String: JSON] = [
                "plan": .string(digest), "approvals": .array([.int(Int64(approval))]),
            ]
            let log = try workspace.openSession(day: "20261124", facts: facts, by: store.author).log
            sessions.append(log.id.text)
        }
        let ledger = try workspace.ledger.read().records
        func texts(_ session: Int, at time: String, besides: Set<String> = []) throws -> [String] {
            let now = try #require(Timestamp(rfc3339: time))
            let link = Link(seq: 1, hash: "")
            return DisposalScope(ledger, at: now)
                .texts(of: .session(sessions[session], upTo: link), besides: besides)
                .map(\.word).sorted()
        }
        // The approval's session is not the only one under it, and its time is not over.
        #expect(
            try texts(0, at: "2026-12-01T00:00:00Z") == [
                "\(first).group", "\(first).id", "\(first).plan",
            ]
        )
        // Of two pupils the class stays; the other session still needs the approval.
        #expect(try texts(1, at: "2029-12-01T00:00:00Z") == ["\(second).id", "\(second).plan"])
        let both = try texts(0, at: "2029-12-01T00:00:00Z", besides: Set(sessions))
        #expect(both.contains("\(approval).material") && both.contains("\(approval).because"))
    }
}

/// How long the kinds of record are kept.
@Suite struct Retaining {
    private func retention(_ school: String = "{}") throws -> Retention {
        let path = Paths.joined(Shipped.folder, "forms/school.form.json")
        let form = try Document(
            parsing: SourceText(name: "form", bytes: try FileReader.read(path))
        )
        return Retention(
            try Document(parsing: SourceText(name: "school", text: school)),
            form: form
        )
    }

    @Test(
        arguments: [
            (8, "2026-11-24", "2027-08-31"), (8, "2027-08-31", "2027-08-31"),
            (8, "2027-09-01", "2028-08-31"), (7, "2027-08-01", "2028-07-31"),
            (12, "2026-12-31", "2026-12-31"), (2, "2027-03-01", "2028-02-29"),
        ]
    )
    func countsFromTheEndOfTheSchoolYear(month: Int, day: String, end: String) throws {
        let retention = try retention(#"{"retention":{"yearEnds":\#(month)}}"#)
        #expect(retention.yearEnd(after: try #require(Day(iso: day))).text == end)
    }

    @Test func hasDefaultsAndTheSchoolsOwn() throws {
        let usual = try retention()
        #expect(usual.days(.routine) == 731 && usual.days(.abuse) == 27394)
        #expect(usual.shortened.isEmpty)
        let own = try retention(#"{"retention":{"routine":"100d","incident":"9000d"}}"#)
        #expect(own.days(.routine) == 100 && own.days(.incident) == 9000)
        #expect(own.shortened == [.routine, .plan])
        // What cannot be read makes nothing due.
        #expect(try retention(#"{"retention":{"routine":"soon"}}"#).days(.routine) == 731)
    }

    /// Every category of the routes that ship says as what it is kept.
    @Test func knowsEveryCategory() throws {
        var library = try Library(try ShippedFiles(TestConsole.console(.current, nil)), adding: [])
        let routes = try library.routes()
        #expect(routes.category("welfare")?.kept == .childProtection)
        #expect(routes.category("technical")?.kept == .routine)
        #expect(routes.category("sexual")?.kept == .abuse)
        #expect(routes.categories.allSatisfy { $0.keptAboutStaff == .staff })
    }
}
