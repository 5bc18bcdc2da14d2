// Conditions that compare what has to be computed first.

/// An operand of a comparison.
class Term: @unchecked Sendable {
    /// Its value; where an answer is missing or something failed, one that says so.
    func value(_ run: borrowing Gauge.Run) -> Value { .absent }

    /// Whether it is the same whatever the answers are.
    var isConstant: Bool { false }

    /// The fields that it reads.
    var cells: [Cell] { [] }

    /// Whether its fields are all that there is to say of it.
    var explains: Bool { cells.allSatisfy { $0.isField } }
}

/// An operand that is always the same.
final class ConstantTerm: Term, @unchecked Sendable {
    private let constant: Value

    init(_ constant: Value) { self.constant = constant }

    override func value(_ run: borrowing Gauge.Run) -> Value { constant }

    override var isConstant: Bool { true }
}

/// A field.
final class CellTerm: Term, @unchecked Sendable {
    private let cell: Cell

    init(_ cell: Cell) { self.cell = cell }

    override func value(_ run: borrowing Gauge.Run) -> Value { cell.find(run)?.pointee ?? .absent }

    override var cells: [Cell] { [cell] }
}

/// A function of other operands, such as the time between two fields.
final class CallTerm: Term, @unchecked Sendable {
    private let function: Function
    private let operands: [Term]

    init(_ function: Function, _ operands: [Term]) {
        self.function = function
        self.operands = operands
    }

    override func value(_ run: borrowing Gauge.Run) -> Value {
        var values: [Value] = []
        values.reserveCapacity(operands.count)
        for operand in operands { values.append(operand.value(run)) }
        if let open = Value.open(values) { return open }
        return function.apply(values, run.evaluator.zones) ?? .absent
    }

    override var cells: [Cell] { operands.flatMap { $0.cells } }

    override var explains: Bool {
        // A count is named as it is written.
        function.name != "size" && operands.allSatisfy { $0.explains }
    }
}

/// `a < b` and its like.
final class OrderGauge: Gauge, @unchecked Sendable {
    private let left: Term
    private let right: Term
    private let comparison: Code.Comparison

    init(_ left: Term, _ comparison: Code.Comparison, _ right: Term) {
        self.left = left
        self.comparison = comparison
        self.right = right
    }

    override func read(_ run: inout Run) -> Reading {
        let left = left.value(run)
        let right = right.value(run)
        if let open = Value.open(left, right) { return open.readingAsMissing }
        guard left.isOrdered(like: right) else { return .other }
        return comparison.holds(left.order(to: right)) ? .yes : .no
    }

    override var cells: [Cell] { left.cells + right.cells }

    override var explains: Bool { left.explains && right.explains }
}

/// `a in b`, for a text and a list of texts.
final class MembershipGauge: Gauge, @unchecked Sendable {
    private let element: Cell
    private let list: Cell

    init(_ element: Cell, in list: Cell) {
        self.element = element
        self.list = list
    }

    override func read(_ run: inout Run) -> Reading {
        guard let element = element.find(run), let list = list.find(run),
            case .list(let elements) = list.pointee
        else { return .other }
        guard case .string(let text) = element.pointee else {
            return elements.isEmpty ? .other : element.pointee.readingAsMissing
        }
        run.stepsLeft -= text.utf8.count / 16 + elements.count + 1
        var isFound = false
        for index in elements.indices {
            // Anything unanswered inside would decide.
            guard case .string(let other) = elements[index] else { return .other }
            if sameScalars(text, other) { isFound = true }
        }
        return isFound ? .yes : .no
    }

    override var cells: [Cell] { [element, list] }
}
