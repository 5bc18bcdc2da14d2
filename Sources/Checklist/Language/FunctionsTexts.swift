extension Function {
    static let texts: [Function] = [
        Function(
            "contains",
            member: true,
            [Signature([.string, .string], .bool)],
            total: true,
            "Whether a text has another text in it."
        ) { arguments, _ in
            guard case .string(let text) = arguments[0], case .string(let part) = arguments[1]
            else { return nil }
            return .bool(contains(Array(text.utf8), Array(part.utf8)))
        },
        Function(
            "startsWith",
            member: true,
            [Signature([.string, .string], .bool)],
            total: true,
            "Whether a text begins with another."
        ) { arguments, _ in
            guard case .string(let text) = arguments[0], case .string(let part) = arguments[1]
            else { return nil }
            return .bool(text.utf8.starts(with: part.utf8))
        },
        Function(
            "endsWith",
            member: true,
            [Signature([.string, .string], .bool)],
            total: true,
            "Whether a text ends with another."
        ) { arguments, _ in
            guard case .string(let text) = arguments[0], case .string(let part) = arguments[1]
            else { return nil }
            return .bool(text.utf8.reversed().starts(with: part.utf8.reversed()))
        },
        matching(member: true), matching(member: false),
    ]

    /// Knuth, Morris and Pratt: linear also for a text made to be slow.
    private static func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
        guard !part.isEmpty else { return true }
        guard part.count <= text.count else { return false }
        var fallback = [Int](repeating: 0, count: part.count)
        var matched = 0
        for index in part.indices.dropFirst() {
            while matched > 0, part[index] != part[matched] { matched = fallback[matched - 1] }
            if part[index] == part[matched] { matched += 1 }
            fallback[index] = matched
        }
        matched = 0
        for byte in text {
            while matched > 0, byte != part[matched] { matched = fallback[matched - 1] }
            if byte == part[matched] { matched += 1 }
            if matched == part.count { return true }
        }
        return false
    }
}
