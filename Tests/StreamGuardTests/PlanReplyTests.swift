import Checklist
import Testing

@testable import StreamGuard

@Suite struct PlanReplies {
    /// The fields of the shipped plan form, by their places.
    private static func reply(_ typed: String, to path: String) throws -> String {
        let form = try #require(try Shipped.rulebook().forms.first { $0.name == "plan" })
        let place = try #require(Place(path, in: "plan"))
        let field = try form.field(at: place, path)
        let setting = Reply.Setting(
            zone: "Europe/London",
            zones: .iana(),
            now: try #require(Timestamp(rfc3339: "2026-11-22T09:00:00Z")),
            offers: field.from == nil ? [] : [Offer("teams"), Offer("school-phone")]
        )
        return try Reply(typed, for: field.type, in: setting).value.canonical()
    }

    @Test(
        arguments: [
            ("recording.planned", "yes", "true"), ("recording.planned", "2", "false"),
            ("recording.planned", "N", "false"), ("reason", "1", #""interaction""#),
            ("reason", "closure", #""closure""#), ("reason", "clos", #""closure""#),
            ("host.place", "Home", #""home""#), ("prepared", "none", "[]"),
            ("prepared", "2, 1", #"["pupils-place","agreement"]"#),
            ("prepared", "1-2 and 1", #"["pupils-place","agreement"]"#),
            ("prepared", "ground-rules 1", #"["pupils-place","ground-rules"]"#),
            ("confirmed", "ALL", #"["understand","safe","reliable","worthwhile"]"#),
            ("adults", "nobody", "[]"), ("adults", "a-1, b-2", #"[{"id":"a-1"},{"id":"b-2"}]"#),
            ("adults", "a-1 and a-1", #"[{"id":"a-1"}]"#),
            ("pupils", "p-1 p-2", #"["p-1","p-2"]"#), ("pupils", "p-1,p-2", #"["p-1","p-2"]"#),
            ("sites.names", "BBC Bitesize, Purple Mash", #"["BBC Bitesize","Purple Mash"]"#),
            ("sites.names", "BBC Bitesize", #"["BBC Bitesize"]"#),
            ("platform", "2", #""school-phone""#), ("platform", "TEAMS", #""teams""#),
            ("platform", "other", #""other""#), ("breakout.fewest", "3", "3"),
            ("title", "  Größe 数学  ", #""Größe 数学""#),
        ] as [(String, String, String)]
    )
    func `are understood by the type`(path: String, typed: String, value: String) throws {
        #expect(try PlanReplies.reply(typed, to: path) == value)
    }

    @Test(
        arguments: [
            ("recording.planned", "maybe", "yes (1) or no (2)"), ("reason", "9", "choose 1 to 8"),
            ("reason", "0", "choose 1 to 8"), ("reason", "intracton", "Did you mean `interaction`"),
            ("prepared", "8", "choose 1 to 7"), ("prepared", ",", "such as `1, 3`"),
            ("platform", "3", "no number 3"), ("platform", "my team", "A short id"),
            ("breakout.fewest", "few", "A whole number"), ("adults", " , ", "an id for each"),
        ] as [(String, String, String)]
    )
    func `are explained when they do not fit`(path: String, typed: String, reason: String) {
        #expect {
            _ = try PlanReplies.reply(typed, to: path)
        } throws: { error in
            (error as? Reply.Unclear)?.reason.contains(reason) ?? false
        }
    }

    @Test(
        arguments: [
            ("Year 5 maths: adding fractions", "year-5-maths-adding-fractions"),
            ("Größe & Éclair!", "grosse-eclair"), ("E\u{301}clair", "eclair"),
            ("Ŵythnos Łódź", "wythnos-lodz"), ("数学", ""), ("", ""),
            (String(repeating: "long ", count: 20), "long-long-long-long-long-long-long-long"),
        ] as [(String, String)]
    )
    func `names are made of titles`(title: String, slug: String) {
        let made = PlanName.slug(title)
        #expect(made == slug)
        #expect(made.count <= 40)
    }

    @Test(arguments: ["host.id", "adults[guest-1].role", "a[b.c].d", "plan"])
    func `places are read back`(text: String) throws {
        #expect(try #require(Place(text, in: "plan")).text == text)
        #expect(Place("plan.\(text)", in: "plan")?.text == text)
    }

    @Test(arguments: ["", ".", "a.", "a[", "a[]", "[a]", "a]b", "a[b]c"])
    func `other texts are no places`(text: String) {
        #expect(Place(text, in: "plan") == nil)
    }
}
