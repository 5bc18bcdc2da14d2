/// Documents in which single answers can be changed, to see what becomes of a rule then.
struct Trial {
    let rulebook: Rulebook
    let zone: String
    let zones: Zones
    let now: Timestamp
    var documents: [String: Document]

    /// The answers in the documents; nothing if they cannot be read like that.
    var answers: Answers? {
        try? rulebook.answers(documents, zone: zone, zones: zones)
    }

    /// The declared field at a path.
    func field(at path: Path) -> Field? {
        guard let form = path.order.first, rulebook.forms.indices.contains(Int(form)) else {
            return nil
        }
        return rulebook.forms[Int(form)].field(at: path)
    }

    /// An evaluator of a checklist's expressions over some answers.
    func evaluator(of checklist: Checklist, over answers: Answers) -> Evaluator {
        Evaluator(
            roots: answers.records.map { .record($0) } + [.timestamp(now)],
            variables: checklist.variables.map { $0.formula.code },
            zones: zones
        )
    }

    /// The same with one answer changed, or with nothing in its place.
    func with(_ content: Content?, at path: Path) -> Trial {
        guard let first = path.order.first, rulebook.forms.indices.contains(Int(first)) else {
            return self
        }
        let form = rulebook.forms[Int(first)]
        var changed = self
        let source = documents[form.name]?.source ?? SourceText(name: form.name, text: "")
        changed.documents[form.name] = Document(
            source: source,
            root: Trial.changed(
                documents[form.name]?.root,
                form.fields,
                path.order.dropFirst(),
                content
            )
        )
        return changed
    }

    private static func changed(
        _ node: Node?,
        _ group: Group,
        _ steps: ArraySlice<Int32>,
        _ content: Content?
    ) -> Node {
        var members: [Member] = []
        if case .object(let given)? = node?.content {
            members = given
        } else {
            members = Samples.required(of: group)
        }
        let field = group.fields[Int(steps[steps.startIndex])]
        let place = members.firstIndex { sameScalars($0.name, field.name) }
        let inner = steps.dropFirst()
        var value = content.map { Node($0, 0..<0) }
        if let next = inner.first, let group = field.type.group {
            let old = place.map { members[$0].value }
            if case .groups = field.type {
                var elements = old?.children ?? []
                guard elements.indices.contains(Int(next)), inner.count > 1 else {
                    return Node(.object(members), 0..<0)
                }
                let element = elements[Int(next)]
                elements[Int(next)] = changed(element, group, inner.dropFirst(), content)
                value = Node(.array(elements), 0..<0)
            } else if old != nil || content != nil {
                value = changed(old, group, inner, content)
            }
        }
        if let place { members.remove(at: place) }
        if let value {
            let member = Member(name: field.name, nameSpan: 0..<0, value: value)
            members.insert(member, at: place ?? members.count)
        }
        return Node(.object(members), 0..<0)
    }
}

/// Made-up answers, to try a rule with.
struct Samples {
    /// Words and numbers that the rule speaks of.
    private var texts: [String] = ["a", "b"]
    private var numbers: [Int64] = []
    private var lengths: [String] = ["1h"]

    /// Samples for expressions that compare with certain values: these, and what lies beside them.
    init(for codes: [Code] = []) {
        for code in codes {
            code.visit { part in
                switch part.written {
                case .string(let text)?: texts.append(text)
                case .int(let number)?: numbers.append(number)
                case .duration(let length)? where length.seconds >= 0:
                    lengths.append("\(length.seconds)s")
                default: break
                }
            }
        }
    }

    /// Answers to try for a field.
    ///
    /// Some may not be allowed there; reading them will tell.
    func contents(for type: FieldType) -> [Content] {
        switch type {
        case .bool: [.bool(true), .bool(false)]
        case .choice(let choices): words(choices.map { $0.value }).map { .string($0) }
        case .int(let min, let max):
            distinct([0, 1, min ?? 0, max ?? 2] + numbers.flatMap { [$0 &- 1, $0, $0 &+ 1] })
                .map { .number(Number(unchecked: String($0))) }
        case .double(let min, let max):
            [0, 1, min ?? 0, max ?? 2].map { .number(Number(unchecked: doubleText($0))) }
        case .string(let limits): strings(limits).map { .string($0) }
        case .timestamp:
            ["2026-11-24T09:30:00Z", "2026-11-24T10:15:00Z", "2027-11-24T09:30:00Z"].map {
                .string($0)
            }
        case .duration: lengths.map { .string($0) }
        case .list(let element, let limits):
            Samples.lists(of: contents(for: element), limits)
        case .groups(let group, _):
            ["", "a", "ab"].map { keys in
                .array(keys.map { Samples.element(of: group, named: String($0)) })
            }
        case .group: []
        }
    }

    /// The words that the rule speaks of, and one that stands for all others.
    private func words(_ words: [String]) -> [String] {
        let others = words.filter { word in !texts.contains { sameScalars($0, word) } }
        return words.filter { word in texts.contains { sameScalars($0, word) } } + others.prefix(1)
    }

    private func strings(_ limits: TextLimits) -> [String] {
        switch limits.format {
        case .timeOfDay: ["09:30", "17:00"]
        case .timeZone: ["UTC"]
        default:
            texts.map { text in
                let missing = limits.minLength - text.unicodeScalars.count
                return missing > 0 ? text + String(repeating: "x", count: missing) : text
            }
        }
    }

    private static func lists(of elements: [Content], _ limits: CountLimits) -> [Content] {
        var lists: [[Content]] = [[]] + elements.prefix(8).map { [$0] }
        if limits.min > 1 { lists.append(Array(elements.prefix(limits.min))) }
        return lists.map { .array($0.map { Node($0, 0..<0) }) }
    }

    private func distinct(_ numbers: [Int64]) -> [Int64] {
        var seen: Set<Int64> = []
        return numbers.filter { seen.insert($0).inserted }
    }

    private static func element(of group: Group, named name: String) -> Node {
        var members = required(of: group)
        if let key = group.key {
            let field = group.fields[key].name
            members.removeAll { sameScalars($0.name, field) }
            members.append(
                Member(name: field, nameSpan: 0..<0, value: Node(.string(name), 0..<0))
            )
        }
        return Node(.object(members), 0..<0)
    }

    /// The fields without which a group is refused.
    static func required(of group: Group) -> [Member] {
        group.fields.filter { $0.isRequired }.compactMap { field in
            Samples().contents(for: field.type).first.map {
                Member(name: field.name, nameSpan: 0..<0, value: Node($0, 0..<0))
            }
        }
    }
}
