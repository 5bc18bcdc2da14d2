import Testing

@testable import StreamGuard

@Suite struct WrappedText {
    @Test(
        arguments: [
            ("", 10, [""]),
            ("one two", 10, ["one two"]),
            ("one two", 7, ["one two"]),
            ("one two", 6, ["one", "two"]),
            ("  one \n\t two  ", 10, ["one two"]),
            ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
            ("ab cdefgh", 4, ["ab", "cdef", "gh"]),
            ("no\u{a0}break at all", 9, ["no break", "at all"]),
            // An accent takes no column, a wide character takes two.
            ("e\u{301}e\u{301} aa", 5, ["e\u{301}e\u{301} aa"]),
            ("数学 aa", 6, ["数学", "aa"]),
            // What could steer a terminal comes out as words, and is wrapped as such.
            ("a\u{1b}[31mb", 40, ["a\\u{1b}[31mb"]),
            ("\u{202e}abc\u{2028}d", 40, ["\\u{202e}abc\\u{2028}d"]),
        ] as [(String, Int, [String])]
    )
    func fitsItsWidth(text: String, width: Int, lines: [String]) {
        #expect(Wrapping.lines(of: text, first: width, others: width) == lines)
    }

    @Test func firstLineMayBeShorter() {
        #expect(Wrapping.lines(of: "aa bb cc dd", first: 2, others: 5) == ["aa", "bb cc", "dd"])
    }

    @Test func noLineIsTooLongWhateverTheText() {
        var generator = SystemRandomNumberGenerator()
        let scalars: [Unicode.Scalar] = [
            "a", "b", " ", "\n", "é", "\u{301}", "数", "\u{a0}", "\u{7}",
        ]
        for _ in 0..<300 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...60, using: &generator) {
                text.append(scalars.randomElement(using: &generator) ?? "a")
            }
            let lines = Wrapping.lines(of: String(text), first: 5, others: 9)
            for (index, line) in lines.enumerated() {
                #expect(Wrapping.columns(line) <= (index == 0 ? 5 : 9))
            }
        }
    }
}

@Suite struct Pages {
    @Test func hangUnderTheFirstWord() {
        var page = Page(width: 30, colour: false)
        page.labelled("To fix:", "ask a colleague to be the second member of staff", indent: 5)
        #expect(
            page.text == """
                     To fix: ask a colleague
                       to be the second member
                       of staff

                """
        )
    }

    @Test func gapsNeverDouble() {
        var page = Page(width: 40, colour: false)
        page.gap()
        page.heading("One")
        page.gap()
        page.gap()
        page.heading("Two")
        #expect(page.text == "One\n\nTwo\n")
    }

    @Test func coloursOnlyWhatIsInked() {
        var page = Page(width: 40, colour: true)
        page.paragraph("READY", ink: .green)
        page.paragraph("plain \u{1b}[31m")
        #expect(page.text == "\u{1b}[1;32mREADY\u{1b}[0m\nplain \\u{1b}[31m\n")
    }

    @Test func entriesAlignWhateverTheirNumber() {
        var page = Page(width: 40, colour: false)
        page.entry(9, "nine")
        page.entry(10, "ten")
        page.entry(100, "a hundred")
        #expect(page.text == "  9. nine\n  10. ten\n  100. a hundred\n")
    }
}
