/// A program that is asked about a sheet.
struct SheetRun {
    let program: SheetProgram
    let steps: UnsafeMutablePointer<SheetProgram.Step>
    let parts: UnsafeMutablePointer<Int32>
    private let words: UnsafeMutablePointer<SheetWord>
    private let bytes: UnsafePointer<UInt8>
    private let roots: UnsafeMutablePointer<Int>
    private(set) var cells: UnsafeMutablePointer<SheetCell>
    let texts: UnsafePointer<UInt8>
    private let zones: Zones
    /// Where the elements of the comprehensions around the present step are, outermost first.
    var locals = SIMD8<UInt32>()
    /// The same elements among those that ``SheetReasons`` tells of.
    var elements = SIMD8<Int32>(repeating: -1)
    /// How much may still be done.
    var stepsLeft = 0
    /// What variables came to, one more than the reading; 0 if nobody has asked.
    private let known: UnsafeMutablePointer<UInt8>

    /// - Parameters:
    ///   - program: conditions.
    ///   - sheet: what they are asked about; it has to outlast the run and stay as it is.
    ///   - zones: the zones that the host knows.
    ///   - known: room for the program's variables, all 0.
    init(
        _ program: SheetProgram,
        _ sheet: Sheet,
        zones: Zones,
        known: UnsafeMutablePointer<UInt8>
    ) {
        self.program = program
        steps = program.steps
        parts = program.parts
        words = program.words
        bytes = UnsafePointer(program.bytes)
        roots = sheet.roots
        cells = sheet.cells
        texts = UnsafePointer(sheet.texts)
        self.zones = zones
        self.known = known
    }

    /// What a condition comes to by itself.
    ///
    /// - Parameters:
    ///   - condition: the step that it begins with.
    ///   - element: where the element is that `this` stands for, if there is one.
    /// - Returns: what the evaluation comes to, or that it has to tell.
    mutating func read(_ condition: Int32, this element: Int = 0) -> SheetReading {
        stepsLeft = Evaluator.stepLimit
        locals[0] = UInt32(truncatingIfNeeded: element)
        let reading = value(of: condition)
        // The evaluation would have given up.
        return stepsLeft < 0 ? .other : reading
    }

    /// Whether fields are answered, each of which has a step; nothing if the sheet cannot tell.
    func areAnswered(_ first: Int32, _ count: Int32) -> Bool? {
        for index in first..<first + count {
            switch cells[place(steps + Int(index))].kind {
            case .open: return false
            // Something inside may not be answered.
            case .group, .rows, .fault: return nil
            default: break
            }
        }
        return true
    }

    /// The cell that a step is about.
    @inline(__always)
    func place(_ step: UnsafeMutablePointer<SheetProgram.Step>) -> Int {
        let base = Int(step.pointee.base)
        let start = step.pointee.isLocal ? Int(locals[base]) : roots[base]
        return start &+ Int(step.pointee.offset)
    }

    mutating func value(of condition: Int32) -> SheetReading {
        let step = steps + Int(condition)
        switch step.pointee.action {
        case .truth, .choice, .number: return reading(step, cells + place(step))
        case .count:
            let cell = cells + place(step)
            guard cell.pointee.kind == .list || cell.pointee.kind == .rows else {
                return missing(cell)
            }
            return compare(Int64(cell.pointee.length), step)
        case .word: return word(step)
        case .presence: return presence(cells + place(step))
        case .part: return part(step)
        case .member: return member(step)
        case .membership: return membership(step)
        case .whole: return value(of: step.pointee.first)
        case .not:
            switch value(of: step.pointee.first) {
            case .yes: return .no
            case .no: return .yes
            case let reading: return reading
            }
        case .all: return fold(step, decisive: .no, otherwise: .yes)
        case .any: return fold(step, decisive: .yes, otherwise: .no)
        case .each: return quantified(step, decisive: .no, otherwise: .yes)
        case .some: return quantified(step, decisive: .yes, otherwise: .no)
        case .variable: return variable(step)
        case .order: return order(step)
        case .constant, .cell, .plus, .minus, .size, .call: return .other
        }
    }

    /// What a condition comes to that needs nothing but one cell.
    @inline(__always)
    private mutating func reading(
        _ step: UnsafeMutablePointer<SheetProgram.Step>,
        _ cell: UnsafeMutablePointer<SheetCell>
    ) -> SheetReading {
        switch step.pointee.action {
        case .truth:
            guard cell.pointee.kind == .truth else { return missing(cell) }
            return cell.pointee.payload != 0 ? .yes : .no
        case .choice:
            guard cell.pointee.kind == .text else { return missing(cell) }
            guard cell.pointee.choice > 0 else { return .other }
            stepsLeft &-= Int(step.pointee.count) &+ cell.pointee.length >> 4
            let bit = UInt64(bitPattern: step.pointee.number) >> UInt64(cell.pointee.choice) & 1
            return (bit != 0) != step.pointee.isNegated ? .yes : .no
        case .number:
            guard cell.pointee.kind == .whole else { return missing(cell) }
            return compare(cell.pointee.payload, step)
        default: return .other
        }
    }

    /// What a condition comes to that needs a cell and cannot have it.
    @inline(__always)
    private func missing(_ cell: UnsafeMutablePointer<SheetCell>) -> SheetReading {
        cell.pointee.kind == .open ? .open : .other
    }

    // MARK: Single cells

    @inline(__always)
    private func compare(
        _ given: Int64,
        _ step: UnsafeMutablePointer<SheetProgram.Step>
    ) -> SheetReading {
        let number = step.pointee.number
        return holds(step, isLess: given < number, isSame: given == number) ? .yes : .no
    }

    @inline(__always)
    private func holds(
        _ step: UnsafeMutablePointer<SheetProgram.Step>,
        isLess: Bool,
        isSame: Bool
    ) -> Bool {
        switch SheetProgram.Comparison(rawValue: step.pointee.detail) {
        case .less: isLess
        case .lessOrEqual: isLess || isSame
        case .greater: !isLess && !isSame
        case .greaterOrEqual: !isLess
        case .same: isSame
        case .different, nil: !isSame
        }
    }

    private mutating func word(_ step: UnsafeMutablePointer<SheetProgram.Step>) -> SheetReading {
        let cell = cells + place(step)
        guard cell.pointee.kind == .text else { return missing(cell) }
        stepsLeft &-= Int(step.pointee.number) &+ cell.pointee.length >> 4
        var isFound = false
        for index in 0..<Int(step.pointee.count)
        where isSame(words + Int(step.pointee.first) + index, cell) {
            isFound = true
            break
        }
        return isFound != step.pointee.isNegated ? .yes : .no
    }

    @inline(__always)
    private func isSame(
        _ word: UnsafeMutablePointer<SheetWord>,
        _ cell: UnsafeMutablePointer<SheetCell>
    ) -> Bool {
        word.pointee.length == cell.pointee.length
            && word.pointee.stands(at: texts + cell.pointee.start, bytes)
    }

    /// `has(field)`.
    private func presence(_ cell: UnsafeMutablePointer<SheetCell>) -> SheetReading {
        switch cell.pointee.kind {
        case .absent: .no
        case .open: .open
        case .fault: .other
        case .group: cell.pointee.payload != 0 ? .yes : .other
        default: .yes
        }
    }

    /// `field.contains('…')`, `startsWith` and `endsWith`.
    private mutating func part(_ step: UnsafeMutablePointer<SheetProgram.Step>) -> SheetReading {
        let cell = cells + place(step)
        guard cell.pointee.kind == .text else { return missing(cell) }
        let word = words + Int(step.pointee.first)
        let (length, wanted) = (cell.pointee.length, word.pointee.length)
        stepsLeft &-= Int(step.pointee.number) &+ length >> 4
        guard wanted <= length else { return .no }
        let text = texts + cell.pointee.start
        switch step.pointee.detail {
        case 1: return word.pointee.stands(at: text, bytes) ? .yes : .no
        case 2: return word.pointee.stands(at: text + (length - wanted), bytes) ? .yes : .no
        default: return contains(text, length, word) ? .yes : .no
        }
    }

    private mutating func contains(
        _ text: UnsafePointer<UInt8>,
        _ length: Int,
        _ word: UnsafeMutablePointer<SheetWord>
    ) -> Bool {
        guard word.pointee.length > 0 else { return true }
        let first = bytes[word.pointee.start]
        for start in 0...length - word.pointee.length where text[start] == first {
            if word.pointee.length == 1 || word.pointee.stands(at: text + start, bytes) {
                return true
            }
            // A text made to be slow is left to whoever looks for it in another way.
            stepsLeft &-= word.pointee.length
        }
        return false
    }

    /// `'…' in field`, for a list of texts.
    private mutating func member(_ step: UnsafeMutablePointer<SheetProgram.Step>) -> SheetReading {
        let list = cells + place(step)
        guard list.pointee.kind == .list || (list.pointee.kind == .rows && list.pointee.length == 0)
        else { return missing(list) }
        stepsLeft &-= Int(step.pointee.number) &+ list.pointee.length &+ 1
        let word = words + Int(step.pointee.first)
        var isFound = false
        for index in 0..<list.pointee.length {
            let element = cells + list.pointee.start + index
            guard element.pointee.kind == .text else { return .other }
            if isSame(word, element) { isFound = true }
        }
        return isFound ? .yes : .no
    }

    /// `a in b`, for a text and a list of texts.
    private mutating func membership(
        _ step: UnsafeMutablePointer<SheetProgram.Step>
    ) -> SheetReading {
        let wanted = cells + place(steps + Int(step.pointee.first))
        let list = cells + place(step)
        guard list.pointee.kind == .list else { return .other }
        guard wanted.pointee.kind == .text else {
            return list.pointee.length == 0 ? .other : missing(wanted)
        }
        stepsLeft &-= wanted.pointee.length >> 4 &+ list.pointee.length &+ 1
        var isFound = false
        for index in 0..<list.pointee.length {
            let element = cells + list.pointee.start + index
            guard element.pointee.kind == .text else { return .other }
            if isSame(wanted, element) { isFound = true }
        }
        return isFound ? .yes : .no
    }

    @inline(__always)
    private func isSame(
        _ one: UnsafeMutablePointer<SheetCell>,
        _ other: UnsafeMutablePointer<SheetCell>
    ) -> Bool {
        let length = one.pointee.length
        guard other.pointee.length == length else { return false }
        let (a, b) = (texts + one.pointee.start, texts + other.pointee.start)
        for index in 0..<length where a[index] != b[index] { return false }
        return true
    }

    // MARK: Several

    private mutating func fold(
        _ step: UnsafeMutablePointer<SheetProgram.Step>,
        decisive: SheetReading,
        otherwise: SheetReading
    ) -> SheetReading {
        var result = otherwise
        let parts = parts + Int(step.pointee.first)
        for index in 0..<Int(step.pointee.count) {
            let reading = value(of: parts[index])
            if reading == decisive { return decisive }
            if reading == .other || (reading == .open && result != .other) { result = reading }
        }
        return result
    }

    private mutating func quantified(
        _ step: UnsafeMutablePointer<SheetProgram.Step>,
        decisive: SheetReading,
        otherwise: SheetReading
    ) -> SheetReading {
        let list = cells + place(step)
        guard list.pointee.kind == .list || list.pointee.kind == .rows else {
            return missing(list)
        }
        let count = list.pointee.length
        stepsLeft &-= count
        guard stepsLeft >= 0 else { return .other }
        let isLinked = list.pointee.kind == .rows
        let (body, local) = (steps + Int(step.pointee.first), Int(step.pointee.detail))
        let needsCell = body.pointee.needsOneCell(of: local)
        var result = otherwise
        var place = list.pointee.start
        for _ in 0..<count {
            let reading: SheetReading
            if needsCell {
                reading = self.reading(body, cells + (place &+ Int(body.pointee.offset)))
            } else {
                locals[local] = UInt32(truncatingIfNeeded: place)
                reading = value(of: step.pointee.first)
            }
            if reading == decisive { return decisive }
            if reading == .other || (reading == .open && result != .other) { result = reading }
            place = isLinked ? cells[place].length : place &+ 1
        }
        return result
    }

    private mutating func variable(
        _ step: UnsafeMutablePointer<SheetProgram.Step>
    ) -> SheetReading {
        let index = Int(step.pointee.number)
        if let reading = SheetReading(rawValue: known[index] &- 1) { return reading }
        // A variable has steps of its own, and its comprehensions are no part of those around it.
        let outer = (stepsLeft, locals)
        let reading = read(step.pointee.first)
        (stepsLeft, locals) = outer
        known[index] = reading.rawValue + 1
        return reading
    }

    // MARK: Comparisons

    private func order(_ step: UnsafeMutablePointer<SheetProgram.Step>) -> SheetReading {
        let left = operand(step.pointee.first)
        let right = operand(step.pointee.count)
        if left.kind == .fault || left.kind == .absent || right.kind == .fault
            || right.kind == .absent
        {
            return .other
        }
        if left.kind == .open || right.kind == .open { return .open }
        guard left.kind == right.kind else { return .other }
        switch left.kind {
        case .whole:
            return holds(
                step,
                isLess: left.payload < right.payload,
                isSame: left.payload == right.payload
            ) ? .yes : .no
        case .instant, .duration:
            let isSame = left.payload == right.payload
            return holds(
                step,
                isLess: left.payload < right.payload || (isSame && left.extra < right.extra),
                isSame: isSame && left.extra == right.extra
            ) ? .yes : .no
        default: return .other
        }
    }

    /// An operand's value; no list and no group.
    func operand(_ index: Int32) -> SheetCell {
        let step = steps + Int(index)
        switch step.pointee.action {
        case .constant: return program.cells[Int(step.pointee.first)]
        case .cell:
            let cell = cells[place(step)]
            switch cell.kind {
            case .list, .rows, .group: return .fault
            default: return cell
            }
        case .size: return size(step)
        case .minus, .plus: return sum(step)
        case .call: return call(step)
        default: return .fault
        }
    }

    private func size(_ step: UnsafeMutablePointer<SheetProgram.Step>) -> SheetCell {
        let inside = steps + Int(parts[Int(step.pointee.first)])
        return inside.pointee.action == .cell ? count(inside) : .fault
    }

    /// How many elements or scalars a field has.
    func count(_ step: UnsafeMutablePointer<SheetProgram.Step>) -> SheetCell {
        let cell = cells[place(step)]
        switch cell.kind {
        case .open: return cell
        case .list, .rows: return .whole(Int64(cell.length))
        case .text:
            var count: Int64 = 0
            for index in 0..<cell.length where !texts[cell.start + index].continuesScalar {
                count += 1
            }
            return .whole(count)
        default: return .fault
        }
    }

    /// The sum or difference of numbers and times, which is what most calls are.
    private func sum(_ step: UnsafeMutablePointer<SheetProgram.Step>) -> SheetCell {
        guard step.pointee.count == 2 else { return call(step) }
        let parts = parts + Int(step.pointee.first)
        let (left, right) = (operand(parts[0]), operand(parts[1]))
        guard step.pointee.action == .minus, left.kind == .instant, right.kind == .instant,
            left.extra == 0, right.extra == 0
        else { return call(step, [left, right]) }
        // Both are within the years 1 to 9999.
        let seconds = left.payload - right.payload
        guard seconds.magnitude < UInt64(Duration.limit) else { return call(step, [left, right]) }
        return SheetCell(payload: seconds, kind: .duration)
    }

    private func call(_ step: UnsafeMutablePointer<SheetProgram.Step>) -> SheetCell {
        let parts = parts + Int(step.pointee.first)
        return call(step, (0..<Int(step.pointee.count)).map { operand(parts[$0]) })
    }

    /// What a function comes to that sheets know nothing of.
    private func call(
        _ step: UnsafeMutablePointer<SheetProgram.Step>,
        _ operands: [SheetCell]
    ) -> SheetCell {
        var isOpen = false
        var values: [Value] = []
        for operand in operands {
            switch operand.kind {
            case .open: isOpen = true
            case .truth: values.append(.bool(operand.payload != 0))
            case .whole: values.append(.int(operand.payload))
            case .double:
                values.append(.double(Double(bitPattern: UInt64(bitPattern: operand.payload))))
            case .text: values.append(.string(text(operand)))
            case .instant:
                guard let time = operand.timestamp else { return .fault }
                values.append(.timestamp(time))
            case .duration: values.append(.duration(operand.lengthOfTime))
            default: return .fault
            }
        }
        if isOpen { return .open }
        switch program.functions[Int(step.pointee.offset)].apply(values, zones) {
        case .bool(let truth): return .truth(truth)
        case .int(let number): return .whole(number)
        case .timestamp(let time): return .instant(time)
        case .duration(let length): return .duration(length)
        default: return .fault
        }
    }

    /// The text in a cell.
    func text(_ cell: SheetCell) -> String {
        String(
            decoding: UnsafeBufferPointer(start: texts + cell.start, count: cell.length),
            as: UTF8.self
        )
    }
}

extension SheetCell {
    /// The instant in the cell.
    var timestamp: Timestamp? { Timestamp(seconds: payload, nanos: Int32(bitPattern: extra)) }

    /// The length of time in the cell.
    var lengthOfTime: Duration {
        Duration(seconds: payload, nanos: Int64(Int32(bitPattern: extra)))
    }
}
