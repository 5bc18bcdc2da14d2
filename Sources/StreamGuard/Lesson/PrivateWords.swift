/// Words that say something about a person's health or circumstances, and the areas of postcodes.
enum PrivateWords {
    /// The first such word of a text.
    static func health(in text: String) -> Substring? {
        let lower = text.lowercased()
        for phrase in phrases {
            if let range = lower.firstRange(of: phrase) { return lower[range] }
        }
        return words(of: lower).first { health.contains(String($0)) }
    }

    /// The words of a text, without marks; an apostrophe or a hyphen inside a word stays.
    static func words(of text: String) -> [Substring] {
        text.split { !$0.isLetter && !$0.isNumber && $0 != "'" && $0 != "’" && $0 != "-" }
    }

    private static let phrases = [
        "mental health", "eating disorder", "social worker", "child protection", "in care",
        "foster care", "panic attack", "learning difficult", "special needs", "free school meals",
    ]

    private static let health: Set<String> = [
        "addiction", "adhd", "allergic", "allergies", "allergy", "anaemia", "anaphylaxis",
        "anorexia", "anxiety", "asd", "asperger's", "asthma", "asthmatic", "autism", "autistic",
        "bereaved", "bereavement", "bulimia", "camhs", "cancer", "chemotherapy", "counselling",
        "counsellor", "covid", "depressed", "depression", "diabetes", "diabetic", "diagnosed",
        "diagnosis", "disability", "disabled", "dyslexia", "dyslexic", "dyspraxia", "ehcp",
        "epilepsy", "epileptic", "epipen", "hiv", "hospital", "illness", "inhaler", "injury",
        "insulin", "leukaemia", "medication", "migraine", "ocd", "overdose", "pregnant",
        "psychiatrist", "psychologist", "ptsd", "seizure", "seizures", "self-harm", "suicidal",
        "suicide", "surgery", "trauma", "traumatised", "tumour", "unwell", "wheelchair",
    ]

    static let postcodeAreas: Set<String> = [
        "AB", "AL", "B", "BA", "BB", "BD", "BH", "BL", "BN", "BR", "BS", "BT", "CA", "CB", "CF",
        "CH", "CM", "CO", "CR", "CT", "CV", "CW", "DA", "DD", "DE", "DG", "DH", "DL", "DN", "DT",
        "DY", "E", "EC", "EH", "EN", "EX", "FK", "FY", "G", "GL", "GU", "GY", "HA", "HD", "HG",
        "HP", "HR", "HS", "HU", "HX", "IG", "IM", "IP", "IV", "JE", "KA", "KT", "KW", "KY", "L",
        "LA", "LD", "LE", "LL", "LN", "LS", "LU", "M", "ME", "MK", "ML", "N", "NE", "NG", "NN",
        "NP", "NR", "NW", "OL", "OX", "PA", "PE", "PH", "PL", "PO", "PR", "RG", "RH", "RM", "S",
        "SA", "SE", "SG", "SK", "SL", "SM", "SN", "SO", "SP", "SR", "SS", "ST", "SW", "SY", "TA",
        "TD", "TF", "TN", "TQ", "TR", "TS", "TW", "UB", "W", "WA", "WC", "WD", "WF", "WN", "WR",
        "WS", "WV", "YO", "ZE",
    ]
}
