/// What a ``Panel`` says of the answers on a sheet, with everything that a ``Verdict`` says, in
/// places that are used again for the next sheet.
///
/// It speaks of its sheet, so it has to be written out before the next document is read.
public struct SheetVerdict: ~Copyable {
    /// What the findings come to.
    public internal(set) var decision = Decision.ready
    /// What each rule comes to, in the order of ``Panel/rules``.
    public internal(set) var statuses: [Status] = []
    /// How many questions are open.
    public var questionCount: Int { asked.count }

    var reasons = SheetReasons()
    private var parts = Pile<Part>()
    private var asked = Pile<Question>()
    var answers: [SheetCell] = []
    /// What rules came to that a sheet cannot tell of.
    var findings: [Finding] = []
    /// The sheet's cells and texts, and what the program calls them.
    private var cells: UnsafePointer<SheetCell>?
    private var texts: UnsafePointer<UInt8>?
    private var names: UnsafeMutablePointer<SheetName>?
    private var nameBytes: UnsafePointer<UInt8>?
    private let zone: String
    private let zones: Zones

    /// Where paths are written out that have to be compared.
    private let paths = (JSONBytes(room: 128), JSONBytes(room: 128))

    /// What is said of one rule: where it begins among the values, needs and answers, and which of
    /// the findings it is, if it is one.
    struct Part {
        var value = 0
        var need = 0
        var answer = 0
        var finding = -1
    }

    /// A question that is still open.
    public struct Question: BitwiseCopyable, Sendable {
        /// The field's number, the same whichever element of a list it is in.
        public var field: Int { Int(place.name) }
        /// How many unanswered rules wait for this answer.
        public fileprivate(set) var settles: Int
        /// True if one of those rules holds the decision back.
        public fileprivate(set) var holdsBack: Bool
        let place: SheetReasons.Place
    }

    /// - Parameters:
    ///   - zone: the zone whose clock messages show.
    ///   - zones: the zones that the host knows.
    public init(zone: String, zones: Zones) {
        self.zone = zone
        self.zones = zones
    }

    // MARK: Telling

    mutating func begin(_ sheet: Sheet, _ program: SheetProgram) {
        (cells, texts) = (UnsafePointer(sheet.cells), UnsafePointer(sheet.texts))
        (names, nameBytes) = (program.names, UnsafePointer(program.nameBytes))
        decision = .ready
        statuses.removeAll(keepingCapacity: true)
        parts.removeAll()
        answers.removeAll(keepingCapacity: true)
        if !findings.isEmpty { findings.removeAll(keepingCapacity: true) }
        reasons.removeAll()
    }

    mutating func beginRule() {
        reasons.begin()
        parts.append(
            Part(value: reasons.values.count, need: reasons.needs.count, answer: answers.count)
        )
    }

    /// Tells of a rule by the sheet; false if a sheet cannot.
    mutating func tell(_ rule: SheetRule, _ status: Status, _ run: inout SheetRun) -> Bool {
        guard rule.explain(status, &run, &reasons), rule.read(status, &run, into: &answers) else {
            reasons.takeBack()
            answers.removeSubrange(parts[parts.count - 1].answer...)
            return false
        }
        statuses.append(status)
        return true
    }

    /// Tells of a rule by what was found otherwise.
    mutating func tell(_ finding: Finding) {
        parts[parts.count - 1].finding = findings.count
        findings.append(finding)
        statuses.append(finding.status)
    }

    /// Sorts the questions, when all rules have been told of.
    mutating func end(_ rules: [SheetRule]) {
        parts.append(
            Part(value: reasons.values.count, need: reasons.needs.count, answer: answers.count)
        )
        asked.removeAll()
        guard let names, reasons.needs.count > 0 else { return }
        // Of a few, each is looked for among those before. Many are sorted first, so that the same
        // ones come one after the other.
        let isShort = reasons.needs.count < 64
        for index in rules.indices {
            for need in parts[index].need..<parts[index + 1].need {
                ask(
                    Question(
                        settles: 1,
                        holdsBack: rules[index].level != .advice,
                        place: reasons.needs[need]
                    ),
                    among: isShort ? asked.count : 0
                )
            }
        }
        if !isShort {
            var all = Pile<Question>(room: asked.count)
            for index in 0..<asked.count { all.append(asked[index]) }
            all.sort(from: 0) { $0.place.cell < $1.place.cell }
            asked.removeAll()
            for index in 0..<all.count { ask(all[index], among: 1) }
        }
        asked.sort(from: 0) {
            $0.settles != $1.settles
                ? $0.settles > $1.settles : reasons.isBefore($0.place, $1.place, names)
        }
    }

    /// Adds a question, or counts its rules with those of the same one among the last.
    private mutating func ask(_ question: Question, among last: Int) {
        for index in max(0, asked.count - last)..<asked.count
        where asked[index].place.cell == question.place.cell {
            asked[index].settles += question.settles
            asked[index].holdsBack = asked[index].holdsBack || question.holdsBack
            return
        }
        asked.append(question)
    }

    // MARK: What is said of one rule

    /// Whether there is a rule that a sheet could not tell of.
    public var hasFindings: Bool { !findings.isEmpty }

    /// The whole finding of a rule that a sheet could not tell of; nothing for all others.
    public func finding(of rule: Int) -> Finding? {
        let index = parts[rule].finding
        return index < 0 ? nil : findings[index]
    }

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

    /// One of the open questions; first come those that settle the most rules, then as the forms
    /// have them.
    public func question(_ index: Int) -> Question { asked[index] }

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
