/// Warnings about conditions that ask nothing.
extension Lint {
    /// A field's condition, or a variable that is one.
    mutating func checkCondition(_ code: Code, at place: LintPlace) {
        if !checkWhole(code, at: place) { checkParts(of: code, at: place) }
    }

    /// A rule's two conditions, each by itself and both together.
    ///
    /// - Returns: whether it is still worth trying if the rule can fail.
    mutating func checkConditions(of rule: Rule, _ node: Node, in document: Document) -> Bool {
        var isAsked = true
        if let when = rule.when, let whenNode = node.child("when") {
            let place = LintPlace(document: document, node: whenNode)
            let seen = Truths.of(when.code, declared)
            if seen.isNever || seen.isBroken {
                isAsked = false
                findings.append(place.unreachableRule(rule.id))
            } else if !checkWhole(when.code, at: place) {
                checkParts(of: when.code, at: place)
            }
        }
        guard isAsked, let requiresNode = node.child("requires") else { return false }
        let place = LintPlace(document: document, node: requiresNode)
        let code = rule.requires.code
        let isLiteral = code.isLiteral
        // A rule may forbid whatever it is asked of, or only want some answers to be given.
        if isLiteral, !rule.answers.isEmpty || code.isFalse { return true }
        if isLiteral || !checkWhole(code, at: place) {
            checkParts(of: code, at: place)
            return checkTogether(rule, at: place)
        }
        return true
    }

    /// Warns if a condition as a whole always comes to the same.
    private mutating func checkWhole(_ code: Code, at place: LintPlace) -> Bool {
        let seen = Truths.of(code, declared)
        if seen.isAlways { findings.append(place.alwaysTrue(code)) }
        if seen.isNever { findings.append(place.neverTrue(code)) }
        return seen.isAlways || seen.isNever
    }

    /// Warns of the outermost parts that always come to the same.
    private mutating func checkParts(of code: Code, at place: LintPlace) {
        for part in code.parts {
            if case .bool = part.type, !part.isFact, checkWhole(part, at: place) { continue }
            checkParts(of: part, at: place)
        }
    }

    private mutating func checkTogether(_ rule: Rule, at place: LintPlace) -> Bool {
        let (code, when) = (rule.requires.code, rule.when?.code)
        let seen = Truths.of(code, where: when, declared)
        if seen.isAlways {
            findings.append(when == nil ? place.alwaysTrue(code) : place.alwaysMet(code))
        }
        if seen.isNever, when != nil { findings.append(place.neverMet(code)) }
        // Whoever follows the form gives no answer to a question that does not apply.
        let usual = Truths.of(code, where: when, declared, allowsNeedless: false)
        if usual.isBroken { findings.append(place.neverSettled(code)) }
        return !usual.isBroken
    }
}

extension Code {
    fileprivate var isLiteral: Bool {
        if case .constant = kind { true } else { false }
    }

    fileprivate var isFalse: Bool {
        if case .constant(.bool(false)) = kind { true } else { false }
    }

    /// Whether it is written as a fixed value, or is a plain read: neither is worth a look.
    fileprivate var isFact: Bool {
        switch kind {
        case .constant, .slot, .local, .variable, .key: true
        default: false
        }
    }
}

extension LintPlace {
    fileprivate func unreachableRule(_ rule: String) -> LintFinding {
        finding(
            .unreachableRule,
            "no answers can make the rule \(rule.quoted) apply",
            help: "correct the condition, or take the rule out"
        )
    }

    fileprivate func alwaysTrue(_ code: Code) -> LintFinding {
        if case .hasSlot = code.kind, let field = code.readField {
            return finding(
                .alwaysTrue,
                "`\(field.name.inert)` always applies, so `has` asks nothing here",
                help: "to demand an answer, name the field in `answers`",
                at: code.span
            )
        }
        return finding(
            .alwaysTrue,
            "this is true whatever the answers are",
            help: "it asks nothing; correct it, or take it out",
            at: code.span
        )
    }

    fileprivate func neverTrue(_ code: Code) -> LintFinding {
        finding(
            .neverTrue,
            "no answers can make this true",
            help: "its parts contradict each other; correct them, or take it out",
            at: code.span
        )
    }

    fileprivate func alwaysMet(_ code: Code) -> LintFinding {
        finding(
            .alwaysTrue,
            "this is true whenever `when` is",
            help: "the rule can never be unmet; correct it, or take it out",
            at: code.span
        )
    }

    fileprivate func neverMet(_ code: Code) -> LintFinding {
        finding(
            .neverTrue,
            "this is never true when `when` is",
            help: "to forbid whatever `when` names, write `false`",
            at: code.span
        )
    }

    fileprivate func neverSettled(_ code: Code) -> LintFinding {
        finding(
            .neverSettled,
            "this reads what does not apply whenever the rule does, so the rule is always broken",
            help: "ask `when` and the field's own condition for the same thing",
            at: code.span
        )
    }
}
