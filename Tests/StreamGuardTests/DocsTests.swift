import Foundation
import Testing

@testable import Checklist
@testable import StreamGuard

/// What the README and the guides show is what the program does.
///
/// `RECORD_DOCS=1 swift test --filter Documentation` writes the list of fields, the tables of the
/// rule language and what the commands print anew.
@Suite struct Documentation {
    private static let pages = DocsPage.all()

    @Test func `the pages are there`() {
        let names = Documentation.pages.map(\.name)
        for name in ["README.md", "CHANGELOG.md", "docs/teacher.md", "docs/formats.md"] {
            #expect(names.contains(name))
        }
    }

    @Test(arguments: pages)
    func `every command shown prints what is shown`(page: DocsPage) throws {
        var replay = try Replay(page)
        for block in page.blocks { try replay.take(block) }
        let now = replay.pageNow
        if now != page.lines {
            try Documentation.record(now.joined(separator: "\n"), as: page.name)
        }
    }

    @Test func `every block of JSON, and every condition, can be read`() throws {
        for page in Documentation.pages {
            for block in page.blocks where block.language == "json" {
                let name = page.place(block.line)
                try Documentation.expectNoProblem {
                    _ = try Document(parsing: SourceText(name: name, text: block.text))
                }
            }
            for block in page.blocks where block.language == "cel" {
                let name = page.place(block.line)
                let checklist = Documentation.checklist(asking: block.lines.filter { !$0.isEmpty })
                try Documentation.expectNoProblem {
                    let document = try Document(parsing: SourceText(name: name, text: checklist))
                    _ = try Rulebook(forms: Shipped.forms(), checklists: [document])
                }
            }
        }
    }

    @Test func `the pages and the help name the same commands and options`() {
        var commands: Set<String> = []
        var options: Set<String> = []
        for page in Documentation.pages where page.name != "CHANGELOG.md" {
            for code in page.code {
                for match in code.matches(of: /\bstreamguard ([a-z][a-z-]*)/) {
                    commands.insert(String(match.1))
                }
                guard !code.contains("swift build"), !code.contains("parallel ") else { continue }
                for match in code.matches(of: /(?:^|\s)(--[a-z][a-z-]*)/) {
                    options.insert(String(match.1))
                }
            }
        }
        #expect(commands == Set(Command.all.map(\.name)))
        let known = Command.all.flatMap(\.options) + [.help, .version]
        #expect(options == Set(known.map(\.typed)))
        let help = TestConsole().run("--help").output
        for command in commands { #expect(help.contains("\n  \(command) "), "\(command)") }
    }

    @Test(arguments: pages)
    func `every link leads somewhere`(page: DocsPage) {
        for (line, text) in page.prose {
            for match in text.matches(of: /\]\(([^)#]*)(?:#([^)]*))?\)/) {
                let path = String(match.1)
                guard !path.contains("://") else { continue }
                let target =
                    path.isEmpty
                    ? page.name
                    : Paths.folder(of: page.name) == "."
                        ? path : Paths.joined(Paths.folder(of: page.name), path)
                guard let file = Paths.resolved(Paths.joined(Shipped.checkout, target)) else {
                    Issue.record("\(page.place(line)): there is no \(target)")
                    continue
                }
                guard let anchor = match.2 else { continue }
                let name = Paths.shown(file, from: Paths.resolved(Shipped.checkout))
                let headings = Documentation.pages.first { $0.name == name }?.anchors ?? []
                if !headings.contains(String(anchor)) {
                    Issue.record("\(page.place(line)): \(target) has no heading #\(anchor)")
                }
            }
        }
    }

    @Test(arguments: pages)
    func `no page names a place on somebody's machine`(page: DocsPage) {
        for (index, line) in page.lines.enumerated()
        where line.contains(/\/(tmp|work|home|root|Users|build-\w*)\/|[A-Z]:\\/) {
            Issue.record("\(page.place(index + 1)): \(line)")
        }
    }

    @Test func `the tables of the rule language are those of the program`() throws {
        let page = try #require(Documentation.pages.first { $0.name == "docs/language.md" })
        var lines = page.lines
        for (name, table) in LanguageTables.all {
            let begin = try #require(lines.firstIndex(of: "<!-- \(name) -->"), "\(name)")
            let end = try #require(lines.firstIndex(of: "<!-- end of \(name) -->"), "\(name)")
            lines.replaceSubrange(begin + 1..<end, with: [""] + table + [""])
        }
        try Documentation.record(lines.joined(separator: "\n"), as: page.name)
        DocsPage.compare(page.lines, lines, at: page.name, 0)
        for macro in Syntax.Macro.allCases {
            let isShown = page.code.contains { $0.hasPrefix("a.\(macro.rawValue)(") }
            #expect(isShown, "`\(macro.rawValue)`")
        }
    }

    @Test func `the limits of the rule language are those of the program`() {
        let page = Documentation.pages.first { $0.name == "docs/language.md" }
        let prose = page?.prose.map(\.text).joined(separator: "\n") ?? ""
        for (limit, row) in LanguageTables.limits {
            let number = limit.formatted(
                .number.grouping(.automatic).locale(Locale(identifier: "en_GB"))
            )
            #expect(prose.contains("| \(row) | \(number) |"), "\(row): \(number)")
        }
    }

    @Test func `the list of fields is that of the forms`() throws {
        let text = FieldList.page(try Shipped.forms())
        try Documentation.record(text, as: "docs/fields.md")
        let page = Documentation.pages.first { $0.name == "docs/fields.md" }
        DocsPage.compare(page?.lines ?? [], DocsPage("", text).lines, at: "docs/fields.md", 0)
    }

    // MARK: Helpers

    /// Writes a page anew, if that is what the tests are run for.
    private static func record(_ text: String, as name: String) throws {
        guard ProcessInfo.processInfo.environment["RECORD_DOCS"] != nil else { return }
        let path = Paths.joined(Shipped.checkout, name)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    private static func expectNoProblem(_ work: () throws -> Void) throws {
        do {
            try work()
        } catch let problems as Diagnostics {
            Issue.record("\(problems.rendered())")
        }
    }

    /// A checklist whose rules require these conditions, one each.
    private static func checklist(asking conditions: [String]) -> String {
        let rules = conditions.enumerated().map { index, condition in
            """
            {"id": "X-\(index)", "asked": ["plan"], "level": "must", "requires":
            \(JSON.string(condition).canonical()),
            "says": "x", "why": "x", "fix": "x"}
            """
        }
        return """
            {"checklist": "x", "version": "1", "title": "x", "moments": ["plan"],
             "forms": ["school", "history", "plan", "live"], "documents": {"x": {"title": "x"}},
             "items": [{"id": "X", "title": "x", "source": {"document": "x"}, "rules": [
             \(rules.joined(separator: ",\n"))]}]}
            """
    }
}
