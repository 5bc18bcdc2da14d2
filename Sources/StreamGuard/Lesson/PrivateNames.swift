/// Looks for a person's name that stands with a detail about the person.
///
/// A first name that many have, with a surname or a detail; or two words with capitals, with a
/// detail. `Year 5 reading: Roald Dahl` is neither.
enum PrivateNames {
    static func name(in text: String) -> Substring? {
        let words = PrivateWords.words(of: text)
        if let id = words.first(where: isNamedID) { return id }
        let hasDetail = words.contains(where: isDetail)
        for (index, word) in words.enumerated() where isCapitalised(word) {
            let next = index + 1 < words.count ? words[index + 1] : ""
            let isPair = isCapitalised(next) && stands(next, rightAfter: word, in: text)
            let end = isPair ? next.endIndex : word.endIndex
            if firstNames.contains(plain(word)) {
                if (isPair && !subjects.contains(plain(next))) || hasDetail {
                    return text[word.startIndex..<end]
                }
            } else if isPair, hasDetail, !subjects.contains(plain(word)),
                !subjects.contains(plain(next))
            {
                return text[word.startIndex..<end]
            }
        }
        return nil
    }

    /// `olivia-smith` where an id was wanted.
    private static func isNamedID(_ word: Substring) -> Bool {
        let parts = word.split(separator: "-")
        return parts.count == 2 && firstNames.contains(plain(parts[0])) && parts[1].count > 2
            && parts[1].allSatisfy(\.isLetter) && word == word.lowercased()
    }

    private static func stands(
        _ next: Substring,
        rightAfter word: Substring,
        in text: String
    ) -> Bool {
        text[word.endIndex..<next.startIndex].allSatisfy { $0 == " " }
    }

    /// `Sam`, `O'Neill`; not `PSHE` and not `5B`.
    private static func isCapitalised(_ word: Substring) -> Bool {
        guard let first = word.first, first.isUppercase, word.count > 1 else { return false }
        return word.dropFirst().contains(where: \.isLowercase)
    }

    private static func plain(_ word: Substring) -> String {
        let lower = word.lowercased()
        for ending in ["'s", "’s"] where lower.hasSuffix(ending) {
            return String(lower.dropLast(2))
        }
        return lower
    }

    private static func isDetail(_ word: Substring) -> Bool { details.contains(plain(word)) }

    private static let details: Set<String> = [
        "aged", "address", "aunt", "behaviour", "birthday", "born", "brother", "carer", "crying",
        "dad", "dob", "excluded", "family", "father", "grandma", "grandmother", "guardian", "he",
        "her", "him", "his", "ill", "lives", "mother", "mum", "nan", "needs", "parents", "she",
        "sick", "sister", "stepdad", "struggles", "surname", "uncle", "upset",
    ]

    /// Words with a capital that begin a title or a sentence, and are nobody's name.
    private static let subjects: Set<String> = [
        "art", "biology", "chemistry", "class", "computing", "dear", "drama", "early", "english",
        "five", "four", "french", "geography", "german", "great", "group", "guided", "half",
        "harbour", "head", "history", "key", "latin", "lesson", "live", "maths", "microsoft",
        "mill", "monday", "music", "new", "nursery", "one", "our", "parents", "physics", "please",
        "primary", "pupils", "reading", "reception", "safeguarding", "school", "science", "six",
        "spanish", "stage", "teams", "the", "their", "thursday", "three", "tuesday", "tudor", "two",
        "victorian", "we", "wednesday", "why", "world", "writing", "year", "your",
    ]

    /// First names that are common in the United Kingdom and are no other word.
    private static let firstNames: Set<String> = [
        "aaliyah", "adam", "ahmed", "aisha", "aiden", "alex", "alexander", "alfie", "ali", "alice",
        "amelia", "amir", "amy", "andrew", "anna", "archie", "arthur", "ava", "ayesha", "ben",
        "benjamin", "callum", "charlie", "charlotte", "chloe", "connor", "daisy", "daniel",
        "david", "dylan", "edward", "ella", "ellie", "emily", "emma", "ethan", "evie", "fatima",
        "finley", "florence", "freddie", "freya", "george", "georgia", "hannah", "harriet",
        "harry", "harvey", "hassan", "henry", "holly", "hugo", "ibrahim", "isaac", "isabella",
        "isla", "jack", "jacob", "jake", "james", "jamie", "jayden", "jessica", "joe", "joseph",
        "joshua", "kai", "katie", "lewis", "liam", "lily", "logan", "louis", "lucas", "lucy",
        "luke", "maisie", "maria", "maryam", "matthew", "max", "megan", "mia", "michael", "millie",
        "mohammad", "mohammed", "molly", "muhammad", "nathan", "noah", "olivia", "oliver", "omar",
        "oscar", "phoebe", "poppy", "rayan", "rebecca", "reuben", "riley", "rory", "ryan", "sam",
        "samuel", "sarah", "sienna", "sofia", "sophia", "sophie", "stanley", "thea", "theo",
        "theodore", "thomas", "toby", "tom", "tommy", "tyler", "william", "yusuf", "zac", "zainab",
        "zara", "zoe",
    ]
}
