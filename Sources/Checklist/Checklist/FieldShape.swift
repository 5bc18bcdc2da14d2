/// The little of a field that reading an answer to it takes.
///
/// A field has much to say to people; going through all fields of every document, that would be
/// copied in vain.
struct FieldShape: Sendable {
    let kind: Kind
    let isRequired: Bool
    let condition: Code?

    enum Kind: Sendable {
        case group, groups
        case truth
        case whole(ClosedRange<Int64>)
        /// A text without a format whose length in bytes is in a range, which is enough.
        case text(ClosedRange<Int>)
        /// The words, and the answer that each stands for.
        case choice(NameTable, [Value])
        case other
    }

    init(_ field: Field) {
        isRequired = field.isRequired
        condition = field.condition?.code
        switch field.type {
        case .group: kind = .group
        case .groups: kind = .groups
        case .bool: kind = .truth
        case .int(let min, let max):
            let (min, max) = (min ?? .min, max ?? .max)
            kind = min <= max ? .whole(min...max) : .other
        case .string(let limits) where limits.format == nil:
            // A scalar takes one byte to four.
            let (least, length) = limits.minLength.multipliedReportingOverflow(by: 4)
            let min = limits.minLength <= 1 ? limits.minLength : length ? .max : least
            kind = min <= limits.maxLength ? .text(min...limits.maxLength) : .other
        case .choice(let choices):
            kind = .choice(
                NameTable(choices.map { $0.value }),
                choices.map { .string($0.value) }
            )
        default: kind = .other
        }
    }
}
