import Checklist
import Foundation
import Testing

@testable import StreamGuard

/// The index saves time and never changes an answer.
@Suite struct ReviewIndexTests {
    /// A lesson that has run, with words in its log that somebody may want erased.
    private static func stage() throws -> SessionStage {
        let stage = try SessionStage()
        try stage.start()
        stage.run("10:00", "join", "--everyone")
        stage.run("10:05", "note", "the blue beam of the projector flickered")
        stage.run("10:20", "leave", "teacher-5a")
        stage.run("10:40", "leave", "--everyone")
        stage.run("10:41", "end")
        return stage
    }

    private static let index = "demo/.streamguard/index/sessions"

    private func review(_ stage: SessionStage, _ words: String...) -> String {
        stage.person = "head"
        defer { stage.person = "teacher-5b" }
        let run = stage.run("18:00", ["review"] + words)
        #expect(run.status == .no)
        #expect(run.errors == "TRIAL RECORD: for trying things out; nothing here counts.\n")
        return run.output
    }

    private func bytes(_ stage: SessionStage) throws -> [UInt8] {
        try FileReader.read(stage.folder.file(ReviewIndexTests.index))
    }

    @Test func `it is made by the first review, and the second one says the same by it`() throws {
        let stage = try ReviewIndexTests.stage()
        let first = review(stage)
        #expect(first.contains("1 session to look at"))
        let made = try bytes(stage)
        #expect(review(stage) == first)
        #expect(try bytes(stage) == made)
        #expect(review(stage, "--fresh") == first)
        let status = try FileManager.default.attributesOfItem(
            atPath: stage.folder.file("demo/.streamguard/index")
        )
        #expect(status[.posixPermissions] as? Int == 0o700)
    }

    @Test func `whatever is cut off or changed in it is found, and it is made anew`() throws {
        let stage = try ReviewIndexTests.stage()
        let truth = review(stage)
        let made = try bytes(stage)
        var spoilt: [[UInt8]] = stride(from: 0, to: made.count, by: 97).map { Array(made[..<$0]) }
        spoilt.append(Array(made.dropLast()))
        for place in stride(from: 0, to: made.count, by: 71) {
            var bytes = made
            bytes[place] ^= 1 << UInt8(place % 8)
            spoilt.append(bytes)
        }
        spoilt.append(made + made)
        spoilt.append(Array("{}\n".utf8))
        for bytes in spoilt {
            try stage.folder.write(ReviewIndexTests.index, bytes: bytes)
            #expect(review(stage) == truth)
            #expect(try self.bytes(stage) == made)
        }
        try FileManager.default.removeItem(atPath: stage.folder.file(ReviewIndexTests.index))
        #expect(review(stage) == truth)
        #expect(try bytes(stage) == made)
    }

    @Test func `a false one is believed only until somebody asks for a fresh review`() throws {
        let stage = try ReviewIndexTests.stage()
        let truth = review(stage)
        let made = String(decoding: try bytes(stage), as: UTF8.self)
        let rows = made.split(separator: "\n", maxSplits: 1)[1]
        let forged = rows.replacing("\"pupils\":24", with: "\"pupils\":17")
        try #require(forged != rows)
        let heading = made.split(separator: "\n")[0].replacing(
            Checksum(rows.utf8).text,
            with: Checksum(forged.utf8).text
        )
        try stage.folder.write(ReviewIndexTests.index, "\(heading)\n\(forged)")
        #expect(review(stage).contains("17 pupils"))
        #expect(review(stage, "--fresh") == truth)
        #expect(review(stage) == truth)
    }

    @Test func `a log that goes on is read anew`() throws {
        let stage = try ReviewIndexTests.stage()
        _ = review(stage)
        stage.run("17:00", "incident", "technical", "--about", "nobody", "--facts", "no sound")
        let now = review(stage)
        #expect(now.contains("1: the technology failed") || now.contains("technical"))
        #expect(now == review(stage, "--fresh"))
    }

    @Test func `a byte that somebody changes is seen even if the time is put back`() throws {
        let stage = try ReviewIndexTests.stage()
        let truth = review(stage)
        let id = try #require(SessionID(stage.session))
        let name = "demo/.streamguard/\(id.folders.joined(separator: "/"))/\(id.text).jsonl"
        let path = stage.folder.file(name)
        let before = try FileManager.default.attributesOfItem(atPath: path)
        var log = try FileReader.read(path)
        log[log.count / 2] ^= 1
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.write(contentsOf: log)
        try file.close()
        try FileManager.default.setAttributes(
            [.modificationDate: try #require(before[.modificationDate])],
            ofItemAtPath: path
        )
        let now = review(stage)
        #expect(now != truth)
        #expect(now.contains("damaged"))
    }

    @Test func `an older copy that was put back is read anew`() throws {
        let stage = try ReviewIndexTests.stage()
        let id = try #require(SessionID(stage.session))
        let name = "demo/.streamguard/\(id.folders.joined(separator: "/"))/\(id.text).jsonl"
        let old = try FileReader.read(stage.folder.file(name))
        stage.run("17:00", "incident", "technical", "--about", "nobody", "--facts", "no sound")
        let truth = review(stage)
        #expect(!truth.contains("damaged"))
        try stage.folder.write(name, bytes: old)
        // The ledger tells of the incident, so that it cannot vanish.
        let now = review(stage)
        #expect(now.contains("damaged"))
        #expect(now == review(stage, "--fresh"))
    }

    @Test func `no words of a log ever stand in it, and an erasure changes no figure`() throws {
        let stage = try ReviewIndexTests.stage()
        stage.run("10:45", "incident", "technical", "--about", "nobody", "--facts", "purple sound")
        let truth = review(stage)
        let made = try bytes(stage)
        for word in ["projector", "purple", "p-5b-01"] {
            #expect(!String(decoding: made, as: UTF8.self).contains(word))
        }
        let workspace = try Workspace(
            at: stage.folder.file("demo/.streamguard"),
            Surroundings(
                disk: .system(),
                now: { [now = stage.console.now] in now },
                uptime: { [now = stage.console.now] in (now?.milliseconds ?? 0, "boot-1") },
                random: Surroundings.chance
            )
        )
        let log = try workspace.session(try #require(SessionID(stage.session)))
        let note = try #require(try log.read().records.first { $0.text("note") != nil })
        let head = Author(by: "head", uid: 1000, host: "desk-3")
        try workspace.erase(note.seq, "note", of: log.id, by: head)
        #expect(review(stage) == truth)
        #expect(try bytes(stage) != made)
    }

    @Test func `one of another record, or of other people, is not believed`() throws {
        let (one, other) = (try ReviewIndexTests.stage(), try ReviewIndexTests.stage())
        _ = review(one)
        let truth = review(other)
        let made = try bytes(other)
        try other.folder.write(ReviewIndexTests.index, bytes: try bytes(one))
        #expect(review(other) == truth)
        #expect(try bytes(other) == made)
        try other.edit("\"id\": \"ta-2\"", "\"id\": \"ta-9\"", in: "school.json")
        _ = review(other)
        #expect(try bytes(other) != made)
    }

    @Test func `a record that cannot be written to is reviewed without`() throws {
        let stage = try ReviewIndexTests.stage()
        let truth = review(stage)
        let folder = stage.folder.file("demo/.streamguard/index")
        try FileManager.default.removeItem(atPath: folder)
        try stage.folder.write("demo/.streamguard/index", "in the way")
        #expect(review(stage) == truth)
        // Nor is anything written where a link leads.
        try FileManager.default.removeItem(atPath: folder)
        let elsewhere = stage.folder.file("elsewhere")
        try FileManager.default.createDirectory(
            atPath: elsewhere,
            withIntermediateDirectories: false
        )
        try FileManager.default.createSymbolicLink(
            atPath: folder,
            withDestinationPath: elsewhere
        )
        #expect(review(stage) == truth)
        #expect(try FileManager.default.contentsOfDirectory(atPath: elsewhere).isEmpty)
    }

    @Test func `verify takes no notice of it`() throws {
        let stage = try ReviewIndexTests.stage()
        let before = stage.console.run("verify")
        _ = review(stage)
        let after = stage.console.run("verify")
        #expect(after.output == before.output && after.status == before.status)
    }

    @Test func `what an interrupted review left behind is cleared away`() throws {
        let stage = try ReviewIndexTests.stage()
        let rest = "\(ReviewIndexTests.index).new-00ff"
        try stage.folder.write(rest, "half a line")
        _ = review(stage)
        #expect(!FileReader.exists(stage.folder.file(rest)))
    }
}
