import Checklist
import Testing

/// What the checker refuses: the message, the help, and the caret under the fault.
@Suite struct CheckerTests {
    private static let names: [(name: String, type: ValueType)] = [
        ("trip", .record(LanguageFixture.groups.trip)), ("seats", .int), ("ready", .bool),
        ("weather", .choice(["fine", "rain", "snow"])), ("tags", .map(.string, .int)),
        ("leaves", .timestamp), ("forecast", .list(.choice(["fine", "rain"]))),
    ]

    private func rendered(_ text: String) -> String {
        do {
            let formula = try Formula(text, names: CheckerTests.names)
            return "accepted: \(formula.typeText)"
        } catch {
            return error.rendered()
        }
    }

    /// One fault: the expression, the line below it, the message and the help.
    struct Fault: CustomTestStringConvertible {
        let text: String
        let caret: String
        let message: String
        let help: String?

        init(_ text: String, _ caret: String, _ message: String, _ help: String? = nil) {
            (self.text, self.caret, self.message, self.help) = (text, caret, message, help)
        }

        var testDescription: String { text }
    }

    static let faults = [
        Fault(
            "seat > 3",
            "^~~~",
            "`seat` is not declared",
            "did you mean `seats`?"
        ),
        Fault("zebra", "^~~~~", "`zebra` is not declared"),
        Fault(
            "trip.lead.aeg > 3",
            "          ^~~",
            "`trip.lead` has no field `aeg`",
            "did you mean `age`?"
        ),
        Fault("trip.colour == 'red'", "     ^~~~~~", "`trip` has no field `colour`"),
        Fault(
            "has(trip.scoers)",
            "         ^~~~~~",
            "`trip` has no field `scoers`",
            "did you mean `scores`?"
        ),
        Fault("seats.x", "      ^", "an int has no fields"),
        Fault("seats == 'a'", "^~~~~~~~~~~~", "an int is never equal to a string"),
        Fault("ready < 3", "^~~~~~~~~", "a bool and an int have no order"),
        Fault("trip < trip", "^~~~~~~~~~~", "a trip and a trip have no order"),
        Fault("seats && ready", "^~~~~", "this is an int where a condition is needed"),
        Fault("!seats", " ^~~~~", "this is an int where a condition is needed"),
        Fault("seats ? 1 : 2", "^~~~~", "this is an int where a condition is needed"),
        Fault(
            "trip.riders.all(r, r.age)",
            "                   ^~~~~",
            "this is an int where a condition is needed"
        ),
        Fault("seats.all(x, true)", "^~~~~", "this is an int where a list is needed"),
        Fault(
            "weather == 'fien'",
            "           ^~~~~~",
            "`fien` is not one of the choices",
            "did you mean `fine`?"
        ),
        Fault(
            "'hail' != weather",
            "^~~~~~",
            "`hail` is not one of the choices",
            "the choices are `fine`, `rain`, `snow`"
        ),
        Fault(
            "weather in ['fine', 'hail']",
            "                    ^~~~~~",
            "`hail` is not one of the choices",
            "the choices are `fine`, `rain`, `snow`"
        ),
        Fault(
            "'snow' in forecast",
            "^~~~~~",
            "`snow` is not one of the choices",
            "the choices are `fine`, `rain`"
        ),
        Fault(
            "seats + 'a'",
            "      ^",
            "`+` cannot be used with (int, string)",
            "it takes (int, int) or (uint, uint) or (double, double) or (string, string)"
        ),
        Fault(
            "seats.contains('a')",
            "      ^~~~~~~~",
            "`contains` cannot be used with (int, string)",
            "it takes (string, string)"
        ),
        Fault(
            "leaves.getHuors() > 3",
            "       ^~~~~~~~",
            "there is no function `getHuors`",
            "did you mean `getHours`?"
        ),
        Fault(
            "contains('a', 'b')",
            "^~~~~~~~",
            "there is no function `contains`",
            "write `x.contains(…)`"
        ),
        Fault("'a'.int()", "    ^~~", "there is no function `int`", "write `int(x)`"),
        Fault(
            "[1].all(true)",
            "    ^~~",
            "`all` needs a name and a condition",
            "write for example `all(x, x > 0)`"
        ),
        Fault(
            "[1].all(1 + 1, true)",
            "        ^~~~~",
            "`all` needs a name for the element first",
            "write for example `all(x, x > 0)`"
        ),
        Fault("has(trip)", "^~~~~~~~~", "`has` needs one field", "write for example `has(a.b)`"),
        Fault("seats = 3", "      ^", "`=` has no meaning here", "to compare, write `==`"),
        Fault("ready & ready", "      ^", "`&` has no meaning here", "for and, write `&&`"),
        Fault("seats >", "       ^", "the expression ends where a value should follow"),
        Fault("(seats", "      ^", "the expression ends where `)` should follow"),
        Fault("[1 2]", "   ^", "`]` should stand here"),
        Fault("while == 1", "^~~~~", "`while` is a reserved word and cannot be a name"),
        Fault("trip.in", "     ^~", "a field's name is missing after the dot"),
        Fault("9223372036854775808", "^~~~~~~~~~~~~~~~~~~", "this number is out of range"),
        Fault("1e999", "^~~~~", "this number is out of range"),
        Fault(
            "'abc",
            "^~~~",
            "this text is not closed",
            "end it with the quote it starts with"
        ),
        Fault(
            #"'a\d'"#,
            "  ^~",
            "this escape is not known",
            #"a backslash is written `\\`"#
        ),
        Fault(
            "Trip{seats: 3}",
            "^~~~",
            "messages are not part of this language",
            "write a map instead"
        ),
        Fault(
            "trip.note.matches('[a')",
            "                  ^~~~",
            "a `[` of the pattern is not closed",
            #"a bracket itself is `\[`"#
        ),
    ]

    @Test(arguments: faults)
    func `is refused at its place`(_ fault: Fault) {
        let column = fault.caret.utf8.prefix { $0 == UInt8(ascii: " ") }.count + 1
        var expected = "expression:1:\(column): error: \(fault.message)"
        expected += "\n  \(fault.text)\n  \(fault.caret)"
        if let help = fault.help { expected += "\n  help: \(help)" }
        #expect(rendered(fault.text) == expected)
    }

    @Test func `all problems are found together`() {
        #expect(
            rendered("seat > 3 &&\n  trip.riders.exists(r, r.aeg > 3) || weather == 'hail'") == """
                expression:1:1: error: `seat` is not declared
                  seat > 3 &&
                  ^~~~
                  help: did you mean `seats`?
                expression:2:27: error: `trip.riders` has no field `aeg`
                    trip.riders.exists(r, r.aeg > 3) || weather == 'hail'
                                            ^~~
                  help: did you mean `age`?
                expression:2:50: error: `hail` is not one of the choices
                    trip.riders.exists(r, r.aeg > 3) || weather == 'hail'
                                                                   ^~~~~~
                  help: the choices are `fine`, `rain`, `snow`
                """
        )
    }

    @Test(arguments: [
        ("tags.a + tags['b']", "int"), ("trip.riders.map(r, r.name)", "list(string)"),
        ("leaves + duration('1h') > leaves", "bool"), ("seats > 1.5", "bool"),
        ("ready ? weather : 'none'", "string"), ("trip.riders[0]", "trip.riders"),
        ("dyn(1)[0][0].a", "dyn"), ("size(trip)", "int"), ("'a' in trip", "bool"),
    ])
    func `is accepted with its type`(_ text: String, _ type: String) {
        #expect(rendered(text) == "accepted: \(type)")
    }
}
