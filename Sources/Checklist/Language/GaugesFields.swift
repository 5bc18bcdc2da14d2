// Conditions on a single field.

/// A field that is true or false.
final class TruthGauge: Gauge, @unchecked Sendable {
    private let cell: Cell

    init(_ cell: Cell) { self.cell = cell }

    override var cells: [Cell] { [cell] }

    override func read(_ run: inout Run) -> Reading {
        guard let place = cell.find(run) else { return .other }
        guard case .bool(let truth) = place.pointee else { return place.pointee.readingAsMissing }
        return truth ? .yes : .no
    }
}

/// `has(field)`.
final class PresenceGauge: Gauge, @unchecked Sendable {
    private let cell: Cell

    init(_ cell: Cell) { self.cell = cell }

    override var cells: [Cell] { [cell] }

    override func read(_ run: inout Run) -> Reading {
        guard let place = cell.find(run) else { return .other }
        switch place.pointee {
        case .absent: return .no
        case .unknown: return place.pointee.readingAsMissing
        case .error: return .other
        case .record(let record): return record.isGiven ? .yes : .other
        default: return .yes
        }
    }
}

/// A field that is, or is not, one of some texts.
final class TextGauge: Gauge, @unchecked Sendable {
    private let cell: Cell
    private let texts: [KnownText]
    private let isNegated: Bool
    /// What looking at the texts costs.
    private let steps: Int

    init(_ cell: Cell, among texts: [String], isNegated: Bool, steps: Int) {
        self.cell = cell
        self.texts = texts.map { KnownText($0) }
        self.isNegated = isNegated
        self.steps = steps
    }

    override var cells: [Cell] { [cell] }

    override func read(_ run: inout Run) -> Reading {
        guard let place = cell.find(run) else { return .other }
        guard case .string(let text) = place.pointee else { return place.pointee.readingAsMissing }
        run.stepsLeft -= steps + text.utf8.count / 16
        for known in texts where known.isSame(as: text) { return isNegated ? .no : .yes }
        return isNegated ? .yes : .no
    }
}

/// A text to compare others with.
private struct KnownText {
    private let text: String
    private let length: Int
    private let isASCII: Bool

    init(_ text: String) {
        self.text = text
        length = text.utf8.count
        isASCII = text.utf8.allSatisfy { $0 < 0x80 }
    }

    /// Whether another text has the same scalars.
    @inline(__always)
    func isSame(as other: String) -> Bool {
        guard other.utf8.count == length else { return false }
        // Nothing else of the same length is equivalent to a text in ASCII.
        return isASCII ? other == text : sameScalars(other, text)
    }
}

/// A field that is compared with a whole number, or a list's length that is.
final class NumberGauge: Gauge, @unchecked Sendable {
    private let cell: Cell
    private let number: Int64
    private let comparison: Comparison
    /// The length as it is written, if it is not the field itself that is compared.
    private let length: String?
    private var isLength: Bool { length != nil }

    /// How a number has to stand to the known one.
    enum Comparison {
        case ordered(Code.Comparison)
        case same, different
    }

    init(_ cell: Cell, length: String?, _ comparison: Comparison, _ number: Int64) {
        self.cell = cell
        self.length = length
        self.comparison = comparison
        self.number = number
    }

    override func read(_ run: inout Run) -> Reading {
        guard let place = cell.find(run) else { return .other }
        let given: Int64
        switch place.pointee {
        case .int(let value) where !isLength: given = value
        case .list(let elements) where isLength: given = Int64(elements.count)
        default: return place.pointee.readingAsMissing
        }
        let holds =
            switch comparison {
            case .ordered(.less): given < number
            case .ordered(.lessOrEqual): given <= number
            case .ordered(.greater): given > number
            case .ordered(.greaterOrEqual): given >= number
            case .same: given == number
            case .different: given != number
            }
        return holds ? .yes : .no
    }

    override var cells: [Cell] { [cell] }

    override func collect(_ run: inout Run, belowLocal limit: Int, _ reasons: inout Reasons) {
        // A count says more than the list that it counts.
        if let length, !cell.isInElement {
            guard case .list(let elements)? = cell.find(run)?.pointee else { return }
            reasons.add(length, .int(Int64(elements.count)))
        } else {
            super.collect(&run, belowLocal: limit, &reasons)
        }
    }
}

/// `field.contains('…')`, `startsWith` and `endsWith`.
final class PartGauge: Gauge, @unchecked Sendable {
    private let cell: Cell
    private let part: [UInt8]
    private let place: TextPlace

    init(_ cell: Cell, _ place: TextPlace, _ part: String) {
        self.cell = cell
        self.place = place
        self.part = Array(part.utf8)
    }

    override var cells: [Cell] { [cell] }

    override func read(_ run: inout Run) -> Reading {
        guard let found = cell.find(run) else { return .other }
        guard case .string(let text) = found.pointee else { return found.pointee.readingAsMissing }
        run.stepsLeft -= text.utf8.count / 16 + part.count / 16
        return text.holds(part, place) ? .yes : .no
    }
}

/// `'…' in field`, for a list of texts.
final class MemberGauge: Gauge, @unchecked Sendable {
    private let cell: Cell
    private let known: KnownText
    private let steps: Int

    init(_ cell: Cell, has text: String) {
        self.cell = cell
        known = KnownText(text)
        steps = text.utf8.count / 16
    }

    override var cells: [Cell] { [cell] }

    override func read(_ run: inout Run) -> Reading {
        guard let place = cell.find(run) else { return .other }
        guard case .list(let elements) = place.pointee else {
            return place.pointee.readingAsMissing
        }
        run.stepsLeft -= steps + elements.count + 1
        var isFound = false
        for index in elements.indices {
            // Anything unanswered inside would decide.
            guard case .string(let text) = elements[index] else { return .other }
            if known.isSame(as: text) { isFound = true }
        }
        return isFound ? .yes : .no
    }
}
