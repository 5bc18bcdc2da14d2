import Checklist

/// An answer to choose from: what a document says, and what that means.
struct Offer {
    let value: String
    let means: String

    init(_ value: String, means: String = "") {
        self.value = value
        self.means = means
    }

    init(_ choice: Choice) { self.init(choice.value, means: choice.means) }
}

/// What somebody typed as an answer, understood by the type of the field.
struct Reply {
    let value: JSON
    /// What was understood, where the typed words may be taken in another way.
    var understood: String?

    /// Why an answer was not understood: one or two sentences for whoever typed it.
    struct Unclear: Error, Equatable {
        let reason: String

        init(_ reason: String) { self.reason = reason }
    }

    /// What an answer is read against.
    struct Setting {
        let zone: String
        let zones: Zones
        let now: Timestamp
        /// The answers that are offered by number, for a field without choices of its own.
        var offers: [Offer] = []
        /// The start that an end belongs to.
        var start: Timestamp?
        /// Whether a day without a time is too little.
        var needsTime = false
    }

    /// Reads what was typed.
    init(_ typed: String, for type: FieldType, in setting: Setting) throws(Unclear) {
        let text = Reply.trimmed(typed)
        switch type {
        case .bool: value = .bool(try Reply.truth(text))
        case .int:
            guard let number = Int64(text) else {
                throw Unclear("A whole number is needed, such as 2.")
            }
            value = .int(number)
        case .double:
            guard let number = Number(text)?.double else {
                throw Unclear("A number is needed, such as 2.5.")
            }
            value = .double(number)
        case .string(let limits):
            if text == "\"\"" {
                value = .string("")
            } else {
                value = .string(try Reply.text(text, limits, setting.offers))
            }
        case .timestamp: self = try Reply.time(text, setting)
        case .duration:
            guard let length = LengthPhrase.text(text) else {
                throw Unclear("A length of time is needed, such as `45 minutes` or `6 weeks`.")
            }
            value = .string(length)
            understood = Duration(length, calendarUnits: true)?.described
        case .choice(let choices): value = .string(try Reply.choice(text, choices).value)
        case .list(.choice(let choices), _):
            value = .array(try Reply.several(text, choices).map { .string($0.value) })
        case .list(let element, _):
            if Reply.isNone(text) {
                value = .array([])
            } else {
                var values: [JSON] = []
                for word in Reply.words(text, of: element) {
                    values.append(try Reply(word, for: element, in: setting).value)
                }
                value = .array(values)
            }
        case .groups(let group, _): value = .array(try Reply.keys(text, group))
        case .group: throw Unclear("Its parts are answered one by one.")
        }
    }

    private init(_ value: JSON, understood: String?) {
        self.value = value
        self.understood = understood
    }

    // MARK: Types

    private static func truth(_ text: String) throws(Unclear) -> Bool {
        switch text.lowercased() {
        case "1", "y", "yes", "true": return true
        case "2", "n", "no", "false": return false
        default: throw Unclear("Please answer yes (1) or no (2).")
        }
    }

    private static func text(
        _ text: String,
        _ limits: TextLimits,
        _ offers: [Offer]
    ) throws(Unclear) -> String {
        if let offer = offers.first(where: { $0.value == text }) { return offer.value }
        if !offers.isEmpty, let number = Int(text) {
            guard offers.indices.contains(number - 1) else {
                throw Unclear(
                    "There is no number \(number) here: 1 to \(offers.count) can be chosen."
                )
            }
            return offers[number - 1].value
        }
        guard limits.format == .identifier else { return text }
        let lower = text.lowercased()
        if let offer = offers.first(where: { $0.value.lowercased() == lower }) {
            return offer.value
        }
        guard !text.contains(" ") else {
            throw Unclear(
                "A short id is needed: letters, digits, `-` and `_`, no spaces, such as `guest-1`."
            )
        }
        return text
    }

    private static func choice(_ text: String, _ choices: [Choice]) throws(Unclear) -> Choice {
        if let number = Int(text) {
            guard choices.indices.contains(number - 1) else {
                throw Unclear("There is no answer \(number) here: choose 1 to \(choices.count).")
            }
            return choices[number - 1]
        }
        let lower = text.lowercased()
        let words = choices.map { $0.value.lowercased() }
        if let index = words.firstIndex(of: lower) { return choices[index] }
        let begun = choices.indices.filter { words[$0].hasPrefix(lower) }
        if begun.count == 1, lower.count > 1 { return choices[begun[0]] }
        let meant = nearest(to: text, among: choices.map(\.value))
        throw Unclear(
            "`\(text.inert)` is not one of the answers."
                + (meant.map { " Did you mean `\($0)`?" }
                    ?? " Choose a number, 1 to \(choices.count).")
        )
    }

    private static func several(_ text: String, _ choices: [Choice]) throws(Unclear) -> [Choice] {
        if isNone(text) { return [] }
        if text.lowercased() == "all" { return choices }
        var chosen: Set<Int> = []
        for word in text.split(whereSeparator: { " ,;\t".contains($0) }).map(String.init) {
            let ends = word.split(separator: "-", omittingEmptySubsequences: false)
                .map { Int($0) }
            if ends.count == 2, let first = ends[0], let last = ends[1], first <= last,
                choices.indices.contains(first - 1), choices.indices.contains(last - 1)
            {
                chosen.formUnion(first - 1...last - 1)
            } else if word.lowercased() != "and" {
                let one = try choice(word, choices)
                chosen.formUnion(choices.indices.filter { choices[$0].value == one.value })
            }
        }
        guard !chosen.isEmpty else {
            throw Unclear("Give numbers such as `1, 3`, `all` or `none`.")
        }
        return chosen.sorted().map { choices[$0] }
    }

    /// A list of groups begins with the keys of its elements; the rest is asked one by one.
    private static func keys(_ text: String, _ group: Group) throws(Unclear) -> [JSON] {
        if isNone(text) { return [] }
        guard let key = group.keyField?.name else {
            throw Unclear("This list cannot be answered here.")
        }
        var seen: [String] = []
        for word in text.split(whereSeparator: { ",; \t".contains($0) }).map(String.init)
        where word.lowercased() != "and" && !seen.contains(word) {
            seen.append(word)
        }
        guard !seen.isEmpty else { throw Unclear("Give an id for each, or `none`.") }
        return seen.map { .object([(key, .string($0))]) }
    }

    private static func time(_ text: String, _ setting: Setting) throws(Unclear) -> Reply {
        let clock = LocalTime(zone: setting.zone, zones: setting.zones)
        let upper = text.uppercased()
        if upper.contains("T"), let instant = setting.zones.instant(of: upper, in: setting.zone) {
            return Reply(.string(upper), understood: "\(clock.moment(instant)) (\(setting.zone))")
        }
        if let start = setting.start, let length = LengthPhrase.text(text),
            let duration = Duration(length, calendarUnits: true), duration > Duration(seconds: 0),
            let end = start.adding(duration)
        {
            let written = String(clock.rfc3339(end).prefix(16))
            // In the hour that comes twice only the offset tells which is meant.
            let isPlain = setting.zones.instant(of: written, in: setting.zone) == end
            return Reply(
                .string(isPlain ? written : clock.rfc3339(end)),
                understood: "\(clock.moment(end)) (\(setting.zone))"
            )
        }
        let today = Day(setting.now, zone: setting.zone, zones: setting.zones)
        let phrase: DatePhrase
        do throws(DatePhrase.Unclear) {
            phrase = try DatePhrase(text, today: today, now: clock.clockTime(setting.now))
        } catch {
            throw Unclear(error.reason + " For example: `tomorrow 9:30`, `Tue 24 Nov 09:30`.")
        }
        let day =
            phrase.day
            ?? setting.start.map { Day($0, zone: setting.zone, zones: setting.zones) } ?? today
        guard let time = phrase.time else {
            if setting.needsTime {
                throw Unclear("A time is needed as well, as in `\(text.inert) 9:30`.")
            }
            return Reply(.string(day.text), understood: day.described)
        }
        let written = "\(day.text)T\(time.text)"
        guard let instant = setting.zones.instant(of: written, in: setting.zone) else {
            throw Unclear(
                "On \(day.described) the clocks in \(setting.zone) never show \(time.text): they go "
                    + "forward then."
            )
        }
        return Reply(.string(written), understood: "\(clock.moment(instant)) (\(setting.zone))")
    }

    // MARK: Words

    private static func isNone(_ text: String) -> Bool {
        ["none", "n", "no", "nobody", "nothing", "0", "-", "[]"].contains(text.lowercased())
    }

    /// Ids may also stand with nothing but spaces between them; other words may hold some.
    private static func words(_ text: String, of element: FieldType) -> [String] {
        var mark: Character = text.contains(";") ? ";" : ","
        if case .string(let limits) = element, limits.format == .identifier,
            !text.contains(mark)
        {
            mark = " "
        }
        return text.split(separator: mark).map { trimmed(String($0)) }.filter { !$0.isEmpty }
    }

    static func trimmed(_ text: String) -> String {
        let rest = text.drop { $0.isWhitespace }
        guard let last = rest.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(rest[...last])
    }
}

extension LocalTime {
    /// What the clock shows at an instant.
    func clockTime(_ instant: Timestamp) -> ClockTime {
        let offset = zones.seconds(in: zone, at: instant) ?? 0
        let time = CivilTime(instant, offset: offset)
        return ClockTime(hour: time.hour, minute: time.minute)
    }
}
