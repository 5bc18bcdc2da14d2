import Foundation
import Testing

@testable import Checklist
@testable import StreamGuard

/// Whoever looks at a review is shown what their role may see, in every format, and can tell no more
/// from any figure.
@Suite struct ReviewViewTests {
    private static let formats = ["text", "json"]

    /// Two lessons by different hosts; in the first, incidents about a pupil and about its host,
    /// written down late, and notes and words that nobody may find in a review.
    private static func stage() throws -> SessionStage {
        let stage = try SessionStage()
        try stage.start()
        stage.run("10:01", "join", "--everyone")
        stage.run("10:05", "note", "zqnote the blind was down")
        stage.person = "teacher-5a"
        let staff = ["incident", "staff", "--about", "host", "--facts", "zqfacts was rude"]
        try #require(stage.run("10:20", staff + ["--occurred", "10:10"]).status != .noAnswer)
        stage.person = "teacher-5b"
        stage.run("10:21", "incident", "technical", "--about", "nobody", "--facts", "zqfacts froze")
        stage.run("10:40", "leave", "--everyone")
        stage.run("10:41", "end", "signedOut=yes", "welfareConcern=none")
        stage.run("10:42", "close", "incident")
        return stage
    }

    private static func review(
        _ stage: SessionStage,
        as person: String,
        _ words: [String]
    ) -> Run {
        stage.person = person
        return stage.run("18:00", ["review"] + words)
    }

    @Test(arguments: formats)
    func `what is about staff is shown to those who deal with it only`(format: String) throws {
        let stage = try Self.stage()
        let mayKnow = ["head", "chair"]
        for person in mayKnow + ["deputy-head", "senco", "teacher-5b", "teacher-2a"] {
            let run = Self.review(stage, as: person, ["--format", format])
            #expect(run.status == .yes || run.status == .no, "\(run.errors)")
            let tells =
                run.output.contains("\"category\":\"staff\"")
            if format == "json" { #expect(tells == mayKnow.contains(person), "\(person)") }
            for word in ["zqnote", "zqfacts"] {
                #expect(!run.output.contains(word) && !run.errors.contains(word))
            }
        }
    }

    @Test func `a host's figures are the same whether there is something about staff or not`()
        throws
    {
        let stage = try Self.stage()
        let other = try SessionStage()
        try other.start()
        other.run("10:01", "join", "--everyone")
        other.run("10:05", "note", "zqnote the blind was down")
        other.run("10:21", "incident", "technical", "--about", "nobody", "--facts", "zqfacts froze")
        other.run("10:40", "leave", "--everyone")
        other.run("10:41", "end", "signedOut=yes", "welfareConcern=none")
        other.run("10:42", "close", "incident")
        for view in ["host", "governors"] {
            let person = view == "host" ? "teacher-5b" : "chair"
            let figures = try [stage, other].map { stage in
                let run = Self.review(stage, as: person, ["--for", view, "--format", "json"])
                let text = SourceText(name: "output", text: run.output)
                let root = try Document(parsing: text).root
                return ["figures", "weeks", "categories", "rules", "tables"].map {
                    root.member($0).map { JSON($0).canonical() } ?? ""
                }
            }
            #expect(figures[0] == figures[1])
        }
    }

    @Test(arguments: formats)
    func `a host sees their own sessions and nothing of the others'`(format: String) throws {
        let stage = try Self.stage()
        for (person, isTheirs) in [("teacher-5b", true), ("teacher-5a", true), ("ta-1", false)] {
            let run = Self.review(stage, as: person, ["--for", "host", "--format", format])
            let short = String(stage.session.suffix(4))
            #expect(run.output.contains(short) == isTheirs, "\(person): \(run.output)")
            #expect(run.output.contains("teacher-5b") == isTheirs)
        }
    }

    @Test func `a table has what its reader may see, every session of it`() throws {
        let stage = try Self.stage()
        for (person, incidents) in [("head", 2), ("senco", 1), ("teacher-5b", 1), ("ta-1", 0)] {
            for (table, count) in [
                ("sessions", person == "ta-1" ? 0 : 1), ("incidents", incidents),
            ] {
                let run = Self.review(stage, as: person, ["--format", "csv", "--table", table])
                let lines = run.output.components(separatedBy: "\r\n")
                #expect(lines.count == count + 2, "\(person): \(run.output) \(run.errors)")
                #expect(lines[0].hasPrefix("\"school\",\"record\",\"session\",\"day\""))
                for word in ["zqnote", "zqfacts"] { #expect(!run.output.contains(word)) }
                #expect(lines.dropFirst().dropLast().allSatisfy { $0.contains(stage.session) })
            }
            let actions = Self.review(stage, as: person, ["--format", "csv", "--table", "actions"])
            #expect(actions.output.hasPrefix("\"school\",\"record\",\"action\""))
        }
        let text = Self.review(stage, as: "head", ["--table", "sessions"])
        #expect(text.status == .noAnswer && text.errors.contains("add `--format csv`"))
    }

    @Test(arguments: ["text", "json", "csv", "html"])
    func `governors get figures`(format: String) throws {
        let stage = try Self.stage()
        for person in ["chair", "dpo", "head"] {
            let run = Self.review(stage, as: person, ["--for", "governors", "--format", format])
            #expect(run.status == .yes, "\(run.errors)")
            for word in [
                "teacher", "5b", "zqnote", "zqfacts", stage.session, "boiler", "autumn", "p-5b",
            ] {
                #expect(!run.output.contains(word), "\(word)")
                #expect(!run.errors.contains(word), "\(word): \(run.errors)")
            }
        }
        if format == "json" {
            // Without days it is about whole weeks: the first of all days could be one session's.
            let run = Self.review(stage, as: "chair", ["--for", "governors", "--format", format])
            #expect(run.output.contains("\"from\":\"2026-11-23\""), "\(run.output)")
            #expect(run.output.contains("\"to\":\"2026-11-29\""), "\(run.output)")
        }
        #expect(Self.review(stage, as: "osc", ["--for", "governors"]).status == .notPermitted)
        #expect(Self.review(stage, as: "dpo", ["--for", "dsl"]).status == .notPermitted)
    }

    // MARK: Who

    private func viewer(_ id: String, _ view: ReviewView = .dsl) throws -> Viewer {
        let text = """
            {"people": [
              {"id": "dsl", "roles": ["dsl"]}, {"id": "other-dsl", "roles": ["dsl"]},
              {"id": "head", "roles": ["head", "slt"]}, {"id": "chair", "roles": ["chair"]},
              {"id": "slt", "roles": ["slt"]}, {"id": "host", "roles": ["teacher"]}]}
            """
        let people = People(try Document(parsing: SourceText(name: "school", text: text)))
        return Viewer(view: view, person: try #require(people.person(id: id)), people: people)
    }

    private func mayKnow(told: [String], by: String = "host", adults: [String] = []) throws
        -> [String]
    {
        var incident = ReviewedIncident(
            seq: 3,
            category: "staff",
            about: "staff",
            occurred: .epoch,
            written: .epoch,
            by: by
        )
        incident.handovers = told.map { .init(to: $0, at: .epoch) }
        return try ["dsl", "other-dsl", "head", "chair", "slt"].filter {
            try viewer($0).maySee(incident, adults: adults)
        }
    }

    @Test func `what went past somebody is not shown to them`() throws {
        #expect(try mayKnow(told: []) == ["dsl", "other-dsl", "head", "chair"])
        #expect(try mayKnow(told: ["dsl"]) == ["dsl", "head", "chair"])
        #expect(try mayKnow(told: ["head"]) == ["head", "chair"])
        #expect(try mayKnow(told: ["chair"]) == ["chair"])
        #expect(try mayKnow(told: ["head", "dsl"]) == ["dsl", "head", "chair"])
        #expect(try mayKnow(told: ["slt"]) == ["dsl", "other-dsl", "head", "chair"])
        #expect(try mayKnow(told: [], adults: ["head", "dsl"]) == ["other-dsl", "chair"])
        #expect(try mayKnow(told: [], by: "slt", adults: ["slt"]).contains("slt"))
    }

    @Test func `nobody is shown what is about staff as a host or a governor`() throws {
        var incident = ReviewedIncident(
            seq: 3,
            category: "staff",
            about: "staff",
            occurred: .epoch,
            written: .epoch,
            by: "head"
        )
        incident.handovers = [.init(to: "head", at: .epoch)]
        for view in [ReviewView.host, .governors] {
            #expect(try !viewer("head", view).maySee(incident, adults: []))
        }
    }

    @Test(arguments: [
        ("dsl", [ReviewView.dsl, .governors, .host]), ("slt", [.dsl, .governors, .host]),
        ("host", [.host]),
    ])
    func `roles decide what may be asked for`(id: String, views: [ReviewView]) throws {
        #expect(Viewer.views(of: try viewer(id).person) == views)
    }
}
