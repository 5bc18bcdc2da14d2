/// Collects what is wrong with some documents, so that all of it can be told together.
struct Problems {
    private(set) var all: [Diagnostic] = []
    private(set) var omitted = 0

    /// Whether nothing was found.
    var isEmpty: Bool { all.isEmpty }

    mutating func add(
        _ message: String,
        help: String? = nil,
        at span: Range<Int>,
        in document: Document
    ) {
        // A document with a million mistakes must not need memory for a million messages.
        guard all.count < 10 * Diagnostics.limit else {
            omitted += 1
            return
        }
        all.append(Diagnostic(message: message, help: help, source: document.source, span: span))
    }

    mutating func add(_ others: Problems) {
        all += others.all
        omitted += others.omitted
    }

    /// A problem in an expression that stands in a text of the document, so many bytes in.
    mutating func add(
        _ problem: SyntaxProblem,
        in node: Node,
        startingAt start: Int = 0,
        of document: Document
    ) {
        let from = document.offset(ofDecoded: start + problem.span.lowerBound, in: node)
        let to = document.offset(ofDecoded: start + problem.span.upperBound, in: node)
        add(problem.message, help: problem.help, at: from..<max(from, to), in: document)
    }

    /// Throws what was found, if anything was.
    func throwIfAny() throws(Diagnostics) {
        if !all.isEmpty { throw Diagnostics(all, omitted: omitted) }
    }
}
