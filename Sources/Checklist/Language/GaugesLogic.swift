// Conditions that are made of conditions. Unlike the evaluation they need not keep what is
// unanswered apart: any failure makes the evaluation tell.

/// `!a`.
final class NotGauge: Gauge, @unchecked Sendable {
    private let operand: Gauge

    init(_ operand: Gauge) { self.operand = operand }

    override func read(_ run: inout Run) -> Reading {
        switch operand.read(&run) {
        case .yes: .no
        case .no: .yes
        case let reading: reading
        }
    }

    override var explains: Bool { operand.explains }

    override func explain(_ run: inout Run, _ reasons: inout Reasons) {
        operand.explain(&run, &reasons)
    }

    override func collect(_ run: inout Run, belowLocal limit: Int, _ reasons: inout Reasons) {
        operand.collect(&run, belowLocal: limit, &reasons)
    }
}

/// `a && b`, or `a || b`.
final class FoldGauge: Gauge, @unchecked Sendable {
    private let parts: [Gauge]
    private let decisive: Reading

    init(_ parts: [Gauge], decisive: Bool) {
        self.parts = parts
        self.decisive = decisive ? .yes : .no
    }

    override func read(_ run: inout Run) -> Reading {
        var fold = GaugeFold(decisive: decisive)
        for part in parts where fold.takes(part.read(&run)) { return decisive }
        return fold.result
    }

    override var explains: Bool { parts.allSatisfy { $0.explains } }

    /// If one part is enough, those that are; else all.
    override func explain(_ run: inout Run, _ reasons: inout Reasons) {
        let isDecided = read(&run) == decisive
        for part in parts where !isDecided || part.read(&run) == decisive {
            part.explain(&run, &reasons)
        }
    }

    override func collect(_ run: inout Run, belowLocal limit: Int, _ reasons: inout Reasons) {
        for part in parts { part.collect(&run, belowLocal: limit, &reasons) }
    }
}

/// `list.all(x, …)`, or `list.exists(x, …)`.
final class QuantifierGauge: Gauge, @unchecked Sendable {
    private let range: Cell
    private let local: Int
    private let body: Gauge
    private let decisive: Reading

    init(_ range: Cell, local: Int, _ body: Gauge, decisive: Bool) {
        self.range = range
        self.local = local
        self.body = body
        self.decisive = decisive ? .yes : .no
    }

    override func read(_ run: inout Run) -> Reading {
        guard let place = range.find(run) else { return .other }
        guard case .list(let elements) = place.pointee else {
            return place.pointee.readingAsMissing
        }
        run.stepsLeft -= elements.count
        guard run.stepsLeft >= 0 else { return .other }
        var fold = GaugeFold(decisive: decisive)
        return elements.withUnsafeBufferPointer { elements in
            for index in elements.indices {
                guard let element = elements.baseAddress else { break }
                run.locals[local] = element + index
                if fold.takes(body.read(&run)) { return decisive }
            }
            return fold.result
        }
    }

    override var explains: Bool { range.isField && body.explains }

    /// The elements that decided; if none did, what the condition compares them with.
    override func explain(_ run: inout Run, _ reasons: inout Reasons) {
        guard let place = range.find(run), case .list(let elements) = place.pointee else {
            return range.collect(run, belowLocal: .max, &reasons)
        }
        var isDecided = false
        elements.withUnsafeBufferPointer { elements in
            for index in elements.indices {
                guard let element = elements.baseAddress else { break }
                run.locals[local] = element + index
                guard body.read(&run) == decisive else { continue }
                isDecided = true
                body.explain(&run, &reasons)
            }
        }
        if !isDecided { body.collect(&run, belowLocal: local, &reasons) }
    }

    override func collect(_ run: inout Run, belowLocal limit: Int, _ reasons: inout Reasons) {
        body.collect(&run, belowLocal: min(limit, local), &reasons)
    }
}

/// What several conditions come to together.
private struct GaugeFold {
    private let decisive: Gauge.Reading
    private(set) var result: Gauge.Reading

    init(decisive: Gauge.Reading) {
        self.decisive = decisive
        result = decisive == .yes ? .no : .yes
    }

    /// Whether a condition decides, whatever the others come to.
    @inline(__always)
    mutating func takes(_ reading: Gauge.Reading) -> Bool {
        if reading == decisive { return true }
        if reading == .other || (reading == .open && result != .other) { result = reading }
        return false
    }
}

/// A variable that is a condition.
final class VariableGauge: Gauge, @unchecked Sendable {
    private let condition: Gauge

    init(_ condition: Gauge) { self.condition = condition }

    override func read(_ run: inout Run) -> Reading {
        // A variable has steps of its own, and its comprehensions are no part of those around it.
        let outer = (run.stepsLeft, run.elements)
        defer { (run.stepsLeft, run.elements) = outer }
        return run.read(condition)
    }

    override var explains: Bool { condition.explains }

    override func explain(_ run: inout Run, _ reasons: inout Reasons) {
        let outer = run.elements
        defer { run.elements = outer }
        condition.explain(&run, &reasons)
    }

    override func collect(_ run: inout Run, belowLocal limit: Int, _ reasons: inout Reasons) {
        explain(&run, &reasons)
    }
}

/// Any other condition outside comprehensions.
final class EvaluatingGauge: Gauge, @unchecked Sendable {
    private let code: Code

    init(_ code: Code) { self.code = code }

    override func read(_ run: inout Run) -> Reading {
        let value = run.evaluator.result(of: code, steps: &run.stepsLeft)
        guard case .bool(let truth) = value else { return value.readingAsMissing }
        return truth ? .yes : .no
    }
}
