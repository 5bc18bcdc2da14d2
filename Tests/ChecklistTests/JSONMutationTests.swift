import Checklist
import Testing

/// Texts with random damage: the reader must answer each, and what it takes must be what the
/// writer writes.
@Suite struct JSONMutationTests {
    private static let seeds = [
        #"{"title":"Year 9 maths","pupils":[1,-2.50,3e2],"ok":true,"why":null,"by":{"id":"é"}}"#,
        #"["\u00e9\ud83d\ude00\n\\\"\/","😀\u0000",[[],{}],0.1,-0,1E+5,123456789012345678901]"#,
        " { \"a\" : [ 1 ,\r\n\t\"b\" ] ,\n\"aa\" : { \"a\" : false , \"b\" : \"x\" } } ",
        "[9007199254740993,1e23,5e-324,1.7976931348623157e308,-1e-400,\"\u{202E}\u{7F}\"]",
    ]
    private static let pieces =
        [
            "\"", "\\", "{", "}", "[", "]", ",", ":", "0", "1", "-", ".", "e", "E", "+", "\\u",
            "\\ud83d",
            "null", "true", "\n", "\r", " ", "\t", "é", "😀", "\u{0}", "\u{1B}", "\u{FEFF}",
            "\"a\":",
            "e999", "[[[[[[[[[[[[[[[[[[[[[[[[", "//",
        ].map { Array($0.utf8) } + [[0xFF], [0xC0], [0xED, 0xA0, 0x80], [0x80]]

    @Test func `20,000 damaged texts are refused in order or survive being written`() throws {
        let seed = UInt64.random(in: 0...(.max))
        var random = SplitMix(state: seed)
        var taken = 0
        for round in 0..<20_000 {
            let bytes = damaged(&random)
            let note: Comment = "seed \(seed), round \(round)"
            do throws(Diagnostics) {
                let source = try SourceText(name: "x", bytes: bytes)
                let value = JSON(try Document(parsing: source).root)
                taken += 1
                let canonical = value.canonical()
                let again = try read(canonical)
                let pretty = try read(value.pretty())
                if again != canonical || pretty != canonical { Issue.record(note) }
                if canonical.inert != canonical { Issue.record(note) }
            } catch {
                for problem in error.all {
                    let isInside =
                        problem.span.upperBound <= problem.source.bytes.count
                        && problem.location.line >= 1 && problem.location.column >= 1
                    let lines = problem.rendered().split(separator: "\n")
                    if !isInside || lines.count > 4
                        || lines.contains(where: { String($0).inert != $0 })
                    {
                        Issue.record(note)
                    }
                }
            }
        }
        // Else the damage was too great to test the half that is taken.
        #expect(taken > 2_000, "seed \(seed)")
    }

    private func read(_ text: String) throws(Diagnostics) -> String {
        JSON(try Document(parsing: SourceText(name: "written", text: text)).root).canonical()
    }

    private func damaged(_ random: inout SplitMix) -> [UInt8] {
        var bytes = Array(Self.seeds[random.below(Self.seeds.count)].utf8)
        for _ in 0...random.below(3) {
            let place = random.below(bytes.count + 1)
            let end = min(bytes.count, place + 1 + random.below(4))
            switch random.below(6) {
            case 0:
                bytes.insert(contentsOf: Self.pieces[random.below(Self.pieces.count)], at: place)
            case 1: bytes.removeSubrange(place..<end)
            case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
            case 3 where place < bytes.count: bytes[place] ^= 1 << UInt8(random.below(8))
            case 4 where place < bytes.count: bytes[place] = UInt8(random.below(128))
            case 5 where random.below(8) == 0: bytes.removeSubrange(place...)
            default: break
            }
        }
        return bytes
    }
}

/// SplitMix64, so that a seed tells everything about a run.
private struct SplitMix {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }
}
