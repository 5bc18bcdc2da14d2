/// Reads one form's answers, group by group.
struct GroupReader<Source: AnswerSource> {
    private let source: Source
    private let document: Document
    /// The fields' values by slot for each group that is being read, one after the other.
    private var given: [Source.Item?] = []
    /// The element of a list that is being read, the innermost one.
    private var element: Record?
    /// Evaluates conditions; made when the first one is met.
    private var evaluator: Evaluator?
    private let earlier: [Record]
    private let root: Record
    private let zones: Zones
    private(set) var gated: Set<Path> = []
    var values: ValueReader

    /// A record that is being filled, and whether its group applies.
    private struct Place {
        let record: Record
        let applies: Applicability
    }

    /// - Parameters:
    ///   - source: where the answers are.
    ///   - document: where problems stand.
    ///   - form: the form, and which one it is.
    ///   - item: the form's group in the source; nothing if there is no document.
    ///   - zone: the zone of times that name none.
    ///   - zones: the zones that the host knows.
    ///   - earlier: the answers to the forms before this one.
    /// - Returns: the answers, the fields that may turn out not to apply, and the problems.
    static func read(
        _ source: Source,
        _ document: Document,
        _ form: (form: Form, index: Int),
        _ item: Source.Item?,
        zone: String,
        zones: Zones,
        earlier: [Record]
    ) -> (Record, gated: Set<Path>, Problems) {
        let fields = form.form.fields
        let root = Record(group: fields, site: .form(fields, form.index), isGiven: item != nil)
        var reader = GroupReader(
            source: source,
            document: document,
            earlier: earlier,
            root: root,
            zones: zones,
            values: ValueReader(document, zone: zone, zones: zones)
        )
        reader.fill(Place(record: root, applies: .yes), from: item)
        return (root, reader.gated, reader.values.problems)
    }

    private init(
        source: Source,
        document: Document,
        earlier: [Record],
        root: Record,
        zones: Zones,
        values: ValueReader
    ) {
        self.source = source
        self.document = document
        self.earlier = earlier
        self.root = root
        self.zones = zones
        self.values = values
    }

    /// Reads a group's fields in the order of their declaration.
    private mutating func fill(_ place: Place, from item: Source.Item?) {
        let group = place.record.group
        let base = given.count
        for _ in 0..<group.fields.count { given.append(nil) }
        defer { given.removeLast(group.fields.count) }
        var isObject = false
        if let item {
            if let others = source.sort(item, by: group, into: &given, at: base) {
                isObject = true
                for member in others { refuse(member, of: place.record) }
            } else {
                _ = values.refuse(
                    source.node(item),
                    place.record.path.text,
                    "an object",
                    help: "write `{ … }`"
                )
            }
        }
        for slot in 0..<group.fields.count {
            answer(slot, of: place, given[base + slot])
            if isObject, group.shapes[slot].isRequired, given[base + slot] == nil, let item {
                values.problems.add(
                    "`\(place.record.path(of: slot))` is missing",
                    help: "this field has to be given",
                    at: source.node(item).span.prefix,
                    in: document
                )
            }
        }
    }

    private mutating func refuse(_ member: Member, of record: Record) {
        if record === root, member.name == "$schema" {
            if case .string = member.value.content { return }
            _ = values.refuse(member.value, "$schema", "a text")
            return
        }
        let names = record.group.fields.map { $0.name }
        values.problems.add(
            "`\(record.group.name)` has no field `\(member.name.inert)`",
            help: nearest(to: member.name, among: names).map { "did you mean `\($0)`?" },
            at: member.nameSpan,
            in: document
        )
    }

    // MARK: One field

    private mutating func answer(_ slot: Int, of place: Place, _ item: Source.Item?) {
        let record = place.record
        if let item, let value = source.answer(item, to: record.group.shapes[slot]) {
            return record.fill(slot, with: value)
        }
        switch record.group.fields[slot].type {
        case .group(let group):
            let applies = applicability(of: slot, in: place)
            if item == nil, case .no = applies { return }
            if item == nil, case .failed(let failure) = applies {
                return record.fill(slot, with: .error(failure))
            }
            let inner = Record(
                group: group,
                site: .field(record.site, record.group, slot),
                isGiven: item != nil
            )
            // Conditions inside may read what is there of it.
            record.fill(slot, with: .record(inner))
            fill(Place(record: inner, applies: applies), from: item)
        case .groups(let group, let limits):
            guard let item else { return missing(slot, of: place) }
            record.fill(slot, with: elements(item, group, limits, slot, of: place))
        case let type:
            guard let item else { return missing(slot, of: place) }
            // A wrong answer is a problem by now, so what stands in its place does not matter.
            let node = source.node(item)
            let value = values.plain(node, as: type, at: record.path(of: slot))
            if let value { record.fill(slot, with: value) }
        }
    }

    private mutating func missing(_ slot: Int, of place: Place) {
        let record = place.record
        switch applicability(of: slot, in: place) {
        case .no: break
        case .failed(let failure): record.fill(slot, with: .error(failure))
        case .open(let unknown):
            let own = Unknown(record.site, record.group, slot)
            for path in own.deciding { gated.insert(path) }
            record.fill(slot, with: .unknown(.union([unknown, own])))
        case .yes:
            if let fallback = record.group.fields[slot].fallback {
                record.fill(slot, withDefault: fallback)
            } else {
                record.fill(slot, with: .unknown(Unknown(record.site, record.group, slot)))
            }
        }
    }

    private mutating func elements(
        _ item: Source.Item,
        _ group: Group,
        _ limits: CountLimits,
        _ slot: Int,
        of place: Place
    ) -> Value {
        let site = Site.field(place.record.site, place.record.group, slot)
        guard let items = source.elements(of: item) else {
            return values.refuse(source.node(item), site.path.text, "a list", help: "write `[ … ]`")
                ?? .absent
        }
        guard values.checkCount(items.count, limits, source.node(item), site.path.text) else {
            return .absent
        }
        let applies = applicability(of: slot, in: place)
        let outer = element
        defer { element = outer }
        var records: [Value] = []
        records.reserveCapacity(items.count)
        var keys: Set<String> = []
        for (index, item) in items.enumerated() {
            let key = group.key.flatMap { source.text(named: group.fields[$0].name, in: item) }
            if let key, !keys.insert(key).inserted {
                values.problems.add(
                    "`\(site.path.text)` lists `\(key.inert)` twice",
                    at: source.node(item).span.prefix,
                    in: document
                )
            }
            let record = Record(
                group: group,
                site: .element(site, key: key, index),
                isGiven: true
            )
            element = record
            fill(Place(record: record, applies: applies), from: item)
            records.append(.record(record))
        }
        return .list(records)
    }

    // MARK: Conditions

    /// What has been read so far can be asked for; the rest does not apply yet, and no condition
    /// can ask for it.
    private mutating func applicability(of slot: Int, in place: Place) -> Applicability {
        let group = place.record.group
        guard let code = group.shapes[slot].condition, !place.applies.isNo else {
            return place.applies
        }
        let own: Applicability
        if evaluator == nil {
            evaluator = Evaluator(
                roots: earlier.map { .record($0) } + [.record(root)],
                variables: [],
                zones: zones
            )
        }
        switch evaluator?.result(of: code, this: element.map { .record($0) }) {
        case .bool(true): own = .yes
        case .bool(false): own = .no
        case .unknown(let unknown): own = .open(unknown)
        case .error(let failure): own = .failed(failure)
        default:
            let name = group.fields[slot].name
            own = .failed(Failure("the condition of `\(name)` is not a condition"))
        }
        return place.applies.and(own)
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
