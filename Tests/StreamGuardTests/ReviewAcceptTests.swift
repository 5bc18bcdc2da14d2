import Checklist
import Testing

@testable import StreamGuard

/// Going through a session: who may, what is kept of it, and what `verify` makes of it.
@Suite struct ReviewAccepting {
    private let stage: SessionStage

    init() throws {
        stage = try SessionStage()
        try stage.start()
        stage.run("10:01", "join", "--everyone", "--except", "p-5b-17")
        stage.run("10:05", "join", "senco")
        stage.run("10:40", "end", "signedOut=yes", "welfareConcern=none")
        stage.run("10:45", "close", "nothing")
    }

    /// Runs `review …` as somebody, some time after the session.
    private func review(as person: String, _ words: String...) -> Run {
        stage.clock("2026-11-25T09:00:00Z")
        return stage.console.run(["review"] + words + ["--as", person])
    }

    private var acts: ReviewActs {
        get throws { ReviewActs(try workspace.ledger.read().records) }
    }

    private var workspace: Workspace {
        get throws {
            try Workspace(
                at: stage.folder.file("demo/.streamguard"),
                RecordStore().surroundings(on: .system())
            )
        }
    }

    private var log: History {
        get throws { try workspace.session(try #require(SessionID(stage.session))).read() }
    }

    // MARK: Who

    @Test(arguments: [
        ("teacher-5b", "you were its host"), ("teacher-5a", "its second member of staff"),
        ("senco", "you were one of the adults in it"), ("osc", "it is for the roles dsl"),
        ("dpo", "it is for the roles dsl"),
    ])
    func refusesWhoeverMayNot(person: String, why: String) throws {
        let run = review(as: person, "accept", stage.session)
        #expect(run.status == .noAnswer)
        #expect(run.errors.contains("you may not accept"), "\(run.errors)")
        #expect(run.errors.contains(why), "\(run.errors)")
        #expect(run.errors.contains("these may: head, deputy-head and chair"), "\(run.errors)")
        #expect(try acts.acceptances.isEmpty)
    }

    @Test func aSecondIdOfAnAdultMayNot() throws {
        // One login is one person, whatever the profile calls them.
        try stage.edit(
            #""id": "deputy-head", "login": "deputy-head""#,
            #""id": "deputy-head", "login": "teacher-5b""#,
            in: "school.json"
        )
        let run = review(as: "deputy-head", "accept", stage.session)
        #expect(run.status == .noAnswer)
        #expect(run.errors.contains("you were its host"), "\(run.errors)")
    }

    @Test func ofAnAccountThatStartedItNobodyMay() throws {
        let people = People(try Texts.document(stage.folder.file("demo/school.json")))
        let account = try account(people)
        let head = try #require(people.person(id: "head"))
        let same = Author(by: "head", uid: 1000, host: "desk-3")
        let real = Reviewer(people: people, isTrial: false)
        #expect(real.hindrances(to: head, author: same, account) == [.startedIt])
        let other = Author(by: "head", uid: 1001, host: "desk-3")
        #expect(real.hindrances(to: head, author: other, account).isEmpty)
        let trial = Reviewer(people: people, isTrial: true)
        #expect(trial.hindrances(to: head, author: same, account).isEmpty)
    }

    /// What the session's log tells, without its plan.
    private func account(_ people: People) throws -> SessionAccount {
        let timeline = Timeline(try log.records)
        let cast = Cast(plan: nil, school: nil, people: people)
        return SessionAccount(
            opened: try #require(OpenedSession.all(in: try workspace.ledger.read().records).first),
            plan: nil,
            cast: cast,
            timeline: timeline,
            history: try log,
            facts: LiveFacts(timeline),
            reader: IncidentReader(people: people, person: nil, cast: cast),
            conditions: [],
            isTrial: false,
            now: try #require(stage.console.now)
        )
    }

    @Test func whatIsKeptFromSomebodyTheyDoNotAccept() throws {
        let words = ["incident", "staff", "--about", "head", "--facts", "was rude"]
        let late = stage.run("10:50", words + ["--session", stage.session])
        #expect(late.status != .noAnswer, "\(late.errors)")
        let entries = try log.records
        try #require(entries.contains { $0.kind == .incident }, "\(entries.map(\.kind))")
        for person in ["head", "deputy-head"] {
            let run = review(as: person, "accept", stage.session)
            #expect(run.errors.contains("something in it is not for you to read"), "\(run.errors)")
            #expect(run.errors.contains("these may: chair\n"), "\(run.errors)")
        }
        #expect(review(as: "chair", "accept", stage.session).status == .yes)
    }

    // MARK: What

    @Test func pinsWhatWasThere() throws {
        let run = review(as: "head", "accept", stage.session)
        #expect(run.status == .yes)
        #expect(run.output.contains("ACCEPTED  Year 5 maths: adding fractions"), "\(run.output)")
        let head = try #require(try log.head)
        #expect(run.output.contains("up to its entry \(head.seq)."))
        let acceptance = try #require(try acts.acceptance(of: stage.session))
        #expect(acceptance.link == head && acceptance.author.by == "head")
        var summary = LogSummary(try log, people: People(), recordingPlanned: nil)
        #expect(acceptance.covers(summary))
        summary.damage = 1
        #expect(!acceptance.covers(summary), "damage since then")
        summary.damage = 0
        summary.told += 1
        #expect(!acceptance.covers(summary), "news since then")
        #expect(run.output.contains("ledger \(acceptance.entry) "))
        #expect(stage.console.run("verify").status == .unvouched)
    }

    @Test func againWithoutNewsWritesNothing() throws {
        _ = review(as: "head", "accept", stage.session)
        let size = try workspace.ledger.read().records.count
        let again = review(as: "head", "accept", stage.session)
        #expect(again.status == .yes && again.output.contains("ACCEPTED ALREADY"))
        #expect(try workspace.ledger.read().records.count == size)
        stage.run("11:00", "note", "the link was left open", "--session", stage.session)
        #expect(review(as: "head", "accept", stage.session).output.contains("ACCEPTED  Year"))
        #expect(try acts.acceptances[stage.session]?.count == 2)
    }

    @Test func aChangedSessionIsSeenByVerify() throws {
        stage.run("10:50", "note", "late news", "--session", stage.session)
        #expect(review(as: "head", "accept", stage.session).status == .yes)
        let path = stage.folder.file("demo/.streamguard/sessions/2026/11/\(stage.session).jsonl")
        let bytes = try FileReader.read(path)
        let whole = lines(bytes)
        try stage.folder.write(
            "demo/.streamguard/sessions/2026/11/\(stage.session).jsonl",
            bytes: Array(whole.dropLast().joined())
        )
        let run = stage.console.run("verify")
        #expect(run.status == .no)
        let entry = try #require(try acts.acceptance(of: stage.session)).entry
        #expect(run.output.contains("entry \(entry) of the ledger tells of it"), "\(run.output)")
    }

    @Test func keepsFindingAndActions() throws {
        let run = review(
            as: "head",
            "accept",
            stage.session,
            "--finding",
            "The camera froze twice.",
            "--action",
            "Order a camera",
            "--action",
            "Tell the class",
            "--owner",
            "osc",
            "--owner",
            "teacher-5b",
            "--by",
            "18 Dec"
        )
        #expect(run.status == .yes, "\(run.errors)")
        let acceptance = try #require(try acts.acceptance(of: stage.session))
        #expect(acceptance.finding == "The camera froze twice.")
        let actions = try acts.actions()
        #expect(actions.map(\.text) == ["Order a camera", "Tell the class"])
        #expect(actions.map(\.owner) == ["osc", "teacher-5b"])
        #expect(actions.map(\.due.text) == ["2026-12-18", "2026-12-18"])
        #expect(actions.map(\.id) == ["\(acceptance.entry).1", "\(acceptance.entry).2"])
        for action in actions { #expect(run.output.contains("Action \(action.id):")) }
        // What can be erased must not stand among what cannot.
        let entry = try #require(try workspace.ledger.read().records.last)
        #expect(entry.texts.map(\.name) == ["action1", "action2", "finding"])
    }

    @Test(arguments: [
        (["--action", "x", "--owner", "osc"], "`--by` is given 0 times, for 1 action"),
        (["--owner", "osc"], "`--owner` is given 1 time, for 0 actions"),
        (["--action", "x", "--owner", "ocs", "--by", "18 Dec"], "did you mean `osc`?"),
        (["--action", "x", "--owner", "osc", "--by", "2026-11-20"], "is past already"),
        (["--action", "x", "--owner", "osc", "--by", "soonish"], "`--by` cannot be `soonish`"),
        (["--finding", "Ring 01632 960123"], "nothing was saved. That looks like"),
        (["--action", "Ring 01632 960123", "--owner", "osc", "--by", "18 Dec"], "looks like"),
        (["--finding", " "], "`--finding` has no words"),
        (["--from", "2026-11-24"], "`review accept` takes no `--from`"),
    ])
    func refusesWhatDoesNotGo(words: [String], why: String) throws {
        stage.clock("2026-11-25T09:00:00Z")
        let run = stage.console.run(["review", "accept", stage.session, "--as", "head"] + words)
        #expect(run.status == .noAnswer)
        #expect(run.errors.contains(why), "\(run.errors)")
        #expect(try acts.acceptances.isEmpty)
    }

    @Test func needsTheSessionInFullIfNobodyWasShownIt() throws {
        let short = String(stage.session.suffix(4))
        let run = review(as: "head", "accept", short)
        #expect(run.status == .noAnswer)
        #expect(run.errors.contains("name it in full: `\(stage.session)`"), "\(run.errors)")
    }

    @Test func showsItAndAsksAtATerminal() throws {
        let short = String(stage.session.suffix(4))
        stage.console.typed = ["no"]
        let no = review(as: "head", "accept", short)
        #expect(no.status == .no && no.errors.contains("nothing was saved of it"))
        #expect(no.errors.contains("Pupils who came: 23 of 24"), "\(no.errors)")
        #expect(try acts.acceptances.isEmpty)
        stage.console.typed = ["Yes"]
        #expect(review(as: "head", "accept", short).status == .yes)
        #expect(try acts.acceptance(of: stage.session) != nil)
    }

    @Test func ofSeveralAllOrNone() throws {
        let run = review(as: "head", "accept", stage.session, "20261124-0000000000000000")
        #expect(run.status == .noAnswer)
        #expect(try acts.acceptances.isEmpty)
        let two = review(
            as: "head",
            "accept",
            stage.session,
            stage.session,
            "--action",
            "x",
            "--owner",
            "osc",
            "--by",
            "18 Dec"
        )
        #expect(two.errors.contains("an action belongs to one session"), "\(two.errors)")
    }

    @Test func aRunningSessionIsAcceptedWithThatSaid() throws {
        let running = try SessionStage()
        try running.start()
        let run = running.console.run("review", "accept", running.session, "--as", "head")
        #expect(run.status == .yes)
        #expect(run.output.contains("It is still running"), "\(run.output)")
    }

    @Test func oneByAnAdultOfTheSessionIsToldByVerify() throws {
        let head = try #require(try log.head)
        for (person, place) in [("teacher-5b", "ledger.jsonl"), ("senco", stage.session)] {
            _ = try workspace.ledger.append(
                ReviewEntry.accept(stage.session, upTo: head, finding: nil, actions: []),
                by: Author(by: person, uid: 7, host: "elsewhere")
            )
            let run = stage.console.run("verify")
            #expect(run.status == .unvouched)
            let told = run.output.split(separator: "\n").contains { line in
                line.contains(place) && line.contains("`\(person)`")
            }
            #expect(told, "\(run.output)")
        }
    }

    // MARK: Actions

    private func resolve(_ more: String...) throws -> String {
        stage.clock("2026-11-25T09:00:00Z")
        let run = stage.console.run(
            [
                "review", "accept", stage.session, "--as", "head", "--action", "Order a camera",
                "--owner", "osc", "--by", "18 Dec",
            ] + more
        )
        #expect(run.status == .yes, "\(run.errors)")
        return try #require(try acts.actions().last?.id)
    }

    @Test(arguments: ["osc", "head", "chair"])
    func isDoneByItsOwnerOrAReviewer(person: String) throws {
        let id = try resolve()
        let run = review(as: person, "done", id, "--because", "It is in use.")
        #expect(run.status == .yes, "\(run.errors)")
        #expect(run.output.contains("DONE  Order a camera"))
        let done = try #require(try acts.actions().first)
        #expect(done.done?.by == person && !done.isOpen)
        let again = review(as: person, "done", id)
        #expect(again.errors.contains("done already: \(person) said so"), "\(again.errors)")
        #expect(stage.console.run("verify").status == .unvouched)
    }

    @Test func isNotDoneByOthers() throws {
        let id = try resolve()
        #expect(review(as: "teacher-5a", "done", id).errors.contains("it is for osc or the roles"))
        let unknown = review(as: "osc", "done", "99.1")
        #expect(unknown.errors.contains("these are open: \(id)"), "\(unknown.errors)")
        #expect(try acts.actions().allSatisfy(\.isOpen))
    }

    @Test func remindsItsOwnerOnceItIsOverdue() throws {
        let id = try resolve()
        func submit(_ person: String, _ time: String) -> String {
            stage.clock(time)
            return stage.console.run("approvals", "--as", person).errors
        }
        #expect(!submit("osc", "2026-12-18T12:00:00Z").contains("review done"))
        let late = submit("osc", "2026-12-19T12:00:00Z")
        #expect(late.contains("`Order a camera`; `streamguard review done \(id)`"), "\(late)")
        #expect(!submit("head", "2026-12-19T12:00:00Z").contains("review done"))
        stage.clock("2026-12-19T12:00:00Z")
        #expect(stage.console.run("review", "done", id, "--as", "osc").status == .yes)
        #expect(!submit("osc", "2026-12-20T12:00:00Z").contains("review done"))
    }
}
