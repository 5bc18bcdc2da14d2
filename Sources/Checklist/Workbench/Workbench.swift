/// What a file of cases is run against, apart from the file itself.
public struct TestSetting {
    let rulebook: Rulebook
    let checklist: Document
    let documents: [(path: String, document: Document)]
    let problems: [Diagnostic]
    let zones: Zones
    let zone: ([String: Document]) -> String

    /// - Parameters:
    ///   - rulebook: the forms, and the checklist that the cases are for.
    ///   - checklist: the checklist's own document, for the places of its conditions.
    ///   - documents: what the paths of the cases' bases name.
    ///   - problems: why some of them could not be read.
    ///   - zones: the zones that the host knows.
    ///   - zone: the zone of times that name none, for the documents of a base or a case.
    public init(
        rulebook: Rulebook,
        checklist: Document,
        documents: [(path: String, document: Document)],
        problems: [Diagnostic] = [],
        zones: Zones,
        zone: @escaping ([String: Document]) -> String
    ) {
        self.rulebook = rulebook
        self.checklist = checklist
        self.documents = documents
        self.problems = problems
        self.zones = zones
        self.zone = zone
    }
}

/// Cases beside the checklist that they are for, ready to be run.
public struct Workbench {
    let file: CasesFile
    let subject: TestSubject
    let runs: [TestRun]

    /// Compares cases with their checklist and reads their documents.
    ///
    /// - Parameters:
    ///   - file: the cases.
    ///   - setting: what they are run against.
    ///   - isRecording: whether the bases are about to be recorded, so that what they expect does
    ///     not matter yet; there are no cases then.
    /// - Throws: all problems of the file together.
    public init(
        _ file: CasesFile,
        _ setting: TestSetting,
        isRecording: Bool = false
    ) throws(Diagnostics) {
        let checklists = setting.rulebook.checklists
        guard let checklist = checklists.first(where: { sameScalars($0.id, file.checklist) })
        else {
            throw Diagnostics([.noChecklist(file, among: checklists.map { $0.id })])
        }
        self.file = file
        subject = TestSubject(checklist, setting.checklist)
        var builder = RunBuilder(file, subject, setting, isRecording: isRecording)
        runs = try builder.build()
    }

    /// What each base comes to now, as its file would have it.
    public func recorded() -> [RecordedBase] {
        runs.filter { $0.base == nil }.map { run in
            let outcome = RunOutcome(run, subject)
            var statuses: [(status: Status, rules: [String])] = []
            for status in Status.allCases {
                let rules = subject.rules.indices.filter { outcome.rules[$0].status == status }
                if rules.isEmpty { continue }
                statuses.append((status, rules.map { subject.rules[$0].rule.id }))
            }
            return RecordedBase(
                name: run.name.value,
                decision: subject.decision(outcome.rules),
                statuses: statuses
            )
        }
    }
}

/// What a base comes to.
public struct RecordedBase: Sendable {
    /// The base's name.
    public let name: String
    /// What its rules come to together.
    public let decision: Decision
    /// For each status that occurs, the rules that have it.
    public let statuses: [(status: Status, rules: [String])]
}

extension Diagnostic {
    /// A checklist that is not there, at the place that names it.
    public static func noChecklist(_ file: CasesFile, among ids: [String]) -> Diagnostic {
        Diagnostic(
            message: "there is no checklist `\(file.checklist.inert)`",
            help: nearest(to: file.checklist, among: ids).map { "did you mean `\($0)`?" }
                ?? (ids.isEmpty ? nil : "there are \(listed(ids.map { "`\($0)`" }))"),
            source: file.document.source,
            span: file.checklistSpan
        )
    }
}
