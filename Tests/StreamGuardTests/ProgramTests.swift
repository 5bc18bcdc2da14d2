import Foundation
import Testing

@testable import StreamGuard

/// The program as it was built, run by a shell: what no test within one process can show.
@Suite(.enabled(if: BuiltProgram.path != nil, "the program is not beside the tests"))
struct TheBuiltProgram {
    private static let examples = BuiltProgram.repository + "/checklists/examples"

    @Test func findsItsChecklistsFromAnywhere() throws {
        let plan = Self.examples + "/ready-class-lesson.plan.json"
        let run = try BuiltProgram.shell("cd / && \"$PROGRAM\" check '\(plan)'")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.hasPrefix("READY  "))
    }

    @Test func readsFromAPipe() throws {
        let plan = Self.examples + "/needs-approval-one-to-one-reading.plan.json"
        let run = try BuiltProgram.shell(
            "cd '\(Self.examples)' && cat '\(plan)' | \"$PROGRAM\" check -"
        )
        #expect(run.status == 1)
        #expect(run.output.hasPrefix("NEEDS APPROVAL  "))
    }

    @Test func keepsItsAnswerWhenTheReaderLeaves() throws {
        let run = try BuiltProgram.shell(
            "{ \"$PROGRAM\" check '\(Self.examples)' --all; echo \"status $?\" >&2; } | head -c 1"
        )
        #expect(run.output.count == 1)
        #expect(run.errors == "status 1\n")
    }

    @Test(.enabled(if: FileReader.exists("/dev/full")))
    func saysThatADiskIsFull() throws {
        let run = try BuiltProgram.shell("\"$PROGRAM\" help > /dev/full")
        #expect(run.status == 2)
        #expect(run.errors.contains("error: the answer could not be written: No space left"))
        #expect(try BuiltProgram.shell("\"$PROGRAM\" help >&-").status == 2)
    }

    @Test func refusesArgumentsThatAreNotText() throws {
        let run = try BuiltProgram.shell("\"$PROGRAM\" check \"$(printf 'a\\377b')\"")
        #expect(run.status == 2)
        #expect(run.errors == "streamguard: error: argument 2 is not valid UTF-8 text\n")
    }

    @Test func readsOnlyAsMuchAsItNeeds() throws {
        let run = try BuiltProgram.shell("cat /dev/zero | \"$PROGRAM\" check -")
        #expect(run.status == 2)
        #expect(run.errors.contains("standard input is larger than 8 MiB"))
        #expect(try BuiltProgram.shell("\"$PROGRAM\" check - < /").status == 2)
        #expect(try BuiltProgram.shell("\"$PROGRAM\" check - <&-").status == 2)
    }

    @Test func coloursNothingInAPipe() throws {
        let run = try BuiltProgram.shell("TERM=xterm \"$PROGRAM\" check '\(Self.examples)'")
        #expect(!run.output.utf8.contains(0x1b))
    }
}

/// Where the program and its repository are while the tests run.
enum BuiltProgram {
    static let repository = Paths.folder(of: Paths.folder(of: Paths.folder(of: #filePath)))

    static let path: String? = {
        guard let tests = Paths.executable else { return nil }
        let program = Paths.folder(of: tests) + "/" + Program.name
        return FileReader.exists(program) ? program : nil
    }()

    /// Runs a line of shell, in which `$PROGRAM` is the program.
    static func shell(
        _ line: String
    ) throws -> (status: Int32, output: String, errors: String) {
        let folder = try TemporaryFolder()
        let (output, errors) = (
            try folder.write("output", ""), try folder.write("errors", "")
        )
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", line]
        process.environment = ["PROGRAM": path ?? "", "PATH": "/usr/bin:/bin"]
        // Files cannot fill up and stall the program, as a pipe can that nobody reads.
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errors))
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        func text(_ file: String) throws -> String {
            String(decoding: try FileReader.read(file), as: UTF8.self)
        }
        return (process.terminationStatus, try text(output), try text(errors))
    }
}
