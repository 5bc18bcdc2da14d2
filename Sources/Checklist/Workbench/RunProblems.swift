/// What is wrong with a file of cases, or with the documents that it names.
struct RunProblems {
    private let source: SourceText
    private var all: [Diagnostic] = []
    private var omitted = 0

    /// - Parameter source: the file of cases.
    init(_ source: SourceText) {
        self.source = source
    }

    /// A problem in the file of cases.
    mutating func add(_ message: String, help: String? = nil, at span: Range<Int>) {
        add([Diagnostic(message: message, help: help, source: source, span: span)])
    }

    /// Problems that were found elsewhere.
    mutating func add(_ found: [Diagnostic], omitted: Int = 0) {
        // A file with a million mistakes must not need memory for a million messages.
        let kept = found.prefix(max(0, 10 * Diagnostics.limit - all.count))
        all += kept
        self.omitted += omitted + found.count - kept.count
    }

    /// A word that stands for nothing.
    mutating func unknown(_ what: String, _ word: Placed<String>, among known: [String]) {
        var help = nearest(to: word.value, among: known).map { "did you mean `\($0.inert)`?" }
        if help == nil, !known.isEmpty, known.count <= 12 {
            let names = listed(known.map { "`\($0.inert)`" })
            help = known.count == 1 ? "there is only \(names)" : "there are \(names)"
        }
        add("there is no \(what) `\(word.value.inert)`", help: help, at: word.span)
    }

    /// Throws what was found, if anything was.
    func throwIfAny() throws(Diagnostics) {
        if !all.isEmpty { throw Diagnostics(all, omitted: omitted) }
    }
}
