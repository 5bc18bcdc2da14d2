/// How much of a checklist the cases have reached.
public struct TestCoverage: Sendable {
    /// How many outcomes of rules and of the leaves of their conditions can occur.
    public let possible: Int
    /// How many of them did.
    public let seen: Int
    /// How many did not, and are listed in the file with a reason.
    public let excused: Int
    /// Those that did not occur, in the checklist's order.
    public let gaps: [CoverageGap]

    /// The share that was seen or excused, in per cent, rounded down.
    public var percent: Int {
        possible == 0 ? 100 : (seen + excused) * 100 / possible
    }
}

/// An outcome that did not occur.
public struct CoverageGap: Sendable {
    /// The rule or the variable that it belongs to.
    public let owner: String
    /// The condition that did not come to it, such as ``requires: `trip.belts` ``; nothing for the
    /// rule itself.
    public let condition: String?
    /// What did not occur: `true`, `false`, `unanswered`, `met` or another status.
    public let missing: String
    /// All this in words, such as ``M1-belts requires: `trip.belts` is never unanswered``.
    public let outcome: String
    /// The part of the condition in the checklist's file, or the rule's id.
    public let place: Diagnostic
}

/// Counts descriptions, so that no two are the same.
struct Descriptions {
    private var counts: [String: Int] = [:]

    /// The description, with a number from its second time on.
    mutating func unique(_ text: String) -> String {
        let count = (counts[text] ?? 0) + 1
        counts[text] = count
        return count == 1 ? text : "\(text) (\(count))"
    }
}

extension Observer {
    /// What has been seen, and what has not.
    ///
    /// - Parameters:
    ///   - subject: the checklist.
    ///   - excused: outcomes that need not be seen.
    /// - Returns: the counts and the gaps.
    func coverage(_ subject: TestSubject, excused: [ExceptionSpec]) -> TestCoverage {
        var possible = 0
        var gaps: [(order: Int, gap: CoverageGap)] = []
        var descriptions = Descriptions()
        // Rules stand before their conditions, and variables last.
        var orderOfRules = Array(repeating: 0, count: subject.rules.count)
        for (number, formula) in formulas.enumerated() {
            switch formula.owner {
            case .when(let rule): orderOfRules[rule] = number
            case .requires(let rule):
                if subject.rules[rule].rule.when == nil { orderOfRules[rule] = number }
            case .variable: break
            }
        }
        for (index, entry) in subject.rules.enumerated() {
            possible += possibleOfRules[index].count
            let unmet = entry.rule.statusWhenUnmet.rawValue
            for (outcome, word) in [(Outcomes.yes, "met"), (.no, unmet), (.open, "unanswered")]
            where possibleOfRules[index].subtracting(seenOfRules[index]).contains(outcome) {
                let text = "\(entry.rule.id) is never \(word)"
                let place = Diagnostic(
                    message: text,
                    source: subject.document.source,
                    span: subject.place(ofRule: index)
                )
                let gap = CoverageGap(
                    owner: entry.rule.id,
                    condition: nil,
                    missing: word,
                    outcome: text,
                    place: place
                )
                gaps.append((2 * orderOfRules[index], gap))
            }
        }
        for (number, leaf) in leaves.enumerated() {
            possible += leaf.possible.count
            let formula = formulas[leaf.formula]
            let text = descriptions.unique("\(formula.label): `\(formula.text(leaf.span))`")
            for (outcome, word) in [(Outcomes.yes, "true"), (.no, "false"), (.open, "unanswered")]
            where leaf.possible.subtracting(seen[number]).contains(outcome) {
                let place = Diagnostic(
                    message: "\(text) is never \(word)",
                    source: subject.document.source,
                    span: subject.place(leaf.span, of: formula)
                )
                let owner = subject.name(of: formula.owner)
                let gap = CoverageGap(
                    owner: owner,
                    condition: text.after(owner),
                    missing: word,
                    outcome: place.message,
                    place: place
                )
                gaps.append((2 * leaf.formula + 1, gap))
            }
        }
        let open = gaps.sorted { $0.order < $1.order }.map { $0.gap }.filter { gap in
            !excused.contains { sameScalars($0.what.value, gap.outcome) }
        }
        return TestCoverage(
            possible: possible,
            seen: possible - gaps.count,
            excused: gaps.count - open.count,
            gaps: open
        )
    }
}

extension TestSubject {
    /// The rule or the variable that a formula belongs to.
    func name(of owner: TestFormula.Owner) -> String {
        switch owner {
        case .when(let index), .requires(let index): rules[index].rule.id
        case .variable(let index): "variable \(checklist.variables[index].name)"
        }
    }
}

extension String {
    /// What follows a word at the beginning, white space and colon left out.
    func after(_ word: String) -> String {
        let rest = utf8.dropFirst(word.utf8.count)
        return String(
            decoding: rest.drop { $0 == 0x20 || $0 == UInt8(ascii: ":") },
            as: UTF8.self
        )
    }
}
