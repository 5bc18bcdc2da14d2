import Checklist

/// The minibus files with some text replaced, looked over.
struct LintTrip {
    let findings: [LintFinding]

    /// - Parameters:
    ///   - edits: what is replaced, in whichever file it stands.
    ///   - readByHost: fields that the host reads itself.
    /// - Throws: what is wrong with the files.
    init(_ edits: [(String, String)] = [], readByHost: [String] = LintTrip.host) throws {
        var texts = try ["depot.form.json", "trip.form.json", "minibus.checklist.json"].map {
            (name: $0, text: try Fixtures.text($0))
        }
        for (old, new) in edits {
            guard let index = texts.firstIndex(where: { $0.text.contains(old) }) else {
                preconditionFailure("no fixture has \(old)")
            }
            texts[index].text = texts[index].text.replacing(old, with: new)
        }
        let documents = try texts.map {
            try Document(parsing: SourceText(name: $0.name, text: $0.text))
        }
        let (forms, checklists) = (Array(documents[..<2]), [documents[2]])
        findings = try Rulebook(forms: forms, checklists: checklists)
            .lint(forms: forms, checklists: checklists, readByHost: readByHost)
    }

    /// What the fixtures ask beyond their rules, for other tests.
    static let host = ["depot.zone", "trip.papers.translated"]

    /// The warnings that the files as they are do not give, as `code: words`; what nothing reads
    /// any more is left out.
    static func news(_ edits: [(String, String)]) throws -> [String] {
        let known = try LintTrip.known.get()
        return try LintTrip(edits).brief.filter {
            !known.contains($0) && !$0.hasPrefix("unread-field")
        }
    }

    /// The warnings of one code, as a person reads them.
    static func shown(_ code: LintCode, _ old: String, _ new: String) throws -> String {
        try LintTrip([(old, new)]).findings.filter { $0.code == code }.map { $0.rendered() }
            .joined(separator: "\n")
    }

    private static let known = Result { try LintTrip().brief }

    private var brief: [String] {
        findings.map { "\($0.code.rawValue): \($0.problem.source.text($0.problem.span))" }
    }
}
