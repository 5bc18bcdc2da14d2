import Checklist

/// The facts that an approval is bound to, as whoever decides reads them: all of them, in full.
struct FactWords {
    let forms: [Form]
    let clock: LocalTime

    /// Names and values, in the rule's order.
    func rows(_ need: ApprovalNeed) -> [(name: String, words: String)] {
        var seen: Set<String> = []
        return need.material.filter { seen.insert($0.name).inserted }.map { fact in
            (FactWords.label(fact.name), words(fact.json, field(at: fact.name)))
        }
    }

    /// Without the form's name, as answers to a plan are typed.
    static func label(_ name: String) -> String {
        name.hasPrefix("plan.") ? String(name.dropFirst("plan.".count)) : name
    }

    private func words(_ value: JSON, _ field: Field?) -> String {
        switch value {
        case .null: return "not answered, or does not apply"
        case .bool(let truth): return truth ? "yes" : "no"
        case .int, .double: return value.canonical()
        case .string(let text):
            if text.hasSuffix("Z"), let time = Timestamp(rfc3339: text) {
                return clock.moment(time)
            }
            let choice = field?.type.choices.first { $0.value == text }
            return choice.map { "\(text) (\($0.means))" } ?? text
        case .array(let elements):
            return elements.isEmpty ? "none" : listed(elements.map { words($0, field) })
        case .object(let members):
            let parts = members.filter { $0.0 != "id" }.map { name, value in
                "\(name): \(words(value, nil))"
            }
            guard let id = value.member("id")?.text else {
                return parts.isEmpty ? "nothing" : parts.joined(separator: "; ")
            }
            return parts.isEmpty ? id : "\(id) (\(parts.joined(separator: "; ")))"
        }
    }

    /// The declared field at a path; nothing for a variable of a checklist.
    private func field(at path: String) -> Field? {
        let names = path.split(separator: ".").map(String.init)
        guard let form = forms.first(where: { $0.name == names.first }) else { return nil }
        var group: Group? = form.fields
        var found: Field?
        for name in names.dropFirst() {
            guard let here = group, let slot = here.slot(of: name) else { return nil }
            let field = here.fields[slot]
            found = field
            if case .group(let inner) = field.type { group = inner } else { group = nil }
        }
        return found
    }
}
