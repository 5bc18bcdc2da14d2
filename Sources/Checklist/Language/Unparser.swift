/// Writes an expression in its one canonical form: a space on both sides of an operator, and no
/// parentheses that do not matter.
///
/// Reading what it writes gives an expression that comes to the same for all answers.
package struct Unparser {
    private var text = ""

    /// The canonical text of an expression.
    package static func text(of syntax: Syntax) -> String {
        var unparser = Unparser()
        unparser.write(syntax)
        return unparser.text
    }

    /// How tightly the parts of an expression hold together, from conditionals to members.
    private enum Level {
        static let conditional = 0
        static let or = 1
        static let and = 2
        static let sign = 6
        static let member = 7
    }

    private static func level(of syntax: Syntax) -> Int {
        switch syntax.kind {
        case .conditional: return Level.conditional
        case .or: return Level.or
        case .and: return Level.and
        case .call(let name, nil, let arguments, _):
            if arguments.count == 1, name == "!_" || name == "-_" { return Level.sign }
            return operatorName(name).flatMap { Unparser.level(ofOperator: $0) } ?? Level.member
        case .literal(.int(let number)) where number < 0: return Level.sign
        case .literal(.double(let number)) where number.sign == .minus: return Level.sign
        default: return Level.member
        }
    }

    /// `+` for `_+_`; nothing for other functions.
    private static func operatorName(_ name: String) -> String? {
        guard name.utf8.count > 2, name.hasPrefix("_"), name.hasSuffix("_") else { return nil }
        return String(name.dropFirst().dropLast())
    }

    private static func level(ofOperator name: String) -> Int? {
        if name == "in" { return Parser.relationLevel }
        let bytes = Array(name.utf8)
        guard (1...2).contains(bytes.count) else { return nil }
        return Mark(bytes[0], bytes.count > 1 ? bytes[1] : 0).level
    }

    /// Writes an operand, in parentheses if it holds together less tightly than it must.
    private mutating func write(_ syntax: Syntax, atLeast level: Int) {
        let isLoose = Unparser.level(of: syntax) < level
        if isLoose { text += "(" }
        write(syntax)
        if isLoose { text += ")" }
    }

    private mutating func write(_ syntax: Syntax) {
        switch syntax.kind {
        case .literal(let value): text += Unparser.literal(value)
        case .name(let name, let absolute): text += absolute ? "." + name : name
        case .select(let operand, let field, _): select(operand, field)
        case .has(let operand, let field, _):
            text += "has("
            select(operand, field)
            text += ")"
        case .and(let parts): logic(parts, " && ", Level.and)
        case .or(let parts): logic(parts, " || ", Level.or)
        case .conditional(let test, let yes, let no):
            write(test, atLeast: Level.or)
            text += " ? "
            write(yes, atLeast: Level.or)
            text += " : "
            write(no)
        case .list(let elements):
            text += "["
            list(elements)
            text += "]"
        case .map(let entries): map(entries)
        case .call(let name, let target, let arguments, _): call(name, target, arguments)
        case .comprehension(let macro, let range, let variable, let bodies):
            write(range, atLeast: Level.member)
            text += "." + macro.rawValue + "(" + variable + ", "
            list(bodies)
            text += ")"
        }
    }

    private mutating func select(_ operand: Syntax, _ field: String) {
        write(operand, atLeast: Level.member)
        let isPlain = Lexer.isName(field) && !Parser.literalWords.contains(field)
        text += isPlain ? "." + field : ".`" + field + "`"
    }

    /// Operands with the same operator between them, also those that are grouped in parentheses:
    /// how they are grouped does not matter.
    private mutating func logic(_ parts: [Syntax], _ mark: String, _ level: Int) {
        for (index, part) in parts.enumerated() {
            if index > 0 { text += mark }
            write(part, atLeast: level)
        }
    }

    private mutating func list(_ parts: [Syntax]) {
        for (index, part) in parts.enumerated() {
            if index > 0 { text += ", " }
            write(part)
        }
    }

    private mutating func map(_ entries: [(key: Syntax, value: Syntax)]) {
        text += "{"
        for (index, entry) in entries.enumerated() {
            if index > 0 { text += ", " }
            write(entry.key)
            text += ": "
            write(entry.value)
        }
        text += "}"
    }

    private mutating func call(_ name: String, _ target: Syntax?, _ arguments: [Syntax]) {
        if let target {
            write(target, atLeast: Level.member)
            text += "." + name
        } else if name == "_[_]" {
            write(arguments[0], atLeast: Level.member)
            text += "["
            write(arguments[1])
            text += "]"
            return
        } else if name == "!_" || name == "-_" {
            return sign(name == "!_" ? "!" : "-", arguments[0])
        } else if let mark = Unparser.operatorName(name),
            let level = Unparser.level(ofOperator: mark)
        {
            write(arguments[0], atLeast: level)
            text += " " + mark + " "
            return write(arguments[1], atLeast: level + 1)
        } else {
            text += name
        }
        text += "("
        list(arguments)
        text += ")"
    }

    private mutating func sign(_ mark: String, _ operand: Syntax) {
        text += mark
        switch operand.kind {
        case .call("!_", nil, _, _) where mark == "!": return write(operand)
        case .call("-_", nil, _, _) where mark == "-": return write(operand)
        case .literal where mark == "-": return write(operand)
        default: break
        }
        let start = text.utf8.count
        write(operand, atLeast: Level.member)
        // In `-5.f()` the sign belongs to the number, not to the call.
        guard mark == "-", let first = text.utf8.dropFirst(start).first,
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
        else { return }
        let operand = String(decoding: text.utf8.dropFirst(start), as: UTF8.self)
        text = String(decoding: text.utf8.prefix(start), as: UTF8.self) + "(" + operand + ")"
    }
}

extension Unparser {
    /// A literal as the language reads it.
    private static func literal(_ value: Value) -> String {
        switch value {
        case .double(let number): double(number)
        case .string(let text): quoted(text)
        case .bytes(let bytes): "b" + quoted(bytes)
        default: value.literal
        }
    }

    /// A double with the point or exponent that tells it from an int.
    private static func double(_ number: Double) -> String {
        guard number.isFinite else { return "double('\(doubleText(number))')" }
        let text = doubleText(number)
        let isWhole = text.utf8.allSatisfy {
            $0 != UInt8(ascii: ".") && $0 | 0x20 != UInt8(ascii: "e")
        }
        return isWhole ? text + ".0" : text
    }

    /// A text in single quotes, or in double quotes if that saves escapes.
    private static func quoted(_ text: String) -> String {
        let single = UInt8(ascii: "'")
        let double = UInt8(ascii: "\"")
        let usesDouble = text.utf8.contains(single) && !text.utf8.contains(double)
        let quote: Unicode.Scalar = usesDouble ? "\"" : "'"
        var result = String.UnicodeScalarView()
        result.append(quote)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result.append(contentsOf: "\\\\".unicodeScalars)
            case quote:
                result.append("\\")
                result.append(quote)
            case "\n": result.append(contentsOf: "\\n".unicodeScalars)
            case "\r": result.append(contentsOf: "\\r".unicodeScalars)
            case "\t": result.append(contentsOf: "\\t".unicodeScalars)
            default:
                if scalar.isDeceptive {
                    result.append(contentsOf: escape(scalar).unicodeScalars)
                } else {
                    result.append(scalar)
                }
            }
        }
        result.append(quote)
        return String(result)
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let isShort = scalar.value <= 0xFFFF
        return (isShort ? "\\u" : "\\U") + hex(scalar.value, digits: isShort ? 4 : 8)
    }

    /// Bytes in single quotes, those that are no visible ASCII as numbers.
    private static func quoted(_ bytes: [UInt8]) -> String {
        var text = "'"
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\\"), UInt8(ascii: "'"):
                text += "\\" + String(Unicode.Scalar(byte))
            case 0x20...0x7E: text += String(Unicode.Scalar(byte))
            default: text += "\\x" + hex(UInt32(byte), digits: 2)
            }
        }
        return text + "'"
    }

    private static func hex(_ number: UInt32, digits count: Int) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: max(0, count - digits.utf8.count)) + digits
    }
}
