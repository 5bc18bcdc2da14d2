import Testing

@testable import Checklist
@testable import StreamGuard

/// Reports that no engine had to make, for looking at how they are shown.
enum MadeUp {
    static func report(
        _ decision: Decision,
        title: String = "Year 5 fractions",
        moment: String = "plan",
        findings: [Finding],
        questions: [Question] = []
    ) throws -> Report {
        Report(
            file: "plans/fractions.plan.json",
            plan: Plan(
                id: "fractions",
                title: title,
                start: Timestamp(rfc3339: "2026-11-24T09:30:00Z"),
                end: Timestamp(rfc3339: "2026-11-24T10:15:00Z"),
                group: "year-5",
                host: "u-7f3a",
                second: nil,
                digest: "d16e57"
            ),
            school: School(
                id: "harbour-lane",
                name: "Harbour Lane Primary",
                timeZone: "Europe/London",
                checklists: ["livestream-twenty"]
            ),
            checklists: [
                Report.CheckedList(
                    id: "livestream-twenty",
                    version: "1.0.0",
                    title: "Livestream: twenty points"
                )
            ],
            verdict: Verdict(
                moment: moment,
                decision: decision,
                findings: findings,
                questions: questions
            ),
            at: try #require(Timestamp(rfc3339: "2026-11-22T09:00:00Z")),
            clock: LocalTime(zone: "Europe/London", zones: .iana(knowing: "Europe/London"))
        )
    }

    static func finding(
        _ rule: String,
        _ title: String,
        _ status: Status,
        level: Level = .must,
        says: String = "The rule is kept.",
        why: String? = nil,
        fix: String? = nil,
        needs: [String] = [],
        values: [(String, Value)] = [],
        omitted: Int = 0,
        approval: ApprovalNeed? = nil,
        failure: String? = nil
    ) -> Finding {
        Finding(
            subject: Finding.Subject(
                checklist: "livestream-twenty",
                item: String(rule.prefix { $0 != "-" }),
                itemTitle: title,
                rule: rule,
                asked: ["plan", "start"],
                level: level,
                sources: [source]
            ),
            status: status,
            says: says,
            why: why,
            fix: fix,
            needs: needs.enumerated().map { Path(text: $1, order: [Int32($0)]) },
            values: values.map { DecidingValue(path: $0, means: nil, value: $1, isDefault: false) },
            omittedValues: omitted,
            approval: approval,
            failure: failure
        )
    }

    static func question(
        _ path: String,
        _ ask: String,
        settles: Int = 1,
        holdsBack: Bool = true,
        choices: [Choice] = []
    ) -> Question {
        Question(
            path: Path(text: path, order: [1]),
            form: "plan",
            ask: ask,
            help: nil,
            choices: choices,
            settles: settles,
            holdsBack: holdsBack
        )
    }

    private static let source = Source(
        title: "Twenty safeguarding considerations",
        publisher: "LGfL DigiSafe",
        date: nil,
        url: nil,
        section: nil,
        number: "1",
        rows: [],
        certainty: "verified",
        provenance: nil
    )
}
