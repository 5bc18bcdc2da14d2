import Checklist
import Testing

@testable import StreamGuard

/// The routes that ship, and what becomes of others in their place.
@Suite struct RoutesTests {
    @Test func `a hurried teacher can choose among them`() throws {
        let routes = try ShippedRoutes.routes.get()
        #expect((12...15).contains(routes.categories.count))
        for category in routes.categories {
            #expect((1...2).contains(category.sentences.count), "\(category.id)")
            #expect(!category.sources.isEmpty, "\(category.id)")
            #expect(category.sources.allSatisfy { $0.certainty != nil }, "\(category.id)")
            for sentence in category.sentences {
                #expect(sentence.hasSuffix(".") && sentence.count <= 130, "\(sentence)")
            }
        }
        let cited = Set(routes.categories.flatMap(\.sources).map(\.document))
        #expect(cited == Set(routes.documents.map(\.id)))
        let bodies = Set(
            routes.categories.flatMap(\.outside).map(\.body) + routes.roles.compactMap(\.outside)
        )
        #expect(bodies == Set(routes.bodies.map(\.id)))
    }

    @Test func `what the two policies ask is what they say`() throws {
        let routes = try ShippedRoutes.routes.get()
        func words(_ id: String) -> String {
            routes.category(id)?.sentences.joined(separator: " ").lowercased() ?? ""
        }
        for word in ["do not look", "copy", "forward", "delete"] {
            #expect(words("image").contains(word), "\(word)")
        }
        #expect(words("welfare").contains("no leading questions"))
        #expect(words("illegal").contains("delete nothing"))
        #expect(words("message").contains("do not answer it and do not delete it"))
        #expect(words("uninvited").contains("remove them, or end the session"))
        let outside = routes.categories.map { ($0.id, $0.outside.map(\.body)) }
        for (category, body) in [
            ("welfare", "mash"), ("staff", "lado"), ("illegal", "police"), ("illegal", "ceop"),
            ("illegal", "local-authority"), ("illegal", "iwf"), ("data", "ico"),
        ] {
            #expect(outside.contains { $0.0 == category && $0.1.contains(body) }, "\(category)")
        }
        #expect(routes.category("data")?.outside.first?.note?.contains("72 hours") == true)
        // At once, to a person: never by something that waits in a box.
        for id in ["welfare", "staff", "image", "sexual", "illegal", "uninvited", "accident"] {
            #expect(routes.category(id)?.tell.first?.urgency == .now, "\(id)")
            #expect(routes.category(id)?.tell.first?.how == .directly, "\(id)")
        }
    }

    @Test func `the sample schools' own routes are sound`() throws {
        let routes = try ShippedRoutes.routes.get()
        for school in try Shipped.schools() {
            let problems = SchoolRoutesCheck(school, beside: routes).problems()
            #expect(problems.isEmpty, "\(school.shortName)")
            #expect(!SchoolRoutes(school).tell.isEmpty, "\(school.shortName)")
        }
    }

    @Test func `everything that is told instead comes once, and cycles end`() throws {
        let routes = try ShippedRoutes.routes.get()
        #expect(routes.chain(from: "dsl").map(\.id) == ["dsl", "deputy-dsl", "head", "chair"])
        #expect(routes.chain(from: "deputy-dsl").map(\.id).prefix(2) == ["deputy-dsl", "dsl"])
        #expect(routes.chain(from: "nobody").isEmpty)
    }

    // MARK: In place of those that ship

    private static let own = """
        { "routes": "ours",
          "roles": [{ "id": "office", "words": "the school office", "outside": "council" }],
          "bodies": [{ "id": "council", "words": "the council" }],
          "categories": [{ "id": "fire", "means": "it burns", "tell": [{ "role": "office" }],
            "sentences": ["Get out."] }] }
        """

    private func makeLibrary(_ words: [String], shipped: String = Shipped.folder) throws -> Library
    {
        let console = Console(
            output: Output(width: 80, colour: false) { $0.count },
            errors: Output(width: 80, colour: false) { $0.count },
            input: { (_) throws(Refusal) in [] },
            inputIsTerminal: false,
            environment: { $0 == "STREAMGUARD_CHECKLISTS" ? shipped : nil },
            workingFolder: nil,
            executable: nil,
            now: { nil }
        )
        return try Library(ShippedFiles(console), adding: words)
    }

    @Test func `a school's own routes replace those that ship`() throws {
        let folder = try TemporaryFolder()
        var shipped = try makeLibrary([])
        #expect(try shipped.routes().id == "incidents")

        let file = try folder.write("ours/ours.routes.json", RoutesTests.own)
        for place in [file, folder.file("ours")] {
            var library = try makeLibrary([place])
            let routes = try library.routes()
            #expect(routes.id == "ours")
            let people = try People("olga office")
            let handing = routes.handing(of: Concern(category: "fire"), people, SchoolRoutes())
            #expect(handing?.line == "olga (office; now directly)")
        }
    }

    @Test func `routes with an error, or none, are refused when they are needed`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(
            "bad.routes.json",
            RoutesTests.own.replacing("\"role\": \"office\"", with: "\"role\": \"offices\"")
        )
        var library = try makeLibrary([file])
        let refusal = #expect(throws: Refusal.self) { try library.routes() }
        #expect(refusal?.message == "the routes for incidents have errors")
        #expect(refusal?.problems?.rendered().contains("there is no role `offices`") == true)

        let tiny = try TinySchool()
        var none = try makeLibrary([], shipped: tiny.folder.file("shipped"))
        #expect(throws: Refusal.self) { try none.routes() }
    }

    @Test func `lint looks routes over and says where they lead nowhere`() throws {
        let folder = try TemporaryFolder()
        let good = try folder.write("good.routes.json", RoutesTests.own)
        let run = Shipped.run("lint", good)
        #expect(run.output == "1 file looked over: nothing found\n")
        #expect(run.status == .yes)

        let bad = try folder.write(
            "bad.routes.json",
            RoutesTests.own.replacing(", \"outside\": \"council\"", with: "")
                .replacing("\"id\": \"office\"", with: "\"id\": \"officer\"")
        )
        let refused = Shipped.run("lint", good, bad)
        #expect(refused.status == .noAnswer)
        for words in [
            "nobody on a school's list can hold the role `officer`", "did you mean `office`?",
            "nothing says whom to ask when nobody is left of `officer`",
            "there is no role `office`", "bad.routes.json:2:",
        ] {
            #expect(refused.errors.contains(words), "\(words)")
        }
        let json = Shipped.run("lint", bad, "--format", "json")
        #expect(json.output.contains(#""code": "cannot-load""#))
        #expect(json.status == .noAnswer)
    }

    @Test func `lint looks a school's own routes over`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(
            "school.json",
            """
            { "id": "mill", "people": [{ "id": "anna", "roles": ["head"] }],
              "routes": { "firstContact": "online-safety",
                "tell": [
                  { "category": "contents", "roles": ["first-contact", "head", "admin"] }
                ] } }
            """
        )
        let run = Shipped.run("lint", file)
        #expect(run.status == .no)
        #expect(
            run.output == """
                \(file):2:31: warning: nobody on the school's list is the online safety coordinator \
                [unknown-name]
                    "routes": { "firstContact": "online-safety",
                                                ^~~~~~~~~~~~~~~
                  help: until somebody is, the head teacher is told
                \(file):4:21: warning: there is no kind of incident `contents` [unknown-name]
                        { "category": "contents", "roles": ["first-contact", "head", "admin"] }
                                      ^~~~~~~~~~
                  help: did you mean `content`?
                \(file):4:68: warning: nobody on the school's list is whoever looks after the network \
                and the platforms [unknown-name]
                        { "category": "contents", "roles": ["first-contact", "head", "admin"] }
                                                                                     ^~~~~~~
                  help: until somebody is, the head teacher is told
                1 file looked over: 3 warnings found

                """
        )
        let wrong = try folder.write("wrong.school.json", #"{ "id": "mill", "routs": {} }"#)
        let refused = Shipped.run("lint", wrong)
        #expect(refused.status == .noAnswer)
        #expect(refused.errors.contains("`school` has no field `routs`"))

        // Beside the routes that are looked over with it.
        let own = try folder.write("ours.routes.json", RoutesTests.own)
        #expect(Shipped.run("lint", file, own).output.contains("there are `fire`"))
    }

    @Test func `without routes there is still somebody to tell`() throws {
        let tiny = try TinySchool()
        var library = try makeLibrary([], shipped: tiny.folder.file("shipped"))
        let (routes, why) = library.routesInAnyCase()
        #expect(why != nil)
        let people = try People("anna head", "ben dsl", "dora chair", "holly teacher")
        func told(_ category: String, about: Concern.About) -> [[String]]? {
            var concern = Concern(category: category)
            concern.about = [about]
            return routes.handing(of: concern, people, SchoolRoutes())?.tellings.map(\.people)
        }
        #expect(told("welfare", about: .word("pupil")) == [["ben"]])
        #expect(told("welfare", about: .person("ben")) == [["anna"]])
        #expect(told("staff", about: .role("head")) == [["dora"]])
        #expect(told("other", about: .word("unknown")) == [["ben"]])
        for role in routes.roles {
            #expect(role.instead.allSatisfy { routes.role($0) != nil }, "\(role.id)")
        }

        var shipped = try makeLibrary([])
        let sound = shipped.routesInAnyCase()
        #expect(sound.why == nil)
        #expect(sound.routes.id == "incidents")
    }
}
