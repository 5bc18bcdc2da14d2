extension CasesFile {
    /// Reads a file of cases.
    ///
    /// - Throws: what is wrong, if not even the checklist is named. All other problems are told
    ///   when the cases are compared with their checklist, together with what only shows then.
    public init(_ document: Document) throws(Diagnostics) {
        var reader = CasesReader(document)
        let members = Members(document.root, in: document, .casesFile, &reader.problems)
        members?.requireAll(of: "the file of cases", &reader.problems)
        guard let members, let checklist = reader.placed("casesFor", members) else {
            throw Diagnostics(reader.problems.all, omitted: reader.problems.omitted)
        }
        self.document = document
        self.checklist = checklist.value
        checklistSpan = checklist.span
        about = members.text("about")
        bases = reader.bases(members)
        cases = reader.cases(members)
        survivors = reader.exceptions("survivors", "mutant", .survivor, members)
        unseen = reader.exceptions("unseen", "outcome", .unseen, members)
        problems = reader.problems
    }
}

/// Reads the parts of a file of cases.
struct CasesReader {
    let document: Document
    var problems = Problems()

    init(_ document: Document) {
        self.document = document
    }

    // MARK: Bases

    fileprivate mutating func bases(_ file: Members) -> [BaseSpec] {
        let list = file.entries("bases")
        if list.isEmpty, let node = file.node("bases") {
            problems.add(
                "there is no base",
                help: "a base has the documents that cases start from",
                at: node.span.prefix,
                in: document
            )
        }
        return list.compactMap { base($0) }
    }

    private mutating func base(_ member: Member) -> BaseSpec? {
        guard let members = Members(member.value, in: document, .base, &problems) else {
            return nil
        }
        members.requireAll(of: "the base `\(member.name.inert)`", &problems)
        var documents: [(form: Placed<String>, node: Node)] = []
        for entry in members.entries("documents") {
            switch entry.value.content {
            case .string, .object:
                documents.append((Placed(value: entry.name, span: entry.nameSpan), entry.value))
            default:
                problems.add(
                    "a document is the name of a file, or the document itself",
                    at: entry.value.span,
                    in: document
                )
            }
        }
        let expect = members.node("expect").flatMap { baseExpect($0) }
        guard let moment = placed("moment", members), let now = placed("now", members) else {
            return nil
        }
        return BaseSpec(
            name: Placed(value: member.name, span: member.nameSpan),
            moment: moment,
            now: now,
            documents: documents,
            expect: expect
        )
    }

    private mutating func baseExpect(_ node: Node) -> BaseSpec.Expect? {
        guard let members = Members(node, in: document, .baseExpect, &problems) else { return nil }
        members.requireAll(of: "`expect`", &problems)
        var statuses: [(rule: Placed<String>, status: Status)] = []
        for entry in members.entries("statuses") {
            guard let status = status(entry), case .array(let rules) = entry.value.content else {
                continue
            }
            for rule in texts(rules) { statuses.append((rule, status)) }
        }
        return BaseSpec.Expect(
            span: node.span,
            decision: decision(members),
            statuses: statuses,
            statusesSpan: members.node("statuses")?.span
        )
    }

    /// The status that a list of rules stands under.
    private mutating func status(_ entry: Member) -> Status? {
        if let status = Status(rawValue: entry.name) { return status }
        let words = Status.allCases.map { $0.rawValue }
        problems.add(
            "there is no status `\(entry.name.inert)`",
            help: nearest(to: entry.name, among: words).map { "did you mean `\($0)`?" }
                ?? "it is one of \(listed(words.map { "`\($0)`" }))",
            at: entry.nameSpan,
            in: document
        )
        return nil
    }

    // MARK: Exceptions

    fileprivate mutating func exceptions(
        _ name: String,
        _ key: String,
        _ shape: Shape,
        _ file: Members
    ) -> [ExceptionSpec] {
        var exceptions: [ExceptionSpec] = []
        for node in file.elements(name) {
            guard let members = Members(node, in: document, shape, &problems) else { continue }
            members.requireAll(of: "an entry of `\(name)`", &problems)
            guard let what = placed(key, members), let why = members.text("why") else { continue }
            exceptions.append(ExceptionSpec(what: what, why: why))
        }
        return exceptions
    }
}

// MARK: Smaller parts

extension CasesReader {
    /// A member that is a text, with its place.
    func placed(_ name: String, _ members: Members) -> Placed<String>? {
        guard let text = members.text(name), let node = members.node(name) else { return nil }
        return Placed(value: text, span: node.span)
    }

    /// The texts among some nodes; of anything else there is a problem by now.
    func texts(_ nodes: [Node]) -> [Placed<String>] {
        nodes.compactMap { node in
            guard case .string(let text) = node.content else { return nil }
            return Placed(value: text, span: node.span)
        }
    }

    /// The member `decision`.
    func decision(_ members: Members) -> Placed<Decision>? {
        guard let decision = members.word("decision", Decision.self),
            let node = members.node("decision")
        else { return nil }
        return Placed(value: decision, span: node.span)
    }
}

extension Members {
    /// The members of a member that is an object with free names.
    func entries(_ name: String) -> [Member] {
        guard case .object(let entries)? = node(name)?.content else { return [] }
        return entries
    }
}
