import Checklist
import Foundation
import Testing

@testable import StreamGuard

/// `check --lines`: each line answered in its place, as `check` answers the plan alone.
@Suite struct CheckLinesTests {
    private var school: TinySchool

    init() throws { school = try TinySchool() }

    private static let plans = [
        "{\"id\": \"a\", \(TinySchool.ready)}", "{\"id\": \"b\", \(TinySchool.alone)}",
        "{\"id\": \"c\", \(TinySchool.unsupervised)}", "{\"id\": \"d\"}",
        "{\"id\": \"e\", \(TinySchool.ready), \"start\": \"2026-11-24T09:30\"}",
    ]

    private func lines(_ text: String, _ words: String...) throws -> Run {
        let file = try school.folder.write("plans.jsonl", text)
        return school.console.run(["check", "--lines", file] + words)
    }

    @Test(arguments: ["1", "3"])
    func `each line has the verdict that its plan has alone`(jobs: String) throws {
        let run = try lines(
            CheckLinesTests.plans.joined(separator: "\n") + "\n",
            "--jobs",
            jobs
        )
        #expect(run.status == .no)
        #expect(run.errors.isEmpty)
        var expected = ""
        for plan in CheckLinesTests.plans {
            var school = school
            school.console.input = Array(plan.utf8)
            let alone = school.check("-", "--format", "json").output
            let document = try Document(parsing: SourceText(name: "x", text: alone))
            // Only the plan's digest is left out.
            let digest = /"digest":"[0-9a-f]{64}",?/
            expected += JSON(document.root).canonical().replacing(digest, with: "") + "\n"
        }
        #expect(run.output == expected)
    }

    @Test func `in brief there are ids only`() throws {
        let run = try lines(CheckLinesTests.plans.joined(separator: "\n"), "--brief")
        #expect(run.status == .no)
        #expect(
            run.output == """
                {"decision":"ready","findings":[],"id":"a"}
                {"decision":"needs-approval","findings":["T2-group"],"id":"b"}
                {"decision":"do-not-run","findings":["T1-second"],"id":"c"}
                {"decision":"needs-answers","findings":["T1-second","T2-group","T3-chat"],"id":"d"}
                {"decision":"ready","findings":[],"id":"e"}

                """
        )
    }

    @Test func `plans that are all ready are a yes`() throws {
        let run = try lines(CheckLinesTests.plans[0] + "\r\n" + CheckLinesTests.plans[4])
        #expect(run.status == .yes)
        #expect(run.output.split(separator: "\n").count == 2)
    }

    @Test(arguments: [[], ["--brief"]])
    func `a bad line is told of in its place, and the others are judged`(words: [String]) throws {
        let bad = "{\"id\": \"x\", \"pupil\": 2}\n\nnonsense\n{\"id\": 3}\n\u{FEFF}{}"
        let file = try school.folder.write("plans.jsonl", CheckLinesTests.plans[0] + "\n" + bad)
        let run = school.console.run(["check", "--lines", file] + words)
        #expect(run.status == .noAnswer)
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == 6)
        #expect(lines[0].contains("\"decision\":\"ready\""))
        for (index, line) in lines.enumerated().dropFirst() {
            #expect(line.hasPrefix("{\"decision\":null,\"line\":\(index + 1),\"message\":"))
        }
        let unknown =
            "{\"column\":13,\"file\":\"\(file)\",\"help\":\"did you mean `pupils`?\",\"line\":2,"
        #expect(lines[1].contains("\"problems\":[" + unknown))
        #expect(run.errors.contains("5 of 6 lines in `\(file)` could not be judged"))
    }

    @Test func `a line that is too long is told of and not kept`() throws {
        let long = "{\"id\": \"x\", \"title\": \"" + String(repeating: "a", count: 9 << 20) + "\"}"
        let run = try lines(
            "\(CheckLinesTests.plans[0])\n\(long)\n\(CheckLinesTests.plans[1])\n\(long)",
            "--brief"
        )
        #expect(run.status == .noAnswer)
        let lines = run.output.split(separator: "\n")
        try #require(lines.count == 4)
        #expect(lines[1].contains("\"line\":2,\"message\":\"the line is longer than 8 MiB\""))
        #expect(lines[2].contains("\"id\":\"b\""))
        #expect(lines[3].contains("\"line\":4,"))
    }

    @Test(arguments: ["1", "4"])
    func `many lines come out in their order`(jobs: String) throws {
        let count = 20_000
        let text = (0..<count).map { index in
            "{\"id\": \"p\(index)\", \(index % 3 == 0 ? TinySchool.ready : TinySchool.alone)}\n"
        }.joined()
        var school = school
        school.console.input = Array(text.utf8)
        let run = school.check(
            "--lines",
            "-",
            "--brief",
            "--jobs",
            jobs,
            "--school",
            school.folder.file("school.json")
        )
        let expected = (0..<count).map { index in
            index % 3 == 0
                ? "{\"decision\":\"ready\",\"findings\":[],\"id\":\"p\(index)\"}\n"
                : "{\"decision\":\"needs-approval\",\"findings\":[\"T2-group\"],\"id\":\"p\(index)\"}\n"
        }.joined()
        #expect(run.output == expected)
        #expect(run.errors.isEmpty)
    }

    @Test func `blocks end with lines, whatever the reads give`() throws {
        let text = (1...200).map { String(repeating: "x", count: $0 % 37) + "\n" }.joined()
        let bytes = Array((text + "last").utf8)
        for step in [1, 7, 64, 5000] {
            var offset = 0
            let blocks = LineBlocks(named: "x", size: 16, limit: 1000) { (room) throws(Refusal) in
                let count = min(step, room.count, bytes.count - offset)
                room.copyBytes(from: bytes[offset..<offset + count])
                offset += count
                return count
            }
            var (read, line): ([UInt8], Int) = ([], 1)
            while let block = try blocks.next() {
                #expect(block.first == line)
                #expect(block.bytes.last == 0x0A || read.count + block.bytes.count == bytes.count)
                read += block.bytes
                line += block.bytes.count { $0 == 0x0A }
            }
            #expect(read == bytes)
        }
    }

    @Test func `what cannot be done is refused`() throws {
        let file = try school.folder.write("plans.jsonl", CheckLinesTests.plans[0])
        func refusal(_ words: String...) -> String {
            let run = school.console.run(["check"] + words)
            #expect(run.status == .noAnswer)
            #expect(run.output.isEmpty)
            return run.errors
        }
        #expect(refusal(file, "--brief").contains("`--brief` goes with `--lines` only"))
        #expect(refusal(file, "--jobs", "2").contains("`--jobs` goes with `--lines` only"))
        #expect(refusal("--lines", file, file).contains("`--lines` reads one file"))
        #expect(refusal("--lines", file, "--jobs", "0").contains("`--jobs` cannot be `0`"))
        #expect(refusal("--lines", file, "--format", "text").contains("prints JSON, not text"))
        #expect(
            refusal("--lines", file, "--moment", "after").contains("no checklist asks anything")
        )
        #expect(refusal("--lines", "nowhere.jsonl").contains("there is no file"))
        #expect(refusal("--lines", school.folder.path).contains("is a folder, not a file"))
        let empty = try school.folder.write("empty.jsonl", "")
        #expect(refusal("--lines", empty).contains("holds no plan"))
        let live = try school.folder.write("live.json", "{}")
        #expect(refusal("--lines", file, "--live", live).contains("`--live` tells of one session"))
        try school.folder.write("shipped/tiny.checklist.json", "{")
        #expect(refusal("--lines", file).contains("the checklists have errors"))
    }

    @Test func `a profile with errors fails every line, for its own reason`() throws {
        try school.folder.write("school.json", #"{"id": "mill", "name": 1}"#)
        let run = try lines(CheckLinesTests.plans[0])
        #expect(run.status == .noAnswer)
        #expect(run.output.contains("`school.name` must be a text"))
    }

    @Test func `when nobody reads any more, no more is judged`() throws {
        var school = school
        var written = 0
        school.console.sink = { bytes in
            written += bytes.count
            guard written < 200_000 else {
                errno = EPIPE
                return -1
            }
            return bytes.count
        }
        let file = try school.folder.write(
            "plans.jsonl",
            String(repeating: CheckLinesTests.plans[1] + "\n", count: 50_000)
        )
        let run = school.console.run(["check", "--lines", file, "--brief"])
        #expect(run.status == .no)
        #expect(written < 2_000_000)
    }
}
