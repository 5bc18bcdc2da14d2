// What nobody has answered: it is open, or a default counts, or it does not apply.

extension SheetReader {
    /// Settles what is not answered in a form.
    ///
    /// - Parameter row: where its cells are.
    /// - Returns: false if it has to be read in the longer way.
    mutating func settle(_ row: Int) -> Bool {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1) { known in
            guard let known = known.baseAddress else { return false }
            // No condition of a form has variables.
            known.initialize(to: 0)
            var run = SheetRun(shape.conditions, sheet, zones: zones, known: known)
            return settle(0, row, applies: true, &run, in: 0)
        }
    }

    /// Settles what is not answered in a group, in the order in which the fields are declared.
    ///
    /// - Parameters:
    ///   - index: the group.
    ///   - row: where its cells are.
    ///   - applies: whether the group applies.
    ///   - run: asks conditions; the elements that they stand in are its own.
    ///   - element: the element of a list that the group is in, or is.
    /// - Returns: false if it has to be read in the longer way.
    private mutating func settle(
        _ index: Int,
        _ row: Int,
        applies: Bool,
        _ run: inout SheetRun,
        in element: Int
    ) -> Bool {
        let group = groups[index]
        let isGiven = cells[row].payload != 0
        for slot in group.first..<group.end {
            let shape = slots + slot
            let place = row &+ shape.pointee.offset
            let kind = cells[place].kind
            let isInside = shape.pointee.kind == .group || kind == .rows
            guard kind == .absent || isInside else { continue }
            if kind == .absent, shape.pointee.isRequired, isGiven { return false }
            var applies = applies
            if shape.pointee.condition != -1, applies {
                guard shape.pointee.condition >= 0 else { return false }
                switch run.read(shape.pointee.condition, this: element) {
                case .yes: break
                case .no: applies = false
                case .open, .other: return false
                }
            }
            if kind == .rows {
                guard settleRows(shape, place, applies: applies, &run) else { return false }
                continue
            }
            if kind == .absent {
                guard applies else { continue }
                guard shape.pointee.kind == .group else {
                    let fallback = shape.pointee.fallback
                    cells[place] = fallback < 0 ? .open : cells[fallbacks &+ fallback]
                    continue
                }
                cells[place] = SheetCell(kind: .group)
            }
            guard settle(shape.pointee.part, place, applies: applies, &run, in: element) else {
                return false
            }
        }
        return true
    }

    private mutating func settleRows(
        _ shape: UnsafeMutablePointer<SheetShape.SlotShape>,
        _ place: Int,
        applies: Bool,
        _ run: inout SheetRun
    ) -> Bool {
        let rows = cells[place]
        // No condition inside can ask for the list that it stands in.
        cells[place] = SheetCell()
        defer { cells[place] = rows }
        var row = rows.start
        for _ in 0..<rows.length {
            guard settle(shape.pointee.part, row, applies: applies, &run, in: row) else {
                return false
            }
            row = cells[row].length
        }
        return true
    }
}
