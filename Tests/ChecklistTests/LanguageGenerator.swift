/// Writes random expressions about the trip of `LanguageFixture`, all of which pass the checker.
struct LanguageGenerator {
    var random: SeededRandom
    private var locals: [(name: String, kind: Kind)] = []

    private enum Kind: CaseIterable {
        case bool, int, string, ints, rider, riders
    }

    init(seed: UInt64) {
        random = SeededRandom(seed: seed)
    }

    /// A condition about so many levels deep.
    mutating func condition(depth: Int) -> String {
        locals = []
        return write(.bool, depth)
    }

    private mutating func write(_ kind: Kind, _ depth: Int) -> String {
        let inside = depth <= 0 || random.below(8) == 0 ? leaf(kind) : node(kind, depth - 1)
        // Parentheses that do not matter are there to be taken away.
        return random.below(6) == 0 ? "(\(inside))" : inside
    }

    private mutating func leaf(_ kind: Kind) -> String {
        let fitting = locals.filter { $0.kind == kind }
        if !fitting.isEmpty, random.below(2) == 0 { return random.pick(fitting).name }
        switch kind {
        case .bool:
            return random.pick(["true", "false", "ready", "trip.late", "trip.lead.fit"])
        case .int:
            return random.pick(["0", "1", "2", "-1", "count", "trip.seats", "trip.lead.age"])
        case .string: return random.pick(["''", "'a'", "'ab'", "word", "trip.note"])
        case .ints: return random.pick(["[]", "[0, 1]", "[count]", "trip.scores"])
        case .rider: return random.pick(["trip.riders[0]", "trip.riders[1]"])
        case .riders: return "trip.riders"
        }
    }

    private mutating func node(_ kind: Kind, _ depth: Int) -> String {
        switch kind {
        case .bool: return condition(depth)
        case .int: return number(depth)
        case .string: return text(depth)
        case .ints: return list(depth)
        case .rider: return chosen(.rider, depth)
        case .riders: return "trip.riders.filter(\(body("r", .rider, .bool, depth)))"
        }
    }

    private mutating func condition(_ depth: Int) -> String {
        switch random.below(15) {
        case 0, 1: return joined(" && ", depth)
        case 2, 3: return joined(" || ", depth)
        case 4: return "!(\(write(.bool, depth)))"
        case 5: return chosen(.bool, depth)
        case 6, 7:
            let sign = random.pick([" == ", " != ", " < ", " <= ", " > ", " >= "])
            return "(\(write(.int, depth)))\(sign)(\(write(.int, depth)))"
        case 8:
            let kind = random.pick([Kind.string, .ints, .rider, .riders, .bool])
            return "(\(write(kind, depth))) == (\(write(kind, depth)))"
        case 9: return "(\(write(.int, depth))) in (\(write(.ints, depth)))"
        case 10:
            let record = random.below(4) == 0 ? "trip.lead" : write(.rider, depth)
            return "has((\(record)).\(random.pick(["age", "fit"])))"
        case 11:
            let name = random.pick(["contains", "startsWith", "endsWith"])
            return "(\(write(.string, depth))).\(name)(\(write(.string, depth)))"
        case 12: return "(\(write(.rider, depth))).fit"
        case 13:
            let macro = random.pick(["all", "exists", "exists_one"])
            return "(\(write(.riders, depth))).\(macro)(\(body("r", .rider, .bool, depth)))"
        default:
            let macro = random.pick(["all", "exists", "exists_one"])
            let range = random.below(2) == 0 ? "[\(write(.int, depth)), 1]" : write(.ints, depth)
            return "(\(range)).\(macro)(\(body("n", .int, .bool, depth)))"
        }
    }

    private mutating func joined(_ mark: String, _ depth: Int) -> String {
        (0..<2 + random.below(2)).map { _ in "(\(write(.bool, depth)))" }.joined(separator: mark)
    }

    private mutating func chosen(_ kind: Kind, _ depth: Int) -> String {
        "(\(write(.bool, depth))) ? (\(write(kind, depth))) : (\(write(kind, depth)))"
    }

    private mutating func number(_ depth: Int) -> String {
        switch random.below(8) {
        case 0, 1, 2:
            let sign = random.pick([" + ", " - ", " * ", " / ", " % "])
            return "(\(write(.int, depth)))\(sign)(\(write(.int, depth)))"
        case 3: return "-(\(write(.int, depth)))"
        case 4: return "size(\(write(random.pick([.string, .ints, .riders]), depth)))"
        case 5: return "(\(write(.ints, depth)))[\(write(.int, depth))]"
        case 6: return "(\(write(.rider, depth))).age"
        default: return chosen(.int, depth)
        }
    }

    private mutating func text(_ depth: Int) -> String {
        switch random.below(4) {
        case 0: return "(\(write(.string, depth))) + (\(write(.string, depth)))"
        case 1: return "string(\(write(.int, depth)))"
        case 2: return "(\(write(.rider, depth))).name"
        default: return chosen(.string, depth)
        }
    }

    private mutating func list(_ depth: Int) -> String {
        switch random.below(6) {
        case 0: return "[\(write(.int, depth)), \(write(.int, depth))]"
        case 1: return "(\(write(.ints, depth))) + (\(write(.ints, depth)))"
        case 2: return "(\(write(.ints, depth))).filter(\(body("n", .int, .bool, depth)))"
        case 3: return "(\(write(.ints, depth))).map(\(body("n", .int, .int, depth)))"
        case 4: return "(\(write(.riders, depth))).map(\(body("r", .rider, .int, depth)))"
        default:
            let predicate = body("r", .rider, .bool, depth)
            let result = body("r", .rider, .int, depth).drop { $0 != "," }
            return "(\(write(.riders, depth))).map(\(predicate)\(result))"
        }
    }

    private mutating func body(
        _ name: String,
        _ element: Kind,
        _ result: Kind,
        _ depth: Int
    ) -> String {
        locals.append((name, element))
        defer { locals.removeLast() }
        return "\(name), \(write(result, depth))"
    }
}
