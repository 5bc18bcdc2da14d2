import Foundation
import Testing

@testable import Checklist
@testable import StreamGuard

/// What the README and the guides show is what the program does.
///
/// `RECORD_DOCS=1 swift test --filter Documentation` writes the list of fields anew.
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
                guard !code.contains("swift build") else { continue }
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

    @Test func `the rule language's page names every function`() {
        let page = Documentation.pages.first { $0.name == "docs/checklist-author.md" }
        let code = Set(page?.code ?? [])
        for function in Function.all where !function.name.contains("_") {
            #expect(code.contains(function.name), "`\(function.name)`")
        }
    }

    @Test func `the list of fields is that of the forms`() throws {
        let path = Paths.joined(Shipped.checkout, "docs/fields.md")
        let text = FieldList.page(try Shipped.forms())
        if ProcessInfo.processInfo.environment["RECORD_DOCS"] != nil {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        }
        let page = Documentation.pages.first { $0.name == "docs/fields.md" }
        DocsPage.compare(page?.lines ?? [], DocsPage("", text).lines, at: "docs/fields.md", 0)
    }

    // MARK: Helpers

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

/// One page, taken apart into prose and fenced blocks.
struct DocsPage: Sendable, CustomTestStringConvertible {
    /// The path within the repository.
    let name: String
    let lines: [String]
    private(set) var blocks: [Block] = []
    /// The lines outside blocks, with their numbers.
    private(set) var prose: [(line: Int, text: String)] = []

    /// Something between two lines of backticks.
    struct Block: Sendable {
        let language: String
        /// The line before the block, which says what it is.
        let label: String
        /// The number of its first line.
        let line: Int
        var lines: [String] = []

        var text: String { lines.joined(separator: "\n") + "\n" }
    }

    var testDescription: String { name }

    init(_ name: String, _ text: String) {
        self.name = name
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var open: Block?
        for (index, line) in lines.enumerated() {
            if line.hasPrefix("```") {
                if let block = open {
                    blocks.append(block)
                    open = nil
                } else {
                    let label = prose.last { !$0.text.isEmpty }?.text ?? ""
                    open = Block(language: String(line.dropFirst(3)), label: label, line: index + 2)
                }
            } else if open != nil {
                open?.lines.append(line)
            } else {
                prose.append((index + 1, line))
            }
        }
    }

    /// The README, the changelog and everything in `docs`.
    static func all() -> [DocsPage] {
        let docs = Paths.joined(Shipped.checkout, "docs")
        let guides = (try? Folder.list(docs, endingIn: ".md")) ?? []
        let names = ["README.md", "CHANGELOG.md"] + guides.map { "docs/" + Paths.name(of: $0) }
        return names.compactMap { name in
            (try? FileReader.read(Paths.joined(Shipped.checkout, name))).map {
                DocsPage(name, String(decoding: $0, as: UTF8.self))
            }
        }
    }

    func place(_ line: Int) -> String { "\(name):\(line)" }

    /// Records the first line that is not as it is shown; a whole page in a message helps nobody.
    static func compare(_ shown: [String], _ real: [String], at page: String, _ line: Int) {
        guard shown != real else { return }
        let same = zip(shown, real).prefix { $0 == $1 }.count
        let (old, new) = (shown.dropFirst(same).first, real.dropFirst(same).first)
        Issue.record(
            """
            \(page):\(line + 1 + same): what is shown is no longer so
            shown: \(old ?? "(nothing more)")
            now:   \(new ?? "(nothing more)")
            """
        )
    }

    /// Everything that is set as code.
    var code: [String] {
        let spans = prose.flatMap { line in
            line.text.matches(of: /`([^`]+)`/).map { String($0.1) }
        }
        return spans + blocks.flatMap(\.lines)
    }

    /// The headings as links name them.
    var anchors: [String] {
        prose.filter { $0.text.hasPrefix("#") }.map { heading in
            let words = heading.text.drop { $0 == "#" || $0 == " " }.lowercased()
            return String(words.compactMap { $0 == " " ? "-" : $0.isAnchor ? $0 : nil })
        }
    }
}

extension Character {
    fileprivate var isAnchor: Bool { isLetter || isNumber || self == "-" || self == "_" }
}

/// Does what a page tells its reader to do, in a folder of its own.
///
/// A block below a line that ends in "`x.plan.json`:" is that file, or changes it if it is a `diff`.
/// A block whose first line begins with `$` is a session.
private struct Replay {
    private let page: DocsPage
    private let folder: TemporaryFolder
    private let console: TestConsole
    private var files: [String: String] = [:]
    private var status = ExitCode.yes

    init(_ page: DocsPage) throws {
        self.page = page
        folder = try TemporaryFolder()
        var console = TestConsole()
        console.folder = folder.path
        console.environment["STREAMGUARD_CHECKLISTS"] = Shipped.folder
        self.console = console
    }

    mutating func take(_ block: DocsPage.Block) throws {
        let name = block.label.firstMatch(of: /`([\w.\/-]+\.json)`:$/).map { String($0.1) }
        if block.lines.first?.hasPrefix("$ ") == true {
            try replay(block)
        } else if block.language == "diff" {
            guard let name, let old = files[name] else { return miss(block, "changes no file") }
            guard let new = changed(old, by: block.lines) else {
                return miss(block, "fits nowhere")
            }
            try write(name, new)
        } else if let name {
            try write(name, block.text)
        } else if !["json", "cel", "sh"].contains(block.language) {
            miss(block, "is neither a file nor a session")
        }
    }

    private func miss(_ block: DocsPage.Block, _ why: String) {
        Issue.record("\(page.place(block.line)): the block \(why)")
    }

    private mutating func write(_ name: String, _ text: String) throws {
        files[name] = text
        try folder.write(name, text)
    }

    /// A text with the lines marked `-`, which must stand together, replaced by those marked `+`.
    private func changed(_ text: String, by lines: [String]) -> String? {
        func marked(_ mark: String) -> String {
            lines.filter { $0.hasPrefix(mark) }.map { $0.dropFirst() + "\n" }.joined()
        }
        let parts = text.components(separatedBy: marked("-"))
        return parts.count == 2 ? parts.joined(separator: marked("+")) : nil
    }

    private mutating func replay(_ block: DocsPage.Block) throws {
        var index = 0
        while index < block.lines.count {
            let line = block.line + index
            var command = String(block.lines[index].dropFirst(2))
            index += 1
            while command.hasSuffix("\\"), index < block.lines.count {
                command = command.dropLast() + block.lines[index]
                index += 1
            }
            let output = block.lines[index...].prefix { !$0.hasPrefix("$ ") }
            index += output.count
            var printed = DocsPage("", try run(command, at: line)).lines
            if printed.last?.isEmpty == true { printed.removeLast() }
            DocsPage.compare(Array(output), printed, at: page.name, line)
        }
    }

    /// What the command prints, without the names of folders that only this test has.
    private mutating func run(_ command: String, at line: Int) throws -> String {
        if command == "echo $?" { return "\(status.rawValue)\n" }
        var words = command.split(separator: " ").map(String.init)
        if words.starts(with: ["swift", "run"]) { words.removeFirst(2) }
        guard words.first == Program.name else {
            Issue.record("\(page.place(line)): `\(command)` cannot be replayed")
            return ""
        }
        let run = console.run(words.dropFirst().map(absolute))
        status = run.status
        return [folder.path, Shipped.checkout].reduce(run.output + run.errors) { text, folder in
            text.replacingOccurrences(of: Paths.joined(folder, ""), with: "")
        }
    }

    /// A file of the page's own, or one of the repository.
    private func absolute(_ word: String) -> String {
        guard word.contains(".") || word.contains("/") else { return word }
        let places = [folder.file(word), Paths.joined(Shipped.checkout, word)]
        return places.first(where: FileReader.exists) ?? word
    }
}

/// The fields of the forms, as one table for each.
private enum FieldList {
    static func page(_ forms: [Document]) -> String {
        var page = """
            # Fields

            Every field of the forms that ship, written from them. A field that says *if* only
            applies then. A text without a length has at most 2,000 characters.

            """
        for form in forms.map(\.root) {
            let name = form.member("form")?.string ?? ""
            page += "\n## \(form.member("title")?.string ?? ""): `\(name)`\n\n"
            page += "| field | answer | question |\n|---|---|---|\n"
            page += rows(form, in: name).joined(separator: "\n") + "\n"
        }
        return page
    }

    private static func rows(_ group: Node, in path: String) -> [String] {
        (group.member("fields")?.elements ?? []).flatMap { field in
            let name = "\(path).\(field.member("name")?.string ?? "")"
            var answer = self.answer(field)
            if let value = field.member("default") {
                answer += "; else `\(JSON(value).canonical())`"
            }
            if let condition = field.member("when")?.string { answer += "; if `\(condition)`" }
            if case .bool(true)? = field.member("required")?.content { answer += "; required" }
            let cells = ["`\(name)`", answer, field.member("ask")?.string ?? ""]
            let row = cells.map { $0.replacingOccurrences(of: "|", with: "\\|") }
            let isList = field.member("type")?.string == "groups"
            return ["| " + row.joined(separator: " | ") + " |"]
                + rows(field, in: isList ? name + "[…]" : name)
        }
    }

    private static func answer(_ field: Node) -> String {
        func number(_ name: String) -> String? {
            field.member(name).map { JSON($0).canonical() }
        }
        func limits(_ least: String, _ most: String, _ unit: String) -> String {
            switch (number(least), number(most)) {
            case (nil, nil): ""
            case (let least?, nil): ", at least \(least)\(unit)"
            case (nil, let most?): ", at most \(most)\(unit)"
            case (let least?, let most?): ", \(least) to \(most)\(unit)"
            }
        }
        switch field.member("type")?.string ?? "" {
        case "string":
            let format = field.member("format")?.string ?? "text"
            return format + limits("minLength", "maxLength", " characters")
        case "choice":
            let words = field.member("choices")?.elements.compactMap { $0.member("value")?.string }
            return (words ?? []).map { "`\($0)`" }.joined(separator: ", ")
        case "list":
            let element = field.member("of").map(answer) ?? ""
            return "list of " + element + limits("minItems", "maxItems", "")
        case "groups":
            let key = field.member("key")?.string.map { " by `\($0)`" } ?? ""
            return "list of groups" + key + limits("minItems", "maxItems", "")
        case let type: return type + limits("min", "max", "")
        }
    }
}
