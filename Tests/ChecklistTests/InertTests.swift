import Checklist
import Testing

@Suite struct InertTests {
    @Test(arguments: [
        ("plain é😀 \"'`\\<>&", "plain é😀 \"'`\\<>&"),
        ("\u{1B}[2J\u{7}", "\\u{1b}[2J\\u{7}"),
        ("a\r\nb\tc", "a\\u{d}\\u{a}b\\u{9}c"),
        ("\u{0}\u{7F}\u{85}\u{9B}", "\\u{0}\\u{7f}\\u{85}\\u{9b}"),
        ("\u{202E}cod.exe\u{2066}", "\\u{202e}cod.exe\\u{2066}"),
        ("pass\u{200B}word\u{FEFF}\u{AD}", "pass\\u{200b}word\\u{feff}\\u{ad}"),
        ("\u{2028}\u{2029}", "\\u{2028}\\u{2029}"),
        ("\u{E0041}", "\\u{e0041}"),
        ("e\u{301}", "e\u{301}"),
    ])
    func `what cannot be seen for what it is, is written as an escape`(
        _ text: String,
        _ shown: String
    ) {
        #expect(text.inert.utf8.elementsEqual(shown.utf8))
        #expect(text.inert.inert == text.inert)
    }
}

@Suite struct NearestTests {
    private let names = ["title", "host", "participants", "recording", "start", "end", "consent"]

    @Test(arguments: [
        ("titel", "title"), ("Title", "title"), ("hots", "host"), ("hst", "host"),
        ("hosts", "host"), ("particpants", "participants"), ("recordng", "recording"),
        ("RECORDING", "recording"), ("edn", "end"), ("title", "title"), ("strat", "start"),
    ])
    func `a slip finds what was meant`(_ word: String, _ meant: String) {
        #expect(nearest(to: word, among: names) == meant)
    }

    @Test(arguments: ["", "x", "platform", "hhhhh", "ending time", "recorder of it"])
    func `a different word finds nothing`(_ word: String) {
        #expect(nearest(to: word, among: names) == nil)
    }

    @Test func `of several near words the nearest is found, of equally near ones the first`() {
        #expect(nearest(to: "plane", among: ["planet", "plan", "plane2"]) == "planet")
        #expect(nearest(to: "starting", among: ["startin", "starting"]) == "starting")
        #expect(nearest(to: "a", among: []) == nil)
    }

    @Test func `words that are too long are near nothing`() {
        let long = String(repeating: "a", count: 64)
        #expect(nearest(to: long, among: [long]) == long)
        #expect(nearest(to: long + "a", among: [long]) == nil)
        #expect(
            nearest(to: long, among: [long + "a", String(repeating: "b", count: 1_000_000)]) == nil
        )
    }
}
