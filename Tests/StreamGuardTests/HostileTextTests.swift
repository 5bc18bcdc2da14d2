import Checklist
import Testing

@testable import StreamGuard

/// Whatever somebody types into a field, nobody who reads the verdict is harmed by it.
@Suite struct HostileText {
    /// What attacks a terminal, a reader's eye, a spreadsheet and a web page, in that order.
    private static let text =
        "\u{1b}[2J\u{1b}]0;x\u{7}\u{9b}\u{0}\u{202e}\u{2066}\u{200b}\u{feff}\u{2028}\u{e0041}\r\n"
        + "=cmd()|'/c x'!A1<script>alert(1)</script>"

    @Test(arguments: ["plan", "school"])
    func `is inert in every field that takes it`(form: String) throws {
        let rulebook = try Shipped.rulebook()
        let example = try Shipped.document("examples/ready-class-lesson.plan.json")
        let school = try Shipped.document("schools/harbour-lane.school.json")
        let fields = try #require(rulebook.forms.first { $0.name == form }?.fields)
        let paths = HostileText.texts(in: fields)
        #expect(paths.count > 10)
        let now = try #require(Timestamp(rfc3339: "2026-11-22T09:00:00Z"))
        var (judged, shown) = (0, 0)
        for path in paths {
            let whole = JSON((form == "plan" ? example : school).root)
            let changed = try Document(
                parsing: SourceText(
                    name: "hostile.json",
                    text: whole.with(.string(HostileText.text), at: path[...]).canonical()
                )
            )
            let plan = form == "plan" ? changed : example
            let place = "\(form).\(path.joined(separator: "."))"
            do {
                let answers = try rulebook.answers(
                    ["plan": plan, "school": form == "school" ? changed : school],
                    zone: "UTC",
                    zones: .iana(knowing: "UTC")
                )
                judged += 1
                let documents = ["plan": plan, "school": form == "school" ? changed : school]
                let report = try HostileText.report(answers, documents, rulebook, at: now)
                let notice = Notice(report, all: true)
                let texts = [
                    VerdictText.text(report, all: true, namingFile: true, width: 80, colour: false),
                    VerdictJSON.json(report).pretty(), NoticeHTML.page(notice),
                    NoticeMarkdown.text(notice),
                ]
                #expect(texts.allSatisfy(HostileText.isInert), "\(place)")
                #expect(!texts[2].contains("<script"), "\(place)")
                #expect(!texts[3].contains(/(^|[^\\])<script/), "\(place)")
                if texts[0].contains("<script>") { shown += 1 }
            } catch let error as Diagnostics {
                // A field may refuse it, as long as it does so without showing it as it is.
                #expect(HostileText.isInert(error.rendered()), "\(place)")
            }
        }
        // The test looks at something: some fields take it, and some verdicts show it.
        #expect(judged > 5 && shown > 0)
    }

    @Test func `is inert in the names of files and on the command line`() throws {
        let school = try TinySchool()
        let names = ["a\u{1b}[2J", "a\nREADY", "a\u{202e}b", "=cmd()", "-x"]
        for name in names {
            let plan = try school.folder.write("\(name).plan.json", "{")
            let runs = [
                school.check(plan), school.check(plan, "--school", plan),
                school.check(plan, "--checklist", plan), school.check(plan, "--at", name),
                school.check(plan, "--\(name)"), school.console.run(name),
                school.check(school.folder.path),
            ]
            for run in runs {
                #expect(run.status == .noAnswer)
                #expect(HostileText.isInert(run.errors) && HostileText.isInert(run.output))
            }
        }
    }

    /// Only the line's end may come through as it is.
    private static func isInert(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            let category = scalar.properties.generalCategory
            return scalar == "\n"
                || ![.control, .format, .lineSeparator, .paragraphSeparator].contains(category)
        }
    }

    /// The paths of all free texts.
    private static func texts(in group: Group) -> [[String]] {
        group.fields.flatMap { field -> [[String]] in
            switch field.type {
            case .string: [[field.name]]
            case .list(.string, _): [[field.name]]
            case .group(let inner), .groups(let inner, _):
                texts(in: inner).map { [field.name] + $0 }
            default: []
            }
        }
    }

    private static func report(
        _ answers: Answers,
        _ documents: [String: Document],
        _ rulebook: Rulebook,
        at now: Timestamp
    ) throws -> Report {
        func text(_ path: String) -> String? {
            if case .string(let text)? = answers.value(at: path) { text } else { nil }
        }
        return Report(
            file: "plans/\(HostileText.text).plan.json",
            plan: Plan(answers, try #require(documents["plan"])),
            school: School(
                id: text("school.id"),
                name: text("school.name"),
                timeZone: "UTC",
                checklists: []
            ),
            checklists: rulebook.checklists.map {
                Report.CheckedList(id: $0.id, version: $0.version, title: $0.title)
            },
            verdict: rulebook.judge(answers, moment: "plan", now: now),
            at: now,
            clock: LocalTime(zone: "UTC", zones: .iana(knowing: "UTC")),
            documents: documents,
            forms: rulebook.forms
        )
    }
}

extension JSON {
    /// The value with another at a path, in the first element of every list on the way.
    fileprivate func with(_ value: JSON, at path: ArraySlice<String>) -> JSON {
        guard let name = path.first else {
            if case .array = self { return .array([value]) }
            return value
        }
        switch self {
        case .array(let elements):
            let first = elements.first ?? .object([("id", .string("x"))])
            return .array([first.with(value, at: path)] + elements.dropFirst())
        case .object(var members):
            let inner = members.first { $0.0 == name }?.1
            members.removeAll { $0.0 == name }
            members.append((name, (inner ?? .object([])).with(value, at: path.dropFirst())))
            return .object(members)
        default:
            return self
        }
    }
}
