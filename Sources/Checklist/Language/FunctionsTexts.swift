/// Where in a text another one is looked for; the names of the functions that do so.
enum TextPlace: String {
    case contains, startsWith, endsWith
}

extension Function {
    static let texts: [Function] = [
        part(.contains, "Whether a text has another text in it."),
        part(.startsWith, "Whether a text begins with another."),
        part(.endsWith, "Whether a text ends with another."),
        matching(member: true), matching(member: false),
    ]

    private static func part(_ place: TextPlace, _ about: String) -> Function {
        Function(
            place.rawValue,
            member: true,
            [Signature([.string, .string], .bool)],
            total: true,
            about
        ) { arguments, _ in
            guard case .string(let text) = arguments[0], case .string(let part) = arguments[1]
            else { return nil }
            return .bool(text.holds(Array(part.utf8), place))
        }
    }
}

extension String {
    /// Whether some bytes stand somewhere in the text.
    func holds(_ part: [UInt8], _ place: TextPlace) -> Bool {
        guard part.count <= utf8.count else { return false }
        switch place {
        case .startsWith: return utf8.starts(with: part)
        case .endsWith: return utf8.suffix(part.count).elementsEqual(part)
        case .contains: return part.count == 1 ? utf8.contains(part[0]) : contains(part)
        }
    }

    /// Knuth, Morris and Pratt: linear also for a text made to be slow.
    private func contains(_ part: [UInt8]) -> Bool {
        guard !part.isEmpty else { return true }
        var fallback = [Int](repeating: 0, count: part.count)
        var matched = 0
        for index in part.indices.dropFirst() {
            while matched > 0, part[index] != part[matched] { matched = fallback[matched - 1] }
            if part[index] == part[matched] { matched += 1 }
            fallback[index] = matched
        }
        matched = 0
        for byte in utf8 {
            while matched > 0, byte != part[matched] { matched = fallback[matched - 1] }
            if byte == part[matched] { matched += 1 }
            if matched == part.count { return true }
        }
        return false
    }
}
