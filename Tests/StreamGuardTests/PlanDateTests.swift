import Checklist
import Testing

@testable import StreamGuard

@Suite struct PlanDates {
    /// On Sunday 22 November 2026, 09:00, in London.
    private static func setting() throws -> Reply.Setting {
        Reply.Setting(
            zone: "Europe/London",
            zones: .iana(),
            now: try #require(Timestamp(rfc3339: "2026-11-22T09:00:00Z"))
        )
    }

    @Test(
        arguments: [
            ("tomorrow 9:30", "2026-11-23T09:30"),
            ("tomorrow at 9.30", "2026-11-23T09:30"),
            ("Tue 24 Nov 09:30", "2026-11-24T09:30"),
            ("Tuesday, 24th November 2026, 9:30 am", "2026-11-24T09:30"),
            ("24/11 9.30", "2026-11-24T09:30"),
            ("24.11.2026 09:30", "2026-11-24T09:30"),
            ("24/11/26 2.15pm", "2026-11-24T14:15"),
            ("Nov 24 0930", "2026-11-24T09:30"),
            ("2026-11-24T09:30", "2026-11-24T09:30"),
            ("2026-11-24 9:30", "2026-11-24T09:30"),
            ("2026-11-24T09:30:00Z", "2026-11-24T09:30:00Z"),
            ("today noon", "2026-11-22T12:00"),
            ("12 am today", "2026-11-22T00:00"),
            ("12:05 pm today", "2026-11-22T12:05"),
            ("now", "2026-11-22T09:00"),
            ("9:30", "2026-11-22T09:30"),
            ("yesterday", "2026-11-21"),
            ("Tuesday 9:30", "2026-11-24T09:30"),
            ("sunday", "2026-11-22"),
            ("next sunday", "2026-11-29"),
            ("last sunday", "2026-11-15"),
            ("last Tuesday", "2026-11-17"),
            ("Weds 9am", "2026-11-25T09:00"),
            ("in 3 days 9:00", "2026-11-25T09:00"),
            ("a week ago", "2026-11-15"),
            ("in a fortnight", "2026-12-06"),
            ("5 Jan", "2027-01-05"),
            ("3 Sept", "2026-09-03"),
            ("29 Feb 2028", "2028-02-29"),
        ] as [(String, String)]
    )
    func `are understood`(typed: String, written: String) throws {
        let reply = try Reply(typed, for: .timestamp, in: try PlanDates.setting())
        guard case .string(let text) = reply.value else { return }
        #expect(text == written)
        #expect(reply.understood != nil)
    }

    @Test(
        arguments: [
            ("", "names no day"), ("soon", "was not understood"), ("9", "may be a day or an hour"),
            ("Mon 24 Nov 9:30", "Tue 24 Nov 2026"), ("31 Nov", "no such date"),
            ("29 Feb 2027", "no such date"), ("13 pm", "1 to 12"), ("25:00", "no time of day"),
            ("9:75", "no time of day"), ("today tomorrow", "two days"),
            ("9:30 10:30", "two times"), ("24 Nov 25 Nov", "two dates"),
            ("next term", "a weekday was expected"), ("Nov", "needs a day"),
            ("24/13", "no such date"), ("\u{1b}[2J", "was not understood"),
        ] as [(String, String)]
    )
    func `are explained when they are not`(typed: String, reason: String) {
        #expect {
            _ = try Reply(typed, for: .timestamp, in: try PlanDates.setting())
        } throws: { error in
            let words = (error as? Reply.Unclear)?.reason ?? ""
            return words.contains(reason) && !words.contains("\u{1b}")
        }
    }

    @Test func `are never in the hour that the clocks skip`() throws {
        #expect {
            _ = try Reply("28 March 2027 01:30", for: .timestamp, in: try PlanDates.setting())
        } throws: { error in
            (error as? Reply.Unclear)?.reason.contains("never show 01:30") ?? false
        }
        let twice = try Reply("25 Oct 2026 01:30", for: .timestamp, in: try PlanDates.setting())
        #expect(twice.understood == "Sun 25 Oct 2026, 01:30 (Europe/London)")
        #expect(
            try PlanDates.setting().zones.instant(of: "2026-10-25T01:30", in: "Europe/London")?
                .rfc3339
                == "2026-10-25T00:30:00Z"
        )
    }

    @Test(
        arguments: [
            ("40 minutes", "2026-11-24T10:40"), ("1 hour 30", "2026-11-24T11:30"),
            ("10:15", "2026-11-24T10:15"), ("25 Nov 9:00", "2026-11-25T09:00"),
            ("half an hour", "2026-11-24T10:30"), ("1h", "2026-11-24T11:00"),
        ] as [(String, String)]
    )
    func `of an end follow the start`(typed: String, written: String) throws {
        var setting = try PlanDates.setting()
        setting.start = Timestamp(rfc3339: "2026-11-24T10:00:00Z")
        setting.needsTime = true
        let reply = try Reply(typed, for: .timestamp, in: setting)
        #expect(reply.value.canonical() == "\"\(written)\"")
    }

    @Test func `across a change of the clocks a length is a length`() throws {
        var setting = try PlanDates.setting()
        setting.start = Timestamp(rfc3339: "2027-03-28T00:30:00Z")
        let reply = try Reply("1 hour", for: .timestamp, in: setting)
        #expect(reply.value.canonical() == "\"2027-03-28T02:30\"")
        // The hour that comes twice needs its offset.
        setting.start = Timestamp(rfc3339: "2026-10-25T00:30:00Z")
        let second = try Reply("1 hour", for: .timestamp, in: setting)
        #expect(second.value.canonical() == "\"2026-10-25T01:30:00+00:00\"")
    }

    @Test func `need a time where a session starts`() throws {
        var setting = try PlanDates.setting()
        setting.needsTime = true
        #expect(throws: Reply.Unclear("A time is needed as well, as in `24 Nov 9:30`.")) {
            _ = try Reply("24 Nov", for: .timestamp, in: setting)
        }
    }

    @Test(
        arguments: [
            ("45 minutes", "45m"), ("90m", "90m"), ("1 hour and 30 minutes", "1h30m"),
            ("6 weeks", "6w"), ("14 days", "14d"), ("1h30m", "1h30m"), ("an hour", "1h"),
        ] as [(String, String)]
    )
    func `lengths are understood`(typed: String, written: String) {
        #expect(LengthPhrase.text(typed) == written)
    }

    @Test(arguments: ["", "long", "5", "5 lessons", "minutes", "-5 minutes"])
    func `other lengths are not`(typed: String) {
        #expect(LengthPhrase.text(typed) == nil)
    }
}
