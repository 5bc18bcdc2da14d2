import Checklist
import Testing

/// Schemas are made of what forms and shapes declare; `.ci/validate-schemas` proves with a
/// validator that they agree with the readers.
@Suite struct SchemaTests {
    @Test func `the schema of a form is the one in the fixtures`() throws {
        let rulebook = try Trip().rulebook
        let form = try #require(rulebook.forms.first { $0.name == "trip" })
        let schema = form.schema.pretty() + "\n"
        if schema != (try? Fixtures.text("trip.schema.json")) {
            Attachment.record(schema, named: "trip.schema.json")
        }
        #expect(try schema == Fixtures.text("trip.schema.json"))
    }

    @Test func `a default is written as a document writes it`() throws {
        let depot = try #require(try Trip().rulebook.forms.first).schema.canonical()
        #expect(depot.contains(#""default":"4h""#))
        #expect(depot.contains(#""default":"UTC""#))
    }

    @Test(arguments: ShapeName.allCases)
    func `a shape's schema holds every shape that it refers to`(name: ShapeName) throws {
        let text = name.schema.canonical()
        let schema = try Document(parsing: SourceText(name: "schema", text: text)).root
        guard case .object(let members) = schema.content,
            case .object(let shapes)? = members.first(where: { $0.name == "$defs" })?.value.content
        else {
            Issue.record("no shapes")
            return
        }
        for part in text.components(of: "\"$ref\":\"#/$defs/").dropFirst() {
            let target = part.prefix { $0 != "\"" }
            #expect(shapes.contains { $0.name == target })
        }
        #expect(shapes.contains { $0.name == name.rawValue })
    }

    @Test func `what only some kinds have is asked of them only`() {
        let field = ShapeName.field.schema.canonical()
        #expect(
            field.contains(
                #"{"if":{"properties":{"type":{"const":"timestamp"}},"required":["type"]},"#
                    + #""then":{"properties":{"ask":{"description":"The question in plain English.","#
                    + #""minLength":1,"type":"string"}},"propertyNames":{"enum":["name","type","#
                    + #""required","when","volatile","ask","help"]},"required":["ask"]}}"#
            )
        )
    }
}

extension String {
    fileprivate func components(of separator: String) -> [Substring] {
        var parts: [Substring] = []
        var rest = self[...]
        while let range = rest.firstRange(of: separator) {
            parts.append(rest[..<range.lowerBound])
            rest = rest[range.upperBound...]
        }
        return parts + [rest]
    }
}
