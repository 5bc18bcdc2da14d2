/// What decided conditions about a sheet, or keeps them open: places on the sheet, collected for
/// one rule after the other.
struct SheetReasons: ~Copyable {
    private(set) var values = Pile<Deciding>()
    private(set) var needs = Pile<Place>()
    private(set) var elements = Pile<Element>()
    /// Whether something was met that only the evaluation can tell of.
    private(set) var hasFailed = false
    /// Where the present rule's values and needs begin.
    private var firstValue = 0
    private var firstNeed = 0

    /// Where a field lies.
    struct Place {
        let name: Int32
        /// The element that it is in; -1 if it is in none.
        let element: Int32
        /// The cell; no two fields share one.
        let cell: Int32
    }

    /// A value that decided a condition.
    struct Deciding {
        let place: Place
        let kind: Kind
        let value: SheetCell

        enum Kind {
            case field
            /// An element of a list of plain values, which is called what the list is.
            case element
            /// How many elements a list has, or scalars a text.
            case count
        }
    }

    /// An element of a list, among those that something is said of.
    struct Element {
        /// The list's name, and the element that the list is in; -1 if it is in none.
        let list: Int32
        let outer: Int32
        /// Where the element is, and which one of the list it is.
        let row: Int32
        let index: Int32
    }

    /// Forgets everything.
    mutating func removeAll() {
        values.removeAll()
        needs.removeAll()
        elements.removeAll()
        begin()
    }

    /// Begins with another rule.
    mutating func begin() {
        (firstValue, firstNeed, hasFailed) = (values.count, needs.count, false)
    }

    /// Gives up on the present rule.
    mutating func fail() { hasFailed = true }

    /// Takes back what the present rule has added.
    mutating func takeBack() {
        values.removeAll(from: firstValue)
        needs.removeAll(from: firstNeed)
        hasFailed = false
    }

    mutating func add(_ element: Element) -> Int32 {
        elements.append(element)
        return Int32(truncatingIfNeeded: elements.count - 1)
    }

    mutating func add(_ need: Place) { needs.append(need) }

    /// Takes note of a value, once.
    @inline(__always)
    mutating func add(_ value: Deciding) {
        let count = values.count
        if count > firstValue {
            for index in firstValue..<count where values[index].says(the: value) { return }
            // Whoever counts what is left out has to know each of them.
            guard count - firstValue < Finding.valueLimit else { return fail() }
        }
        values.append(value)
    }

    /// Puts the present rule's needs into the order of the forms, each once.
    mutating func sortNeeds(_ names: UnsafeMutablePointer<SheetName>) {
        guard needs.count - firstNeed > 1 else { return }
        var sorted = Pile<Place>()
        for index in firstNeed..<needs.count { sorted.append(needs[index]) }
        sorted.sort(from: 0) { isBefore($0, $1, names) }
        needs.removeAll(from: firstNeed)
        for index in 0..<sorted.count
        where index == 0 || sorted[index].cell != sorted[index - 1].cell {
            needs.append(sorted[index])
        }
    }

    /// Whether a field comes before another in the order of the forms.
    func isBefore(
        _ one: Place,
        _ other: Place,
        _ names: UnsafeMutablePointer<SheetName>
    ) -> Bool {
        let (a, b) = (outermost(one, names), outermost(other, names))
        if a.base != b.base { return a.base < b.base }
        if a.offset != b.offset { return a.offset < b.offset }
        if one.element >= 0, other.element >= 0 {
            let (a, b) = (elements[Int(one.element)], elements[Int(other.element)])
            if a.outer < 0, b.outer < 0 {
                if a.index != b.index { return a.index < b.index }
                return names[Int(one.name)].offset < names[Int(other.name)].offset
            }
        }
        return order(of: one, names).lexicographicallyPrecedes(order(of: other, names))
    }

    /// The field of a form that a place is, or lies in.
    private func outermost(
        _ place: Place,
        _ names: UnsafeMutablePointer<SheetName>
    ) -> (base: Int32, offset: Int32) {
        var (name, element) = (place.name, place.element)
        while element >= 0 {
            (name, element) = (elements[Int(element)].list, elements[Int(element)].outer)
        }
        return (names[Int(name)].base, names[Int(name)].offset)
    }

    /// The steps that lead to a field, from the form inwards.
    private func order(of place: Place, _ names: UnsafeMutablePointer<SheetName>) -> [Int32] {
        var steps: [Int32] = []
        var (name, element) = (place.name, place.element)
        while element >= 0 {
            let row = elements[Int(element)]
            steps += [names[Int(name)].offset, row.index]
            (name, element) = (row.list, row.outer)
        }
        steps += [names[Int(name)].offset, names[Int(name)].base]
        return steps.reversed()
    }
}

extension SheetReasons.Deciding {
    /// Whether the other is the same value under the same name.
    fileprivate func says(the other: Self) -> Bool {
        guard kind == other.kind else { return false }
        switch kind {
        case .field: return place.cell == other.place.cell
        case .count: return place.name == other.place.name
        // Of those under one name the first is told, so it does no harm to keep them all.
        case .element: return false
        }
    }
}
