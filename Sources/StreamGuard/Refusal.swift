import Checklist

/// Why no answer could be given: one plain sentence, or the problems of one or more texts.
struct Refusal: Error {
    /// Lower case, one sentence, no full stop, the user's words in backticks.
    let message: String
    let hint: String?
    /// What is wrong in the files themselves, shown before the message.
    let problems: Diagnostics?

    init(_ message: String, hint: String? = nil, problems: Diagnostics? = nil) {
        self.message = message
        self.hint = hint
        self.problems = problems
    }
}

extension String {
    /// The name of a file inside a message: inert, in backticks, cut only if it is absurdly long.
    var quotedPath: String {
        let limit = 240
        let isCut = unicodeScalars.count > limit
        let shown = isCut ? String(String.UnicodeScalarView(unicodeScalars.prefix(limit))) : self
        return "`\(shown.inert)\(isCut ? "…" : "")`"
    }
}
