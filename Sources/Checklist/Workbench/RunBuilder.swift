/// Makes runs of a file of cases: reads the documents, puts in what cases give instead, and finds
/// the rules that they name.
struct RunBuilder {
    let file: CasesFile
    let subject: TestSubject
    let setting: TestSetting
    /// Whether what the bases expect does not matter yet, because it is about to be written.
    private let isRecording: Bool
    var problems: RunProblems
    private(set) var bases: [Base] = []
    private(set) var runs: [TestRun] = []

    /// A base with all that its cases need again.
    struct Base {
        let spec: BaseSpec
        let documents: [String: Document]
        let zone: String
        let run: TestRun
    }

    init(
        _ file: CasesFile,
        _ subject: TestSubject,
        _ setting: TestSetting,
        isRecording: Bool
    ) {
        self.file = file
        self.subject = subject
        self.setting = setting
        self.isRecording = isRecording
        problems = RunProblems(file.document.source)
        problems.add(file.problems.all, omitted: file.problems.omitted)
        problems.add(setting.problems)
    }

    /// The runs of all bases, then those of all cases.
    mutating func build() throws(Diagnostics) -> [TestRun] {
        for spec in file.bases {
            guard let base = base(spec) else { continue }
            bases.append(base)
            runs.append(base.run)
        }
        if !isRecording {
            for spec in file.cases {
                if let run = run(spec) { runs.append(run) }
            }
        }
        try problems.throwIfAny()
        return runs
    }

    // MARK: Bases

    private mutating func base(_ spec: BaseSpec) -> Base? {
        var documents: [String: Document] = [:]
        var isWhole = true
        for (form, node) in spec.documents {
            if !setting.rulebook.forms.contains(where: { sameScalars($0.name, form.value) }) {
                problems.unknown("form", form, among: setting.rulebook.forms.map { $0.name })
                isWhole = false
            } else if let document = document(node) {
                documents[form.value] = document
            } else {
                isWhole = false
            }
        }
        checkMoment(spec.moment)
        let expected = expected(spec)
        guard isWhole else { return nil }
        let zone = setting.zone(documents)
        let now = time(spec.now, in: zone)
        let answers: Answers
        do throws(Diagnostics) {
            answers = try setting.rulebook.answers(documents, zone: zone, zones: setting.zones)
        } catch {
            problems.add(error.all, omitted: error.omitted)
            return nil
        }
        guard let now else { return nil }
        let run = TestRun(
            name: spec.name,
            base: nil,
            answers: answers,
            moment: spec.moment.value,
            now: now,
            expected: expected
        )
        return Base(spec: spec, documents: documents, zone: zone, run: run)
    }

    private func document(_ node: Node) -> Document? {
        guard case .string(let path) = node.content else {
            return Document(source: file.document.source, root: node)
        }
        // If it is not there, the setting's problems say why.
        return setting.documents.first { sameScalars($0.path, path) }?.document
    }

    private mutating func expected(_ spec: BaseSpec) -> TestRun.Expected {
        var expected = TestRun.Expected(
            statuses: Array(repeating: nil, count: subject.rules.count),
            places: [],
            decision: spec.expect?.decision,
            questions: nil,
            words: []
        )
        if isRecording { return expected }
        for (rule, status) in spec.expect?.statuses ?? [] {
            guard let index = index(of: rule) else { continue }
            if expected.statuses[index] != nil {
                problems.add("`\(rule.value.inert)` is listed twice", at: rule.span)
            }
            expected.statuses[index] = status
            expected.places.append((index, rule.span))
        }
        let missing = subject.rules.indices.filter { expected.statuses[$0] == nil }
        if !missing.isEmpty {
            let names = missing.prefix(6).map { "`\(subject.rules[$0].rule.id)`" }
            let more = missing.count - names.count
            let place = spec.expect?.statusesSpan ?? spec.expect?.span ?? spec.name.span
            problems.add(
                "the base `\(spec.name.value.inert)` does not say what "
                    + "\(listed(more > 0 ? names + ["\(more) more"] : names)) \(missing.count == 1 ? "comes" : "come") to",
                help: "a base lists every rule; `--record` prints the list as it is now",
                at: place.prefix
            )
        }
        return expected
    }
}

// MARK: Words of the file

extension RunBuilder {
    mutating func index(of rule: Placed<String>) -> Int? {
        if let index = subject.index(of: rule.value) { return index }
        problems.unknown("rule", rule, among: subject.rules.map { $0.rule.id })
        return nil
    }

    mutating func checkMoment(_ moment: Placed<String>) {
        let moments = subject.checklist.moments
        if !moments.contains(where: { sameScalars($0, moment.value) }) {
            problems.unknown("moment", moment, among: moments)
        }
    }

    mutating func time(_ text: Placed<String>, in zone: String) -> Timestamp? {
        if let time = setting.zones.instant(of: text.value, in: zone) { return time }
        problems.add(
            "`\(text.value.inert)` is not a time",
            help: "write for example 2026-11-20T12:00:00Z",
            at: text.span
        )
        return nil
    }
}
