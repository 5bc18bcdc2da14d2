/// Values in plain English.
extension Translator {
    /// What an expression stands for, as it is said inside a sentence.
    func noun(_ code: Code) -> String {
        if let value = code.written { return fixed(value) }
        switch code.kind {
        case .variable(let index): return variable(index)
        case .local(let index): return index == elements.count - 1 ? "it" : "that one"
        case .slot(let operand, _): return answer(code, of: operand)
        case .list(let elements): return listed(elements.map { noun($0) })
        case .conditional(let test, let yes, let no):
            let test = condition(test).line ?? source(test)
            return "\(noun(yes)) if \(test), or else \(noun(no))"
        case .call(let function, let arguments): return call(function, arguments, code)
        case .comprehension(let macro, let range, _, let bodies):
            return selection(macro, range, bodies, code)
        default: return source(code)
        }
    }

    private func fixed(_ value: Value) -> String {
        switch value {
        case .string(let text): "‘\(text.inert)’"
        case .bool(let truth): truth ? "yes" : "no"
        case .list(let elements): listed(elements.map { fixed($0) }, "or")
        default: value.described(zone: "UTC", zones: .utcOnly)
        }
    }

    private func variable(_ index: Int) -> String {
        let variable = variables[index]
        if let means = variable.means { return means }
        let inner = Translator(variables: variables, text: variable.formula.text)
        return inner.noun(variable.formula.code)
    }

    private func answer(_ code: Code, of operand: Code) -> String {
        guard let field = code.field else { return source(code) }
        var whose = "the answer"
        if case .local(let index) = operand.kind {
            whose = index == elements.count - 1 ? "its answer" : "that one's answer"
        }
        guard let ask = field.ask else { return "`\(field.name.inert)`" }
        if case .group = field.type { return "‘\(ask.inert)’" }
        let several =
            switch field.type {
            case .list, .groups: whose + "s"
            default: whose
            }
        return "\(several) to ‘\(ask.inert)’"
    }

    private func selection(
        _ macro: Syntax.Macro,
        _ range: Code,
        _ bodies: [Code],
        _ code: Code
    ) -> String {
        let things = noun(range)
        switch macro {
        case .filter:
            let line = inside(range).condition(bodies[0]).line ?? source(bodies[0])
            return "those of \(things) for which \(line)"
        case .map where bodies.count == 1:
            return "\(inside(range).noun(bodies[0])) for each of \(things)"
        default: break
        }
        return source(code)
    }

    private func call(_ function: Function, _ arguments: [Code], _ code: Code) -> String {
        let words = arguments.map { noun($0) }
        switch (function.name, arguments.count) {
        case ("size", 1):
            if case .string = arguments[0].type { return "the length of \(words[0])" }
            let isList = words[0].utf8.starts(with: "the answers".utf8)
            let things = isList ? String(words[0].dropFirst(4)) : words[0]
            return "the number of \(things)"
        case ("_[_]", 2):
            if case .constant(.int(let index)) = arguments[1].kind {
                return index == 0
                    ? "the first of \(words[0])" : "element no. \(index + 1) of \(words[0])"
            }
            return "the \(words[1]) of \(words[0])"
        case ("_-_", 2):
            if case .timestamp = arguments[0].type, case .timestamp = arguments[1].type {
                return "the time from \(words[1]) to \(words[0])"
            }
            if case .timestamp = arguments[0].type { return "\(words[1]) before \(words[0])" }
            return "\(words[0]) minus \(words[1])"
        case ("_+_", 2):
            if case .timestamp = arguments[0].type { return "\(words[1]) after \(words[0])" }
            if case .string = code.type { return "\(words[0]) followed by \(words[1])" }
            return "\(words[0]) plus \(words[1])"
        case ("_*_", 2): return "\(words[0]) times \(words[1])"
        case ("_/_", 2): return "\(words[0]) divided by \(words[1])"
        case ("_%_", 2): return "the rest of \(words[0]) divided by \(words[1])"
        case ("-_", 1): return "minus \(words[0])"
        case ("dyn", 1), ("string", 1): return words[0]
        default: break
        }
        guard let part = Translator.parts[function.name], !words.isEmpty else {
            return source(code)
        }
        let zone = words.count > 1 ? " on the clocks of \(words[1])" : ""
        return "\(part) of \(words[0])\(zone)"
    }

    private static let parts = [
        "getFullYear": "the year", "getMonth": "the month, January being 0,",
        "getDate": "the day of the month", "getDayOfMonth": "the day of the month, from 0,",
        "getDayOfWeek": "the day of the week, Sunday being 0,",
        "getDayOfYear": "the day of the year, from 0,", "getHours": "the hour",
        "getMinutes": "the minute", "getSeconds": "the second",
        "getMilliseconds": "the millisecond",
    ]
}
