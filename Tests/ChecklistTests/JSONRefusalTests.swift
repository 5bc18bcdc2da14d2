import Checklist
import Testing

/// A text that is not JSON, where that shows and what is said about it.
struct Refusal: CustomTestStringConvertible, Sendable {
    let text: String
    let line: Int
    let column: Int
    let message: String
    let help: String?

    init(_ text: String, _ line: Int, _ column: Int, _ message: String, _ help: String? = nil) {
        self.text = text
        self.line = line
        self.column = column
        self.message = message
        self.help = help
    }

    var testDescription: String { text.debugDescription }
}

@Suite struct JSONRefusalTests {
    @Test(arguments: structure + values + strings + numbers)
    func `what is not JSON is refused at its place`(_ refusal: Refusal) throws {
        let source = SourceText(name: "x.json", text: refusal.text)
        let error = #expect(throws: Diagnostics.self) { try Document(parsing: source) }
        let problem = try #require(error?.all.first)
        #expect(error?.all.count == 1)
        #expect(problem.location == Location(line: refusal.line, column: refusal.column))
        #expect(problem.message == refusal.message)
        #expect(problem.help == refusal.help)
    }

    private static let comma = "a comma is missing"
    private static let quotes = "strings are written in straight double quotes"
    private static let single = "a JSON text holds a single value"

    static let structure = [
        Refusal("", 1, 1, "the text is empty", "a JSON text holds a single value, such as `{}`"),
        Refusal(
            " \n\t\r\n ",
            3,
            2,
            "the text is empty",
            "a JSON text holds a single value, such as `{}`"
        ),
        Refusal("[1,]", 1, 3, "there is nothing between this comma and `]`", "remove the comma"),
        Refusal(
            "[1\n,\n]",
            2,
            1,
            "there is nothing between this comma and `]`",
            "remove the comma"
        ),
        Refusal(
            "{\"a\":1,}",
            1,
            7,
            "there is nothing between this comma and `}`",
            "remove the comma"
        ),
        Refusal("[,]", 1, 2, "expected a value, found `,`"),
        Refusal("[,1]", 1, 2, "expected a value, found `,`"),
        Refusal("[1,,2]", 1, 4, "expected a value, found `,`"),
        Refusal("[1,", 1, 4, "expected a value, found the end of the text"),
        Refusal("[", 1, 2, "expected a value, found the end of the text"),
        Refusal("[\n1", 2, 2, "the array that begins at line 1 is not closed", "close it with `]`"),
        Refusal("[1 2]", 1, 4, "expected `,` or `]`, found `2`", comma),
        Refusal("[1 true]", 1, 4, "expected `,` or `]`, found `true`", comma),
        Refusal("[\"a\"\n\"b\"]", 2, 1, "expected `,` or `]`, found `\"`", comma),
        Refusal("[[] []]", 1, 5, "expected `,` or `]`, found `[`", comma),
        Refusal("[1}", 1, 3, "expected `,` or `]`, found `}`", "the array begins at line 1"),
        Refusal("[\"a\":1]", 1, 5, "expected `,` or `]`, found `:`", "the array begins at line 1"),
        Refusal("[1;2]", 1, 3, "expected `,` or `]`, found `;`", "the array begins at line 1"),
        Refusal("[1 // one\n]", 1, 4, "expected `,` or `]`, found `/`", "JSON has no comments"),
        Refusal("[1 /* one */]", 1, 4, "expected `,` or `]`, found `/`", "JSON has no comments"),
        Refusal("# x\n{}", 1, 1, "expected a value, found `#`", "JSON has no comments"),
        Refusal("]", 1, 1, "expected a value, found `]`"),
        Refusal("}", 1, 1, "expected a value, found `}`"),
        Refusal("[]]", 1, 3, "expected the end of the text, found `]`", single),
        Refusal("{}{}", 1, 3, "expected the end of the text, found `{`", single),
        Refusal("1 2", 1, 3, "expected the end of the text, found `2`", single),
        Refusal(
            "{} // end",
            1,
            4,
            "expected the end of the text, found `/`",
            "JSON has no comments"
        ),
        Refusal("{}\n\nfalse", 3, 1, "expected the end of the text, found `false`", single),
        Refusal("\"a\" \"b\"", 1, 5, "expected the end of the text, found `\"`", single),
        Refusal("{", 1, 2, "the object that begins at line 1 is not closed", "close it with `}`"),
        Refusal(
            "[\n{\"a\":1",
            2,
            7,
            "the object that begins at line 2 is not closed",
            "close it with `}`"
        ),
        Refusal("{\"a\"", 1, 5, "expected `:` after the name `a`, found the end of the text"),
        Refusal("{\"a\":", 1, 6, "expected a value, found the end of the text"),
        Refusal(
            "{\"a\":1,",
            1,
            8,
            "the object that begins at line 1 is not closed",
            "close it with `}`"
        ),
        Refusal("{\"a\" 1}", 1, 6, "expected `:` after the name `a`, found `1`"),
        Refusal("{\"a\"=1}", 1, 5, "expected `:` after the name `a`, found `=`"),
        Refusal("{\"a\"}", 1, 5, "expected `:` after the name `a`, found `}`"),
        Refusal("{\"a\",\"b\"}", 1, 5, "expected `:` after the name `a`, found `,`"),
        Refusal("{\"a\"::1}", 1, 6, "expected a value, found `:`"),
        Refusal("{\"a\":}", 1, 6, "expected a value, found `}`"),
        Refusal("{\"a\":1 \"b\":2}", 1, 8, "expected `,` or `}`, found `\"`", comma),
        Refusal("{\"a\":1]", 1, 7, "expected `,` or `}`, found `]`", "the object begins at line 1"),
        Refusal(
            "{\"a\":1:2}",
            1,
            7,
            "expected `,` or `}`, found `:`",
            "the object begins at line 1"
        ),
        Refusal("{,}", 1, 2, "expected a name in double quotes, found `,`"),
        Refusal("{\"a\":1,,}", 1, 8, "expected a name in double quotes, found `,`"),
        Refusal("{a:1}", 1, 2, "expected a name in double quotes, found `a`"),
        Refusal("{1:1}", 1, 2, "expected a name in double quotes, found `1`"),
        Refusal("{null:1}", 1, 2, "expected a name in double quotes, found `null`"),
        Refusal("{[]:1}", 1, 2, "expected a name in double quotes, found `[`"),
        Refusal("{'a':1}", 1, 2, "expected a name in double quotes, found `'`", quotes),
        Refusal(
            "{\u{201C}a\u{201D}:1}",
            1,
            2,
            "expected a name in double quotes, found `“`",
            quotes
        ),
        Refusal(
            "{/* */}",
            1,
            2,
            "expected a name in double quotes, found `/`",
            "JSON has no comments"
        ),
    ]

    private static let words = "text is written in double quotes"

    static let values = [
        Refusal("nul", 1, 1, "`nul` is not a JSON value", "did you mean `null`?"),
        Refusal("[True]", 1, 2, "`True` is not a JSON value", "did you mean `true`?"),
        Refusal("[FALSE]", 1, 2, "`FALSE` is not a JSON value", "did you mean `false`?"),
        Refusal("[truee]", 1, 2, "`truee` is not a JSON value", "did you mean `true`?"),
        Refusal("[nulll, 1]", 1, 2, "`nulll` is not a JSON value", "did you mean `null`?"),
        Refusal("[fals]", 1, 2, "`fals` is not a JSON value", "did you mean `false`?"),
        Refusal("[None]", 1, 2, "`None` is not a JSON value", words),
        Refusal("[undefined]", 1, 2, "`undefined` is not a JSON value", words),
        Refusal("[NaN]", 1, 2, "`NaN` is not a JSON value", words),
        Refusal("[Infinity]", 1, 2, "`Infinity` is not a JSON value", words),
        Refusal("[yes]", 1, 2, "`yes` is not a JSON value", words),
        Refusal("hello world", 1, 1, "`hello` is not a JSON value", words),
        Refusal("[true1]", 1, 2, "`true1` is not a JSON value", "did you mean `true`?"),
        Refusal("['a']", 1, 2, "expected a value, found `'`", quotes),
        Refusal("[\u{201C}a\u{201D}]", 1, 2, "expected a value, found `“`", quotes),
        Refusal("[`a`]", 1, 2, "expected a value, found ```"),
        Refusal("[é]", 1, 2, "expected a value, found `é`"),
        Refusal("[😀]", 1, 2, "expected a value, found `😀`"),
        Refusal("[*]", 1, 2, "expected a value, found `*`"),
        Refusal("<a>", 1, 1, "expected a value, found `<`"),
        Refusal("(1)", 1, 1, "expected a value, found `(`"),
        Refusal("\\n", 1, 1, "expected a value, found `\\`"),
        Refusal(
            "\u{FEFF}{}",
            1,
            1,
            "expected a value, found U+FEFF",
            "save the text as UTF-8 without a byte-order mark"
        ),
        Refusal(
            "[\u{A0}1]",
            1,
            2,
            "expected a value, found U+00A0",
            "this is a no-break space: type an ordinary one"
        ),
        Refusal("[\u{C}1]", 1, 2, "expected a value, found U+000C"),
        Refusal("[\u{2028}1]", 1, 2, "expected a value, found U+2028"),
        Refusal("[\u{1B}[0m]", 1, 2, "expected a value, found U+001B"),
        Refusal(
            "{\u{0}}",
            1,
            2,
            "expected a name in double quotes, found U+0000",
            "the text may be UTF-16: save it as UTF-8"
        ),
        Refusal(
            "{}\u{0}",
            1,
            3,
            "expected the end of the text, found U+0000",
            "the text may be UTF-16: save it as UTF-8"
        ),
        Refusal("[1]\u{1A}", 1, 4, "expected the end of the text, found U+001A", single),
    ]
}
