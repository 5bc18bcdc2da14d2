/// `&&` or `||` over any number of operands: a decisive operand, else everything unknown, else the
/// first error, else the operator's identity.
///
/// The order of the operands does not matter.
struct Fold {
    let decisive: Bool
    private var unknown: [Unknown] = []
    private var failure: Failure?

    init(decisive: Bool) {
        self.decisive = decisive
    }

    /// Takes one operand; the result as soon as it is decided.
    mutating func take(_ operand: Value) -> Value? {
        switch operand {
        case .bool(decisive): return operand
        case .bool: break
        case .unknown(let open): unknown.append(open)
        case let other: failure = failure ?? other.failure("not a condition")
        }
        return nil
    }

    /// The result when no operand decided.
    var result: Value {
        if !unknown.isEmpty { return .unknown(.union(unknown, failure: failure)) }
        return failure.map { .error($0) } ?? .bool(!decisive)
    }
}

extension Value {
    /// What a strict operator comes to when not all operands are known: the first error, else
    /// all unknowns; nothing when it can be computed.
    ///
    /// With `deep`, unanswered fields inside lists and records count too. Without, they do not
    /// decide, but may still matter once the others are answered.
    static func open(_ operands: [Value], deep: Bool = false) -> Value? {
        var isOpen = false
        for operand in operands {
            switch operand {
            case .error: return operand
            case .absent: return operand.asFailure("does not apply")
            case .unknown: isOpen = true
            case .list, .map, .record: isOpen = isOpen || deep
            default: break
            }
        }
        return isOpen ? unknown(in: operands, deep: deep) : nil
    }

    static func open(_ left: Value, _ right: Value, deep: Bool = false) -> Value? {
        left.isPlain && right.isPlain ? nil : open([left, right], deep: deep)
    }

    private static func unknown(in operands: [Value], deep: Bool) -> Value? {
        var deciding: [Unknown] = []
        var inside: [Unknown] = []
        for operand in operands {
            if case .unknown(let open) = operand {
                deciding.append(open)
            } else if deep {
                deciding += operand.unansweredInside
            } else {
                inside += operand.unansweredInside
            }
        }
        guard !deciding.isEmpty else { return nil }
        return .unknown(Unknown.union(deciding).with(possible: inside))
    }

    /// True for a known value with nothing inside it.
    private var isPlain: Bool {
        switch self {
        case .unknown, .error, .absent, .list, .map, .record: false
        default: true
        }
    }

    static let tooManySteps = Value.failed("the rule takes too many steps")

    /// How many parts the value has, itself included; nothing if they are more than a limit.
    func weight(upTo limit: Int) -> Int? {
        var left = limit
        return count(&left) ? limit - left : nil
    }

    private func count(_ left: inout Int) -> Bool {
        left -= 1
        switch self {
        case .list(let elements):
            guard elements.count <= left else { return false }
            for element in elements where !element.count(&left) { return false }
        case .map(let map):
            for entry in map.entries where !entry.value.count(&left) { return false }
        default: break
        }
        return left >= 0
    }

    /// The value itself if it is unknown or an error, else an error.
    func asFailure(_ message: String) -> Value {
        switch self {
        case .unknown, .error: self
        default: .failed(message)
        }
    }

    func failure(_ message: String) -> Failure {
        if case .error(let failure) = self { return failure }
        return Failure(message)
    }

    func isOrdered(like other: Value) -> Bool {
        switch (self, other) {
        case (.bool, .bool), (.string, .string), (.bytes, .bytes), (.timestamp, .timestamp),
            (.duration, .duration):
            true
        case (.int, .int), (.int, .uint), (.int, .double), (.uint, .int), (.uint, .uint),
            (.uint, .double), (.double, .int), (.double, .uint), (.double, .double):
            true
        default: false
        }
    }
}
