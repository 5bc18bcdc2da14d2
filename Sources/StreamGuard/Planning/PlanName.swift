import Checklist

/// The ids of plans, made of the title and the day so that nobody has to think one up.
enum PlanName {
    /// `year-5-maths-fractions-2026-11-24`; without a day only the title.
    static func id(title: String?, day: Day?) -> String {
        let words = slug(title ?? "")
        return [words.isEmpty ? "plan" : words, day?.text].compactMap(\.self).joined(separator: "-")
    }

    /// An old id for another day: its date is changed if it has one.
    static func id(copying old: String, from before: Day?, title: String?, to day: Day) -> String {
        guard let before, old.contains(before.text) else { return id(title: title, day: day) }
        return old.replacing(before.text, with: day.text)
    }

    /// Letters and digits of a title, joined by hyphens, at most forty.
    static func slug(_ title: String) -> String {
        var plain = ""
        for letter in title.lowercased() { plain += plainLetters[letter] ?? String(letter) }
        var words: [String] = []
        var length = 0
        for word in plain.split(whereSeparator: { !$0.isASCII || !($0.isLetter || $0.isNumber) }) {
            guard length + word.count < 40 else { break }
            words.append(String(word))
            length += word.count + 1
        }
        return words.joined(separator: "-")
    }

    /// What letters with a mark are without it; whether the mark is a scalar of its own or not makes
    /// no difference to a character.
    private static let plainLetters: [Character: String] = {
        let families: [(String, of: String)] = [
            ("a", of: "àáâãäåāăąǎạảấầẩẫậắằẳẵặ"), ("ae", of: "æ"), ("c", of: "çćĉċč"),
            ("d", of: "ďđð"), ("e", of: "èéêëēĕėęěẹẻẽếềểễệ"), ("g", of: "ĝğġģ"), ("h", of: "ĥħ"),
            ("i", of: "ìíîïĩīĭįıǐỉị"), ("j", of: "ĵ"), ("k", of: "ķ"), ("l", of: "ĺļľł"),
            ("n", of: "ñńņňǹ"), ("o", of: "òóôõöøōŏőơǒọỏốồổỗộớờởỡợ"), ("oe", of: "œ"),
            ("r", of: "ŕŗř"), ("s", of: "śŝşšș"), ("ss", of: "ß"), ("t", of: "ţťțŧ"),
            ("th", of: "þ"), ("u", of: "ùúûüũūŭůűųưǔụủứừửữự"), ("w", of: "ŵẁẃẅ"),
            ("y", of: "ýÿŷỳỵỷỹ"), ("z", of: "źżž"),
        ]
        var plain: [Character: String] = [:]
        for (letters, family) in families {
            for letter in family { plain[letter] = letters }
        }
        return plain
    }()
}
