import Checklist
import Testing

@Suite struct JSONWriterTests {
    /// Appendix B of RFC 8785, and the corners of ECMAScript's four ways to set the point.
    @Test(
        arguments: [
            (0x0000_0000_0000_0000, "0"),
            (0x8000_0000_0000_0000, "0"),
            (0x0000_0000_0000_0001, "5e-324"),
            (0x8000_0000_0000_0001, "-5e-324"),
            (0x7FEF_FFFF_FFFF_FFFF, "1.7976931348623157e+308"),
            (0xFFEF_FFFF_FFFF_FFFF, "-1.7976931348623157e+308"),
            (0x4340_0000_0000_0000, "9007199254740992"),
            (0xC340_0000_0000_0000, "-9007199254740992"),
            (0x4430_0000_0000_0000, "295147905179352830000"),
            (0x7FF0_0000_0000_0000, "null"),
            (0x7FF8_0000_0000_0000, "null"),
            (0x44B5_2D02_C7E1_4AF5, "9.999999999999997e+22"),
            (0x44B5_2D02_C7E1_4AF6, "1e+23"),
            (0x44B5_2D02_C7E1_4AF7, "1.0000000000000001e+23"),
            (0x444B_1AE4_D6E2_EF4E, "999999999999999700000"),
            (0x444B_1AE4_D6E2_EF4F, "999999999999999900000"),
            (0x444B_1AE4_D6E2_EF50, "1e+21"),
            (0x3EB0_C6F7_A0B5_ED8C, "9.999999999999997e-7"),
            (0x3EB0_C6F7_A0B5_ED8D, "0.000001"),
            (0x41B3_DE43_5555_5553, "333333333.3333332"),
            (0x41B3_DE43_5555_5554, "333333333.33333325"),
            (0x41B3_DE43_5555_5555, "333333333.3333333"),
            (0x41B3_DE43_5555_5556, "333333333.3333334"),
            (0x41B3_DE43_5555_5557, "333333333.33333343"),
            (0xBECB_F647_612F_3696, "-0.0000033333333333333333"),
            (0x4314_3FF3_C1CB_0959, "1424953923781206.2"),
            (0x3FF0_0000_0000_0000, "1"),
            (0x3FF8_0000_0000_0000, "1.5"),
            (0x4059_0000_0000_0000, "100"),
            (0x4341_C379_37E0_8000, "10000000000000000"),
            (0x3E7A_D7F2_9ABC_AF48, "1e-7"),
        ] as [(UInt64, String)]
    )
    func `doubles are written as in RFC 8785`(_ bits: UInt64, _ text: String) {
        #expect(JSON.double(Double(bitPattern: bits)).canonical() == text)
    }

    @Test func `whole numbers keep all their digits`() {
        let numbers: [Int64] = [0, -1, 9_007_199_254_740_993, .max, .min]
        #expect(
            JSON.array(numbers.map { .int($0) }).canonical()
                == "[0,-1,9007199254740993,9223372036854775807,-9223372036854775808]"
        )
    }

    @Test func `names are sorted by UTF-16 code units`() {
        // The example of RFC 8785, 3.2.3, and U+FFFF against what is beyond it.
        let names = [
            "\u{20AC}", "\r", "\u{FB33}", "1", "\u{1F600}", "\u{80}", "\u{F6}", "\u{FFFF}",
            "\u{10000}", "\u{D7FF}", "\u{E000}", "", "11", "1\u{1F600}", "1\u{FFFF}",
            "\u{C0000}", "\u{10FFFF}",
        ]
        let expected = [
            "", "\r", "1", "11", "1\u{1F600}", "1\u{FFFF}", "\u{80}", "\u{F6}", "\u{20AC}",
            "\u{D7FF}", "\u{10000}", "\u{1F600}", "\u{C0000}", "\u{10FFFF}", "\u{E000}", "\u{FB33}",
            "\u{FFFF}",
        ]
        let written = JSON.object(names.map { ($0, .null) }).canonical()
        let inOrder = expected.map { JSON.string($0).canonical() + ":null" }
        #expect(written == "{" + inOrder.joined(separator: ",") + "}")
        #expect(expected == names.sorted { $0.utf16.lexicographicallyPrecedes($1.utf16) })
    }

    @Test(arguments: [
        ("plain é€😀", "plain é€😀"),
        ("\"\\/", "\\\"\\\\/"),
        ("\u{0}\u{1}\u{8}\t\n\u{B}\u{C}\r\u{1F}", "\\u0000\\u0001\\b\\t\\n\\u000b\\f\\r\\u001f"),
        ("\u{7F}\u{80}\u{9B}\u{9F}\u{A0}", "\\u007f\\u0080\\u009b\\u009f\u{A0}"),
        ("\u{61C}\u{200E}\u{200F}", "\\u061c\\u200e\\u200f"),
        ("\u{202A}\u{202E}\u{2066}\u{2069}", "\\u202a\\u202e\\u2066\\u2069"),
        ("\u{200B}\u{200C}\u{200D}\u{2060}\u{FEFF}", "\\u200b\\u200c\\u200d\\u2060\\ufeff"),
        ("\u{2028}\u{2029}", "\\u2028\\u2029"),
        ("\u{E0041}\u{E007F}", "\\udb40\\udc41\\udb40\\udc7f"),
        ("e\u{301}\u{FFFF}\u{10FFFF}", "e\u{301}\u{FFFF}\u{10FFFF}"),
    ])
    func `strings are escaped where they could not be seen for what they are`(
        _ text: String,
        _ escaped: String
    ) throws {
        let written = JSON.string(text).canonical()
        #expect(written.unicodeScalars.elementsEqual("\"\(escaped)\"".unicodeScalars))
        let source = SourceText(name: "x", text: written)
        guard case .string(let read) = try Document(parsing: source).root.content else { return }
        #expect(read.utf8.elementsEqual(text.utf8))
    }

    @Test func `every scalar is read back as it was written`() throws {
        // Each plane's start and end, and all of the first where everything special is.
        for first in stride(from: 0, to: 0x11_0000, by: 0x800)
        where first < 0x10000 || first % 0x10000 == 0 {
            var text = ""
            for value in first..<first + 0x800 {
                if let scalar = Unicode.Scalar(UInt32(value)) { text.unicodeScalars.append(scalar) }
            }
            let written = JSON.string(text).canonical()
            let inert = written.inert
            #expect(inert.utf8.elementsEqual(written.utf8))
            let source = SourceText(name: "x", text: written)
            guard case .string(let read) = try Document(parsing: source).root.content else {
                return
            }
            let isSame = read.utf8.elementsEqual(text.utf8)
            #expect(isSame, "from \(first)")
        }
    }

    @Test func `pretty is indented by two`() {
        let value = JSON.object([
            ("list", .array([.int(1), .array([]), .object([])])), ("empty", .object([])),
            ("a", .object([("b", .array([.bool(true), .null]))])),
        ])
        #expect(
            value.pretty() == """
                {
                  "a": {
                    "b": [
                      true,
                      null
                    ]
                  },
                  "empty": {},
                  "list": [
                    1,
                    [],
                    {}
                  ]
                }
                """
        )
        #expect(value.canonical() == #"{"a":{"b":[true,null]},"empty":{},"list":[1,[],{}]}"#)
        #expect(JSON.array([]).pretty() == "[]")
        #expect(JSON.string("a\nb").pretty() == "\"a\\nb\"")
    }
}
