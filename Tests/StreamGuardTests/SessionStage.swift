import Checklist
import Foundation
import Testing

@testable import StreamGuard

/// A made-up school with a trial record and the plan of one lesson, Tuesday 24 November 2026,
/// 10:00 to 10:40: the whole program is run over it, command by command.
final class SessionStage {
    let folder: TemporaryFolder
    var console = TestConsole()
    /// Who is at the keyboard.
    var person = "teacher-5b"
    private var seconds: Int64 = 0
    private(set) var session = ""

    static let ready = [
        "--present", "teacher-5b,teacher-5a", "--told", "head", "--go-ahead",
        "teacher-5b,teacher-5a", "chat=moderated", "linkChanged=no", "settingsChanged=no",
        "accountsChecked=yes", "placesChecked=yes", "rulesRead=yes", "dslReachable=yes",
    ]

    init(plan example: String = "ready-class-lesson", at time: String = "09:58") throws {
        folder = try TemporaryFolder()
        console.folder = folder.path
        console.environment["STREAMGUARD_CHECKLISTS"] = Shipped.folder
        clock(time)
        try #require(console.run("init", "--demo", "demo").status == .yes)
        console.folder = folder.file("demo")
        // The profile as it ships: the examples are made for it, and not moved to other days.
        try copy("schools/harbour-lane.school.json", to: "school.json")
        try copy("examples/\(example).plan.json", to: "lesson.plan.json")
    }

    private func copy(_ shipped: String, to name: String) throws {
        let text = try FileReader.read(Paths.joined(Shipped.folder, shipped))
        try folder.write("demo/\(name)", bytes: text)
    }

    /// Changes the text of the plan or the profile.
    func edit(_ old: String, _ new: String, in name: String = "lesson.plan.json") throws {
        let file = folder.file("demo/\(name)")
        let text = String(decoding: try FileReader.read(file), as: UTF8.self)
        try #require(text.contains(old))
        try folder.write("demo/\(name)", text.replacing(old, with: new))
    }

    /// Sets the time: `10:05` on the day of the lesson, or a whole instant.
    func clock(_ time: String) {
        let text = time.count < 9 ? "2026-11-24T\(time.count == 5 ? time + ":00" : time)Z" : time
        console.now = Timestamp(rfc3339: text)
    }

    /// Runs a command at a time, as the person at the keyboard.
    @discardableResult
    func run(_ time: String? = nil, _ words: String...) -> Run { run(time, words) }

    @discardableResult
    func run(_ time: String? = nil, _ words: [String]) -> Run {
        if let time { clock(time) }
        return console.run(words + ["--as", person])
    }

    /// Starts the session as planned.
    @discardableResult
    func start(_ time: String = "09:58", _ words: [String] = SessionStage.ready) throws -> Run {
        let run = run(time, ["start", folder.file("demo/lesson.plan.json")] + words)
        let found = run.output.split(separator: " ").first { SessionID(String($0)) != nil }
        session = found.map(String.init) ?? session
        return run
    }

    /// What `show` says of the session, as JSON.
    func shown(_ time: String? = nil) throws -> Node {
        let run = run(time, "show", session, "--format", "json")
        let text = SourceText(name: "output", text: run.output)
        return try Document(parsing: text).root
    }

    /// The rules that were broken, with their times: `C09-second-there 10:05 10:12`.
    func deviations() throws -> [String] {
        try shown().member("deviations")?.elements.map { spell in
            let isVoid = spell.member("void").map { JSON($0).canonical() == "true" } ?? false
            let until = isVoid ? "void" : spell.text("until").map(SessionStage.minute) ?? "…"
            let since = spell.text("since").map(SessionStage.minute) ?? ""
            return "\(spell.text("rule") ?? "") \(since) \(until)"
        } ?? []
    }

    private static func minute(_ time: String) -> String { String(time.dropFirst(11).prefix(5)) }
}
