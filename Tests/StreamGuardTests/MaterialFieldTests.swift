import Checklist
import Foundation
import Testing

@testable import StreamGuard

/// Every field of a plan, once an approval has been given: a change makes the approval void
/// exactly if the rule names the field.
@Suite struct ChangesAfterAnApproval {
    private let rulebook: Rulebook
    private let school: Document
    private let zones = Zones.iana(knowing: "Europe/London")

    init() throws {
        let lists = ["livestream-twenty", "remote-education"]
        rulebook = try Rulebook(
            forms: try Shipped.forms(),
            checklists: try lists.map { try Shipped.document("\($0).checklist.json") }
        )
        school = try Shipped.document("schools/harbour-lane.school.json")
    }

    private static let plans = [
        "needs-approval-one-to-one-reading", "needs-approval-pair-carrying-on",
        "needs-approval-phone-call",
    ]

    @Test(arguments: plans) func count(name: String) throws {
        let plan = try Shipped.document("examples/\(name).plan.json")
        let report = try #require(self.report(plan))
        let form = try #require(rulebook.forms.first { $0.name == "plan" })
        let edits = edits(of: Draft(form, plan))
        #expect(edits.count > 90)
        var (valid, void) = (0, 0)
        for finding in report.findings(.needsApproval) {
            let clerk = try approved(plan, report, finding)
            #expect(clerk.granting(report).standings[finding.rule]?.valid != nil)
            let covers = try #require(finding.approval).covers
            for (path, draft) in edits {
                let edited = try draft.document(named: path)
                let now = try #require(self.report(edited), "\(path) cannot be edited like this")
                // What the change has settled needs no approval any more.
                guard let state = clerk.granting(now).standings[finding.rule]?.state else {
                    continue
                }
                let isCovered = covers.contains { $0.covers(path) }
                if case .void(_, let reasons) = state {
                    void += 1
                    #expect(isCovered, "\(finding.rule): \(path) is not named by the rule")
                    #expect(reasons.contains { $0.names(path) }, "\(finding.rule): \(path)")
                } else {
                    valid += 1
                    #expect(!isCovered, "\(finding.rule): \(path) made no difference")
                }
            }
        }
        #expect(valid > 60, "\(valid)")
        #expect(void > 5, "\(void)")
    }

    // MARK: Judging

    private func report(_ plan: Document) -> Report? {
        let now = Timestamp(rfc3339: "2026-11-24T09:00:00Z")
        guard let now,
            let answers = try? rulebook.answers(
                ["plan": plan, "school": school],
                zone: "Europe/London",
                zones: zones
            )
        else { return nil }
        return Report(
            file: nil,
            plan: Plan(answers, plan),
            school: School(school, form: nil),
            checklists: [],
            verdict: rulebook.judge(answers, moment: "plan", now: now),
            at: now,
            clock: LocalTime(zone: "Europe/London", zones: zones)
        )
    }

    /// Hands the plan in and approves it.
    private func approved(
        _ plan: Document,
        _ report: Report,
        _ finding: Finding
    ) throws -> Clerk {
        let store = RecordStore()
        let workspace = try store.create()
        let people = People(school)
        let need = try #require(finding.approval)
        let start = try #require(report.plan.start)
        func author(_ id: String) -> Author { Author(by: id, uid: 1000, host: "desk-3") }
        let digest = try workspace.ledger.handIn(plan, by: author("office-1")) { digest in
            NewEntry(.plan, facts: ["plan": .string(digest)], texts: ["id": report.plan.id ?? ""])
        }.digest
        let holders = RoleHolders(people, roles: need.by.map(\.name))
        _ = try workspace.ledger.append(holders.entry, by: author("head"))
        let draft = ApprovalDraft(
            decision: .approve,
            rule: finding.rule,
            planID: report.plan.id ?? "",
            plan: digest,
            role: need.by[0].name,
            roles: holders.digest,
            material: need.facts,
            because: "The support plan asks for it.",
            period: start...(try #require(start.adding(Duration(seconds: 7 * 86_400))))
        )
        _ = try workspace.ledger.append(draft.entry, by: author("head"))
        return Clerk(workspace, try workspace.ledger.read(), people: people) { self.report($0) }
    }

    // MARK: Every field

    /// The plan with one field changed, for each field of the form.
    private func edits(of draft: Draft) -> [(path: String, draft: Draft)] {
        var edits: [(path: String, draft: Draft)] = []
        collect(draft, draft.form.fields, Place([]), "plan", &edits)
        return edits
    }

    private func collect(
        _ draft: Draft,
        _ group: Group,
        _ place: Place,
        _ path: String,
        _ edits: inout [(path: String, draft: Draft)]
    ) {
        for field in group.fields {
            let here = place.appending(field.name)
            let path = "\(path).\(field.name)"
            switch field.type {
            case .group(let inner): collect(draft, inner, here, path, &edits)
            case .groups(let inner, _):
                // An element that is there, or one that is put there first.
                let key = inner.keyField?.name ?? "id"
                let known = draft[here]?.elements.first?.member(key)?.text
                let element = known ?? "x-1"
                let one = JSON.array([.object([(key, .string(element))])])
                if known == nil { edits.append((path, draft.setting(one, at: here))) }
                let base = known == nil ? draft.setting(one, at: here) : draft
                let inside = Place(here.steps + [.element(element)])
                collect(base, inner, inside, "\(path)[\(element)]", &edits)
            default:
                // Who is in a list is told apart by their ids: another id is another element.
                let value =
                    field.name == "id" && place.element != nil
                    ? .string("x-2") : other(field, draft[here])
                edits.append((path, draft.setting(value, at: here)))
            }
        }
    }

    /// Another value that the form takes.
    private func other(_ field: Field, _ value: JSON?) -> JSON {
        switch field.type {
        case .bool: return .bool(value?.canonical() != "true")
        case .int(let least, _): return .int((least ?? 1) + (value == nil ? 0 : 1))
        case .double: return .double(1.5)
        case .timestamp:
            // A few minutes earlier or later; `2026-11-26T14:00` at 14:02.
            guard let text = value?.text, text.contains("T") else { return .string("2026-11-19") }
            return .string(text.dropLast() + (text.hasSuffix("2") ? "4" : "2"))
        case .duration: return .string("7m")
        case .string(let limits):
            return .string(limits.format == .identifier ? "teacher-2a" : "other words")
        case .choice(let choices):
            let new = choices.last { $0.value != value?.text }
            return .string(new?.value ?? "")
        case .list(.choice(let choices), _):
            let old = value?.elements.compactMap(\.text) ?? []
            let new = choices.first { ![$0.value].elementsEqual(old) }
            return .array([.string(new?.value ?? "")])
        case .list:
            // As many as before, so that the rule still applies.
            let count = max(value?.elements.count ?? 1, 1)
            return .array((0..<count).map { .string("p-2a-0\($0 + 1)") })
        case .groups, .group: return .null
        }
    }
}

extension String {
    /// Whether an approval that is bound to this fact is bound to that field.
    fileprivate func covers(_ path: String) -> Bool {
        // The pupils are a variable: the plan's own, or those of its group.
        if self == "pupils" { return path == "plan.pupils" || path == "plan.group" }
        return path == self || path.hasPrefix(self + ".") || path.hasPrefix(self + "[")
    }
}

extension VoidReason {
    /// Whether a changed fact is about that field.
    fileprivate func names(_ path: String) -> Bool {
        if case .changed(let fact, _, _, _, _) = self { fact.covers(path) } else { false }
    }
}
