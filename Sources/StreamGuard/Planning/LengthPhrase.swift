import Checklist

/// A length of time as people say it: `45 minutes`, `1 hour 30`, `6 weeks`, `90m`.
enum LengthPhrase {
    /// As documents write it; nothing for any other text.
    static func text(_ phrase: String) -> String? {
        let plain = phrase.lowercased().filter { $0 != " " && $0 != "\t" }
        if Duration(plain, calendarUnits: true) != nil, plain.first?.isNumber == true {
            return plain
        }
        var result = ""
        var rest = Substring(
            phrase.lowercased().replacing("half an hour", with: "30 minutes")
                .replacing("an hour", with: "1 hour").replacing(" and ", with: " ")
        )
        var before: String?
        while true {
            rest = rest.drop { $0 == " " || $0 == "," || $0 == "\t" }
            if rest.isEmpty { break }
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest.dropFirst(digits.count).drop { $0 == " " }
            let word = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(word.count)
            // `1 hour 30` leaves the minutes unsaid.
            guard !digits.isEmpty, let unit = unit(String(word)) ?? (before == "h" ? "m" : nil)
            else { return nil }
            result += digits + unit
            before = unit
        }
        return Duration(result, calendarUnits: true) == nil ? nil : result
    }

    private static func unit(_ word: String) -> String? {
        switch word {
        case "m", "min", "mins", "minute", "minutes": "m"
        case "h", "hr", "hrs", "hour", "hours": "h"
        case "d", "day", "days": "d"
        case "w", "week", "weeks": "w"
        default: nil
        }
    }
}
