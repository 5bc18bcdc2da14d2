/// Reads documents against their forms, one after the other, so that the conditions of a form may
/// read the answers to those before it.
struct AnswersReader {
    private let forms: [Form]
    private let zone: String
    private let zones: Zones
    private var records: [Record] = []
    private var gated: Set<Path> = []
    private var problems = Problems()

    private init(_ forms: [Form], zone: String, zones: Zones) {
        self.forms = forms
        self.zone = zone
        self.zones = zones
    }

    /// The answers in some documents; a form without a document is unanswered throughout.
    ///
    /// - Parameters:
    ///   - documents: a document for each form's name.
    ///   - forms: the forms, in the order in which their conditions may read one another.
    ///   - zone: the zone of times that name none.
    ///   - zones: the zones that the host knows.
    ///   - known: answers in the same zone, whose first records are taken as they are.
    ///   - count: how many of them.
    /// - Returns: the answers.
    /// - Throws: all problems of all documents together.
    static func read(
        _ documents: [String: Document],
        forms: [Form],
        zone: String,
        zones: Zones,
        after known: Answers? = nil,
        first count: Int = 0
    ) throws(Diagnostics) -> Answers {
        var reader = AnswersReader(forms, zone: zone, zones: zones)
        if let known {
            reader.records = Array(known.records.prefix(count))
            reader.gated = known.gated.filter { Int($0.order.first ?? 0) < count }
        }
        for (index, form) in forms.enumerated().dropFirst(reader.records.count) {
            let document = documents[form.name]
            let (record, gated, problems) = GroupReader.read(
                TreeSource(),
                document ?? AnswersReader.empty,
                (form, index),
                document?.root,
                zone: zone,
                zones: zones,
                earlier: reader.records
            )
            reader.problems.add(problems)
            reader.gated.formUnion(gated)
            reader.records.append(record)
        }
        try reader.problems.throwIfAny()
        return Answers(
            forms: forms,
            zone: zone,
            zones: zones,
            records: reader.records,
            gated: reader.gated
        )
    }

    /// Stands for a document that is not there.
    static let empty = Document(
        source: SourceText(name: "", text: "{}"),
        root: Node(.object([]), 0..<2)
    )
}

/// Whether a field applies.
enum Applicability {
    case yes, no
    /// It depends on answers that are not given.
    case open(Unknown)
    /// Its condition failed.
    case failed(Failure)
}
