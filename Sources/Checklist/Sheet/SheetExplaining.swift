// Why a condition came out as it did: what ``Reasons`` finds by evaluation, found on the sheet.

extension SheetRun {
    /// Collects the values that made a condition true or false.
    ///
    /// - Parameters:
    ///   - condition: the step that it begins with.
    ///   - result: what it came to, which is yes or no.
    ///   - reasons: where they are collected.
    mutating func explain(
        _ condition: Int32,
        is result: SheetReading,
        _ reasons: inout SheetReasons
    ) {
        let step = steps + Int(condition)
        switch step.pointee.action {
        case .not: explain(step.pointee.first, is: result == .yes ? .no : .yes, &reasons)
        case .all, .any: explain(parts: step, is: result, &reasons)
        case .each, .some: explain(elements: step, is: result, &reasons)
        case .variable:
            outsideComprehensions { $0.explain(step.pointee.first, is: result, &reasons) }
        default: collect(condition, belowLocal: .max, &reasons)
        }
    }

    /// If one part is enough, those that are; else all, which then came to the same.
    private mutating func explain(
        parts step: UnsafeMutablePointer<SheetProgram.Step>,
        is result: SheetReading,
        _ reasons: inout SheetReasons
    ) {
        let isDecided = result == step.pointee.decisive
        let parts = parts + Int(step.pointee.first)
        for index in 0..<Int(step.pointee.count) {
            let reading = isDecided ? value(of: parts[index]) : result
            if reading == result { explain(parts[index], is: result, &reasons) }
            // It may have decided as well.
            if reading == .other { reasons.fail() }
        }
    }

    /// The elements that decided; if none did, what the condition compares them with.
    private mutating func explain(
        elements step: UnsafeMutablePointer<SheetProgram.Step>,
        is result: SheetReading,
        _ reasons: inout SheetReasons
    ) {
        let (body, local) = (step.pointee.first, Int(step.pointee.detail))
        guard result == step.pointee.decisive else {
            return collect(body, belowLocal: local, &reasons)
        }
        eachElement(of: step, &reasons) { run, reasons, element in
            let reading = run.value(of: body)
            if reading == .other { reasons.fail() }
            guard reading == result else { return }
            run.elements[local] = reasons.add(element)
            run.explain(body, is: result, &reasons)
        }
    }

    /// Goes through a list, with each element in its place among the locals.
    private mutating func eachElement(
        of step: UnsafeMutablePointer<SheetProgram.Step>,
        _ reasons: inout SheetReasons,
        _ body: (inout SheetRun, inout SheetReasons, SheetReasons.Element) -> Void
    ) {
        let list = cells[place(step)]
        guard list.kind == .list || list.kind == .rows else { return reasons.fail() }
        let local = Int(step.pointee.detail)
        let outer = step.pointee.isLocal ? elements[Int(step.pointee.base)] : -1
        var place = list.start
        for index in 0..<list.length {
            locals[local] = UInt32(truncatingIfNeeded: place)
            body(
                &self,
                &reasons,
                SheetReasons.Element(
                    list: step.pointee.name,
                    outer: outer,
                    row: Int32(truncatingIfNeeded: place),
                    index: Int32(truncatingIfNeeded: index)
                )
            )
            place = list.kind == .rows ? cells[place].length : place &+ 1
        }
    }

    private mutating func outsideComprehensions(_ work: (inout SheetRun) -> Void) {
        let outer = (locals, elements)
        work(&self)
        (locals, elements) = outer
    }

    // MARK: Reads

    /// Collects the values that a condition reads, apart from those inside the elements of
    /// comprehensions from one on.
    private mutating func collect(
        _ condition: Int32,
        belowLocal limit: Int,
        _ reasons: inout SheetReasons
    ) {
        let step = steps + Int(condition)
        switch step.pointee.action {
        case .truth, .presence, .word, .choice, .number, .part, .member, .cell:
            add(step, belowLocal: limit, &reasons)
        case .membership:
            add(steps + Int(step.pointee.first), belowLocal: limit, &reasons)
            add(step, belowLocal: limit, &reasons)
        case .count: add(count: step.pointee.first, of: step, belowLocal: limit, &reasons)
        case .size:
            let list = steps + Int(parts[Int(step.pointee.first)])
            add(count: step.pointee.name, of: list, belowLocal: limit, &reasons)
        case .not, .whole: collect(step.pointee.first, belowLocal: limit, &reasons)
        case .all, .any, .minus, .plus, .call:
            let parts = parts + Int(step.pointee.first)
            for index in 0..<Int(step.pointee.count) {
                collect(parts[index], belowLocal: limit, &reasons)
            }
        case .each, .some:
            let local = Int(step.pointee.detail)
            collect(step.pointee.first, belowLocal: min(limit, local), &reasons)
        case .order:
            collect(step.pointee.first, belowLocal: limit, &reasons)
            collect(step.pointee.count, belowLocal: limit, &reasons)
        case .variable:
            switch value(of: condition) {
            case let result where result == .yes || result == .no:
                outsideComprehensions { $0.explain(step.pointee.first, is: result, &reasons) }
            case .open: break
            default: reasons.fail()
            }
        case .constant: break
        }
    }

    /// Takes note of a field's value.
    private func add(
        _ step: UnsafeMutablePointer<SheetProgram.Step>,
        belowLocal limit: Int,
        _ reasons: inout SheetReasons
    ) {
        let base = Int(step.pointee.base)
        let isLocal = step.pointee.isLocal
        if isLocal, base >= limit { return }
        let place = place(step)
        let value = cells[place]
        let name = step.pointee.name
        guard name >= 0 else {
            // A form, the time, or an element itself.
            if isLocal { add(elementOf: base, value, place, &reasons) }
            return
        }
        switch value.kind {
        case .open, .group: return
        case .fault, .rows: return reasons.fail()
        case .absent:
            // In a group that does not apply there is nothing to name.
            let owner =
                place - Int(program.names[Int(name)].offset - program.names[Int(name)].owner)
            guard cells[owner].kind == .group else { return }
        default: break
        }
        let element = isLocal ? elements[base] : -1
        reasons.add(
            SheetReasons.Deciding(
                place: SheetReasons.Place(
                    name: name,
                    element: element,
                    cell: Int32(truncatingIfNeeded: place)
                ),
                kind: .field,
                value: value
            )
        )
    }

    /// Takes note of an element of a list of plain values.
    private func add(
        elementOf base: Int,
        _ value: SheetCell,
        _ place: Int,
        _ reasons: inout SheetReasons
    ) {
        switch value.kind {
        case .open, .group: return
        case .fault, .absent, .list, .rows: return reasons.fail()
        default: break
        }
        guard elements[base] >= 0 else { return reasons.fail() }
        let element = reasons.elements[Int(elements[base])]
        reasons.add(
            SheetReasons.Deciding(
                place: SheetReasons.Place(
                    name: element.list,
                    element: element.outer,
                    cell: Int32(truncatingIfNeeded: place)
                ),
                kind: .element,
                value: value
            )
        )
    }

    /// Takes note of a count, which says more than the list that it counts.
    private func add(
        count name: Int32,
        of list: UnsafeMutablePointer<SheetProgram.Step>,
        belowLocal limit: Int,
        _ reasons: inout SheetReasons
    ) {
        // Whose list it is has to be told where there are several.
        guard !list.pointee.isLocal else { return add(list, belowLocal: limit, &reasons) }
        guard name >= 0, list.pointee.action == .cell || list.pointee.action == .count else {
            return reasons.fail()
        }
        let count = count(list)
        if count.kind == .open { return }
        guard count.kind == .whole else { return reasons.fail() }
        reasons.add(
            SheetReasons.Deciding(
                place: SheetReasons.Place(name: name, element: -1, cell: -1),
                kind: .count,
                value: count
            )
        )
    }

    // MARK: What is open

    /// Collects the unanswered fields that keep a condition open.
    mutating func gather(_ condition: Int32, _ reasons: inout SheetReasons) {
        let step = steps + Int(condition)
        switch step.pointee.action {
        case .truth, .presence, .word, .choice, .number, .count, .part, .member, .cell:
            gather(step, &reasons)
        case .membership: gather(steps + Int(step.pointee.first), &reasons)
        case .not, .whole: gather(step.pointee.first, &reasons)
        case .all, .any:
            let parts = parts + Int(step.pointee.first)
            for index in 0..<Int(step.pointee.count) where value(of: parts[index]) == .open {
                gather(parts[index], &reasons)
            }
        case .each, .some:
            guard cells[place(step)].kind != .open else { return gather(step, &reasons) }
            let (body, local) = (step.pointee.first, Int(step.pointee.detail))
            eachElement(of: step, &reasons) { run, reasons, element in
                guard run.value(of: body) == .open else { return }
                run.elements[local] = reasons.add(element)
                run.gather(body, &reasons)
            }
        case .variable: outsideComprehensions { $0.gather(step.pointee.first, &reasons) }
        case .order:
            gather(step.pointee.first, &reasons)
            gather(step.pointee.count, &reasons)
        case .minus, .plus, .size, .call:
            let parts = parts + Int(step.pointee.first)
            for index in 0..<Int(step.pointee.count) { gather(parts[index], &reasons) }
        case .constant: break
        }
    }

    /// Takes note of a field that is not answered.
    func gather(
        _ step: UnsafeMutablePointer<SheetProgram.Step>,
        _ reasons: inout SheetReasons
    ) {
        let place = place(step)
        guard cells[place].kind == .open else { return }
        // Another answer may be missing instead of this one.
        guard step.pointee.name >= 0, cells[place].payload == 0 else { return reasons.fail() }
        let element = step.pointee.isLocal ? elements[Int(step.pointee.base)] : -1
        reasons.add(
            SheetReasons.Place(
                name: step.pointee.name,
                element: element,
                cell: Int32(truncatingIfNeeded: place)
            )
        )
    }
}

extension SheetProgram.Step {
    /// What a single part or element has to come to, so that the others do not matter.
    fileprivate var decisive: SheetReading { action == .any || action == .some ? .yes : .no }
}
