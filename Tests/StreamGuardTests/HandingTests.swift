import Checklist
import Testing

@testable import StreamGuard

/// Each rule by which somebody is passed over, on a school that is made for it.
@Suite struct HandingTests {
    private let routes: Routes
    private let school: People

    init() throws {
        routes = try ShippedRoutes.routes.get()
        school = try People(
            "anna head",
            "ben dsl",
            "cora deputy-dsl",
            "dora chair",
            "eve online-safety",
            "finn admin",
            "gus dpo",
            "holly teacher",
            "ivan slt"
        )
    }

    private func handing(
        _ category: String,
        about: [String] = [],
        by reporter: String? = nil,
        _ people: People,
        host: String? = nil,
        second: String? = nil,
        _ school: SchoolRoutes = SchoolRoutes()
    ) throws -> Handing {
        var concern = Concern(category: category)
        concern.about = try about.map { word in
            let about = Concern.About(word, people, routes)
            return try #require(about, "\(word)")
        }
        concern.reporter = reporter
        concern.host = host
        concern.second = second
        let handing = routes.handing(of: concern, people, school)
        return try #require(handing)
    }

    @Test func `a worry about a child goes to the safeguarding lead at once`() throws {
        let handing = try handing("welfare", about: ["pupil"], by: "holly", school)
        #expect(handing.line == "ben (dsl; then cora, anna; now directly)")
        #expect(handing.outsideLine == "mash by ben, police by ben")
        #expect(!handing.isAboutStaff)
    }

    @Test func `a worry about staff goes to the head, one about the head to the chair`() throws {
        let staff = try handing("staff", about: ["holly"], by: "eve", school)
        #expect(staff.line == "anna (head; then dora; now directly)")
        #expect(staff.outsideLine == "lado by anna")

        for word in ["anna", "head"] {
            let head = try handing("staff", about: [word], by: "eve", school)
            #expect(head.line == "dora (chair for head, concerned; now directly)")
            #expect(head.outsideLine == "lado by dora")
        }
    }

    @Test func `where the lead is the head, it goes to the deputy and the chair`() throws {
        let people = try People("anna head dsl", "cora deputy-dsl", "dora chair", "holly teacher")
        for word in ["anna", "head", "dsl"] {
            let handing = try handing("welfare", about: [word], by: "holly", people)
            #expect(
                handing.line == "cora (deputy-dsl for dsl, concerned; now directly)"
                    + " + dora (chair for head, concerned; now directly)"
            )
            #expect(handing.outsideLine == "mash by cora, police by cora")
        }
    }

    @Test func `two ids of one account are one person`() throws {
        let people = try People(
            "head/anna head",
            "lead/anna dsl",
            "cora/cora deputy-dsl",
            "dora/dora chair",
            "temp/anna chair"
        )
        let about = try handing("welfare", about: ["lead"], by: nil, people)
        #expect(
            about.line == "cora (deputy-dsl for dsl, concerned; now directly)"
                + " + dora (chair for head, concerned; now directly)"
        )
        // Reported under one id, it is not handed to the other.
        let by = try handing("staff", about: ["cora"], by: "lead", people)
        #expect(by.line == "dora (chair for head, reporter; now directly)")
        // Nor are two roles of one person two conversations.
        let twice = try handing("welfare", about: ["cora"], by: nil, people)
        #expect(twice.line == "head (dsl+head; now directly)")
    }

    @Test func `the host and the second member of staff are found through the plan`() throws {
        let people = school
        let host = try handing("staff", about: ["host"], by: "holly", people, host: "anna")
        #expect(host.line == "dora (chair for head, concerned; now directly)")
        let second = try handing("content", about: ["second"], by: "holly", people, second: "eve")
        #expect(second.tellings.first?.people == ["ben"])
        #expect(second.tellings.first?.insteadOf?.because == .concerned)

        // A plan that does not name them leaves open who it is, and the text says what to do.
        let open = try handing("staff", about: ["host"], by: "holly", people)
        #expect(open.leavesOpenWho)
        #expect(!host.leavesOpenWho)
    }

    @Test func `nobody hands it to themself`() throws {
        let people = school
        let lead = try handing("welfare", about: ["pupil"], by: "ben", people)
        #expect(lead.line == "cora (deputy-dsl for dsl, reporter; then anna; now directly)")
        // The lead still decides who outside is told.
        #expect(lead.outsideLine == "mash by ben, police by ben")

        // Of two who hold a role, the other one is told.
        let two = try People("ben dsl", "bea dsl", "cora deputy-dsl", "anna head", "dora chair")
        let other = try handing("welfare", by: "bea", two)
        #expect(other.line == "ben (dsl; then cora, anna; now directly)")
        let either = try handing("welfare", by: "anna", two)
        #expect(either.line == "ben/bea (dsl; then cora; now directly)")
    }

    @Test func `a role that nobody holds falls to the next`() throws {
        let people = try People("anna head", "dora chair", "holly teacher")
        let handing = try handing("content", by: "holly", people)
        #expect(handing.line == "anna (head for online-safety, vacant; then dora; now directly)")
    }

    @Test func `nobody left is said, with whom to ask outside`() throws {
        let people = try People("anna head chair", "holly teacher")
        let handing = try handing("staff", about: ["anna"], by: "holly", people)
        #expect(handing.tellings.isEmpty)
        #expect(handing.line == "nobody (head, concerned) but lado")
        #expect(handing.outsideLine == "lado by nobody")

        let alone = try self.handing("welfare", about: ["pupil"], by: "anna", people)
        #expect(alone.line == "nobody (dsl, vacant) but mash")
    }

    @Test func `only those who are next in line stand in for somebody who is out`() throws {
        let staff = try handing("staff", about: ["holly"], school)
        #expect(staff.line == "anna (head; then dora; now directly)")
        let welfare = try handing("welfare", about: ["pupil"], school)
        #expect(welfare.tellings.first?.anybody == ["ben", "cora", "anna"])
    }

    @Test func `the first contact is the school's`() throws {
        let people = school
        let lead = try handing("message", about: ["pupil"], people)
        #expect(lead.line == "ben (dsl; then cora, anna; now directly)")
        let coordinator = SchoolRoutes(firstContact: "online-safety")
        let first = try handing("message", about: ["pupil"], people, coordinator)
        #expect(
            first.line == "eve (online-safety; then ben; now directly)"
                + " + ben (dsl; then cora, anna; now directly)"
        )
    }

    @Test func `the school's own order counts, but not for what is about staff`() throws {
        let people = school
        let own = SchoolRoutes(tell: [
            ("content", ["admin", "first-contact"]), ("conduct", ["admin"]), ("welfare", []),
        ])
        let content = try handing("content", people, own)
        #expect(
            content.line == "finn (admin; then eve; now directly)"
                + " + ben (dsl; then cora, anna; now directly)"
        )
        let conduct = try handing("conduct", about: ["pupil"], people, own)
        #expect(conduct.tellings.map(\.people) == [["finn"]])
        let staff = try handing("conduct", about: ["holly"], people, own)
        #expect(staff.tellings.map(\.people) == [["anna"]])
        // An empty list is no list: somebody has to be told.
        let welfare = try handing("welfare", people, own)
        #expect(welfare.tellings.map(\.people) == [["ben"]])
    }

    @Test func `a role that the routes do not have is told of, not passed over`() throws {
        let own = SchoolRoutes(tell: [("content", ["caretaker"])])
        let handing = try handing("content", school, own)
        #expect(handing.line == "nobody (caretaker, vacant) but nobody")
    }

    @Test func `two steps that one person can take are one conversation`() throws {
        let people = try People(
            "anna head slt",
            "ben dsl slt",
            "cora deputy-dsl slt",
            "dan deputy-dsl"
        )
        let one = try handing("accident", about: ["pupil"], people)
        #expect(one.line == "ben (dsl+slt; then cora/dan, anna; now directly)")
        // Of two who could be told first, the one who can be told for both.
        let narrowed = try handing("accident", about: ["ben"], people)
        #expect(
            narrowed.line
                == "cora (deputy-dsl+slt for dsl, concerned; then dan, anna; now directly)"
        )
    }

    @Test func `of two steps that become one, the sooner counts`() throws {
        let text = """
            { "routes": "own", "bodies": [{ "id": "b", "words": "a body" }],
              "roles": [{ "id": "head", "words": "the head", "outside": "b" },
                { "id": "slt", "words": "a leader", "outside": "b" }],
              "categories": [{ "id": "c", "means": "it", "sentences": ["Stay calm."],
                "tell": [{ "role": "head", "urgency": "today" }, { "role": "slt" }] }] }
            """
        let document = try Document(parsing: SourceText(name: "own.routes.json", text: text))
        let own = try Routes(document, Shipped.rulebook())
        let people = try People("anna head slt")
        let handing = own.handing(of: Concern(category: "c"), people, SchoolRoutes())
        #expect(handing?.line == "anna (head+slt; now directly)")
    }

    @Test func `whoever works in school is staff, named or not`() throws {
        for word in ["host", "second", "staff", "holly", "head"] {
            let handing = try handing("conduct", about: [word], by: "eve", school)
            #expect(handing.isAboutStaff, "\(word)")
        }
        for word in ["pupil", "visitor", "parent", "unknown"] {
            let handing = try handing("conduct", about: [word], by: "eve", school)
            #expect(!handing.isAboutStaff, "\(word)")
        }
        // One of several is enough.
        let both = try handing("conduct", about: ["pupil", "staff"], by: "eve", school)
        #expect(both.tellings.map(\.people) == [["anna"]])
    }

    @Test func `what is not handed over yet`() throws {
        let people = school
        let handing = try handing("message", about: ["holly"], people)
        #expect(handing.tellings.map(\.people) == [["anna"], ["ben"]])
        func open(_ told: String...) -> [[String]] { handing.open(told: told).map(\.people) }
        #expect(open() == [["anna"], ["ben"]])
        // The head is told as head, and stands in for nobody.
        #expect(open("anna") == [["ben"]])
        // The deputy stands in for the lead.
        #expect(open("cora") == [["anna"]])
        #expect(open("anna", "cora").isEmpty)
        #expect(open("anna", "ben").isEmpty)
        #expect(open("finn", "nobody") == [["anna"], ["ben"]])
        // Under another id, too.
        let aliases = try People("anna/a head", "ben/b dsl", "lead/b teacher")
        let told = try self.handing("message", about: ["lead"], by: nil, aliases)
        #expect(told.open(told: ["lead"]).map(\.people) == told.tellings.map(\.people))
        let pupil = try self.handing("welfare", about: ["pupil"], aliases)
        #expect(pupil.open(told: ["lead"]).isEmpty)
    }

    @Test func `what it is about is a word, a role or somebody on the list`() {
        let people = school
        func about(_ word: String) -> Concern.About? { Concern.About(word, people, routes) }
        #expect(about("pupil") == .word("pupil"))
        #expect(about("dsl") == .role("dsl"))
        #expect(about("ben") == .person("ben"))
        for word in ["p-5b-01", "", "Pupil", "ben ", "\u{202e}ben", "head\u{200b}"] {
            #expect(about(word) == nil)
        }
    }

    @Test func `an id that is also a role is both`() throws {
        let people = try People("head teacher", "anna head", "dora chair")
        let handing = try handing("staff", about: ["head"], people)
        #expect(handing.tellings.map(\.people) == [["dora"]])
    }

    @Test func `there is no such kind of incident`() {
        let concern = Concern(category: "fire")
        #expect(routes.handing(of: concern, school, SchoolRoutes()) == nil)
    }
}
