import Foundation
import Testing

@testable import StreamGuard

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
        /// What a comment right before it says to the test, such as `at 2026-11-24T09:52 as head`.
        let directions: String
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
                    var before = prose.map(\.text).filter { !$0.isEmpty }
                    var directions = ""
                    if let match = before.last?.wholeMatch(of: /<!-- replay: (.*) -->/) {
                        directions = String(match.1)
                        before.removeLast()
                    }
                    open = Block(
                        language: String(line.dropFirst(3)),
                        label: before.last ?? "",
                        directions: directions,
                        line: index + 2
                    )
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
