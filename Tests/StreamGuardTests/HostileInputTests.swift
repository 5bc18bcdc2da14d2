import Checklist
import Foundation
import Testing

@testable import StreamGuard

@Suite struct HostileInput {
    @Test func isInertInEveryReport() throws {
        let school = try TinySchool()
        let title = #"\u001b[2J\u0007<script>\u202e=cmd()\u0085\u2028\r\nREADY"#
        let plan = try school.plan("a.plan.json", "\"title\": \"\(title)\", \(TinySchool.alone)")
        for words in [[plan], [plan, "--all"], [plan, "--format", "json"]] {
            let run = school.console.run(["check"] + words)
            #expect(run.status == .no)
            let raw = run.output.unicodeScalars.filter { scalar in
                scalar != "\n"
                    && (scalar.properties.generalCategory == .control
                        || [0x202e, 0x2028].contains(scalar.value))
            }
            #expect(raw.isEmpty)
        }
        // Nothing in a title can begin a line of its own.
        #expect(!school.check(plan).output.contains("\nREADY"))
    }

    @Test func ofManyKindsIsRefusedWithItsPlace() throws {
        let school = try TinySchool()
        let cases: [(name: String, bytes: [UInt8], message: String)] = [
            ("empty", [], "1:1: error: "),
            ("not UTF-8", Array("{\"id\": \"".utf8) + [0xff] + Array("\"}".utf8), "1:9: error: "),
            ("twice", Array(#"{"id": "a", "id": "b"}"#.utf8), "1:13: error: "),
            ("deep", Array(repeating: UInt8(ascii: "["), count: 100_000), "1:65: error: "),
            ("long", Array("{\"id\": \"\(String(repeating: "a", count: 300))\"}".utf8), "1:8: "),
            ("outside", Array(#"{"id": "../../etc/passwd"}"#.utf8), "1:8: error: "),
            ("escape", Array(#"{"id": "a\u001b[2J"}"#.utf8), "1:8: error: "),
            ("null", Array(#"{"id": null}"#.utf8), "1:8: error: "),
        ]
        for (name, bytes, message) in cases {
            let plan = try school.folder.write("hostile.plan.json", bytes: bytes)
            let run = school.check(plan)
            #expect(run.status == .noAnswer, "\(name)")
            #expect(run.output.isEmpty, "\(name)")
            #expect(run.errors.contains("hostile.plan.json:\(message)"), "\(name): \(run.errors)")
            #expect(run.errors.utf8.count < 4000, "\(name)")
            #expect(!run.errors.unicodeScalars.contains { $0.value == 0x1b }, "\(name)")
        }
    }

    @Test func ofAnySizeIsBounded() throws {
        var school = try TinySchool()
        let plan = try school.folder.write("big.plan.json", "")
        #expect(truncate(plan, 100 << 20) == 0)
        #expect(school.check(plan).errors.contains("`\(plan)` is larger than 8 MiB"))
        school.console.input = Array(repeating: UInt8(ascii: " "), count: FileReader.limit + 1)
        #expect(school.check("-").status == .noAnswer)
    }

    @Test func thatIsNoFileDoesNotHang() throws {
        let school = try TinySchool()
        let pipe = school.folder.file("pipe.plan.json")
        #expect(mkfifo(pipe, 0o600) == 0)
        #expect(school.check(pipe).errors.contains("`\(pipe)` is not a regular file"))
        #expect(school.check(school.folder.path).status == .noAnswer)
        #expect(school.check(try school.plan(), "--school", school.folder.path).status == .noAnswer)
    }
}
