import Checklist
import Foundation
import Testing

@testable import StreamGuard

/// The words that people read: all of them are in the checklists, the forms and the schools.
@Suite struct ShippedTexts {
    /// Every finding of every example: at `plan` also with answers taken out, later after a
    /// session in which all went well and one in which nothing did.
    @Test(arguments: Shipped.moments)
    func `are whole sentences once they are filled in`(moment: String) throws {
        let rulebook = try Shipped.rulebook()
        let schools = try Shipped.schools()
        var found = Found()
        for (index, example) in try Shipped.examples().enumerated() {
            for course in Made.Course.allCases {
                let documents = [
                    "plan": example, "school": schools[index % schools.count],
                    "live": try Made.live(of: example, course),
                ]
                found.look(at: try rulebook.judge(documents, moment: moment))
            }
            guard moment == "plan" else { continue }
            // The examples share their questions, so a third of each is enough for all.
            for (turn, plan) in try Made.withAnAnswerLess(example).enumerated()
            where turn % 3 == index % 3 {
                let documents = ["plan": plan, "school": schools[(index + 1) % schools.count]]
                // Without an answer that another hangs on, the plan may well be refused.
                if let verdict = try? rulebook.judge(documents) { found.look(at: verdict) }
            }
        }
        #expect(found.texts.count > 100)
        #expect(found.odd.sorted() == [])
        #expect(found.broken.sorted() == [])
    }

    private struct Found {
        var texts: Set<String> = []
        var odd: Set<String> = []
        var broken: Set<String> = []

        mutating func look(at verdict: Verdict) {
            for finding in verdict.findings {
                if let failure = finding.failure { broken.insert("\(finding.rule): \(failure)") }
                let words = [finding.says, finding.why, finding.fix, finding.approval?.asks]
                for text in words.compactMap(\.self) where texts.insert(text).inserted {
                    if !isSentence(text) { odd.insert("\(finding.rule): \(text)") }
                }
            }
        }
    }

    /// Every template as it is written, whether or not an example happens to fill it in.
    @Test func `are whole sentences as they are written`() throws {
        var count = 0
        var odd: [String] = []
        for checklist in try Shipped.checklists() {
            for item in checklist.root.member("items")?.elements ?? [] {
                for rule in item.member("rules")?.elements ?? [] {
                    let texts = [
                        rule.text("says"), rule.text("why"), rule.text("fix"),
                        rule.text("approval", "asks"), item.text("about"),
                    ]
                    for text in texts.compactMap(\.self) where !ShippedTexts.ends(text) {
                        odd.append(text)
                    }
                    count += 1
                }
            }
        }
        #expect(count > 100)
        #expect(odd == [])
    }

    @Test func `name no real school and claim no twentieth consideration`() throws {
        let documents =
            try Shipped.checklists() + Shipped.forms() + Shipped.schools() + Shipped.examples()
            + [Shipped.document("coverage.json")]
        #expect(documents.count > 20)
        // Spelled backwards, so that this file does not name them either.
        let names = ["yram ts", "yram .ts", "yram tnias", "engiocsag", "enogicsag", "yentup"]
            .map { String($0.reversed()) }
        let claims = ["20 of 20", "all 20", "all twenty", "twenty of twenty"]
        var found: [String] = []
        for document in documents {
            let text = String(decoding: document.source.bytes, as: UTF8.self).lowercased()
            for word in names + claims where text.contains(word) {
                found.append("\(document.source.name): \(word)")
            }
        }
        #expect(found == [])
    }

    @Test func `number the considerations honestly`() throws {
        let rulebook = try Shipped.rulebook()
        let twenty = try #require(rulebook.checklists.first { $0.id == "livestream-twenty" })
        let numbers = (0...20).map { number in number < 10 ? "C0\(number)" : "C\(number)" }
        #expect(twenty.items.map(\.id) == numbers)
        let last = try #require(twenty.items.last)
        // The list in our source ends before it, and the checklist says so.
        #expect(last.sources.contains { $0.provenance?.isEmpty == false })
        #expect(last.sources.allSatisfy { $0.number == nil && $0.certainty != "verified" })
        #expect(last.rules.allSatisfy { $0.level == .advice })
        let cited = rulebook.checklists.flatMap(\.items)
            .filter { $0.id != "C20" && $0.sources.contains { $0.number == "20" } }
        #expect(cited.map(\.id) == [])
    }

    private static func isSentence(_ text: String) -> Bool {
        ends(text) && !text.contains("{") && !text.contains("}") && !text.contains("  ")
            && text.first?.isWhitespace == false
    }

    private static func ends(_ text: String) -> Bool { text.hasSuffix(".") || text.hasSuffix("?") }
}

/// Documents made from those that ship.
private enum Made {
    /// The plan once for each answer at its top, and in its groups, without that answer.
    static func withAnAnswerLess(_ plan: Document) throws -> [Document] {
        try variants(of: JSON(plan.root)).map { json in
            try Document(parsing: SourceText(name: plan.source.name, text: json.canonical()))
        }
    }

    private static func variants(of json: JSON) -> [JSON] {
        guard case .object(let members) = json else { return [] }
        var variants: [JSON] = []
        for (index, (name, value)) in members.enumerated() where name != "id" {
            var others = members
            others.remove(at: index)
            variants.append(.object(others))
            for variant in self.variants(of: value) {
                others = members
                others[index] = (name, variant)
                variants.append(.object(others))
            }
        }
        return variants
    }

    enum Course: CaseIterable {
        /// Everything went as it should.
        case calm
        /// Whatever could go wrong did.
        case stormy
    }

    /// The facts of a session that followed a plan.
    static func live(of plan: Document, _ course: Course) throws -> Document {
        let calm = course == .calm
        let people: [(String?, String)] =
            calm
            ? [(plan.root.text("host", "id"), "host"), (plan.root.text("second", "id"), "second")]
            : [("somebody", "unknown"), ("p-5b-01", "pupil")]
        let words = [
            ("startedAt", plan.root.text("start")), ("endedAt", plan.root.text("end")),
            ("chat", calm ? "off" : "on"), ("recording", calm ? "off" : "on"),
            ("lastOut", calm ? "staff" : "pupil"), ("wentWrong", calm ? "nothing" : "something"),
            ("welfareConcern", calm ? "none" : "not-yet"),
        ]
        let good = ["accountsChecked", "placesChecked", "rulesRead", "dslReachable", "signedOut"]
        let bad = ["linkChanged", "settingsChanged", "recorded", "pupilRecording", "pupilStarted"]
        var facts: [(String, JSON)] = words.compactMap { name, word in
            word.map { (name, .string($0)) }
        }
        facts += good.map { ($0, .bool(calm)) } + bad.map { ($0, .bool(!calm)) }
        facts.append(("inView", .array(calm ? [] : [.string("bedroom")])))
        facts.append(("present", .array(people.compactMap { person($0, $1) })))
        let text = JSON.object(facts).canonical()
        return try Document(parsing: SourceText(name: "live.json", text: text))
    }

    private static func person(_ id: String?, _ role: String) -> JSON? {
        id.map { .object([("id", .string($0)), ("role", .string(role))]) }
    }
}
