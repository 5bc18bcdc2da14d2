import Checklist
import Testing

@Suite struct DiagnosticTests {
    private func shown(_ text: String, _ span: Range<Int>) -> String {
        Diagnostic(
            message: "wrong",
            source: SourceText(name: "x", text: text),
            span: span
        ).rendered()
    }

    @Test func `a problem is shown with its line, a caret and help`() {
        let problem = Diagnostic(
            message: "unknown field `titel`",
            help: "did you mean `title`?",
            source: SourceText(name: "plans/a.json", text: "{\n  \"titel\": 1\n}\n"),
            span: 4..<11
        )
        #expect(
            problem.rendered() == """
                plans/a.json:2:3: error: unknown field `titel`
                    "titel": 1
                    ^~~~~~~
                  help: did you mean `title`?
                """
        )
    }

    @Test func `the caret stands under the fault after tabs, wide scalars and escapes`() {
        #expect(shown("\t\té😀x!", 8..<9) == "x:1:5: error: wrong\n    é😀x!\n      ^")
        #expect(
            shown("a\u{1B}[1m\u{202E}b", 8..<9)
                == "x:1:7: error: wrong\n  a\\u{1b}[1m\\u{202e}b\n  \(String(repeating: " ", count: 18))^"
        )
        // A fault that is itself escaped is underlined whole.
        #expect(shown("a\u{7}b", 1..<2) == "x:1:2: error: wrong\n  a\\u{7}b\n   ^~~~~")
    }

    @Test func `a fault at the end of a line or of the text has its caret there`() {
        #expect(shown("ab\ncd", 2..<2) == "x:1:3: error: wrong\n  ab\n    ^")
        #expect(shown("ab\r\ncd", 3..<4) == "x:1:4: error: wrong\n  ab\n    ^")
        #expect(shown("ab\r\ncd", 4..<5) == "x:2:1: error: wrong\n  cd\n  ^")
        #expect(shown("ab", 2..<2) == "x:1:3: error: wrong\n  ab\n    ^")
        #expect(shown("ab\n", 3..<3) == "x:2:1: error: wrong")
        #expect(shown("", 0..<0) == "x:1:1: error: wrong")
    }

    @Test func `a fault over several lines is underlined on its first`() {
        #expect(shown("[1,\n2]", 0..<6) == "x:1:1: error: wrong\n  [1,\n  ^~~")
    }

    @Test(arguments: [0, 1, 38, 39, 77, 78, 79, 500_000, 999_960, 999_999, 1_000_000])
    func `a long line is cut around the fault`(_ offset: Int) throws {
        let text = String(repeating: "0123456789", count: 100_000)
        let lines = shown(text, offset..<min(offset + 3, text.utf8.count)).split(separator: "\n")
        try #require(lines.count == 3)
        #expect(lines[1].unicodeScalars.count == 80)
        let caret = try #require(lines[2].unicodeScalars.firstIndex(of: "^"))
        let column = lines[2].unicodeScalars.distance(from: lines[2].startIndex, to: caret)
        let under = Array(lines[1].unicodeScalars).dropFirst(column).first
        // One past the last digit there is nothing to point at.
        let digit = Unicode.Scalar(UInt8(48 + offset % 10))
        #expect(under == (offset < 1_000_000 ? digit : nil))
        #expect(lines[1].hasPrefix("  …") == (offset > 39))
        #expect(lines[1].hasSuffix("…") == (offset < 999_961))
        #expect(
            lines[2].unicodeScalars.filter { $0 == "~" }.count == min(2, max(0, 999_999 - offset))
        )
    }

    @Test func `a line of 78 scalars is shown whole`() {
        let line = String(repeating: "é", count: 78)
        #expect(shown(line, 154..<156).contains("  \(line)\n"))
        #expect(!shown(line + "é", 154..<156).contains(line))
    }

    @Test func `nothing in what is shown can act on a terminal`() {
        let hostile = "\u{1B}]0;x\u{7}\u{202E}\u{200B}\u{2028}\u{9B}\r\n\u{7F}\u{FEFF}\u{E0041}"
        let source = SourceText(name: hostile, text: "\"" + hostile)
        for offset in 0...source.bytes.count {
            let problem = Diagnostic(
                message: hostile.inert,
                help: hostile,
                source: source,
                span: offset..<offset
            )
            let lines = problem.rendered().split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.count == 4)
            #expect(lines.allSatisfy { String($0).inert == $0 })
        }
    }

    @Test func `problems are sorted by source and offset`() {
        let one = SourceText(name: "one", text: "0123456789")
        let two = SourceText(name: "two", text: "0123456789")
        let given = [(two, 5, "a"), (one, 3, "b"), (two, 1, "c"), (one, 3, "d"), (one, 2, "e")]
        let problems = Diagnostics(
            given.map { Diagnostic(message: $2, source: $0, span: $1..<$1 + 1) }
        )
        #expect(problems.all.map(\.message) == ["c", "a", "e", "b", "d"])
        #expect(problems.omitted == 0)
    }

    @Test func `the first hundred problems are kept and the rest counted`() {
        let source = SourceText(name: "x", text: String(repeating: "a", count: 300))
        let problems = Diagnostics(
            (0..<250).reversed().map { Diagnostic(message: "m", source: source, span: $0..<$0) }
        )
        #expect(problems.all.map(\.span.lowerBound) == Array(0..<100))
        #expect(problems.omitted == 150)
        #expect(problems.rendered().hasSuffix("\nand 150 more"))
    }
}
