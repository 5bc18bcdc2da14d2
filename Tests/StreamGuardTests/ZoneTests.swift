import Checklist
import Testing

@testable import StreamGuard

@Suite struct SchoolClocks {
    @Test(arguments: [
        // Spring forward 2026-03-29, 01:00 UTC; back 2026-10-25, 01:00 UTC.
        ("Europe/London", 1_774_745_999, 0),
        ("Europe/London", 1_774_746_000, 3600),
        ("Europe/London", 1_792_889_999, 3600),
        ("Europe/London", 1_792_890_000, 0),
        ("Europe/London", 4_118_000_000, 3600),  // summer 2100
        ("Europe/Paris", 1_795_338_000, 3600),
        ("Asia/Kathmandu", 1_795_338_000, 20_700),
        ("Asia/Kolkata", 1_795_338_000, 19_800),
        ("Australia/Lord_Howe", 1_795_338_000, 39_600),
        ("America/Argentina/Buenos_Aires", 1_795_338_000, -10_800),
        ("Etc/GMT-14", 1_795_338_000, 50_400),
        ("Pacific/Apia", 1_795_338_000, 46_800),
    ])
    func knowTheirOffset(zone: String, seconds: Int, offset: Int) {
        #expect(Zones.iana().offset(zone, Int64(seconds)) == offset)
    }

    @Test(arguments: [
        "", "Europe/Londn", "europe/london", "London", "BST", "EST", "GMT+1", "UTC+01:00",
        "../../etc/passwd", "/etc/localtime", "Europe/London\0", "Europe/London/../Paris",
        "Europe/\u{1b}[2J", String(repeating: "a/", count: 10_000),
    ])
    func refuseOtherNames(zone: String) {
        #expect(Zones.iana().offset(zone, 1_795_338_000) == nil)
    }

    @Test(arguments: [
        ("2026-11-24T09:30", "2026-11-24T09:30:00Z"),
        ("2026-06-24T09:30", "2026-06-24T08:30:00Z"),
        ("2026-06-24T09:30:00+02:00", "2026-06-24T07:30:00Z"),
        ("2026-06-24", "2026-06-23T23:00:00Z"),
        // The clocks skip from 01:00 to 02:00, so 01:30 does not exist.
        ("2026-03-29T01:30", nil),
        ("2026-03-29T00:59", "2026-03-29T00:59:00Z"),
        ("2026-03-29T02:00", "2026-03-29T01:00:00Z"),
        // 01:30 comes twice: the first is meant.
        ("2026-10-25T01:30", "2026-10-25T00:30:00Z"),
        ("2026-10-25T02:00", "2026-10-25T02:00:00Z"),
        ("2026-02-29T09:30", nil),
        ("tomorrow", nil),
    ])
    func understandLocalTimes(text: String, instant: String?) {
        #expect(Zones.iana().instant(of: text, in: "Europe/London")?.rfc3339 == instant)
    }
}

@Suite struct TimesInWords {
    private func clock(_ zone: String) -> LocalTime { LocalTime(zone: zone, zones: .iana()) }
    private func instant(_ text: String) throws -> Timestamp {
        try #require(Timestamp(rfc3339: text))
    }

    @Test func aLesson() throws {
        let (start, end) = (
            try instant("2026-11-24T09:30:00Z"), try instant("2026-11-24T10:15:00Z")
        )
        #expect(clock("Europe/London").span(start, end) == "Tue 24 Nov 2026, 09:30 to 10:15")
        #expect(clock("Europe/London").span(start, nil) == "Tue 24 Nov 2026, 09:30")
        #expect(clock("Asia/Kolkata").span(start, end) == "Tue 24 Nov 2026, 15:00 to 15:45")
        #expect(clock("UTC").rfc3339(start) == "2026-11-24T09:30:00+00:00")
        #expect(clock("Asia/Kolkata").rfc3339(start) == "2026-11-24T15:00:00+05:30")
        #expect(clock("America/St_Johns").rfc3339(start) == "2026-11-24T06:00:00-03:30")
    }

    @Test func aSessionOverMidnight() throws {
        let (start, end) = (
            try instant("2026-06-30T22:30:00Z"), try instant("2026-06-30T23:30:00Z")
        )
        #expect(
            clock("Europe/London").span(start, end)
                == "Tue 30 Jun 2026, 23:30 to Wed 1 Jul 2026, 00:30"
        )
    }
}
