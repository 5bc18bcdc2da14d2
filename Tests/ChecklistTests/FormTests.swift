import Checklist
import Testing

/// What is refused in forms, and where.
@Suite struct FormTests {
    private func problems(_ fields: String, of name: String = "van") -> [String] {
        let text = """
            { "form": "\(name)", "version": "1", "title": "A van", "fields": [
            \(fields)
            ] }
            """
        do {
            let document = try Document(parsing: SourceText(name: "van.form.json", text: text))
            _ = try Rulebook(forms: [document], checklists: [])
            return []
        } catch {
            return error.lines
        }
    }

    @Test func `a plain form is fine`() {
        #expect(problems(#"{ "name": "belts", "type": "bool", "ask": "Belts?" }"#).isEmpty)
    }

    @Test(arguments: [
        (
            #"{ "nam": "belts", "type": "bool", "ask": "Belts?" }"#,
            [
                "2:3: a field has no member `nam` (did you mean `name`?)",
                "2:1: the field has no `name` (add `\"name\"`)",
            ]
        ),
        (
            #"{ "name": "belts", "type": "boole", "ask": "Belts?" }"#,
            ["2:28: `type` cannot be `boole` (did you mean `bool`?)"]
        ),
        (
            #"{ "name": "belts", "type": "bool" }"#,
            ["2:1: `van.belts` has no `ask` (add `\"ask\"`)"]
        ),
        (
            #"{ "name": "2nd", "type": "bool", "ask": "?" }"#,
            [
                "2:11: `2nd` cannot be a field's name "
                    + "(a name has letters, digits and `_`, and begins with a letter)"
            ]
        ),
        (
            #"{ "name": "belts", "type": "bool", "ask": "?", "min": 3 }"#,
            ["2:55: a field of type `bool` has no `min`"]
        ),
        (
            #"{ "name": "colour", "type": "choice", "ask": "?" }"#,
            ["2:1: `van.colour` has no `choices` (add `\"choices\"`)"]
        ),
        (
            #"{ "name": "colours", "type": "list", "ask": "?" }"#,
            ["2:1: `van.colours` has no `of` (add `\"of\"`)"]
        ),
        (
            #"{ "name": "seats", "type": "int", "ask": "?", "default": "many" }"#,
            ["2:58: `van.seats` must be a whole number"]
        ),
        (
            #"{ "name": "people", "type": "groups", "ask": "?", "key": "nam", "fields": [ { "name": "id", "type": "string", "ask": "?" } ] }"#,
            [
                "2:58: `nam` is not a text field of `van.people` "
                    + "(the key names the field that tells elements apart)"
            ]
        ),
        (
            #"{ "name": "a", "type": "bool", "ask": "?" }, { "name": "a", "type": "bool", "ask": "?" }"#,
            ["2:46: `van` has the field `a` twice"]
        ),
    ])
    func `a mistake is told at its place`(fields: String, expected: [String]) {
        #expect(Set(problems(fields)) == Set(expected))
    }

    @Test func `a condition is checked like a rule`() {
        #expect(
            problems(
                #"{ "name": "a", "type": "bool", "ask": "?", "when": "van.bb" }, { "name": "b", "type": "int", "ask": "?", "when": "van.a + 1" }"#
            ) == [
                "2:57: `van` has no field `bb` (did you mean `b`?)",
                "2:121: `+` cannot be used with (bool, int) "
                    + "(it takes (int, int) or (uint, uint) or (double, double) or (string, string))",
            ]
        )
    }

    @Test func `a condition reads only what stands above it`() {
        #expect(
            problems(
                #"{ "name": "a", "type": "bool", "ask": "?", "when": "van.b" }, { "name": "b", "type": "bool", "ask": "?" }"#
            ) == [
                "2:57: `van.b` is declared later than this condition "
                    + "(a condition may only read fields that stand above it)"
            ]
        )
        #expect(
            problems(#"{ "name": "a", "type": "bool", "ask": "?", "when": "van.a" }"#).count == 1
        )
    }

    @Test func `a condition inside an element cannot ask for the list it is in`() {
        let list =
            #"{ "name": "people", "type": "groups", "ask": "?", "fields": [ { "name": "id", "type": "bool", "ask": "?", "when": "van.people.exists(p, p.id)" } ] }"#
        #expect(problems(list).count >= 1)
    }
}
