/// What Unicode says about scalars, as far as patterns need it.
extension ScalarSet {
    /// The scalars of a general category, such as `L` or `Lu`; `Any` is all of them.
    init?(category name: String) {
        if name == "Any" {
            self = .all
            return
        }
        var ranges: [ClosedRange<UInt32>] = []
        for (index, category) in ScalarSet.categoryNames.enumerated() {
            let isMajor = name.utf8.count == 1 && category.utf8.first == name.utf8.first
            guard isMajor || sameScalars(category, name) else { continue }
            ranges += ScalarSet.categories[index]
        }
        guard !ranges.isEmpty else { return nil }
        self.init(ranges)
    }

    private static let categoryNames = [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe",
        "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co",
    ]

    // All scalars are looked at once, the first time that a pattern names a category.
    private static let categories: [[ClosedRange<UInt32>]] = {
        var ranges: [[ClosedRange<UInt32>]] = Array(repeating: [], count: categoryNames.count)
        var start: UInt32 = 0
        var current = categoryIndex(of: 0)
        for code in 1...last + 1 {
            let next = code > last ? nil : categoryIndex(of: code)
            if next == current, code <= last { continue }
            if let current { ranges[current].append(start...code - 1) }
            start = code
            current = next
        }
        return ranges
    }()

    private static func categoryIndex(of code: UInt32) -> Int? {
        guard let scalar = Unicode.Scalar(code) else { return 27 }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter: return 0
        case .lowercaseLetter: return 1
        case .titlecaseLetter: return 2
        case .modifierLetter: return 3
        case .otherLetter: return 4
        case .nonspacingMark: return 5
        case .spacingMark: return 6
        case .enclosingMark: return 7
        case .decimalNumber: return 8
        case .letterNumber: return 9
        case .otherNumber: return 10
        case .connectorPunctuation: return 11
        case .dashPunctuation: return 12
        case .openPunctuation: return 13
        case .closePunctuation: return 14
        case .initialPunctuation: return 15
        case .finalPunctuation: return 16
        case .otherPunctuation: return 17
        case .mathSymbol: return 18
        case .currencySymbol: return 19
        case .modifierSymbol: return 20
        case .otherSymbol: return 21
        case .spaceSeparator: return 22
        case .lineSeparator: return 23
        case .paragraphSeparator: return 24
        case .control: return 25
        case .format: return 26
        case .surrogate: return 27
        case .privateUse: return 28
        case .unassigned: return nil
        @unknown default: return nil
        }
    }

    // MARK: Case

    /// The set with every scalar that differs from one of it only by case.
    var ignoringCase: ScalarSet {
        var folded = ranges
        if let last = ranges.last, last.upperBound < 0x80 {
            addASCIICases(to: &folded)
        } else {
            for group in ScalarSet.caseGroups where group.contains(where: { contains($0) }) {
                for code in group { folded.append(code...code) }
            }
        }
        return ScalarSet(folded)
    }

    private func addASCIICases(to folded: inout [ClosedRange<UInt32>]) {
        for range in ranges {
            let upper = range.clamped(to: 65...90)
            if range.overlaps(65...90) {
                folded.append(upper.lowerBound + 32...upper.upperBound + 32)
            }
            let lower = range.clamped(to: 97...122)
            if range.overlaps(97...122) {
                folded.append(lower.lowerBound - 32...lower.upperBound - 32)
            }
        }
        // The Kelvin sign and the long s are letters of ASCII in other clothes.
        if contains(75) || contains(107) { folded.append(0x212A...0x212A) }
        if contains(83) || contains(115) { folded.append(0x17F...0x17F) }
    }

    /// Scalars that differ only by case.
    ///
    /// All alphabets with case lie below the limit.
    private static let caseGroups: [[UInt32]] = {
        var groups: [[UInt32]] = []
        var groupOf: [UInt32: Int] = [:]
        for code in UInt32(0x41)..<0x1F000 {
            // The Turkish letters without and with a dot have no other case outside Turkish.
            guard let scalar = Unicode.Scalar(code), code != 0x130, code != 0x131 else { continue }
            let properties = scalar.properties
            for mapping in [properties.lowercaseMapping, properties.uppercaseMapping] {
                let scalars = mapping.unicodeScalars
                guard let other = scalars.first, scalars.count == 1, other != scalar else {
                    continue
                }
                let group = groupOf[code] ?? groupOf[other.value] ?? groups.count
                if group == groups.count { groups.append([]) }
                for member in [code, other.value] where groupOf[member] == nil {
                    groupOf[member] = group
                    groups[group].append(member)
                }
            }
        }
        return groups
    }()
}
