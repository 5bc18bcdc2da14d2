import Checklist
import Testing

@Suite struct NumberTests {
    /// What is hard to round, from the literature on it.
    @Test(
        arguments: [
            ("0", 0),
            ("-0", 0x8000_0000_0000_0000),
            ("0.0e99", 0),
            ("0.1", 0x3FB9_9999_9999_999A),
            ("0.30000000000000004", 0x3FD3_3333_3333_3334),
            ("1e22", 0x4480_F0CF_064D_D592),
            ("1e23", 0x44B5_2D02_C7E1_4AF6),
            ("123456789012345678901234567890", 0x45F8_EE90_FF6C_373E),
            ("9007199254740992", 0x4340_0000_0000_0000),
            ("9007199254740993", 0x4340_0000_0000_0000),
            ("9007199254740994", 0x4340_0000_0000_0001),
            ("9007199254740995", 0x4340_0000_0000_0002),
            ("9007199254740993.0", 0x4340_0000_0000_0000),
            ("9007199254740993." + String(repeating: "0", count: 900) + "1", 0x4340_0000_0000_0001),
            ("9007199254740992." + String(repeating: "9", count: 900), 0x4340_0000_0000_0000),
            // The largest, and the smallest normal one with its neighbours.
            ("1.7976931348623157e308", 0x7FEF_FFFF_FFFF_FFFF),
            ("1.7976931348623158e308", 0x7FEF_FFFF_FFFF_FFFF),
            ("179769313486231570e291", 0x7FEF_FFFF_FFFF_FFFF),
            ("2.2250738585072014e-308", 0x0010_0000_0000_0000),
            ("2.2250738585072012e-308", 0x0010_0000_0000_0000),
            ("2.2250738585072011e-308", 0x000F_FFFF_FFFF_FFFF),
            (
                "2.225073858507201136057409796709131975934819546351645648e-308",
                0x000F_FFFF_FFFF_FFFF
            ),
            // Around half of the smallest one of all.
            ("5e-324", 1),
            ("4.9406564584124654e-324", 1),
            ("2.4703282292062328e-324", 1),
            ("2.4703282292062327e-324", 0),
            ("-2.4703282292062327e-324", 0x8000_0000_0000_0000),
            ("7.4109846876186981626485318930233205854758970392148714663837852375e-324", 1),
            ("7.4109846876186982e-324", 2),
            ("1e-325", 0),
            ("1e-99999999999999999999", 0),
            // Zeros that move the point very far.
            ("0." + String(repeating: "0", count: 500) + "15e501", 0x3FF8_0000_0000_0000),
            ("15" + String(repeating: "0", count: 500) + "e-501", 0x3FF8_0000_0000_0000),
        ] as [(String, UInt64)]
    )
    func `a decimal becomes the nearest double`(_ text: String, _ bits: UInt64) throws {
        let double = try #require(Number(text)?.double)
        #expect(double.bitPattern == bits)
    }

    @Test(arguments: [
        "1e309", "-1e309", "1.7976931348623159e308", "179769313486231580793728971405303416e273",
        "1e99999999999999999999", "1" + String(repeating: "0", count: 309),
    ])
    func `a number beyond the largest double has none`(_ text: String) throws {
        let number = try #require(Number(text))
        #expect(number.double == nil)
    }

    @Test func `half the last place beyond the largest double is too much`() throws {
        // 2^1024 - 2^970, and one less.
        let half =
            "179769313486231580793728971405303415079934132710037826936173778980444968292764"
            + "750946649017977587207096330286416692887910946555547851940402630657488671505820"
            + "681908902000708383676273854845817711531764475730270069855571366959622842914819"
            + "860834936475292719074168444365510704342711559699508093042880177904174497792"
        #expect(Number(half)?.double == nil)
        let below = String(half.dropLast()) + "1.9"
        #expect(Number(below)?.double == .greatestFiniteMagnitude)
    }

    @Test func `doubles are read back from their shortest text`() {
        var wrong: [UInt64] = []
        for _ in 0..<5_000 {
            let double = Double(bitPattern: .random(in: 0...(.max)))
            // The second half is subnormal, where there is less to round to.
            let small = Double(bitPattern: .random(in: 0..<1 << 52))
            for value in [double, small] where value.isFinite {
                let text = JSON.double(value).canonical()
                let read = Number(text)?.double
                if read?.bitPattern != value.bitPattern { wrong.append(value.bitPattern) }
            }
        }
        #expect(wrong.isEmpty)
    }

    @Test func `long decimals are rounded as the standard library rounds them`() {
        var wrong: [String] = []
        for _ in 0..<3_000 {
            let digits = (0..<Int.random(in: 1...3)).map { _ in
                String(UInt64.random(in: 0...(.max)))
            }
            let text = "1.\(digits.joined())e\(Int.random(in: -330...307))"
            if Number(text)?.double != Double(text) { wrong.append(text) }
        }
        // Every other one of these is halfway between two doubles or close to it.
        for _ in 0..<3_000 {
            let whole = UInt64.random(in: 1 << 53..<1 << 54) | 1
            for text in ["\(whole)", "\(whole).0000000000000000000001", "\(whole - 1).9999999999"]
            where Number(text)?.double != Double(text) { wrong.append(text) }
        }
        #expect(wrong.isEmpty)
    }

    @Test(
        arguments: [
            ("0", 0), ("-0", 0), ("42", 42), ("-17", -17), ("9223372036854775807", .max),
            ("-9223372036854775808", .min), ("9223372036854775808", nil), ("1.0", nil),
            ("1e2", nil),
            ("-9223372036854775809", nil), ("99999999999999999999999", nil),
        ] as [(String, Int64?)]
    )
    func `a whole number is one that is written so`(_ text: String, _ int: Int64?) throws {
        let number = try #require(Number(text))
        #expect(number.int == int)
        #expect(number.text == text)
    }

    @Test(arguments: [
        "", " 1", "1 ", "01", "+1", ".5", "1.", "1e", "0x1", "--1", "NaN", "1e5.5", "é",
    ])
    func `what JSON would not take is no number`(_ text: String) {
        #expect(Number(text) == nil)
    }
}
