/// Reads the documents of one form, one after the other, beside others that stay the same.
///
/// One intake serves one thread.
public final class Intake {
    private let rulebook: Rulebook
    private let form: String
    private let index: Int
    private let documents: [String: Document]
    private let zone: String
    private let zones: Zones
    /// The answers to the other forms, and to this one without a document.
    private let beside: Answers
    private let earlier: [Record]
    /// True if a later form has to know what the document says.
    private let isAwaited: Bool
    private let tape = Tape()
    private let sheet: Sheet
    private let shape: SheetShape?
    /// Where in the sheet the values are of fields that nobody answers.
    private let fallbacks: Int

    /// - Parameters:
    ///   - form: the name of the form whose documents are read.
    ///   - rulebook: the forms.
    ///   - documents: the documents of the other forms.
    ///   - zone: the zone of times that name none.
    ///   - zones: the zones that the host knows.
    /// - Throws: the problems of the other documents.
    public init(
        _ form: String,
        of rulebook: Rulebook,
        beside documents: [String: Document],
        zone: String,
        zones: Zones
    ) throws(Diagnostics) {
        self.form = form
        self.rulebook = rulebook
        self.documents = documents
        self.zone = zone
        self.zones = zones
        let index =
            rulebook.forms.firstIndex { sameScalars($0.name, form) } ?? rulebook.forms.count
        self.index = index
        let answers = try rulebook.answers(documents, zone: zone, zones: zones)
        earlier = Array(answers.records.prefix(index))
        // What is open of the form without a document may be open no more.
        beside = Answers(
            forms: answers.forms,
            zone: zone,
            zones: zones,
            records: answers.records,
            gated: answers.gated.filter { $0.order.first != Int32(index) }
        )
        isAwaited = rulebook.forms.dropFirst(index + 1).contains { $0.fields.reads(form: index) }
        sheet = Sheet(roots: rulebook.forms.count + 1, zones: zones)
        guard rulebook.forms.indices.contains(index), !isAwaited else {
            (shape, fallbacks) = (nil, 0)
            return
        }
        let shape = SheetShape(rulebook.forms[index])
        self.shape = shape
        for (other, record) in answers.records.enumerated() where other != index {
            sheet.add(root: other, .record(record))
        }
        sheet.add(root: rulebook.forms.count, .absent)
        fallbacks = sheet.add(fallbacks: shape.fallbacks)
        sheet.keep()
    }

    /// A document on a sheet, which stays as it is until the next one is read.
    ///
    /// - Parameter text: one document in JSON, in UTF-8.
    /// - Returns: nothing if anything is wrong with it, or might be: ``answers(_:)`` can tell.
    public func sheet(of text: UnsafeBufferPointer<UInt8>) -> Sheet? {
        guard let shape, text.count <= Document.Limits.standard.bytes,
            SourceText.firstInvalidUTF8(in: UnsafeRawBufferPointer(text)) == nil
        else { return nil }
        let start = sheet.take(text)
        // INVARIANT: the cells may move when room is taken, so the reader begins after that.
        guard let row = sheet.take(shape.groups[0].width) else { return nil }
        var reader = SheetReader(
            sheet,
            shape,
            from: start,
            fallbacks: fallbacks,
            zone: zone,
            zones: zones
        )
        guard reader.read(into: row, length: text.count) else { return nil }
        sheet.roots[index] = row
        return reader.settle(row) ? sheet : nil
    }

    /// The answers in a text, read in the shortest way.
    ///
    /// - Parameter text: one document in JSON, in UTF-8.
    /// - Returns: nothing if anything is wrong with it, or might be: ``answers(_:)`` can tell.
    public func answers(in text: UnsafeBufferPointer<UInt8>) -> Answers? {
        guard rulebook.forms.indices.contains(index), !isAwaited, tape.read(text) else {
            return nil
        }
        let (record, gated, problems) = GroupReader.read(
            TapeSource(tape: tape),
            AnswersReader.empty,
            (rulebook.forms[index], index),
            0,
            zone: zone,
            zones: zones,
            earlier: earlier
        )
        return problems.isEmpty ? beside.with(record, at: index, gated) : nil
    }

    /// The answers in a document.
    ///
    /// - Throws: all its problems.
    public func answers(_ document: Document) throws(Diagnostics) -> Answers {
        var documents = documents
        documents[form] = document
        return try rulebook.answers(documents, zone: zone, zones: zones)
    }
}

extension Answers {
    /// The same answers with those to one form replaced.
    fileprivate func with(_ record: Record, at index: Int, _ gated: Set<Path>) -> Answers {
        var records = records
        records[index] = record
        return Answers(
            forms: forms,
            zone: zone,
            zones: zones,
            records: records,
            gated: gated.isEmpty ? self.gated : self.gated.union(gated)
        )
    }
}

extension Group {
    /// Whether a condition of a field in the group reads a form.
    fileprivate func reads(form index: Int) -> Bool {
        fields.contains { field in
            if let code = field.condition?.code, code.reads(root: index) { return true }
            switch field.type {
            case .group(let inner), .groups(let inner, _): return inner.reads(form: index)
            default: return false
            }
        }
    }
}

extension Code {
    /// Whether the expression reads the answers to a form.
    fileprivate func reads(root index: Int) -> Bool {
        if case .root(index) = kind { return true }
        return parts.contains { $0.reads(root: index) }
    }
}
