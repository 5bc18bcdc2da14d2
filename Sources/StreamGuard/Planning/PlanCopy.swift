import Checklist

/// A new plan made of an old one: its volatile facts are open again, and offered as suggestions.
struct PlanCopy {
    private(set) var draft: Draft
    private(set) var suggestions = Suggestions()

    /// Copies a plan.
    ///
    /// - Parameters:
    ///   - old: the plan to copy.
    ///   - start: when the new session begins; nothing leaves it open.
    ///   - zone: the school's zone.
    ///   - zones: the zones that the host knows.
    init(_ old: Draft, start: String?, zone: String, zones: Zones) {
        draft = old
        open(old.form.fields, at: [], of: old.root)
        let before = old.text("start").flatMap { zones.instant(of: $0, in: zone) }
        let end = old.text("end").flatMap { zones.instant(of: $0, in: zone) }
        for name in ["start", "end"] { set(nil, name) }
        guard let start, let instant = zones.instant(of: start, in: zone) else { return }
        set(start, "start")
        let day = Day(instant, zone: zone, zones: zones)
        // The new session is as long as the old one.
        if let before, let end, let newEnd = instant.adding(end.since(before)) {
            set(LocalTime(zone: zone, zones: zones).written(newEnd), "end")
        }
        set(
            PlanName.id(
                copying: old.text("id") ?? "",
                from: before.map { Day($0, zone: zone, zones: zones) },
                title: old.text("title"),
                to: day
            ),
            "id"
        )
    }

    private mutating func set(_ text: String?, _ name: String) {
        guard draft.form.fields.slot(of: name) != nil else { return }
        draft = draft.setting(text.map { .string($0) }, at: Place([.field(name)]))
    }

    /// Takes every volatile answer out of the draft and keeps it as a suggestion.
    private mutating func open(_ group: Group, at steps: [Place.Step], of value: JSON) {
        for field in group.fields {
            let place = Place(steps + [.field(field.name)])
            guard let answer = value.member(field.name) else { continue }
            switch field.type {
            case .group(let inner) where field.isVolatile: reopen(inner, place, answer)
            case .group(let inner): open(inner, at: place.steps, of: answer)
            case .groups(let inner, _) where !field.isVolatile:
                guard let key = inner.keyField?.name else { continue }
                for element in answer.elements {
                    guard case .string(let label)? = element.member(key) else { continue }
                    open(inner, at: place.steps + [.element(label)], of: element)
                }
            default:
                guard field.isVolatile else { continue }
                suggestions.add(answer, at: place)
                draft = draft.setting(nil, at: place)
            }
        }
    }

    /// In a volatile group every answer is volatile.
    private mutating func reopen(_ group: Group, _ place: Place, _ answer: JSON) {
        for (name, value) in answer.members {
            suggestions.add(value, at: place.appending(name))
        }
        draft = draft.setting(nil, at: place)
    }
}

extension LocalTime {
    /// The instant as plans have it: local, unless the clock shows that time twice.
    func written(_ instant: Timestamp) -> String {
        let full = rfc3339(instant)
        let local = String(full.prefix(16))
        return zones.instant(of: local, in: zone) == instant ? local : full
    }
}
