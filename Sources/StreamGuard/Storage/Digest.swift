import Checklist

/// A SHA-256 digest (FIPS 180-4).
struct Digest: Equatable, Sendable {
    let bytes: [UInt8]

    /// The digest of `message`.
    init(_ message: some Sequence<UInt8>) {
        bytes =
            message.withContiguousStorageIfAvailable { SHA256.digest(of: $0) }
            ?? Array(message).withUnsafeBufferPointer { SHA256.digest(of: $0) }
    }

    /// A plan's digest: the same for the same answers, however the file is laid out.
    ///
    /// The prefix keeps it apart from every other digest that the record holds.
    init(ofPlan document: Document) {
        self.init("slog/1/plan\0".utf8 + Array(JSON(document.root).canonical().utf8))
    }

    /// In lower-case hexadecimal digits.
    var hex: String { bytes.hex }
}

/// The hash function.
///
/// Names and steps are those of FIPS 180-4, section 6.2. Whatever the record holds goes through
/// it, so it works on the bytes where they are.
private struct SHA256 {
    private var hash: SIMD8<UInt32> = [
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
        0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
    ]

    static func digest(of message: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var hasher = SHA256()
        let blocks = message.count / 64 * 64
        var rest = Array(message[blocks...])
        rest.append(0x80)
        rest += repeatElement(0, count: (120 - rest.count) % 64)
        let bits = UInt64(message.count) * 8
        rest += stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: bits >> $0) }
        hasher.compress(
            UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(message)[..<blocks])
        )
        rest.withUnsafeBytes { hasher.compress($0) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        for word in 0..<8 {
            for shift: UInt32 in [24, 16, 8, 0] {
                bytes.append(UInt8(truncatingIfNeeded: hasher.hash[word] >> shift))
            }
        }
        return bytes
    }

    /// Takes whole blocks of 64 bytes.
    private mutating func compress(_ blocks: UnsafeRawBufferPointer) {
        SHA256.constants.withUnsafeBufferPointer { constants in
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { schedule in
                for start in stride(from: 0, to: blocks.count, by: 64) {
                    for t in 0..<16 {
                        let word = blocks.loadUnaligned(
                            fromByteOffset: start + t * 4,
                            as: UInt32.self
                        )
                        schedule[t] = UInt32(bigEndian: word)
                    }
                    compress(schedule, constants)
                }
            }
        }
    }

    private mutating func compress(
        _ schedule: UnsafeMutableBufferPointer<UInt32>,
        _ constants: UnsafeBufferPointer<UInt32>
    ) {
        for t in 16..<64 {
            let (early, late) = (schedule[t - 15], schedule[t - 2])
            let sigma0 = rotated(early, 7) ^ rotated(early, 18) ^ early >> 3
            let sigma1 = rotated(late, 17) ^ rotated(late, 19) ^ late >> 10
            schedule[t] = schedule[t - 16] &+ sigma0 &+ schedule[t - 7] &+ sigma1
        }
        var (a, b, c, d) = (hash[0], hash[1], hash[2], hash[3])
        var (e, f, g, h) = (hash[4], hash[5], hash[6], hash[7])
        for t in 0..<64 {
            let sum1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
            let choice = (e & f) ^ (~e & g)
            let t1 = h &+ sum1 &+ choice &+ constants[t] &+ schedule[t]
            let sum0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
            let majority = (a & b) ^ (a & c) ^ (b & c)
            (h, g, f, e) = (g, f, e, d &+ t1)
            (d, c, b, a) = (c, b, a, t1 &+ sum0 &+ majority)
        }
        hash &+= SIMD8(a, b, c, d, e, f, g, h)
    }

    private func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
        word &>> count | word &<< (32 - count)
    }

    private static let constants: [UInt32] = [
        0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1,
        0x923f_82a4, 0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3,
        0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786,
        0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
        0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147,
        0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13,
        0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
        0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
        0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a,
        0x5b9c_ca4f, 0x682e_6ff3, 0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208,
        0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
    ]
}
