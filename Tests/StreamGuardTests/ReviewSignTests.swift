import Checklist
import Testing

@testable import StreamGuard

/// Signing for a closure, and handing a review out as a file.
@Suite struct ReviewSigning {
    private let stage: SessionStage

    init() throws {
        stage = try SessionStage()
        try stage.start()
        stage.run("10:01", "join", "--everyone", "--except", "p-5b-17")
        stage.run("10:10", "recording", "on")
        stage.run("10:40", "end", "signedOut=yes", "welfareConcern=none")
        stage.run("10:45", "close", "nothing")
    }

    /// Runs a command as somebody, after the closure.
    private func run(as person: String, _ words: String...) -> Run {
        stage.clock("2026-11-30T16:00:00Z")
        return stage.console.run(words + ["--as", person])
    }

    private func sign(as person: String = "head", _ more: String...) -> Run {
        stage.clock("2026-11-30T16:00:00Z")
        return stage.console.run(
            ["review", "sign", "--closure", "autumn", "--as", person] + more
        )
    }

    private func ready() {
        #expect(run(as: "head", "checkpoint", "held.ckpt").status == .yes)
        let accept = run(as: "head", "review", "accept", stage.session)
        #expect(accept.status == .yes, "\(accept.errors)")
    }

    private var ledger: History {
        get throws {
            try Workspace(
                at: stage.folder.file("demo/.streamguard"),
                RecordStore().surroundings(on: .system())
            ).ledger.read()
        }
    }

    private var signatures: [ReviewActs.Signature] {
        get throws { ReviewActs(try ledger.records).signatures }
    }

    // MARK: Signing

    @Test func keepsWhatItRestsOn() throws {
        ready()
        let run = sign(as: "deputy-head", "--finding", "A quiet week.")
        #expect(run.status == .yes, "\(run.errors)")
        let signature = try #require(try signatures.first)
        #expect(signature.closure == "autumn" && signature.from.text == "2026-11-23")
        #expect(signature.author.by == "deputy-head" && signature.finding == "A quiet week.")
        let kept = try #require(try ledger.records.last { $0.kind == .checkpoint })
        #expect(signature.size == kept.number("size") && signature.root == kept.fact("root"))
        #expect(run.output.contains("For the minutes"))
        let held = String(
            decoding: try FileReader.read(stage.folder.file("demo/held.ckpt")),
            as: UTF8.self
        )
        let origin = String(held.prefix { $0 != "\n" })
        let told = try #require(Checkpoint(run.output, origins: [origin]), "\(run.output)")
        #expect(told.size == signature.size && told.root.hex == signature.root)
        #expect(stage.console.run("verify").status == .unvouched)
    }

    @Test func countsWhatWasThere() throws {
        ready()
        #expect(sign().status == .yes)
        let entry = try #require(try ledger.records.last)
        let counts = entry.value("counts")
        for (name, count) in [("ran", 1), ("queue", 1), ("accepted", 1), ("own", 0), ("unseen", 0)]
        {
            #expect(counts?.member(name)?.canonical() == "\(count)", "\(name)")
        }
    }

    @Test func waitsForTheQueue() throws {
        #expect(sign().errors.contains("on a checkpoint that others hold, and there is none"))
        #expect(run(as: "head", "checkpoint").status == .yes)
        let short = stage.session.suffix(4)
        let early = sign()
        #expect(early.status == .noAnswer)
        #expect(
            early.errors.contains("nobody has been through 1 session of the queue (\(short))"),
            "\(early.errors)"
        )
        let despite = sign(as: "head", "--despite", "The head is away until spring.")
        #expect(despite.status == .yes, "\(despite.errors)")
        #expect(despite.output.contains("Still open: nobody has been through 1 session"))
        let signature = try #require(try signatures.first)
        #expect(signature.despite == "The head is away until spring.")
        #expect(try ledger.records.last?.value("counts")?.member("unseen")?.canonical() == "1")
    }

    @Test func takesNoDespiteForNothing() throws {
        ready()
        #expect(sign(as: "head", "--despite", "x").errors.contains("nothing is open"))
        #expect(try signatures.isEmpty)
    }

    @Test func waitsForWhatWasWrittenSince() throws {
        ready()
        stage.run("11:00", "note", "the link was left open", "--session", stage.session)
        #expect(sign().errors.contains("nobody has been through 1 session"))
    }

    @Test func waitsForTheLastDay() throws {
        ready()
        stage.clock("2026-11-26T16:00:00Z")
        let run = stage.console.run("review", "sign", "--closure", "autumn", "--as", "head")
        #expect(run.errors.contains("the days are not over before Fri 27 Nov 2026"))
    }

    @Test func needsACheckpointThatCoversTheSessions() throws {
        ready()
        stage.clock("2026-11-25T10:00:00Z")
        let plan = stage.folder.file("demo/plans/science.plan.json")
        let start = stage.run("2026-11-25T10:00:00Z", ["start", plan, "--despite", "a test"])
        #expect(start.status != .noAnswer, "\(start.errors)")
        let run = sign()
        #expect(run.errors.contains("1 session began after the checkpoint"), "\(run.errors)")
    }

    @Test(arguments: ["osc", "dpo", "teacher-5a"])
    func isForThoseWhoLead(person: String) throws {
        ready()
        #expect(sign(as: person).errors.contains("you may not sign reviews"))
        #expect(try signatures.isEmpty)
    }

    @Test func nobodySignsForTheirOwnSessionsAlone() throws {
        // The host becomes a deputy safeguarding lead.
        try stage.edit(
            #""id": "teacher-5b", "login": "teacher-5b", "roles": ["teacher"]"#,
            #""id": "teacher-5b", "login": "teacher-5b", "roles": ["teacher", "deputy-dsl"]"#,
            in: "school.json"
        )
        ready()
        #expect(sign(as: "teacher-5b").errors.contains("you had a part in every one of these"))
    }

    @Test func nobodyPassesOverTheirOwnSession() throws {
        try stage.edit(
            #""id": "teacher-5a", "login": "teacher-5a", "roles": ["teacher"]"#,
            #""id": "teacher-5a", "login": "teacher-5a", "roles": ["teacher", "deputy-dsl"]"#,
            in: "school.json"
        )
        let plan = stage.folder.file("demo/plans/reading.plan.json")
        let other = stage.console.run(
            "start",
            plan,
            "--as",
            "ta-1",
            "--despite",
            "a test of somebody else's session"
        )
        #expect(other.status != .noAnswer, "\(other.errors)")
        #expect(run(as: "head", "checkpoint").status == .yes)
        let all = ["--from", "2026-11-01", "--to", "2026-11-29", "--despite", "no time"]
        let words = ["review", "sign", "--as", "teacher-5a"] + all
        stage.clock("2026-11-30T16:00:00Z")
        let own = stage.console.run(words)
        #expect(own.errors.contains("nobody passes over their own session"), "\(own.errors)")
        #expect(own.errors.contains("these may accept it: head"), "\(own.errors)")
        #expect(run(as: "head", "review", "accept", stage.session).status == .yes)
        let run = stage.console.run(words)
        #expect(run.status == .yes, "\(run.errors)")
        let text = run.output.replacing("\n  ", with: " ")
        #expect(text.contains("You had a part in 1 of them"), "\(text)")
    }

    @Test func theSampleIsDrawnAndHasToBeSeen() throws {
        #expect(run(as: "head", "checkpoint", "held.ckpt").status == .yes)
        let held = stage.folder.file("demo/held.ckpt")
        let words = ["--sample", "3", "--phrase", "blue heron at noon", "--against", held]
        stage.clock("2026-11-30T16:00:00Z")
        let base = ["review", "sign", "--closure", "autumn", "--as", "head"]
        #expect(stage.console.run(base + words).status == .noAnswer)
        #expect(run(as: "head", "review", "accept", stage.session).status == .yes)
        let run = stage.console.run(base + words)
        #expect(run.status == .yes, "\(run.errors)")
        let signature = try #require(try signatures.first)
        #expect(signature.sampled == [stage.session])
        #expect(signature.phrase == "blue heron at noon")
    }

    @Test func refusesWhatIsNotClear() {
        ready()
        #expect(run(as: "head", "review", "sign").errors.contains("needs the days"))
        #expect(
            run(as: "head", "review", "sign", "--from", "2026-11-01").errors
                .contains("needs the days")
        )
        #expect(sign(as: "head", "--queue", "3").errors.contains("takes no `--queue`"))
        let folder = run(as: "head", "review", "sign", "demo", "--closure", "autumn")
        #expect(folder.errors.contains("signs for one record"))
    }

    @Test func showsItAndAsksAtATerminal() throws {
        ready()
        stage.console.typed = ["no"]
        let no = sign()
        #expect(no.status == .no && no.errors.contains("TO SIGN"), "\(no.errors)")
        #expect(try signatures.isEmpty)
        stage.console.typed = ["yes"]
        #expect(sign().status == .yes)
        #expect(try signatures.count == 1)
    }

    @Test func believesTheRecordAndNotTheIndex() throws {
        ready()
        #expect(run(as: "head", "review", "--closure", "autumn").status == .yes)
        let folder = "demo/.streamguard/index"
        let names = try Folder.list(stage.folder.file(folder), endingIn: "")
        try #require(!names.isEmpty)
        for name in names {
            let text = String(decoding: try FileReader.read(name), as: UTF8.self)
            // As if nothing had ever been marked in it, whoever wrote it.
            try stage.folder.write(
                "\(folder)/\(Paths.name(of: name))",
                text.replacing("\"told\":", with: "\"told\":9")
            )
        }
        #expect(sign().status == .yes)
    }

    // MARK: Handing out

    @Test func isOnRecordAndWhole() throws {
        let file = stage.folder.file("demo/review.txt")
        let out = run(
            as: "head",
            "review",
            "--closure",
            "autumn",
            "--output",
            file,
            "--recipient",
            "the chair"
        )
        #expect(out.status == .no, "\(out.errors)")
        let bytes = try FileReader.read(file)
        #expect(String(decoding: bytes, as: UTF8.self).contains("Harbour Lane"))
        let entry = try #require(try ledger.records.last)
        #expect(entry.kind == .export && entry.text("recipient") == "the chair")
        #expect(entry.fact("digest") == Digest(bytes).hex)
        #expect(entry.fact("view") == "dsl" && entry.fact("format") == "text")
        #expect(entry.fact("from") == "2026-11-23" && entry.fact("to") == "2026-11-27")
        #expect(out.output.contains("ledger \(entry.seq) "))
        #expect(stage.console.run("verify").status == .unvouched)
    }

    @Test func touchesNothingThatIsThere() throws {
        let file = try stage.folder.write("demo/review.txt", "old")
        let size = try ledger.records.count
        let words = ["review", "--as", "head", "--output", file, "--recipient", "the chair"]
        let out = stage.console.run(words)
        #expect(out.errors.contains("is there already, and was not touched"), "\(out.errors)")
        #expect(try FileReader.read(file) == Array("old".utf8))
        #expect(try ledger.records.count == size)
        #expect(stage.console.run(words + ["--replace"]).status == .no)
        #expect(try FileReader.read(file).count > 3)
        #expect(try ledger.records.count == size + 1)
    }

    @Test func saysWhoGetsIt() {
        let file = stage.folder.file("demo/x.txt")
        #expect(
            run(as: "head", "review", "--output", file).errors.contains("needs to know who gets")
        )
        #expect(
            run(as: "head", "review", "--recipient", "x").errors
                .contains("`--recipient` goes with `--output`")
        )
        #expect(!FileReader.exists(file))
    }

    @Test func nothingIsOnRecordThatCannotBeWritten() throws {
        let file = stage.folder.file("demo/nowhere/x.txt")
        let out = run(as: "head", "review", "--output", file, "--recipient", "x")
        #expect(out.status == .noAnswer, "\(out.errors)")
        #expect(out.errors.contains("there is no folder in which"), "\(out.errors)")
        #expect(!out.errors.contains("paper"))
        #expect(try ledger.records.allSatisfy { $0.kind != .export })
    }
}
