@testable import Checklist

/// The tables of the rule language's page, from what the program works with.
enum LanguageTables {
    static var all: [(name: String, lines: [String])] {
        [
            ("operators", precedence),
            ("functions", functions),
        ]
    }

    /// Every limit that the page states, and how its row begins.
    static var limits: [(limit: Int, row: String)] {
        [
            (Lexer.limit, "bytes of an expression"),
            (Parser.nestingLimit, "parentheses, lists, calls and conditionals inside each other"),
            (Parser.depthLimit, "levels of an expression in all"),
            (Evaluator.stepLimit, "steps of one expression"),
            (Regex.patternLimit, "bytes of a pattern"),
            (RegexParser.depthLimit, "groups of a pattern inside each other"),
            (RegexParser.countLimit, "the number in `x{n}`"),
            (Regex.programLimit, "instructions of a pattern"),
            (Regex.stepLimit, "instructions looked at in one search"),
        ]
    }

    // MARK: Operators

    private static let signs: [Mark] = [
        "*", "/", "%", "+", "-", "==", "!=", "<", "<=", ">", ">=", "&&", "||",
    ]

    /// The operators, those that bind most tightly first.
    private static var precedence: [String] {
        var rows = [["a.b", "a.f(b)", "a[b]"], ["!a", "-a"]]
        for level in (1...5).reversed() {
            var row = signs.filter { $0.level == level }.map { "a \($0.text) b" }
            if level == Parser.relationLevel { row.append("a in b") }
            rows.append(row)
        }
        rows.append(["a ? b : c"])
        return ["| | operators |", "|---|---|"]
            + rows.enumerated().map { index, row in
                "| \(index + 1) | \(row.map(code).joined(separator: ", ")) |"
            }
    }

    // MARK: Functions

    private static var functions: [String] {
        let isOperator = { (function: Function) in function.name.contains("_") }
        return table("operator", Function.all.filter(isOperator)) + [""]
            + table("function", Function.all.filter { !isOperator($0) })
    }

    private static func table(_ title: String, _ functions: [Function]) -> [String] {
        var rows: [(written: [String], rest: String)] = []
        for function in functions {
            let types = function.signatures.map { signature in
                let taken = signature.parameters.map(text).joined(separator: ", ")
                return code("\(taken) → \(text(signature.result))")
            }
            let rest =
                "\(types.joined(separator: "; ")) | \(function.about) "
                + "| \(function.isTotal ? "" : "yes") |"
            if let last = rows.last, last.rest == rest {
                rows[rows.count - 1].written += written(function)
            } else {
                rows.append((written(function), rest))
            }
        }
        return ["| \(title) | types | what it does | can fail |", "|---|---|---|---|"]
            + rows.map { "| \($0.written.joined(separator: ", ")) | \($0.rest)" }
    }

    /// Each way in which a function is written.
    private static func written(_ function: Function) -> [String] {
        switch function.name {
        case "-_": return [code("-a")]
        case "_[_]": return [code("a[b]")]
        case let name where name.hasPrefix("_"): return [code("a \(function.shownName) b")]
        default: break
        }
        var counts: [Int] = []
        for signature in function.signatures where !counts.contains(signature.parameters.count) {
            counts.append(signature.parameters.count)
        }
        return counts.map { count in
            let names = ["a", "b", "c"].prefix(count)
            let given = names.dropFirst(function.isMember ? 1 : 0).joined(separator: ", ")
            return code("\(function.isMember ? "a." : "")\(function.name)(\(given))")
        }
    }

    /// A type; `A` and `B` stand for any, the same wherever the letter is the same.
    private static func text(_ type: ValueType) -> String {
        switch type {
        case .parameter(let number): ["A", "B"][number]
        case .list(let element): "list(\(text(element)))"
        case .map(let key, let value): "map(\(text(key)), \(text(value)))"
        case .type(let type): "type(\(text(type)))"
        default: type.text
        }
    }

    /// Within a table, a bar has a backslash before it.
    private static func code(_ text: String) -> String {
        "`\(text.map { $0 == "|" ? "\\|" : String($0) }.joined())`"
    }
}
