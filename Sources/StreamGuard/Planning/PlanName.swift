import Checklist
import Foundation

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
        let plain = title.folding(options: [.diacriticInsensitive], locale: nil).lowercased()
            .replacing("ß", with: "ss")
        var words: [String] = []
        var length = 0
        for word in plain.split(whereSeparator: { !$0.isASCII || !($0.isLetter || $0.isNumber) }) {
            guard length + word.count < 40 else { break }
            words.append(String(word))
            length += word.count + 1
        }
        return words.joined(separator: "-")
    }
}
