/// Test cases for one checklist as their file has them: read, but not yet compared with the
/// checklist that they are for.
public struct CasesFile: Sendable {
    /// The id of the checklist that the cases are for, and where the file names it.
    public let checklist: String
    /// The bytes of the checklist's id.
    public let checklistSpan: Range<Int>
    /// What the cases are about, if the file says so.
    public let about: String?

    let document: Document
    let bases: [BaseSpec]
    let cases: [CaseSpec]
    let survivors: [ExceptionSpec]
    let unseen: [ExceptionSpec]
    /// What is wrong so far; told together with what is wrong with the rest.
    let problems: Problems

    /// The files that the bases name, each once.
    ///
    /// The paths are relative to the cases' own file, and the spans are those of the first place
    /// that names them.
    public var paths: [(path: String, span: Range<Int>)] {
        var paths: [(path: String, span: Range<Int>)] = []
        for document in bases.flatMap({ $0.documents }) {
            guard case .string(let path) = document.node.content,
                !paths.contains(where: { sameScalars($0.path, path) })
            else { continue }
            paths.append((path, document.node.span))
        }
        return paths
    }
}

/// A word and where it stands.
struct Placed<Word: Sendable>: Sendable {
    let value: Word
    let span: Range<Int>
}

/// A set of documents that the cases start from, with the status of every rule.
struct BaseSpec: Sendable {
    let name: Placed<String>
    let moment: Placed<String>
    let now: Placed<String>
    /// What each form's document is: a text that names a file, or the document itself.
    let documents: [(form: Placed<String>, node: Node)]
    let expect: Expect?

    struct Expect: Sendable {
        let span: Range<Int>
        let decision: Placed<Decision>?
        let statuses: [(rule: Placed<String>, status: Status)]
        /// Where the list of statuses stands; nothing if there is none.
        let statusesSpan: Range<Int>?
    }
}

/// A case: what is different from its base, and what follows from it.
struct CaseSpec: Sendable {
    let name: Placed<String>
    let base: Placed<String>
    let moment: Placed<String>?
    let now: Placed<String>?
    /// What is given instead of the base's answers: paths and values.
    let given: [Member]
    let givenSpan: Range<Int>
    let expect: Expect

    struct Expect: Sendable {
        let span: Range<Int>
        let decision: Placed<Decision>?
        let rules: [(rule: Placed<String>, status: Placed<Status>)]
        let questions: Placed<[Placed<String>]>?
        let words: [(rule: Placed<String>, words: [Placed<String>])]
        /// Rules that are not named may come to anything.
        let othersAreFree: Bool
    }
}

/// Something that is left as it is, with the reason.
struct ExceptionSpec: Sendable {
    let what: Placed<String>
    let why: String
}
