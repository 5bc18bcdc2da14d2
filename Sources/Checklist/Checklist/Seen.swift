/// The texts that have been met, to find the ones that are there twice in any number of them.
struct Seen {
    /// The first texts: as long as there are few, comparing beats hashing.
    private var few: [String] = []
    private var many: Set<[UInt8]> = []

    /// True the first time.
    mutating func isNew(_ text: String) -> Bool {
        if many.isEmpty {
            if few.contains(where: { sameScalars($0, text) }) { return false }
            few.append(text)
            if few.count > 16 { many = Set(few.map { Array($0.utf8) }) }
            return true
        }
        return many.insert(Array(text.utf8)).inserted
    }
}
