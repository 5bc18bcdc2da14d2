import Checklist
import Foundation
import Testing

@testable import StreamGuard

@Suite struct ShippedFilesTogether {
    @Test func `every form and every checklist compile together`() throws {
        let forms = try Folder.list(Paths.joined(Shipped.folder, "forms"), endingIn: ".json")
        #expect(
            forms.map(Paths.name) == [
                "history.form.json", "live.form.json", "plan.form.json", "routes.form.json",
                "school.form.json",
            ]
        )
        let rulebook = try Shipped.rulebook()
        #expect(rulebook.checklists.map(\.id) == (try Shipped.checklists()).map(\.shortName))
        #expect(
            rulebook.checklists.map(\.id) == [
                "guidance-2026", "livestream-twenty", "remote-education",
            ]
        )
        #expect(Set(rulebook.moments) == Set(Shipped.moments))
        // A school may turn on any of them without the others.
        for checklist in try Shipped.checklists() {
            #expect(throws: Never.self, "\(checklist.shortName)") {
                try Rulebook(forms: Shipped.forms(), checklists: [checklist])
            }
        }
    }

    @Test func `every school's profile is read`() throws {
        let schools = try Shipped.schools()
        #expect(schools.map(\.shortName) == ["harbour-lane", "mill-bridge"])
        let rulebook = try Shipped.rulebook()
        let ids = rulebook.checklists.map(\.id)
        for document in schools {
            let name = document.shortName
            let school = School(document, form: try Shipped.document("forms/school.form.json"))
            #expect(school.id == name)
            #expect(school.name?.contains("made up") == true, "\(name)")
            #expect(!school.checklists.isEmpty && school.checklists.allSatisfy(ids.contains))
            // What adds to the school's own policies is for the school to turn on.
            #expect(!school.checklists.contains("guidance-2026"), "\(name)")
            let answers = try rulebook.answers(
                ["school": document],
                zone: school.timeZone,
                zones: .iana(knowing: "Europe/London")
            )
            #expect(answers.value(at: "school.people") != nil, "\(name)")
        }
    }

    @Test func `the example that stands beside the plans is one of the schools`() throws {
        let path = Paths.joined(Shipped.folder, "examples/school.json")
        let school = try FileReader.read(path)
        #expect(try Shipped.schools().contains { $0.source.bytes == school })
    }
}

@Suite struct ShippedExamples {
    private static let folder = Paths.joined(Shipped.folder, "examples")
    private static let heads = [
        "ready": "READY", "needs-answers": "NEEDS ANSWERS",
        "needs-approval": "NEEDS APPROVAL", "do-not-run": "DO NOT RUN",
    ]

    @Test func `are judged as their names promise`() throws {
        let plans = try Shipped.judgedExamples()
        #expect(Shipped.examplesAsJSON.status == .no)
        #expect(Shipped.examplesAsJSON.errors.isEmpty, "\(Shipped.examplesAsJSON.errors)")
        #expect(plans.count >= 12)
        #expect(plans.count == (try Shipped.examples()).count)
        for plan in plans {
            let name = Paths.name(of: plan.text("plan", "file") ?? "")
            guard !name.hasPrefix("two-schools-differ-") else { continue }
            let promised = ShippedExamples.heads.keys.first { name.hasPrefix("\($0)-") }
            #expect(promised != nil, "\(name) promises nothing")
            #expect(plan.text("decision") == promised, "\(name)")
        }
        // Each of the four decisions has its example.
        let decisions = Set(plans.compactMap { $0.text("decision") })
        #expect(decisions == Set(ShippedExamples.heads.keys))
    }

    @Test func `that two schools judge differently do differ`() throws {
        let rulebook = try Shipped.rulebook()
        let examples = try Shipped.examples()
            .filter { $0.shortName.hasPrefix("two-schools-differ-") }
        #expect(!examples.isEmpty)
        for example in examples {
            let decisions = try Shipped.schools().map {
                try rulebook.judge(["plan": example, "school": $0]).decision
            }
            #expect(Set(decisions).count == 2, "\(example.shortName): \(decisions)")
        }
    }

    @Test func `are judged alike on any day`() throws {
        let decisions = try ["2025-01-01T00:00:00Z", "2031-01-01T00:00:00Z"].map { now in
            try ShippedExamples.atEverySchool { rulebook, documents in
                try rulebook.judge(documents, now: now).decision
            }
        }
        #expect(decisions[0].count >= 24)
        #expect(decisions[0] == decisions[1])
    }

    @Test(arguments: Shipped.moments)
    func `meet no broken rule and print the same bytes twice`(moment: String) throws {
        let broken = try ShippedExamples.atEverySchool { rulebook, documents in
            try rulebook.judge(documents, moment: moment).findings
                .filter { $0.status == .broken }
                .map { "\($0.rule): \($0.failure ?? "?")" }
        }
        #expect(Set(broken.joined()).isEmpty)
        let words = ["check", ShippedExamples.folder, "--moment", moment]
        let (first, second) = (Shipped.run(words), Shipped.run(words))
        #expect(first.output.utf8.elementsEqual(second.output.utf8))
        #expect(!first.output.isEmpty && first.errors.isEmpty)
    }

    @Test func `say the same in JSON and in text`() throws {
        let plans = try Shipped.judgedExamples()
        let rule = "\n" + String(repeating: "-", count: 80) + "\n"
        let blocks = Shipped.run(["check", ShippedExamples.folder]).output
            .components(separatedBy: rule)
        // After the plans comes the count.
        try #require(blocks.count == plans.count + 1)
        for (block, plan) in zip(blocks, plans) {
            let file = plan.text("plan", "file") ?? "?"
            let head = ShippedExamples.heads[plan.text("decision") ?? ""] ?? "?"
            let title = (plan.text("plan", "title") ?? "?").prefix(20)
            let start = block.drop { $0 == "\n" }.prefix(80)
            #expect(start.hasPrefix("\(head)  \(title)"), "\(file)")
            for other in ShippedExamples.heads.values where other != head {
                #expect(!block.contains(other), "\(file)")
            }
        }
        let again = Shipped.run(["check", ShippedExamples.folder, "--format", "json"])
        #expect(again.output.utf8.elementsEqual(Shipped.examplesAsJSON.output.utf8))
    }

    /// A person must be able to see in the findings why the decision is what it is.
    @Test func `come to what their findings say`() throws {
        _ = try ShippedExamples.atEverySchool { rulebook, documents in
            let verdict = try rulebook.judge(documents)
            let name = documents.values.map(\.shortName).sorted().joined(separator: ", ")
            let holding = verdict.findings.filter { $0.level != .advice }.map(\.status)
            let expected: Decision =
                if holding.contains(.notMet) || holding.contains(.broken) {
                    .doNotRun
                } else if holding.contains(.unanswered) {
                    .needsAnswers
                } else if holding.contains(.needsApproval) {
                    .needsApproval
                } else {
                    .ready
                }
            #expect(verdict.decision == expected, "\(name)")
            let silent = verdict.findings.filter(ShippedExamples.saysTooLittle).map(\.rule)
            #expect(silent.isEmpty, "\(name)")
            let asked = Set(verdict.questions.map(\.path.text))
            let needed = Set(verdict.findings.flatMap { $0.needs.map(\.text) })
            #expect(needed.isSubset(of: asked), "\(name)")
        }
    }

    /// Does `work` for every example at every school, under all checklists.
    private static func atEverySchool<T>(
        _ work: (Rulebook, [String: Document]) throws -> T
    ) throws -> [T] {
        let rulebook = try Shipped.rulebook()
        let schools = try Shipped.schools()
        return try Shipped.examples().flatMap { example in
            try schools.map { try work(rulebook, ["plan": example, "school": $0]) }
        }
    }

    /// Whether a finding leaves somebody without what they need to act on it.
    private static func saysTooLittle(_ finding: Finding) -> Bool {
        switch finding.status {
        case .notMet, .advice: finding.why == nil || finding.fix == nil
        case .needsApproval: finding.why == nil || finding.approval == nil
        case .unanswered: finding.needs.isEmpty
        default: false
        }
    }
}
