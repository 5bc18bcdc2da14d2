// What a sheet's verdict says, written as pieces of JSON.

extension SheetVerdict {
    /// Adds the values that decided a rule, as an object's members, sorted and each once.
    public func addValues(of rule: Int, to json: JSONBytes) {
        let (first, end) = (parts[rule].value, parts[rule + 1].value)
        guard end - first > 1 else {
            if end > first { add(member: reasons.values[first], to: json) }
            return
        }
        withUnsafeTemporaryAllocation(of: SheetReasons.Deciding.self, capacity: end - first) {
            let sorted = $0
            for index in first..<end {
                sorted.initializeElement(at: index - first, to: reasons.values[index])
            }
            // There are few, most of them in order, and those of one name stay as they are.
            for index in 1..<sorted.count {
                var place = index
                while place > 0, order(sorted[place].place, sorted[place - 1].place) < 0 {
                    sorted.swapAt(place, place - 1)
                    place -= 1
                }
            }
            for index in sorted.indices {
                if index > 0 {
                    // Of those at one path the first counts.
                    if order(sorted[index].place, sorted[index - 1].place) == 0 { continue }
                    json.add(byte: UInt8(ascii: ","))
                }
                add(member: sorted[index], to: json)
            }
        }
    }

    /// Whether a path comes before another as an object's names are sorted, and then is less than
    /// 0, is the same, or comes after it.
    private func order(_ one: SheetReasons.Place, _ other: SheetReasons.Place) -> Int {
        guard let names else { return 0 }
        if one.element == other.element { return rank(one, names) - rank(other, names) }
        if one.element >= 0, other.element >= 0 {
            let (a, b) = (reasons.elements[Int(one.element)], reasons.elements[Int(other.element)])
            if a.list == b.list, a.outer == b.outer {
                if a.row == b.row { return rank(one, names) - rank(other, names) }
                if let order = order(a, b, names) { return order }
            }
        }
        // Anything else has to be written out.
        paths.0.removeAll()
        paths.1.removeAll()
        add(path: one, isInside: false, to: paths.0)
        add(path: other, isInside: false, to: paths.1)
        if JSON.comesBefore(paths.0.bytes, paths.1.bytes) { return -1 }
        return JSON.comesBefore(paths.1.bytes, paths.0.bytes) ? 1 : 0
    }

    private func rank(
        _ place: SheetReasons.Place,
        _ names: UnsafeMutablePointer<SheetName>
    ) -> Int {
        Int(names[Int(place.name)].rank)
    }

    /// The order of two elements of one list by what they are called; nothing if they are not
    /// called what they are, or the same.
    private func order(
        _ one: SheetReasons.Element,
        _ other: SheetReasons.Element,
        _ names: UnsafeMutablePointer<SheetName>
    ) -> Int? {
        let key = names[Int(one.list)].key
        guard key >= 0 else { return one.index.order(inWords: other.index) }
        guard let cells else { return nil }
        let (a, b) = (cells[Int(one.row + key)], cells[Int(other.row + key)])
        guard a.kind == .text, b.kind == .text, !a.isDefault, !b.isDefault else { return nil }
        let (first, second) = (text(a), text(b))
        let count = min(first.count, second.count)
        var place = 0
        while place < count, first[place] == second[place] { place += 1 }
        // A bracket follows the shorter one.
        let bracket = UInt8(ascii: "]")
        let left = place < first.count ? first[place] : bracket
        let right = place < second.count ? second[place] : bracket
        guard left != right, first.isPlain, second.isPlain else { return nil }
        return Int(left) - Int(right)
    }

    /// Adds the paths that keep a rule open, as an array's elements.
    public func addNeeds(of rule: Int, to json: JSONBytes) {
        for index in parts[rule].need..<parts[rule + 1].need {
            if index > parts[rule].need { json.add(byte: UInt8(ascii: ",")) }
            add(quoted: reasons.needs[index], to: json)
        }
    }

    /// Adds the words for an answer in a message, within a string.
    ///
    /// - Parameters:
    ///   - number: the answer's number, as ``SheetWords`` has it.
    ///   - rule: the rule.
    ///   - json: where it is added.
    public func addAnswer(_ number: Int, of rule: Int, to json: JSONBytes) {
        let cell = answers[parts[rule].answer + number]
        switch cell.kind {
        case .text where text(cell).isPlain: json.add(inside: text(cell))
        case .whole: json.add(cell.payload)
        default: json.add(inside: value(cell).described(zone: zone, zones: zones))
        }
    }

    /// Adds the path of a question, as a string.
    public func addPath(of question: Question, to json: JSONBytes) {
        add(quoted: question.place, to: json)
    }
}

// MARK: Names and values

extension SheetVerdict {
    private func add(quoted place: SheetReasons.Place, to json: JSONBytes) {
        guard let names, let nameBytes else { return }
        let member = names[Int(place.name)].member
        if member.count > 0 {
            // Without its colon.
            json.add(nameBytes + Int(member.start), Int(member.count) - 1)
        } else {
            json.add(byte: UInt8(ascii: "\""))
            add(path: place, isInside: true, to: json)
            json.add(byte: UInt8(ascii: "\""))
        }
    }

    private func add(member value: SheetReasons.Deciding, to json: JSONBytes) {
        guard let names, let nameBytes else { return }
        let member = names[Int(value.place.name)].member
        if member.count > 0 {
            json.add(nameBytes + Int(member.start), Int(member.count))
        } else {
            add(quoted: value.place, to: json)
            json.add(byte: UInt8(ascii: ":"))
        }
        add(value.value, to: json)
    }

    /// Adds a path, such as `trip.riders[b].age`, as it is or as it stands inside a string.
    private func add(path place: SheetReasons.Place, isInside: Bool, to json: JSONBytes) {
        guard let names, let nameBytes, let cells else { return }
        if place.element >= 0 {
            let element = reasons.elements[Int(place.element)]
            let list = SheetReasons.Place(name: element.list, element: element.outer, cell: -1)
            add(path: list, isInside: isInside, to: json)
            json.add(byte: UInt8(ascii: "["))
            let key = names[Int(element.list)].key
            let cell = key < 0 ? SheetCell() : cells[Int(element.row + key)]
            if cell.kind == .text, !cell.isDefault {
                add(label: text(cell), isInside: isInside, to: json)
            } else {
                json.add(Int64(element.index))
            }
            json.add(byte: UInt8(ascii: "]"))
        }
        let path = names[Int(place.name)].path
        json.add(nameBytes + Int(path.start), Int(path.count))
    }

    /// Adds what an element is called.
    private func add(
        label: UnsafeBufferPointer<UInt8>,
        isInside: Bool,
        to json: JSONBytes
    ) {
        switch (label.isPlain, isInside) {
        case (true, true): json.add(inside: label)
        case (true, false): json.add(label)
        case (false, true): json.add(inside: String(decoding: label, as: UTF8.self).inert)
        case (false, false): json.add(text: String(decoding: label, as: UTF8.self).inert)
        }
    }

    /// Adds the value in a cell, as ``Value/json`` has it.
    private func add(_ cell: SheetCell, to json: JSONBytes) {
        switch cell.kind {
        case .truth:
            if cell.payload != 0 { json.add("true") } else { json.add("false") }
        case .whole: json.add(cell.payload)
        case .text: json.add(quoted: text(cell))
        case .instant:
            if let time = cell.timestamp { json.add(time) } else { json.add("null") }
        case .list:
            json.add(byte: UInt8(ascii: "["))
            for index in 0..<cell.length {
                if index > 0 { json.add(byte: UInt8(ascii: ",")) }
                if let cells { add(cells[cell.start + index], to: json) }
            }
            json.add(byte: UInt8(ascii: "]"))
        default: json.add(text: value(cell).json.canonical())
        }
    }

    private func text(_ cell: SheetCell) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: texts.map { $0 + cell.start }, count: cell.length)
    }

    /// The plain value in a cell.
    private func value(_ cell: SheetCell) -> Value {
        switch cell.kind {
        case .truth: .bool(cell.payload != 0)
        case .whole: .int(cell.payload)
        case .double: .double(Double(bitPattern: UInt64(bitPattern: cell.payload)))
        case .text: .string(String(decoding: text(cell), as: UTF8.self))
        case .instant: cell.timestamp.map { .timestamp($0) } ?? .absent
        case .duration: .duration(cell.lengthOfTime)
        case .open: .unknown(Unknown(deciding: [], possible: []))
        case .absent, .fault, .list, .rows, .group: .absent
        }
    }
}

extension Int32 {
    /// The order of two different numbers as texts with a bracket behind, which is more than any
    /// digit.
    fileprivate func order(inWords other: Int32) -> Int {
        guard self <= other else { return -other.order(inWords: self) }
        // The longer one without its last digits, so that both have as many.
        var (rest, isLonger) = (other, false)
        while rest.digits > digits { (rest, isLonger) = (rest / 10, true) }
        return rest == self && isLonger ? 1 : Int(self) - Int(rest)
    }

    private var digits: Int { self < 10 ? 1 : 1 + (self / 10).digits }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether all of a text is shown as it is.
    fileprivate var isPlain: Bool { allSatisfy { $0 >= 0x20 && $0 < 0x7F } }
}
