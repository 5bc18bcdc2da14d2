/// Single statements in plain English.
extension Translator {
    /// A condition that has no conditions inside it, or its opposite.
    func statement(_ code: Code, not negated: Bool) -> String {
        switch code.kind {
        case .hasSlot(_, let slot):
            let applies = negated ? "does not apply" : "applies"
            guard let field = declared(code, slot) else { break }
            return "\(question(field)) \(applies)"
        case .equal(let left, let right, let differs):
            return equality(left, right, not: differs != negated)
        case .ordered(let comparison, let left, let right):
            return order(negated ? comparison.opposite : comparison, left, right)
        case .call(let function, let arguments):
            if let words = call(function, arguments, not: negated) { return words }
        default:
            if code.isNamed { return "\(noun(code)) is \(negated ? "no" : "yes")" }
        }
        return negated ? "it is not so that \(source(code))" : source(code)
    }

    private func equality(_ left: Code, _ right: Code, not negated: Bool) -> String {
        if left.written != nil, right.written == nil { return equality(right, left, not: negated) }
        if case .constant(.bool(let truth)) = right.kind,
            let line = condition(left, not: truth == negated).line
        {
            return line
        }
        if let phrase = emptiness(negated ? .greater : .lessOrEqual, left, right, isEqual: true) {
            return phrase
        }
        let verb = negated ? "is not" : "is"
        guard right.written == nil else { return "\(noun(left)) \(verb) \(word(right, for: left))" }
        return "\(noun(left)) \(verb) the same as \(noun(right))"
    }

    private func order(_ comparison: Code.Comparison, _ left: Code, _ right: Code) -> String {
        if left.written != nil, right.written == nil {
            return order(comparison.turned, right, left)
        }
        let words: String =
            switch (left.type, comparison) {
            case (.timestamp, .less): "is before"
            case (.timestamp, .lessOrEqual): "is not after"
            case (.timestamp, .greater): "is after"
            case (.timestamp, .greaterOrEqual): "is not before"
            case (.duration, .less): "is shorter than"
            case (.duration, .lessOrEqual): "is at most"
            case (.duration, .greater): "is longer than"
            case (.duration, .greaterOrEqual): "is at least"
            case (.string, .less): "comes before"
            case (.string, .lessOrEqual): "is, or comes before,"
            case (.string, .greater): "comes after"
            case (.string, .greaterOrEqual): "is, or comes after,"
            case (_, .less): "is less than"
            case (_, .lessOrEqual): "is at most"
            case (_, .greater): "is more than"
            case (_, .greaterOrEqual): "is at least"
            }
        if let phrase = emptiness(comparison, left, right) { return phrase }
        return "\(noun(left)) \(words) \(noun(right))"
    }

    /// `size(x) > 0` asks whether there is anything at all.
    private func emptiness(
        _ comparison: Code.Comparison,
        _ left: Code,
        _ right: Code,
        isEqual: Bool = false
    ) -> String? {
        guard case .call(let function, let arguments) = left.kind, function.name == "size",
            case .constant(.int(let number)) = right.kind
        else { return nil }
        let isEmpty: Bool
        switch (comparison, number) {
        case (.greater, 0): isEmpty = false
        case (.lessOrEqual, 0): isEmpty = true
        case (.greaterOrEqual, 1) where !isEqual: isEmpty = false
        case (.less, 1) where !isEqual: isEmpty = true
        default: return nil
        }
        let things = noun(arguments[0])
        if case .string = arguments[0].type { return "\(things) is \(isEmpty ? "empty" : "given")" }
        guard let field = arguments[0].field, let ask = field.ask else {
            return isEmpty ? "there are none of \(things)" : "there is at least one of \(things)"
        }
        return "\(isEmpty ? "nothing" : "something") is listed for ‘\(ask.inert)’"
    }

    private func call(_ function: Function, _ arguments: [Code], not negated: Bool) -> String? {
        let verbs: [String: (yes: String, no: String)] = [
            "contains": ("contains", "does not contain"),
            "startsWith": ("begins with", "does not begin with"),
            "endsWith": ("ends with", "does not end with"),
            "matches": ("has the pattern", "does not have the pattern"),
        ]
        if function.name == "_in_" { return membership(arguments[0], arguments[1], not: negated) }
        guard let verb = verbs[function.name], arguments.count == 2 else { return nil }
        return "\(noun(arguments[0])) \(negated ? verb.no : verb.yes) \(noun(arguments[1]))"
    }

    private func membership(_ element: Code, _ list: Code, not negated: Bool) -> String {
        if case .list(let words) = list.kind {
            let words = words.map { word($0, for: element) }
            return negated
                ? "\(noun(element)) is not \(listed(words, "or"))"
                : "\(noun(element)) is \(listed(words, "or"))"
        }
        let things = noun(list)
        let verb =
            Translator.isPlural(things)
            ? (negated ? "do not include" : "include") : (negated ? "does not include" : "includes")
        return "\(things) \(verb) \(word(element, for: list))"
    }

    // MARK: Words of a form

    /// A fixed value in the words of the field that it is compared with.
    private func word(_ code: Code, for other: Code) -> String {
        guard case .constant(.string(let text)) = code.kind, let type = choiceType(of: other) else {
            return noun(code)
        }
        return type.meaning(of: text)
    }

    static func isPlural(_ noun: String) -> Bool {
        ["the answers", "its answers", "that one's answers", "those of"].contains {
            noun.utf8.starts(with: $0.utf8)
        }
    }

    /// The type of the field whose answers an expression has, an element of a list included.
    func choiceType(of code: Code) -> FieldType? {
        if let field = code.field { return field.type }
        switch code.kind {
        case .variable(let index): return choiceType(of: variables[index].formula.code)
        case .comprehension(.filter, let range, _, _): return choiceType(of: range)
        case .conditional(_, let yes, _): return choiceType(of: yes)
        case .local(let index): return elements.indices.contains(index) ? elements[index] : nil
        default: return nil
        }
    }

    func declared(_ code: Code, _ slot: Int) -> Field? {
        guard case .hasSlot(let operand, _) = code.kind else { return nil }
        return operand.group?.fields[slot]
    }

    func question(_ field: Field) -> String {
        field.ask.map { "the question ‘\($0.inert)’" } ?? "`\(field.name.inert)`"
    }

    func source(_ code: Code) -> String {
        "`" + String(decoding: Array(text.utf8)[code.span], as: UTF8.self).inert + "`"
    }
}

extension Code {
    /// Whether there are words for what it reads.
    var isNamed: Bool {
        switch kind {
        case .slot, .variable, .local: true
        default: false
        }
    }
}

extension FieldType {
    /// An answer in the form's words: ‘dry and light’.
    func meaning(of value: String) -> String {
        switch self {
        case .choice(let choices):
            let choice = choices.first { sameScalars($0.value, value) }
            return "‘\((choice?.means ?? value).inert)’"
        case .list(let element, _): return element.meaning(of: value)
        default: return "‘\(value.inert)’"
        }
    }
}

extension Code.Comparison {
    fileprivate var opposite: Code.Comparison {
        switch self {
        case .less: .greaterOrEqual
        case .lessOrEqual: .greater
        case .greater: .lessOrEqual
        case .greaterOrEqual: .less
        }
    }

    /// The same with the sides exchanged.
    fileprivate var turned: Code.Comparison {
        switch self {
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        }
    }
}
