import Foundation
import Testing

@testable import StreamGuard

/// Texts that are as large as they may be, or one byte larger.
@Suite struct HostileSizes {
    @Test func `of exactly the limit and one byte more`() throws {
        var school = try TinySchool()
        var bytes = Array("{\"id\": \"a\", \(TinySchool.ready)}".utf8)
        bytes += [UInt8](repeating: 0x20, count: FileReader.limit - bytes.count)
        let plan = try school.folder.write("a.plan.json", bytes: bytes)
        #expect(school.check(plan).status == .yes)
        school.console.input = bytes
        #expect(school.check("-").status == .yes)
        bytes.append(0x20)
        try school.folder.write("a.plan.json", bytes: bytes)
        let run = school.check(plan)
        #expect(run.status == .noAnswer)
        #expect(run.errors == "streamguard: error: `\(plan)` is larger than 8 MiB\n")
    }

    @Test(arguments: ["adults", "inView", "pupils", "id", "nosuch"])
    func `of lists with very many elements`(field: String) throws {
        let folder = try TemporaryFolder()
        let element = field == "inView" || field == "pupils" ? "\"a\"" : "{}"
        let elements = repeatElement(element, count: 20_000).joined(separator: ",")
        let plan = try folder.write(
            "a.plan.json",
            field == "id"
                ? "{\"id\": [\(elements)]}" : "{\"id\": \"a\", \"\(field)\": [\(elements)]}"
        )
        let school = Paths.joined(Shipped.folder, "schools/mill-bridge.school.json")
        let run = Shipped.run(["check", plan, "--school", school])
        #expect(run.status == .noAnswer)
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("\(plan):1:"))
        #expect(run.errors.utf8.count < 64 << 10)
    }

    @Test(arguments: [
        ("brackets", String(repeating: "(", count: 60_000)),
        ("negations", String(repeating: "!", count: 60_000) + "true"),
        ("lists", String(repeating: "[", count: 30_000)),
        ("terms", String(repeating: "true && ", count: 8_000) + "true"),
        ("a condition that is too long", String(repeating: "true || ", count: 20_000) + "true"),
    ])
    func `of conditions`(name: String, condition: String) throws {
        let school = try TinySchool()
        let text = TinySchool.checklist(id: "mine", "M").replacing(
            "plan.pupils != 1",
            with: condition
        )
        let checklist = try school.folder.write("mine.json", text)
        let run = school.check(try school.plan(), "--checklist", checklist)
        // Refused with its place or evaluated, but never a crash or half an answer.
        #expect(run.status == (run.errors.isEmpty ? .yes : .noAnswer), "\(name)")
        if !run.errors.isEmpty {
            #expect(run.output.isEmpty && run.errors.hasPrefix("\(checklist):"), "\(name)")
            #expect(run.errors.utf8.count < 64 << 10, "\(name)")
        }
    }

    /// Far below what a machine has: the program itself needs about a third of it.
    @Test(.enabled(if: BuiltProgram.path != nil, "the program is not beside the tests"))
    func `within bounds of memory`() throws {
        let folder = try TemporaryFolder()
        let elements = repeatElement("{}", count: 1_000_000).joined(separator: ",")
        let plan = try folder.write("a.plan.json", "{\"id\": \"a\", \"adults\": [\(elements)]}")
        let school = Paths.joined(Shipped.folder, "schools/mill-bridge.school.json")
        let run = try BuiltProgram.shell(
            "ulimit -v 400000; \"$PROGRAM\" check '\(plan)' --school '\(school)'"
        )
        #expect(run.status == 2)
        #expect(run.errors.hasPrefix("\(plan):1:"))
    }
}
