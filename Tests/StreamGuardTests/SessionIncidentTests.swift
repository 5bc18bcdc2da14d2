import Checklist
import Testing

@testable import StreamGuard

/// Incidents: noted, handed over, in sight until they are, and seen by those who may.
@Suite struct SessionIncidentTests {
    private func running() throws -> SessionStage {
        let stage = try SessionStage()
        try stage.start()
        stage.run("10:01", "join", "--everyone")
        return stage
    }

    @Test func `it says who has to be told, and waits for it`() throws {
        let stage = try running()
        let words = ["incident", "content", "--about", "pupil", "--facts", "rude word on screen"]
        let run = stage.run("10:10", words)
        #expect(run.status == .no)
        #expect(run.output.contains("TELL "), "\(run.output)\(run.errors)")
        #expect(run.output.contains("saved: incident: content, about pupil"))
        let next = stage.run("10:11", "note", "the lesson goes on")
        #expect(next.status == .no)
        #expect(next.output.contains("NOT HANDED OVER: incident"))
        #expect(stage.run(nil, "show").output.contains("NOT HANDED OVER"))
        let first = stage.run("10:15", "incident", "--told", "osc", "--occurred", "10:12")
        #expect(first.status == .no)
        #expect(first.output.contains("tell it-admin"))
        let told = stage.run("10:15", "incident", "--told", "it-admin", "--occurred", "10:13")
        #expect(told.status == .yes, "\(told.output)\(told.errors)")
        #expect(!stage.run("10:16", "note", "x").output.contains("NOT HANDED OVER"))
        let incident = try stage.shown().member("incidents")?.elements.first
        #expect(incident?.member("handedOver").map { JSON($0).canonical() } == "true")
        let handover = incident?.member("told")?.elements.first
        #expect(handover?.text("to") == "osc")
        #expect(handover?.text("by") == "teacher-5b")
        #expect(handover?.text("at") == "2026-11-24T10:12:00Z")
        #expect(stage.run(nil, "show", stage.session).output.contains("rude word on screen"))
    }

    @Test func `the ledger is told of it`() throws {
        let stage = try running()
        stage.run("10:10", "incident", "technical", "--about", "nobody")
        let ledger = try FileReader.read(stage.folder.file("demo/.streamguard/ledger.jsonl"))
        #expect(String(decoding: ledger, as: UTF8.self).contains("\"kind\":\"incident-head\""))
        #expect(stage.console.run("verify").status == .unvouched)
    }

    @Test func `of several it has to be said which was handed over`() throws {
        let stage = try running()
        stage.run("10:10", "incident", "welfare", "--about", "p-5b-03")
        stage.run("10:11", "incident", "welfare", "--about", "p-5b-04")
        #expect(stage.run("10:12", "incident", "--told", "head").errors.contains("add `--of`"))
        let numbers =
            try stage.shown().member("incidents")?.elements
            .compactMap { $0.member("seq").map { JSON($0).canonical() } } ?? []
        #expect(numbers.count == 2)
        for number in numbers {
            stage.run("10:13", "incident", "--told", "head", "--of", number)
        }
        let nothing = stage.run("10:14", "incident", "--told", "head")
        #expect(nothing.errors.contains("waits to be handed over"))
        #expect(stage.run("10:15", "incident", "--told", "head", "--of", "2").status == .noAnswer)
        #expect(stage.run("10:15", "incident", "--told", "haed").status == .noAnswer)
    }

    @Test func `what is missing is said, and nothing is recorded`() throws {
        let stage = try running()
        let count = try stage.shown().member("entries")?.elements.count
        for words in [
            ["incident"], ["incident", "welfare"], ["incident", "contnet", "--about", "pupil"],
            ["incident", "welfare", "--about", "p-9z-99"], ["incident", "--of", "3"],
            ["incident", "welfare", "--told", "head"],
        ] {
            let run = stage.run("10:10", words)
            #expect(run.status == .noAnswer, "\(words)")
            #expect(run.errors.contains("hint:") || words.contains("--of"), "\(run.errors)")
        }
        #expect(try stage.shown().member("entries")?.elements.count == count)
    }

    @Test func `at a terminal it asks`() throws {
        let stage = try running()
        stage.console.typed = ["99", "14", "nobody", "sound failed in both rooms"]
        let run = stage.run("10:10", "incident")
        #expect(run.errors.contains("What kind of incident is it?"))
        #expect(run.errors.contains("That is none of these."))
        #expect(run.output.contains("saved: incident: technical"), "\(run.output)\(run.errors)")
        stage.console.typed = nil
        let facts = try stage.shown().member("incidents")?.elements.first?.text("facts")
        #expect(facts == "sound failed in both rooms")
    }

    @Test func `nothing cannot be said of a session with an incident`() throws {
        let stage = try running()
        stage.run("10:10", "incident", "technical", "--about", "nobody")
        stage.run("10:40", "end", "signedOut=yes", "welfareConcern=none")
        let refused = stage.run("10:41", "close", "nothing")
        #expect(refused.status == .noAnswer)
        #expect(refused.errors.contains("close something"))
        #expect(stage.run("10:41", "close").status == .noAnswer)
        #expect(stage.run("10:41", "close", "maybe").status == .noAnswer)
        let close = stage.run("10:42", "close", "something")
        #expect(close.output.contains("the log is finished"), "\(close.errors)")
        #expect(close.status == .no)
        #expect(close.output.contains("NOT HANDED OVER"))
    }

    @Test func `something has to be in the log`() throws {
        let stage = try running()
        stage.run("10:40", "end", "signedOut=yes", "welfareConcern=none")
        #expect(stage.run("10:41", "close", "something").errors.contains("`streamguard incident`"))
        #expect(stage.run("10:41", "close", "nothing").status == .yes)
    }

    @Test func `an incident is corrected by an incident only`() throws {
        let stage = try running()
        let run = stage.run("10:10", "incident", "welfare", "--about", "p-5b-03")
        let seq = String(run.output.split(separator: " ").first ?? "")
        let away = ["--corrects", seq, "--because", "not so bad"]
        #expect(stage.run("10:11", ["note", "nothing happened"] + away).status == .noAnswer)
        let other = [
            "incident", "welfare", "--about", "p-5b-04", "--corrects", seq, "--because", "x",
        ]
        #expect(stage.run("10:12", other).output.contains("saved: incident: welfare"))
        #expect(try stage.shown().member("incidents")?.elements.count == 1)
        // Whoever was told of the one has been told of the other.
        stage.run("10:13", "incident", "--told", "head", "--of", seq)
        let incident = try stage.shown().member("incidents")?.elements.first
        #expect(incident?.member("handedOver").map { JSON($0).canonical() } == "true")
    }

    // MARK: What is about staff

    @Test func `what is about a member of staff is seen by those who have to know`() throws {
        let stage = try running()
        stage.person = "teacher-5a"
        let words = ["incident", "staff", "--about", "host", "--facts", "shouted at a pupil"]
        let run = stage.run("10:10", words)
        #expect(run.output.contains("TELL NOW"), "\(run.output)\(run.errors)")
        for person in ["teacher-5b", "deputy-head", "osc", "it-admin"] {
            stage.person = person
            for words in [
                ["show"], ["show", stage.session], ["show", stage.session, "--format", "json"],
                ["show", stage.session, "--all"], ["note", "x"],
            ] {
                let seen = stage.run("10:11", words)
                let text = seen.output + seen.errors
                #expect(!text.contains("shouted"), "\(person) \(words)")
                #expect(!text.contains("NOT HANDED OVER"), "\(person) \(words)")
                #expect(!text.contains("about staff"), "\(person) \(words)")
            }
        }
        for person in ["head", "chair", "teacher-5a"] {
            stage.person = person
            #expect(stage.run(nil, "show", stage.session).output.contains("shouted at a pupil"))
        }
    }

    @Test func `nobody whom it is about sees it`() throws {
        let stage = try running()
        stage.person = "teacher-5a"
        stage.run("10:10", "incident", "staff", "--about", "head", "--facts", "was rude")
        stage.person = "head"
        #expect(!stage.run(nil, "show", stage.session).output.contains("was rude"))
        stage.person = "chair"
        #expect(stage.run(nil, "show", stage.session).output.contains("was rude"))
        // The close does not betray it to the host either.
        stage.person = "teacher-5b"
        stage.run("10:40", "end", "signedOut=yes", "welfareConcern=none")
        let close = stage.run("10:41", "close", "nothing")
        #expect(close.status == .yes, "\(close.output)\(close.errors)")
    }

    @Test func `whom it is about can be erased, staff too`() throws {
        let stage = try running()
        stage.person = "teacher-5a"
        stage.run("10:10", "incident", "staff", "--about", "teacher-5b", "--facts", "x")
        let name = "demo/.streamguard/sessions/2026/11/\(stage.session).jsonl"
        let text = String(decoding: try FileReader.read(stage.folder.file(name)), as: UTF8.self)
        let line = try #require(text.split(separator: "\n").last { $0.contains("\"incident\"") })
        let end = try #require(line.firstRange(of: "\"hash\""))
        let body = line[..<end.lowerBound]
        #expect(!body.contains("teacher-5b"))
        #expect(!body.contains("\"head\""))
    }

    // MARK: Private text

    @Test func `text that looks private is saved, and pointed at`() throws {
        let stage = try running()
        let run = stage.run("10:10", "note", "ring her mum on 07700 900123")
        #expect(run.output.contains("saved"))
        #expect(run.errors.contains("a telephone"))
        stage.console.typed = ["a parent was rung"]
        stage.run("10:11", "note", "ring her mum on 07700 900124")
        stage.console.typed = nil
        let text = stage.run(nil, "show", stage.session).output
        #expect(text.contains("a parent was rung"))
        #expect(!text.contains("900124"))
    }

    @Test func `a note comes from standard input, so that it stands in no history`() throws {
        let stage = try running()
        stage.console.input = Array("  sound failed\n".utf8)
        #expect(stage.run("10:10", "note", "-").output.contains("saved"))
        #expect(stage.run(nil, "show", stage.session).output.contains("sound failed"))
        stage.console.input = Array(" \n".utf8)
        #expect(stage.run("10:11", "note", "-").status == .noAnswer)
        stage.console.input = [0xFF, 0xFE]
        #expect(stage.run("10:11", "note", "-").status == .noAnswer)
        #expect(stage.run("10:11", "note").status == .noAnswer)
    }
}
