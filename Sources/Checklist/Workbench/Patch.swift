/// A path into documents such as `trip.riders[b].age`, as cases write it.
struct PatchPath {
    /// The form's name.
    let form: String
    let steps: [Step]

    enum Step: Equatable {
        case field(String)
        /// An element by its key, or by its number where elements have no key.
        case element(String)
    }

    /// Nothing for a text that is no path.
    init?(_ text: String) {
        var form: String?
        var steps: [Step] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.first {
            if byte == UInt8(ascii: "["), form != nil {
                rest.removeFirst()
                let label = rest.prefix { $0 != UInt8(ascii: "]") }
                guard !label.isEmpty, label.count < rest.count else { return nil }
                steps.append(.element(String(decoding: label, as: UTF8.self)))
                rest = rest.dropFirst(label.count + 1)
                continue
            }
            if form != nil {
                guard byte == UInt8(ascii: ".") else { return nil }
                rest.removeFirst()
            }
            let name = rest.prefix { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "[") }
            guard !name.isEmpty else { return nil }
            rest = rest.dropFirst(name.count)
            let text = String(decoding: name, as: UTF8.self)
            if form == nil { form = text } else { steps.append(.field(text)) }
        }
        guard let form else { return nil }
        self.form = form
        self.steps = steps
    }
}

/// Why a path or a patch does not fit.
struct PatchProblem: Error {
    let message: String
    var help: String?
}

extension PatchPath {
    /// Checks that the forms declare the path; says nothing about the elements of lists.
    func check(against forms: [Form]) throws(PatchProblem) {
        guard let form = forms.first(where: { sameScalars($0.name, self.form) }) else {
            let names = forms.map { $0.name }
            throw PatchProblem(
                message: "there is no form `\(self.form.inert)`",
                help: nearest(to: self.form, among: names).map { "did you mean `\($0)`?" }
                    ?? "the forms are \(listed(names.map { "`\($0)`" }))"
            )
        }
        var place = Place.group(form.fields)
        for step in steps { place = try place.inside(step) }
    }

    /// What stands at a path of a form.
    enum Place {
        case group(Group)
        case groups(Group)
        case list
        case plain(String)

        init(_ field: Field, in group: Group) {
            switch field.type {
            case .group(let inner): self = .group(inner)
            case .groups(let inner, _): self = .groups(inner)
            case .list: self = .list
            default: self = .plain("\(group.name).\(field.name)")
            }
        }

        func inside(_ step: Step) throws(PatchProblem) -> Place {
            switch (self, step) {
            case (.group(let group), .field(let name)):
                guard let slot = group.slot(of: name) else {
                    let names = group.fields.map { $0.name }
                    throw PatchProblem(
                        message: "`\(group.name)` has no field `\(name.inert)`",
                        help: nearest(to: name, among: names).map { "did you mean `\($0)`?" }
                    )
                }
                return Place(group.fields[slot], in: group)
            case (.groups(let group), .element): return .group(group)
            case (.list, .element(let label)): return .plain("[\(label)]")
            case (.groups(let group), .field(let name)):
                throw PatchProblem(
                    message: "`\(group.name)` is a list",
                    help: "say which element, as in `\(group.name)[…].\(name.inert)`"
                )
            case (.group(let group), .element):
                throw PatchProblem(message: "`\(group.name)` is no list")
            case (.list, .field), (.plain, _):
                throw PatchProblem(message: "there is nothing further inside this field")
            }
        }
    }
}
