import Checklist
import Foundation
import Testing

@testable import StreamGuard

/// `streamguard fmt`.
@Suite struct FormatCommandTests {
    private let school: TinySchool
    private let untidy = #"{"title":"Fractions","id":"a","pupils":12}"#
    private let tidy = """
        {
          "id": "a",
          "title": "Fractions",
          "pupils": 12
        }

        """

    init() throws { school = try TinySchool() }

    private func format(_ words: String...) -> Run { school.console.run(["fmt"] + words) }

    private func text(_ path: String) throws -> String {
        String(decoding: try FileReader.read(path), as: UTF8.self)
    }

    private func number(of path: String) throws -> UInt64? {
        try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? UInt64
    }

    @Test func `a file is rewritten once, and keeps its permissions`() throws {
        let plan = try school.folder.write("a.plan.json", untidy)
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: plan)
        let run = format(plan)
        #expect(run.status == .yes)
        #expect(run.output.isEmpty)
        #expect(run.errors == "formatted `\(plan)`\n")
        #expect(try text(plan) == tidy)
        let attributes = try FileManager.default.attributesOfItem(atPath: plan)
        #expect(attributes[.posixPermissions] as? Int == 0o640)
        let inode = try number(of: plan)
        let again = format(plan)
        #expect(again.status == .yes)
        #expect(again.errors.isEmpty)
        #expect(try number(of: plan) == inode)
        let left = try FileManager.default.contentsOfDirectory(atPath: school.folder.path)
        #expect(left.sorted() == ["a.plan.json", "school.json", "shipped"])
    }

    @Test func `--check changes nothing and lists what would change`() throws {
        let plan = try school.folder.write("a.plan.json", untidy)
        let other = try school.folder.write("b.plan.json", tidy)
        let run = format("--check", other, plan)
        #expect(run.status == .no)
        #expect(run.output == plan + "\n")
        #expect(try text(plan) == untidy)
        #expect(format("--check", other).status == .yes)
    }

    @Test func `standard input goes to standard output`() throws {
        var console = school.console
        console.input = Array(untidy.utf8)
        let run = console.run("fmt", "-", "--kind", "plan")
        #expect(run.status == .yes)
        #expect(run.output == tidy)
        let unknown = console.run("fmt", "-")
        #expect(unknown.status == .noAnswer)
        #expect(unknown.errors.contains("nothing tells what kind of file this is"))
        #expect(unknown.output.isEmpty)
        #expect(console.run("fmt", "-", "--kind", "plan", "--check").output == "standard input\n")
    }

    @Test func `a file with an error is left alone, and the others are formatted`() throws {
        let bad = try school.folder.write("bad.plan.json", #"{"id":"a","titel":"x","pupils":"2"}"#)
        let plan = try school.folder.write("a.plan.json", untidy)
        let run = format(bad, plan)
        #expect(run.status == .noAnswer)
        #expect(run.errors.contains("bad.plan.json:1:11: error: `plan` has no field `titel`"))
        #expect(run.errors.contains("bad.plan.json:1:32: error: `plan.pupils` must be a whole"))
        #expect(run.errors.contains("bad.plan.json` was left as it is"))
        #expect(try text(bad).contains("titel"))
        #expect(try text(plan) == tidy)
    }

    @Test func `a checklist with an error in a condition is left alone`() throws {
        let text = TinySchool.checklist(id: "mine", "M")
            .replacingOccurrences(of: "plan.pupils != 1", with: "plan.pupil != 1")
        let file = try school.folder.write("mine.checklist.json", text)
        let run = format(file)
        #expect(run.status == .noAnswer)
        #expect(run.errors.contains("`plan` has no field `pupil`"))
        #expect(try self.text(file) == text)
    }

    @Test func `what a link leads to is rewritten, and the link stays`() throws {
        let plan = try school.folder.write("kept/real.plan.json", untidy)
        let link = school.folder.file("link.plan.json")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: plan)
        #expect(format(link).status == .yes)
        #expect(try text(plan) == tidy)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == plan)
    }

    @Test func `what cannot be written is told, and nothing is left behind`() throws {
        let missing = format(school.folder.file("nowhere.plan.json"))
        #expect(missing.status == .noAnswer)
        #expect(missing.errors.contains("there is no file"))
        guard getuid() != 0 else { return }
        let plan = try school.folder.write("a.plan.json", untidy)
        try FileManager.default.setAttributes([.posixPermissions: 0o440], ofItemAtPath: plan)
        let run = format(plan)
        #expect(run.status == .noAnswer)
        #expect(run.errors.contains("was not changed"))
        #expect(try text(plan) == untidy)
    }

    @Test func `the kind must be one that there is`() {
        let run = format("--kind", "plann", "x.json")
        #expect(run.status == .noAnswer)
        #expect(run.errors.contains("did you mean `plan`?"))
    }
}

/// The files that ship.
@Suite struct ShippedFormatTests {
    private static func files() throws -> [String] {
        let folders = ["", "forms", "schools", "examples"]
        return try folders.flatMap {
            try Folder.list(Paths.joined(Shipped.folder, $0), endingIn: ".json")
        }
        .filter { !$0.hasSuffix("/coverage.json") }
    }

    @Test func `they are in their canonical form`() throws {
        let files = try ShippedFormatTests.files()
        #expect(files.count > 20)
        var console = TestConsole()
        console.environment["STREAMGUARD_CHECKLISTS"] = Shipped.folder
        let run = console.run(["fmt", "--check"] + files)
        #expect(run.status == .yes, "\(run.output)\(run.errors)")
    }

    @Test func `formatting changes no plan's digest and no verdict`() throws {
        let forms = try Shipped.forms()
        let formatted = try forms.map { try again($0.formatted(as: .form)) }
        let lists = try Shipped.checklists().map { try again($0.formatted(as: .checklist)) }
        let (before, after) = (
            try Shipped.rulebook(), try Rulebook(forms: formatted, checklists: lists)
        )
        let schools = try Shipped.schools()
        for plan in try Shipped.examples() {
            let form = try #require(before.forms.first { $0.name == "plan" })
            let tidy = try again(plan.formatted(as: form))
            #expect(Digest(ofPlan: tidy) == Digest(ofPlan: plan))
            let school = try #require(schools.first)
            let one = try before.judge(["plan": plan, "school": school])
            let other = try after.judge(["plan": tidy, "school": school])
            #expect(one.decision == other.decision)
            for (one, other) in zip(one.findings, other.findings) {
                #expect(one.rule == other.rule && one.status == other.status)
                #expect(one.why == other.why && one.says == other.says)
            }
        }
    }

    private func again(_ text: String) throws -> Document {
        try Document(parsing: SourceText(name: "formatted", text: text))
    }
}
