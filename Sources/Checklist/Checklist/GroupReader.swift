/// Reads one group of a document, and everything inside it.
struct GroupReader {
    private let document: Document
    private let zones: Zones
    private let earlier: [Record]
    private let isRoot: Bool
    /// The groups from the form down to the present one, with what has been read of each.
    private var open: [Partial]
    /// How many of the open groups stand outside the innermost element of a list.
    private var element: Int?
    private(set) var gated: Set<Path> = []
    var values: ValueReader

    private struct Partial {
        let group: Group
        var context: Context
        var slots: [Value]
    }

    init(
        _ document: Document,
        _ group: Group,
        _ context: Context,
        zone: String,
        zones: Zones,
        earlier: [Record],
        isRoot: Bool
    ) {
        self.document = document
        self.earlier = earlier
        self.isRoot = isRoot
        self.zones = zones
        values = ValueReader(document, zone: zone, zones: zones)
        open = [Partial(group: group, context: context, slots: [])]
    }

    /// Reads the group that was opened last.
    ///
    /// Nothing stands for a group that is not given.
    mutating func record(_ node: Node?) -> Record {
        let depth = open.count - 1
        let group = open[depth].group
        let members = node.map { self.members($0, of: group, isRoot: isRoot && depth == 0) } ?? [:]
        var defaulted: [Bool] = []
        for (slot, field) in group.fields.enumerated() {
            let (value, isDefault) = answer(to: field, slot, members[field.name])
            open[depth].slots.append(value)
            defaulted.append(isDefault)
            if field.isRequired, members[field.name] == nil, let node, case .object = node.content {
                values.problems.add(
                    "`\(open[depth].context.path.text).\(field.name)` is missing",
                    help: "this field has to be given",
                    at: node.span.prefix,
                    in: document
                )
            }
        }
        let context = open[depth].context
        return Record(
            group: group,
            slots: open[depth].slots,
            defaulted: defaulted,
            path: context.path,
            isGiven: node != nil
        )
    }

    private mutating func members(
        _ node: Node,
        of group: Group,
        isRoot: Bool
    ) -> [String: Node] {
        guard case .object(let members) = node.content else {
            let path = open[open.count - 1].context.path.text
            _ = values.refuse(node, path, "an object", help: "write `{ … }`")
            return [:]
        }
        var found: [String: Node] = [:]
        for member in members {
            if group.slot(of: member.name) != nil {
                found[member.name] = member.value
            } else if isRoot, member.name == "$schema" {
                if case .string = member.value.content { continue }
                _ = values.refuse(member.value, "$schema", "a text")
            } else {
                let names = group.fields.map { $0.name }
                values.problems.add(
                    "`\(group.name)` has no field `\(member.name.inert)`",
                    help: nearest(to: member.name, among: names).map { "did you mean `\($0)`?" },
                    at: member.nameSpan,
                    in: document
                )
            }
        }
        return found
    }

    // MARK: One field

    private mutating func answer(
        to field: Field,
        _ slot: Int,
        _ node: Node?
    ) -> (Value, isDefault: Bool) {
        let outer = open[open.count - 1].context
        let path = outer.path.appending(field: field.name, order: slot)
        switch field.type {
        case .group(let group):
            let applies = applicability(of: field, within: outer.applies)
            if node == nil, case .no = applies { return (.absent, false) }
            if node == nil, case .failed(let failure) = applies { return (.error(failure), false) }
            open.append(
                Partial(group: group, context: Context(path: path, applies: applies), slots: [])
            )
            let record = record(node)
            open.removeLast()
            return (.record(record), false)
        case .groups(let group, let limits):
            guard let node else { return missing(field, path, outer.applies) }
            return (elements(node, group, limits, field, path, outer.applies), false)
        default:
            guard let node else { return missing(field, path, outer.applies) }
            // A wrong answer is a problem by now, so what stands in its place does not matter.
            return (values.plain(node, as: field.type, at: path.text) ?? .absent, false)
        }
    }

    private mutating func missing(
        _ field: Field,
        _ path: Path,
        _ outer: Applicability
    ) -> (Value, isDefault: Bool) {
        switch applicability(of: field, within: outer) {
        case .no: return (.absent, false)
        case .failed(let failure): return (.error(failure), false)
        case .open(let unknown):
            gated.insert(path)
            return (.unknown(.union([unknown, Unknown(path)])), false)
        case .yes:
            if let fallback = field.fallback { return (fallback, true) }
            return (.unknown(at: path), false)
        }
    }

    private mutating func elements(
        _ node: Node,
        _ group: Group,
        _ limits: CountLimits,
        _ field: Field,
        _ path: Path,
        _ outer: Applicability
    ) -> Value {
        guard case .array(let nodes) = node.content else {
            return values.refuse(node, path.text, "a list", help: "write `[ … ]`") ?? .absent
        }
        guard values.checkCount(nodes.count, limits, node, path.text) else { return .absent }
        let applies = applicability(of: field, within: outer)
        let outerElement = element
        element = open.count
        defer { element = outerElement }
        var records: [Value] = []
        records.reserveCapacity(nodes.count)
        var keys: Set<String> = []
        for (index, node) in nodes.enumerated() {
            let key = group.key.flatMap { self.text(of: group.fields[$0].name, in: node) }
            if let key, !keys.insert(key).inserted {
                values.problems.add(
                    "`\(path.text)` lists `\(key.inert)` twice",
                    at: node.span.prefix,
                    in: document
                )
            }
            let place = path.appending(element: (key ?? String(index)).inert, order: index)
            open.append(
                Partial(group: group, context: Context(path: place, applies: applies), slots: [])
            )
            records.append(.record(record(node)))
            open.removeLast()
        }
        return .list(records)
    }

    private func text(of name: String, in node: Node) -> String? {
        guard case .object(let members) = node.content,
            case .string(let text)? = members.first(where: { $0.name == name })?.value.content
        else { return nil }
        return text
    }

    // MARK: Conditions

    private func applicability(of field: Field, within outer: Applicability) -> Applicability {
        guard let condition = field.condition, !outer.isNo else { return outer }
        let own: Applicability
        let root = partialRecord(from: 0)
        let this = element.map { Value.record(partialRecord(from: $0)) }
        var evaluator = Evaluator(
            roots: earlier.map { .record($0) } + [.record(root)],
            variables: [],
            zones: zones
        )
        switch evaluator.result(of: condition.code, this: this) {
        case .bool(true): own = .yes
        case .bool(false): own = .no
        case .unknown(let unknown): own = .open(unknown)
        case .error(let failure): own = .failed(failure)
        default: own = .failed(Failure("the condition of `\(field.name)` is not a condition"))
        }
        return outer.and(own)
    }

    /// What has been read so far, as a record; the rest does not apply yet, and no condition can
    /// ask for it.
    private func partialRecord(from depth: Int) -> Record {
        var inner: Record?
        for index in stride(from: open.count - 1, through: depth, by: -1) {
            let partial = open[index]
            var slots = partial.slots
            if let inner { slots.append(.record(inner)) }
            while slots.count < partial.group.fields.count { slots.append(.absent) }
            inner = Record(
                group: partial.group,
                slots: slots,
                defaulted: [],
                path: partial.context.path
            )
        }
        return inner
            ?? Record(
                group: open[0].group,
                slots: [],
                defaulted: [],
                path: open[0].context.path
            )
    }
}

extension Applicability {
    fileprivate var isNo: Bool {
        if case .no = self { return true }
        return false
    }

    /// Whether something applies that stands inside something else.
    fileprivate func and(_ inner: Applicability) -> Applicability {
        switch (self, inner) {
        case (.no, _), (_, .no): .no
        case (.open(let a), .open(let b)): .open(.union([a, b]))
        case (.open, _): self
        case (_, .open): inner
        case (.failed, _): self
        default: inner
        }
    }
}
