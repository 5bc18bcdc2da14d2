/// A decimal number on its way to the nearest double.
///
/// The standard library's conversion rests on the C library's, which is not there everywhere.
///
/// INVARIANT: made of a text in the form of a JSON number.
struct Decimal {
    private let text: String
    private let isNegative: Bool
    /// The first 19 digits from the first that is not zero, and the power of ten of the last.
    private var head: UInt64 = 0
    private var headExponent = 0
    /// The power of ten of the first digit that is not zero.
    private var magnitude = 0
    /// Whether digits other than zero follow the head.
    private var hasTail = false

    init(_ text: String) {
        self.text = text
        self.isNegative = text.utf8.first == UInt8(ascii: "-")
        var headDigits = 0
        var isFraction = false
        var exponent: Exponent?
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9") where exponent != nil:
                exponent?.append(byte)
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                if headDigits < 19 {
                    head = head * 10 + UInt64(byte - UInt8(ascii: "0"))
                    if head > 0 { headDigits += 1 }
                    if isFraction { headExponent -= 1 }
                } else {
                    if byte != UInt8(ascii: "0") { hasTail = true }
                    if !isFraction { headExponent += 1 }
                }
            case UInt8(ascii: "."): isFraction = true
            case UInt8(ascii: "e"), UInt8(ascii: "E"): exponent = Exponent()
            case UInt8(ascii: "-"): exponent?.isNegative = true
            default: break
            }
        }
        headExponent += exponent?.value ?? 0
        magnitude = headExponent + headDigits - 1
    }

    /// The digits after the `e`, held at a bound that no document has the digits to make up for.
    private struct Exponent {
        var isNegative = false
        private var absolute = 0

        var value: Int { isNegative ? -absolute : absolute }

        mutating func append(_ digit: UInt8) {
            let digit = Int(digit - UInt8(ascii: "0"))
            absolute = absolute < 100_000_000 ? absolute * 10 + digit : 1_000_000_000
        }
    }

    /// Whether no double is near: the largest is about 1.8e308.
    var overflows: Bool {
        head != 0 && (magnitude > 308 || (magnitude == 308 && double == nil))
    }

    /// The nearest double, of two equally near the even one; nil if it is too large.
    var double: Double? {
        guard head != 0, magnitude > -330 else { return isNegative ? -0.0 : 0 }
        guard magnitude <= 308 else { return nil }
        guard let absolute = exactly ?? nearest else { return nil }
        return isNegative ? -absolute : absolute
    }

    /// The double, if a single rounding makes it: both numbers are doubles themselves.
    private var exactly: Double? {
        guard !hasTail, head <= 1 << 53, abs(headExponent) <= 22 else { return nil }
        let power = powerOfTen(abs(headExponent))
        return headExponent < 0 ? Double(head) / power : Double(head) * power
    }

    /// The double, found from a guess that is a few steps off at most by comparing the decimal
    /// with the points halfway to the guess's neighbours, in whole numbers.
    private var nearest: Double? {
        // No double holds the power alone when it is under the smallest normal one.
        let low = powerOfTen(min(abs(headExponent), 300))
        let high = powerOfTen(max(abs(headExponent) - 300, 0))
        var guess = headExponent < 0 ? Double(head) / low / high : Double(head) * low * high
        guess = min(guess, .greatestFiniteMagnitude)
        let (digits, exponent) = allDigits
        while true {
            let isOdd = guess.significandBitPattern & 1 == 1
            let above = compare(digits, exponent, withPointAbove: guess)
            if above > 0 || (above == 0 && isOdd) {
                guess = guess.nextUp
                if guess.isInfinite { return nil }
                continue
            }
            guard guess > 0 else { return guess }
            let below = compare(digits, exponent, withPointAbove: guess.nextDown)
            guard below < 0 || (below == 0 && isOdd) else { return guess }
            guess = guess.nextDown
        }
    }

    /// All digits as a whole number, and the power of ten of the last.
    ///
    /// Halfway points have at most 767 digits, so of those after 800 it matters only whether
    /// they are all zero.
    private var allDigits: (Natural, exponent: Int) {
        var digits = Natural(0)
        var count = 0
        var isSticky = false
        for byte in text.utf8 where byte != UInt8(ascii: ".") && byte != UInt8(ascii: "-") {
            guard byte | 0x20 != UInt8(ascii: "e") else { break }
            if count == 0, byte == UInt8(ascii: "0") { continue }
            if count < 800 {
                digits.multiply(by: 10, adding: UInt32(byte - UInt8(ascii: "0")))
                count += 1
            } else if byte != UInt8(ascii: "0") {
                isSticky = true
            }
        }
        if isSticky {
            digits.multiply(by: 10, adding: 1)
            count += 1
        }
        return (digits, magnitude - count + 1)
    }
}

/// Compares `digits` × 10^`exponent` with the point halfway between a double and the next one.
private func compare(
    _ digits: Natural,
    _ exponent: Int,
    withPointAbove double: Double
) -> Int {
    // A double is a whole number of the smallest one shifted by its exponent; the point above
    // it is half of its last place further.
    let biased = Int(double.exponentBitPattern)
    let hidden: UInt64 = biased == 0 ? 0 : 1 << 52
    var point = Natural((double.significandBitPattern | hidden) * 2 + 1)
    let pointShift = max(biased, 1) - 1076
    var digits = digits
    if exponent >= 0 {
        digits.multiply(byFiveToThe: exponent)
    } else {
        point.multiply(byFiveToThe: -exponent)
    }
    if exponent > pointShift {
        digits.shiftLeft(by: exponent - pointShift)
    } else {
        point.shiftLeft(by: pointShift - exponent)
    }
    return digits.compared(with: point)
}

/// A power of ten up to 300: exact up to 22, within a few last places beyond.
private func powerOfTen(_ exponent: Int) -> Double {
    var power = 1.0
    var left = exponent
    for square in squares where left > 0 {
        if left & 1 == 1 { power *= square }
        left >>= 1
    }
    return power
}

private let squares = [1e1, 1e2, 1e4, 1e8, 1e16, 1e32, 1e64, 1e128, 1e256]
