import Foundation
import Testing

@testable import StreamGuard

@Suite struct Files {
    @Test func areReadWhole() throws {
        let folder = try TemporaryFolder()
        let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
        let file = try folder.write("a b\nc", bytes: bytes)
        #expect(try FileReader.read(file) == bytes)
        #expect(try FileReader.read(try folder.write("empty", "")) == [])
    }

    @Test func thatAreNotThereAreNamed() throws {
        let folder = try TemporaryFolder()
        try folder.write("file", "")
        for name in ["none", "file/inside", "none/inside"] {
            let found = refusal { () throws(Refusal) in try FileReader.read(folder.file(name)) }
            #expect(found?.message == "there is no file `\(folder.file(name))`")
        }
        for name in ["", "a\0b"] {
            let found = refusal { () throws(Refusal) in try FileReader.read(name) }
            #expect(found?.message.hasPrefix("there is no file `") == true)
        }
    }

    @Test func otherThanFilesAreRefused() throws {
        let folder = try TemporaryFolder()
        let pipe = folder.file("pipe")
        #expect(mkfifo(pipe, 0o600) == 0)
        // Nobody writes to the pipe: waiting for it would never end.
        let found = refusal { () throws(Refusal) in try FileReader.read(pipe) }
        #expect(found?.message == "`\(pipe)` is not a regular file")
        #expect(found?.hint?.contains("`-`") == true)
        let device = refusal { () throws(Refusal) in try FileReader.read("/dev/zero") }
        #expect(device?.message == "`/dev/zero` is not a regular file")
        let inside = refusal { () throws(Refusal) in try FileReader.read(folder.path) }
        #expect(inside?.message == "`\(folder.path)` is a folder, not a file")
    }

    @Test func linksAreFollowedButNotInCircles() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("file", "text")
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("good"),
            withDestinationPath: file
        )
        #expect(symlink("nowhere", folder.file("broken")) == 0)
        #expect(symlink("circle", folder.file("circle")) == 0)
        #expect(try FileReader.read(folder.file("good")) == Array("text".utf8))
        let broken = refusal { () throws(Refusal) in try FileReader.read(folder.file("broken")) }
        #expect(broken?.message.hasSuffix("is a link to a file that is not there") == true)
        let circle = refusal { () throws(Refusal) in try FileReader.read(folder.file("circle")) }
        #expect(circle?.message.hasSuffix("is a link that leads back to itself") == true)
    }

    @Test(.enabled(if: geteuid() != 0, "root may read everything"))
    func thatMayNotBeReadAreNamed() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("secret", "text")
        #expect(chmod(file, 0) == 0)
        let found = refusal { () throws(Refusal) in try FileReader.read(file) }
        #expect(found?.message == "you may not read `\(file)`")
    }

    @Test func thatAreTooLargeAreNotRead() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("large", "")
        #expect(truncate(file, off_t(FileReader.limit)) == 0)
        #expect(try FileReader.read(file).count == FileReader.limit)
        #expect(truncate(file, 1 << 40) == 0)
        let found = refusal { () throws(Refusal) in try FileReader.read(file) }
        #expect(found?.message == "`\(file)` is larger than 8 MiB")
    }

    @Test func withLongOrHostileNames() throws {
        let name = String(repeating: "a", count: 5000)
        let long = refusal { () throws(Refusal) in try FileReader.read(name) }
        #expect(long?.message.hasPrefix("the name `aaa") == true)
        #expect((long?.message.count ?? 0) < 400)
        let hostile = refusal { () throws(Refusal) in try FileReader.read("a\u{1b}]0;x\u{7}") }
        #expect(hostile?.message == "there is no file `a\\u{1b}]0;x\\u{7}`")
    }
}

@Suite struct Folders {
    @Test func areSearchedToAnyDepthInOrder() throws {
        let folder = try TemporaryFolder()
        for name in ["b.plan.json", "a/z.plan.json", "B.plan.json", "a.plan.json", "a/school.json"]
        {
            try folder.write(name, "{}")
        }
        try folder.write(".git/hidden.plan.json", "{}")
        try folder.write("plan.json.bak", "{}")
        #expect(symlink(folder.path, folder.file("a/loop")) == 0)
        #expect(symlink("../b.plan.json", folder.file("a/link.plan.json")) == 0)
        let (found, refused) = Folder.files(in: folder.path, endingIn: ".plan.json")
        #expect(refused.isEmpty)
        #expect(
            found
                == [
                    "B.plan.json", "a.plan.json", "a/link.plan.json", "a/z.plan.json",
                    "b.plan.json",
                ]
                .map(folder.file)
        )
    }

    @Test func thatAreTooDeepAreNotSearched() throws {
        let folder = try TemporaryFolder()
        try folder.write(String(repeating: "d/", count: 40) + "x.plan.json", "{}")
        let (found, refused) = Folder.files(in: folder.path, endingIn: ".plan.json")
        #expect(found.isEmpty)
        #expect(refused.first?.message.contains("more than 32 folders deep") == true)
    }

    @Test func leadUpwardToTheSchool() throws {
        let folder = try TemporaryFolder()
        let school = try folder.write("school.json", "{}")
        let inner = try folder.write("plans/year5/school.json", "{}")
        try folder.write("plans/year5/spring/x.plan.json", "{}")
        try folder.write("plans/year6/x.plan.json", "{}")
        #expect(SchoolFile.nearest(to: folder.file("plans/year5/spring")) == inner)
        #expect(SchoolFile.nearest(to: folder.file("plans/year6")) == school)
        #expect(SchoolFile.nearest(to: folder.file("plans/year5/../year6")) == school)
        #expect(SchoolFile.nearest(to: folder.file("nowhere")) == nil)
    }
}

@Suite struct Names {
    @Test(arguments: [
        ("a/b.json", "a", "b.json"), ("b.json", ".", "b.json"), ("/b", "/", "b"),
        ("/a/b", "/a", "b"), ("a/", "a", ""),
    ])
    func fallIntoFolderAndFile(path: String, folder: String, name: String) {
        #expect(Paths.folder(of: path) == folder)
        #expect(Paths.name(of: path) == name)
    }

    @Test func areShownAsShortAsTheyCanBe() {
        #expect(Paths.shown("/a/b/c", from: "/a/b") == "c")
        #expect(Paths.shown("/a/bc/d", from: "/a/b") == "/a/bc/d")
        #expect(Paths.shown("/a", from: "/") == "/a")
        #expect(Paths.shown("/a", from: nil) == "/a")
    }
}
