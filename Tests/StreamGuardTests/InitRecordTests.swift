import Checklist
import Testing

@testable import StreamGuard

/// `init --record` and `init --demo`.
@Suite struct NewRecords {
    private let folder: TemporaryFolder
    private var console = TestConsole()

    init() throws {
        folder = try TemporaryFolder()
        console.folder = folder.path
        console.environment["STREAMGUARD_CHECKLISTS"] = Shipped.folder
    }

    private func names(_ path: String = "") throws -> [String] {
        let place = path.isEmpty ? folder.path : folder.file(path)
        return try Handle(folder: place, on: .system()).list()
    }

    // MARK: A record

    @Test func standsBesideTheProfileAndIsNamedByIt() throws {
        try folder.write("school.json", #"{"id": "mill", "name": "Mill Lane School"}"#)
        let run = console.run("init", "--record")
        #expect(run.status == .yes)
        #expect(run.output.contains("The record of Mill Lane School is in `.streamguard`."))
        let made = console.run("checkpoint")
        #expect(made.status == .yes)
        #expect(made.output.hasPrefix("mill/slog/"))
        #expect(made.errors.isEmpty)
        #expect(console.run("verify").status == .unvouched)
        #expect(try names() == [".streamguard", "school.json"])
    }

    @Test func isMadeByThePersonOfTheAccount() throws {
        try folder.write("school.json", #"{"id":"mill","people":[{"id":"head","login":"tester"}]}"#)
        #expect(console.run("init", "--record", folder.path).status == .yes)
        let ledger = try FileReader.read(folder.file(".streamguard/ledger.jsonl"))
        #expect(String(decoding: ledger, as: UTF8.self).contains("\"by\":\"head\""))
    }

    @Test func isMadeOnce() throws {
        try folder.write("school.json", #"{"id": "mill"}"#)
        #expect(console.run("init", "--record").status == .yes)
        let before = try FileReader.read(folder.file(".streamguard/ledger.jsonl"))
        let again = console.run("init", "--record")
        #expect(again.status == .noAnswer)
        #expect(again.errors.contains("there is a record `.streamguard` already"))
        #expect(try FileReader.read(folder.file(".streamguard/ledger.jsonl")) == before)
    }

    @Test(arguments: [
        (nil, "there is no profile `school.json`"), ("{", "cannot be read as JSON"),
        ("{}", "gives the school no id"), (#"{"id": "a b"}"#, "gives the school no id"),
    ])
    func needsAProfileThatSaysWhose(profile: String?, message: String) throws {
        if let profile { try folder.write("school.json", profile) }
        let run = console.run("init", "--record")
        #expect(run.status == .noAnswer)
        #expect(run.errors.contains(message))
        #expect(try names() == (profile == nil ? [] : ["school.json"]))
    }

    @Test(arguments: [
        ["--record", "--demo"], ["--record", "--from", "mill-bridge"], ["--demo", "--keep-text"],
        ["--demo", "a", "b"], ["--record", "no/such/folder"], ["--demo", "no/such/folder"],
    ])
    func isNotMadeByOddCommandLines(words: [String]) throws {
        let run = console.run(["init"] + words)
        #expect(run.status != .yes)
        #expect(run.errors.hasPrefix("streamguard: error: "))
        #expect(try names().isEmpty)
    }

    // MARK: A demo

    @Test func ofADemoIsATrial() throws {
        let run = console.run("init", "--demo")
        #expect(run.status == .yes)
        #expect(run.output.contains("cd streamguard-demo\n"))
        #expect(try names() == ["streamguard-demo"])
        #expect(try names("streamguard-demo") == [".streamguard", "plans", "school.json"])
        var inside = console
        inside.folder = folder.file("streamguard-demo")
        let verify = inside.run("verify")
        #expect(verify.status == .unvouched)
        #expect(verify.errors == "TRIAL RECORD: for trying things out; nothing here counts.\n")
        #expect(verify.output.hasPrefix("TRIAL RECORD\nWHOLE, NOT VOUCHED FOR  2 entries, "))
        let json = inside.run("verify", "--format", "json")
        #expect(json.output.contains("\"trial\": true"))
        #expect(inside.run("checkpoint").output.hasPrefix("harbour-lane-trial/slog/"))
    }

    /// On any day and at any hour of the year, summer time and leap days included.
    @Test(arguments: [
        "2026-11-22T09:00:00Z", "2027-03-28T00:53:11Z", "2027-10-31T00:51:00Z",
        "2028-02-29T23:54:59Z", "2030-12-31T23:59:59Z", "2026-08-01T12:00:00Z",
    ])
    func ofADemoHasAPlanOfEachKind(now: String) throws {
        var console = console
        console.now = Timestamp(rfc3339: now)
        #expect(console.run("init", "--demo", "d").status == .yes)
        let expected = [
            "maths": "READY", "reading": "NEEDS APPROVAL", "history": "NEEDS ANSWERS",
            "science": "DO NOT RUN",
        ]
        for (name, decision) in expected {
            let run = console.run("check", folder.file("d/plans/\(name).plan.json"))
            #expect(run.output.hasPrefix("\(decision)  "), "\(name): \(run.output)\(run.errors)")
        }
        let maths = try Texts.document(folder.file("d/plans/maths.plan.json"))
        let start = Zones.iana(knowing: "Europe/London").instant(
            of: maths.root.text("start") ?? "",
            in: "Europe/London"
        )
        let ahead = try #require(start).since(try #require(console.now)).seconds
        #expect((300...600).contains(ahead), "\(ahead) s")
    }

    /// At a terminal `start` and `incident` ask for what is given to them here.
    @Test func ofADemoProposesAJourneyThatWorks() throws {
        var console = console
        let made = console.run("init", "--demo")
        console.folder = folder.file("streamguard-demo")
        let answers = [
            "start": [
                "--present", "teacher-5b,teacher-5a", "--go-ahead", "teacher-5b,teacher-5a",
                "--told", "head", "chat=moderated", "linkChanged=no", "settingsChanged=no",
                "accountsChecked=yes", "placesChecked=yes", "rulesRead=yes", "dslReachable=yes",
            ],
            "incident": ["content", "--about", "pupil", "--facts", "A rude word was shown."],
        ]
        for step in DemoJourney.steps {
            #expect(made.output.contains("\n  streamguard \(step)\n"))
            var words: [String] = []
            for (index, part) in step.split(separator: "'").enumerated() {
                words +=
                    index % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
            }
            words = words.map { $0.hasPrefix("plans") ? "\(console.folder ?? "")/\($0)" : $0 }
            if words[0] == "approve" {
                let queue = console.run("approvals", words[1], "--as", "head").output
                words += ["--seen", String(queue.firstMatch(of: /--seen (\w+)/)?.1 ?? "")]
            }
            let run = console.run(words + (answers[words[0]] ?? []))
            #expect([.yes, .no].contains(run.status), "\(step): \(run.errors)")
            console.now = console.now?.adding(Duration(seconds: 60))
        }
        let verify = console.run("verify")
        #expect(verify.status == .unvouched, "\(verify.output)")
        #expect(verify.output.contains("1 session"))
    }

    @Test func ofADemoIsMadeWholeOrNotAtAll() throws {
        var console = console
        try folder.write("streamguard-demo/mine.txt", "x")
        let run = console.run("init", "--demo")
        #expect(run.status == .noAnswer)
        #expect(run.errors.contains("is there already, and was not touched"))
        #expect(try names() == ["streamguard-demo"])
        #expect(try names("streamguard-demo") == ["mine.txt"])
        console.environment["STREAMGUARD_CHECKLISTS"] = folder.path
        #expect(console.run("init", "--demo", "other").status == .noAnswer)
        #expect(try names() == ["streamguard-demo"])
    }
}
