import Checklist
import Foundation
import Testing

@testable import StreamGuard

/// Does what a page tells its reader to do, in a folder of its own.
///
/// A block below a line that ends in "`x.plan.json`:" is that file, or changes it if it is a `diff`.
/// A block whose first line begins with `$` is a session: of `streamguard`, also after
/// `echo 'words' |` or before `> /dev/null 2>&1`, of `cd FOLDER`, `cat FILE` and `echo $?`.
///
/// Clock, chance and account are made up, so that each run prints the same. A comment right before
/// a block, `<!-- replay: fresh at 2026-11-24T09:52 as teacher-5b -->`, begins an empty folder, sets
/// the clock (which then moves on two seconds with each command) and signs somebody in.
struct Replay {
    private let page: DocsPage
    private var folder: TemporaryFolder
    private var console: TestConsole
    private var files: [String: String] = [:]
    private var status = ExitCode.yes
    /// The page as it would be if it showed what is printed now.
    private(set) var pageNow: [String]
    /// How many lines that has more than the page.
    private var shift = 0

    init(_ page: DocsPage) throws {
        self.page = page
        pageNow = page.lines
        folder = try TemporaryFolder()
        var console = TestConsole()
        console.folder = folder.path
        console.environment["STREAMGUARD_CHECKLISTS"] = Shipped.folder
        let chance = RecordStore.Chance()
        console.random = { chance.bytes($0) }
        self.console = console
    }

    private mutating func direct(_ directions: String, of block: DocsPage.Block) throws {
        var words = directions.split(separator: " ").map(String.init)[...]
        while let word = words.popFirst() {
            switch (word, words.first) {
            case ("fresh", _):
                folder = try TemporaryFolder()
                console.folder = folder.path
                files = [:]
            case ("as", let login?):
                console.account.login = login
                words.removeFirst()
            case ("at", let time?):
                let zone = "Europe/London"
                console.now = Zones.iana(knowing: zone).instant(of: time, in: zone)
                if console.now == nil { miss(block, "is at no time") }
                words.removeFirst()
            default: miss(block, "has a direction that is not known: \(word)")
            }
        }
    }

    mutating func take(_ block: DocsPage.Block) throws {
        try direct(block.directions, of: block)
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
        } else if !["json", "cel", "sh", "text", ""].contains(block.language) {
            // A block of `text` is a conversation, which `.ci/conversations` replays.
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
            let end = block.line - 1 + index + shift
            pageNow.replaceSubrange(end - output.count..<end, with: printed)
            shift += printed.count - output.count
        }
    }

    /// What the command prints, without the names of folders that only this test has.
    private mutating func run(_ command: String, at line: Int) throws -> String {
        if command == "echo $?" { return "\(status.rawValue)\n" }
        var words = words(of: command)
        if words.count == 2, words[0] == "cd" {
            console.folder = Paths.resolved(Paths.joined(console.folder ?? folder.path, words[1]))
            return ""
        }
        if words.count == 2, words[0] == "cat" {
            return String(decoding: try FileReader.read(absolute(words[1])), as: UTF8.self)
        }
        console.input = []
        if words.count > 3, words[0] == "echo", words[2] == "|" {
            console.input = Array("\(words[1])\n".utf8)
            words.removeFirst(3)
        }
        if words.starts(with: ["swift", "run"]) { words.removeFirst(2) }
        guard words.first == Program.name else {
            Issue.record("\(page.place(line)): `\(command)` cannot be replayed")
            return ""
        }
        let isQuiet = words.suffix(3) == [">", "/dev/null", "2>&1"]
        if isQuiet { words.removeLast(3) }
        var target: String?
        if words.count > 2, words[words.count - 2] == ">" {
            target = words.removeLast()
            words.removeLast()
        }
        let run = console.run(words.dropFirst().map(absolute))
        status = run.status
        console.now = console.now?.adding(Duration(seconds: 2))
        // `fmt` may have changed them.
        for name in files.keys {
            files[name] = String(decoding: try FileReader.read(folder.file(name)), as: UTF8.self)
        }
        if isQuiet { return "" }
        if let target {
            try folder.write(target, run.output)
            return run.errors
        }
        let here = console.folder ?? folder.path
        return [here, folder.path, Shipped.checkout].reduce(run.output + run.errors) {
            text,
            folder in
            text.replacingOccurrences(of: Paths.joined(folder, ""), with: "")
        }
    }

    /// The words of a command line, without the quotation marks that hold some together.
    private func words(of command: String) -> [String] {
        var words: [String] = []
        var isInWord = false
        var quote: Character?
        for character in command {
            if character == quote {
                quote = nil
            } else if quote == nil, character == " " {
                isInWord = false
            } else {
                if !isInWord { words.append("") }
                isInWord = true
                if quote == nil, character == "'" || character == "\"" {
                    quote = character
                } else {
                    words[words.count - 1].append(character)
                }
            }
        }
        return words
    }

    /// A file of the page's own, or one of the repository.
    private func absolute(_ word: String) -> String {
        guard word.contains(".") || word.contains("/") else { return word }
        let places = [
            Paths.joined(console.folder ?? folder.path, word), Paths.joined(Shipped.checkout, word),
        ]
        return places.first(where: FileReader.exists) ?? word
    }
}
