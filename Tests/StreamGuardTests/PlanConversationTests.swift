import Checklist
import Testing

@testable import StreamGuard

@Suite struct PlanConversations {
    private static func subject(_ school: String) throws -> Subject {
        let rulebook = try Rulebook(
            forms: Shipped.forms(),
            checklists: ["livestream-twenty", "remote-education"].map {
                try Shipped.document("\($0).checklist.json")
            }
        )
        return Subject(
            form: try #require(rulebook.forms.first { $0.name == "plan" }),
            rulebook: rulebook,
            documents: ["school": try Shipped.document("schools/\(school).school.json")],
            zones: .iana(),
            now: try #require(Timestamp(rfc3339: "2026-11-22T09:00:00Z")),
            scope: .rules(zone: "Europe/London", always: ["title", "start", "end"])
        )
    }

    private static func begin(_ school: String = "harbour-lane") throws -> Conversation {
        let subject = try subject(school)
        let draft = Draft(subject.form).setting(.string("x"), at: Place([.field("id")]))
        return try Conversation(subject, draft)
    }

    /// The question that is asked now.
    private static func asked(_ conversation: Conversation) -> String? {
        switch conversation.next {
        case .ask(let ask): ask.place.text
        case .together(let together): together.place.text + " together"
        case .offer: "offer"
        case nil: nil
        }
    }

    private static func answer(_ typed: String, in conversation: inout Conversation) throws {
        guard case .ask(let ask) = conversation.next else { throw Reply.Unclear("no question") }
        try conversation.answer(try ask.reply(typed).value, at: ask.place)
    }

    /// Answers from a plan that is finished, until nothing is asked; returns the places asked.
    private static func follow(_ example: String, _ conversation: inout Conversation) throws
        -> [String]
    {
        let subject = conversation.subject
        let done = Draft(subject.form, try Shipped.document("examples/\(example).plan.json"))
        var places: [String] = []
        while case .ask(let ask) = conversation.next {
            places.append(ask.place.text)
            if case .groups(let group, _) = ask.field.type, let key = group.keyField?.name {
                let keys = (done[ask.place]?.elements ?? []).map { element in
                    JSON.object([(key, element.member(key) ?? .null)])
                }
                try conversation.answer(.array(keys), at: ask.place)
            } else {
                let value = try #require(done[ask.place], "\(ask.place.text) is not in the example")
                try conversation.answer(value, at: ask.place)
            }
        }
        return places
    }

    @Test func `a class lesson is asked in the form's order, and nothing else`() throws {
        var conversation = try PlanConversations.begin()
        let places = try PlanConversations.follow("ready-class-lesson", &conversation)
        #expect(
            places == [
                "title", "start", "end", "platform", "reason", "group", "adults", "otherAccounts",
                "host.id", "host.place", "second.place", "second.id", "inView", "aware",
                "dslOnCall", "link.result", "link.testedOn", "withoutAccess", "prepared",
                "needs.flagged", "includes", "chat.mode", "recording.planned", "confirmed",
            ]
        )
        #expect(conversation.assessment.verdict?.decision == .ready)
        #expect(conversation.remaining == 0)
    }

    @Test(arguments: ["harbour-lane", "mill-bridge"])
    func `a class lesson takes at most 25 questions, a copy at most 8`(school: String) throws {
        var conversation = try PlanConversations.begin(school)
        var count = 0
        while case .ask(let ask) = conversation.next {
            count += 1
            let answers = [
                "title": "Maths", "start": "24 Nov 2026 10:00", "end": "40 minutes",
                "platform": "teams", "reason": "1", "group": "5b", "host.id": "teacher-5b",
                "host.place": "1", "second.place": "2", "second.id": "teacher-5a",
                "aware": "head", "dslOnCall": "deputy-head", "link.result": "2",
                "link.testedOn": "24 Nov 2026 8:15", "prepared": "all", "needs.flagged": "no",
                "chat.mode": "2", "recording.planned": "no", "confirmed": "all",
            ]
            try PlanConversations.answer(answers[ask.place.text] ?? "none", in: &conversation)
        }
        #expect(count <= 25)
        let copy = PlanCopy(
            conversation.draft,
            start: "2026-12-01T10:00",
            zone: "Europe/London",
            zones: .iana()
        )
        var again = try Conversation(
            conversation.subject,
            copy.draft,
            suggestions: copy.suggestions
        )
        #expect(again.draft.text("end") == "2026-12-01T10:40")
        var repeated = 0
        while let prompt = again.next {
            repeated += 1
            switch prompt {
            case .ask(let ask):
                try again.answer(try #require(ask.suggestion, "\(ask.place.text)"), at: ask.place)
            case .together(let together): try again.answer(together.value, at: together.place)
            case .offer: again.skip()
            }
            #expect(repeated < 30)
        }
        #expect(repeated <= 8)
        #expect(again.assessment.verdict?.decision == .ready)
    }

    @Test func `every finished example can be reached by its answers`() throws {
        for document in try Shipped.examples() where document.source.name.hasPrefix("ready-") {
            let name = String(document.source.name.dropLast(".plan.json".count))
            var conversation = try PlanConversations.begin()
            _ = try PlanConversations.follow(name, &conversation)
            #expect(conversation.assessment.verdict?.decision == .ready, "\(name)")
        }
    }

    @Test func `elements are asked one by one, by their conditions`() throws {
        var conversation = try PlanConversations.begin()
        for typed in ["T", "24 Nov 2026 10:00", "40m", "teams", "1", "5b"] {
            try PlanConversations.answer(typed, in: &conversation)
        }
        try PlanConversations.answer("guest-1, parent-1", in: &conversation)
        #expect(PlanConversations.asked(conversation) == "adults[guest-1].role")
        try PlanConversations.answer("guest", in: &conversation)
        #expect(PlanConversations.asked(conversation) == "adults[guest-1].account")
        #expect(conversation.draft.text.contains(#"{ "id": "guest-1", "role": "guest" }"#))
    }

    @Test func `back undoes answers and skips, and skipped questions stay open`() throws {
        var conversation = try PlanConversations.begin()
        let couldGoBack = conversation.back()
        #expect(!couldGoBack)
        let left = conversation.remaining
        try PlanConversations.answer("Maths", in: &conversation)
        conversation.skip()
        #expect(PlanConversations.asked(conversation) == "end")
        #expect(conversation.remaining == left - 1)
        _ = conversation.back()
        #expect(PlanConversations.asked(conversation) == "start")
        _ = conversation.back()
        #expect(PlanConversations.asked(conversation) == "title")
        #expect(conversation.draft.text("title") == nil)
    }

    @Test func `a wrong answer changes nothing`() throws {
        var conversation = try PlanConversations.begin()
        let text = conversation.draft.text
        let title = Place([.field("title")])
        #expect(throws: Diagnostics.self) {
            try conversation.answer(.string(String(repeating: "x", count: 121)), at: title)
        }
        #expect(throws: Diagnostics.self) { try conversation.answer(.bool(true), at: title) }
        #expect(conversation.draft.text == text)
        let wentBack = conversation.back()
        #expect(!wentBack)
    }

    @Test func `volatile facts are open again, with the old value as a suggestion`() throws {
        let subject = try PlanConversations.subject("harbour-lane")
        let name = "examples/ready-guest-author.plan.json"
        let old = Draft(subject.form, try Shipped.document(name))
        let copy = PlanCopy(old, start: nil, zone: "Europe/London", zones: .iana())
        for path in [
            "start", "end", "second", "link.result", "link.testedOn", "prepared", "confirmed",
            "adults[guest-1].contentSeen",
        ] {
            let place = try #require(Place(path, in: "plan"))
            if path.contains("guest"), old[place] == nil { continue }
            #expect(copy.draft[place] == nil, "\(path)")
        }
        #expect(copy.draft.text("platform") == old.text("platform"))
        let read = Suggestions(copy.suggestions.json, form: "plan")
        #expect(read[Place([.field("prepared")])] != nil)
        #expect(read[Place([.field("platform")])] == nil)
    }

    @Test func `what answers are taken from is there`() throws {
        let rulebook = try Shipped.rulebook()
        func check(_ group: Group) throws {
            for field in group.fields {
                if let from = field.from {
                    let parts = from.split(separator: ".")
                    let form = try #require(rulebook.forms.first { $0.name == parts[0] })
                    let place = try #require(Place(from, in: form.name))
                    guard case .groups = try form.field(at: place, from).type else {
                        Issue.record("\(from) is no list of groups")
                        continue
                    }
                }
                switch field.type {
                case .group(let inner), .groups(let inner, _): try check(inner)
                default: break
                }
            }
        }
        for form in rulebook.forms { try check(form.fields) }
    }
}
