/// The texts that have been met, to find the ones that are there twice in any number of them.
struct Seen {
    private var texts: Set<[UInt8]> = []

    /// True the first time.
    mutating func isNew(_ text: String) -> Bool { texts.insert(Array(text.utf8)).inserted }
}
