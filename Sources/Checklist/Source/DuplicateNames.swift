/// Looks for names that an object gives twice, and keeps what it found.
struct DuplicateNames {
    /// The first hundred.
    private(set) var found: [Diagnostic] = []
    /// How many more there were.
    private(set) var omitted = 0

    /// Looks through one object, in time that grows with its size only.
    mutating func look(in members: [Member], of source: SourceText) {
        guard members.count > 16 else {
            // Nearly all objects are small, and then comparing beats hashing.
            for index in members.indices {
                let first = members[..<index].firstIndex { $0.name.isSame(as: members[index].name) }
                if let first { add(members[index], first: members[first], source) }
            }
            return
        }
        // INVARIANT: at least half of the slots are free. Zero is free, else index + 1.
        var size = 32
        while size < members.count * 2 { size *= 2 }
        var slots = Array(repeating: UInt32(0), count: size)
        for index in members.indices {
            var slot = members[index].name.byteHash & (size - 1)
            while slots[slot] != 0 {
                let first = members[Int(slots[slot]) - 1]
                if first.name.isSame(as: members[index].name) {
                    add(members[index], first: first, source)
                    break
                }
                slot = (slot + 1) & (size - 1)
            }
            if slots[slot] == 0 { slots[slot] = UInt32(index + 1) }
        }
    }

    private mutating func add(_ member: Member, first: Member, _ source: SourceText) {
        guard found.count < Diagnostics.limit else {
            omitted += 1
            return
        }
        found.append(.duplicateName(member, first: first, source))
    }
}

extension String {
    /// Whether two texts are the same bytes; `==` also calls those equal that only look alike.
    func isSame(as other: String) -> Bool {
        utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
    }

    /// A hash of the bytes, keyed afresh in each process so that nobody can prepare collisions.
    fileprivate var byteHash: Int {
        var text = self
        var hasher = Hasher()
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        return hasher.finalize()
    }
}
