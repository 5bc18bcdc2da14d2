import Checklist
import Foundation
import Testing

@testable import StreamGuard

/// What ships with the program, as it lies in the checkout.
enum Shipped {
    static let checkout = URL(filePath: #filePath)
        .deletingLastPathComponent().appending(path: "../..").standardized.path(
            percentEncoded: false
        )
    static let folder = Paths.joined(checkout, "checklists")
    static let moments = ["plan", "start", "during", "end", "after"]

    static func checklists() throws -> [Document] {
        try documents("", endingIn: ".checklist.json")
    }

    static func schools() throws -> [Document] {
        try documents("schools", endingIn: ".school.json")
    }

    static func examples() throws -> [Document] {
        try documents("examples", endingIn: ".plan.json")
    }

    /// The forms, in the order in which their conditions may read one another.
    static func forms() throws -> [Document] {
        try ["school", "history", "plan", "live", "routes"].map {
            try document("forms/\($0).form.json")
        }
    }

    static func document(_ name: String) throws -> Document {
        let path = Paths.joined(folder, name)
        return try Document(
            parsing: SourceText(name: Paths.name(of: path), bytes: FileReader.read(path))
        )
    }

    private static func documents(_ name: String, endingIn suffix: String) throws -> [Document] {
        let found = try Folder.list(Paths.joined(folder, name), endingIn: suffix)
        return try found.map {
            try Document(parsing: SourceText(name: Paths.name(of: $0), bytes: FileReader.read($0)))
        }
    }

    /// All forms and all checklists together, also those that no school turns on by itself.
    static func rulebook() throws -> Rulebook { try compiled.get() }
    private static let compiled = Result { try Rulebook(forms: forms(), checklists: checklists()) }

    /// Runs the program over what ships.
    static func run(_ words: String...) -> Run { run(words) }

    static func run(_ words: [String]) -> Run {
        var console = TestConsole()
        console.folder = checkout
        console.environment["STREAMGUARD_CHECKLISTS"] = folder
        return console.run(words)
    }

    /// What `check` prints as JSON of the folder of examples.
    static let examplesAsJSON = run(
        ["check", Paths.joined(folder, "examples"), "--format", "json"]
    )

    /// The plans' objects among it.
    static func judgedExamples() throws -> [Node] { try plans.get() }
    private static let plans = Result {
        let text = SourceText(name: "output", text: examplesAsJSON.output)
        return try Document(parsing: text).root.member("plans")?.elements ?? []
    }
}

extension Document {
    /// The part of the file's name before the first dot.
    var shortName: String { String(source.name.prefix { $0 != "." }) }
}

extension Node {
    /// A text at a path of members, nothing if it is not there.
    func text(_ path: String...) -> String? {
        var node: Node? = self
        for name in path { node = node?.member(name) }
        return node?.string
    }
}

extension Rulebook {
    /// Judges documents as the program would, on a day before the examples' sessions.
    func judge(
        _ documents: [String: Document],
        moment: String = "plan",
        now: String = "2026-11-22T09:00:00Z"
    ) throws -> Verdict {
        let zone = "Europe/London"
        let answers = try answers(documents, zone: zone, zones: .iana(knowing: zone))
        return judge(answers, moment: moment, now: try #require(Timestamp(rfc3339: now)))
    }
}
