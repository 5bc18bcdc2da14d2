import Testing

@testable import Checklist

/// What is written piece by piece must be what a value is written as.
@Suite struct JSONBytesTests {
    private func written(_ write: (JSONBytes) -> Void) -> String {
        let json = JSONBytes(room: 1)
        write(json)
        return String(decoding: json.bytes, as: UTF8.self)
    }

    @Test func `texts are escaped as elsewhere`() {
        var random = SeededRandom(seed: UInt64.random(in: 0...999_999))
        let scalars: [Unicode.Scalar] = [
            "a", "z", " ", "\"", "\\", "\n", "\u{0}", "\u{1F}", "\u{7F}", "\u{80}", "\u{9F}", "é",
            "\u{AD}", "\u{61C}", "\u{180E}", "–", "’", "\u{200B}", "\u{2028}", "\u{2060}",
            "\u{206F}",
            "\u{2070}", "\u{FEFF}", "\u{FFFD}", "\u{FFF9}", "😀", "\u{E0001}", "\u{10FFFF}",
        ]
        for _ in 0..<5_000 {
            var text = String.UnicodeScalarView()
            // Mostly plain, so that words without a hit stand before the others.
            for _ in 0..<random.below(24) {
                text.append(random.below(4) > 0 ? "x" : scalars[random.below(scalars.count)])
            }
            let expected = JSON.string(String(text)).canonical()
            #expect(written { $0.add(quoted: String(text)) } == expected)
            let half = String(text.prefix(text.count / 2))
            let rest = String(text.dropFirst(text.count / 2))
            let parts = written {
                $0.add(inside: half)
                $0.add(inside: rest)
            }
            #expect("\"\(parts)\"" == expected)
        }
    }

    @Test(arguments: [0, 7, 10, -1, 4096, Int64.max, Int64.min])
    func `numbers have their digits`(number: Int64) {
        #expect(written { $0.add(number) } == String(number))
    }

    @Test func `instants are as RFC 3339 has them`() throws {
        var random = SeededRandom(seed: 5)
        for index in 0..<2_000 {
            let seconds = Int64(random.below(250_000_000_000)) - 60_000_000_000
            let nanos = index % 3 == 0 ? Int32(random.below(1_000_000_000)) : 0
            guard let time = Timestamp(seconds: seconds, nanos: nanos) else { continue }
            #expect(written { $0.add(time) } == "\"\(time.rfc3339)\"")
        }
        let time = try #require(Timestamp(rfc3339: "2026-07-31T23:45:06Z"))
        #expect(written { $0.add(time, offset: 3600) } == "\"2026-08-01T00:45:06+01:00\"")
        #expect(written { $0.add(time, offset: -34_200) } == "\"2026-07-31T14:15:06-09:30\"")
    }

    @Test func `what was written is forgotten, and the room is kept`() {
        let json = JSONBytes(room: 1)
        json.add(text: String(repeating: "x", count: 1000))
        json.removeAll()
        json.add("{}")
        #expect(json.count == 2)
        #expect(Array(json.bytes) == Array("{}".utf8))
    }
}
