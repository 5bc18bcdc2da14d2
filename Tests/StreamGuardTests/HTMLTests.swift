import Foundation
import Testing

@testable import StreamGuard

/// Pages are made of our own markup and of inert texts, and of nothing from elsewhere.
@Suite struct HTMLKit {
    private static let hostile =
        "<script>alert(1)</script>\" onload='x' &amp; \u{202e}\u{1b}[2J\r\nb"
    private static let inert =
        "&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&#39;x&#39; &amp;amp; "
        + "\\u{202e}\\u{1b}[2J  b"

    @Test func `a text is only ever a text`() {
        #expect(HTML(HTMLKit.hostile).markup == HTMLKit.inert)
        #expect(("before \(HTMLKit.hostile)" as HTML).markup == "before " + HTMLKit.inert)
        let element = HTML.element(.span, [.label(HTMLKit.hostile)], HTML(HTMLKit.hostile))
        #expect(
            element.markup
                == "<span aria-label=\"\(HTMLKit.inert)\">\(HTMLKit.inert)</span>"
        )
    }

    @Test func `pieces are put together without being escaped again`() {
        let piece: HTML = "\(HTML.strong("a & b")) and \(2) \("<i>")"
        #expect(piece.markup == "<strong>a &amp; b</strong> and 2 &lt;i&gt;")
        #expect((HTML([piece, piece])).markup == piece.markup + piece.markup)
        #expect(HTML.list([]).isEmpty && HTML.facts([]).isEmpty)
    }

    @Test func `measures are short and never an exponent`() {
        func shown(_ value: Double) -> String { Attribute.measure("x", value).value }
        #expect(
            [0, 1.04, 1.06, -0.5, 12, 1_000_000].map(shown)
                == ["0", "1", "1.1", "-0.5", "12", "1000000"]
        )
    }

    @Test func `a page stands alone`() throws {
        let anchors = [Anchor("one"), Anchor("two", 2)]
        let page = WebPage(
            title: "<b>",
            masthead: HTML.heading(1, "Head"),
            contents: anchors.map { ($0, "Part") },
            main: HTML.heading(2, "Part", id: anchors[0]) + HTML.heading(2, "Part", id: anchors[1]),
            colophon: HTML.paragraph("End")
        ).text
        #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en-GB\">"))
        #expect(page.contains("<title>&lt;b&gt;</title>"))
        #expect(page.contains("<a href=\"#two-2\">Part</a>"))
        // Nothing is fetched and nothing runs.
        #expect(!page.contains(/(?i)<script|<link|<img|<iframe|\son[a-z]+=|https?:|javascript:/))
        #expect(!page.contains(/url\((?!#)|@import|\sstyle=/))
        // The style that counts is the one that stands there.
        let style = try #require(page.firstMatch(of: /(?s)<style>(.*?)<\/style>/)?.1)
        let hash = Data(Digest(String(style).utf8).bytes).base64EncodedString()
        #expect(page.contains("default-src &#39;none&#39;; style-src &#39;sha256-\(hash)&#39;"))
        #expect(!Stylesheet.page.text.contains("<"))
    }

    @Test func `a short page has no list of contents`() {
        let page = WebPage(title: "x", masthead: [], main: [], colophon: []).text
        #expect(!page.contains("<nav"))
    }

    /// Every ink on every paper that it is used on, light, dark and printed.
    @Test func `inks can be told from their paper`() throws {
        let roots = Stylesheet.page.text.matches(of: /:root \{([^}]*)\}/).map { String($0.1) }
        #expect(roots.count == 3)
        for root in roots {
            var colours: [String: Double] = [:]
            for match in root.matches(of: /--([a-z-]+): #([0-9a-f]+)/) {
                colours[String(match.1)] = HTMLKit.luminance(String(match.2))
            }
            func contrast(_ ink: String, _ paper: String) throws -> Double {
                let both = [try #require(colours[ink]), try #require(colours[paper])].sorted()
                return (both[1] + 0.05) / (both[0] + 0.05)
            }
            for paper in ["paper", "sheet", "good-sheet", "warn-sheet", "bad-sheet"] {
                for ink in ["ink", "quiet", "accent"] {
                    #expect(try contrast(ink, paper) >= 4.5, "\(ink) on \(paper)")
                }
            }
            for ink in ["good", "warn", "bad"] {
                for paper in ["\(ink)-sheet", "paper"] {
                    #expect(try contrast(ink, paper) >= 4.5, "\(ink) on \(paper)")
                }
            }
            for shape in ["bar", "second", "edge", "quiet"] {
                #expect(try contrast(shape, "paper") >= 3, "\(shape)")
            }
        }
    }

    /// As WCAG has it.
    private static func luminance(_ hex: String) -> Double {
        let digits = hex.count == 3 ? hex.map { "\($0)\($0)" }.joined() : hex
        let parts = stride(from: 0, to: 6, by: 2).map { start -> Double in
            let pair = digits.dropFirst(start).prefix(2)
            let value = Double(Int(pair, radix: 16) ?? 0) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
}

@Suite struct MarkdownTexts {
    @Test(arguments: [
        ("plain words, 09:30 (one-to-one).", "plain words, 09:30 (one-to-one)."),
        ("# heading", "\\# heading"), ("- item", "\\- item"), ("+ item", "\\+ item"),
        ("1. item", "1\\. item"), ("12) item", "12\\) item"), ("at 12.30", "at 12.30"),
        ("===", "\\==="), ("> quote", "\\> quote"), ("    code", "code"),
        ("*a* _b_ `c` ~~d~~", "\\*a\\* \\_b\\_ \\`c\\` \\~\\~d\\~\\~"),
        ("[a](javascript:x)", "\\[a\\](javascript:x)"), ("![a](b)", "!\\[a\\](b)"),
        ("<b>&amp;", "\\<b\\>\\&amp;"), ("a\\b", "a\\\\b"), ("a | b", "a \\| b"),
        ("https://x.example", "https\\://x.example"), ("www.x.example", "www\\.x.example"),
        ("head@school.example", "head(at)school.example"),
        ("a\n\n# b\r\n---", "a  # b  ---".replacing("#", with: "\\#")),
        ("a\u{202e}b\u{0}", "a\\\\u\\{202e\\}b\\\\u\\{0\\}"),
    ])
    func `are words and nothing else`(text: String, escaped: String) {
        #expect(Markdown.escaped(text) == escaped)
    }

    @Test func `what stands within a line begins nothing`() {
        var page = Markdown()
        page.paragraph(.strong("When:"), .plain(" 1. - # a"))
        page.paragraph(.strong("  "), .plain("- b"))
        #expect(page.text == "**When:** 1. - \\# a\n\n\\- b\n")
    }
}
