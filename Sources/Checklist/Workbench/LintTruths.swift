/// What a condition can come to, over all answers that there could be.
///
/// Every answer that the condition compares with fixed words or numbers is tried with each of
/// them, and with something else; whatever cannot be looked into counts as free to be either true
/// or false. So more is thought possible than really is: what is not possible here never happens,
/// and only that is told. A question that would take too long is left undecided.
struct Truths {
    let declared: Declared
    var variables: [Code] { declared.variables }
    /// Whether an answer may be given although its field does not apply.
    var allowsNeedless = true
    /// What the condition turned out to be able to come to.
    private(set) var seen = Seen()

    private var chosen: [String: Int] = [:]
    var sizes: [String: Int] = [:]
    /// The fixed values that a thing is compared with, in their order.
    var marks: [String: [Value]] = [:]
    /// What the bodies of comprehensions can come to.
    var bodies: [String: Seen] = [:]
    private var stepsLeft = 2_000

    /// What was seen.
    struct Seen {
        var yes = false
        var no = false
        var failure = false
        var gaveUp = false

        /// True whatever the answers are, as far as it does not fail.
        var isAlways: Bool { yes && !no && !gaveUp }
        /// False whatever the answers are, as far as it does not fail.
        var isNever: Bool { no && !yes && !gaveUp }
        /// Fails whatever the answers are.
        var isBroken: Bool { failure && !yes && !no && !gaveUp }
        /// There are no answers for which it is asked at all.
        var isUnasked: Bool { !failure && !yes && !no && !gaveUp }
    }

    /// What a condition comes to under the present choices.
    enum Outcome {
        case yes, no, fails
        /// It is not asked.
        case idle
        /// It depends on a choice that has not been made.
        case open(String)

        init(_ truth: Bool) {
            self = truth ? .yes : .no
        }

        var reversed: Outcome {
            switch self {
            case .yes: .no
            case .no: .yes
            default: self
            }
        }
    }

    /// What conditions can refer to.
    struct Declared {
        /// The expressions of the checklist's variables.
        var variables: [Code] = []
        /// The groups of all forms by their names.
        ///
        /// Those that conditions were checked against may be of a first reading, in which no field has a condition yet.
        private(set) var groups: [String: Group] = [:]

        init(_ forms: [Form]) {
            for form in forms { add(form.fields) }
        }

        /// The declared field that an expression reads or asks for, if it does.
        func field(_ slot: Int, of operand: Code) -> Field? {
            operand.group.map { groups[$0.name] ?? $0 }?.fields[slot]
        }

        /// An expression with all that it hangs on: the variables that it uses and the conditions
        /// of the fields that it reads, and theirs.
        func everything(in code: Code) -> [Code] {
            var seen: Set<String> = []
            var found = [code]
            var next = 0
            while next < found.count {
                found[next].visit { part in
                    var more: Code?
                    switch part.kind {
                    case .variable(let index): more = variables[index]
                    case .slot(let operand, let slot), .hasSlot(let operand, let slot):
                        more = field(slot, of: operand)?.condition?.code
                    default: break
                    }
                    if let more, seen.insert(more.fingerprint).inserted { found.append(more) }
                }
                next += 1
            }
            return found
        }

        private mutating func add(_ group: Group) {
            groups[group.name] = group
            for field in group.fields {
                if let inner = field.type.group { add(inner) }
            }
        }
    }

    private init(_ declared: Declared) {
        self.declared = declared
    }

    /// The declared field that an expression reads or asks for, if it does.
    func field(_ slot: Int, of operand: Code) -> Field? {
        declared.field(slot, of: operand)
    }

    /// What a condition can come to where another holds.
    static func of(
        _ code: Code,
        where condition: Code? = nil,
        _ declared: Declared,
        allowsNeedless: Bool = true
    ) -> Seen {
        var truths = Truths(declared)
        truths.allowsNeedless = allowsNeedless
        truths.collectMarks(code)
        if let condition { truths.collectMarks(condition) }
        truths.search(code, condition)
        return truths.seen
    }

    private mutating func search(_ code: Code, _ condition: Code?) {
        guard !(seen.yes && seen.no) else { return }
        guard stepsLeft > 0 else {
            seen.gaveUp = true
            return
        }
        stepsLeft -= 1
        switch outcome(of: code, where: condition) {
        case .yes: seen.yes = true
        case .no: seen.no = true
        case .fails: seen.failure = true
        case .idle: break
        case .open(let key):
            for choice in 0..<(sizes[key] ?? 0) {
                chosen[key] = choice
                search(code, condition)
            }
            chosen[key] = nil
        }
    }

    private mutating func outcome(of code: Code, where condition: Code?) -> Outcome {
        guard let condition else { return outcome(of: code) }
        return switch outcome(of: condition) {
        case .yes: outcome(of: code)
        case .open(let key): .open(key)
        default: .idle
        }
    }

    /// The choice made for a thing with so many possibilities; nothing if none is made yet.
    mutating func choice(_ key: String, of size: Int) -> Int? {
        sizes[key] = size
        return size == 1 ? 0 : chosen[key]
    }

    /// A thing that is either true or false, and nothing more is known of it.
    mutating func free(_ key: String) -> Outcome {
        guard let choice = choice(key, of: 2) else { return .open(key) }
        return Outcome(choice == 0)
    }

    // MARK: Fixed values

    /// Finds the fixed values that things are compared with, also in variables and in the
    /// conditions of fields.
    private mutating func collectMarks(_ code: Code) {
        for code in declared.everything(in: code) { code.visit { note($0) } }
    }

    private mutating func note(_ code: Code) {
        switch code.kind {
        case .equal(let left, let right, _), .ordered(_, let left, let right):
            if let value = right.written { note(value, left) }
            if let value = left.written { note(value, right) }
        case .call(let function, let arguments) where function.name == "_in_":
            for value in arguments[1].writtenList ?? [] { note(value, arguments[0]) }
        default: break
        }
    }

    private mutating func note(_ value: Value, _ code: Code) {
        let key = code.fingerprint
        let known = marks[key] ?? []
        let place = known.firstIndex { value.order(to: $0) != .after } ?? known.count
        if place < known.count, value.equals(known[place]) { return }
        marks[key, default: []].insert(value, at: place)
    }
}

extension Code {
    /// The declared field that the expression reads or asks for, if it does.
    var readField: Field? {
        switch kind {
        case .slot(let operand, let slot), .hasSlot(let operand, let slot):
            operand.group?.fields[slot]
        default: nil
        }
    }

    /// True for the path of a field that stands in no list, such as `trip.papers.country`.
    var isPlainPath: Bool {
        switch kind {
        case .root: true
        case .slot(let operand, _): operand.isPlainPath
        default: false
        }
    }
}
