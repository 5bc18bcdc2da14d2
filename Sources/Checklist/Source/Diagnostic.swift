/// One problem in a text, with its place.
public struct Diagnostic: Sendable {
    /// What is wrong: lower case, one sentence, no full stop, the user's words in backticks.
    public let message: String
    /// What to do about it, in the same style.
    public let help: String?
    /// The text that holds the problem.
    public let source: SourceText
    /// The bytes that are at fault.
    public let span: Range<Int>

    /// A problem at some bytes of a text.
    public init(message: String, help: String? = nil, source: SourceText, span: Range<Int>) {
        self.message = message
        self.help = help
        self.source = source
        self.span = span
    }

    /// Where the problem begins.
    public var location: Location { source.location(ofOffset: span.lowerBound) }

    /// The problem for a person: its place and message, the line of the source, a caret, the help.
    ///
    /// The result is inert, whatever the source holds.
    public func rendered() -> String {
        let place = location
        let excerpt = Excerpt(of: span, in: source)
        var text = "\(source.name.inert):\(place.line):\(place.column): error: \(message.inert)"
        if !excerpt.line.isEmpty { text += "\n  " + excerpt.line + "\n  " + excerpt.underline }
        if let help { text += "\n  help: " + help.inert }
        return text
    }
}

/// One or more problems, found together.
///
/// INVARIANT: `all` is never empty. It is sorted by source, in the order in which the sources
/// first appeared, then by offset; those at one offset keep their order.
public struct Diagnostics: Error, Sendable {
    /// At most this many are kept; the rest are counted.
    public static let limit = 100

    /// The problems, at most `limit`.
    public let all: [Diagnostic]
    /// How many more there were.
    public let omitted: Int

    /// Sorts problems, of which there must be at least one, and keeps the first hundred.
    public init(_ problems: [Diagnostic]) {
        self.init(problems, omitted: 0)
    }

    /// As above, where some problems were already left out.
    package init(_ problems: [Diagnostic], omitted: Int) {
        precondition(!problems.isEmpty, "Diagnostics hold at least one problem")
        var names: [String] = []
        var keys: [(source: Int, offset: Int, index: Int)] = []
        for (index, problem) in problems.enumerated() {
            let name = problem.source.name
            let source = names.firstIndex { $0.utf8.elementsEqual(name.utf8) } ?? names.count
            if source == names.count { names.append(name) }
            keys.append((source, problem.span.lowerBound, index))
        }
        keys.sort { ($0.source, $0.offset, $0.index) < ($1.source, $1.offset, $1.index) }
        self.all = keys.prefix(Diagnostics.limit).map { problems[$0.index] }
        self.omitted = omitted + max(0, problems.count - Diagnostics.limit)
    }

    /// All problems for a person, one under the other.
    public func rendered() -> String {
        var text = ""
        for (index, problem) in all.enumerated() {
            text += (index == 0 ? "" : "\n") + problem.rendered()
        }
        if omitted > 0 { text += "\nand \(omitted) more" }
        return text
    }
}
