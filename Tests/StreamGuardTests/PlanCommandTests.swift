import Checklist
import Foundation
import Testing

@testable import StreamGuard

/// A folder with a school, and a person who types.
private struct Desk {
    let folder = try? TemporaryFolder()

    init(school: String? = "harbour-lane") throws {
        guard let school else { return }
        let path = Paths.joined(Shipped.folder, "schools/\(school).school.json")
        try #require(folder).write("school.json", bytes: FileReader.read(path))
    }

    func file(_ name: String) throws -> String { try #require(folder).file(name) }

    func text(_ name: String) throws -> String {
        String(decoding: try FileReader.read(file(name)), as: UTF8.self)
    }

    /// Runs the program with these lines typed at a terminal; without any, at no terminal.
    func run(
        _ words: [String],
        typing lines: [String]? = nil,
        input: String = ""
    ) throws -> Run {
        let (output, errors) = (Kept(), Kept())
        var rest = (lines ?? [])[...]
        let now = Timestamp(rfc3339: "2026-11-22T09:00:00Z")
        let console = Console(
            output: Output(width: 80, colour: false, sink: output.take),
            errors: Output(width: 80, colour: false, sink: errors.take),
            input: { _ throws(Refusal) in Array(input.utf8) },
            inputIsTerminal: lines != nil,
            environment: { $0 == "STREAMGUARD_CHECKLISTS" ? Shipped.folder : nil },
            workingFolder: folder?.path,
            executable: nil,
            now: { now },
            line: { rest.popFirst().map { .text($0) } ?? .end }
        )
        let status = Program.run(words.map { Array($0.utf8) }, on: console)
        return Run(status: status, output: output.text, errors: errors.text)
    }
}

private final class Kept {
    private var bytes: [UInt8] = []
    var text: String { String(decoding: bytes, as: UTF8.self) }

    func take(_ written: UnsafeRawBufferPointer) -> Int {
        bytes.append(contentsOf: written)
        return written.count
    }
}

@Suite struct PlanCommands {
    private static let lesson = [
        "title=Year 5 maths", "start=24 Nov 2026 10:00", "end=40 minutes", "platform=teams",
        "reason=interaction", "group=5b", "adults=none", "otherAccounts=none",
        "host.id=teacher-5b", "host.place=school", "second.place=school", "second.id=teacher-5a",
        "inView=none", "aware=head", "dslOnCall=deputy-head", "link.result=lobby",
        "link.testedOn=24 Nov 2026 8:15", "withoutAccess=none", "prepared=all",
        "needs.flagged=no", "includes=none", "chat.mode=moderated", "recording.planned=no",
        "confirmed=all",
    ]

    @Test func `answers with the command make a plan that is judged`() throws {
        let desk = try Desk()
        let file = try desk.file("a.plan.json")
        let run = try desk.run(["plan", "new", file] + PlanCommands.lesson)
        #expect(run.status == .yes, "\(run.errors)")
        #expect(run.output.hasPrefix("READY  Year 5 maths\n"))
        #expect(try desk.text("a.plan.json").hasPrefix("{\n  \"id\": \"a\",\n  \"title\": "))
        var status = stat()
        #expect(stat(file, &status) == 0 && status.st_mode & 0o777 == 0o600)
        #expect(try desk.run(["fmt", "--check", file]).status == .yes)
        let json = try desk.run(["plan", "ask", file, "chat.mode=off", "--format", "json"])
        #expect(json.status == .yes)
        #expect(json.output.contains("\"decision\": \"ready\""))
        let open = try desk.run(["plan", "ask", file, "chat.mode="])
        #expect(open.status == .no)
        #expect(open.output.hasPrefix("NEEDS ANSWERS"))
    }

    @Test func `a JSON object is merged with the same checks`() throws {
        let desk = try Desk()
        let file = try desk.file("a.plan.json")
        _ = try desk.run(["plan", "new", file] + PlanCommands.lesson)
        let object = #"{"chat": {"mode": "off"}, "aware": null, "prepared": []}"#
        let run = try desk.run(["plan", "ask", file, "-"], input: object)
        #expect(run.status == .no)
        let text = try desk.text("a.plan.json")
        #expect(text.contains(#""chat": { "mode": "off" }"#))
        #expect(!text.contains("aware") && text.contains("\"prepared\": []"))
        for wrong in [#"{"chat": {"mode": "of"}}"#, #"{"chta": 1}"#, "[]", "{", #"{"title": 5}"#] {
            let run = try desk.run(["plan", "ask", file, "-"], input: wrong)
            #expect(run.status == .noAnswer && run.output.isEmpty, "\(wrong)")
            #expect(try desk.text("a.plan.json") == text)
        }
    }

    @Test(
        arguments: [
            (["plan", "new"], "given no answers"),
            (["plan", "nwe"], "did you mean `plan new`?"),
            (["plan", "ask"], "`plan ask` needs a plan's file"),
            (["plan", "copy", "none.plan.json"], "`plan copy` needs `--start`"),
            (["plan", "new", "a.json", "title=T"], "is no name for a plan"),
            (["plan", "new", "x.plan.json", "y", "title=T"], "one word too many"),
            (["plan", "new", "x.plan.json", "titel=T"], "did you mean `title`?"),
            (["plan", "new", "x.plan.json", "host.place=moon"], "`host.place` cannot be `moon`"),
            (["plan", "new", "x.plan.json", "start=24 Nov"], "A time is needed"),
            (["plan", "new", "x.plan.json", "title=Ring 07700 900123"], "nothing was saved"),
            (["plan", "new", "x.plan.json", "second.id=a/b"], "cannot be saved"),
            (["init"], "`init` was given no answers"),
            (["init", "--from", "harbour-lan"], "did you mean `harbour-lane`?"),
        ] as [([String], String)]
    )
    func `wrong words are refused and nothing is written`(
        words: [String],
        message: String
    ) throws {
        let desk = try Desk(school: words[0] == "init" ? nil : "harbour-lane")
        let folder = try #require(desk.folder).path
        let words = words.map { $0.hasSuffix(".json") ? "\(folder)/\($0)" : $0 }
        let run = try desk.run(
            words + (words[0] == "init" ? [] : ["--school", "\(folder)/school.json"])
        )
        #expect(run.status == .noAnswer)
        #expect(run.errors.contains(message), "\(run.errors)")
        #expect(try Folder.list(folder, endingIn: ".plan.json") == [])
    }

    @Test func `text that looks private is kept when that is wanted`() throws {
        let desk = try Desk()
        let file = try desk.file("a.plan.json")
        let run = try desk.run(["plan", "new", file, "title=Ring 07700 900123", "--keep-text"])
        #expect(run.status == .no)
        #expect(try desk.text("a.plan.json").contains("07700"))
    }

    @Test func `a conversation asks, saves and judges`() throws {
        let desk = try Desk()
        let file = try desk.file("a.plan.json")
        let answers = PlanCommands.lesson.map { String($0.split(separator: "=")[1]) }
        let run = try desk.run(["plan", "new", file], typing: answers)
        #expect(run.status == .yes, "\(run.errors)")
        #expect(run.output.hasPrefix("READY  Year 5 maths\n"))
        #expect(run.errors.contains("Nothing stands in the way so far. 3 questions left."))
        #expect(run.errors.components(separatedBy: "Answer: ").count == 25)
        for line in run.errors.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    }

    @Test func `what blocks is said after the answer`() throws {
        let desk = try Desk()
        let file = try desk.file("a.plan.json")
        let run = try desk.run(
            ["plan", "new", file, "title=T", "start=24 Nov 2026 10:00", "platform=teams"],
            typing: ["9:00", "quit"]
        )
        #expect(run.status == .no)
        #expect(run.errors.contains("Stands in the way: C11"))
        #expect(run.errors.contains("plan ask a.plan.json"))
    }

    @Test func `private text is confirmed or changed`() throws {
        let desk = try Desk()
        let file = try desk.file("a.plan.json")
        let run = try desk.run(
            ["plan", "new", file],
            typing: ["Sam's mum, 07700 900123", "", "Maths", "quit"]
        )
        #expect(run.errors.contains("That looks like a telephone or meeting number"))
        #expect(try desk.text("a.plan.json").contains("\"title\": \"Maths\""))
        let kept = try desk.run(
            ["plan", "ask", file, "title="],
            typing: ["Olivia Smith", "keep", "quit"]
        )
        #expect(kept.status == .no)
        #expect(try desk.text("a.plan.json").contains("Olivia Smith"))
    }

    @Test func `a copy keeps its suggestions until it is finished`() throws {
        let desk = try Desk()
        let file = try desk.file("maths-2026-11-24.plan.json")
        _ = try desk.run(["plan", "new", file] + PlanCommands.lesson)
        let start = ["plan", "copy", file, "--start", "1 Dec 2026 10:00"]
        let stopped = try desk.run(start, typing: ["", "quit"])
        #expect(stopped.status == .no)
        let copy = "maths-2026-12-01.plan.json"
        let side = ".maths-2026-12-01.suggestions.json"
        #expect(try desk.text(side).contains("dslOnCall"))
        #expect(
            try desk.text(copy).contains(#""second": { "place": "school", "id": "teacher-5a" }"#)
        )
        let again = try desk.run(
            ["plan", "ask", try desk.file(copy)],
            typing: ["", "", "", "1 Dec 8:15", "", "", ""]
        )
        #expect(again.status == .yes, "\(again.errors)")
        #expect(!FileReader.exists(try desk.file(side)))
        let taken = try desk.run(start)
        #expect(taken.status == .no)
        #expect(FileReader.exists(try desk.file("maths-2026-12-01-2.plan.json")))
    }

    @Test func `a plan that is there is never overwritten`() throws {
        let desk = try Desk()
        let file = try desk.file("a.plan.json")
        _ = try desk.run(["plan", "new", file, "title=First"])
        let second = try desk.run(["plan", "new", file, "title=Second"])
        #expect(second.status == .noAnswer)
        #expect(try desk.text("a.plan.json").contains("First"))
        var store = try PlanStore(opening: file)
        try Data("{}".utf8).write(to: URL(fileURLWithPath: file))
        #expect(
            refusal { () throws(Refusal) in try store.save("new") }?.message.contains("NOT")
                ?? false
        )
        #expect(try desk.text("a.plan.json") == "{}")
    }

    @Test func `a profile is written by asking, or from one that ships`() throws {
        let desk = try Desk(school: nil)
        let file = try desk.file("school.json")
        let asked = try desk.run(
            ["init", file],
            typing: ["Hill Top Primary", "wales", "", "head, teacher-1", "quit"]
        )
        #expect(asked.status == .no)
        let text = try desk.text("school.json")
        #expect(text.contains(#""id": "hill-top-primary""#) && text.contains(#""nation": "wales""#))
        #expect(text.contains(#""hours": { "from": "08:30", "until": "16:30" }"#))
        #expect(text.contains(#"{ "id": "teacher-1" }"#))
        let more = try desk.run(["init", file, "people[head].roles=head, slt", "limits.length=50m"])
        #expect(more.status == .no, "\(more.errors)")
        #expect(try desk.text("school.json").contains(#""roles": ["head", "slt"]"#))
        let other = try desk.file("other.json")
        _ = try desk.run(["init", other, "--from", "mill-bridge", "name=Mill Top"])
        #expect(try desk.text("other.json").contains(#""id": "mill-top""#))
        #expect(try desk.run(["init", other, "--from", "mill-bridge"]).status == .noAnswer)
    }
}
