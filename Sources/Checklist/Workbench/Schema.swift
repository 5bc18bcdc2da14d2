/// What schemas are made of.
enum Schema {
    static let dialect = "https://json-schema.org/draft/2020-12/schema"

    // Patterns as ECMA-262 and most other languages read them alike.

    static let name = "^[A-Za-z][A-Za-z0-9_]*$"
    /// At most 64 characters, which the pattern does not say.
    static let identifier = #"^[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*$"#
    static let timeOfDay = "^([01][0-9]|2[0-3]):[0-5][0-9]$"
    static let timestamp =
        "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
        + "([Tt ]([01][0-9]|2[0-3]):[0-5][0-9]"
        + #"(:[0-5][0-9](\.[0-9]{1,9})?)?"#
        + "([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])?)?$"
    static let duration =
        #"^[+-]?(0|(([0-9]{1,18}(\.[0-9]*)?|\.[0-9]+)(w|d|h|ms|m|s|us|ns))+)$"#

    static func text(matching pattern: String) -> [(String, JSON)] {
        [("type", .string("string")), ("pattern", .string(pattern))]
    }

    static let filledText: [(String, JSON)] = [("type", .string("string")), ("minLength", .int(1))]

    static func array(
        of element: JSON?,
        _ least: Int,
        _ most: Int? = nil
    ) -> [(String, JSON)] {
        var members: [(String, JSON)] = [("type", .string("array"))]
        if let element { members.append(("items", element)) }
        if least > 0 { members.append(("minItems", .int(Int64(least)))) }
        if let most { members.append(("maxItems", .int(Int64(most)))) }
        return members
    }

    static func words(_ words: [String]) -> JSON {
        .array(words.map { .string($0) })
    }

    /// One of a few words, each with what it means, as editors show it.
    static func choice(_ choices: [Choice]) -> [(String, JSON)] {
        let all = choices.map { choice in
            JSON.object([("const", .string(choice.value)), ("description", .string(choice.means))])
        }
        return [("type", .string("string")), ("oneOf", .array(all))]
    }
}
