/// Documents read against their forms: what is answered, what is not, and what does not apply.
public struct Answers: Sendable {
    /// The forms, in the order in which their conditions may read one another.
    public let forms: [Form]
    /// The zone of local times.
    public let zone: String
    /// The zones that the host knows.
    public let zones: Zones
    /// One record a form.
    let records: [Record]
    /// Unanswered fields that may turn out not to apply; nobody need be asked for them yet.
    let gated: Set<Path>

    /// The answers to a form.
    public func record(of form: String) -> Record? {
        forms.firstIndex { sameScalars($0.name, form) }.map { records[$0] }
    }

    /// The value at a path of field names such as `depot.manager.id`, nothing if there is none.
    ///
    /// Elements of lists have no path here.
    public func value(at path: String) -> Value? {
        var names = path.split(separator: ".", omittingEmptySubsequences: false)[...]
        guard let form = names.popFirst(), let record = record(of: String(form)) else { return nil }
        var value = Value.record(record)
        for name in names {
            guard case .record(let record) = value, let next = record.value(of: String(name))
            else { return nil }
            value = next
        }
        return value
    }

    /// The declared field at a path.
    func field(at path: Path) -> Field? {
        guard let form = path.order.first, forms.indices.contains(Int(form)) else { return nil }
        return forms[Int(form)].field(at: path)
    }

    func form(at path: Path) -> Form? {
        path.order.first.map { forms[Int($0)] }
    }
}
