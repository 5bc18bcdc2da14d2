import Checklist

/// The words of a phrase about a day or a time, one after the other.
struct DateWords {
    private var words: ArraySlice<String>

    /// Commas, `at`, `on` and the like say nothing.
    init(_ text: String) {
        let lower = text.lowercased()
        let separators: Set<Character> = [" ", "\t", ",", "\u{a0}"]
        words =
            lower.split(whereSeparator: separators.contains).map(String.init)
            .filter { !["at", "on", "the", "of", "in", "o'clock"].contains($0) }[...]
    }

    mutating func next() -> String? { words.popFirst() }

    static func weekday(_ word: String) -> Int? {
        let names = [
            "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
        ]
        let short = ["tues": 2, "weds": 3, "thur": 4, "thurs": 4]
        let plain = word.hasSuffix(".") ? String(word.dropLast()) : word
        return short[plain] ?? names.firstIndex { $0 == plain || $0.prefix(3) == plain }
    }

    static func month(_ word: String) -> Int? {
        let names = [
            "january", "february", "march", "april", "may", "june", "july", "august", "september",
            "october", "november", "december",
        ]
        let plain = word.hasSuffix(".") ? String(word.dropLast()) : word
        if plain == "sept" { return 9 }
        return names.firstIndex { $0 == plain || $0.prefix(3) == plain }.map { $0 + 1 }
    }

    /// `3 days`, `2 weeks ago`: so many days from today.
    mutating func distance(after word: String) throws(DatePhrase.Unclear) -> Int? {
        let units = ["day": 1, "days": 1, "week": 7, "weeks": 7, "fortnight": 14]
        let number = word == "a" ? 1 : Int(word)
        guard let number, (1...1000).contains(number), let unit = words.first.flatMap({ units[$0] })
        else { return nil }
        words.removeFirst()
        if words.first == "ago" {
            words.removeFirst()
            return -number * unit
        }
        if words.first == "time" { words.removeFirst() }
        return number * unit
    }

    /// `9:30`, `9.30`, `0930`, `9am`, `9.30 pm`, `noon`; nothing for a word that is no time.
    mutating func time(from word: String) throws(DatePhrase.Unclear) -> ClockTime? {
        if word == "noon" || word == "midday" { return ClockTime(hour: 12, minute: 0) }
        var text = Substring(word)
        var half: String?
        for suffix in ["am", "pm", "a.m.", "p.m."] where text.hasSuffix(suffix) {
            half = String(suffix.prefix(1))
            text = text.dropLast(suffix.count)
        }
        let parts = text.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "." }
        guard parts.count <= 2, parts.allSatisfy(DateWords.isNumber) else { return nil }
        if half == nil, let next = words.first, ["am", "pm", "a.m.", "p.m."].contains(next) {
            half = String(next.prefix(1))
            words.removeFirst()
        }
        var (hour, minute) = (Int(parts[0]) ?? 0, parts.count == 2 ? Int(parts[1]) ?? 0 : 0)
        if parts.count == 1, half == nil {
            // `0930` is a time; `9` alone may be a day.
            guard text.count == 4, hour < 1900 || hour > 2199 else { return nil }
            (hour, minute) = (hour / 100, hour % 100)
        } else if parts.count == 2, parts[1].count != 2 {
            return nil
        }
        if let half {
            guard (1...12).contains(hour) else {
                throw DatePhrase.Unclear("A time with am or pm has an hour from 1 to 12.")
            }
            hour = hour % 12 + (half == "p" ? 12 : 0)
        }
        guard hour <= 23, minute <= 59 else {
            throw DatePhrase.Unclear("`\(word.inert)` is no time of day.")
        }
        return ClockTime(hour: hour, minute: minute)
    }

    /// `24/11`, `24/11/2026`, `24.11.2026`, `2026-11-24`, `24 nov 2026`, `nov 24th`.
    mutating func date(
        from word: String
    ) throws(DatePhrase.Unclear) -> (day: Int, month: Int, year: Int?)? {
        if let month = DateWords.month(word) {
            guard let day = words.first.flatMap(DateWords.ordinal) else {
                throw DatePhrase.Unclear("The month needs a day, as in `24 Nov`.")
            }
            words.removeFirst()
            return (day, month, year())
        }
        if let day = DateWords.ordinal(word), let month = words.first.flatMap(DateWords.month) {
            words.removeFirst()
            return (day, month, year())
        }
        let parts = word.split(omittingEmptySubsequences: false) { "/.-".contains($0) }
        guard (2...3).contains(parts.count), parts.allSatisfy(DateWords.isNumber) else {
            guard Int(word) != nil else { return nil }
            throw DatePhrase.Unclear(
                "`\(word.inert)` may be a day or an hour: write `24 Nov` or `9:00`."
            )
        }
        let numbers = parts.compactMap { Int($0) }
        if parts[0].count == 4, numbers.count == 3 { return (numbers[2], numbers[1], numbers[0]) }
        guard numbers.count == 3 else { return (numbers[0], numbers[1], nil) }
        return (numbers[0], numbers[1], numbers[2] < 100 ? 2000 + numbers[2] : numbers[2])
    }

    private mutating func year() -> Int? {
        guard let word = words.first, word.count == 4, let year = Int(word),
            (1900...2199).contains(year)
        else { return nil }
        words.removeFirst()
        return year
    }

    /// `24`, `24th`.
    private static func ordinal(_ word: String) -> Int? {
        let digits = word.prefix { $0.isASCII && $0.isNumber }
        let rest = word.dropFirst(digits.count)
        guard (1...2).contains(digits.count), ["", "st", "nd", "rd", "th", "."].contains(rest)
        else { return nil }
        return Int(digits)
    }

    private static func isNumber(_ text: Substring) -> Bool {
        (1...4).contains(text.count) && text.allSatisfy { $0.isASCII && $0.isNumber }
    }
}
