import Checklist

/// A made-up school and plans for the days around now, to try the program with.
///
/// They are those that ship, with their dates moved: so they never age.
struct Demo {
    /// The name of the folder, unless somebody chooses another.
    static let folder = "streamguard-demo"
    static let school = "harbour-lane"

    struct File: Equatable {
        let name: String
        let text: String
    }

    /// The school's profile first, then the plans.
    let files: [File]

    /// A plan that ships, and when it takes place in the demo.
    struct Lesson: Sendable {
        /// Its file among the examples, without the ending.
        let example: String
        /// Its file in the demo.
        let file: String
        /// Days from today and a time; nothing for a lesson that starts in a few minutes.
        let time: (days: Int, clock: String)?
    }

    static let lessons = [
        Lesson(example: "ready-class-lesson", file: "maths.plan.json", time: nil),
        Lesson(
            example: "needs-approval-one-to-one-reading",
            file: "reading.plan.json",
            time: (2, "14:00")
        ),
        Lesson(
            example: "needs-answers-half-filled-in",
            file: "history.plan.json",
            time: (3, "11:00")
        ),
        Lesson(
            example: "do-not-run-host-alone-and-public-link",
            file: "science.plan.json",
            time: (1, "13:30")
        ),
    ]

    /// `school` and `examples` are texts as they ship, those of `lessons` in their order.
    init(school: String, examples: [String], now: Timestamp, clock: LocalTime) {
        let soon = Demo.soon(after: now)
        let today = Day(soon, zone: clock.zone, zones: clock.zones)
        var files = [File(name: "school.json", text: Demo.school(school, on: today))]
        let tested = clock.written(now.adding(Duration(seconds: -3600)) ?? now)
        for (lesson, text) in zip(Demo.lessons, examples) {
            let start = lesson.time.map { "\(today.adding($0.days).text)T\($0.clock)" }
            let plan = Demo.plan(text, start ?? clock.written(soon), tested: tested, clock)
            files.append(File(name: "plans/\(lesson.file)", text: plan))
        }
        self.files = files
    }

    /// The next full five minutes that leave five to get ready.
    private static func soon(after now: Timestamp) -> Timestamp {
        Timestamp(seconds: (now.seconds + 599) / 300 * 300) ?? now
    }

    /// The day for which the profile that ships was written.
    private static let written = Day(year: 2026, month: 11, day: 24)

    /// A profile in which everything is as long ago as on the day it was written for.
    private static func school(_ text: String, on today: Day) -> String {
        guard let written else { return text }
        return text.replacing(/"(\d{4})-(\d\d)-(\d\d)"/) { match in
            guard let year = Int(match.1), let month = Int(match.2), let number = Int(match.3),
                let day = Day(year: year, month: month, day: number)
            else { return String(match.0) }
            return "\"\(day.adding(today.number - written.number).text)\""
        }
    }

    /// A plan for another day, as long as it was.
    private static func plan(
        _ text: String,
        _ start: String,
        tested: String,
        _ clock: LocalTime
    ) -> String {
        func instant(_ name: String) -> Timestamp? {
            guard let match = text.firstMatch(of: times(name)) else { return nil }
            return clock.zones.instant(of: String(match.2), in: clock.zone)
        }
        guard let oldStart = instant("start"), let oldEnd = instant("end"),
            let begin = clock.zones.instant(of: start, in: clock.zone),
            let end = begin.adding(oldEnd.since(oldStart))
        else { return text }
        let day = Day(begin, zone: clock.zone, zones: clock.zones).text
        return
            text
            .replacing(times("start")) { "\($0.1)\(start)\"" }
            .replacing(times("end")) { "\($0.1)\(clock.written(end))\"" }
            .replacing(times("testedOn")) { "\($0.1)\(tested)\"" }
            .replacing(/("id": "[a-z0-9-]+-)\d{4}-\d\d-\d\d"/) { "\($0.1)\(day)\"" }
    }

    /// A member that holds a time: what stands before the time, and the time.
    private static func times(_ name: String) -> Regex<(Substring, Substring, Substring)> {
        switch name {
        case "start": /("start": ")([0-9T:-]+)"/
        case "end": /("end": ")([0-9T:-]+)"/
        default: /("testedOn": ")([0-9T:-]+)"/
        }
    }
}
