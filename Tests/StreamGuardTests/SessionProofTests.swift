import Checklist
import Testing

@testable import StreamGuard

/// What proves one session to somebody who may not see the others.
@Suite struct SessionProofs {
    @Test func aPathLeadsFromEveryLeafToTheRoot() {
        var tree = CheckpointTree()
        var leaves: [[UInt8]] = []
        for count in 1...67 {
            let body = Array("entry \(count)".utf8)
            tree.append(body)
            leaves.append(CheckpointTree.leaf(body))
            for index in 0..<count {
                let path = CheckpointPath.path(to: index, in: leaves)
                func root(_ index: Int, _ count: Int, _ path: [[UInt8]]) -> [UInt8]? {
                    CheckpointPath.root(
                        of: leaves[min(index, leaves.count - 1)],
                        at: index,
                        among: count,
                        path
                    )
                }
                #expect(root(index, count, path) == tree.root)
                // The same path for another place, or another size, or another leaf proves nothing.
                #expect(root(index, count, path + [tree.root]) != tree.root)
                #expect(root(index, count, path.dropLast()) != tree.root || path.isEmpty)
                #expect(root(count, count, path) == nil)
                for other in 0..<count where other != index {
                    let leaf = leaves[other]
                    #expect(
                        CheckpointPath.root(of: leaf, at: index, among: count, path) != tree.root
                    )
                }
            }
        }
    }

    /// A record with three sessions, on the real disk.
    private final class Shop {
        let folder: TemporaryFolder
        var console = TestConsole()
        var sids: [SessionID] = []
        let workspace: Workspace

        init() throws {
            folder = try TemporaryFolder()
            console.folder = folder.path
            try folder.write("school.json", #"{"id": "mill"}"#)
            console.environment["STREAMGUARD_CHECKLISTS"] = Shipped.folder
            #expect(console.run("init", "--record").status == .yes)
            let author = Author(by: "u-7f3a", uid: 1000, host: "desk-3")
            let console = Console.standard()
            workspace = try Workspace.find(store: folder.file(".streamguard"), console)
            for name in ["one", "two", "three"] {
                let texts = ["reason": "reason of \(name)"]
                let log = try workspace.openSession(
                    day: "20261124",
                    facts: ["host": .string("host-\(name)")],
                    texts: texts,
                    by: author
                ).log
                sids.append(log.id)
                let note = ["note": "note of \(name)"]
                _ = try log.append(NewEntry(.incident, texts: note), by: author)
                _ = try log.append(NewEntry(.close), by: author)
            }
        }

        func run(_ words: String...) -> Run { console.run(words) }
        func path(_ name: String) -> String { folder.file(name) }

        /// The file of a session.
        func log(_ index: Int) -> String {
            folder.file(
                ".streamguard/" + SessionLog(id: sids[index], workspace: workspace).journal.path(1)
            )
        }

        func prove(_ index: Int) throws -> Run {
            run("checkpoint", "--prove", sids[index].text, "proof.json")
        }
    }

    @Test func tellOfThatSessionOnly() throws {
        let shop = try Shop()
        let made = try shop.prove(1)
        #expect(made.status == .yes, "\(made.errors)")
        let text = String(decoding: try FileReader.read(shop.path("proof.json")), as: UTF8.self)
        #expect(text.contains("host-two") && text.contains(shop.sids[1].text))
        for word in ["host-one", "host-three", "note", "reason of", shop.sids[0].text] {
            #expect(!text.contains(word), "\(word)")
        }
        let judged = shop.run("verify", "--proof", shop.path("proof.json"))
        #expect(judged.status == .unvouched)
        #expect(judged.output.hasPrefix("PROVED: what the ledger tells of session"))
        #expect(judged.output.contains("session-open"))
        #expect(judged.output.contains("NOT VOUCHED FOR"))
        let json = shop.run("verify", "--proof", shop.path("proof.json"), "--format", "json")
        #expect(json.status == .unvouched)
        #expect(json.output.contains("\"proved\": true"))
    }

    @Test func areVouchedForByTheSameCheckpoint() throws {
        let shop = try Shop()
        let made = try shop.prove(0)
        try shop.folder.write("minutes.txt", "Item 3\n\(made.output)")
        let proof = shop.path("proof.json")
        let held = shop.run("verify", "--proof", proof, "--against", shop.path("minutes.txt"))
        #expect(held.status == .yes)
        let own = shop.run(
            "verify",
            "--proof",
            proof,
            shop.log(0),
            "--against",
            shop.path("minutes.txt")
        )
        #expect(own.status == .yes)
        // A checkpoint of another size says nothing about this one.
        let later = shop.run("checkpoint", "later.ckpt")
        #expect(later.status == .yes)
        let other = shop.run("verify", "--proof", proof, "--against", shop.path("later.ckpt"))
        #expect(other.status == .unvouched)
        // One of the same size with another root says that somebody lies.
        let lines = made.output.split(separator: "\n")
        let wrong = "\(lines[0])\n\(lines[1])\n\(String(repeating: "A", count: 43))=\n"
        try shop.folder.write("wrong.ckpt", wrong)
        let lie = shop.run("verify", "--proof", proof, "--against", shop.path("wrong.ckpt"))
        #expect(lie.status == .no)
        #expect(lie.output.contains("NOT PROVED"))
    }

    @Test func judgeTheSessionsOwnFile() throws {
        let shop = try Shop()
        _ = try shop.prove(0)
        let proof = shop.path("proof.json")
        #expect(shop.run("verify", "--proof", proof, shop.log(0)).status == .unvouched)
        let other = shop.run("verify", "--proof", proof, shop.log(1))
        #expect(other.status == .no)
        let lines = StreamGuardTests.lines(try FileReader.read(shop.log(0)))
        try shop.folder.write("cut.jsonl", bytes: Array(lines.dropLast().joined()))
        let cut = shop.run("verify", "--proof", proof, shop.path("cut.jsonl"))
        #expect(cut.status == .no)
        let said = cut.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(said.contains("entry 3: it is not there as it was saved"))
    }

    /// Whatever is changed in a proof, it proves nothing any more, or says the same as before.
    @Test func withAnyByteChangedProveNothing() throws {
        let shop = try Shop()
        _ = try shop.prove(2)
        let whole = try FileReader.read(shop.path("proof.json"))
        var undetected: [Int] = []
        for index in stride(from: 0, to: whole.count - 1, by: isExhaustive ? 1 : 13) {
            var bytes = whole
            bytes[index] ^= 1
            guard let text = try? SourceText(name: "p", bytes: bytes),
                let document = try? Document(parsing: text), let proof = SessionProof(document)
            else { continue }
            // The name of the ledger is not hashed: it is the checkpoint's that others hold.
            if proof.problems.isEmpty,
                proof.checkpoint.origin
                    == SessionProof(try Document(parsing: SourceText(name: "p", bytes: whole)))?
                    .checkpoint.origin
            {
                undetected.append(index)
            }
        }
        #expect(undetected.isEmpty)
    }

    @Test(arguments: [
        "", "{}", "[]", "null", #"{"v":1}"#,
        #"{"v":1,"session":"x","checkpoint":"","entries":[]}"#,
        #"{"v":1,"session":"20261124-0123456789abcdef","checkpoint":"a\n1\nAAAA\n","entries":[]}"#,
    ])
    func areRefusedIfTheyAreNone(text: String) throws {
        let folder = try TemporaryFolder()
        let run = TestConsole().run("verify", "--proof", try folder.write("p.json", text))
        #expect(run.status == .noAnswer)
        #expect(run.output.isEmpty)
    }

    @Test func areNotMadeOfWhatIsNotThere() throws {
        let shop = try Shop()
        for words in [
            ["--prove", "../x", "p"], ["--prove", "20261124-0123456789abcdef", "p"],
            ["--prove", shop.sids[0].text],
        ] {
            let run = shop.console.run(["checkpoint"] + words)
            #expect(run.status == .noAnswer)
            #expect(!FileReader.exists(shop.path("p")))
        }
    }
}
