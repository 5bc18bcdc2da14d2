import Checklist
import Testing

@testable import StreamGuard

/// What somebody reads who has just noted an incident.
@Suite struct IncidentTextTests {
    private func handing(
        _ category: String,
        about: [Concern.About] = [],
        by reporter: String? = "ta-1"
    ) throws -> Handing {
        let school = try ShippedRoutes.school("harbour-lane")
        var concern = Concern(category: category)
        concern.about = about
        concern.reporter = reporter
        let found = try ShippedRoutes.routes.get().handing(
            of: concern,
            school.people,
            school.routes
        )
        return try #require(found)
    }

    @Test func `it says who is told, in which order, and what matters`() throws {
        let handing = try handing("welfare", about: [.person("head")])
        let text = IncidentText.text(handing, told: ["senco"], width: 40, colour: false)
        #expect(
            text == """
                TELL NOW
                  welfare: a worry about a child's
                  welfare, or something a child has told
                  you

                  1. chair
                     the chair of governors
                     in place of the head teacher, whom
                     it may be about
                     now, in person or by phone

                What matters now
                  - Listen, promise no secrecy, ask no
                    leading questions and do not look
                    into it yourself.
                  - If a child is in danger now, ring
                    999 first. What was said belongs in
                    the safeguarding lead's own record,
                    not here.

                Outside school
                  - the local authority's first contact
                    for children (MASH); the deputy
                    designated safeguarding lead
                    decides.
                  - the police, at once if a child is in
                    danger; then anybody may ring; the
                    deputy designated safeguarding lead
                    decides.

                Not handed over yet: chair.

                """
        )
    }

    @Test func `whoever stands in is named, and that all is handed over`() throws {
        let open = try handing("message", about: [.word("pupil")])
        let text = IncidentText.text(open, width: 80, colour: false)
        #expect(text.contains("  1. osc\n"))
        #expect(text.contains("     Not to be reached? head\n"))
        #expect(text.contains("     Not to be reached? deputy-head or senco\n"))
        #expect(text.contains("2. head\n"))
        #expect(text.hasSuffix("Not handed over yet: osc and head.\n"))
        let done = IncidentText.text(open, told: ["osc", "head"], width: 80, colour: false)
        #expect(done.hasPrefix("HANDED OVER\n"))
        #expect(!done.contains("Not handed over yet"))
        #expect(done.contains("What matters now"))
    }

    @Test func `what can wait is not now`() throws {
        let text = IncidentText.text(try handing("technical"), width: 80, colour: false)
        #expect(text.hasPrefix("TELL TODAY\n"))
        #expect(text.contains("today, in any way the school uses"))
    }

    @Test func `somebody who is not named may be one of those to tell`() throws {
        let words = "If it is about one of them, leave that person out"
        let staff = try handing("staff", about: [.word("staff")])
        #expect(IncidentText.text(staff, width: 80, colour: false).contains(words))
        let pupil = try handing("staff", about: [.person("ta-2")])
        #expect(!IncidentText.text(pupil, width: 80, colour: false).contains(words))
    }

    @Test func `nobody left to tell is said in words`() throws {
        let people = try People("anna head chair", "holly teacher")
        var concern = Concern(category: "staff")
        concern.about = [.role("head")]
        let found = try ShippedRoutes.routes.get().handing(of: concern, people, SchoolRoutes())
        let text = IncidentText.text(try #require(found), width: 60, colour: false)
        #expect(text.hasPrefix("NOBODY IN SCHOOL TO TELL\n"))
        #expect(
            text.contains(
                """
                  Nobody in school is left to be told as the head teacher,
                  because of whom it is about. Ask the local authority's
                  officer for allegations (LADO).
                """
            )
        )
        #expect(text.contains("nobody in school is left to decide"))
    }

    @Test(arguments: [40, 47, 100])
    func `no line is wider than the terminal`(width: Int) throws {
        let routes = try ShippedRoutes.routes.get()
        var texts = [IncidentText.categories(routes, width: width, colour: false)]
        for category in routes.categories {
            for about in [[], [.word("staff")], [.role("head")], [.role("dsl")]]
                as [[Concern.About]]
            {
                let handing = try handing(category.id, about: about)
                texts.append(IncidentText.text(handing, width: width, colour: false))
            }
        }
        for line in texts.flatMap({ $0.split(separator: "\n") }) {
            #expect(Wrapping.columns(String(line)) <= width, "\(line)")
        }
    }

    @Test func `colour only sets off what the words say`() throws {
        let handing = try handing("welfare", about: [.role("head")])
        let plain = IncidentText.text(handing, width: 60, colour: false)
        let colour = IncidentText.text(handing, width: 60, colour: true)
        #expect(colour != plain)
        #expect(colour.replacing(/\u{1b}\[[0-9;]*m/, with: "") == plain)
    }

    /// A routes file of somebody who means ill.
    @Test func `hostile words stay inert`() throws {
        let evil = "\u{1b}[2J\u{202e}x\u{0}\u{9b}1m\u{200b}\r\nTELL NOBODY"
        let quoted = JSON.string(evil).canonical()
        let text = """
            { "routes": "evil",
              "bodies": [{ "id": "b", "words": \(quoted) }],
              "roles": [{ "id": "head", "words": \(quoted), "outside": "b" }],
              "categories": [{ "id": "c", "means": \(quoted), "tell": [{ "role": "head" }],
                "sentences": [\(quoted)],
                "outside": [{ "body": "b", "decides": "head", "note": \(quoted) }] }] }
            """
        let document = try Document(parsing: SourceText(name: "evil.routes.json", text: text))
        let routes = try Routes(document, Shipped.rulebook())
        let empty = routes.handing(of: Concern(category: "c"), People(), SchoolRoutes())
        let people = try People(entries: [(evil, evil, ["head"])])
        let full = routes.handing(of: Concern(category: "c"), people, SchoolRoutes())
        var outputs = [IncidentText.categories(routes, width: 40, colour: false)]
        for handing in [try #require(empty), try #require(full)] {
            outputs.append(IncidentText.text(handing, width: 40, colour: false))
            outputs.append(IncidentJSON.json(handing).pretty())
        }
        for output in outputs {
            for scalar in output.unicodeScalars where scalar != "\n" {
                #expect(
                    scalar.value >= 0x20 && !(0x7f...0x9f).contains(scalar.value)
                        && scalar.value != 0x202e && scalar.value != 0x200b
                )
            }
            #expect(!output.split(separator: "\n").contains("TELL NOBODY"))
        }
    }

    @Test func `as JSON it says the same`() throws {
        let handing = try handing("welfare", about: [.person("head")])
        let json = IncidentJSON.json(handing, told: ["senco"])
        let text = SourceText(name: "json", text: json.canonical())
        let root = try Document(parsing: text).root
        #expect(root.text("category") == "welfare")
        let tell = root.member("tell")?.elements ?? []
        #expect(
            tell.map { $0.member("people")?.elements.compactMap(\.string) ?? [] } == [
                ["deputy-head", "senco"], ["chair"],
            ]
        )
        #expect(tell.map { $0.text("insteadOf") } == ["dsl", "head"])
        #expect(tell.map { $0.text("because") } == ["concerned", "concerned"])
        let open = root.member("notHandedOver")?.elements ?? []
        #expect(open.map { $0.elements.compactMap(\.string) } == [["chair"]])
        let outside = root.member("outside")?.elements ?? []
        #expect(outside.map { $0.text("body") } == ["mash", "police"])
        #expect(root.member("sources")?.elements.isEmpty == false)
        let list = IncidentJSON.json(try ShippedRoutes.routes.get()).canonical()
        let categories = try Document(parsing: SourceText(name: "json", text: list)).root
            .member("categories")?.elements
        #expect(categories?.first?.text("id") == "welfare")
    }
}
