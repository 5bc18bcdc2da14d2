import Checklist
import Testing

/// A JSON text and the one way to write its value.
struct Reading: CustomTestStringConvertible, Sendable {
    let text: String
    let canonical: String

    init(_ text: String, _ canonical: String? = nil) {
        self.text = text
        self.canonical = canonical ?? text
    }

    var testDescription: String { text.debugDescription }
}

@Suite struct JSONReaderTests {
    @Test(arguments: readings)
    func `what is JSON is read`(_ reading: Reading) throws {
        let root = try Document(parsing: SourceText(name: "x.json", text: reading.text)).root
        #expect(JSON(root).canonical() == reading.canonical)
    }

    static let readings = [
        Reading("null"), Reading("true"), Reading("false"), Reading("0"), Reading("\"\""),
        Reading("[]"), Reading("{}"), Reading(" \t\r\n[ \n] ", "[]"), Reading("{ \r }\n", "{}"),
        Reading("[1 , 2\n,3]", "[1,2,3]"), Reading("[[[[]]],{}]"), Reading("[[],[],[[]]]"),
        Reading("{ \"b\" : 1 , \"a\" : { } }", "{\"a\":{},\"b\":1}"),
        Reading("{\"\":\"\"}"), Reading("{\"a\":{\"a\":{\"a\":null}}}"),
        Reading("[null,true,false,0,\"\",[],{}]"),
        Reading("-0", "0"), Reading("-0.0", "0"), Reading("-1"), Reading("0.5"),
        Reading("1.50", "1.5"), Reading("1.0", "1"), Reading("1E5", "100000"),
        Reading("1e+2", "100"), Reading("1e-2", "0.01"), Reading("0e5", "0"),
        Reading("0e+999", "0"),
        Reading("12e00", "12"), Reading("1e-400", "0"), Reading("-1e-9999999999999999999", "0"),
        Reading("9223372036854775807"), Reading("-9223372036854775808"),
        Reading("9223372036854775808", "9223372036854776000"), Reading("9007199254740993"),
        Reading("1.7976931348623157e308", "1.7976931348623157e+308"),
        Reading("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\\"\\\\/\\b\\f\\n\\r\\t\""),
        Reading("\"\\u0041\\u00e9\\u20AC\\uD83D\\ude00\"", "\"Aé€😀\""),
        Reading("\"\\uD800\\uDC00\\udbff\\udfff\"", "\"\u{10000}\u{10FFFF}\""),
        Reading("\"\\u0000\\u001F\"", "\"\\u0000\\u001f\""), Reading("\"\\uFFFF\"", "\"\u{FFFF}\""),
        Reading("\"a/b\""), Reading("\"é€😀\""), Reading("\"'//# not a comment\""),
        Reading("\"\u{7F}\"", "\"\\u007f\""), Reading("\"\u{FEFF}\"", "\"\\ufeff\""),
        Reading("[\"\\\\\",\"\\\"\"]"), Reading("\"\\\\u0041\""), Reading("\"a\\nb\\nc\""),
        // Names that look alike but are different bytes are different names.
        Reading("{\"e\u{301}\":1,\"\u{E9}\":2}"), Reading("{\"A\":1,\"a\":2}"),
        Reading("{\"A\u{30A}\":1,\"\u{212B}\":2}"),
        Reading("{\"a\\u0000\":2,\"a\":1}", "{\"a\":1,\"a\\u0000\":2}"),
    ]

    @Test func `every value knows its place`() throws {
        let text = "{ \"é\" : [1, \"\\u00e9\" ,\r\n{}],\n\"n\":-2.50 }"
        let document = try Document(parsing: SourceText(name: "x.json", text: text))
        #expect(document.source.text(document.root.span) == text)
        guard case .object(let members) = document.root.content,
            case .array(let elements) = members[0].value.content
        else {
            Issue.record("not the shape that was written")
            return
        }
        #expect(document.source.text(members[0].nameSpan) == "\"é\"")
        #expect(elements.map { document.source.text($0.span) } == ["1", "\"\\u00e9\"", "{}"])
        let place = document.source.location(ofOffset: elements[2].span.lowerBound)
        #expect(place == Location(line: 2, column: 1))
        guard case .number(let number) = members[1].value.content else {
            Issue.record("not a number")
            return
        }
        #expect(number.text == "-2.50")
    }

    @Test func `a byte of a decoded string is found in its literal`() throws {
        let text = "[\"aé\\n\\u0041\\u00e9\\u20ac\\ud83d\\ude00z\"]"
        let document = try Document(parsing: SourceText(name: "x.json", text: text))
        guard case .array(let elements) = document.root.content else { return }
        // Decoded: a, é (2), line feed, A, é (2), € (3), 😀 (4), z.
        let expected = [2, 3, 4, 5, 7, 13, 13, 19, 19, 19, 25, 25, 25, 25, 37, 38, 38]
        let found = (0..<expected.count).map { document.offset(ofDecoded: $0, in: elements[0]) }
        #expect(found == expected)
        #expect(document.offset(ofDecoded: 3, in: document.root) == 0)
    }

    @Test func `all duplicate names are reported with both places`() throws {
        let text = """
            { "a": 1,
              "b": { "x": 1, "x": 2 },
              "\\u0061": 2,
              "list": [ { "id": 1, "name": "n",
                "id": 2 } ],
              "a": 3 }
            """
        let error = #expect(throws: Diagnostics.self) {
            try Document(parsing: SourceText(name: "x.json", text: text))
        }
        let found = try #require(error).all.map { "\($0.location.line): \($0.message)" }
        #expect(
            found == [
                "2: the name `x` is given twice: first given at line 2",
                "3: the name `a` is given twice: first given at line 1",
                "5: the name `id` is given twice: first given at line 4",
                "6: the name `a` is given twice: first given at line 1",
            ]
        )
    }

    @Test func `duplicate names are reported along with an error of syntax`() throws {
        let text = "{\"a\":1,\"a\":2,\"b\":[1,]}"
        let error = #expect(throws: Diagnostics.self) {
            try Document(parsing: SourceText(name: "x.json", text: text))
        }
        #expect(try #require(error).all.map(\.location.column) == [8, 20])
    }
}
