import Checklist
import Foundation
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
        #expect(Zones.iana(knowing: zone).offset(zone, Int64(seconds)) == offset)
    }

    @Test(arguments: [
        "", "Europe/Londn", "europe/london", "London", "BST", "EST", "GMT+1", "UTC+01:00",
        "../../etc/passwd", "/etc/localtime", "Europe/London\0", "Europe/London/../Paris",
        "Europe/\u{1b}[2J", String(repeating: "a/", count: 10_000),
    ])
    func refuseOtherNames(zone: String) {
        #expect(Zones.iana(knowing: zone).offset(zone, 1_795_338_000) == nil)
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
        #expect(
            Zones.iana(knowing: "Europe/London").instant(of: text, in: "Europe/London")?.rfc3339
                == instant
        )
    }
}

/// Our reading of the system's zone files against Foundation's own database.
@Suite(.enabled(if: FileReader.exists("/usr/share/zoneinfo/Europe/London"), "no zone files"))
struct ZoneFiles {
    @Test(arguments: [
        "Europe/London", "Europe/Dublin", "Europe/Paris", "America/New_York", "America/St_Johns",
        "America/Sao_Paulo", "Australia/Lord_Howe", "Australia/Sydney", "Pacific/Auckland",
        "Pacific/Chatham", "Asia/Kathmandu", "Asia/Kolkata", "Asia/Tokyo", "Africa/Lagos",
        "Atlantic/Azores", "Etc/UTC",
    ])
    func agreeWithFoundation(name: String) throws {
        let table = try #require(ZoneTable(named: name))
        let zone = try #require(TimeZone(identifier: name))
        // Every 5 hours from 1990 to 2037, where both have tables, and far beyond them.
        for seconds in stride(from: 631_152_000, to: 2_114_380_800, by: 18_000) {
            let date = Date(timeIntervalSince1970: Double(seconds))
            guard table.offset(at: Int64(seconds)) != zone.secondsFromGMT(for: date) else {
                continue
            }
            Issue.record("\(name) at \(seconds)")
            return
        }
    }

    @Test(arguments: [
        ("GMT0BST,M3.5.0/1,M10.5.0", "2150-03-29T00:59:59Z", 0),
        ("GMT0BST,M3.5.0/1,M10.5.0", "2150-03-29T01:00:00Z", 3600),
        ("GMT0BST,M3.5.0/1,M10.5.0", "2150-10-25T00:59:59Z", 3600),
        ("GMT0BST,M3.5.0/1,M10.5.0", "2150-10-25T01:00:00Z", 0),
        ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-01-15T12:00:00Z", 0),
        ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-07-15T12:00:00Z", 3600),
        ("AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-01-15T12:00:00Z", 39_600),
        ("AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-07-15T12:00:00Z", 36_000),
        ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2026-01-15T12:00:00Z", 39_600),
        ("EST5EDT,M3.2.0,M11.1.0", "2026-03-08T06:59:59Z", -18_000),
        ("EST5EDT,M3.2.0,M11.1.0", "2026-03-08T07:00:00Z", -14_400),
        ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T00:59:59Z", -7200),
        ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T01:00:00Z", -3600),
        ("XXX3YYY,J60/0,J61/0", "2024-03-01T12:00:00Z", -7200),
        ("XXX3YYY,59/0,60/0", "2024-02-29T12:00:00Z", -7200),
        ("JST-9", "2026-07-15T12:00:00Z", 32_400),
    ])
    func goOnByTheirRule(rule: String, instant: String, offset: Int) throws {
        let rule = try #require(ZoneRule(rule))
        let instant = try #require(Timestamp(rfc3339: instant))
        #expect(rule.offset(at: instant.seconds) == offset)
    }

    @Test(arguments: ["", "G0", "GMT", "GMT0BST", "GMT0BST,", "GMT0BST,M13.1.0,M1.1.0", "A\0B0"])
    func areNothingWithoutARule(rule: String) {
        #expect(ZoneRule(rule) == nil)
    }

    @Test func thatAreDamagedAreNothing() throws {
        let bytes = try FileReader.read("/usr/share/zoneinfo/Europe/London")
        #expect(ZoneTable(bytes) != nil)
        #expect(ZoneTable([]) == nil)
        #expect(ZoneTable(Array("TZif2".utf8)) == nil)
        for length in stride(from: 0, to: bytes.count - 40, by: 7) {
            #expect(ZoneTable(Array(bytes[..<length])) == nil)
        }
        // Whatever the bytes are, reading them ends.
        for index in 0..<min(bytes.count, 200) {
            var changed = bytes
            changed[index] ^= 0xff
            _ = ZoneTable(changed)?.offset(at: 1_795_338_000)
        }
    }
}

@Suite struct TimesInWords {
    private func clock(_ zone: String) -> LocalTime {
        LocalTime(zone: zone, zones: .iana(knowing: zone))
    }
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
