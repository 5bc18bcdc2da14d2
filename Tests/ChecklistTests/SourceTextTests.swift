import Checklist
import Testing

@Suite struct SourceTextTests {
    @Test func `lines end with LF, CRLF or CR and columns count scalars`() {
        let text = "aé\n😀b\r\nc\rd\n\r\r\n\te\u{301}"
        let source = SourceText(name: "x", text: text)
        var found: [String] = []
        for index in text.unicodeScalars.indices {
            let place = source.location(
                ofOffset: text.utf8.distance(from: text.startIndex, to: index)
            )
            found.append("\(place.line):\(place.column)")
        }
        #expect(
            found == [
                "1:1", "1:2", "1:3", "2:1", "2:2", "2:3", "2:4", "3:1", "3:2", "4:1", "4:2",
                "5:1", "6:1", "6:2", "7:1", "7:2", "7:3",
            ]
        )
        #expect(source.location(ofOffset: source.bytes.count) == Location(line: 7, column: 4))
    }

    @Test func `an offset within a scalar or outside the text is brought to the nearest place`() {
        let source = SourceText(name: "x", text: "a😀b")
        #expect((1...4).map { source.location(ofOffset: $0).column } == [2, 2, 2, 2])
        #expect(source.location(ofOffset: -5) == Location(line: 1, column: 1))
        #expect(source.location(ofOffset: 99) == Location(line: 1, column: 4))
        #expect(source.text(-1..<99) == "a😀b")
        #expect(
            SourceText(name: "x", text: "").location(ofOffset: 3) == Location(line: 1, column: 1)
        )
    }

    @Test func `places far into a text are those found by counting from its start`() {
        var text = ""
        // Line ends of all kinds, at all distances from the landmarks.
        for index in 0..<3000 { text += ["ab\r\n", "é\n", "\r", "😀😀", "x\n\r\n"][index % 5] }
        let source = SourceText(name: "x", text: text)
        var line = 1
        var column = 1
        var offset = 0
        var wrong: [Int] = []
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            if source.location(ofOffset: offset) != Location(line: line, column: column) {
                wrong.append(offset)
            }
            let endsLine =
                scalar == "\n"
                || (scalar == "\r" && !(index + 1 < scalars.count && scalars[index + 1] == "\n"))
            (line, column) = endsLine ? (line + 1, 1) : (line, column + 1)
            offset += UTF8.width(scalar)
        }
        #expect(offset > 10_000)
        #expect(wrong.isEmpty)
    }

    /// Bytes, and the offset of the first that is not UTF-8.
    struct Encoded: Sendable {
        let bytes: [UInt8]
        let fault: Int?
    }

    @Test(arguments: [
        Encoded(bytes: [], fault: nil),
        Encoded(bytes: [0x41, 0x00, 0x7F], fault: nil),
        Encoded(bytes: [0xC2, 0x80, 0xDF, 0xBF], fault: nil),
        Encoded(bytes: [0xE0, 0xA0, 0x80, 0xED, 0x9F, 0xBF], fault: nil),
        Encoded(bytes: [0xEE, 0x80, 0x80, 0xEF, 0xBF, 0xBF], fault: nil),
        Encoded(bytes: [0xF0, 0x90, 0x80, 0x80, 0xF4, 0x8F, 0xBF, 0xBF], fault: nil),
        // Alone or cut short.
        Encoded(bytes: [0x80], fault: 0),
        Encoded(bytes: [0x41, 0xBF], fault: 1),
        Encoded(bytes: [0xC2], fault: 0),
        Encoded(bytes: [0xC2, 0x41], fault: 0),
        Encoded(bytes: [0xE2, 0x82], fault: 0),
        Encoded(bytes: [0xE2, 0x82, 0x41], fault: 0),
        Encoded(bytes: [0xE2, 0x28, 0xA1], fault: 0),
        Encoded(bytes: [0xF0, 0x9F, 0x98], fault: 0),
        Encoded(bytes: [0xF0, 0x9F, 0x98, 0x22], fault: 0),
        Encoded(bytes: [0x41, 0xC3, 0xA9, 0xC3], fault: 3),
        // Longer than need be.
        Encoded(bytes: [0xC0, 0x80], fault: 0),
        Encoded(bytes: [0xC1, 0xBF], fault: 0),
        Encoded(bytes: [0xE0, 0x80, 0x80], fault: 0),
        Encoded(bytes: [0xE0, 0x9F, 0xBF], fault: 0),
        Encoded(bytes: [0xF0, 0x80, 0x80, 0x80], fault: 0),
        Encoded(bytes: [0xF0, 0x8F, 0xBF, 0xBF], fault: 0),
        // Surrogates, and what is over U+10FFFF.
        Encoded(bytes: [0xED, 0xA0, 0x80], fault: 0),
        Encoded(bytes: [0xED, 0xBF, 0xBF], fault: 0),
        Encoded(bytes: [0xF4, 0x90, 0x80, 0x80], fault: 0),
        Encoded(bytes: [0xF5, 0x80, 0x80, 0x80], fault: 0),
        Encoded(bytes: [0xF8, 0x88, 0x80, 0x80, 0x80], fault: 0),
        Encoded(bytes: [0xFC, 0x84, 0x80, 0x80, 0x80, 0x80], fault: 0),
        Encoded(bytes: [0x41, 0xFE], fault: 1),
        Encoded(bytes: [0xFF], fault: 0),
        // Past the stretches of ASCII that are looked at eight bytes at a time.
        Encoded(bytes: Array(repeating: 0x61, count: 17) + [0xC3, 0xA9], fault: nil),
        Encoded(bytes: Array(repeating: 0x61, count: 17) + [0xA9], fault: 17),
        Encoded(bytes: [0xC3, 0xA9] + Array(repeating: 0x61, count: 16) + [0xC3], fault: 18),
    ])
    func `only UTF-8 is a source`(_ encoded: Encoded) throws {
        // The tail must not repair what comes before it, nor be blamed for it.
        for tail in [[], [0x0A], Array("and so on, at length".utf8)] as [[UInt8]] {
            let bytes = encoded.bytes + tail
            do throws(Diagnostics) {
                let source = try SourceText(name: "x", bytes: bytes)
                #expect(encoded.fault == nil)
                #expect(source.bytes == bytes)
            } catch {
                let offset = try #require(encoded.fault)
                #expect(error.all[0].span.lowerBound == offset)
                #expect(
                    error.all[0].message
                        == "byte \(offset), 0x\(String(bytes[offset], radix: 16)), is not valid UTF-8"
                )
            }
        }
    }

    @Test func `where a text is not UTF-8 is shown`() throws {
        let error = #expect(throws: Diagnostics.self) {
            try SourceText(
                name: "plan.json",
                bytes: Array("{\n \"é".utf8) + [0xE9, 0x22, 0x7D, 0xFF]
            )
        }
        #expect(
            try #require(error).rendered() == """
                plan.json:2:4: error: byte 6, 0xe9, is not valid UTF-8
                   "é\u{FFFD}"}\u{FFFD}
                     ^
                  help: save the text as UTF-8
                """
        )
    }

    @Test(
        arguments: [
            ([0xEF, 0xBB, 0xBF, 0x7B, 0x7D], "save it as UTF-8 without a byte-order mark"),
            ([0xFF, 0xFE, 0x7B, 0x00], "this looks like UTF-16: save it as UTF-8"),
            ([0xFE, 0xFF, 0x00, 0x7B], "this looks like UTF-16: save it as UTF-8"),
        ] as [([UInt8], String)]
    )
    func `a byte-order mark is refused with advice`(_ bytes: [UInt8], _ help: String) throws {
        let error = #expect(throws: Diagnostics.self) { try SourceText(name: "x", bytes: bytes) }
        let problem = try #require(error?.all.first)
        #expect(problem.help == help)
        #expect(problem.location == Location(line: 1, column: 1))
    }
}
