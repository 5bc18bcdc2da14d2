/// A condition made ready to be asked of one set of answers after the other.
///
/// It comes to what the evaluation of its code comes to, but reads answers where they lie and
/// makes no values, so that it takes a tenth of the time. It does not say which answers are
/// missing or what failed; for that the code has to be evaluated.
class Gauge: @unchecked Sendable {
    /// What the condition comes to.
    func read(_ run: inout Run) -> Reading { .other }

    /// Whether the gauge can also say which answers decided.
    var explains: Bool { cells.isEmpty ? false : cells.allSatisfy { $0.isField } }

    /// The fields that the condition reads, if it is about fields alone.
    var cells: [Cell] { [] }

    /// Collects the answers that decided.
    func explain(_ run: inout Run, _ reasons: inout Reasons) {
        collect(&run, belowLocal: .max, &reasons)
    }

    /// Collects the answers that the condition reads, apart from those inside the elements of
    /// comprehensions from one on.
    func collect(_ run: inout Run, belowLocal limit: Int, _ reasons: inout Reasons) {
        for cell in cells { cell.collect(run, belowLocal: limit, &reasons) }
    }

    /// The answers that gauges are asked about, and what they need on the way.
    struct Run {
        /// The answers to each form, and the time.
        let roots: UnsafePointer<Value>
        /// The elements of the comprehensions around the present gauge, outermost first.
        let locals: UnsafeMutablePointer<UnsafePointer<Value>>
        /// How much may still be done.
        var stepsLeft = 0
        /// Evaluates what has no gauge.
        var evaluator: Evaluator

        /// The elements, to be kept while others take their place.
        var elements: SIMD8<UInt> {
            get {
                var elements = SIMD8<UInt>()
                for index in 0..<Gauge.localLimit {
                    elements[index] = UInt(bitPattern: locals[index])
                }
                return elements
            }
            nonmutating set {
                for index in 0..<Gauge.localLimit {
                    if let element = UnsafePointer<Value>(bitPattern: newValue[index]) {
                        locals[index] = element
                    }
                }
            }
        }

        /// What a condition comes to by itself.
        mutating func read(_ gauge: Gauge) -> Reading {
            stepsLeft = Evaluator.stepLimit
            let reading = gauge.read(&self)
            // The evaluation would have given up.
            return stepsLeft < 0 ? .other : reading
        }
    }

    /// What a gauge shows.
    enum Reading {
        /// True, or false.
        case yes, no
        /// Unanswered, and nothing has failed.
        case open
        /// Something has failed, or the gauge cannot tell: the evaluation can.
        case other
    }

    /// How deep comprehensions may lie within each other.
    static let localLimit = 8
}

/// Where an answer lies.
struct Cell {
    private let isLocal: Bool
    private let base: Int
    // Nearly all fields lie no deeper; a negative number ends the way.
    private let first: Int
    private let second: Int
    private let third: Int

    /// Nothing for what is no field, or lies deeper.
    init?(_ code: Code) {
        var slots: [Int] = []
        var code = code
        while case .slot(let operand, let slot) = code.kind {
            slots.append(slot)
            code = operand
        }
        switch code.kind {
        case .root(let index): (isLocal, base) = (false, index)
        case .local(let index) where index < Gauge.localLimit: (isLocal, base) = (true, index)
        default: return nil
        }
        guard slots.count <= 3 else { return nil }
        while slots.count < 3 { slots.insert(-1, at: 0) }
        (first, second, third) = (slots[2], slots[1], slots[0])
    }

    /// Whether it lies within the element of a comprehension.
    var isInElement: Bool { isLocal }

    /// Whether it is a field, and no form or element itself.
    var isField: Bool { first >= 0 }

    /// Collects the value, unless it lies within an element from a comprehension on.
    func collect(
        _ run: borrowing Gauge.Run,
        belowLocal limit: Int,
        _ reasons: inout Reasons
    ) {
        guard !(isLocal && base >= limit), let (record, slot) = owner(run) else { return }
        reasons.add(record.path(of: slot), record[slot], isDefault: record.isDefault(slot))
    }

    /// The record that the field belongs to, and the field's slot.
    private func owner(_ run: borrowing Gauge.Run) -> (Record, Int)? {
        var place = isLocal ? run.locals[base] : run.roots + base
        var last = first
        for slot in [second, third] where slot >= 0 {
            guard let inner = place.pointee.cells else { return nil }
            (place, last) = (inner + last, slot)
        }
        guard last >= 0, case .record(let record) = place.pointee else { return nil }
        return (record, last)
    }

    /// The value, nothing where a group on the way is not there.
    @inline(__always)
    func find(_ run: borrowing Gauge.Run) -> UnsafePointer<Value>? {
        var place = isLocal ? run.locals[base] : run.roots + base
        guard first >= 0 else { return place }
        guard let inner = place.pointee.cells else { return nil }
        place = inner + first
        guard second >= 0 else { return place }
        guard let inner = place.pointee.cells else { return nil }
        place = inner + second
        guard third >= 0 else { return place }
        guard let inner = place.pointee.cells else { return nil }
        return inner + third
    }
}

extension Value {
    /// The values of a record.
    @inline(__always)
    fileprivate var cells: UnsafePointer<Value>? {
        guard case .record(let record) = self else { return nil }
        return UnsafePointer(record.cells)
    }

    /// What a condition comes to that needs this value and cannot have it.
    var readingAsMissing: Gauge.Reading {
        if case .unknown(let unknown) = self, unknown.failure == nil { return .open }
        return .other
    }
}
