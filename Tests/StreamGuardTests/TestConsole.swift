import Checklist
import Foundation
import Testing

@testable import StreamGuard

/// What a run of the program left behind.
struct Run {
    let status: ExitCode
    let output: String
    let errors: String
}

/// Runs the whole program in this process, with everything around it made up.
struct TestConsole {
    var input: [UInt8] = []
    var environment: [String: String] = [:]
    var folder: String?
    var width = 80
    var colour = false
    var now = Timestamp(seconds: 1_795_338_000)  // 2026-11-22T09:00:00Z
    var account = Account(login: "tester", uid: 1000, host: "desk-3")
    var invoker: Account?
    var random: (Int) -> [UInt8] = Surroundings.chance
    /// Lines that somebody types at a terminal; nothing if there is none.
    var typed: [String]?
    /// Stands for `write(2)` on standard output; nothing for a stream that takes everything.
    var sink: ((UnsafeRawBufferPointer) -> Int)?

    func run(_ words: String...) -> Run { run(words) }

    func run(_ words: [String]) -> Run { run(bytes: words.map { Array($0.utf8) }) }

    func run(bytes words: [[UInt8]]) -> Run {
        let (output, errors) = (Captured(), Captured())
        let status = Program.run(words, on: console(output, errors))
        return Run(status: status, output: output.text, errors: errors.text)
    }

    /// A console that nobody reads.
    static func console(_ account: Account, _ invoker: Account?) -> Console {
        var console = TestConsole(account: account, invoker: invoker)
        console.environment["STREAMGUARD_CHECKLISTS"] = Shipped.folder
        return console.console(Captured(), Captured())
    }

    private func console(_ output: Captured, _ errors: Captured) -> Console {
        let (input, environment, now) = (input, environment, now)
        var console = Console(
            output: Output(width: width, colour: colour, sink: sink ?? output.take),
            errors: Output(width: width, colour: false, sink: errors.take),
            input: { (limit) throws(Refusal) in
                guard input.count <= limit else { throw Refusal("too much") }
                return input
            },
            inputIsTerminal: typed != nil,
            environment: { environment[$0] },
            workingFolder: folder,
            executable: nil,
            now: { now }
        )
        var read = 0
        console.stream = { (room) throws(Refusal) in
            let count = min(room.count, input.count - read)
            room.copyBytes(from: input[read..<read + count])
            read += count
            return count
        }
        console.account = account
        console.invoker = invoker
        console.random = random
        // The computer was started in 1970, and both its clocks are right.
        console.uptime = { (now?.milliseconds ?? 0, "boot-1") }
        console.line = Keyboard(typed ?? []).line
        return console
    }
}

/// Lines that come one by one, and then the end.
private final class Keyboard {
    private var lines: [String]

    init(_ lines: [String]) { self.lines = lines }

    func line() -> TypedLine { lines.isEmpty ? .end : .text(lines.removeFirst()) }
}

/// A stream that keeps what is written.
private final class Captured {
    private var bytes: [UInt8] = []
    var text: String { String(decoding: bytes, as: UTF8.self) }

    func take(_ written: UnsafeRawBufferPointer) -> Int {
        bytes.append(contentsOf: written)
        return written.count
    }
}

/// A folder that is gone when the test ends.
final class TemporaryFolder {
    let path: String

    init() throws {
        let name = "/tmp/streamguard-test-\(UInt64.random(in: 0...UInt64.max))"
        try FileManager.default.createDirectory(
            atPath: name,
            withIntermediateDirectories: false
        )
        // The system's own name for it: on some systems /tmp is a link.
        path = try #require(Paths.resolved(name))
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file, and the folders that it needs, and returns its full name.
    @discardableResult
    func write(_ name: String, _ text: String) throws -> String {
        try write(name, bytes: Array(text.utf8))
    }

    @discardableResult
    func write(_ name: String, bytes: [UInt8]) throws -> String {
        let file = self.file(name)
        try FileManager.default.createDirectory(
            atPath: Paths.folder(of: file),
            withIntermediateDirectories: true
        )
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        return file
    }

    func rename(_ name: String, to new: String) throws {
        try FileManager.default.moveItem(atPath: file(name), toPath: file(new))
    }

    func file(_ name: String) -> String { "\(path)/\(name)" }
}

/// The failure that `work` throws.
func refusal<T>(_ work: () throws(Refusal) -> T) -> Refusal? {
    do throws(Refusal) {
        _ = try work()
        return nil
    } catch {
        return error
    }
}
