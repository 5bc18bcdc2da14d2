/// A tape as a source of answers.
///
/// Problems have no place on it: whoever reads from a tape only learns that there are some.
struct TapeSource: AnswerSource {
    let tape: Tape

    func sort(_ item: Int, by group: Group, into given: inout [Int?], at base: Int) -> [Member]? {
        let entries = tape.entries
        guard entries[item].kind == .object, let text = tape.bytes.baseAddress else { return nil }
        var others: [Member] = []
        var index = item + 1
        let end = Int(entries[item].next)
        var expected = 0
        while index < end {
            let name = entries[index]
            let key = NameTable.Key(text + Int(name.start) + 1, Int(name.end - name.start) - 2)
            if let slot = group.names.slot(key, expecting: expected), given[base + slot] == nil {
                given[base + slot] = index + 1
                expected = slot + 1
            } else {
                // Also a field that is there twice, which is as wrong as one that is unknown.
                others.append(
                    Member(
                        name: others.isEmpty ? tape.string(at: index) ?? "" : "",
                        nameSpan: 0..<0,
                        value: node(index + 1)
                    )
                )
            }
            index = Int(entries[index + 1].next)
        }
        return others
    }

    func elements(of item: Int) -> [Int]? {
        guard tape.entries[item].kind == .array else { return nil }
        var elements: [Int] = []
        var index = item + 1
        let end = Int(tape.entries[item].next)
        while index < end {
            elements.append(index)
            index = Int(tape.entries[index].next)
        }
        return elements
    }

    func text(named name: String, in item: Int) -> String? {
        guard tape.entries[item].kind == .object else { return nil }
        var index = item + 1
        let end = Int(tape.entries[item].next)
        while index < end {
            if let found = tape.string(at: index), sameScalars(found, name) {
                guard case .string(let text) = node(index + 1).content else { return nil }
                return text
            }
            index = Int(tape.entries[index + 1].next)
        }
        return nil
    }

    func answer(_ item: Int, to shape: FieldShape) -> Value? {
        let entry = tape.entries[item]
        let length = Int(entry.end - entry.start)
        switch shape.kind {
        case .truth:
            if entry.kind == .yes { return .bool(true) }
            return entry.kind == .no ? .bool(false) : nil
        case .whole(let limits):
            guard entry.kind == .number, let number = whole(entry), limits.contains(number)
            else { return nil }
            return .int(number)
        case .text(let limits):
            guard entry.kind == .string, limits.contains(length - 2) else { return nil }
            return tape.string(at: item).map { .string($0) }
        case .choice(let words, let values):
            guard entry.kind == .string, let text = tape.bytes.baseAddress else { return nil }
            let key = NameTable.Key(text + Int(entry.start) + 1, length - 2)
            return words.slot(key, expecting: 0).map { values[$0] }
        default: return nil
        }
    }

    /// The number in an entry, if it is whole and short.
    private func whole(_ entry: Tape.Entry) -> Int64? {
        guard entry.end - entry.start <= 18 else { return nil }
        var number: Int64 = 0
        for offset in Int(entry.start)..<Int(entry.end) {
            let digit = tape.bytes[offset] &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            number = number &* 10 &+ Int64(digit)
        }
        return number
    }

    func node(_ item: Int) -> Node {
        let content: Content =
            switch tape.entries[item].kind {
            // A wrong escape has no answer, so that the reader complains.
            case .string, .stringWithEscapes: tape.string(at: item).map { .string($0) } ?? .null
            case .number: .number(Number(unchecked: digits(of: item)))
            case .yes: .bool(true)
            case .no: .bool(false)
            case .null: .null
            case .array: .array((elements(of: item) ?? []).map { node($0) })
            case .object: .object([])
            }
        return Node(content, 0..<0)
    }

    private func digits(of item: Int) -> String {
        let entry = tape.entries[item]
        let digits = tape.bytes[Int(entry.start)..<Int(entry.end)]
        return String(decoding: UnsafeBufferPointer(rebasing: digits), as: UTF8.self)
    }
}
