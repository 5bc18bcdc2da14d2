import Checklist
import Testing

@testable import StreamGuard

/// `streamguard schema`, and the fixtures by which `.ci/validate-schemas` proves that schemas and
/// readers agree.
@Suite struct SchemaCommandTests {
    @Test(arguments: [
        "plan", "school", "live", "history", "routes", "form", "checklist", "cases",
    ])
    func `every kind of file has a schema`(kind: String) throws {
        let run = streamguard("schema", kind)
        #expect(run.status == .yes)
        let schema = try Document(parsing: SourceText(name: kind, text: run.output)).root
        #expect(schema.text("$schema") == "https://json-schema.org/draft/2020-12/schema")
        #expect(schema.text("title") != nil)
    }

    @Test func `a field's words are in the schema`() throws {
        let run = streamguard("schema", "plan")
        let schema = try Document(parsing: SourceText(name: "plan", text: run.output)).root
        let plan = try #require(try Shipped.rulebook().forms.first { $0.name == "plan" })
        for field in plan.fields.fields {
            let property = try #require(schema.member("properties")?.member(field.name))
            #expect(property.text("title") == field.ask)
            if let help = field.help {
                #expect(property.text("description")?.contains(help) == true)
            }
        }
        #expect(run.output.contains("Applies only if `"))
    }

    @Test func `a kind that there is not is refused`() {
        let run = streamguard("schema", "shcool")
        #expect(run.status == .noAnswer)
        #expect(run.errors.contains("did you mean `school`?"))
        #expect(streamguard("schema", "?").errors.contains("there are school, history, plan, live"))
    }

    @Test func `a form of one's own has a schema too`() throws {
        let folder = try TemporaryFolder()
        let form = try folder.write(
            "trip.form.json",
            """
            {"form": "trip", "version": "1", "title": "Trip", "fields": [
              {"name": "days", "type": "int", "ask": "How many days?", "min": 1}]}
            """
        )
        let run = streamguard("schema", "trip", "--checklist", form)
        #expect(run.status == .yes)
        #expect(run.output.contains(#""title": "How many days?""#))
    }

    @Test(arguments: ["good", "bad"])
    func `the program reads the fixtures as they are meant`(folder: String) throws {
        let place = Shipped.checkout + "/Tests/StreamGuardTests/Fixtures/schema/" + folder
        let files = try Folder.list(place, endingIn: ".json")
        #expect(files.count > 15)
        for file in files {
            let kind = try #require(file.split(separator: ".").dropLast().last)
            let run = streamguard("fmt", "--check", "--kind", String(kind), file)
            #expect((run.status == .noAnswer) == (folder == "bad"), "\(file): \(run.errors)")
        }
    }

    private func streamguard(_ words: String...) -> Run {
        var console = TestConsole()
        console.environment["STREAMGUARD_CHECKLISTS"] = Shipped.folder
        return console.run(words)
    }
}
