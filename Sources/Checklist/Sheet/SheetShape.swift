/// What reading a form's documents onto a sheet takes to know of the form, side by side.
final class SheetShape: @unchecked Sendable {
    // Nothing changes once it has been made.

    let groups: UnsafeMutablePointer<GroupShape>
    let slots: UnsafeMutablePointer<SlotShape>
    /// The words of choices.
    let words: UnsafeMutablePointer<SheetWord>
    /// The bytes of names and words.
    let bytes: UnsafeMutablePointer<UInt8>
    /// The types of fields that are read in the longer way, and the values of those that nobody
    /// answers.
    let types: [FieldType]
    let fallbacks: [Value]
    let conditions: SheetProgram

    /// A group of fields; the form's own is the first.
    struct GroupShape {
        var first = 0
        var end = 0
        var width = 0
        /// The slot that names an element, counted from the first; -1 if there is none.
        var key = -1
        /// Whether a condition stands somewhere within.
        var hasConditions = false
    }

    /// A field, or the elements of a plain list.
    struct SlotShape {
        var kind: Kind
        var isRequired = false
        /// What a condition begins with; -1 if there is none, -2 if it takes an evaluation.
        var condition: Int32 = -1
        /// Where the field lies in its group.
        var offset = 0
        /// The name with its quotes.
        var name = SheetWord()
        /// Which group, which type or which other slot it is about, or the first word of a choice.
        var part = 0
        /// How many words a choice has.
        var count = 0
        /// The least and the most: a number, a text's length, or how many elements.
        var least: Int64 = 0
        var most: Int64 = 0
        /// What counts if nobody answers; -1 if nothing does.
        var fallback = -1
    }

    /// How an answer is read.
    enum Kind: UInt8 {
        case truth, whole, text, identifier, choice, instant, list, rows, group
        /// As the longer way reads it.
        case other
    }

    init(_ form: Form) {
        var maker = SheetShapeMaker()
        _ = maker.add(form.fields)
        func frozen<T>(_ values: [T]) -> UnsafeMutablePointer<T> {
            let place = UnsafeMutablePointer<T>.allocate(capacity: max(1, values.count))
            for (index, value) in values.enumerated() {
                (place + index).initialize(to: value)
            }
            return place
        }
        bytes = frozen(maker.bytes + [UInt8](repeating: 0, count: SheetWord.padding))
        let bytes = UnsafePointer(bytes)
        for (slot, name) in maker.names.enumerated() {
            maker.slots[slot].name = SheetWord(bytes, start: name.lowerBound, name.count)
        }
        groups = frozen(maker.groups)
        slots = frozen(maker.slots)
        words = frozen(maker.words.map { SheetWord(bytes, start: $0.lowerBound, $0.count) })
        types = maker.types
        fallbacks = maker.fallbacks
        conditions = SheetProgram(maker.conditions)
    }

    deinit {
        // None of what they hold has anything to give back.
        groups.deallocate()
        slots.deallocate()
        words.deallocate()
        bytes.deallocate()
    }
}

/// Collects the shapes of a form.
private struct SheetShapeMaker {
    var groups: [SheetShape.GroupShape] = []
    var slots: [SheetShape.SlotShape] = []
    /// The names of slots among the bytes.
    var names: [Range<Int>] = []
    var words: [Range<Int>] = []
    var bytes: [UInt8] = []
    var types: [FieldType] = []
    var fallbacks: [Value] = []
    var conditions = SheetProgramMaker()

    mutating func add(_ group: Group) -> Int {
        let index = groups.count
        groups.append(SheetShape.GroupShape())
        let first = slots.count
        for field in group.fields {
            var name = [UInt8(ascii: "\"")]
            name += field.name.utf8
            name.append(UInt8(ascii: "\""))
            names.append(bytes.count..<bytes.count + name.count)
            bytes += name
            slots.append(SheetShape.SlotShape(kind: .other))
        }
        let end = slots.count
        var hasConditions = false
        for (place, field) in group.fields.enumerated() {
            var slot = shape(of: field.type)
            slot.isRequired = field.isRequired
            slot.offset = group.offsets[place]
            if let condition = field.condition {
                slot.condition = conditions.condition(condition.code) ?? -2
                hasConditions = true
            }
            if slot.kind == .group || slot.kind == .rows {
                hasConditions = hasConditions || groups[slot.part].hasConditions
            }
            if let fallback = field.fallback {
                slot.fallback = fallbacks.count
                fallbacks.append(fallback)
            }
            slots[first + place] = slot
        }
        groups[index] = SheetShape.GroupShape(
            first: first,
            end: end,
            width: group.width,
            key: group.key ?? -1,
            hasConditions: hasConditions
        )
        return index
    }

    private mutating func shape(of type: FieldType) -> SheetShape.SlotShape {
        var slot = SheetShape.SlotShape(kind: .other)
        switch type {
        case .bool: slot.kind = .truth
        case .int(let min, let max):
            (slot.kind, slot.least, slot.most) = (.whole, min ?? .min, max ?? .max)
        case .string(let limits) where limits.format == nil || limits.format == .identifier:
            slot.kind = limits.format == nil ? .text : .identifier
            (slot.least, slot.most) = (Int64(limits.minLength), Int64(limits.maxLength))
        case .timestamp: slot.kind = .instant
        case .choice(let choices) where choices.count <= 32:
            (slot.kind, slot.part, slot.count) = (.choice, words.count, choices.count)
            for choice in choices {
                words.append(bytes.count..<bytes.count + choice.value.utf8.count)
                bytes += choice.value.utf8
            }
        case .list(let element, let limits):
            let inner = shape(of: element)
            guard inner.kind != .list else { break }
            names.append(0..<0)
            slots.append(inner)
            (slot.kind, slot.part) = (.list, slots.count - 1)
            (slot.least, slot.most) = (Int64(limits.min), Int64(limits.max))
            return slot
        case .groups(let group, let limits):
            (slot.kind, slot.part) = (.rows, add(group))
            (slot.least, slot.most) = (Int64(limits.min), Int64(limits.max))
        case .group(let group): (slot.kind, slot.part) = (.group, add(group))
        default: break
        }
        if slot.kind == .other {
            slot.part = types.count
            types.append(type)
        }
        return slot
    }
}
