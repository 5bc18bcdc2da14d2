import Checklist
import Foundation
import Testing

/// `matches`: RE2's syntax, over Unicode scalars, in linear time.
@Suite struct RegexTests {
    private func value(_ text: String, _ pattern: String) throws -> Value {
        let names: [(name: String, type: ValueType)] = [("text", .string), ("pattern", .string)]
        return try Formula("text.matches(pattern)", names: names)
            .value([.string(text), .string(pattern)])
    }

    @Test(arguments: [
        ("a|b", "xbx"), ("^$", ""), ("^a*$", ""), ("a+?b", "aaab"), ("(a|b)*c", "ababc"),
        ("^a{2,3}$", "aaa"), ("^a{2,}$", "aaaa"), ("x{,2}", "x{,2}"), ("a{", "a{"),
        ("^[^a-c]$", "d"), ("^[]a]+$", "]a"), ("^[a-]+$", "a-"), ("[[:digit:]]", "x7"),
        ("^[[:^alpha:]]$", "7"), (#"^\d\D\s\S\w\W$"#, "1a a_-"), (#"^\Qa.b\E+$"#, "a.bb"),
        (#"^\x41\x{1F68C}\101\n$"#, "A\u{1F68C}A\n"), (#"^\.\*\_$"#, ".*_"), ("^.$", "\u{1F68C}"),
        (#"^\pL\p{Lu}\p{^L}\PN$"#, "éÉ1x"), (#"^\p{Nd}$"#, "\u{0663}"), ("(?i)straße", "STRAßE"),
        ("(?i)^[k]$", "\u{212A}"), ("(?i)ÄÖ", "äö"), ("(?i:a)b", "Ab"), ("(?s)a.b", "a\nb"),
        ("(?m)^b$", "a\nb\nc"), ("(?P<year>[0-9]{4})", "in 2026"), ("(?<y>a)(?:b)", "ab"),
        (#"\bbus\b"#, "the bus is"), (#"\Bus\b"#, "bus"), (#"^\z"#, ""), (#"\Aab\z"#, "ab"),
        ("((a*)*)*b", "aab"), ("(|a)+b", "aab"), ("(?i-s)A", "a"), ("", "x"), ("()", ""),
        ("^(a{0}b)$", "b"), (#"[\d\-x]+$"#, "1-x"), (#"^[\pL\d]+$"#, "é7"), ("a$|b", "bc"),
    ])
    func `matches`(_ pattern: String, _ text: String) throws {
        #expect(try value(text, pattern).literal == "true")
    }

    @Test(arguments: [
        ("^a$", "a\n"), (".", "\n"), ("^b", "a\nb"), ("a{2}b", "ab"), ("(?i)[^a]", "A"),
        ("[a-c]", "d"), (#"\d"#, "\u{0663}"), (#"\s"#, "\u{A0}"), ("e\u{301}", "\u{E9}"),
        (#"\bus"#, "bus"), ("^$", "x"), ("a+b", "aaa"), (#"\pN"#, "x"), ("(?-i)A", "a"),
        ("x*y", ""), (#"^\B$"#, "a"),
    ])
    func `does not match`(_ pattern: String, _ text: String) throws {
        #expect(try value(text, pattern).literal == "false")
    }

    @Test(arguments: [
        "(", ")", "[a", "a)", "*a", "a**", "a+*", "a{2}{3}", "a{1001}", "a{3,2}", "[b-a]", #"\"#,
        #"\1"#, #"\8"#, #"\Z"#, #"\y"#, #"\x4"#, #"\x{110000}"#, #"\p{Klingon}"#, #"\p"#,
        "[[:nope:]]", "(?<n", "(?P=n)", "(?=a)", "(?!a)", "(?<=a)", "(?x)a", "(?i", "(?-)",
        "((((a{100}){100}){100}){100})", String(repeating: "(", count: 1_000),
        String(repeating: "a", count: 5_000),
    ])
    func `is refused`(_ pattern: String) throws {
        guard case .error = try value("text", pattern) else {
            Issue.record("\(pattern) was accepted")
            return
        }
    }

    @Test func `a pattern in the rule is checked with the rule`() {
        #expect {
            try Formula("'a'.matches('(')")
        } throws: { error in
            (error as? Diagnostics)?.rendered() == """
                expression:1:13: error: a `(` of the pattern is not closed
                  'a'.matches('(')
                              ^~~
                  help: a parenthesis itself is `\\(`
                """
        }
    }

    @Test(arguments: [
        "(a*)*b", "(a|aa)+$b", "(a?){50}a{50}b", "(.*)(.*)(.*)(.*)x", #"(\w+\s?)*\d"#,
    ])
    func `no pattern makes a long text slow`(_ pattern: String) throws {
        let text = String(repeating: "a", count: pattern == "(a*)*b" ? 1_000_000 : 100_000)
        let start = ContinuousClock.now
        #expect(try value(text, pattern).literal == "false")
        #expect(ContinuousClock.now - start < .seconds(20))
    }

    @Test func `random patterns and texts end`() throws {
        var random = SeededRandom(seed: 7)
        let marks = Array("ab(|)*+?[]^-$.{}1,2\\dpLQEbi:<P".unicodeScalars)
        var accepted = 0
        for _ in 0..<5_000 {
            var pattern = ""
            for _ in 0..<1 + random.below(14) { pattern.unicodeScalars.append(random.pick(marks)) }
            var text = ""
            for _ in 0..<random.below(12) { text.unicodeScalars.append(random.pick(marks)) }
            if try value(text, pattern).isKnown { accepted += 1 }
        }
        #expect(accepted > 500)
    }
}
