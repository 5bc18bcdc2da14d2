import Checklist
import Testing

@testable import StreamGuard

/// The demo's school and trial record in a folder of their own, with people who come and go.
final class DemoSchool {
    let folder: TemporaryFolder
    var console: TestConsole
    /// The school's folder.
    var path: String { folder.file(Demo.folder) }

    init() throws {
        folder = try TemporaryFolder()
        console = TestConsole()
        console.folder = folder.path
        console.environment["STREAMGUARD_CHECKLISTS"] = Shipped.folder
        console.random = RecordStore.Chance().bytes
        #expect(console.run("init", "--demo").status == .yes)
        console.folder = path
    }

    /// Runs a command as somebody of the school; files are named within its folder.
    @discardableResult
    func run(as person: String?, _ words: String...) -> Run {
        let words = words.map { $0.hasPrefix("plans") ? Paths.joined(path, $0) : $0 }
        return console.run(words + (person.map { ["--as", $0] } ?? []))
    }

    /// Lets time pass.
    func wait(_ seconds: Int64) {
        console.now = console.now?.adding(Duration(seconds: seconds))
    }

    /// Changes a file by putting a text in place of another.
    func edit(_ name: String, _ old: String, _ new: String) throws {
        let text = try read(name)
        #expect(text.contains(old), "\(old)")
        try folder.write("\(Demo.folder)/\(name)", text.replacing(old, with: new))
    }

    func read(_ name: String) throws -> String {
        String(decoding: try FileReader.read(Paths.joined(path, name)), as: UTF8.self)
    }

    var ledger: History {
        get throws {
            try Workspace(
                at: Paths.joined(path, Workspace.name),
                RecordStore().surroundings(on: .system())
            ).ledger.read()
        }
    }
}

extension RecordStore {
    /// Made-up clocks and chance with a disk of one's own.
    func surroundings(on disk: Disk) -> Surroundings {
        var surroundings = surroundings
        surroundings.disk = disk
        return surroundings
    }
}
