import Checklist

/// Points at what does not belong in the free text of a plan or a log.
///
/// It is a kind reminder, not a proof: it sees common shapes and words, misses others, and sees
/// some where there are none. Whoever writes the text decides.
enum PrivateText {
    enum Kind: String, CaseIterable {
        case email, link, telephone, postcode, password, health, name

        /// What it looks like, after "looks like".
        var words: String {
            switch self {
            case .email: "an e-mail address"
            case .link: "a link or a meeting code"
            case .telephone: "a telephone or meeting number"
            case .postcode: "a postcode"
            case .password: "a password or a PIN"
            case .health: "a word about somebody's health or circumstances"
            case .name: "somebody's name with details"
            }
        }
    }

    /// One thing that was seen, and the words it was seen in.
    struct Sign: Equatable {
        let kind: Kind
        let text: String
    }

    /// What a text seems to hold, at most one of each kind.
    static func signs(in text: String) -> [Sign] {
        // A text that long is no answer; looking at its beginning bounds the work.
        let text = String(text.prefix(4000))
        var signs: [Sign] = []
        func add(_ kind: Kind, _ found: Substring?) {
            if let found { signs.append(Sign(kind: kind, text: String(found))) }
        }
        let address = email(in: text)
        add(.email, address)
        add(.link, link(in: address.map { text.replacing($0, with: " ") } ?? text))
        add(.telephone, telephone(in: text))
        add(.postcode, postcode(in: text))
        add(.password, password(in: text))
        add(.health, PrivateWords.health(in: text))
        add(.name, PrivateNames.name(in: text))
        return signs
    }

    /// What somebody is told who wrote such a text; nothing if there is nothing to say.
    static func remark(on text: String) -> String? {
        let signs = signs(in: text)
        guard !signs.isEmpty else { return nil }
        let seen = signs.map { "\($0.kind.words) (\($0.text.quoted))" }
        return "That looks like \(listed(seen)). What is written here is kept and shown to others, "
            + "so please leave it out: use ids, and keep the rest in the school's own records."
    }

    // MARK: Shapes

    private static func email(in text: String) -> Substring? {
        // Bounded, as addresses are: else a long word would be gone through from each letter.
        text.firstMatch(of: /[^\s@<>(),;:"]{1,64}@[^\s@<>(),;:"]{1,255}\.[A-Za-z]{2,}/)?.0
    }

    private static func link(in text: String) -> Substring? {
        let ends =
            /(?i)\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|uk|io|us|eu|me|ly|tv|info|app|live|school|education)(?:\/\S*)?(?![a-z0-9])/
        return text.firstMatch(of: /(?i)\b(?:https?:\/\/|www\.)\S+/)?.0
            ?? text.firstMatch(of: ends)?.0
            // The code of a meeting on a platform that many schools use.
            ?? text.firstMatch(of: /\b[a-z]{3}-[a-z]{4}-[a-z]{3}\b/)?.0
    }

    private static func telephone(in text: String) -> Substring? {
        for match in text.matches(of: /(?:^|[^\w+])(\+?\(?\d[\d ().\/-]{6,}\d)(?!\w)/) {
            // Dates and times hold many digits too.
            let number = match.1
            let rest = number.replacing(
                /\d{4}-\d{2}-\d{2}|\d{1,2}[.\/]\d{1,2}[.\/]\d{2,4}/,
                with: ""
            )
            let digits = rest.filter { $0.isNumber }
            let isNational = digits.hasPrefix("0") && (10...11).contains(digits.count)
            let isInternational =
                (number.hasPrefix("+") || number.hasPrefix("00")) && (8...15).contains(digits.count)
            if isNational || isInternational || (9...12).contains(digits.count) { return number }
        }
        return nil
    }

    private static func postcode(in text: String) -> Substring? {
        let shape = /(?i)\b([A-Z]{1,2})\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b/
        return text.matches(of: shape).first {
            PrivateWords.postcodeAreas.contains($0.1.uppercased())
        }?.0
    }

    private static func password(in text: String) -> Substring? {
        text.firstMatch(
            of:
                /(?i)\b(?:pass ?words?|pass ?codes?|pwd|pin|log-?in details)\b(?: (?:is|are)\b|\s*[:=])\s*\S+/
        )?.0 ?? text.firstMatch(of: /(?i)\b(?:password|passcode|pwd|pin) (?=\S*\d)\S+/)?.0
    }
}
