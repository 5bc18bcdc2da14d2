/// A whole number of any size, with what comparing decimals and doubles needs.
struct Natural {
    /// The least significant first.
    private var limbs: [UInt32]

    init(_ value: UInt64) {
        limbs = [UInt32(truncatingIfNeeded: value), UInt32(value >> 32)]
        trim()
    }

    mutating func multiply(by factor: UInt32, adding addend: UInt32 = 0) {
        var carry = UInt64(addend)
        for index in limbs.indices {
            carry += UInt64(limbs[index]) * UInt64(factor)
            limbs[index] = UInt32(truncatingIfNeeded: carry)
            carry >>= 32
        }
        if carry > 0 { limbs.append(UInt32(carry)) }
    }

    mutating func multiply(byFiveToThe exponent: Int) {
        for _ in 0..<exponent / 13 { multiply(by: 1_220_703_125) }
        var rest: UInt32 = 1
        for _ in 0..<exponent % 13 { rest *= 5 }
        multiply(by: rest)
    }

    mutating func shiftLeft(by bits: Int) {
        multiply(by: 1 << UInt32(bits % 32))
        if !limbs.isEmpty { limbs.insert(contentsOf: repeatElement(0, count: bits / 32), at: 0) }
    }

    /// Negative, zero or positive as this is less than, equal to or greater than the other.
    func compared(with other: Natural) -> Int {
        if limbs.count != other.limbs.count { return limbs.count - other.limbs.count }
        for index in limbs.indices.reversed() where limbs[index] != other.limbs[index] {
            return limbs[index] < other.limbs[index] ? -1 : 1
        }
        return 0
    }

    /// INVARIANT: the last limb is not zero, so the longer number is the greater.
    private mutating func trim() {
        while limbs.last == 0 { limbs.removeLast() }
    }
}
