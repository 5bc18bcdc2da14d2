import Foundation
import Testing

@testable import StreamGuard

/// Who is told of every kind of incident, whomever it is about, at both sample schools: compared
/// with `Fixtures/handing.txt`, which a person has read.
///
/// `RECORD_HANDING=1` writes the file anew; the run fails all the same, so that somebody reads the
/// difference.
@Suite struct HandingGoldenTests {
    private static let golden = Paths.joined(
        Shipped.checkout,
        "Tests/StreamGuardTests/Fixtures/handing.txt"
    )

    /// Whom an incident may be about; the session's host is `teacher-5a`, its second member of
    /// staff `osc`.
    private static let abouts = [
        "", "pupil", "visitor", "parent", "unknown", "host", "second", "staff", "ta-2", "head",
        "dsl", "deputy-head", "osc", "admin", "dpo", "chair",
    ]

    @Test func `every kind of incident goes to whom it should`() throws {
        let text = try HandingGoldenTests.table()
        let isRecording = ProcessInfo.processInfo.environment["RECORD_HANDING"] != nil
        if isRecording {
            try text.write(toFile: HandingGoldenTests.golden, atomically: true, encoding: .utf8)
        }
        let promised = try String(contentsOfFile: HandingGoldenTests.golden, encoding: .utf8)
        let lines = (promised.split(separator: "\n"), text.split(separator: "\n"))
        for (promise, line) in zip(lines.0, lines.1) where promise != line {
            Issue.record("promised: \(promise)\nfound:    \(line)")
            return
        }
        let isSame = lines.0.count == lines.1.count
        #expect(isSame && !isRecording)
        #expect(lines.0.count > 100)
    }

    /// What must hold of every line, whatever the golden file says.
    @Test func `nobody is told whom it is about, and nobody only themself`() throws {
        let routes = try ShippedRoutes.routes.get()
        for school in try ShippedRoutes.schools() {
            let people = school.people
            for category in routes.categories {
                for about in HandingGoldenTests.abouts {
                    for reporter in ["ta-1", "head", "osc", "teacher-5a", "chair"] {
                        var concern = try HandingGoldenTests.concern(category.id, about, people)
                        concern.reporter = reporter
                        let place = "\(school.name) \(category.id) \(about) by \(reporter)"
                        let found = routes.handing(of: concern, people, school.routes)
                        let handing = try #require(found)
                        let told = handing.tellings.flatMap(\.anybody)
                        let concerned = concern.concerned(people)
                        #expect(!told.contains { people.contains(concerned, $0) }, "\(place)")
                        #expect(!told.contains { people.isSame($0, reporter) }, "\(place)")
                        let deciding = handing.outside.flatMap { $0.decides?.people ?? [] }
                        #expect(!deciding.contains { people.contains(concerned, $0) }, "\(place)")
                        let first = handing.tellings.flatMap(\.people)
                        #expect(Set(first).count == first.count, "\(place)")
                        #expect(!first.isEmpty || !handing.unfilled.isEmpty, "\(place)")
                        #expect(handing.unfilled.allSatisfy { $0.outside != nil }, "\(place)")
                    }
                }
            }
        }
    }

    private static func table() throws -> String {
        let routes = try ShippedRoutes.routes.get()
        var lines: [String] = []
        for school in try ShippedRoutes.schools() {
            lines.append("== \(school.name)")
            for category in routes.categories {
                lines.append(category.id)
                var results: [(line: String, abouts: [String])] = []
                for about in abouts {
                    let concern = try concern(category.id, about, school.people)
                    let found = routes.handing(of: concern, school.people, school.routes)
                    let handing = try #require(found)
                    let line = "\(handing.line)\n      outside: \(handing.outsideLine)"
                    let name = about.isEmpty ? "nobody" : about
                    if let index = results.firstIndex(where: { $0.line == line }) {
                        results[index].abouts.append(name)
                    } else {
                        results.append((line, [name]))
                    }
                }
                for result in results {
                    lines.append("  about \(result.abouts.joined(separator: ", "))")
                    lines.append("    " + result.line)
                }
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func concern(
        _ category: String,
        _ about: String,
        _ people: People
    ) throws -> Concern {
        let routes = try ShippedRoutes.routes.get()
        var concern = Concern(category: category)
        concern.host = "teacher-5a"
        concern.second = "osc"
        concern.reporter = "ta-1"
        if !about.isEmpty {
            let known = Concern.About(about, people, routes)
            concern.about = [try #require(known)]
        }
        return concern
    }
}
