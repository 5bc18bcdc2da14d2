import Checklist
import Testing

/// Conditions in plain English, from the syntax and the forms' own words.
@Suite struct EnglishTests {
    /// The condition of `M1-belts` in words, a line a part.
    private func words(_ condition: String) throws -> String {
        let trip = try Trip([
            ("\"requires\": \"trip.belts\"", "\"requires\": \"\(condition)\"")
        ])
        let words = try #require(trip.rulebook.words(for: "M1-belts").first)
        return words.requires.english.lines.map { line in
            String(repeating: "  ", count: line.depth) + line.text
        }.joined(separator: "\n")
    }

    @Test(arguments: [
        ("trip.belts", "the answer to ‘Has every seat a belt?’ is yes"),
        ("!trip.belts", "the answer to ‘Has every seat a belt?’ is no"),
        ("trip.belts == false", "the answer to ‘Has every seat a belt?’ is no"),
        (
            "trip.weather != 'snow'",
            "the answer to ‘What will the weather be?’ is not ‘snow or ice’"
        ),
        (
            "trip.weather in ['fine', 'rain']",
            "the answer to ‘What will the weather be?’ is ‘dry and light’ or ‘wet’"
        ),
        (
            "!(trip.weather in ['fine', 'rain'])",
            "the answer to ‘What will the weather be?’ is not ‘dry and light’ or ‘wet’"
        ),
        ("trip.seats >= 9", "the answer to ‘How many seats has the bus?’ is at least 9"),
        ("9 > trip.seats", "the answer to ‘How many seats has the bus?’ is less than 9"),
        (
            "trip.leaves < trip.returns",
            "the answer to ‘When does the bus leave?’ is before the answer to ‘When is it back?’"
        ),
        (
            "!(trip.returns - trip.leaves > duration('36h'))",
            "the time from the answer to ‘When does the bus leave?’ to the answer to ‘When is it "
                + "back?’ is at most 1 day 12 hours"
        ),
        (
            "lasts <= depot.maxDrive",
            "how long the trip takes is at most the answer to ‘How long "
                + "may one driver drive without a break?’"
        ),
        ("size(trip.stops) == 0", "nothing is listed for ‘Where does the bus stop?’"),
        ("size(trip.stops) > 0", "something is listed for ‘Where does the bus stop?’"),
        (
            "size(trip.stops) <= 3",
            "the number of answers to ‘Where does the bus stop?’ is at most 3"
        ),
        ("'zoo' in trip.stops", "the answers to ‘Where does the bus stop?’ include ‘zoo’"),
        ("trip.driver.startsWith('d')", "the answer to ‘Who drives?’ begins with ‘d’"),
        ("has(trip.papers.country)", "the question ‘Which country?’ applies"),
        (
            "trip.riders.all(r, r.age >= 3)",
            "for every one of the answers to ‘Who rides?’: its answer to ‘How old is this rider?’ "
                + "is at least 3"
        ),
        (
            "!trip.riders.exists(r, r.age < 3)",
            "for every one of the answers to ‘Who rides?’: its answer to ‘How old is this rider?’ "
                + "is at least 3"
        ),
        (
            "trip.riders.exists_one(r, r.id == trip.driver)",
            "for exactly one of the answers to ‘Who rides?’: its answer to ‘Which rider?’ is the "
                + "same as the answer to ‘Who drives?’"
        ),
        (
            "children.all(c, c.cushion)",
            "for every one of those of the answers to ‘Who rides?’ for which its answer to ‘How "
                + "old is this rider?’ is less than 12: its answer to ‘Is there a booster cushion "
                + "for this rider?’ is yes"
        ),
        (
            "!trip.abroad || trip.belts",
            "if the answer to ‘Does the trip go abroad?’ is yes, then the answer to ‘Has every "
                + "seat a belt?’ is yes"
        ),
        (
            "trip.leaves.getHours('Europe/Paris') >= 6",
            "the hour of the answer to ‘When does the bus leave?’ on the clocks of ‘Europe/Paris’ "
                + "is at least 6"
        ),
    ])
    func `a condition in words`(condition: String, expected: String) throws {
        #expect(try words(condition) == expected)
    }

    @Test func `what has several parts is laid out`() throws {
        #expect(
            try words("trip.belts && (trip.seats > 4 || trip.weather == 'fine') && !trip.abroad")
                == """
                all of these are so
                  the answer to ‘Has every seat a belt?’ is yes
                  the answer to ‘How many seats has the bus?’ is more than 4, or the answer to ‘What \
                will the weather be?’ is ‘dry and light’
                  the answer to ‘Does the trip go abroad?’ is no
                """
        )
        #expect(
            try words("trip.abroad ? trip.papers.insured : trip.belts") == """
                it depends
                  if
                    the answer to ‘Does the trip go abroad?’ is yes
                  then
                    the answer to ‘Is the bus insured abroad?’ is yes
                  otherwise
                    the answer to ‘Has every seat a belt?’ is yes
                """
        )
    }

    @Test func `messages show what stands for an answer`() throws {
        let words = try #require(try Trip().rulebook.words(for: "M2-hours").first)
        #expect(words.why == "‹how long the trip takes› is too long for one driver.")
        #expect(words.asks == "May the trip last ‹how long the trip takes›?")
        #expect(words.covers.map(\.name) == ["trip.leaves", "trip.returns", "trip.driver"])
        #expect(words.covers.map(\.means).last == "Who drives?")
        #expect(words.roles == ["the fleet manager"])
        #expect(words.variables.map { $0.name } == ["lasts"])
        #expect(words.variables[0].words.source == "trip.returns - trip.leaves")
        #expect(
            words.variables[0].words.english.text
                == "the time from the answer to ‘When does the bus leave?’ to the answer to ‘When is "
                + "it back?’"
        )
    }
}
