/// Something about a record that a person should know.
struct RecordProblem: Equatable, Sendable {
    enum Severity: Sendable {
        /// Nothing is wrong: an erasure that was recorded, a cut-off entry that was closed.
        case note
        /// A write was cut off, and the next one will mend it.
        case unfinished
        /// It cannot be judged: it is of a newer version.
        case unknown
        /// What was saved is not there any more as it was saved.
        case damage
    }

    let severity: Severity
    /// The file, from the store's folder.
    let file: String
    var seq: Int?
    /// The byte at which it begins.
    var offset: Int?
    /// Lower case, one sentence, no full stop.
    let text: String

    /// On one line, with its place.
    var line: String {
        var place = file
        if let seq { place += ", entry \(seq)" }
        if let offset { place += ", byte \(offset)" }
        return "\(place): \(text)"
    }
}
