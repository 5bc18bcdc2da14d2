import Checklist

/// A report as JSON, for a program; the writer sorts the keys.
enum VerdictJSON {
    /// One plan's object.
    ///
    /// - Parameters:
    ///   - report: what the plan came to.
    ///   - digest: whether the plan's digest belongs to it.
    /// - Returns: an object.
    static func json(_ report: Report, digest: Bool = true) -> JSON {
        object([
            "at": .string(report.at.rfc3339),
            "checklists": .array(report.checklists.map(checklist)),
            "decision": .string(report.verdict.decision.rawValue),
            "findings": .array(report.verdict.findings.map { finding($0, report) }),
            "moment": .string(report.verdict.moment),
            "plan": plan(report, digest: digest),
            "questions": .array(report.verdict.questions.map(question)),
            "school": school(report.school),
        ])
    }

    private static func school(_ school: School) -> JSON {
        object([
            "id": text(school.id), "name": text(school.name),
            "timeZone": .string(school.timeZone),
        ])
    }

    /// What is the same for every plan: what stands before the decision, the moment, and what
    /// stands after the questions.
    static func frame(
        at time: Timestamp,
        checklists: [Report.CheckedList],
        moment: String,
        school: School
    ) -> (head: String, moment: String, tail: String) {
        let head = object([
            "at": .string(time.rfc3339), "checklists": .array(checklists.map(checklist)),
        ])
        return (
            String(head.canonical().dropLast()),
            members(object(["moment": .string(moment)])),
            String(object(["school": self.school(school)]).canonical().dropFirst())
        )
    }

    /// The members of a finding that its rule settles, up to the places of the others.
    static func parts(
        of rule: Finding.Subject
    ) -> (asked: String, item: String, rule: String, sources: String) {
        (
            members(object(["asked": texts(rule.asked), "checklist": .string(rule.checklist)])),
            members(
                object([
                    "item": .string(rule.item), "itemTitle": .string(rule.itemTitle),
                    "level": .string(rule.level.rawValue),
                ])
            ),
            members(object(["rule": .string(rule.rule)])),
            members(
                object([
                    "source": .string(citations(rule)),
                    "sources": .array(rule.sources.map(source)),
                ])
            )
        )
    }

    /// An object's members without its braces.
    private static func members(_ object: JSON) -> String {
        String(object.canonical().dropFirst().dropLast())
    }

    private static func citations(_ rule: Finding.Subject) -> String {
        rule.sources.map(\.citation).joined(separator: "; ")
    }

    /// Several plans' object.
    ///
    /// The decision is the worst, and null if a plan could not be judged, so that nothing reads
    /// as ready that nobody has judged.
    static func json(_ reports: [Report], notJudged: [(file: String, why: Refusal)]) -> JSON {
        var decision = reports.first?.verdict.decision
        for report in reports { decision = decision?.worse(report.verdict.decision) }
        if !notJudged.isEmpty { decision = nil }
        return object([
            "decision": decision.map { .string($0.rawValue) } ?? .null,
            "notJudged": .array(notJudged.map { refused($0.file, $0.why) }),
            "plans": .array(reports.map { json($0) }),
        ])
    }

    /// Why a line was not judged; its decision is null.
    static func json(_ why: Refusal, line: Int, of file: String) -> JSON {
        object([
            "decision": .null,
            "line": .int(Int64(line)),
            "message": .string(why.message),
            // What was read as a text of its own is one line of the file.
            "problems": .array(
                (why.problems?.all ?? []).map {
                    problem($0, line: $0.source.name == file ? line : 1)
                }
            ),
        ])
    }

    /// Why a plan was not judged, with the problems at their places.
    private static func refused(_ file: String, _ why: Refusal) -> JSON {
        object([
            "file": .string(file), "message": .string(why.message),
            "problems": .array((why.problems?.all ?? []).map { problem($0) }),
        ])
    }

    private static func problem(_ problem: Diagnostic, line: Int = 1) -> JSON {
        object([
            "column": .int(Int64(problem.location.column)),
            "file": .string(problem.source.name),
            "help": text(problem.help),
            "line": .int(Int64(problem.location.line + line - 1)),
            "message": .string(problem.message),
        ])
    }

    private static func plan(_ report: Report, digest: Bool) -> JSON {
        let plan = report.plan
        return object([
            "digest": digest ? .string(plan.digest) : nil,
            "file": text(report.file),
            "id": text(plan.id),
            "title": text(plan.title),
            // Which instants the plan's times were taken for, on the school's clock.
            "understood": object([
                "end": text(plan.end.map(report.clock.rfc3339)),
                "start": text(plan.start.map(report.clock.rfc3339)),
            ]),
        ])
    }

    private static func checklist(_ list: Report.CheckedList) -> JSON {
        object([
            "id": .string(list.id), "title": .string(list.title), "version": .string(list.version),
        ])
    }

    private static func finding(_ finding: Finding, _ report: Report) -> JSON {
        object([
            "approval": finding.approval.map(approval),
            "asked": texts(finding.asked),
            "checklist": .string(finding.checklist),
            "failure": text(finding.failure),
            "fix": text(finding.fix),
            "item": .string(finding.item),
            "itemTitle": .string(finding.itemTitle),
            "level": .string(finding.level.rawValue),
            "needs": texts(finding.needs.map(\.text)),
            "omittedValues": .int(Int64(finding.omittedValues)),
            "rule": .string(finding.rule),
            "says": .string(finding.says),
            "source": .string(citations(finding.subject)),
            "sources": .array(finding.sources.map(source)),
            "standing": report.standings[finding.rule].map {
                StandingJSON.json($0, finding, report.clock)
            },
            "status": .string(finding.status.rawValue),
            "values": values(finding.values),
            "why": text(finding.why),
        ])
    }

    /// A value may decide twice, but an object's names must differ.
    static func values(_ values: [DecidingValue]) -> JSON {
        var seen: Set<[UInt8]> = []
        return .object(
            values.filter { seen.insert(Array($0.path.utf8)).inserted }
                .map { ($0.path, $0.value.json) }
        )
    }

    static func approval(_ need: ApprovalNeed) -> JSON {
        object([
            "asks": .string(need.asks),
            "by": texts(need.by.map(\.name)),
            "covers": texts(need.covers),
            "lasts": text(need.lasts?.text),
            "material": .object(need.material.map { ($0.name, $0.json) }),
        ])
    }

    private static func source(_ source: Source) -> JSON {
        object([
            "certainty": text(source.certainty),
            "date": text(source.date),
            "number": text(source.number),
            "provenance": text(source.provenance),
            "publisher": text(source.publisher),
            "rows": texts(source.rows),
            "section": text(source.section),
            "title": .string(source.title),
            "url": text(source.url),
        ])
    }

    static func question(_ question: Question) -> JSON {
        object([
            "ask": .string(question.ask),
            "choices": .array(question.choices.map(choice)),
            "form": .string(question.form),
            "help": text(question.help),
            "holdsBack": .bool(question.holdsBack),
            "path": .string(question.path.text),
            "settles": .int(Int64(question.settles)),
        ])
    }

    /// What a question says however many wait for it: the members that come first, after the brace.
    static func start(ofQuestion question: Question) -> String {
        String(
            object([
                "ask": .string(question.ask),
                "choices": .array(question.choices.map(choice)),
                "form": .string(question.form),
                "help": text(question.help),
            ]).canonical().dropLast()
        )
    }

    private static func choice(_ choice: Choice) -> JSON {
        object(["means": .string(choice.means), "value": .string(choice.value)])
    }

    /// An object; members without a value are left out.
    private static func object(_ members: KeyValuePairs<String, JSON?>) -> JSON {
        .object(members.compactMap { name, value in value.map { (name, $0) } })
    }

    private static func text(_ text: String?) -> JSON? { text.map(JSON.string) }

    private static func texts(_ texts: [String]) -> JSON { .array(texts.map(JSON.string)) }
}
