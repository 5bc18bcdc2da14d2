/// What a field on a sheet is called, and which group it belongs to; it owns nothing.
struct SheetName {
    /// The bytes of the path among the program's: from the form on, such as `trip.lead.age`, or
    /// from the element of a list on, such as `.age`.
    var path: (start: Int32, count: Int32)
    /// The path as a name in JSON, with its colon, where no element is on the way.
    var member: (start: Int32, count: Int32) = (0, 0)
    /// The name's place among all that have no element on the way, as an object's members are
    /// sorted.
    var rank: Int32 = 0
    /// The list that the element is of; -1 where no element is on the way.
    var list: Int32 = -1
    /// Which form it is, counted from the first, or which element.
    var base: Int32 = 0
    /// Where the cell lies within the form or the element, and where its group's own cell does.
    var offset: Int32 = 0
    var owner: Int32 = 0
    /// Where the cell lies, within an element of this list, that names it; -1 if none does.
    var key: Int32 = -1
}

/// What a field on a sheet asks.
struct SheetField: Sendable {
    /// The form's name.
    let form: String
    let field: Field
}

/// Collects names.
struct SheetNames {
    private(set) var names: [SheetName] = []
    /// What each asks; nothing for the text of a count.
    private(set) var fields: [SheetField?] = []
    private(set) var bytes: [UInt8] = []
    /// The names that there are already, by their texts and lists.
    private var known: [String: Int32] = [:]

    /// The number of a field's name.
    ///
    /// - Parameters:
    ///   - code: the field.
    ///   - list: the name of the list that the element is of, if it belongs to one; -1 if nobody
    ///     knows.
    ///   - base: which form it is, or which element.
    /// - Returns: nothing for what is no field.
    mutating func name(of code: Code, in list: Int32?, base: Int) -> Int32? {
        guard case .slot(let operand, let slot) = code.kind,
            case .record(let group) = operand.type, group.fields.indices.contains(slot)
        else { return nil }
        if let list, list < 0 { return nil }
        guard let (path, owner, form) = SheetNames.path(to: operand) else { return nil }
        let text = "\(path).\(group.fields[slot].name)"
        let id = "\(list ?? -1) \(text)"
        if let number = known[id] { return number }
        var name = SheetName(path: add(text))
        if let list {
            name.list = list
        } else {
            name.member = add(JSON.string(text).canonical() + ":")
        }
        name.base = Int32(base)
        name.owner = Int32(owner)
        name.offset = Int32(owner + group.offsets[slot])
        if case .groups(let element, _) = group.fields[slot].type, let key = element.key {
            name.key = Int32(element.offsets[key])
        }
        let outer = list.flatMap { fields[Int($0)]?.form } ?? ""
        fields.append(SheetField(form: form ?? outer, field: group.fields[slot]))
        return add(name, id)
    }

    /// The number of the name of a count, which is what is written.
    mutating func name(ofCount text: [UInt8]) -> Int32 {
        let text = String(decoding: text, as: UTF8.self)
        if let number = known[text] { return number }
        fields.append(nil)
        return add(
            SheetName(path: add(text), member: add(JSON.string(text).canonical() + ":")),
            text
        )
    }

    /// All names, each with its rank.
    var ranked: [SheetName] {
        func path(_ index: Int) -> ArraySlice<UInt8> {
            let (start, count) = names[index].path
            return bytes[Int(start)..<Int(start + count)]
        }
        var ranked = names
        let order = names.indices.sorted { JSON.comesBefore(path($0), path($1)) }
        for (rank, index) in order.enumerated() { ranked[index].rank = Int32(rank) }
        return ranked
    }

    private mutating func add(_ name: SheetName, _ id: String) -> Int32 {
        names.append(name)
        known[id] = Int32(names.count - 1)
        return Int32(names.count - 1)
    }

    private mutating func add(_ text: String) -> (start: Int32, count: Int32) {
        let start = bytes.count
        bytes += text.utf8
        return (Int32(start), Int32(bytes.count - start))
    }

    /// The path to a group from its form or element on, where its own cell lies from there, and
    /// the form.
    private static func path(to code: Code) -> (path: String, offset: Int, form: String?)? {
        guard case .record(let group) = code.type else { return nil }
        switch code.kind {
        case .root: return (group.name, 0, group.name)
        case .local: return ("", 0, nil)
        case .slot(let operand, let slot):
            guard case .record(let outer) = operand.type, outer.fields.indices.contains(slot),
                let (path, offset, form) = path(to: operand)
            else { return nil }
            return ("\(path).\(outer.fields[slot].name)", offset + outer.offsets[slot], form)
        default: return nil
        }
    }
}
