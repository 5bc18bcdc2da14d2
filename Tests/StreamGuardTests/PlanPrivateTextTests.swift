import Checklist
import Testing

@testable import StreamGuard

@Suite struct PlanPrivateText {
    @Test(
        arguments: [
            ("write to a.b@school.example.org", .email), ("A.B+C@mail.co.uk", .email),
            ("join at https://teams.example/abc", .link), ("www.school.example", .link),
            ("meet abc-defg-hij", .link), ("zoom.us/j/123", .link),
            ("see bbc.co.uk/bitesize", .link),
            ("ring 07700 900123", .telephone), ("(01632) 960 001", .telephone),
            ("+44 1632 960001", .telephone), ("0044 1632 960001", .telephone),
            ("meeting 123 4567 8901", .telephone),
            ("lives at SW1A 1AA", .postcode), ("b1 1bb", .postcode), ("CF10 3AT", .postcode),
            ("the password is maths5b", .password), ("PIN: 4711", .password),
            ("passcode 8h2k", .password), ("password=secret", .password),
            ("has asthma", .health), ("EHCP review", .health), ("for mental health", .health),
            ("in Hospital this week", .health), ("self-harm", .health),
            ("Olivia Smith", .name), ("Sam's mum", .name), ("Noah is upset", .name),
            ("Priya Patel, her brother", .name), ("olivia-smith", .name),
            ("O’Neill Byrne lives near", .name),
        ] as [(String, PrivateText.Kind)]
    )
    func `is pointed out`(text: String, kind: PrivateText.Kind) {
        #expect(PrivateText.signs(in: text).contains { $0.kind == kind })
        #expect(PrivateText.remark(on: text)?.contains(kind.words) ?? false)
    }

    @Test(arguments: [
        "", "Year 5 maths: adding fractions", "Year 5 history: life in a Tudor town",
        "Guided Reading", "Reading with Roald Dahl's Matilda", "Half term, 24.11.2026 at 10:15",
        "2026-11-24T10:00 to 2026-11-24T10:40", "RA-12, September 2026", "teams", "p-5b-01",
        "teacher-5b", "maths-5b-2026-11-24", "DPIA-03, September 2026", "Key Stage 2, KS2 1st half",
        "Every user keeps a strong password", "Rivers: the Severn", "St. Nicholas", "e.g. a quiz",
        "5 x 12 = 60, 1 000 000 is a million", "World War II", "Will pupils share?",
        "Physical education outdoors", "Healthy eating", "guest-1", "Part 3.5", "Année 5: la forêt",
    ])
    func `is not seen in what is harmless`(text: String) {
        #expect(PrivateText.signs(in: text) == [])
        #expect(PrivateText.remark(on: text) == nil)
    }

    @Test func `is shown inert and read within bounds`() {
        let hostile = "a\u{1b}[2J@b.org " + String(repeating: "0", count: 200_000)
        #expect(PrivateText.remark(on: hostile)?.contains("\u{1b}") == false)
    }

    @Test func `ships in no example, form or profile title`() throws {
        for plan in try Shipped.examples() {
            let title = try #require(plan.root.text("title"))
            #expect(PrivateText.signs(in: title) == [], "\(title)")
        }
    }
}
