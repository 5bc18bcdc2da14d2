/// Makes the runs of cases: what they give is put into the documents of their bases.
extension RunBuilder {
    mutating func run(_ spec: CaseSpec) -> TestRun? {
        let names = file.bases.map { $0.name.value }
        if !names.contains(where: { sameScalars($0, spec.base.value) }) {
            problems.unknown("base", spec.base, among: names)
        }
        if let moment = spec.moment { checkMoment(moment) }
        // A base that could not be read has been reported.
        guard let base = bases.first(where: { sameScalars($0.spec.name.value, spec.base.value) })
        else { return nil }
        let expected = expected(spec, base.run)
        guard let (answers, zone) = answers(spec, base) else { return nil }
        guard let now = spec.now.map({ time($0, in: zone) }) ?? base.run.now else { return nil }
        return TestRun(
            name: spec.name,
            base: spec.base.value,
            answers: answers,
            moment: spec.moment?.value ?? base.run.moment,
            now: now,
            expected: expected
        )
    }

    private mutating func expected(_ spec: CaseSpec, _ base: TestRun) -> TestRun.Expected {
        var expected = TestRun.Expected(
            statuses: base.expected.statuses,
            places: [],
            decision: spec.expect.decision,
            questions: spec.expect.questions,
            words: []
        )
        if spec.expect.othersAreFree {
            expected.statuses = Array(repeating: nil, count: subject.rules.count)
        }
        for (rule, status) in spec.expect.rules {
            guard let index = index(of: rule) else { continue }
            expected.statuses[index] = status.value
            expected.places.append((index, status.span))
        }
        for (rule, words) in spec.expect.words {
            if let index = index(of: rule) { expected.words.append((index, words)) }
        }
        for question in spec.expect.questions?.value ?? [] { checkPath(question) }
        return expected
    }

    private mutating func answers(
        _ spec: CaseSpec,
        _ base: Base
    ) -> (answers: Answers, zone: String)? {
        if spec.given.isEmpty { return (base.run.answers, base.zone) }
        let forms = setting.rulebook.forms
        var patchings: [(form: Int, patching: Patching)] = []
        var isWhole = true
        for patch in spec.given {
            do throws(PatchProblem) {
                guard let path = PatchPath(patch.name) else { throw .noPath(patch.name) }
                try path.check(against: forms)
                guard let form = forms.firstIndex(where: { sameScalars($0.name, path.form) })
                else { continue }
                if !patchings.contains(where: { $0.form == form }) {
                    patchings.append((form, Patching(base.documents[path.form]?.root)))
                }
                for index in patchings.indices where patchings[index].form == form {
                    try patchings[index].patching.apply(patch, at: path, in: forms[form].fields)
                }
            } catch {
                problems.add(error.message, help: error.help, at: patch.nameSpan)
                isWhole = false
            }
        }
        guard isWhole else { return nil }
        var documents = base.documents
        for (form, patching) in patchings {
            documents[forms[form].name] = patching.root.map {
                Document(source: file.document.source, root: $0)
            }
        }
        let zone = setting.zone(documents)
        // What is not patched, and reads nothing that is, need not be read again.
        let first = sameScalars(zone, base.zone) ? patchings.map { $0.form }.min() ?? 0 : 0
        do throws(Diagnostics) {
            let answers = try AnswersReader.read(
                documents,
                forms: forms,
                zone: zone,
                zones: setting.zones,
                after: base.run.answers,
                first: first
            )
            return (answers, zone)
        } catch {
            for problem in error.all { add(problem, in: spec) }
            return nil
        }
    }

    private mutating func checkPath(_ question: Placed<String>) {
        do throws(PatchProblem) {
            guard let path = PatchPath(question.value) else { throw .noPath(question.value) }
            try path.check(against: setting.rulebook.forms)
        } catch {
            problems.add(error.message, help: error.help, at: question.span)
        }
    }

    /// A problem with a patched document: where the patch has it, or else at all patches.
    private mutating func add(_ problem: Diagnostic, in spec: CaseSpec) {
        let isPlaced = !problem.span.isEmpty && spec.givenSpan.contains(problem.span.lowerBound)
        problems.add(
            problem.message,
            help: problem.help,
            at: isPlaced ? problem.span : spec.givenSpan
        )
    }
}

extension PatchProblem {
    fileprivate static func noPath(_ text: String) -> PatchProblem {
        PatchProblem(
            message: "`\(text.inert)` is not a path",
            help: "write for example `form.field` or `form.list[key].field`"
        )
    }
}
