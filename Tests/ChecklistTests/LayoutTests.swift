import Foundation
import Testing

/// The engine stays ignorant: of lessons, of the disk, of the clock, and of every other module.
@Suite struct LayoutTests {
    private static let sources = URL(filePath: #filePath)
        .deletingLastPathComponent().appending(path: "../../Sources/Checklist").standardized

    private static let files: [URL] = {
        let found = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        return (found?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
    }()

    @Test func `the engine imports nothing and knows no lesson`() throws {
        #expect(LayoutTests.files.count > 20)
        let words = [
            "^import ", "^(public|package|internal) import ", #"\bprint\("#, "FileManager",
            #"\bDate\("#, "(?i)pupil", "(?i)teacher", "(?i)lesson", "(?i)livestream",
            "(?i)school", "(?i)safeguard",
        ]
        for file in LayoutTests.files {
            let text = try String(contentsOf: file, encoding: .utf8)
            for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
                .enumerated()
            {
                for word in words
                where line.range(of: word, options: .regularExpression) != nil {
                    Issue.record("\(file.lastPathComponent):\(index + 1): \(word)")
                }
            }
        }
    }
}
