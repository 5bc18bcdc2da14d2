/// Reads the cases themselves.
extension CasesReader {
    mutating func cases(_ file: Members) -> [CaseSpec] {
        var cases: [CaseSpec] = []
        var names: Set<String> = []
        for node in file.elements("cases") {
            guard let spec = oneCase(node) else { continue }
            if !names.insert(spec.name.value).inserted {
                problems.add(
                    "there are two cases with the name `\(spec.name.value.inert)`",
                    help: "a case's name says what is special about it",
                    at: spec.name.span,
                    in: document
                )
            }
            cases.append(spec)
        }
        return cases
    }

    private mutating func oneCase(_ node: Node) -> CaseSpec? {
        guard let members = Members(node, in: document, .testCase, &problems) else { return nil }
        let name = placed("name", members)
        members.requireAll(of: name.map { "the case `\($0.value.inert)`" } ?? "the case", &problems)
        let expect = members.node("expect").flatMap { self.expect($0) }
        guard let name, let base = placed("from", members), let expect else { return nil }
        return CaseSpec(
            name: name,
            base: base,
            moment: placed("moment", members),
            now: placed("now", members),
            given: members.entries("given"),
            givenSpan: members.node("given")?.span ?? name.span,
            expect: expect
        )
    }

    private mutating func expect(_ node: Node) -> CaseSpec.Expect? {
        guard let members = Members(node, in: document, .caseExpect, &problems) else { return nil }
        var rules: [(rule: Placed<String>, status: Placed<Status>)] = []
        for entry in members.entries("rules") {
            guard case .string(let text) = entry.value.content, let status = Status(rawValue: text)
            else { continue }
            rules.append(
                (
                    Placed(value: entry.name, span: entry.nameSpan),
                    Placed(value: status, span: entry.value.span)
                )
            )
        }
        var words: [(rule: Placed<String>, words: [Placed<String>])] = []
        for entry in members.entries("words") {
            guard case .array(let elements) = entry.value.content else { continue }
            words.append((Placed(value: entry.name, span: entry.nameSpan), texts(elements)))
        }
        return CaseSpec.Expect(
            span: node.span,
            decision: decision(members),
            rules: rules,
            questions: members.node("questions").map {
                Placed(value: texts(members.elements("questions")), span: $0.span)
            },
            words: words,
            othersAreFree: members.text("others") != nil
        )
    }
}
