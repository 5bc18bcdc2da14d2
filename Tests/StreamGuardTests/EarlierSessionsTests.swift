import Testing

@testable import Checklist
@testable import StreamGuard

/// What the rules want counted of earlier sessions, over a ledger in memory.
@Suite struct EarlierSessionsTests {
    private let store = RecordStore()
    private let workspace: Workspace
    private let people: People
    /// Winter time in London, so the clock shows what is written here.
    private let clock = LocalTime(zone: "Europe/London", zones: .iana(knowing: "Europe/London"))

    init() throws {
        workspace = try store.create()
        people = try BookOfApprovals.people(
            """
            [{"id": "host-1", "login": "h1"}, {"id": "host-1b", "login": "h1"},
             {"id": "host-2", "login": "h2"}]
            """
        )
    }

    private func author(_ id: String) -> Author { Author(by: id, uid: 1, host: "desk-3") }

    private func time(_ text: String) throws -> Timestamp {
        try #require(Timestamp(rfc3339: "\(text):00Z"))
    }

    /// Hands a plan in.
    private func hand(
        _ id: String,
        _ start: String,
        group: String = "year-5",
        host: String = "host-1",
        digest: String? = nil,
        after previous: String? = nil
    ) throws {
        var facts: [String: JSON] = [
            "plan": .string(digest ?? id), "start": .string("\(start):00Z"), "host": .string(host),
        ]
        facts["previous"] = previous.map(JSON.string)
        let entry = NewEntry(
            previous == nil ? .plan : .planRevised,
            facts: facts,
            texts: ["id": id, "group": group, "title": "About \(id)"]
        )
        _ = try workspace.ledger.append(entry, by: author(host))
    }

    /// Opens a session of a plan that was handed in.
    @discardableResult
    private func open(
        _ plan: String,
        _ start: String,
        host: String = "host-1",
        due: String? = nil
    ) throws -> SessionLog {
        var facts: [String: JSON] = [
            "plan": .string(plan), "starts": .string("\(start):00Z"), "host": .string(host),
        ]
        facts["due"] = due.map { .string("\($0):00Z") }
        return try workspace.openSession(day: "20261124", facts: facts, by: author(host)).log
    }

    /// What is counted for a plan of the class, as at a time.
    private func history(
        of id: String = "mine",
        _ start: String,
        group: String = "year-5",
        host: String = "host-1",
        at now: String = "2026-11-22T09:00"
    ) throws -> String {
        let plan = Plan(
            id: id,
            title: nil,
            start: try time(start),
            end: nil,
            group: group,
            host: host,
            second: nil,
            digest: "d"
        )
        let sessions = EarlierSessions(try workspace.ledger.read().records, people: people)
        return sessions.history(of: plan, at: try time(now), clock).canonical()
    }

    private func counts(week: Int = 0, first: String = "0d", unfinished: Int = 0) -> String {
        #"{"sessionsThisWeek":\#(week),"sinceFirst":"\#(first)","unfinishedLogs":\#(unfinished)}"#
    }

    @Test func `an empty record counts nothing`() throws {
        #expect(try history("2026-11-24T09:30") == counts())
    }

    @Test func `the week goes from Monday to Sunday, on the school's clock`() throws {
        try hand("monday", "2026-11-23T00:00")
        try hand("sunday", "2026-11-29T23:59")
        try hand("before", "2026-11-22T23:59")
        try hand("after", "2026-11-30T00:00")
        try hand("others", "2026-11-24T10:00", group: "year-6")
        #expect(try history("2026-11-24T09:30") == counts(week: 2))
        // In summer, London is an hour ahead of UTC: this is Monday there.
        try hand("summer", "2026-07-12T23:30")
        #expect(try history("2026-07-15T09:30") == counts(week: 1))
        #expect(try history("2026-07-12T09:30") == counts())
    }

    @Test func `a plan counts once, whether it was had or handed in`() throws {
        try hand("maths", "2026-11-24T09:30")
        #expect(try history("2026-11-25T09:30") == counts(week: 1))
        try open("maths", "2026-11-24T09:30")
        #expect(try history("2026-11-25T09:30", host: "host-2") == counts(week: 1))
        // Held twice in one week is two sessions.
        try open("maths", "2026-11-26T09:30")
        #expect(try history("2026-11-25T09:30", host: "host-2") == counts(week: 2))
        // The last version says when it is.
        try hand("art", "2026-11-24T11:00")
        try hand("art", "2026-12-01T11:00", digest: "art-2", after: "art")
        #expect(try history("2026-11-25T09:30", host: "host-2") == counts(week: 2))
        #expect(try history("2026-12-02T09:30", host: "host-2") == counts(week: 1))
    }

    @Test func `a plan is not its own neighbour`() throws {
        try hand("mine", "2026-11-24T09:30")
        try open("mine", "2026-11-24T09:30")
        #expect(try history("2026-11-24T09:30") == counts())
    }

    @Test func `the first session of this host with this class begins the count`() throws {
        try hand("first", "2026-11-10T14:00")
        try hand("other-class", "2026-11-03T10:00", group: "year-6")
        // What was only planned was no session.
        #expect(try history("2026-11-24T09:30") == counts())
        try open("other-class", "2026-11-03T10:00")
        try open("first", "2026-11-10T14:00")
        // Earlier on the clock, and still two weeks later for whoever counts.
        #expect(try history("2026-11-24T09:30") == counts(first: "14d"))
        #expect(try history("2026-11-24T09:30", host: "host-1b") == counts(first: "14d"))
        #expect(try history("2026-11-24T09:30", host: "host-2") == counts())
        #expect(try history("2026-11-10T16:30") == counts(week: 1, first: "150m"))
        #expect(try history("2026-11-09T09:30") == counts(week: 1))
    }

    @Test func `a log is unfinished from its deadline until it is closed`() throws {
        try hand("old", "2026-11-10T14:00")
        let log = try open("old", "2026-11-10T14:00", due: "2026-11-11T15:00")
        func unfinished(_ host: String, _ now: String) throws -> String {
            try history("2026-12-24T09:30", group: "year-6", host: host, at: now)
        }
        #expect(try unfinished("host-1", "2026-11-11T15:00") == counts())
        #expect(try unfinished("host-1", "2026-11-11T15:01") == counts(unfinished: 1))
        #expect(try unfinished("host-1b", "2026-11-11T15:01") == counts(unfinished: 1))
        #expect(try unfinished("host-2", "2026-11-11T15:01") == counts())
        func overdue(_ person: String, _ now: String) throws -> [String] {
            let sessions = EarlierSessions(try workspace.ledger.read().records, people: people)
            let person = try #require(people.person(id: person))
            return sessions.overdue(of: person, at: try time(now)).compactMap(\.title)
        }
        #expect(try overdue("host-1b", "2026-11-12T09:00") == ["About old"])
        #expect(try overdue("host-2", "2026-11-12T09:00") == [])
        #expect(try overdue("host-1", "2026-11-11T09:00") == [])
        _ = try log.append(NewEntry(.close), by: author("host-1"))
        #expect(try unfinished("host-1", "2026-11-12T09:00") == counts())
        #expect(try overdue("host-1", "2026-11-12T09:00") == [])
    }

    @Test func `the very session that is judged is not an earlier one`() throws {
        try hand("mine", "2026-11-10T14:00")
        try open("mine", "2026-11-10T14:00", due: "2026-11-11T15:00")
        #expect(try history("2026-11-10T14:00", at: "2026-11-12T09:00") == counts())
        // The next one of a series is.
        #expect(
            try history("2026-11-17T14:00", at: "2026-11-12T09:00")
                == counts(first: "7d", unfinished: 1)
        )
    }
}
